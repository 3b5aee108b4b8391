"""Counts, and ratios of them."""

from fractions import Fraction

import pytest

from fidelity.scoring import Coverage, State, Why

from .instruments import (
    domain,
    item,
    make,
    not_applicable,
    scored,
)

NA = not_applicable()


def counts(above=("A1",), below=("A2",), **keys):
    ratio = {"code": "R", "name": "Ratio", "numerator": above, "denominator": below, **keys}
    ratio = {
        key: list(value) if isinstance(value, tuple) else value for key, value in ratio.items()
    }
    items = [item(f"A{n}", mode="count") for n in (1, 2, 3)]
    return make(domain("A", *items), method="none", ratios=[ratio])


@pytest.mark.parametrize(
    ("keys", "given", "value", "why"),
    [
        ({}, ["3", "2", ""], Fraction(3, 2), None),
        ({}, ["0", "2", ""], 0, None),
        ({"shown": "percent"}, ["1", "8", ""], Fraction(25, 2), None),
        ({"above": ("A1", "A3")}, ["3", "2", "4"], Fraction(7, 2), None),
        ({"below": ("A1", "A2")}, ["3", "2", ""], Fraction(3, 5), None),
        ({}, ["3", "0", ""], None, Why.NOT_DEFINED),
        ({}, ["", "2", ""], None, Why.COUNT_MISSING),
        ({}, ["3", "", ""], None, Why.COUNT_MISSING),
        ({"below": ("A1", "A2")}, ["3", "", ""], None, Why.COUNT_MISSING),
    ],
)
def test_a_ratio_divides_counts(keys, given, value, why):
    [ratio] = scored(counts(**keys), *given).ratios

    assert (ratio.value, ratio.why_not, ratio.ratio.code) == (value, why, "R")
    assert ratio.band is None


def test_the_bands_of_a_ratio_are_of_the_ratio_as_it_is_shown():
    bands = [{"name": "Few", "below": 50}, {"name": "Many", "from": 50}]

    half = scored(counts(shown="percent", bands=bands), "1", "2", "").ratios[0]

    assert (half.value, half.band.name) == (50, "Many")


def test_counts_are_answers_but_make_no_score():
    mixed = make(domain("A", item("A1"), item("A2", mode="count")))

    report = scored(mixed, "4", "7")

    assert report.outcomes["A2"] == (State.RATED, 7)
    assert (report.total.value, report.total.coverage) == (4, Coverage(1, 1, 0, 1))
    assert report.answered == Coverage(2, 2, 0, 2)
