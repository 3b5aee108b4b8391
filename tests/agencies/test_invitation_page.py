"""Where the link of an invitation leads."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies import actions
from agencies.models import Invitation, User
from tests.factories import UserFactory

WORDS = "three kind words"
TWICE = {"new_password1": WORDS, "new_password2": WORDS}


@pytest.fixture
def link(invite):
    return reverse("agencies:invitation", args=[invite()])


def text(response):
    return " ".join(response.content.decode().split())


def test_the_page_says_who_invites_to_what(client, link, lead):
    page = client.get(link)

    assert page.status_code == 200
    for part in ("Welcome, Nia", f"{lead} has invited you", "Worker", "North, North team"):
        assert part in text(page)
    assert "no-store" in page["Cache-Control"]


def test_a_password_opens_the_account(client, link):
    response = client.post(link, TWICE, follow=True)

    assert response.redirect_chain == [(reverse("account_login"), 302)]
    assert "Your password is set. Sign in." in text(response)
    sign_in = {"login": "new@example.org", "password": WORDS}
    assert client.post(reverse("account_login"), sign_in).url == reverse("start")


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"new_password1": "", "new_password2": ""}, "new_password1", "This field is required."),
        ({"new_password2": "other"}, "new_password2", "The two passwords are not the same."),
        ({"new_password1": "short", "new_password2": "short"}, "new_password1", "too short"),
        (
            {"new_password1": "new@example.org", "new_password2": "new@example.org"},
            "new_password1",
            "too similar to the e-mail address",
        ),
    ],
)
def test_a_weak_or_mistyped_password_is_told_beside_the_field(client, link, wrong, field, sentence):
    response = client.post(link, {**TWICE, **wrong})

    assert response.status_code == 200
    assert sentence in " ".join(response.context["form"].errors[field])
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_person_with_an_account_just_accepts(client, link):
    user = UserFactory(email="new@example.org")
    page = client.get(link)
    assert "You already have an account." in text(page)
    assert "new_password1" not in text(page)

    response = client.post(link, follow=True)

    assert "You have accepted the invitation. Sign in." in text(response)
    assert user.memberships.current().exists()


def test_a_person_who_is_signed_in_stays_signed_in(client, link):
    client.force_login(UserFactory(email="new@example.org"))

    assert client.post(link).url == reverse("start")


def test_somebody_else_who_was_signed_in_is_signed_out(client, link, lead):
    client.force_login(lead)

    response = client.post(link, TWICE, follow=True)

    assert response.redirect_chain == [(reverse("account_login"), 302)]
    assert not response.wsgi_request.user.is_authenticated


def expire(lead):
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))


def cancel(lead):
    actions.cancel_invitation(invitation=Invitation.objects.get(), by=lead)


def use(lead):
    Invitation.objects.update(accepted_at=timezone.now())


@pytest.mark.parametrize(
    ("happened", "sentence"),
    [
        (expire, "This invitation is too old. Ask the person who invited you"),
        (cancel, "This invitation was taken back."),
        (use, "This invitation has been accepted. Sign in with your e-mail address."),
    ],
)
def test_a_link_that_is_over_says_why_and_what_to_do(client, link, lead, happened, sentence):
    happened(lead)

    for response in (client.get(link), client.post(link, TWICE)):
        assert response.status_code == 410
        assert sentence in text(response)
    assert not User.objects.filter(email="new@example.org").exists()


def test_a_second_click_on_the_button_is_harmless(client, link):
    client.post(link, TWICE)

    response = client.post(link, {"new_password1": "x" * 12, "new_password2": "x" * 12})

    assert response.status_code == 410
    assert User.objects.get(email="new@example.org").check_password(WORDS)


@pytest.mark.parametrize("token", ["unknown", "0", "%00", "é" * 40])
def test_an_unknown_link_is_not_found_and_gives_no_hint(client, link, token):
    response = client.get(f"/people/invitations/{token}/")

    assert response.status_code == 404
    assert "We do not know this link." in text(response)
    assert "North" not in text(response)
