"""The rules of scoring by example. Published numbers are in test_published_scales."""

from fractions import Fraction

import pytest

from fidelity.scoring import Coverage, NotApplicable, Refused, State, Why, score

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
FOUR_FIFTHS = {"minimum_coverage": "4/5"}
HALF = {"minimum_coverage": "1/2"}


# One score


def test_a_score_is_the_mean_of_the_ratings():
    assert scored(pool(4), "5", "4", "2", "2").total.value == Fraction(13, 4)


def test_an_item_that_does_not_apply_leaves_the_sum_and_the_count():
    total = scored(pool(4, **MAY_BE_EXCLUDED), "5", "4", NA, "3").total

    assert (total.value, total.coverage) == (4, Coverage(3, 3, 1, 4))
    assert (total.coverage.share, total.coverage.na_share) == (1, Fraction(1, 4))


def test_an_item_scored_though_not_applicable_counts_as_rated():
    policy = {"not_applicable": "lowest", "not_applicable_when": "No fit."}

    total = scored(pool(4, **policy), "5", "4", NA, "3").total

    assert (total.value, total.coverage) == (Fraction(13, 4), Coverage(4, 4, 1, 4))


def test_a_blank_leaves_the_sum_and_lowers_the_coverage():
    total = scored(pool(5, total=FOUR_FIFTHS), "5", "4", "", "3", "4").total

    assert (total.value, total.coverage) == (4, Coverage(4, 5, 0, 5))
    assert (total.coverage.share, total.coverage.na_share) == (Fraction(4, 5), 0)


@pytest.mark.parametrize("blank", [{"A1": "3"}, {"A1": "3", "A2": None}, {"A1": "3", "A2": ""}])
def test_an_item_nobody_mentioned_is_a_blank(blank):
    assert score(pool(2), blank).total.coverage.share == Fraction(1, 2)


def test_coverage_exactly_at_the_minimum_is_enough():
    assert scored(pool(5, total=FOUR_FIFTHS), "3", "3", "3", "3", "").total.value == 3


def test_too_little_coverage_is_not_scorable():
    report = scored(pool(5, total=FOUR_FIFTHS), "5", "5", "5", "", "")

    assert (report.total.value, report.total.why_not) == (None, Why.TOO_FEW_RATED)
    assert report.total.band is None
    assert not report.may_be_signed


def test_coverage_counts_only_what_applies():
    total = scored(pool(5, total=HALF, **MAY_BE_EXCLUDED), "5", NA, NA, NA, "").total

    assert (total.value, total.coverage.share) == (5, Fraction(1, 2))


@pytest.mark.parametrize(
    ("given", "why", "coverage"),
    [
        ([NA, NA], Why.NOTHING_APPLIES, Coverage(0, 0, 2, 2)),
        (["", ""], Why.NOTHING_RATED, Coverage(0, 2, 0, 2)),
        ([NA, ""], Why.NOTHING_RATED, Coverage(0, 1, 1, 2)),
    ],
)
def test_where_nothing_is_rated_there_is_no_score(given, why, coverage):
    report = scored(pool(2, total=HALF, **MAY_BE_EXCLUDED), *given)

    assert (report.total.value, report.total.why_not) == (None, why)
    assert report.total.coverage == report.answered == coverage
    assert (report.total.coverage.share, report.may_be_signed) == (0, False)


def test_where_nothing_is_asked_no_share_of_it_is_not_applicable():
    total = scored(pool(1, optional=True), "").total

    assert (total.why_not, total.coverage) == (Why.NOTHING_APPLIES, Coverage(0, 0, 0, 0))
    assert total.coverage.na_share == 0


@pytest.mark.parametrize("policy", ["lowest", "met"])
def test_nothing_but_not_applicable_makes_no_score_whatever_the_policy(policy):
    two = pool(2, not_applicable=policy, not_applicable_when="No fit.")

    report = scored(two, NA, NA)

    assert (report.total.value, report.total.why_not) == (None, Why.NOTHING_APPLIES)
    assert report.total.coverage == Coverage(0, 0, 2, 2)
    assert {outcome.state for outcome in report.outcomes.values()} == {State.EXCLUDED}


def test_a_rating_of_what_is_not_scored_does_not_make_the_rest_rated():
    gate = domain("G", item("G1", mode="checklist"), method="none")
    rest = domain("A", item("A1", not_applicable="met", not_applicable_when="No fit."))

    report = scored(make(gate, rest), "yes", NA)

    assert report.total.why_not is Why.NOTHING_APPLIES
    assert report.outcomes["G1"].state is State.RATED


def test_a_scale_that_begins_at_zero_counts_its_zeros():
    zero = pool(3, minimum=0, maximum=3, anchors=["None.", "", "", "All."])

    assert scored(zero, "0", "0", "3").total.value == 1


@pytest.mark.parametrize(
    ("method", "value"),
    [
        ("sum", Fraction(1 * 5 + 3 * 2)),
        ("mean", Fraction(11, 4)),
        ("percent of maximum", Fraction(100 * 11, 20)),
        ("range-adjusted percent", Fraction(100 * (4 + 3), 16)),
    ],
)
def test_weights(method, value):
    weighted = make(domain("A", item("A1"), item("A2", weight=3)), method=method)

    assert scored(weighted, "5", "2").total.value == value


def test_a_weight_may_be_a_fraction_and_the_score_stays_exact():
    weighted = make(domain("A", item("A1", weight="1/3"), item("A2", weight=0.1)))

    assert scored(weighted, "5", "2").total.value == Fraction(5 * 10 + 2 * 3, 13)


def test_a_percentage_takes_each_item_by_its_own_scale():
    both = [item("A1"), item("A2", mode="checklist")]
    maximum = make(domain("A", *both), method="percent of maximum")
    adjusted = make(domain("A", *both), method="range-adjusted percent")

    assert scored(maximum, "3", "yes").total.value == Fraction(400, 6)
    assert scored(adjusted, "3", "yes").total.value == 60


def test_bands_below_0():
    bands = [
        {"name": "Against", "below": -1},
        {"name": "Neither", "from": -1, "below": 1},
        {"name": "For", "from": 1},
    ]
    ends = {"minimum": -2, "maximum": 2, "anchors": ["No.", "", "", "", "Yes."]}
    signed = pool(2, method="sum", total={"bands": bands}, mode="agreement", **ends)

    found = [scored(signed, *pair).total.band.name for pair in (["-2", "0"], ["-2", "1"], "01")]

    assert found == ["Against", "Neither", "For"]


# Domains


@pytest.mark.parametrize("over", ["items", "domains"])
@pytest.mark.parametrize("ratings", [{}, {"W1": "1", "P1": "2", "A1": "3"}])
def test_scores_come_in_the_order_of_domains(over, ratings):
    three = [domain(code, item(f"{code}1")) for code in "WPA"]

    report = score(make(*three, total={"over": over}), ratings)

    assert [part.domain for part in (report.total, *report.domains)] == ["", "W", "P", "A"]


def test_one_domain_may_be_not_scorable_while_the_whole_is():
    eight = domain("A", *(item(f"A{n}") for n in range(8)))
    two = domain("B", item("B1"), item("B2"))

    report = scored(make(eight, two, total=FOUR_FIFTHS), *["4"] * 8, "2", "")

    assert report.total.value == Fraction(34, 9)
    assert [part.value for part in report.domains] == [4, None]


def test_a_domain_that_is_not_scored_counts_in_no_score_but_must_be_answered():
    two = make(domain("A", item("A1")), domain("B", item("B1"), method="none"))

    report = scored(two, "4", "")

    assert (report.total.value, report.total.coverage) == (4, Coverage(1, 1, 0, 1))
    assert report.domains[1].why_not is Why.NO_RULE
    assert (report.answered, report.may_be_signed) == (Coverage(1, 2, 0, 2), False)


def over_domains(method="mean", **keys):
    """Weights of 3 and 1."""
    policy = {**MAY_BE_EXCLUDED, **keys}
    first = domain("A", item("A1", **policy), item("A2", **policy), weight=3)
    second = domain("B", item("B1", **policy))
    return make(first, second, method=method, total={"over": "domains"})


@pytest.mark.parametrize(("method", "value"), [("mean", Fraction(25, 8)), ("sum", 23)])
def test_domains_have_weights_in_a_total_over_them(method, value):
    assert scored(over_domains(method), "4", "3", "2").total.value == value


@pytest.mark.parametrize(("method", "value"), [("mean", Fraction(7, 2)), ("sum", 21)])
def test_a_domain_in_which_nothing_applies_is_left_out_of_the_total(method, value):
    report = scored(over_domains(method), "4", "3", NA)

    assert report.total.value == value
    assert report.domains[1].why_not is Why.NOTHING_APPLIES


def test_a_domain_without_a_score_leaves_the_whole_without_one():
    two = make(
        domain("A", *(item(f"A{n}") for n in range(8))),
        domain("B", item("B1"), item("B2")),
        total={"over": "domains", **FOUR_FIFTHS},
    )

    report = scored(two, *["4"] * 8, "2", "")

    assert (report.total.value, report.total.why_not) == (None, Why.DOMAIN_NOT_SCORABLE)
    assert report.total.coverage == Coverage(9, 10, 0, 10)
    assert report.may_be_signed


def test_a_total_over_domains_too_needs_its_coverage():
    report = scored(over_domains(), "4", "", "2")

    assert (report.total.value, report.total.why_not) == (None, Why.TOO_FEW_RATED)


def test_a_domain_without_a_rule_is_not_missed_in_a_total_over_domains():
    two = make(
        domain("A", item("A1")),
        domain("B", item("B1"), method="none"),
        total={"over": "domains"},
    )

    assert scored(two, "4", "1").total.value == 4


def test_an_instrument_may_score_its_domains_and_give_no_total():
    parts = make(
        domain("A", item("A1"), method="mean"),
        domain("B", item("B1"), method="sum"),
        method="none",
        total={"over": "domains"},
    )

    report = scored(parts, "4", "2")

    assert (report.total.value, report.total.why_not) == (None, Why.NO_RULE)
    assert [part.value for part in report.domains] == [4, 2]
    assert report.may_be_signed


# What is refused


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"Z9": "3"}, ("Z9", "There is no item Z9.")),
        ({"A1": "6"}, ("A1", "Item A1: “6” is not a whole number from 1 to 5.")),
        ({"A1": "3.0"}, ("A1", "Item A1: “3.0” is not a whole number from 1 to 5.")),
        ({"A1": " 3"}, ("A1", "Item A1: “ 3” is not a whole number from 1 to 5.")),
        ({"A1": NA}, ("A1", "Item A1: it cannot be marked not applicable.")),
        ({"A2": NotApplicable(" ")}, ("A2", "Item A2: say why it is not applicable.")),
        (
            {"A1": "9" * 41},
            ("A1", f"Item A1: “{'9' * 40}…” is not a whole number from 1 to 5."),
        ),
        ({"Z" * 41: "1"}, ("Z" * 41, f"There is no item {'Z' * 40}….")),
        ({"A1": "9" * 40}, ("A1", f"Item A1: “{'9' * 40}” is not a whole number from 1 to 5.")),
    ],
)
def test_what_cannot_be_scored_is_refused_by_item(given, problem):
    two = make(domain("A", item("A1"), item("A2", **MAY_BE_EXCLUDED)))

    with pytest.raises(Refused) as refused:
        score(two, given)

    assert refused.value.problems == [problem]


def test_all_that_is_wrong_is_told_at_once():
    with pytest.raises(Refused) as refused:
        score(pool(2), {"A1": "x", "A2": NA, "Z": ""})

    assert [code for code, _ in refused.value.problems] == ["Z", "A1", "A2"]
    assert str(refused.value) == "\n".join(problem for _, problem in refused.value.problems)
