"""What decides a verdict."""

from fractions import Fraction

import pytest

from fidelity.scoring import Ground, Judgement, Reason, floor_of

from .instruments import (
    MAY_BE_EXCLUDED,
    domain,
    item,
    make,
    not_applicable,
    pool,
    scored,
)

NA = not_applicable()


WORDS = {"met": "Passed", "not_met": "Not passed"}


def judged(given, verdict, *, keys=None, **total):
    two = make(
        domain("A", item("A1", **(keys or {})), item("A2", **MAY_BE_EXCLUDED)),
        verdict={**WORDS, **verdict},
        total=total,
    )
    return scored(two, *given).judgement


@pytest.mark.parametrize(
    ("given", "verdict", "is_met", "reasons"),
    [
        (
            ["4", "2"],
            {"total_at_least": 3},
            True,
            [Reason(Ground.TOTAL_REACHED, needed=3, got=Fraction(3))],
        ),
        (
            ["3", "2"],
            {"total_at_least": 3},
            False,
            [Reason(Ground.TOTAL_TOO_LOW, needed=3, got=Fraction(5, 2))],
        ),
        (["3", ""], {"total_at_least": 3}, None, [Reason(Ground.TOTAL_NOT_SCORABLE, needed=3)]),
        (["2", "2"], {"each_item_at_least": 2}, True, [Reason(Ground.ITEMS_REACHED)]),
        (
            ["1", "1"],
            {"each_item_at_least": 2},
            False,
            [
                Reason(Ground.ITEM_TOO_LOW, "A1", needed=2, got=1),
                Reason(Ground.ITEM_TOO_LOW, "A2", needed=2, got=1),
            ],
        ),
        (
            ["5", "1"],
            {"total_at_least": 3, "each_item_at_least": 2},
            False,
            [Reason(Ground.ITEM_TOO_LOW, "A2", needed=2, got=1)],
        ),
        (
            ["2", "1"],
            {"total_at_least": 3, "each_item_at_least": 2},
            False,
            [
                Reason(Ground.TOTAL_TOO_LOW, needed=3, got=Fraction(3, 2)),
                Reason(Ground.ITEM_TOO_LOW, "A2", needed=2, got=1),
            ],
        ),
        (
            ["5", "2"],
            {"total_at_least": 3, "each_item_at_least": 2},
            True,
            [
                Reason(Ground.TOTAL_REACHED, needed=3, got=Fraction(7, 2)),
                Reason(Ground.ITEMS_REACHED),
            ],
        ),
        # However much is missing, a broken floor stays broken.
        (
            ["1", ""],
            {"total_at_least": 3, "each_item_at_least": 2},
            False,
            [Reason(Ground.ITEM_TOO_LOW, "A1", needed=2, got=1)],
        ),
        (
            ["5", ""],
            {"total_at_least": 3, "each_item_at_least": 2},
            None,
            [
                Reason(Ground.TOTAL_NOT_SCORABLE, needed=3),
                Reason(Ground.ITEM_MISSING, "A2", needed=2),
            ],
        ),
        (["5", NA], {"each_item_at_least": 2}, True, [Reason(Ground.ITEMS_REACHED)]),
    ],
)
def test_a_verdict_says_what_decides_it(given, verdict, is_met, reasons):
    assert judged(given, verdict) == Judgement(is_met, tuple(reasons))


def test_an_instrument_without_a_verdict_gives_none():
    assert scored(pool(1), "5").judgement is None


def test_a_critical_item_has_a_floor_of_its_own():
    critical = judged(["3", "2"], {"each_item_at_least": 2}, keys={"at_least": 4})

    assert critical == Judgement(False, (Reason(Ground.ITEM_TOO_LOW, "A1", needed=4, got=3),))
    assert judged(["4", "1"], {}, keys={"at_least": 4}).is_met


def test_a_floor_counts_though_the_total_lacks_coverage_elsewhere():
    assert judged(["4", ""], {}, keys={"at_least": 4}) == Judgement(
        True, (Reason(Ground.ITEMS_REACHED),)
    )


def test_an_item_scored_lowest_as_not_applicable_breaks_its_floor():
    lowest = {"not_applicable": "lowest", "not_applicable_when": "No fit.", "at_least": 2}

    assert judged([NA, "4"], {}, keys=lowest) == Judgement(
        False, (Reason(Ground.ITEM_TOO_LOW, "A1", needed=2, got=1),)
    )


def test_where_no_critical_item_applies_nothing_is_passed():
    """The other item is rated, but the verdict does not ask for it."""
    excluded = {**MAY_BE_EXCLUDED, "at_least": 2}

    assert judged([NA, "4"], {}, keys=excluded) == Judgement(
        None, (Reason(Ground.NOTHING_APPLIES),)
    )
    assert judged([NA, "4"], {"total_at_least": 3}, keys=excluded) == Judgement(
        True, (Reason(Ground.TOTAL_REACHED, needed=3, got=Fraction(4)),)
    )


def test_a_total_of_0_reaches_a_floor_of_0():
    ends = {"minimum": -2, "maximum": 2, "anchors": ["No.", "", "", "", "Yes."]}
    signed = make(domain("A", item("A1", **ends)), verdict={**WORDS, "total_at_least": 0})

    assert scored(signed, "0").judgement.is_met


def test_a_floor_is_the_items_own_or_that_of_each():
    two = make(
        domain("A", item("A1", at_least=4), item("A2")),
        verdict={**WORDS, "each_item_at_least": 2},
    )

    assert [floor_of(i, two.verdict) for i in two.items] == [4, 2]
