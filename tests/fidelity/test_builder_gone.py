"""A draft that somebody published or deleted while another had it open."""

import pytest
from django.urls import reverse

from fidelity import actions
from fidelity.models import InstrumentDraft, InstrumentVersion
from fidelity.wagtail_hooks import DRAFT_URLS

from .every_mode import EVERY_MODE
from .test_builder_pages import SNIPPET, anchored, form, part, url

GONE = "That draft is not there any more"


@pytest.fixture
def draft(researcher):
    return actions.create_draft(definition=EVERY_MODE, by=researcher)


@pytest.fixture
def published(draft, trainer):
    actions.send_for_review(draft=draft, by=trainer)
    return actions.publish_draft(draft=draft, seen=1, by=trainer)


def typed(**said):
    return form(part("Worker", anchored("Shares")), **{"seen": "1", "of": ""} | said)


def save(author, draft_pk, **said):
    return author.post(url(f"{SNIPPET}:edit", draft_pk), typed(**said), follow=True)


def kept():
    return InstrumentDraft.objects.get()


def test_what_was_typed_into_a_deleted_draft_is_kept_as_a_new_one(author, draft, trainer):
    pk = draft.pk
    actions.delete_draft(draft=draft, by=trainer)

    response = save(author, pk)

    assert "published or deleted meanwhile. All that you typed is kept" in response.text
    assert response.request["PATH_INFO"] == url(f"{SNIPPET}:edit", kept().pk)
    assert (kept().name, kept().instrument, kept().number) == ("Mine", None, 1)
    assert kept().so_far[0].items[0].name == "Shares"


def test_what_was_typed_into_a_published_draft_becomes_its_next_version(author, draft, published):
    save(author, draft.pk, slug="every-mode")

    assert (kept().instrument, kept().number) == (published.instrument, 2)
    assert kept().so_far[1] == []
    assert InstrumentVersion.objects.get().definition == EVERY_MODE


def test_so_does_what_was_typed_into_a_draft_of_a_later_version(author, published, researcher):
    draft = actions.create_draft(definition=published.definition, by=researcher)
    page = author.get(url(f"{SNIPPET}:edit", draft.pk)).text
    assert f'name="of" value="{published.instrument_id}"' in page
    pk = draft.pk
    actions.delete_draft(draft=draft, by=researcher)

    save(author, pk, of=str(published.instrument_id), number="2")

    assert (kept().instrument, kept().number, kept().name) == (published.instrument, 2, "Mine")


def test_what_cannot_be_kept_as_it_is_stays_on_the_page(author, published):
    response = save(author, 999, number="0", of=str(published.instrument_id))

    assert response.status_code == 200
    assert "Shares" in response.text
    assert not InstrumentDraft.objects.exists()

    author.post(url(f"{SNIPPET}:add"), typed(of=str(published.instrument_id)))
    assert (kept().instrument, kept().number) == (published.instrument, 2)


def test_a_draft_that_goes_while_it_is_being_saved_is_kept_too(author, draft, monkeypatch):
    def is_gone(**keys):
        raise actions.DraftIsGone

    monkeypatch.setattr(actions, "save_draft", is_gone)

    save(author, draft.pk)

    assert InstrumentDraft.objects.filter(name="Mine").exists()


def test_opening_a_draft_that_is_gone_says_so(author, published):
    response = author.get(url(f"{SNIPPET}:edit", 999), follow=True)

    assert GONE in response.text
    assert response.request["PATH_INFO"] == reverse("fidelity_versions")


@pytest.mark.parametrize("name", [pattern.name for pattern in DRAFT_URLS])
def test_so_does_every_page_of_one(author, name):
    ask = author.post if name.endswith(("send", "back", "publish")) else author.get

    assert GONE in ask(url(name, 999), {"comment": "More.", "seen": "1"}, follow=True).text


def test_a_second_click_on_publish_leads_to_what_is_published(author, draft, trainer):
    actions.send_for_review(draft=draft, by=trainer)
    address = url("fidelity_draft_publish", draft.pk)
    author.post(address, {"seen": "1"})

    response = author.post(address, {"seen": "1"}, follow=True)

    assert GONE in response.text
    assert "Every mode" in response.text


def test_whoever_does_not_write_instruments_is_not_told(client, reviewer, draft):
    client.force_login(reviewer)

    assert client.get(url(f"{SNIPPET}:edit", 999)).status_code in (302, 404)
    assert client.post(url(f"{SNIPPET}:edit", 999), typed()).status_code in (302, 403, 404)
    assert InstrumentDraft.objects.get() == draft
