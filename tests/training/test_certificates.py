"""What a certificate keeps, how it is printed, and when it ends."""

from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.forms.models import model_to_dict
from django.utils import timezone
from PIL import Image as Picture
from pypdf import PdfReader
from wagtail.images.models import Image

from training import queries
from training.certificates import certificate_pdf
from training.expiry import AFTER, MONTH, add_months
from training.models import Certificate, CertificateDesign, CertificatePicture

from .certified import days, earn, make_certificate, make_design, make_small_course, text_of

TODAY = timezone.localdate()


@pytest.fixture
def course():
    return make_small_course(
        certificate_expiry=AFTER, certificate_months=24, renewal_months=3, cpd_minutes=150
    )


@pytest.fixture
def design(course):
    return make_design(course)


@pytest.fixture
def logo(site):
    file = BytesIO()
    Picture.new("RGB", (60, 30), "green").save(file, "PNG")
    return Image.objects.create(title="Logo", file=ImageFile(BytesIO(file.getvalue()), "logo.png"))


def stored(certificate):
    return model_to_dict(Certificate.objects.get(pk=certificate.pk))


# --- Issue -----------------------------------------------------------------------------------


def test_a_certificate_keeps_hours_and_end(worker, course):
    certificate = earn(worker, course)

    assert certificate.cpd_minutes == 150
    assert certificate.hours == "2 hours 30 minutes"
    assert certificate.issued_on == TODAY
    assert certificate.expires_on == add_months(TODAY, 24)
    assert certificate.issued_by is None


def test_a_course_may_say_that_certificates_never_end(worker):
    certificate = earn(worker, make_small_course())

    assert certificate.expires_on is None
    assert "Valid until" not in text_of(certificate)


def test_without_a_design_the_plain_one_is_kept(worker, course):
    text = text_of(earn(worker, course))

    assert "has worked through every lesson and passed every quiz of Core course" in text
    assert "2 hours 30 minutes of continuing professional development" in text


def test_a_design_is_printed_with_its_words_filled_in(worker, course, design):
    certificate = earn(worker, course)
    text = text_of(certificate)

    assert text.startswith("Well done Robin Person")
    assert "knows Core course since" in text
    assert "2 hours 30 minutes of CPD, until" in text
    assert "Robin Trainer Head of training" in text
    assert certificate.number in text


def test_no_later_change_reaches_an_issued_certificate(worker, course, design, logo):
    design.logo, design.logo_alt = logo, "Logo of North"
    design.save()
    course.refresh_from_db()
    certificate = earn(worker, course)
    text, row, pdf = text_of(certificate), stored(certificate), certificate_pdf(certificate)

    design.heading, design.wording, design.layout = "Changed", "Nothing", "band"
    design.save()
    course.title, course.cpd_minutes, course.certificate_months = "Other", 1, 1
    course.save()
    worker.first_name = "Changed"
    worker.save()
    logo.delete()

    kept = Certificate.objects.get(pk=certificate.pk)
    assert text_of(kept) == text
    assert stored(kept) == row
    assert len(certificate_pdf(kept)) == len(pdf)

    design.delete()
    assert text_of(Certificate.objects.get(pk=certificate.pk)) == text


def test_a_picture_is_kept_once_for_all_certificates(worker, supervisor, course, design, logo):
    design.logo, design.logo_alt = logo, "Logo of North"
    design.save()
    course.refresh_from_db()
    first, second = earn(worker, course), earn(supervisor, course)

    assert CertificatePicture.objects.count() == 1
    assert first.design["logo"] is not None
    assert first.design["logo"] == second.design["logo"]
    images = PdfReader(BytesIO(certificate_pdf(first))).pages[0].images
    assert len(images) == 2  # with the square code


def test_a_logo_whose_file_is_gone_keeps_no_certificate_back(
    worker, course, design, logo, settings
):
    design.logo, design.logo_alt = logo, "Logo of North"
    design.save()
    course.refresh_from_db()
    logo.file.storage.delete(logo.file.name)

    assert earn(worker, course).design["logo"] is None


def test_a_certificate_from_before_designs_still_prints(worker, course):
    old = make_certificate(worker, course, holder_name="Robin Old")

    assert "Robin Old" in text_of(old)
    assert "Core course" in text_of(old)
    assert old in Certificate.objects.valid()


@pytest.mark.parametrize("layout", CertificateDesign.Layout.values)
@pytest.mark.parametrize("name", ["A. B", "Ānanda-" * 40])
def test_every_layout_fits_on_one_page(worker, course, layout, name):
    certificate = Certificate(
        number="CP-2026-AAAA-BBBB", holder_name=name, course_title="A long title, " * 15
    )
    certificate.design = CertificateDesign(
        layout=layout,
        signatory_name="Robin Person " * 6,
        signatory_role="Trainer of trainers " * 7,
    ).kept(certificate.wording_values)

    assert "CP-2026-AAAA-BBBB" in text_of(certificate)


def test_wording_that_cannot_be_filled_in_is_refused_in_a_sentence():
    design = CertificateDesign(name="New", wording="{name} and {grade}")

    with pytest.raises(ValidationError) as refused:
        design.full_clean()

    [sentence] = refused.value.message_dict["wording"]
    assert sentence.startswith("We cannot fill in {grade}. Write one of these")
    assert "{expiry}" in sentence


def test_a_picture_needs_words(logo):
    with pytest.raises(ValidationError) as refused:
        CertificateDesign(name="New", logo=logo).full_clean()

    assert refused.value.message_dict == {"logo_alt": ["Say in words what the picture shows."]}


@pytest.mark.parametrize(
    ("kind", "field"), [(AFTER, "certificate_months"), (MONTH, "certificate_month")]
)
def test_a_course_whose_certificates_end_says_when(course, kind, field):
    course.certificate_expiry, course.certificate_months = kind, None

    with pytest.raises(ValidationError) as refused:
        course.full_clean()

    assert list(refused.value.message_dict) == [field]


# --- Expiry ------------------------------------------------------------------------------------


def test_a_certificate_is_valid_on_its_last_day_and_not_after(worker, course):
    certificate = make_certificate(worker, course, issued_on=days(-100), expires_on=TODAY)

    assert certificate in Certificate.objects.valid()
    assert certificate not in Certificate.objects.valid(on=days(1))
    assert certificate in Certificate.objects.expired(on=days(1))
    assert not certificate.has_expired
    certificate.expires_on = days(-1)
    assert certificate.has_expired


def test_an_expired_certificate_makes_nobody_trained(worker, north, course):
    certificate = make_certificate(worker, course, issued_on=days(-100), expires_on=TODAY)
    assert queries.trained_of_eligible(north).trained == 1

    Certificate.objects.filter(pk=certificate.pk).update(expires_on=days(-1))
    assert queries.trained_of_eligible(north).trained == 0
