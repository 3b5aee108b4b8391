from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from training import actions
from training.expiry import AFTER, add_months
from training.models import Certificate, QuizPage

from .certified import complete, make_certificate, make_small_course, pass_quiz
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


# --- What others see ---------------------------------------------------------------------------


def share(client, certificate, **ticked):
    return client.post(certificate.get_absolute_url(), ticked, follow=True)


def test_to_begin_with_others_see_name_and_course_but_no_hours(client, certificate):
    page = html(verify(client, certificate.number))

    assert "Zoë O’Brien-Łuczak" in page
    assert "Core course" in page
    assert "1 hour 30 minutes" not in page


def test_others_see_only_what_the_holder_shares(learner, certificate):
    assert "Your choice is saved." in html(share(learner, certificate, shows_hours="on"))
    learner.logout()
    page = html(verify(learner, certificate.number))

    assert "Zoë" not in page
    assert "Core course" not in page
    assert "1 hour 30 minutes of continuing professional development" in page
    assert certificate.number in page
    assert "Valid" in page
    assert "Its holder has chosen not to show everything here." in page


def test_the_dates_are_always_shown(learner, certificate):
    share(learner, certificate)
    end = certificate.expires_on

    assert f"Until {end.day} {end:%B %Y}." in html(verify(learner, certificate.number))


def test_sharing_changes_nothing_else(learner, certificate):
    before = Certificate.objects.values().get()
    share(learner, certificate, shows_course="on", holder_name="Somebody", number="CP-1")

    after = Certificate.objects.values().get()
    assert {k for k in after if after[k] != before[k]} == {"shows_name"}


def test_an_expired_certificate_is_called_so(client, certificate):
    Certificate.objects.update(issued_on="2020-01-01", expires_on="2022-01-01")
    page = html(verify(client, certificate.number))

    assert "This certificate has expired" in page
    assert "It was valid until 1 January 2022." in page


# --- Renewal -----------------------------------------------------------------------------------


@pytest.fixture
def ending(worker, course):
    today = timezone.localdate()
    return make_certificate(
        worker, course, issued_on=add_months(today, -23), expires_on=add_months(today, 1)
    )


def test_the_learner_reads_when_it_ends_and_what_is_left(learner, ending):
    end = f"{ending.expires_on.day} {ending.expires_on:%B %Y}"

    for address in (reverse("training:courses"), ending.get_absolute_url()):
        page = html(learner.get(address))
        assert f"Your certificate for Core course expires on {end}." in page
        assert "You can renew it now: 1 step is left." in page

    page = html(learner.get(reverse("training:renew_certificate", args=[ending.number])))
    assert "Pass each quiz once more." in page
    assert "Quiz 1" in page
    assert "To do" in page


def test_before_its_time_the_page_says_from_when(learner, certificate):
    opens = add_months(certificate.expires_on, -3)

    page = html(learner.get(certificate.get_absolute_url()))

    assert f"You can renew it from {opens.day} {opens:%B %Y}." in page
    assert "You can renew it" not in html(learner.get(reverse("training:courses")))


def test_renewing_too_soon_is_refused_in_words(learner, ending):
    address = reverse("training:renew_certificate", args=[ending.number])

    page = html(learner.post(address))

    assert "It cannot be renewed yet. See below what is left to do." in page
    assert Certificate.objects.count() == 1


def test_when_all_is_done_a_button_renews(learner, worker, course, ending):
    pass_quiz(worker, QuizPage.objects.descendant_of(course).get())
    address = reverse("training:renew_certificate", args=[ending.number])
    assert "Renew the certificate" in html(learner.get(address))

    page = html(learner.post(address, follow=True))

    assert "Your certificate is renewed. Here is the new one." in page
    assert Certificate.objects.get(renews=ending).number in page
    assert learner.get(address).status_code == 302  # there is nothing more to renew


def test_without_quizzes_the_learner_confirms(learner, worker):
    course = make_small_course(
        "Short", quizzes=0, certificate_expiry=AFTER, certificate_months=12, renewal_months=3
    )
    complete(worker, course)
    today = timezone.localdate()
    issued, ends = add_months(today, -11), add_months(today, 1)
    old = make_certificate(worker, course, issued_on=issued, expires_on=ends)
    address = reverse("training:renew_certificate", args=[old.number])

    assert "I have gone through the lessons again: renew" in html(learner.get(address))
    assert learner.post(address).url == Certificate.objects.get(renews=old).get_absolute_url()


def test_an_expired_certificate_stays_on_the_list_and_prints(learner, worker, ending):
    Certificate.objects.update(expires_on=add_months(timezone.localdate(), -1))

    assert "expired on" in html(learner.get(reverse("training:courses")))
    pdf = learner.get(reverse("training:certificate_pdf", args=[ending.number]))
    assert pdf.status_code == 200


def test_the_holder_reads_the_history(learner, worker, trainer, certificate):
    new = actions.reissue_certificate(certificate=certificate, holder_name="Zoë B", by=trainer)

    page = html(learner.get(new.get_absolute_url()))

    assert f"<strong>revoked</strong> by {trainer}" in page
    assert f"Reason: Reissued as {new.number}." in page
    assert certificate.get_absolute_url() in page
