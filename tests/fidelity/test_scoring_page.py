"""That the examples in docs/scoring.md are so."""

import re
import tomllib
from pathlib import Path

import pytest

from fidelity import documents, scoring
from fidelity.definitions import Method, Policy
from fidelity.modes import MODES
from fidelity.written_numbers import exactly, rounded

from .instruments import not_applicable, pool, scored

PAGE = (Path(__file__).parents[2] / "docs" / "scoring.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(toml|text)\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


def cases():
    """Each case of the page: the example before it, its ratings, and what must come out."""
    example = ""
    for kind, text in BLOCKS:
        if kind == "toml":
            example = text
            continue
        for case in text.strip().split("\n\n"):
            ratings, *expected = case.splitlines()
            yield example, ratings, [line.split(": ", 1) for line in expected]


def filled_in(example):
    """With what the page leaves out."""
    document = tomllib.loads(example)
    for part in document["domains"]:
        part["name"] = f"Domain {part['code']}"
        part["items"] = [_item(item) for item in part["items"]]
    for ratio in document.get("ratios", []):
        ratio["name"] = f"Ratio {ratio['code']}"
    whole = {"slug": "example", "name": "Example", "minimum": 1, "maximum": 5}
    return documents.checked({**whole, **document})


def _item(item):
    when = {"not_applicable_when": "Nobody wanted it."} if "not_applicable" in item else {}
    own = {"name": f"Item {item['code']}", "definition": "What to look for.", **when, **item}
    if item.get("mode", "anchored") in ("anchored", "agreement"):
        own["anchors"] = ["Never.", "", "", "", "Always."]
    return own


def answers(ratings):
    pairs = [pair.split(" ") for pair in ratings.removeprefix("ratings: ").split(", ")]
    return {code: not_applicable() if given == "n/a" else given for code, given in pairs}


def results(instrument, report):
    """Everything that a line of the page may say, by its name."""
    total, judgement = report.total, report.judgement
    found = {
        "total": "not scorable" if total.value is None else exactly(total.value),
        "shown": total.value is not None and rounded(total.value, total.rule.places),
        "band": total.band and total.band.name,
        "coverage": f"{total.coverage.rated} of {total.coverage.applicable}",
        "not applicable": f"{total.coverage.not_applicable} of {total.coverage.asked}",
        "why": total.why_not and in_words(total.why_not),
    }
    for code, outcome in report.outcomes.items():
        found[f"{code} scores"] = outcome.score is not None and exactly(outcome.score)
    for part in report.domains:
        found[part.domain] = part.value is not None and exactly(part.value)
    for ratio in report.ratios:
        why_not = ratio.why_not and in_words(ratio.why_not)
        found[ratio.ratio.code] = why_not or exactly(ratio.value)
        found[f"{ratio.ratio.code} band"] = ratio.band and ratio.band.name
    if judgement:
        words = {True: instrument.verdict.met, False: instrument.verdict.not_met}
        found["verdict"] = words.get(judgement.is_met, "undecided")
        found["because"] = ", ".join(
            f"{in_words(reason.ground)} {reason.item}".strip() for reason in judgement.reasons
        )
    return found


def in_words(why):
    return why.name.lower().replace("_", " ")


@pytest.mark.parametrize(("example", "ratings", "expected"), list(cases()))
def test_an_example_comes_out_as_the_page_says(example, ratings, expected):
    instrument = filled_in(example)

    found = results(instrument, scoring.score(instrument, answers(ratings)))

    assert [[name, found[name]] for name, _ in expected] == expected


def test_the_page_has_its_examples():
    assert len(list(cases())) == 15


TABLE = re.search(r"^\| method \| excluded \| lowest \| met \|\n\|[-|]+\n((?:\|.*\n)+)", PAGE, re.M)
ROWS = [[cell.strip() for cell in row.strip("|").split("|")] for row in TABLE[1].splitlines()]


@pytest.mark.parametrize(
    ("method", "policy", "value"),
    [
        (method, policy, value)
        for method, *values in ROWS
        for policy, value in zip(("excluded", "lowest", "met"), values, strict=True)
    ],
)
def test_5_4_not_applicable_and_3_come_out_as_the_table_says(method, policy, value):
    four = pool(4, method=method, not_applicable=policy, not_applicable_when="Nobody wanted it.")

    assert exactly(scored(four, "5", "4", not_applicable(), "3").total.value) == value


def test_the_page_names_every_method_mode_and_policy():
    names = {*(mode.name for mode in MODES), *Method, *Policy} - {Policy.FORBIDDEN}

    assert {name for name in names if f"`{name}`" not in PAGE} == set()
