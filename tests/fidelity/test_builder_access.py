"""Who is let in to the builder: those who write instruments, and nobody else in the CMS."""

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.urls import reverse

from agencies.models import User
from agencies.roles import Role, cms_groups_of
from fidelity import actions
from fidelity.authors import AUTHORS, make_instrument_authors
from fidelity.wagtail_hooks import DRAFT_URLS, VERSION_URLS
from tests.factories import InstrumentVersionFactory
from training.reviewers import make_reviewers
from training.trainers import make_trainers_group

from .every_mode import EVERY_MODE


@pytest.fixture
def cms(site):
    make_trainers_group(apps)
    make_reviewers(apps)
    make_instrument_authors(apps)


@pytest.fixture
def enter(client, cms, request):
    """Sign in as somebody of the cast, in the CMS groups that the role brings."""

    def signed_in(who):
        user = request.getfixturevalue(who)
        user.groups.add(*Group.objects.filter(name__in=cms_groups_of(Role(who))))
        client.force_login(User.objects.get(pk=user.pk))
        return client

    return signed_in


@pytest.fixture
def addresses(researcher):
    """Every page of the builder."""
    draft = actions.create_draft(definition=EVERY_MODE, by=researcher)
    version = InstrumentVersionFactory()
    other = InstrumentVersionFactory(instrument=version.instrument, number=2)
    snippet = "wagtailsnippets_fidelity_instrumentdraft"
    drafts = [reverse(url.name, args=[draft.pk]) for url in DRAFT_URLS]
    versions = [
        reverse(url.name, args=[other.pk, version.pk] if "compare" in url.name else [other.pk])
        for url in VERSION_URLS
    ]
    own = [reverse(f"{snippet}:{name}", args=[draft.pk]) for name in ("edit", "delete", "history")]
    added = [reverse(f"{snippet}:{name}") for name in ("list", "add")]
    lists = [reverse("fidelity_versions"), reverse("fidelity_import")]
    return [*drafts, *versions, *own, *added, *lists]


def met(client, addresses):
    return {client.get(address).status_code for address in addresses}


@pytest.mark.parametrize("who", ["researcher", "trainer", "administrator"])
def test_those_who_write_instruments_are_let_in(enter, addresses, who):
    assert met(enter(who), addresses) <= {200, 302, 405}
    assert enter(who).get(reverse("fidelity_versions")).status_code == 200


def test_a_reviewer_of_training_sees_nothing_of_instruments(enter, addresses):
    reviewer = enter("reviewer")

    assert met(reviewer, addresses) <= {302, 404}
    assert reviewer.get(reverse("fidelity_versions")).status_code == 404
    home = reviewer.get(reverse("wagtailadmin_home"))
    assert home.status_code == 200
    assert "nstrument" not in home.text


@pytest.mark.parametrize("who", ["worker", "supervisor", "lead", "commissioner"])
def test_nobody_else_is(enter, addresses, who):
    assert met(enter(who), addresses) == {404}


def test_a_stranger_is_asked_to_sign_in(client, addresses):
    assert {client.get(address).url.split("?")[0] for address in addresses} == {"/account/login/"}


def test_a_researcher_sees_instruments_in_the_cms_and_nothing_else(enter):
    researcher = enter("researcher")
    home = researcher.get(reverse("wagtailadmin_home")).text

    assert "Instruments" in home
    assert "wait for your review" not in home
    for name in ("wagtailimages:index", "wagtaildocs:index", "wagtailusers_users:index",
                 "wagtailsnippets_training_question:list", "training_question_files"):  # fmt: skip
        assert researcher.get(reverse(name)).status_code in (302, 404), name


@pytest.mark.parametrize("name", ["fidelity_draft_send", "fidelity_draft_back"])
def test_a_link_alone_changes_nothing(enter, researcher, name):
    draft = actions.create_draft(definition=EVERY_MODE, by=researcher)

    assert enter("researcher").get(reverse(name, args=[draft.pk])).status_code == 405


def test_making_the_group_twice_makes_it_once(cms):
    make_instrument_authors(apps)

    group = Group.objects.get(name=AUTHORS)
    assert sorted(group.permissions.values_list("codename", flat=True)) == [
        "access_admin",
        "add_instrumentdraft",
        "change_instrumentdraft",
        "delete_instrumentdraft",
    ]
