"""What keeps a rule, bands, a ratio or a verdict from being used, and in which words."""

# ruff: noqa: E501  (tables of sentences read best with a row a line)

from fractions import Fraction

import pytest

from .instruments import MAY_BE_EXCLUDED, domain, item, make, problems_of, rows_of

WORDS = {"met": "Met", "not_met": "Not met"}


def bands(*rows):
    return rows_of(("name", "from", "below"), rows)


# Rules and bands


def test_what_has_no_score_has_no_bands():
    all_ = bands(("All", None, None))

    assert problems_of(
        domain("A", item("A1")), domain("B", item("B1"), method="none", bands=all_)
    ) == ["Domain B: it has bands, but no score."]
    assert problems_of(
        domain("A", item("A1"), method="mean"), method="none", total={"bands": all_}
    ) == ["The total: it has bands, but no score."]


def test_a_rule_needs_something_to_score():
    nothing = "it has no item to score. Counts are scored through ratios only."

    assert problems_of(domain("A", item("A1", mode="count"))) == [
        f"Domain A: {nothing}",
        f"The total: {nothing}",
    ]
    assert problems_of(domain("A", item("A1"), method="none")) == [f"The total: {nothing}"]


def test_a_sum_needs_every_item():
    blank = (
        "it is a sum, which a blank item would make lower, so “minimum_coverage” must be 1 (100%). For "
        "less, take a mean or a percentage."
    )

    assert problems_of(domain("A", item("A1")), method="sum", total={"minimum_coverage": 0.8}) == [
        f"Domain A: {blank}",
        f"The total: {blank}",
    ]
    assert make(domain("A", item("A1"), minimum_coverage=0.8), method="mean")


SIGNED = {"minimum": -1, "maximum": 1, "anchors": ["No.", "", "Yes."]}


def test_a_percentage_of_the_maximum_needs_scores_of_0_or_more():
    percent = (
        "a percentage of the maximum needs scores of 0 or more. Take the range-adjusted percent."
    )

    assert problems_of(
        domain("A", item("A1", **SIGNED), item("A2")), method="percent of maximum"
    ) == [
        f"Domain A: {percent}",
        f"The total: {percent}",
    ]
    assert make(domain("A", item("A1", mode="checklist")), method="percent of maximum")


@pytest.mark.parametrize(
    ("method", "rows", "expected"),
    [
        ("mean", bands(("Low", None, 3), ("High", 3, None)), []),
        ("mean", bands(("High", 3, None), ("Low", 1, 3)), []),
        ("mean", bands(("Low", 1, 3), ("High", 3, 5.000001)), []),
        ("mean", bands(("Low", None, 3), ("High", 3, 5)), ["nothing is said for 5."]),
        ("mean", bands(("Low", None, 3), ("High", 3, 4.5)), ["nothing is said from 4.5 to 5."]),
        ("mean", bands(("Low", 2, 3), ("High", 3, None)), ["nothing is said from 1 to 2."]),
        ("mean", bands(("Low", None, "8/3"), ("High", 3, None)), ["nothing is said from 8/3 to 3."]),
        ("mean", bands(("Low", None, 3), ("High", 2.5, None)), ["band “High” overlaps the one before it, up to 3."]),
        ("mean", bands(("Low", None, None), ("High", 3, None)), ["band “High” overlaps the one before it, and neither ends."]),
        ("mean", bands(("None", None, 1), ("Some", 1, None)), ["band “None” can never be reached: there are only numbers from 1 to 5."]),
        ("mean", bands(("Some", None, 5.5), ("More", 5.5, None)), ["band “More” can never be reached: there are only numbers from 1 to 5."]),
        ("mean", bands(("Low", None, 5), ("Top", 5, None)), []),
        ("mean", bands(("Low", None, 3), ("Odd", 4, 3), ("High", 3, None)), ["band “Odd” ends before it begins."]),
        ("mean", bands(("Same", None, 3), ("Same", 3, None)), ["band Same is used 2 times."]),
        ("sum", bands(("Low", None, 6), ("High", 6, None)), []),
        ("sum", bands(("Low", None, 11), ("High", 11, None)), ["band “High” can never be reached: there are only numbers from 2 to 10."]),
        ("percent of maximum", bands(("Low", None, 20), ("High", 20, None)), ["band “Low” can never be reached: there are only numbers from 20 to 100."]),
        ("range-adjusted percent", bands(("Low", None, 20), ("High", 20, None)), []),
    ],
)  # fmt: skip
def test_bands_say_one_thing_of_each_score(method, rows, expected):
    two = domain("A", item("A1"), item("A2"))
    if not expected:
        assert make(two, method=method, total={"bands": rows})
        assert make({**two, "bands": rows}, method=method)
        return

    of_total = problems_of(two, method=method, total={"bands": rows})
    of_domain = problems_of({**two, "bands": rows}, method=method)

    assert [fault.removeprefix("The total: ").rstrip(".") for fault in of_total] == [
        fault.rstrip(".") for fault in expected
    ]
    assert [fault.replace("Domain A: ", "The total: ") for fault in of_domain] == of_total


def over(*domains, method="mean", rows=(), **keys):
    return {"domains": domains, "method": method, "total": {"over": "domains", "bands": list(rows), **keys}}  # fmt: skip


def test_a_total_over_domains_is_a_mean_or_a_sum_of_scores_of_one_kind():
    one, other = domain("A", item("A1"), method="mean"), domain("B", item("B1"), method="sum")
    unscored = domain("C", item("C1"), method="none")

    assert problems_of(one, method="percent of maximum", total={"over": "domains"}) == [
        "The total: over domains, it is a mean or a sum of their scores."
    ]
    assert problems_of(unscored, total={"over": "domains"}) == ["The total: no domain has a score."]
    assert problems_of(one, other, total={"over": "domains"}) == [
        "The total: domains that are scored in different ways have no total."
    ]
    assert make(one, unscored, total={"over": "domains"})
    assert make(other, unscored, method="sum", total={"over": "domains"})


def test_a_total_over_domains_of_which_one_has_nothing_to_score_is_told_once():
    counts = domain("B", item("B1", mode="count"))

    assert problems_of(domain("A", item("A1")), counts, total={"over": "domains"}) == [
        "Domain B: it has no item to score. Counts are scored through ratios only."
    ]


NEVER = "can never be reached: there are only numbers from"


@pytest.mark.parametrize(
    ("method", "keys", "low", "high"),
    [
        ("mean", {}, 1, 5),
        ("sum", {}, 4, 20),  # 3 · (1 to 5) and 1 · (1 to 5)
        ("sum", MAY_BE_EXCLUDED, 3, 20),
        ("sum", {"optional": True}, 3, 20),
    ],
)
def test_bands_of_a_total_over_domains_lie_between_its_ends(method, keys, low, high):
    """The second domain, where its only item may go, may go."""
    two = [
        domain("A", item("A1"), method="mean", weight=3),
        domain("B", item("B1", **keys), method="mean"),
    ]

    def found(rows):
        return problems_of(*two, method=method, total={"over": "domains", "bands": rows})

    assert found(bands(("Low", None, low), ("High", low, None))) == [
        f"The total: band “Low” {NEVER} {low} to {high}."
    ]
    assert found(bands(("Low", None, high), ("High", high + 1, None))) == [
        f"The total: band “High” {NEVER} {low} to {high}.",
        f"The total: nothing is said for {high}.",
    ]


BELOW_0 = {"minimum": -5, "maximum": -3, "anchors": ["a", "", "c"]}


def test_a_sum_over_domains_may_go_below_0_and_without_a_part():
    """-3 to 3, of which a part from -1 to 1 may be left out, and one that may not."""
    parts = [
        domain("A", item("A1", **SIGNED), method="mean", weight=2),
        domain("B", item("B1", **SIGNED, optional=True), method="mean"),
    ]
    low = bands(("Low", None, -3), ("High", -3, None))

    assert problems_of(*parts, method="sum", total={"over": "domains", "bands": low}) == [
        f"The total: band “Low” {NEVER} -3 to 3."
    ]
    assert problems_of(
        domain("A", item("A1", **BELOW_0, optional=True), method="mean"),
        domain("B", item("B1", **BELOW_0), method="mean"),
        method="sum",
        total={"over": "domains", "bands": bands(("Low", None, -2.5), ("High", -2.5, None))},
    ) == [f"The total: band “High” {NEVER} -10 to -3."]


# Ratios


def ratio_of(numerator, denominator, rows=()):
    keys = {"numerator": numerator, "denominator": denominator, "bands": list(rows)}
    items = [item("A1"), item("C1", mode="count"), item("C2", mode="count")]
    return domain("A", *items), [{"code": "R", "name": "Ratio", **keys}]


@pytest.mark.parametrize(
    ("numerator", "denominator", "rows", "expected"),
    [
        (["C1"], ["C1", "C2"], (), []),
        (["C1"], ["Z"], (), ["Ratio R: there is no item Z."]),
        (["Z"], ["Z", "Y"], (), ["Ratio R: there is no item Z.", "Ratio R: there is no item Y."]),
        (["A1"], ["C1"], (), ["Ratio R: item A1 is not a count."]),
        (["C1", "C1"], ["C2"], (), ["Ratio R: item C1 is used 2 times."]),
        (["C1"], ["C2", "C2"], (), ["Ratio R: item C2 is used 2 times."]),
        (["C1"], ["C2"], bands(("Low", None, 1), ("High", 1, None)), []),
        (["C1"], ["C2"], bands(("Low", 0, 1), ("High", 1, None)), []),
        (["C1"], ["C2"], bands(("Low", None, 1), ("High", 1, 9)), ["Ratio R: nothing is said from 9 up."]),
        (["C1"], ["C2"], bands(("Low", None, 0), ("High", 0, None)), ["Ratio R: band “Low” can never be reached: there are only numbers from 0 up."]),
        (["C1"], ["C2"], bands(("Low", None, 1), ("High", 2, None)), ["Ratio R: nothing is said from 1 to 2."]),
    ],
)  # fmt: skip
def test_a_ratio_divides_counts_and_its_bands_have_no_end(numerator, denominator, rows, expected):
    part, ratios = ratio_of(numerator, denominator, rows)
    if expected:
        assert problems_of(part, ratios=ratios) == expected
    else:
        assert make(part, ratios=ratios)


# Verdicts


def judged(verdict, *, method="mean", items=(), **total):
    parts = domain("A", *(items or [item("A1"), item("A2")]), method="mean")
    return problems_of(parts, method=method, total=total, verdict={**WORDS, **verdict})


def test_a_verdict_asks_for_something_and_has_two_names():
    assert judged({}) == [
        "The verdict: it asks for nothing. Give the total, the items or one item a floor."
    ]
    assert judged({"not_met": "Met", "total_at_least": 3}) == [
        "The verdict: met and not met are both called “Met”."
    ]
    assert judged({"total_at_least": 3}, method="none") == [
        "The verdict: it asks for a total, but there is none."
    ]


@pytest.mark.parametrize("floor", [1, 0, 5.5])
def test_the_floor_of_a_total_is_one_that_can_be_missed_and_reached(floor):
    assert judged({"total_at_least": floor}) == [
        f"The verdict: the total's floor, {floor}, must be over the lowest score, 1, and at most "
        "the highest, 5."
    ]
    assert judged({"total_at_least": floor}, over="domains") == judged({"total_at_least": floor})


@pytest.mark.parametrize("floor", [1.000001, 5])
def test_the_ends_of_the_floor_of_a_total(floor):
    assert make(domain("A", item("A1")), verdict={**WORDS, "total_at_least": floor})
    unscored = domain("B", item("B1", mode="checklist"), method="none")
    assert make(
        domain("A", item("A1"), method="mean"),
        unscored,
        total={"over": "domains"},
        verdict={**WORDS, "total_at_least": floor},
    )


def test_the_floor_of_a_total_that_cannot_be_worked_out_is_left_for_later():
    assert judged({"total_at_least": 50}, items=[item("A1", mode="count")]) == [
        "Domain A: it has no item to score. Counts are scored through ratios only.",
        "The total: it has no item to score. Counts are scored through ratios only.",
    ]


@pytest.mark.parametrize("floor", [1, 0, 6])
def test_the_floor_of_an_item_is_one_that_can_be_missed_and_reached(floor):
    assert judged({}, items=[item("A1", at_least=floor)]) == [
        f"Item A1: the floor, {floor}, must be over the lowest score, 1, and at most the highest, 5."
    ]


def test_the_ends_of_the_floor_of_an_item():
    made = make(domain("A", item("A1", at_least=5), item("A2", at_least="3/2")), verdict=WORDS)

    assert [i.at_least for i in made.items] == [5, Fraction(3, 2)]


def test_what_has_no_score_has_no_floor():
    count = judged({}, items=[item("A1"), item("A2", mode="count", at_least=3)])
    unscored = problems_of(
        domain("A", item("A1")),
        domain("B", item("B1", at_least=3), method="none"),
        verdict=WORDS,
    )

    assert count == ["Item A2: it has a floor, but no score."]
    assert unscored == ["Item B1: it has a floor, but no score."]


def test_the_floor_of_each_item_is_one_that_each_can_reach():
    short = item("A2", mode="checklist")

    assert judged({"each_item_at_least": 2}, items=[item("A1"), short]) == [
        "The verdict: item A2 can never reach 2, the floor of each item; its highest score is 1. "
        "Give it a floor of its own."
    ]
    assert make(
        domain("A", item("A1"), {**short, "at_least": 1}, item("A3", mode="count")),
        domain("B", item("B1", mode="checklist"), method="none"),
        verdict={**WORDS, "each_item_at_least": 5},
    )


def test_each_item_may_be_asked_for_no_more_than_some_have_anyway():
    """2 is the least of the first item; of the second it asks something."""
    first = item("A1", minimum=2, anchors=["a", "", "", "d"])

    assert make(domain("A", first, item("A2")), verdict={**WORDS, "each_item_at_least": 2})


def test_rules_are_checked_only_once_items_hold_together():
    found = problems_of(
        domain("A", item("A1", mode="criteria", criteria=["a"], lookup=[])),
        total={"bands": bands(("Low", None, 1))},
    )

    assert found == [
        "Item A1: nothing is said for 0 criteria.",
        "Item A1: nothing is said for 1 criterion.",
    ]
