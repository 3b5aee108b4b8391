"""Reading and writing definitions."""

import datetime
from fractions import Fraction
from pathlib import Path

import pytest

from fidelity import definitions as d
from fidelity import documents
from fidelity.modes import Checklist

from .instruments import domain, item, make
from .whole_definition import READ, WHOLE, with_change

SHIPPED = Path(documents.__file__).parent / "instruments" / "connecting_people.toml"


def test_a_definition_is_read_whole():
    assert documents.read_toml(WHOLE) == READ


def test_what_is_written_is_read_as_the_same():
    assert documents.read_toml(documents.write_toml(READ)) == READ
    assert documents.read_json(documents.write_json(READ)) == READ
    assert documents.checked(documents.as_document(READ)) == READ


def test_a_line_that_a_browser_ended_is_read_from_a_file_as_the_same():
    item_ = item("A1", definition="One.\r\nTwo.\r\r\nThree.\rFour.", probes=["One.\r\nTwo."])
    typed = make(domain("A", item_))

    assert typed.items[0].definition == "One.\nTwo.\n\nThree.\nFour."
    assert typed.items[0].probes == ("One.\nTwo.",)
    assert documents.read_toml(documents.write_toml(typed)) == typed


def test_what_is_as_it_would_be_anyway_is_not_written():
    small = make(domain("A", item("A1"), item("A2", mode="count")), ratios=[
        {"code": "R", "name": "Ratio", "numerator": ["A2"], "denominator": ["A2"]}
    ])  # fmt: skip

    assert documents.as_document(small) == {
        "slug": "small",
        "name": "Small",
        "number": 1,
        "total": {"method": "mean", "minimum_coverage": 1},
        "domains": [
            {
                "code": "A",
                "name": "Domain A",
                "items": [
                    {
                        "code": "A1",
                        "name": "Item A1",
                        "definition": "What to look for.",
                        "mode": "anchored",
                        "minimum": 1,
                        "maximum": 5,
                        "anchors": ["Never.", "", "Half the time.", "", "Always."],
                    },
                    {
                        "code": "A2",
                        "name": "Item A2",
                        "definition": "What to look for.",
                        "mode": "count",
                    },
                ],
            }
        ],
        "ratios": [{"code": "R", "name": "Ratio", "numerator": ["A2"], "denominator": ["A2"]}],
    }


def test_all_that_is_said_is_written():
    assert documents.as_document(READ) == {
        "slug": "small-one",
        "name": "Small",
        "number": 2,
        "notice": "Illustrative, not validated",
        "guidance": "Rate what is done.",
        "source": "Ours.",
        "licence": "CC BY 4.0",
        "authored_by": "A.",
        "checked_by": "B.",
        "date_reviewed": datetime.date(2026, 11, 23),
        "look": "faces",
        "total": {
            "method": "mean",
            "over": "domains",
            "minimum_coverage": "4/5",
            "places": 1,
            "bands": [{"name": "Low", "below": "5/2"}, {"name": "High", "from": "5/2"}],
        },
        "verdict": {
            "met": "Met",
            "not_met": "Not met",
            "total_at_least": 2,
            "each_item_at_least": "1/2",
        },
        "evidence": [{"code": "C", "name": "Case notes"}],
        "domains": [
            {
                "code": "A",
                "name": "First",
                "description": "About the first.",
                "weight": 2,
                "examples": "What you have seen.",
                "items": [
                    {
                        "code": "A1",
                        "name": "One",
                        "definition": "What to look for.",
                        "mode": "anchored",
                        "minimum": 1,
                        "maximum": 3,
                        "anchors": ["Never.", "", "Always."],
                        "weight": "1/3",
                        "not_applicable": "excluded",
                        "not_applicable_when": "Nobody wanted it.",
                        "optional": True,
                        "only_if": {"item": "B1", "is": ["yes", "partly"]},
                        "at_least": 2,
                        "theme": "A theme",
                        "plain": "In plain English.",
                        "probes": ["What happened?"],
                        "evidence": ["C"],
                        "decision_rules": "Half counts as no.",
                        "carroll": "quality",
                        "framework": "Part 2.",
                    },
                    {
                        "code": "A2",
                        "name": "Two",
                        "definition": "What to look for.",
                        "mode": "agreement",
                        "minimum": -1,
                        "maximum": 1,
                        "anchors": ["No.", "", "Yes."],
                        "reversed": True,
                    },
                ],
            },
            {
                "code": "B",
                "name": "Second",
                "method": "none",
                "minimum_coverage": 1,
                "places": 3,
                "items": [
                    {
                        "code": "B1",
                        "name": "Three",
                        "definition": "What to look for.",
                        "mode": "checklist",
                        "partly": "1/3",
                        "anchors": ["No.", "Partly.", "Yes."],
                    },
                    {
                        "code": "B2",
                        "name": "Four",
                        "definition": "What to look for.",
                        "mode": "criteria",
                        "criteria": ["First.", "Second."],
                        "lookup": [
                            {"to": 1, "score": 1, "text": "Few."},
                            {"from": 2, "to": 2, "score": 3},
                        ],
                    },
                    {
                        "code": "B3",
                        "name": "Five",
                        "definition": "What to look for.",
                        "mode": "number",
                        "decimals": True,
                        "least": "1/2",
                        "greatest": 24,
                        "lookup": [{"below": "5/2", "score": 1}, {"from": "5/2", "score": 2}],
                    },
                    {
                        "code": "B4",
                        "name": "Six",
                        "definition": "What to look for.",
                        "mode": "count",
                    },
                ],
            },
        ],
        "ratios": [
            {
                "code": "R",
                "name": "Ratio",
                "numerator": ["B4"],
                "denominator": ["B4"],
                "shown": "percent",
                "places": 0,
                "bands": [{"name": "All"}],
            }
        ],
    }


def test_json_is_the_same_text_each_time_and_keeps_letters_as_they_are():
    named = documents.read_toml(with_change('name = "Small"', 'name = "Ymddiriedaeth – ŵ"'))

    text = documents.write_json(named)

    assert "Ymddiriedaeth – ŵ" in text
    assert documents.write_json(documents.read_json(text)) == text
    assert list(documents.as_document(named)) != sorted(documents.as_document(named))
    assert text.startswith(
        '{"authored_by": "A.", "checked_by": "B.", "date_reviewed": "2026-11-23"'
    )


def test_what_was_read_from_json_is_kept_for_the_next_time():
    text = documents.write_json(READ)

    assert documents.read_json(text) is documents.read_json(text)


def test_long_texts_are_written_as_lines():
    poem = make(domain("A", item("A1")), guidance="One.\nTwo.\n")

    assert '"""\nOne.\nTwo.\n"""' in documents.write_toml(poem)
    assert documents.read_toml(documents.write_toml(poem)) == poem


# What an item, a domain and the whole are where little is said


def test_what_is_not_said_is_as_simple_as_can_be():
    rows = [{"to": 1, "score": 1}, {"from": 2, "score": 2}]
    made = make(
        domain(
            "A",
            item("A1", mode="number", lookup=rows),
            item("A2", mode="checklist"),
            item("A3", mode="checklist", partly="not offered"),
        )
    )

    number, checklist, yes_or_no = (i.mode for i in made.items)
    assert (number.least, number.greatest, number.decimals) == (0, None, False)
    assert checklist == Checklist(Fraction(1, 2), ())
    assert yes_or_no == Checklist(None, ())
    assert made.total == made.domains[0].rule == d.Rule(d.Method.MEAN, Fraction(1), (), 2)
    assert (made.number, made.over, made.look, made.verdict) == (
        1,
        d.Over.ITEMS,
        d.Look.NUMBERS,
        None,
    )
    assert documents.checked(documents.as_document(made)) == made


def test_a_domain_is_scored_as_the_whole_is_but_has_bands_of_its_own():
    bands = [{"name": "All"}]
    total = {"bands": bands, "minimum_coverage": "1/2", "places": 0}
    made = make(domain("A", item("A1")), domain("B", item("B1"), bands=bands), total=total)

    first, second = (part.rule for part in made.domains)
    assert first == d.Rule(d.Method.MEAN, Fraction(1, 2), (), 0)
    assert second == d.Rule(d.Method.MEAN, Fraction(1, 2), (d.Band("All"),), 0)
    assert documents.checked(documents.as_document(made)) == made


@pytest.mark.parametrize("written", ["0.8", '"0.8"', '"4/5"', '"8/10"', '"0.800000"'])
def test_a_number_is_exact_however_it_is_written(written):
    read = documents.read_toml(with_change('"4/5"', written))

    assert read.total.minimum_coverage == Fraction(4, 5)


def test_an_item_keeps_all_that_helps_to_rate_it():
    kept = {
        "theme": "A theme",
        "plain": "In plain English.",
        "probes": ["What happened?", "Who decided?"],
        "evidence": ["C"],
        "decision_rules": "Half counts as no.",
        "carroll": "quality",
        "framework": "Part 2.",
    }
    made = make(
        domain("A", item("A1", **kept)),
        evidence=[{"code": "C", "name": "Case notes"}],
        notice="Illustrative, not validated",
    )

    again = documents.read_json(
        documents.write_json(documents.read_toml(documents.write_toml(made)))
    )

    assert again == made
    assert again.notice == "Illustrative, not validated"
    assert documents.as_document(again)["domains"][0]["items"][0].items() >= kept.items()


def test_the_shipped_checklist_is_sound_and_says_that_it_is_illustrative():
    checklist = documents.read_toml(SHIPPED.read_text(encoding="utf-8"))

    assert checklist.notice == "Illustrative, not validated"
    assert [len(part.items) for part in checklist.domains] == [5, 9, 2, 2]
    may_be = [i.code for i in checklist.items if i.not_applicable is not d.Policy.FORBIDDEN]
    assert may_be == ["P4", "P5"]
    assert checklist.total.minimum_coverage == Fraction(4, 5)
    assert {(i.mode.minimum, i.mode.maximum) for i in checklist.items} == {(1, 5)}
    assert {len(set(i.mode.anchors)) for i in checklist.items} == {
        5
    }  # each written out, none twice
