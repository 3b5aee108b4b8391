"""The builder in the CMS, as an author's browser uses it."""

from dataclasses import replace

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from fidelity import actions
from fidelity.models import InstrumentDraft, InstrumentVersion
from fidelity.models.instrument_blocks import ItemStream

from .every_mode import EVERY_MODE
from .instruments import domain, item, make

SNIPPET = "wagtailsnippets_fidelity_instrumentdraft"
ADD = reverse(f"{SNIPPET}:add")


@pytest.fixture
def draft(researcher):
    return actions.create_draft(definition=EVERY_MODE, by=researcher)


@pytest.fixture
def in_review(draft, researcher):
    actions.send_for_review(draft=draft, by=researcher)
    return draft


def url(name, *arguments):
    return reverse(name, args=arguments)


def anchored(name, definition="What to look for."):
    anchors = streamfield([("item", text) for text in ("Never.", "", "Always.")])
    return {
        "code": "", "name": name, "definition": definition, "minimum": "1", "maximum": "3",
        "anchors": anchors, "weight": "1", "at_least": "", "not_applicable": "forbidden",
        "not_applicable_when": "", "theme": "", "evidence": "", "decision_rules": "", "plain": "",
        "carroll": "", "framework": "", "probes": streamfield([]),
        "only_if": {"item": "", "answers": ""},
    }  # fmt: skip


def part(name, *items):
    return {
        "code": "", "name": name, "description": "", "method": "", "minimum_coverage": "",
        "places": "", "weight": "1", "examples": "", "bands": streamfield([]),
        "items": streamfield([("anchored", one) for one in items]),
    }  # fmt: skip


def form(*domains, **said):
    fields = {
        "name": "Mine", "slug": "", "number": "1", "notice": "", "guidance": "", "look": "numbers",
        "method": "mean", "over": "items", "minimum_coverage": "80%", "places": "2", "met": "",
        "not_met": "", "total_at_least": "", "each_item_at_least": "", "source": "", "licence": "",
        "authored_by": "", "checked_by": "", "date_reviewed": "", "bands": streamfield([]),
        "evidence": streamfield([]), "ratios": streamfield([]),
        "domains": streamfield([("domain", one) for one in domains]),
    }  # fmt: skip
    return nested_form_data(fields | said)


def test_a_first_visit_says_what_to_do(author):
    assert "Write a draft, or bring in a file." in author.get(url("fidelity_versions")).text
    assert author.get(reverse(f"{SNIPPET}:list")).status_code == 200


def test_an_unfinished_draft_is_saved_and_says_what_is_missing(author, researcher):
    response = author.post(ADD, form(part("Worker", anchored("Shares", ""))), follow=True)

    draft = InstrumentDraft.objects.get()
    assert response.request["PATH_INFO"] == url(f"{SNIPPET}:edit", draft.pk)
    assert "Saved. 1 thing is still to be put right" in response.text
    assert draft.so_far[1] == ["Item W1: “definition” is missing."]
    assert draft.created_by == researcher


def test_a_sound_one_can_be_sent_for_review(author):
    response = author.post(ADD, form(part("Worker", anchored("Shares"))), follow=True)

    assert "Nothing is missing" in response.text
    definition, faults = InstrumentDraft.objects.get().so_far
    assert faults == []
    assert definition == make(
        domain(
            "W",
            item("W1", name="Shares", minimum=1, maximum=3, anchors=["Never.", "", "Always."]),
            name="Worker",
        ),
        total={"minimum_coverage": "4/5"},
        slug="mine",
        name="Mine",
    )


def test_what_cannot_be_kept_is_told_and_nothing_typed_is_lost(author):
    response = author.post(ADD, form(part("Worker", anchored("Shares")), number="0"))

    assert not InstrumentDraft.objects.exists()
    assert "could not be created" in response.text
    assert "Shares" in response.text


def test_two_who_edit_at_once_do_not_overwrite_each_other(author, trainer, draft):
    edit = url(f"{SNIPPET}:edit", draft.pk)
    assert 'name="seen" value="1"' in author.get(edit).text
    trainer.first_name, trainer.last_name = "Ada", "Other"
    trainer.save()
    theirs = InstrumentDraft.objects.get()
    theirs.name = "Theirs"
    actions.save_draft(draft=theirs, seen=1, by=trainer)

    response = author.post(edit, form(part("Worker", anchored("Shares")), seen="1"))

    assert "Ada Other saved this draft" in response.text
    assert "Shares" in response.text
    assert 'name="seen" value="2"' in response.text
    assert InstrumentDraft.objects.get().name == "Theirs"

    author.post(edit, form(part("Worker", anchored("Shares")), seen="2"))
    assert InstrumentDraft.objects.get().name == "Mine"


def preview(author, draft, mode="", **said):
    address = url(f"{SNIPPET}:preview_on_edit", draft.pk)
    sent = author.post(address, form(part("Worker", anchored("Shares", **said)), seen="1"))
    assert sent.json() == {"is_valid": True, "is_available": True}
    return author.get(f"{address}?mode={mode}").text


def test_every_mode_says_what_it_is_for_where_it_is_chosen(author):
    modes = ItemStream().child_blocks.values()

    assert [mode.meta.group for mode in modes if not mode.meta.group] == []
    for words in ("A scale of whole numbers, with words for each", "Yes, partly or no"):
        assert words in author.get(ADD).text


def test_the_preview_shows_what_is_typed_and_what_samples_score(author, draft):
    shown = preview(author, draft, "highest")

    assert "Shares" in shown
    assert "3.00" in shown
    assert InstrumentDraft.objects.get().name == "Every mode"


def test_the_preview_lists_faults_first_and_still_shows_the_items(author, draft):
    shown = preview(author, draft, definition="")

    assert "1 thing to put right" in shown
    assert "Item W1: “Definition” is missing." in shown
    assert "Always." in shown


@pytest.mark.parametrize(
    ("mode", "shown"),
    [("", "1.00"), ("lowest", "1.00"), ("highest", "3.00"), ("own", "No item is rated.")],
)
def test_every_mode_of_preview_scores_its_own_sample(author, draft, mode, shown):
    found = preview(author, draft, mode)

    assert "What these sample ratings score" in found
    assert shown in found


def test_a_preview_of_something_new_is_drawn(author):
    address = reverse(f"{SNIPPET}:preview_on_add")
    assert author.post(address, form()).json()["is_valid"]

    assert "The instrument has no domains." in author.get(address).text


def answers(**given):
    return {f"item-{code}": answer for code, answer in given.items()}


def test_trying_it_scores_and_stores_nothing(author, draft):
    response = author.post(url("fidelity_draft_try", draft.pk), answers(ANC="2", AGR="na"))

    line = response.context["result"].lines[0]
    assert line.name == "Total"
    assert (line.shown, line.how) != ("", "")
    assert InstrumentDraft.objects.get().changes == 1
    again = author.get(url("fidelity_draft_try", draft.pk))
    assert again.context["form"]["item-ANC"].value() == "2"


def test_what_was_last_tried_is_a_mode_of_the_preview(author):
    author.post(ADD, form(part("Worker", anchored("Shares"))))
    draft = InstrumentDraft.objects.get()
    author.post(url("fidelity_draft_try", draft.pk), answers(W1="2"))

    assert "2.00" in preview(author, draft, "own")


def test_what_was_tried_and_no_longer_fits_is_told(author, draft):
    author.post(url("fidelity_draft_try", draft.pk), answers(ANC="2"))

    shown = preview(author, draft, "own")

    assert "no longer fits" in shown
    assert "Shares" in shown


@pytest.mark.parametrize("nonsense", ["9", "na", "two", "\0", "1" * 5000])
def test_an_answer_off_the_scale_is_told(author, draft, nonsense):
    response = author.post(url("fidelity_draft_try", draft.pk), answers(ANC=nonsense))

    assert response.status_code == 200
    assert "item-ANC" in response.context["form"].errors


def test_a_number_says_what_it_takes(author, researcher):
    lookup = [{"from": 0, "to": 4, "score": 1}, {"from": 5, "score": 2}]
    definition = make(domain("A", item("A1", mode="number", lookup=lookup)))
    draft = actions.create_draft(definition=definition, by=researcher)

    response = author.post(url("fidelity_draft_try", draft.pk), answers(A1="-1"))

    assert response.context["form"].errors == {"item-A1": ["A whole number, 0 or more."]}


def test_a_draft_with_faults_cannot_be_tried_yet(author, researcher):
    draft = actions.save_draft(draft=InstrumentDraft(name="Mine"), seen=0, by=researcher)

    assert "The instrument has no domains." in author.get(url("fidelity_draft_try", draft.pk)).text


def test_faults_call_the_boxes_as_the_editor_does(author, researcher):
    draft = InstrumentDraft(name="?", minimum_coverage="most", met="Good")
    actions.save_draft(draft=draft, seen=0, by=researcher)

    shown = author.get(url("fidelity_draft", draft.pk)).text

    for label in ("Short name", "Least part that must be rated", "Verdict where it is not met"):
        assert f"“{label}”" in shown


def test_sending_is_refused_with_every_fault(author, researcher):
    draft = actions.save_draft(draft=InstrumentDraft(name="Mine"), seen=0, by=researcher)

    response = author.post(url("fidelity_draft_send", draft.pk), follow=True)

    assert "cannot be sent" in response.text
    assert "The instrument has no domains." in response.text


def test_from_draft_to_published(author, draft, researcher):
    sent = author.post(url("fidelity_draft_send", draft.pk), follow=True)
    assert "Publish, or send back" in sent.text
    asked = author.get(url("fidelity_draft_publish", draft.pk))
    assert "Ask somebody else to check it, if you can." in asked.text
    assert "never be changed" in asked.text

    response = author.post(url("fidelity_draft_publish", draft.pk), {"seen": "1"}, follow=True)

    version = InstrumentVersion.objects.get()
    assert response.request["PATH_INFO"] == url("fidelity_version", version.pk)
    assert version.definition == EVERY_MODE


def test_somebody_else_is_not_told_to_ask_somebody_else(author, trainer):
    draft = actions.create_draft(definition=EVERY_MODE, by=trainer)
    actions.send_for_review(draft=draft, by=trainer)

    asked = author.get(url("fidelity_draft_publish", draft.pk))

    assert "Ask somebody else" not in asked.text


def test_a_draft_that_is_not_in_review_leads_back(author, draft):
    response = author.get(url("fidelity_draft_publish", draft.pk))

    assert response.url == url("fidelity_draft", draft.pk)


@pytest.mark.parametrize("seen", ["0", "", "x", "9" * 400])
def test_nothing_is_published_that_was_not_seen(author, in_review, seen):
    author.post(url("fidelity_draft_publish", in_review.pk), {"seen": seen})

    assert not InstrumentVersion.objects.exists()


def test_of_two_who_publish_one_number_at_once_the_second_is_told(author, in_review, monkeypatch):
    """The draft was checked just before somebody else's version was there."""
    other = replace(EVERY_MODE, guidance="Something else.")
    actions.load_instrument(definition=other, by=None)
    monkeypatch.setattr(InstrumentDraft, "so_far", (EVERY_MODE, []))
    seen = {"seen": in_review.changes}

    response = author.post(url("fidelity_draft_publish", in_review.pk), seen, follow=True)

    assert "is not published. Look again." in response.text
    assert InstrumentVersion.objects.get().definition == other
    assert InstrumentDraft.objects.exists()


def test_sending_back_needs_a_comment_which_authors_then_see(author, in_review):
    address = url("fidelity_draft_back", in_review.pk)
    assert "This field is required" in author.post(address, {"comment": " "}).text

    response = author.post(address, {"comment": "Say more of ANC."}, follow=True)

    assert "Say more of ANC." in response.text
    assert InstrumentDraft.objects.get().state == "draft"
    assert "not in review" in author.post(address, {"comment": "Again."}, follow=True).text


def test_the_front_page_says_what_waits(author, in_review):
    home = author.get(reverse("wagtailadmin_home")).text

    assert url("fidelity_draft", in_review.pk) in home


def test_deleting_asks_first(author, draft):
    address = url(f"{SNIPPET}:delete", draft.pk)
    assert "Are you sure" in author.get(address).text
    assert InstrumentDraft.objects.exists()

    author.post(address)

    assert not InstrumentDraft.objects.exists()


def test_a_draft_with_rows_left_blank_can_still_be_looked_at(author, version):
    author.post(url("fidelity_new_version", version.pk))
    draft = InstrumentDraft.objects.get()
    draft.evidence = [{"type": "evidence", "value": {}}]
    draft.ratios = [{"type": "ratio", "value": {}}]
    draft.save()

    response = author.get(url("fidelity_draft", draft.pk))

    assert "Evidence 1 in order: “Code” is missing." in response.text
