"""The trainers' pages: everybody's certificates, and designs in the CMS."""

import pytest
from django.urls import reverse
from django.utils import timezone

from training import actions
from training.expiry import AFTER, add_months
from training.models import Certificate, CertificateDesign

from .certified import complete, make_certificate, make_small_course
from .test_course_pages import html


@pytest.fixture
def course():
    return make_small_course(
        certificate_expiry=AFTER, certificate_months=24, renewal_months=3, cpd_minutes=90
    )


@pytest.fixture
def certificate(worker, course):
    worker.first_name, worker.last_name = "Zoë", "O’Brien-Łuczak"
    worker.save()
    complete(worker, course)
    return actions.issue_certificate_if_complete(course=course, by=worker)


@pytest.fixture
def staff(client, trainer):
    client.force_login(trainer)
    return client


def found(staff, **asked):
    response = staff.get(reverse("training:certificate_register"), asked)
    return [c.number for c in response.context["page_of_certificates"]]


@pytest.fixture
def register(worker, supervisor, course):
    """One of each state."""
    worker.email = "zoe@example.org"
    worker.save()
    today = timezone.localdate()
    other = make_small_course("Other course")
    make = make_certificate
    return {
        "valid": make(worker, course, "CP-2026-AAAA-0001", holder_name="Zoë Ash"),
        "expiring": make(
            worker, other, "CP-2026-AAAA-0002", expires_on=add_months(today, 2), holder_name="Zoë"
        ),
        "expired": make(
            supervisor, course, "CP-2026-AAAA-0003", issued_on="2020-01-01",
            expires_on="2021-01-01", holder_name="Birch",
        ),
        "revoked": make(
            supervisor, other, "CP-2026-AAAA-0004", revoked_at=timezone.now(),
            revocation_reason="In error.", holder_name="Birch",
        ),
    }  # fmt: skip


def numbers(register, *states):
    return {register[state].number for state in states}


def test_certificates_are_found_by_state(staff, register):
    assert set(found(staff)) == numbers(register, *register)
    assert set(found(staff, state="valid")) == numbers(register, "valid", "expiring")
    assert set(found(staff, state="expiring")) == numbers(register, "expiring")
    assert set(found(staff, state="expired")) == numbers(register, "expired")
    assert set(found(staff, state="revoked")) == numbers(register, "revoked")


def test_certificates_are_found_by_words_and_course(staff, register, course):
    assert set(found(staff, text="zoë ash")) == numbers(register, "valid")
    assert set(found(staff, text="ZOE@EXAMPLE")) == numbers(register, "valid", "expiring")
    assert set(found(staff, text="aaaa-0003")) == numbers(register, "expired")
    assert set(found(staff, text="birch", course=course.pk)) == numbers(register, "expired")
    assert found(staff, text="nobody") == []


@pytest.mark.parametrize(
    "asked",
    [
        {"course": "99999999999999999999"},
        {"state": "odd"},
        {"text": "x\x00"},
        {"text": "x" * 200},
        {"page": "99999"},
    ],
)
def test_odd_questions_are_answered(staff, register, asked):
    assert staff.get(reverse("training:certificate_register"), asked).status_code == 200


def test_the_register_comes_in_pages_and_few_queries(
    staff, worker, course, django_assert_max_num_queries
):
    for number in range(60):
        revoked = {"revoked_at": timezone.now(), "revocation_reason": "Test."}
        make_certificate(worker, course, f"CP-2026-BBBB-{number:04}", **revoked)

    with django_assert_max_num_queries(15):
        response = staff.get(reverse("training:certificate_register"), {"text": "Robin"})

    page = html(response)
    assert "60 certificates" in page
    assert "Page 1 of 2" in page
    assert len(response.context["page_of_certificates"]) == 50
    assert "?text=Robin&amp;page=2" in response.content.decode()


def test_an_empty_register_says_what_to_do(staff, site):
    assert "No certificates yet" in html(staff.get(reverse("training:certificate_register")))
    nothing = staff.get(reverse("training:certificate_register"), {"text": "x"})
    assert "No certificate matches." in html(nothing)


def managed(name, certificate):
    return reverse(f"training:{name}", args=[certificate.number])


def test_revoking_asks_first_and_wants_a_reason(staff, certificate):
    address = managed("revoke_certificate", certificate)
    assert "This cannot be undone." in html(staff.get(address))
    assert "Say why, in a sentence" in html(staff.post(address, {"reason": " "}))
    assert Certificate.objects.valid().exists()

    page = html(staff.post(address, {"reason": "Taken by another."}, follow=True))

    assert "The certificate is revoked." in page
    assert "Reason: Taken by another." in page
    again = staff.post(address, {"reason": "Again."}, follow=True)
    assert "was revoked already" in html(again)


def test_the_name_is_corrected(staff, certificate):
    address = managed("reissue_certificate", certificate)
    assert "This is the name it has now." in html(
        staff.post(address, {"holder_name": " Zoë  O’Brien-Łuczak "})
    )

    page = html(staff.post(address, {"holder_name": "Zoë Łuczak"}, follow=True))

    new = Certificate.objects.valid().get()
    assert (new.holder_name, new.reissues) == ("Zoë Łuczak", certificate)
    assert new.number in page
    again = staff.post(address, {"holder_name": "Other"}, follow=True)
    assert "Only a person’s last certificate can be corrected." in html(again)


def test_trainers_can_print_it(staff, certificate):
    assert staff.get(managed("managed_certificate_pdf", certificate)).content.startswith(b"%PDF")


@pytest.mark.parametrize("name", ["managed_certificate", "revoke_certificate"])
def test_a_lead_is_not_shown_the_trainers_pages(client, lead, certificate, name):
    client.force_login(lead)

    assert client.get(managed(name, certificate)).status_code == 404


# --- Designs in the CMS ------------------------------------------------------------------------

DESIGN = {
    "name": "Ours",
    "layout": "band",
    "colour": "blue",
    "heading": "Certificate",
    "wording": "{name}\n{course}",
    "signatory_name": "",
    "signatory_role": "",
    "signature": "",
    "signature_alt": "",
    "logo": "",
    "logo_alt": "",
}


def test_a_trainer_adds_a_design(author):
    address = reverse("wagtailsnippets_training_certificatedesign:add")

    author.post(address, DESIGN)

    assert CertificateDesign.objects.get().layout == "band"


def test_a_wrong_placeholder_is_said_beside_the_field_and_kept(author):
    address = reverse("wagtailsnippets_training_certificatedesign:add")

    page = html(author.post(address, {**DESIGN, "wording": "{nome} of {course}"}))

    assert "We cannot fill in {nome}." in page
    assert "{nome} of {course}" in page
    assert not CertificateDesign.objects.exists()


def test_a_design_is_previewed_as_paper(author):
    address = reverse("wagtailsnippets_training_certificatedesign:preview_on_add")
    author.post(address, DESIGN)

    page = author.get(address)

    assert page.status_code == 200
    assert "css/certificate" in page.content.decode()
    assert "Robin Example" in html(page)
