"""Which paths open without signing in, and who gets into the CMS."""

import datetime
import inspect

import pytest
from django.contrib.auth import views as django_views
from django.contrib.auth.models import Permission as DjangoPermission
from django.core.cache import cache
from django.urls import URLResolver, get_resolver, resolve, reverse
from django.utils import timezone
from wagtail.admin.views import account as wagtail_views

from agencies import actions
from agencies.models import User
from agencies.roles import Role
from tests.factories import UserFactory

# All that LoginRequiredMiddleware lets pass. A new line here is a decision.
OPEN = {
    "admin/login/",  # only leads to our sign-in page
    "_util/login/",
    "account/login/",
    "account/logout/",
    "account/inactive/",
    "account/signup/",  # says that people are invited
    "account/confirm-email/",
    r"account/^confirm-email/(?P<key>[-:\w]+)/$",
    "account/login/code/confirm/",
    "account/password/reset/",
    "account/password/reset/done/",
    "account/password/reset/key/done/",
    r"account/^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
    "people/invitations/<str:token>/",
    "training/certificates/verify/",
    "training/certificates/<str:number>/verify/",
    "media/images/<path:path>",
    r"^((?:[\w\-]+/)*)$",  # Wagtail's pages: pages.wagtail_hooks decides type by type
}
WORDS = "three kind words"
YESTERDAY = datetime.timedelta(days=-1)


def walk(patterns, prefix=""):
    """Every address of the site, as written, and the function behind it."""
    for pattern in patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from walk(pattern.url_patterns, route)
        else:
            yield route, pattern.callback


ROUTES = list(walk(get_resolver().url_patterns))


@pytest.fixture(autouse=True)
def _site(site):
    cache.clear()  # allauth counts wrong sign-ins there


@pytest.fixture
def account():
    return User.objects.create_user("known@example.org", WORDS)


def is_open(view):
    return getattr(view, "login_required", True) is False


def test_nothing_is_open_but_what_is_listed():
    marked = {route for route, view in ROUTES if is_open(view)}

    # Django REST framework marks its views as open, because it asks by itself: see below.
    assert {route for route in marked if not route.startswith("admin/api/")} == OPEN


@pytest.mark.parametrize("path", ["pages/", "pages/1/", "images/", "documents/"])
def test_wagtails_api_is_closed(client, path):
    response = client.get(f"/admin/api/main/{path}")

    assert (response.status_code, response.url.split("?")[0]) == (302, reverse("account_login"))


@pytest.mark.parametrize("path", ["/", "/account/login/", "/account/password/reset/"])
def test_open(client, path):
    assert client.get(path).status_code == 200


@pytest.mark.parametrize(
    "path", ["/start/", "/people/", "/training/", "/fidelity/", "/admin/", "/documents/1/a.pdf"]
)
def test_closed(client, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response.url == f"{reverse('account_login')}?next={path}"


def test_no_address_leads_to_a_sign_in_page_but_allauths():
    foreign = (django_views.LoginView, wagtail_views.LoginView)
    found = [route for route, view in ROUTES if is_a(view, foreign)]

    assert found == ["admin/login/"]  # Wagtail's own: hidden behind ours
    for route in found:
        assert not is_a(resolve(f"/{route}").func, foreign)


def is_a(view, classes):
    kind = getattr(inspect.unwrap(view), "view_class", None) or getattr(view, "view_class", None)
    return kind is not None and issubclass(kind, classes)


@pytest.mark.parametrize("path", ["/admin/login/", "/_util/login/", "/admin/password_reset/"])
def test_wagtails_own_doors_sign_nobody_in(client, account, path):
    details = {"username": account.email, "password": WORDS, "email": account.email}

    response = client.post(path, details, follow=True)

    assert not response.wsgi_request.user.is_authenticated
    assert client.get("/start/").status_code == 302


def test_nobody_signs_up(client):
    details = {"email": "new@example.org", "password1": WORDS, "password2": WORDS}

    client.post("/account/signup/", details)

    assert not User.objects.exists()


def test_the_right_password_signs_in_whatever_the_case_of_the_address(client, account):
    details = {"login": "Known@Example.org", "password": WORDS}

    assert client.post("/account/login/", details).url == "/start/"


def test_a_wrong_sign_in_tells_nothing_and_keeps_the_address(client, account):
    def attempt(email):
        response = client.post("/account/login/", {"login": email, "password": "wrong words"})
        assert response.status_code == 200
        assert f'value="{email}"' in response.content.decode()
        return response.context["form"].errors

    known, unknown = attempt(account.email), attempt("unknown@example.org")

    assert known == unknown
    [sentence] = known["__all__"]
    assert sentence.startswith("This e-mail address and password do not go together.")


def test_a_forgotten_password_tells_nothing_either(client, account):
    answers = [
        client.post("/account/password/reset/", {"email": email})
        for email in (account.email, "unknown@example.org")
    ]

    assert [(answer.status_code, answer.url) for answer in answers] == [
        (302, "/account/password/reset/done/")
    ] * 2


def test_nobody_takes_an_address_that_they_have_not_proved(client, account):
    client.force_login(account)

    for action in ("action_add", "action_primary"):
        client.post("/account/email/", {action: "", "email": "trainer@example.org"})

    account.refresh_from_db()
    assert account.email == "known@example.org"


@pytest.fixture
def make_trainer(administrator):
    def make_trainer(starts_on):
        user = UserFactory()
        actions.appoint(
            user=user,
            role=Role.TRAINER,
            agency=None,
            team=None,
            starts_on=starts_on,
            by=administrator,
        )
        enter = DjangoPermission.objects.get(codename="access_admin")
        user.groups.get(name="Trainers").permissions.add(enter)
        return user

    return make_trainer


def test_a_trainer_enters_the_cms(client, make_trainer):
    client.force_login(make_trainer(timezone.localdate()))

    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/reports/", "/admin/nowhere/"])
def test_a_worker_finds_no_cms(client, worker, path):
    client.force_login(worker)

    assert client.get(path).status_code == 404


def test_a_trainer_whose_membership_ended_yesterday_finds_no_cms(client, make_trainer):
    trainer = make_trainer(timezone.localdate() + 9 * YESTERDAY)
    # The group is still theirs: the door asks for a membership in force.
    trainer.memberships.update(ends_on=timezone.localdate() + YESTERDAY)
    client.force_login(trainer)

    assert trainer.groups.exists()
    assert client.get("/admin/").status_code == 404


def test_a_trainer_of_tomorrow_finds_no_cms(client, make_trainer):
    client.force_login(make_trainer(timezone.localdate() - YESTERDAY))

    assert client.get("/admin/").status_code == 404


def policy(response):
    parts = response["Content-Security-Policy"].split(";")
    return {name: values for name, *values in (part.split() for part in parts)}


@pytest.mark.parametrize("path", ["/", "/account/login/", "/start/", "/people/", "/nowhere/"])
@pytest.mark.parametrize("signed_in", [False, True])
def test_every_page_has_the_strict_policy(client, lead, path, signed_in):
    if signed_in:
        client.force_login(lead)

    sent = policy(client.get(path))

    assert sent["default-src"] == ["'none'"]
    assert sent["script-src"] == sent["style-src"] == ["'self'"]
    assert "unsafe" not in str(sent)


@pytest.mark.parametrize("path", ["/admin/", "/admin/pages/", "/admin/nowhere/"])
@pytest.mark.parametrize("who", ["trainer", "worker", "nobody"])
def test_every_page_of_the_cms_has_a_policy_that_lets_nothing_out(
    client, make_trainer, worker, path, who
):
    if who != "nobody":
        client.force_login(make_trainer(timezone.localdate()) if who == "trainer" else worker)

    sent = policy(client.get(path))

    assert sent["default-src"] == ["'none'"]
    assert sent["script-src"] == ["'self'", "'unsafe-inline'"]
    assert not [value for values in sent.values() for value in values if "http" in value]
