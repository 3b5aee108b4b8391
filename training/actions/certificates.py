"""Certificates one at a time: earn, renew, revoke, correct, share."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from agencies.models import User

from .. import expiry, queries
from ..certificate_numbers import new_number
from ..models import Certificate, CertificateDesign, CoursePage
from .pictures import keep_picture
from .refusals import AlreadyRevoked, NotReadyToRenew, NotTheLatest
from .turns import take_turns


@transaction.atomic
def issue_certificate_if_complete(
    *, course: CoursePage, by: User, learner: User | None = None
) -> Certificate | None:
    """Give the learner, `by` unless another is named, what they have earned: the course's
    certificate once everything is done, or its renewal. Answers with the valid certificate.

    A certificate that was revoked is not replaced by taking a quiz again: that is for a person
    to decide.
    """
    learner = learner or by
    take_turns(learner)
    held = Certificate.objects.belonging_to(learner).filter(course=course).last_issued()
    if held is None:
        is_done = queries.course_progress(learner, course).is_done
        return issue(course, learner, by) if is_done else None
    renewal = queries.renewal_of(held)
    if renewal and renewal.is_ready and not renewal.asks_to_confirm:
        return issue(course, learner, by, renews=held)
    return held if held.is_valid else None


def issue(
    course: CoursePage, learner: User, by: User, renews: Certificate | None = None
) -> Certificate:
    """A new certificate for whoever has earned it, and whose turn it is."""
    today = timezone.localdate()
    begins = expiry.counts_from(today, renews.expires_on if renews else None)
    certificate = Certificate(
        number=new_number(today.year),
        user=learner,
        course=course,
        holder_name=str(learner),
        course_title=course.title,
        cpd_minutes=course.cpd_minutes,
        issued_on=today,
        expires_on=expiry.expires_on(course.certificate_rule, begins),
        issued_by=by if by != learner else None,
        renews=renews,
    )
    certificate.design = _design_of(course, certificate)
    certificate.save(force_insert=True)
    log(certificate, "training.issue_certificate", user=by)
    return certificate


@transaction.atomic
def renew_certificate(*, certificate: Certificate, by: User) -> Certificate:
    """Renew one's own certificate. Where no quiz shows that the lessons were gone through again,
    to ask for it is to say so."""
    take_turns(by)
    certificate = Certificate.objects.belonging_to(by).get(pk=certificate.pk)
    renewal = queries.renewal_of(certificate)
    if renewal is None or not renewal.is_ready or certificate.course is None:
        raise NotReadyToRenew
    return issue(certificate.course, by, by, renews=certificate)


@transaction.atomic
def revoke_certificate(*, certificate: Certificate, reason: str, by: User) -> None:
    take_turns(certificate.user)
    certificate.refresh_from_db()
    _revoke(certificate, reason, by)
    log(certificate, "training.revoke_certificate", user=by)


@transaction.atomic
def reissue_certificate(*, certificate: Certificate, holder_name: str, by: User) -> Certificate:
    """Correct the name: a new certificate with the dates and words of the old, which is revoked."""
    take_turns(certificate.user)
    certificate.refresh_from_db()
    if certificate != certificate.row().last_issued():
        raise NotTheLatest
    number = new_number(timezone.localdate().year)
    _revoke(certificate, _("Reissued as %(number)s.") % {"number": number}, by)
    corrected = Certificate(
        number=number,
        holder_name=holder_name,
        issued_by=by,
        reissues=certificate,
        **{name: getattr(certificate, name) for name in KEPT_WHEN_REISSUED},
    )
    corrected.design = _reworded(certificate, corrected)
    corrected.save(force_insert=True)
    log(corrected, "training.reissue_certificate", user=by)
    return corrected


KEPT_WHEN_REISSUED = (
    "user", "course", "course_title", "cpd_minutes", "issued_on", "expires_on", "renews",
    "shows_name", "shows_course", "shows_hours",
)  # fmt: skip


@transaction.atomic
def share_certificate(
    *, certificate: Certificate, shows_name: bool, shows_course: bool, shows_hours: bool, by: User
) -> None:
    """Choose what others see who check the number."""
    own = Certificate.objects.belonging_to(by).filter(pk=certificate.pk)
    own.update(shows_name=shows_name, shows_course=shows_course, shows_hours=shows_hours)
    log(certificate, "training.share_certificate", user=by)


def _design_of(course: CoursePage, certificate: Certificate) -> dict:
    design = course.certificate_design or CertificateDesign()
    kept = design.kept(certificate.wording_values)
    for picture in ("signature", "logo"):
        kept[picture] = keep_picture(getattr(design, picture))
    return kept


def _reworded(old: Certificate, corrected: Certificate) -> dict:
    """The old design with the new name in its words."""
    wording = CertificateDesign(wording=old.printed["wording"]).kept(corrected.wording_values)
    return {**old.printed, "lines": wording["lines"]}


def _revoke(certificate: Certificate, reason: str, by: User) -> None:
    if certificate.revoked_at:
        raise AlreadyRevoked
    certificate.revoked_at = timezone.now()
    certificate.revoked_by = by
    certificate.revocation_reason = reason
    certificate.save(update_fields=["revoked_at", "revoked_by", "revocation_reason"])
