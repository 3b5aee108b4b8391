"""Why there is no score, and what a verdict rests on, in sentences."""

from fractions import Fraction

import pytest

from fidelity import reasons
from fidelity.scoring import Ground, Reason
from fidelity.written_numbers import exactly, rounded

from .instruments import MAY_BE_EXCLUDED, domain, item, make, not_applicable, scored

NA = not_applicable()


def why(instrument, *values):
    """Of the whole, then of each domain."""
    report = scored(instrument, *values)
    return [
        reasons.why_no_score(score, report, instrument) for score in (report.total, *report.domains)
    ]


def test_a_score_needs_no_reason():
    assert why(make(domain("A", item("A1"))), "4") == ["", ""]


def test_a_domain_that_is_not_scorable_says_why():
    instrument = make(
        domain("A", item("A1"), item("A2"), item("A3")),
        domain("B", item("B1", **MAY_BE_EXCLUDED)),
        domain("C", item("C1")),
        domain("D", item("D1"), method="none"),
        total={"minimum_coverage": "2/3"},
    )

    assert why(instrument, "4", "", "", NA, "", "3") == [
        "Not scorable: 1 of 4 items rated; it takes 3.",
        "Not scorable: 1 of 3 items rated; it takes 2.",
        "Not scorable: no item applies.",
        "Not scorable: no item is rated.",
        "Not scored: the instrument has no rule for it.",
    ]


def test_a_total_over_domains_names_those_without_a_score():
    instrument = make(
        domain("A", item("A1"), item("A2")),
        domain("B", item("B1")),
        domain("C", item("C1", **MAY_BE_EXCLUDED)),
        total={"over": "domains", "minimum_coverage": "1/3"},
    )

    assert why(instrument, "4", "4", "", NA)[0] == "Not scorable: it takes a score of “Domain B”."


@pytest.fixture
def counting():
    counts = [item(code, mode="count") for code in ("CR", "SR")]
    ratio = {"code": "R", "name": "Share", "numerator": ["CR"], "denominator": ["CR", "SR"]}
    return make(domain("A", *counts), method="none", ratios=[ratio])


@pytest.mark.parametrize(
    ("counts", "sentence"),
    [
        (["3", "1"], ""),
        (["0", "0"], "Not defined: CR + SR is 0."),
        (["", "1"], "Not scorable: nothing is counted for CR."),
        (["", ""], "Not scorable: nothing is counted for CR and SR."),
    ],
)
def test_a_ratio_says_why_it_has_no_value(counting, counts, sentence):
    report = scored(counting, *counts)

    assert reasons.why_no_ratio(report.ratios[0], report) == sentence


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (
            Reason(Ground.TOTAL_REACHED, "", 36, 40),
            "The total is 40; it must be at least 36.",
        ),
        (
            Reason(Ground.TOTAL_TOO_LOW, needed=4, got=Fraction(999, 250)),
            "The total is 3.996, but must be at least 4.",
        ),
        (
            Reason(Ground.TOTAL_NOT_SCORABLE, needed=Fraction(1, 3)),
            "The total must be at least 1/3, but has no score.",
        ),
        (Reason(Ground.ITEMS_REACHED), "Every item scores what it must."),
        (Reason(Ground.ITEM_TOO_LOW, "3", 2, 1), "Item 3 scores 1, but must score at least 2."),
        (Reason(Ground.NOTHING_APPLIES), "No item that must reach a score applies."),
        (Reason(Ground.ITEM_MISSING, "3", 2), "Item 3 must score at least 2, but is left blank."),
    ],
)
def test_a_verdict_says_what_it_rests_on(reason, sentence):
    assert reasons.of_verdict(reason) == sentence


@pytest.mark.parametrize("ground", Ground)
def test_every_ground_has_a_sentence(ground):
    assert reasons.of_verdict(Reason(ground)).endswith(".")


@pytest.mark.parametrize(
    ("number", "places", "text"),
    [
        (Fraction(999, 250), 2, "4.00"),
        (Fraction(117, 28), 2, "4.18"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(5, 2), 0, "3"),
        (99, 1, "99.0"),
    ],
)
def test_numbers_are_rounded_as_at_school(number, places, text):
    assert rounded(number, places) == text


@pytest.mark.parametrize(
    ("number", "text"),
    [(99, "99"), (100, "100"), (0, "0"), (Fraction(199, 2), "99.5"), (Fraction(-65, 18), "-65/18")],
)
def test_numbers_are_said_exactly(number, text):
    assert exactly(number) == text
