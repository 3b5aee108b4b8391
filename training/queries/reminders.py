from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.db.models import Exists, OuterRef
from django.utils import timezone

from agencies.models import Membership, User

from .. import expiry
from ..models import Certificate


@dataclass(frozen=True)
class Notice:
    """A certificate to remind of; `reminder` is which of the reminders, in days before the end."""

    certificate_id: int
    number: str
    url: str
    course_title: str
    expires_on: date
    opens_on: date
    reminder: int


@dataclass(frozen=True)
class Digest:
    """All that one person is reminded of in one e-mail."""

    user: User
    notices: tuple[Notice, ...]


def reminders_due() -> Iterator[Digest]:
    """Only people who can still sign in and have a role, and courses that are still there."""
    today = timezone.localdate()
    belongs = Membership.objects.current().filter(user=OuterRef("user"))
    ending = (
        Certificate.objects.valid()
        .not_followed()
        .filter(
            Exists(belongs),
            expires_on__lte=today + timedelta(days=max(expiry.REMINDERS)),
            user__is_active=True,
            course__live=True,
        )
        .select_related("user", "course")
        .prefetch_related("reminders")
        .order_by("user_id", "expires_on", "pk")
    )
    for user, held in groupby(ending, key=lambda certificate: certificate.user):
        notices = tuple(notice for c in held if (notice := _notice(c, today)))
        if notices:
            yield Digest(user, notices)


def _notice(certificate: Certificate, today: date) -> Notice | None:
    end, course = certificate.expires_on, certificate.course
    if end is None or course is None:
        return None
    sent = [reminder.days for reminder in certificate.reminders.all()]
    due = expiry.reminder_due((end - today).days, sent)
    if due is None:
        return None
    opens_on = expiry.renewal_opens_on(certificate.issued_on, end, course.renewal_months)
    url = certificate.get_absolute_url()
    return Notice(
        certificate.pk, certificate.number, url, certificate.course_title, end, opens_on, due
    )
