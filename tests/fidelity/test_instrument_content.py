"""What the builder keeps, and the document that it makes of it."""

import pytest
from hypothesis import given, settings

from fidelity import documents
from fidelity.models import InstrumentDraft
from fidelity.models.instrument_content import fields_of
from tests.factories import InstrumentFactory

from .every_mode import EVERY_MODE
from .instruments import STRUCTURES, structure
from .random_instruments import documents as random_documents


def drafted(definition, **said):
    return InstrumentDraft(**fields_of(documents.as_document(definition)) | said)


def block(kind, **value):
    return {"type": kind, "value": value}


def draft_of(*domains, **said):
    return InstrumentDraft(name="Mine", domains=list(domains), **said)


def codes(draft):
    document = draft.document
    return {d["code"]: [item["code"] for item in d.get("items", [])] for d in document["domains"]}


@pytest.mark.parametrize("name", sorted(file.stem for file in STRUCTURES.glob("*.toml")))
def test_every_published_structure_comes_back_from_the_builder_as_it_went(name):
    definition = structure(name)

    assert documents.checked(drafted(definition).document) == definition


def test_an_instrument_that_says_everything_comes_back_as_it_went():
    assert documents.checked(drafted(EVERY_MODE).document) == EVERY_MODE


@settings(max_examples=60)
@given(random_documents())
def test_any_sound_instrument_comes_back_as_it_went(document):
    definition = documents.checked(document)

    assert documents.checked(drafted(definition).document) == definition


def test_what_is_kept_in_the_database_is_the_same_too():
    draft = drafted(EVERY_MODE)
    draft.save()

    assert documents.checked(InstrumentDraft.objects.get().document) == EVERY_MODE


@pytest.mark.parametrize(
    ("typed", "share"), [("80%", "4/5"), ("87.5 %", "7/8"), ("4/5", "4/5"), ("most", "most")]
)
def test_the_least_part_that_must_be_rated_is_a_percentage_or_a_fraction(typed, share):
    assert draft_of(minimum_coverage=typed).document["total"]["minimum_coverage"] == share


@pytest.mark.parametrize(("share", "shown"), [("4/5", "80%"), ("1", "100%"), ("1/3", "1/3")])
def test_it_is_shown_as_a_percentage_where_that_is_whole(share, shown):
    total = {"method": "mean", "minimum_coverage": share}
    fields = fields_of({"slug": "a", "name": "A", "number": 1, "total": total, "domains": []})

    assert fields["minimum_coverage"] == shown


def test_domains_and_items_without_codes_are_given_them():
    draft = draft_of(
        block("domain", name="Worker", items=[block("count"), block("count", code="W1")]),
        block("domain", name="Work", items=[block("count")]),
        block("domain", name="", items=[]),
    )

    assert codes(draft) == {"W": ["W2", "W1"], "WO": ["WO1"], "D1": []}


def test_codes_that_were_given_stay():
    draft = draft_of(block("domain", code="X", name="Worker", items=[block("count", code="why")]))

    assert codes(draft) == {"X": ["why"]}


def test_what_was_duplicated_is_given_a_code_of_its_own():
    worker = block("domain", code="W", name="Worker", items=[block("count", code="W1")] * 2)

    assert codes(draft_of(worker, worker)) == {"W": ["W1", "W2"], "WO": ["WO1", "WO2"]}


def test_a_new_instrument_is_called_by_its_name_where_it_has_no_short_name():
    assert draft_of().document["slug"] == "mine"
    assert draft_of(slug="own").document["slug"] == "own"
    assert draft_of(instrument=InstrumentFactory(slug="theirs")).document["slug"] == "theirs"


def test_an_empty_draft_says_what_it_lacks():
    _, faults = InstrumentDraft().so_far

    assert faults == ["“slug” is missing.", "“name” is missing."]


def test_a_half_written_item_is_shown_and_its_faults_named():
    lookup = [{"start": "0", "stop": "4", "score": "1"}, {"start": "6", "stop": "", "score": "2"}]
    item = block("criteria", name="Met", definition="d", criteria=list("abcdefg"), lookup=lookup)
    draft = draft_of(block("domain", name="Worker", items=[item]))

    definition, faults = draft.so_far

    assert definition.items[0].name == "Met"
    assert faults == ["Item W1: nothing is said for 5 criteria."]


def test_nonsense_in_any_box_is_a_fault_and_no_error():
    odd = "1e9999999"
    items = [
        block("anchored", name="A", definition="d", minimum=None, maximum=5),
        block("number", name="B", definition="d", least=odd, greatest="½", weight="0"),
        block("checklist", name="C", definition="d", partly=odd, at_least="x"),
        block("count", code="a b", name="D", definition="d", evidence=",, C,"),
        block("agreement", only_if={"item": "", "answers": "yes"}),
    ]
    draft = draft_of(block("domain", items=items), total_at_least="lots", minimum_coverage="0%")

    _, faults = draft.so_far

    assert any("D1" in fault for fault in faults)
    assert any("minimum_coverage" in fault for fault in faults)
