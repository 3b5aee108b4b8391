"""Certificates as their holders see them: which they have, and how each goes on."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from agencies.models import User

from .. import expiry
from ..models import Certificate
from ..progress import CourseProgress, Step
from ..renewals import Renewal, RenewalStep
from .courses import course_progress


@dataclass(frozen=True)
class Event:
    """What happened to a certificate. `by` is None where its holder did it, by learning."""

    on: date
    number: str
    url: str
    what: str  # issued, renewed, reissued or revoked
    by: str | None = None
    reason: str = ""


def my_certificates(user: User) -> list[Certificate]:
    """Those that were not revoked, the newest first; some may have expired."""
    return list(Certificate.objects.belonging_to(user).filter(revoked_at=None))


def my_renewals(user: User) -> list[Renewal]:
    """Of the certificates whose time to renew has come, the most pressing first."""
    held = Certificate.objects.belonging_to(user).filter(revoked_at=None).not_followed()
    ending = held.filter(expires_on__isnull=False, course__isnull=False).select_related("course")
    renewals = [renewal_of(c) for c in ending if _opens_on(c) <= timezone.localdate()]
    return sorted((r for r in renewals if r), key=lambda r: r.expires_on)


def renewal_of(certificate: Certificate, progress: CourseProgress | None = None) -> Renewal | None:
    """What is to be done again: the quizzes, or the lessons where no quiz can be; None for one that
    never ends, was revoked or was followed by another, or whose course is gone."""
    course = certificate.course
    if certificate.expires_on is None or certificate.revoked_at or not course or not course.live:
        return None
    if certificate.row().last_issued() != certificate:
        return None
    progress = progress or course_progress(certificate.user, course)
    opens_on = _opens_on(certificate)
    quizzes = [s for s in progress.steps if s.is_quiz and _may_be_retaken(s, opens_on)]
    left = {step.page_id for step in progress.left}
    return Renewal(
        certificate.number,
        certificate.course_title,
        certificate.expires_on,
        opens_on,
        timezone.localdate(),
        tuple(
            RenewalStep(
                s.page_id,
                s.title,
                s.url,
                any(t.passed and _day(t.submitted_at) >= opens_on for t in s.tries)
                if quizzes
                else s.page_id not in left,
            )
            for s in quizzes or progress.steps
        ),
        asks_to_confirm=not quizzes,
    )


def history_of(certificate: Certificate) -> list[Event]:
    """Of all certificates that this person held for the course, oldest first."""
    row = certificate.row().select_related("issued_by", "revoked_by", "reissues")
    events: list[tuple[date, float, Event]] = []
    for number, held in enumerate(row.order_by("pk")):
        url = held.get_absolute_url()
        by = str(held.issued_by) if held.issued_by else None
        what = "reissued" if held.reissues else "renewed" if held.renews_id else "issued"
        on = _day(held.reissues.revoked_at) if held.reissues else held.issued_on
        events.append((on, number, Event(on, held.number, url, what, by)))
        if held.revoked_at:
            on = _day(held.revoked_at)
            by = str(held.revoked_by) if held.revoked_by else None
            event = Event(on, held.number, url, "revoked", by, held.revocation_reason)
            events.append((on, number + 0.5, event))
    return [event for *_, event in sorted(events, key=lambda e: e[:2])]


def _may_be_retaken(quiz: Step, opens_on: date) -> bool:
    """Who used the attempts at a quiz to earn a certificate is not asked to pass it once more."""
    return not quiz.no_tries_left or any(_day(t.submitted_at) >= opens_on for t in quiz.tries)


def _opens_on(certificate: Certificate) -> date:
    assert certificate.expires_on  # noqa: S101 - asked before
    assert certificate.course  # noqa: S101
    months = certificate.course.renewal_months
    return expiry.renewal_opens_on(certificate.issued_on, certificate.expires_on, months)


def _day(moment: datetime) -> date:
    return timezone.localtime(moment).date()
