import dataclasses
from pathlib import Path

import pytest
from wagtail.models import ModelLogEntry

import fidelity
from fidelity import actions, documents
from fidelity.models import (
    InstrumentVersion,
    Item,
    NeverChanges,
)

SHIPPED = Path(fidelity.__file__).parent / "instruments" / "connecting_people.toml"


def logged():
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "user"))


@pytest.fixture
def definition():
    return documents.read_toml(SHIPPED.read_text(encoding="utf-8"))


def load(definition):
    return actions.load_instrument(definition=definition, by=None)


def test_an_instrument_is_loaded_whole(definition):
    version = load(definition)

    assert version.definition == definition
    assert [(d.code, d.items.count()) for d in version.domains.all()] == [
        ("W", 5),
        ("P", 9),
        ("B", 2),
        ("A", 2),
    ]
    first = Item.objects.first()
    assert (first.code, first.name, first.lowest, first.highest) == (
        "W1",
        "Strengths before problems",
        1,
        5,
    )
    assert logged() == [("fidelity.publish", None)]


def test_loading_again_changes_nothing(definition):
    version = load(definition)

    assert load(definition) == version
    assert InstrumentVersion.objects.count() == 1
    assert len(logged()) == 1


def test_a_loaded_version_never_changes(definition):
    load(definition)

    rule = dataclasses.replace(definition.total, places=3)
    for change in ({"guidance": "Else."}, {"total": rule}, {"notice": ""}, {"name": "Else"}):
        with pytest.raises(actions.VersionDiffers):
            load(dataclasses.replace(definition, **change))
    assert InstrumentVersion.objects.get().definition == definition


def test_no_code_changes_what_a_published_version_says(definition):
    version = load(definition)
    version.document = documents.write_json(dataclasses.replace(definition, guidance="Else."))

    with pytest.raises(NeverChanges):
        version.save()


def test_a_correction_is_a_new_version_and_the_old_file_still_holds(definition):
    first = load(definition)
    later = dataclasses.replace(definition, number=9, name="New name", notice="Validated")

    second = load(later)

    assert (load(definition), load(later)) == (first, second)
    second.instrument.refresh_from_db()
    assert (str(second), second.instrument.notice) == ("New name, version 9", "Validated")
    assert (str(first), first.notice) == (
        "Connecting People checklist, version 2",
        "Illustrative, not validated",
    )


def test_an_older_version_that_is_loaded_late_does_not_rename_the_instrument(definition):
    load(dataclasses.replace(definition, number=9, name="New name"))

    version = load(definition)

    assert version.instrument.name == "New name"
