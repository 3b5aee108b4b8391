"""Every figure between the answers and the score, as a hand would write it."""

from fractions import Fraction as F

import pytest

from fidelity import scoring
from fidelity.definitions import Band
from fidelity.documents import checked
from fidelity.explaining import RoundedAway, explain, rounded_away
from fidelity.figures import in_full, shown
from fidelity.scales import Scale, scale_of_domain, scale_of_total
from fidelity.scoring import NotApplicable
from tests.factories import simple_instrument, simple_item

from .every_mode import EVERY_MODE


def instrument(total, domains=None, weights=None, **said):
    """Domain A with three items and B with two, rated 1 to 5, A3 not applicable at will."""
    document = simple_instrument(domains or {"A": 3, "B": 2}, slug="s", name="S", **said)
    document["total"] = {"minimum_coverage": "1/2", **total}
    for domain, weight in zip(document["domains"], weights or (), strict=False):
        domain["weight"] = weight
    return document


def explained(document, **answers):
    definition = checked(document)
    given = {
        code: NotApplicable(value) if value == "N/A" else str(value)
        for code, value in answers.items()
    }
    return explain(definition, given, scoring.score(definition, given))


def weighted(document, *weights):
    for item, weight in zip(document["domains"][0]["items"], weights, strict=True):
        item["weight"] = weight
    return document


SAME = {"A1": 5, "A2": 4, "A3": "N/A", "B1": 3, "B2": 2}


@pytest.mark.parametrize(
    ("total", "figures"),
    [
        ({"method": "mean"}, "(5 + 4 + 3 + 2) ÷ 4 = 14 ÷ 4 = 3.5"),
        ({"method": "sum", "minimum_coverage": 1}, "5 + 4 + 3 + 2 = 14"),
        ({"method": "percent of maximum"}, "100 × (5 + 4 + 3 + 2) ÷ (5 + 5 + 5 + 5)"
         " = 1400 ÷ 20 = 70"),
        ({"method": "range-adjusted percent"},
         "100 × ((5 − 1) + (4 − 1) + (3 − 1) + (2 − 1))"
         " ÷ ((5 − 1) + (5 − 1) + (5 − 1) + (5 − 1)) = 1000 ÷ 16 = 62.5"),
    ],
)  # fmt: skip
def test_the_formula_in_figures(total, figures):
    assert explained(instrument(total), **SAME).total.figures == figures


@pytest.mark.parametrize(
    ("method", "figures"),
    [
        ("mean", "(5 × 1 + 4 × 2 + 3 × 1) ÷ (1 + 2 + 1) = 16 ÷ 4 = 4"),
        ("sum", "5 × 1 + 4 × 2 + 3 × 1 = 16"),
        ("percent of maximum",
         "100 × (5 × 1 + 4 × 2 + 3 × 1) ÷ (5 × 1 + 5 × 2 + 5 × 1) = 1600 ÷ 20 = 80"),
        ("range-adjusted percent",
         "100 × ((5 − 1) × 1 + (4 − 1) × 2 + (3 − 1) × 1)"
         " ÷ ((5 − 1) × 1 + (5 − 1) × 2 + (5 − 1) × 1) = 1200 ÷ 16 = 75"),
    ],
)  # fmt: skip
def test_weights_stand_in_the_formula(method, figures):
    total = {"method": method, "minimum_coverage": 1}
    document = weighted(instrument(total, {"A": 3}), 1, 2, 1)

    working = explained(document, A1=5, A2=4, A3=3).total

    assert working.figures == figures
    assert (working.is_weighted, working.weight) == (True, 4)


def test_a_score_that_no_decimals_say_is_given_exactly_and_about():
    working = explained(instrument({"method": "mean"}), A1=5, A2=4, B1=2).total

    assert working.figures == "(5 + 4 + 2) ÷ 3 = 11 ÷ 3 ≈ 3.67"
    assert (working.shown, working.exact) == ("3.67", "11/3")


def test_a_fraction_that_can_be_shortened_is():
    document = weighted(instrument({"method": "mean"}, {"A": 3}), 2, 2, 2)

    assert explained(document, A1=5, A2=4, A3=4).total.figures == (
        "(5 × 2 + 4 × 2 + 4 × 2) ÷ (2 + 2 + 2) = 26 ÷ 6 = 13/3 ≈ 4.33"
    )


def test_one_item_needs_no_brackets():
    for method, figures in (
        ("mean", "5 ÷ 1 = 5"),
        ("sum", "5"),
        ("range-adjusted percent", "100 × (5 − 1) ÷ (5 − 1) = 400 ÷ 4 = 100"),
    ):
        total = {"method": method, "minimum_coverage": 1}
        assert explained(instrument(total, {"A": 1}), A1=5).total.figures == figures


def test_a_weighted_divisor_is_bracketed_as_a_whole():
    total = {"method": "range-adjusted percent", "minimum_coverage": 1}

    assert explained(weighted(instrument(total, {"A": 1}), "1/3"), A1=5).total.figures == (
        "100 × ((5 − 1) × (1/3)) ÷ ((5 − 1) × (1/3)) = (400/3) ÷ (4/3) = 100"
    )


def test_what_stands_beside_another_sign_is_bracketed():
    item = {"minimum": -2, "maximum": 2, "anchors": ["a", "", "", "", "b"]}
    document = weighted(instrument({"method": "mean"}, {"A": 2}), "1/3", 1)
    for each in document["domains"][0]["items"]:
        each |= item

    assert explained(document, A1=-2, A2=1).total.figures == (
        "((−2) × (1/3) + 1 × 1) ÷ ((1/3) + 1) = (1/3) ÷ (4/3) = 0.25"
    )


def test_without_a_score_there_are_no_figures():
    found = explained(instrument({"method": "mean"}), A1=5)

    assert (found.total.figures, found.total.shown, found.total.exact) == ("", "", "")
    assert found.domains[1].score.why_not is scoring.Why.NOTHING_RATED
    assert found.total.rounded_away is None


def test_each_line_says_what_it_adds():
    found = explained(instrument({"method": "range-adjusted percent"}), **SAME)

    assert [(n.item.code, n.above, n.below) for n in found.domains[0].lines] == [
        ("A1", 4, 4), ("A2", 3, 4), ("A3", None, None),
    ]  # fmt: skip
    assert (found.domains[0].above, found.domains[0].below) == (7, 8)
    assert found.domains[0].lines[2].given == NotApplicable("N/A")


# A total over domains


def over_domains(method="mean", weights=(1, 1), **total):
    return instrument({"method": method, "over": "domains", **total}, weights=weights)


def test_a_mean_of_domain_means_with_weights():
    found = explained(over_domains(weights=(2, 1)), **SAME)

    assert found.total.figures == "(4.5 × 2 + 2.5 × 1) ÷ (2 + 1) = 11.5 ÷ 3 = 23/6 ≈ 3.83"
    assert [(p.domain.code, p.shown, p.above) for p in found.total.parts] == [
        ("A", "4.50", 9), ("B", "2.50", F(5, 2)),
    ]  # fmt: skip
    assert (found.total.lines, found.total.above) == ((), F(23, 2))


def test_a_mean_of_domain_means_without_weights():
    assert explained(over_domains(), **SAME).total.figures == "(4.5 + 2.5) ÷ 2 = 7 ÷ 2 = 3.5"


def test_a_domain_in_which_nothing_applies_is_told_and_left_out():
    document = over_domains()
    for item in document["domains"][1]["items"]:
        item |= {"not_applicable": "excluded", "not_applicable_when": "Never."}

    total = explained(document, A1=5, A2=4, A3=3, B1="N/A", B2="N/A").total

    assert total.figures == "4 ÷ 1 = 4"
    assert [(part.domain.code, part.shown, part.above) for part in total.parts] == [
        ("A", "4.00", 4), ("B", "", None),
    ]  # fmt: skip


def test_a_domain_without_a_score_leaves_the_whole_without_figures():
    total = explained(over_domains(), A1=5, A2=4, A3=3).total

    assert (total.figures, len(total.parts)) == ("", 2)


def test_a_domain_that_is_not_scored_is_no_part():
    document = over_domains()
    document["domains"][0]["method"] = "mean"
    document["domains"][1]["method"] = "none"

    found = explained(document, A1=5, A2=4, A3=3, B1=1)

    assert [part.domain.code for part in found.total.parts] == ["A"]
    assert [line.above for line in found.domains[1].lines] == [None, None]


def test_a_mean_of_percentages_is_a_percentage():
    document = over_domains()
    for domain in document["domains"]:
        domain["method"] = "range-adjusted percent"

    found = explained(document, **SAME)

    assert (found.total.shown, found.domains[0].shown) == ("62.50%", "87.50%")
    assert scale_of_total(checked(document)) == Scale(0, 100, True)


# Ratios


def ratios(**counts):
    given = {code: str(count) for code, count in counts.items()}
    return explain(EVERY_MODE, given, scoring.score(EVERY_MODE, given)).ratios


def test_a_ratio_in_figures():
    ratio, share = ratios(REF=3, ASK=4)

    assert (ratio.figures, ratio.shown) == ("3 ÷ 4 = 0.75", "0.75 : 1")
    assert (share.figures, share.shown, share.exact) == (
        "100 × 3 ÷ (3 + 4) = 300 ÷ 7 ≈ 42.86", "42.86%", "300/7",
    )  # fmt: skip
    assert [line.item.code for line in share.lines] == ["REF", "ASK"]


def test_a_ratio_over_nothing_has_no_figures():
    assert [(r.figures, r.shown) for r in ratios(REF=0, ASK=0)] == [("", ""), ("", "")]


def test_a_ratio_knows_its_band_from_what_is_shown():
    [_, share] = ratios(REF=39999, ASK=60001)

    assert share.shown == "40.00%"
    assert share.rounded_away == RoundedAway(share.score.ratio.bands[1], 40, is_under=True)


# What rounding hides


FAIR, GOOD = Band("Fair", None, 4), Band("Good", 4)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (F(999, 250), RoundedAway(GOOD, 4, is_under=True)),  # 3.996, shown as 4.00
        (F(4), None),
        (F(399, 100), None),
        (None, None),
    ],
)
def test_rounding_for_display_hides_a_band(value, expected):
    assert rounded_away(value, 2, (FAIR, GOOD)) == expected


def test_a_figure_rounded_down_may_hide_a_band_too():
    bands = (Band("Low", None, F(4004, 1000)), Band("High", F(4004, 1000)))

    away = RoundedAway(bands[0], F(4004, 1000), is_under=False)
    assert rounded_away(F(4004, 1000), 2, bands) == away


def test_a_figure_beyond_the_last_band_is_in_no_other():
    assert rounded_away(F(9999, 1000), 0, (Band("All", 0, F(9_9995, 10_000)),)) is None


def test_without_bands_nothing_is_hidden():
    assert rounded_away(F(999, 250), 2, ()) is None


# Numbers


@pytest.mark.parametrize(
    ("value", "places", "is_percent", "expected"),
    [
        (F(1, 8), 2, False, "0.13"),  # half is rounded up
        (F(1, 200), 2, False, "0.01"),
        (F(-5, 2), 0, False, "−3"),
        (80, 0, True, "80%"),
        (None, 2, True, ""),
    ],
)
def test_a_score_is_shown_rounded_half_up(value, places, is_percent, expected):
    assert shown(value, places, is_percent) == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [(F(4), "4"), (F(47, 12), "47/12"), (F(999, 250), "999/250 = 3.996"),
     (F(-7, 2), "−7/2 = −3.5"), (None, "")],
)  # fmt: skip
def test_a_score_in_full(value, expected):
    assert in_full(value) == expected


# Scales


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        (instrument({"method": "mean"}), Scale(1, 5, False)),
        (instrument({"method": "percent of maximum"}), Scale(20, 100, True)),
        (instrument({"method": "none"}), None),
        (over_domains(), Scale(1, 5, False)),
        # A3 may be left out, but neither domain: 2 x (1 + 1) + 1 x (1 + 1).
        (over_domains("sum", (2, 1), minimum_coverage=1), Scale(6, 40, False)),
    ],
)
def test_the_scale_of_the_whole(document, expected):
    assert scale_of_total(checked(document)) == expected


def test_the_scale_of_a_domain():
    a, b = checked(instrument({"method": "sum", "minimum_coverage": 1})).domains

    assert scale_of_domain(a) == Scale(2, 15, False)
    assert scale_of_domain(b) == Scale(2, 10, False)


def test_a_domain_without_a_score_has_no_scale_and_none_in_the_total():
    document = over_domains()
    document["domains"][1]["method"] = "none"

    definition = checked(document)

    assert scale_of_domain(definition.domains[1]) is None
    assert scale_of_total(definition) == Scale(1, 5, False)


def test_counts_add_nothing():
    document = instrument({"method": "mean"}, {"A": 1})
    count = simple_item("A", 2) | {"mode": "count"}
    del count["anchors"]
    document["domains"][0]["items"].append(count)
    document["ratios"] = [{"code": "R", "name": "R", "numerator": ["A2"], "denominator": ["A2"]}]

    lines = explained(document, A1=5, A2=7).domains[0].lines

    assert [(line.above, line.outcome.score) for line in lines] == [(5, 5), (None, 7)]
