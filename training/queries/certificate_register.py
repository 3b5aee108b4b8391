"""Everybody's certificates, for the people who look after them."""

from datetime import timedelta

from django.db.models import Q
from django.utils import timezone

from ..models import CoursePage
from ..models.certificates import CertificateQuerySet

STATES = ("valid", "expiring", "expired", "revoked")
EXPIRING_WITHIN = 90  # days


def certificates_found(
    among: CertificateQuerySet,
    *,
    text: str = "",
    course: CoursePage | None = None,
    state: str = "",
) -> CertificateQuerySet:
    """Those that match all that is asked, the newest first. Words may be of the name printed, the
    name today, the e-mail address or the number."""
    found = among.select_related("user", "renews")
    for word in text.split():
        found = found.filter(
            Q(holder_name__icontains=word)
            | Q(number__icontains=word)
            | Q(user__email__icontains=word)
            | Q(user__first_name__icontains=word)
            | Q(user__last_name__icontains=word)
        )
    if course:
        found = found.filter(course=course)
    return _in_state(found, state)


def _in_state(found: CertificateQuerySet, state: str) -> CertificateQuerySet:
    if state == "valid":
        return found.valid()
    if state == "expiring":
        soon = timezone.localdate() + timedelta(days=EXPIRING_WITHIN)
        return found.valid().not_followed().filter(expires_on__lte=soon)
    if state == "expired":
        return found.expired()
    if state == "revoked":
        return found.exclude(revoked_at=None)
    return found
