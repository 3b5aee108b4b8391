from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from .test_actions import finish
from .test_course_pages import html


@pytest.fixture
def certificate(worker, lessons, quiz):
    worker.first_name, worker.last_name = "Zoë", "O’Brien-Łuczak"
    worker.save()
    return finish(lessons, quiz, worker)


@pytest.fixture
def revoked(certificate):
    certificate.revoked_at, certificate.revocation_reason = timezone.now(), "Issued in error."
    certificate.save()
    return certificate


def verify(client, number):
    return client.get(reverse("training:certificate_verify", args=[number]))


def test_the_certificate_page_offers_the_pdf_and_the_way_to_check_it(learner, certificate):
    page = html(learner.get(certificate.get_absolute_url()))

    assert certificate.number in page
    assert reverse("training:certificate_pdf", args=[certificate.number]) in page
    assert certificate.verify_url in page


def test_the_pdf_says_who_what_when_and_its_number(learner, certificate, settings):
    settings.SITE_URL = "https://people.example.org"
    response = learner.get(reverse("training:certificate_pdf", args=[certificate.number]))
    document = PdfReader(BytesIO(response.content))
    text = " ".join(document.pages[0].extract_text().split())

    assert response["Content-Type"] == "application/pdf"
    assert f"certificate-{certificate.number}.pdf" in response["Content-Disposition"]
    assert len(document.pages) == 1
    assert "Zoë O’Brien-Łuczak" in text
    assert "Core course" in text
    assert certificate.number in text
    assert str(timezone.localdate().year) in text
    address = f"https://people.example.org/training/certificates/{certificate.number}/verify/"
    links = [a.get_object()["/A"]["/URI"] for a in document.pages[0]["/Annots"]]
    assert address in links


@pytest.mark.parametrize("name", ["certificate", "certificate_pdf"])
def test_somebody_elses_certificate_is_not_found(client, supervisor, certificate, name):
    client.force_login(supervisor)

    address = reverse(f"training:{name}", args=[certificate.number])
    assert client.get(address).status_code == 404


def test_a_revoked_certificate_cannot_be_printed(learner, revoked):
    assert "no longer" not in verify(learner, "x").content.decode()
    assert "Revoked" in html(learner.get(revoked.get_absolute_url()))
    address = reverse("training:certificate_pdf", args=[revoked.number])
    assert learner.get(address).status_code == 404


def test_anybody_can_check_a_certificate(client, certificate):
    page = html(verify(client, certificate.number))

    assert "This certificate is real" in page
    assert "Zoë O’Brien-Łuczak" in page
    assert "Core course" in page
    assert "Valid" in page


def test_a_revoked_certificate_is_called_so(client, revoked):
    page = html(verify(client, revoked.number))

    assert "This certificate is no longer valid" in page
    assert "Issued in error." not in page  # the reason is nobody else's business


def test_a_number_is_found_however_it_is_typed(client, certificate):
    typed = certificate.number.lower().replace("-", " ").replace("0", "o")

    response = client.get(reverse("training:verify"), {"number": typed}, follow=True)

    assert "This certificate is real" in html(response)


@pytest.mark.parametrize("number", ["CP-2026-0000-0000", "hello", "x" * 300])
def test_an_unknown_number_is_answered_in_words(client, certificate, number):
    response = verify(client, number)

    assert response.status_code == 404
    assert f"We have no certificate with this number: {number}." in response.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Enter the number printed on the certificate."),
        ("hello", "A certificate number looks like CP-2026-7K3F-9QXM."),
        ("x" * 200, "at most 60 characters"),
    ],
)
def test_what_is_no_number_is_refused_beside_the_field(client, site, typed, sentence):
    page = html(client.get(reverse("training:verify"), {"number": typed}))

    assert sentence in page
    assert typed in page


def test_the_form_asks_for_a_number_before_it_complains(client, site):
    page = html(client.get(reverse("training:verify")))

    assert "Certificate number" in page
    assert "There is a problem" not in page
