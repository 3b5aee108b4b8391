"""The invented people's certificates: most valid, some about to end, one revoked, one corrected."""

import random
from datetime import date, timedelta

from agencies.models import User
from agencies.roles import Role
from training import actions, expiry
from training.certificate_numbers import ALPHABET
from training.models import Certificate, CertificateDesign, CoursePage

from .accounts import ACCOUNTS


def make_design() -> CertificateDesign:
    return CertificateDesign.objects.get_or_create(
        name="Connecting People",
        defaults={
            "layout": CertificateDesign.Layout.BAND,
            "colour": CertificateDesign.Colour.GREEN,
            "heading": "Certificate of learning",
            "signatory_name": "Sam Invented",
            "signatory_role": "Trainer, Connecting People (demonstration)",
        },
    )[0]


def make_supervisors_design() -> CertificateDesign:
    return CertificateDesign.objects.get_or_create(
        name="Supervisors",
        defaults={
            "layout": CertificateDesign.Layout.PORTRAIT,
            "colour": CertificateDesign.Colour.BLUE,
            "heading": "Certificate for supervisors",
            "signatory_name": "Sam Invented",
            "signatory_role": "Trainer, Connecting People (demonstration)",
        },
    )[0]


def hand_out(course: CoursePage, learned: list[tuple[User, date]]) -> None:
    Certificate.objects.bulk_create(_certificate(course, user, day) for user, day in learned)


def make_unusual(users: list[User]) -> None:
    """One is taken back and one corrected, by the trainer."""
    trainer = User.objects.get(email=dict(ACCOUNTS)[Role.TRAINER])
    revoked, misspelt = Certificate.objects.filter(user__in=users).order_by("number")[:2]
    reason = "Given to the wrong person of two with the same name."
    actions.revoke_certificate(certificate=revoked, reason=reason, by=trainer)
    name = f"{misspelt.holder_name}-Invented"
    actions.reissue_certificate(certificate=misspelt, holder_name=name, by=trainer)


def renew(course: CoursePage, user: User, day: date) -> None:
    """The old one is kept beside the new one."""
    old = Certificate.objects.get(user=user, course=course)
    begins = expiry.counts_from(day, old.expires_on)
    new = _certificate(course, user, day)
    new.number = _number(f"{user.email} again", day)
    new.expires_on = expiry.expires_on(course.certificate_rule, begins)
    new.renews = old
    new.design = _design(course, new)
    new.save()


def days_of_issue(today: date, months: int) -> list[date]:
    """Of the certificates that are told apart in the register: two end soon, one has ended, and one
    has ended after it was renewed."""
    return [expiry.add_months(today + timedelta(days=d), -months) for d in (6, 40, -20, -30)]


def _certificate(course: CoursePage, user: User, day: date) -> Certificate:
    certificate = Certificate(
        number=_number(user.email, day),
        user=user,
        course=course,
        holder_name=str(user),
        course_title=course.title,
        cpd_minutes=course.cpd_minutes,
        issued_on=day,
        expires_on=expiry.expires_on(course.certificate_rule, day),
    )
    certificate.design = _design(course, certificate)
    return certificate


def _design(course: CoursePage, certificate: Certificate) -> dict:
    design = course.certificate_design or CertificateDesign()
    return design.kept(certificate.wording_values)


def _number(seed: str, day: date) -> str:
    """As real numbers look, but the same each time: these certify nobody."""
    letters = random.Random(seed).choices(ALPHABET, k=8)  # noqa: S311
    return f"CP-{day.year}-{''.join(letters[:4])}-{''.join(letters[4:])}"
