"""From a draft, by review, to a published version, and what is then said of it."""

import pytest
from wagtail.models import ModelLogEntry

from fidelity import actions, documents
from fidelity.models import Instrument, InstrumentDraft, InstrumentVersion
from fidelity.models.instrument_content import fields_of
from tests.factories import InstrumentVersionFactory

from .every_mode import EVERY_MODE


@pytest.fixture
def draft(researcher):
    return actions.create_draft(definition=EVERY_MODE, by=researcher)


@pytest.fixture
def in_review(draft, researcher):
    actions.send_for_review(draft=draft, by=researcher)
    return again(draft)


def again(draft):
    return InstrumentDraft.objects.get(pk=draft.pk)


def logged(instance):
    return [entry.action for entry in ModelLogEntry.objects.for_instance(instance)][::-1]


def test_a_draft_of_something_new_has_its_own_number(draft, researcher):
    assert (draft.instrument, draft.number, draft.state) == (None, 1, "draft")
    assert (draft.created_by, draft.changed_by, draft.changes) == (researcher, researcher, 1)


def test_a_draft_of_an_instrument_that_is_published_has_the_next_number(researcher):
    version = InstrumentVersionFactory(
        definition=EVERY_MODE, number=1, instrument__slug="every-mode"
    )

    draft = actions.create_draft(definition=version.definition, by=researcher)

    assert (draft.instrument, draft.number) == (version.instrument, 2)


def test_a_draft_is_saved_unfinished(researcher):
    draft = actions.save_draft(draft=InstrumentDraft(name="Mine"), seen=0, by=researcher)

    definition, faults = again(draft).so_far
    assert (definition.slug, definition.name) == ("mine", "Mine")
    assert faults == ["The instrument has no domains."]


def test_codes_are_kept_when_it_is_saved(researcher):
    item = {"type": "count", "value": {"name": "How often"}}
    domain = {"type": "domain", "value": {"name": "Worker", "items": [item]}}
    draft = InstrumentDraft(name="Mine", domains=[domain])

    actions.save_draft(draft=draft, seen=0, by=researcher)

    (kept,) = again(draft).domains
    assert (kept.value["code"], kept.value["items"][0].value["code"]) == ("W", "W1")


def test_what_somebody_saved_meanwhile_is_not_overwritten(draft, trainer, researcher):
    mine, theirs = again(draft), again(draft)
    theirs.name = "Theirs"
    actions.save_draft(draft=theirs, seen=1, by=trainer)
    mine.name = "Mine"

    with pytest.raises(actions.DraftChangedMeanwhile) as refused:
        actions.save_draft(draft=mine, seen=1, by=researcher)

    assert refused.value.saved.changed_by == trainer
    assert again(draft).name == "Theirs"


def test_who_knows_of_it_may_put_theirs_in_its_place(draft, trainer, researcher):
    actions.save_draft(draft=again(draft), seen=1, by=trainer)

    actions.save_draft(draft=again(draft), seen=2, by=researcher)

    assert (again(draft).changes, again(draft).changed_by) == (3, researcher)
    assert again(draft).created_by == researcher


def test_a_draft_with_faults_is_not_sent_for_review(draft, researcher):
    draft.minimum_coverage = "none"
    draft.save()

    with pytest.raises(actions.HasFaults) as refused:
        actions.send_for_review(draft=draft, by=researcher)

    assert len(refused.value.faults) == 1
    assert "minimum_coverage" in refused.value.faults[0]
    assert again(draft).state == "draft"


@pytest.mark.parametrize(("published", "number"), [(1, 1), (3, 2)])
def test_a_number_that_is_not_over_the_newest_is_a_fault(draft, published, number):
    version = InstrumentVersionFactory(number=published)
    draft.instrument, draft.number = version.instrument, number

    assert draft.so_far[1] == [
        f"Version {published} is published already: give this one a higher number."
    ]


def test_a_short_name_that_is_taken_is_a_fault(draft):
    Instrument.objects.create(slug="every-mode", name="Other")

    assert draft.so_far[1] == [
        "There is an instrument “every-mode” already: give this one another short name."
    ]


def test_only_what_is_in_review_is_published(draft, researcher):
    with pytest.raises(actions.NotInReview):
        actions.publish_draft(draft=draft, seen=1, by=researcher)

    assert not InstrumentVersion.objects.exists()


def test_publishing_makes_the_version_and_ends_the_draft(in_review, trainer):
    version = actions.publish_draft(draft=in_review, seen=1, by=trainer)

    assert version.definition == EVERY_MODE
    assert version.published_by == trainer
    assert not InstrumentDraft.objects.exists()
    assert logged(version) == ["fidelity.publish"]


def test_nothing_is_published_twice(in_review, trainer):
    actions.publish_draft(draft=in_review, seen=1, by=trainer)

    with pytest.raises(actions.DraftIsGone):
        actions.publish_draft(draft=in_review, seen=1, by=trainer)


def test_nothing_is_published_that_the_publisher_has_not_seen(in_review, trainer):
    with pytest.raises(actions.DraftChangedMeanwhile):
        actions.publish_draft(draft=in_review, seen=0, by=trainer)


def test_faults_that_came_up_in_review_keep_it_from_being_published(in_review, trainer):
    Instrument.objects.create(slug="every-mode", name="Other")

    with pytest.raises(actions.HasFaults):
        actions.publish_draft(draft=in_review, seen=1, by=trainer)

    assert InstrumentDraft.objects.exists()


def test_saving_takes_it_out_of_review(in_review, researcher):
    actions.save_draft(draft=in_review, seen=1, by=researcher)

    assert again(in_review).state == "draft"


def test_what_is_sent_back_says_why(in_review, trainer, researcher):
    actions.send_back(draft=in_review, comment="Say more of W1.", by=trainer)

    assert (again(in_review).state, again(in_review).comment) == ("draft", "Say more of W1.")
    with pytest.raises(actions.NotInReview):
        actions.send_back(draft=in_review, comment="Again.", by=trainer)
    actions.send_for_review(draft=in_review, by=researcher)
    assert again(in_review).comment == ""


def test_each_step_is_logged(in_review, trainer):
    actions.send_back(draft=in_review, comment="Say more.", by=trainer)

    assert logged(in_review) == ["wagtail.create", "fidelity.send_for_review", "fidelity.send_back"]


def test_deleting_a_draft_is_logged(draft, researcher):
    pk = draft.pk
    actions.delete_draft(draft=draft, by=researcher)

    assert not InstrumentDraft.objects.exists()
    assert ModelLogEntry.objects.filter(object_id=str(pk), action="wagtail.delete").exists()


def test_a_duplicate_is_a_new_instrument_from_number_1(researcher):
    version = InstrumentVersionFactory(number=4)

    draft = actions.duplicate_version(version=version, name="Twin", slug="twin", by=researcher)

    definition, faults = draft.so_far
    assert faults == []
    assert (draft.instrument, definition.slug, definition.name, definition.number) == (
        None, "twin", "Twin", 1,
    )  # fmt: skip
    assert definition.domains == version.definition.domains


def test_a_later_edit_leaves_the_published_version_as_it_was(version, researcher):
    was = version.document
    draft = actions.create_draft(definition=version.definition, by=researcher)
    changed = fields_of(documents.as_document(version.definition))["domains"]
    draft.domains = changed.replace("What to look for.", "What to listen for.")
    draft = actions.save_draft(draft=draft, seen=1, by=researcher)
    actions.send_for_review(draft=draft, by=researcher)

    newer = actions.publish_draft(draft=draft, seen=2, by=researcher)

    version.refresh_from_db()
    assert version.document == was
    assert newer.number == 2
    assert newer.definition.items[0].definition == "What to listen for."


def test_a_retired_version_is_not_for_new_rounds_until_it_is_brought_back(version, researcher):
    actions.retire_version(version=version, by=researcher)
    assert version not in InstrumentVersion.objects.in_use()

    actions.bring_version_back(version=version, by=researcher)
    assert version in InstrumentVersion.objects.in_use()
    assert logged(version) == ["fidelity.retire", "fidelity.bring_back"]


def test_a_version_is_declared_equivalent_to_an_earlier_one(version, researcher):
    later = InstrumentVersionFactory(instrument=version.instrument, number=2)

    actions.declare_equivalent(version=later, to=version, because="Spelling.", by=researcher)
    later.refresh_from_db()
    assert (later.equivalent_to, later.equivalent_because) == (version, "Spelling.")

    actions.take_back_equivalence(version=later, because="It changed scores.", by=researcher)
    later.refresh_from_db()
    assert (later.equivalent_to, later.equivalent_because) == (None, "")
    entry = ModelLogEntry.objects.for_instance(later).first()
    assert entry.data == {"to": 1, "because": "It changed scores."}


def test_not_to_a_later_one_nor_to_one_of_another_instrument(version, researcher):
    later = InstrumentVersionFactory(instrument=version.instrument, number=2)
    other = InstrumentVersionFactory(number=1)

    for one, to in [(version, later), (later, later), (later, other)]:
        with pytest.raises(actions.NotAnEarlierVersion):
            actions.declare_equivalent(version=one, to=to, because="Alike.", by=researcher)
