import re

import pytest
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse

from pages.models import HomePage

PASSWORD = "a-long-enough-secret"


@pytest.fixture
def member(worker):
    worker.set_password(PASSWORD)
    worker.save()
    return worker


def text(response):
    return " ".join(response.content.decode().split())


def problems(page):
    return re.findall(r"<li>([^<]+)</li>", page)


def sign_in(client, email, password):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_the_sign_in_page_asks_for_two_things_in_our_words(client):
    page = text(client.get(reverse("account_login")))

    assert ">E-mail address</label>" in page
    assert ">Password</label>" in page
    assert "placeholder" not in page
    assert "Remember" not in page
    assert "You need an invitation to join. Ask your agency lead." in page


def test_the_sign_in_page_of_a_demonstration_shows_whom_to_sign_in_as(client):
    page = text(client.get(reverse("account_login")))

    assert "worker@demo.example.org" in page
    assert "administrator@demo.example.org" in page
    assert "people-connect-people" in page


def test_signing_in_leads_to_the_start_page_without_a_banner(client, member):
    response = sign_in(client, member.email, PASSWORD)

    assert response.url == reverse("start")
    assert "nhsuk-notification-banner" not in text(client.get(response.url))


def test_a_wrong_password_says_so_once_and_keeps_the_address(client, member):
    page = text(sign_in(client, member.email, "not-it"))

    assert "<title>Error: Sign in \N{EN DASH} Connecting People</title>" in page
    assert problems(page) == [
        "This e-mail address and password do not go together. Check both, and try again."
    ]
    assert f'value="{member.email}"' in page
    assert "not-it" not in page


def test_an_unknown_address_is_answered_like_a_wrong_password(client, member):
    unknown = sign_in(client, "nobody@example.org", "not-it")
    wrong = sign_in(client, member.email, "not-it")

    assert problems(text(unknown)) == problems(text(wrong)) != []


def test_empty_fields_are_named(client):
    page = text(sign_in(client, "", ""))

    assert '<a href="#id_login">Enter your e-mail address.</a>' in page
    assert '<a href="#id_password">Enter your password.</a>' in page


def test_nobody_signs_up_alone(client):
    page = text(client.get(reverse("account_signup")))

    assert "<h1>You need an invitation to join</h1>" in page
    assert "<form" not in page.split("<main", 1)[1]


def test_a_forgotten_password_is_replaced_by_a_link_that_works_once(client, member):
    client.post(reverse("account_reset_password"), {"email": member.email})
    assert mail.outbox[0].subject == "Choose a new password for Connecting People"
    assert mail.outbox[0].body.startswith(f"Hello {member.first_name},")
    link = re.search(r"http://\S+(/account/password/reset/key/\S+)", mail.outbox[0].body)[1]

    form = client.get(link, follow=True)
    assert "<h1>Choose a new password</h1>" in text(form)
    new = {"password1": "another-long-secret", "password2": "another-long-secret"}
    done = client.post(form.request["PATH_INFO"], new, follow=True)

    assert "Your password is changed" in text(done)
    assert "<h1>This link no longer works</h1>" in text(client.get(link, follow=True))
    member.refresh_from_db()
    assert member.check_password("another-long-secret")


def test_the_link_names_our_address_and_not_what_the_request_says(client, member, settings):
    settings.SITE_URL = "https://people.example.org"

    client.post(reverse("account_reset_password"), {"email": member.email}, HTTP_HOST="127.0.0.1")

    assert "https://people.example.org/account/password/reset/key/" in mail.outbox[0].body
    assert "127.0.0.1" not in mail.outbox[0].body


def test_asking_for_a_link_does_not_tell_who_has_an_account(client):
    response = client.post(
        reverse("account_reset_password"), {"email": "nobody@example.org"}, follow=True
    )

    assert "<h1>Check your e-mail</h1>" in text(response)
    assert mail.outbox == []


def test_new_passwords_that_differ_are_refused_beside_the_field(client, member):
    client.force_login(member)
    new = {"oldpassword": PASSWORD, "password1": "one-long-secret", "password2": "two-long-secret"}
    page = text(client.post(reverse("account_change_password"), new))

    assert '<a href="#id_password2">' in page
    assert ">New password again</label>" in page


def test_the_header_has_a_persons_name_and_a_way_out(client, member):
    client.force_login(member)
    page = text(client.get(reverse("start")))

    assert str(member) in page
    assert f'action="{reverse("account_logout")}" method="post"' in page

    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_signing_out_by_address_asks_first(client, member):
    client.force_login(member)
    page = text(client.get(reverse("account_logout")))

    assert "<h1>Sign out</h1>" in page
    assert "_auth_user_id" in client.session


@pytest.mark.parametrize(
    ("who", "sees"),
    [
        ("worker", ["Start", "Training"]),
        ("lead", ["Start", "Training", "People’s training", "Fidelity", "People"]),
        ("trainer", ["Start", "Training", "People’s training", "Edit pages"]),
        ("reviewer", ["Start", "Training", "Review pages"]),
        ("commissioner", ["Start"]),
    ],
)
def test_the_menu_has_the_places_that_a_role_works_in(client, request, who, sees):
    client.force_login(request.getfixturevalue(who))
    page = text(client.get(reverse("start")))

    assert re.findall(r'header__navigation-link" href="[^"]*"[^>]*>([^<]+)</a>', page) == sees


def test_every_page_leads_to_the_check_of_a_certificate(client):
    page = text(client.get(reverse("account_login")))

    assert f'href="{reverse("training:verify")}">Check a certificate</a>' in page


def test_visitors_have_the_pages_that_authors_put_in_the_menu(client, site):
    home = HomePage.objects.get()
    for slug, in_menus in [("shown", True), ("left-out", False)]:
        home.add_child(instance=HomePage(title=slug, slug=slug, show_in_menus=in_menus))

    page = text(client.get(reverse("account_login")))

    assert page.count(">shown</a>") == 2  # in the header and in the footer
    assert "left-out" not in page


def test_an_unknown_page_is_explained(client, member):
    client.force_login(member)
    response = client.get("/nothing/")

    assert response.status_code == 404
    assert "<h1>Page not found</h1>" in text(response)


def test_a_form_from_another_site_is_refused_in_plain_words(client):
    client.handler.enforce_csrf_checks = True
    response = sign_in(client, "robin@example.org", PASSWORD)

    assert response.status_code == 403
    assert "<h1>Please try again</h1>" in text(response)


@pytest.mark.parametrize("template", ["400.html", "500.html"])
def test_pages_for_our_own_failures_need_nothing(template, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = render_to_string(template)

    assert '<a href="/">Go to the home page</a>' in page


def test_too_many_wrong_passwords_are_answered_in_plain_words(client, member):
    for _ in range(6):
        response = sign_in(client, member.email, "not-it")

    assert "Too many failed login attempts. Try again later." in problems(text(response))
