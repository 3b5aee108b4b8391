import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from fidelity import definitions
from fidelity.definitions import InvalidDefinition, read

SHIPPED = Path(definitions.__file__).parent / "instruments" / "connecting_people.toml"
SOUND = """
slug = "small"
name = "Small"
number = 1
minimum = 1
maximum = 2
minimum_coverage = "4/5"
date_reviewed = 2026-11-23

[[domains]]
code = "A"
name = "First"

[[domains.items]]
code = "A1"
name = "One"
definition = "What to look for."
may_be_not_applicable = true
not_applicable_when = "Nobody wanted it."
anchors = ["Never.", "Always."]
"""
COVERAGE = "minimum_coverage must be over 0 and at most 1, such as 4/5."
SECOND_ITEM = """
[[domains.items]]
code = "A1"
name = "Another"
definition = "What to look for."
anchors = ["Never.", "Always."]
"""
SECOND_DOMAIN = """
[[domains]]
code = "A"
name = "First"
"""


def problems(text):
    with pytest.raises(InvalidDefinition) as refused:
        read(text)
    assert str(refused.value) == "\n".join(refused.value.problems)
    return refused.value.problems


def with_change(old, new):
    assert SOUND.count(old) == 1
    return SOUND.replace(old, new)


def test_a_sound_definition_is_read_whole():
    instrument = read(SOUND)

    assert instrument == definitions.InstrumentDefinition(
        slug="small",
        name="Small",
        number=1,
        minimum=1,
        maximum=2,
        minimum_coverage=Fraction(4, 5),
        date_reviewed=datetime.date(2026, 11, 23),
        domains=(
            definitions.DomainDefinition(
                code="A",
                name="First",
                items=(
                    definitions.ItemDefinition(
                        code="A1",
                        name="One",
                        definition="What to look for.",
                        anchors=("Never.", "Always."),
                        may_be_not_applicable=True,
                        not_applicable_when="Nobody wanted it.",
                    ),
                ),
            ),
        ),
    )


@pytest.mark.parametrize("written", ["0.8", '"0.8"', '"4/5"', '"80e-2"'])
def test_a_coverage_is_exact_however_it_is_written(written):
    assert read(with_change('"4/5"', written)).minimum_coverage == Fraction(4, 5)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('"4/5"', "0", COVERAGE),
        ('"4/5"', '"5/4"', COVERAGE),
        ('"4/5"', "0.8333333333333334", COVERAGE),
        ('"Never.", "Always."', '"Never."', "Item A1 has 1 anchors; ratings from 1 to 2 need 2."),
        ('"Never."', '" "', "Item A1: the anchor for 1 is empty."),
        ('"Nobody wanted it."', '""', "Item A1 may be not applicable, but does not say when."),
        ('"A1"', '"A/1"', "Item code A/1 may only be letters, digits, _ and -, 20 at most."),
        ('"A"', '"A B"', "Domain code A B may only be letters, digits, _ and -, 20 at most."),
        ('name = "One"\n', "", "name (of A1) is missing."),
        ('name = "One"', 'name = ""', "name (of A1) is missing."),
        ('name = "Small"\n', "", "name (of small) is missing."),
        ('slug = "small"\n', "", "slug (of the instrument) is missing."),
        ('minimum_coverage = "4/5"\n', "", "minimum_coverage is missing."),
        ('name = "One"', 'name = "One"\nnmae = "One"', "nmae (of A1) is not known here."),
        ("number = 1", "number = true", "number (of small) is of the wrong kind: True."),
        ("number = 1", 'number = "1"', "number (of small) is of the wrong kind: '1'."),
        ("maximum = 2", "maximum = 2.0", "maximum (of small) is of the wrong kind: 2.0."),
        ("ble = true", 'ble = "yes"', "may_be_not_applicable (of A1) is of the wrong kind: 'yes'."),
    ],
)  # fmt: skip
def test_what_does_not_hold_together_is_refused_in_a_sentence(old, new, problem):
    assert problems(with_change(old, new)) == [problem]


def test_a_scale_that_goes_nowhere_is_refused():
    assert "The minimum must be under the maximum." in problems(with_change("um = 2", "um = 1"))


def test_codes_and_names_used_twice_are_refused():
    assert problems(SOUND + SECOND_ITEM) == ["Item code A1 is used 2 times."]
    assert problems(SOUND + SECOND_DOMAIN) == [
        "Domain code A is used 2 times.",
        "Domain name First is used 2 times.",
        "Domain A has no items.",
    ]


def test_an_instrument_without_domains_is_refused():
    assert problems(SOUND.split("[[domains]]")[0]) == ["The instrument has no domains."]


def test_all_problems_are_told_at_once():
    text = with_change('"Never."', '""').replace("maximum = 2", "maximum = 3")

    assert problems(text) == [
        "Item A1 has 2 anchors; ratings from 1 to 3 need 3.",
        "Item A1: the anchor for 1 is empty.",
    ]


def test_what_is_not_toml_is_refused():
    [problem] = problems("slug = ")

    assert problem.startswith("This is not TOML: ")


@pytest.mark.parametrize(
    "text",
    [
        with_change('"4/5"', '"most"'),
        with_change('"4/5"', '"1/0"'),
        with_change('"4/5"', "nan"),
        with_change('["Never.", "Always."]', "2"),
        "domains = 5\nminimum_coverage = 1",
        'domains = ["A"]\nminimum_coverage = 1',
    ],
)
def test_a_value_of_the_wrong_kind_is_refused(text):
    [problem] = problems(text)

    assert problem.startswith("A value is of the wrong kind: ")


def test_the_shipped_checklist_is_sound_and_says_that_it_is_illustrative():
    checklist = read(SHIPPED.read_text(encoding="utf-8"))
    items = [item for domain in checklist.domains for item in domain.items]

    assert checklist.notice == "Illustrative, not validated"
    assert [len(domain.items) for domain in checklist.domains] == [5, 9, 2, 2]
    assert [item.code for item in items if item.may_be_not_applicable] == ["P4", "P5"]
    assert (checklist.minimum, checklist.maximum, checklist.minimum_coverage) == (
        1,
        5,
        Fraction(4, 5),
    )
    assert {len(set(item.anchors)) for item in items} == {5}  # each written out, none twice
