"""The numbers of published scales, on instruments of their structure (tests/fidelity/structures).

IPS-25: Centre for Mental Health (UK); ipsgrow.org. DACTS: psychiatric services 62(6) 0670. CORE:
ucl.ac.uk/core-study. MITI 4.2: PMC9461167. TFI, CTS-R, IT-IS, WFI-EZ: as their manuals print them.
"""

from fractions import Fraction

import pytest

from fidelity import documents, scoring
from fidelity.scoring import Ground, Reason, Why
from fidelity.written_numbers import rounded

from .instruments import (
    STRUCTURES,
    domain,
    item,
    make,
    not_applicable,
    pool,
    scored,
    structure,
)


def total_of(report):
    return report.total.value, report.total.band and report.total.band.name


@pytest.mark.parametrize("path", sorted(STRUCTURES.glob("*.toml")), ids=lambda path: path.stem)
def test_a_structure_is_sound_and_the_same_as_toml_and_as_json(path):
    instrument = documents.read_toml(path.read_text(encoding="utf-8"))

    assert documents.read_toml(documents.write_toml(instrument)) == instrument
    assert documents.read_json(documents.write_json(instrument)) == instrument


# B1: the modes


@pytest.mark.parametrize(
    ("caseload", "score"),
    [(1, 5), (20, 5), (21, 4), (25, 4), (26, 3), (30, 3), (31, 2), (40, 2), (41, 1), (90, 1)],
)
def test_ips_caseload(caseload, score):
    assert structure("ips_25").by_code["ST1"].mode.read(str(caseload)) == score


@pytest.mark.parametrize(("met", "score"), [(6, 5), (5, 4), (4, 3), (3, 2), (2, 1), (1, 1), (0, 1)])
def test_core_item_1_counts_criteria(met, score):
    assert structure("core_crt").by_code["1"].mode.read(str(met)) == score


@pytest.mark.parametrize(("met", "score"), [(4, 5), (3, 4), (2, 3), (1, 2), (0, 1)])
def test_core_item_2_counts_criteria(met, score):
    assert structure("core_crt").by_code["2"].mode.read(str(met)) == score


@pytest.mark.parametrize(
    ("item_", "answer", "score"),
    [("D1-1", "2", 2), ("D1-1", "-2", -2), ("D1-5", "2", -2), ("D1-5", "-1", 1), ("D1-5", "0", 0)],
)
def test_wfi_ez_items_the_other_way_round_count_from_the_other_end(item_, answer, score):
    assert structure("wfi_ez").by_code[item_].mode.read(answer) == score


# B2: gaps


def test_core_item_3_as_printed_is_refused():
    """All: 5; six: 4; “4”: 3; “at least 3”: 2; two or fewer: 1. Nothing for five."""
    text = (STRUCTURES / "core_crt.toml").read_text(encoding="utf-8")
    as_printed = text.replace("{ from = 5, to = 6, score = 4 }", "{ from = 6, to = 6, score = 4 }")
    assert as_printed != text

    with pytest.raises(documents.InvalidDefinition) as refused:
        documents.read_toml(as_printed)

    assert refused.value.problems == ["Item 3: nothing is said for 5 criteria."]


def test_core_totals_fall_into_its_bands():
    core = structure("core_crt")
    met = ["6", "4", "7"]  # each scores 5

    assert total_of(scored(core, *met, *["5"] * 36)) == (195, "High")
    assert total_of(scored(core, *met, *["4"] * 33, *["3"] * 3)) == (156, "High")
    assert total_of(scored(core, *met, *["4"] * 32, *["3"] * 4)) == (155, "Moderate")
    assert total_of(scored(core, *met, *["3"] * 30, *["2"] * 6)) == (117, "Moderate")
    assert total_of(scored(core, *met, *["3"] * 29, *["2"] * 7)) == (116, "Low")
    assert total_of(scored(core, "0", "0", "0", *["1"] * 36)) == (39, "Low")


# B3: bands

IPS_BANDS = [{"name": "Fair", "below": 100}, {"name": "Good", "from": 100}]


def test_half_a_point_under_a_band_is_in_the_band_below():
    total = {"bands": IPS_BANDS}
    items = [item(f"A{n}") for n in range(1, 25)]
    weighted = make(domain("A", *items, item("B", weight="1/2")), method="sum", total=total)

    report = scored(weighted, *["4"] * 23, "5", "5")

    assert report.total.value == Fraction(199, 2)
    assert [band.name for band in weighted.total.bands if band.holds(report.total.value)] == [
        "Fair"
    ]
    assert rounded(report.total.value, 0) == "100"  # shown so, and still fair
    assert report.total.band.name == "Fair"


def test_bands_of_whole_numbers_leave_gaps_between_them_and_are_refused():
    bands = [
        {"name": "Low", "below": 74},
        {"name": "Fair", "from": 74, "below": 99},
        {"name": "Good", "from": 100, "below": 114},
        {"name": "Exemplary", "from": 115},
    ]

    with pytest.raises(documents.InvalidDefinition) as refused:
        pool(25, method="sum", total={"bands": bands})

    assert refused.value.problems == [
        "The total: nothing is said from 99 to 100.",
        "The total: nothing is said from 114 to 115.",
    ]


def test_a_mean_that_is_shown_as_4_is_not_4():
    bands = [{"name": "Under four", "below": 4}, {"name": "Four and over", "from": 4}]
    many = pool(250, total={"bands": bands})

    report = scored(many, *["4"] * 249, "3")

    assert (report.total.value, rounded(report.total.value, 2)) == (Fraction(999, 250), "4.00")
    assert report.total.band.name == "Under four"


# B4: not applicable

FOUR = ["5", "4", not_applicable(), "3"]


@pytest.mark.parametrize(
    ("method", "policy", "value"),
    [
        ("mean", "excluded", 4),
        ("mean", "lowest", Fraction(13, 4)),
        ("mean", "met", Fraction(17, 4)),
        ("sum", "excluded", 12),
        ("sum", "lowest", 13),
        ("sum", "met", 17),
        ("percent of maximum", "excluded", 80),
        ("percent of maximum", "lowest", 65),
        ("range-adjusted percent", "excluded", 75),
        ("range-adjusted percent", "lowest", Fraction(225, 4)),
    ],
)
def test_5_4_not_applicable_and_3(method, policy, value):
    four = pool(4, method=method, not_applicable=policy, not_applicable_when="Nobody wanted it.")

    report = scored(four, *FOUR)

    assert report.total.value == value
    assert report.total.coverage.na_share == Fraction(1, 4)


# B5: missing


def test_what_is_missing_is_not_scorable_and_not_0():
    four = pool(4, total={"minimum_coverage": "4/5"})

    report = scored(four, "5", "4", "", "3")

    assert (report.total.value, report.total.why_not) == (None, Why.TOO_FEW_RATED)
    assert not report.may_be_signed


# B6: pooled, or a mean of means


@pytest.mark.parametrize(("over", "value"), [("items", Fraction(7, 3)), ("domains", 3)])
def test_5_5_and_1_1_1_1(over, value):
    two = make(
        domain("A", item("A1"), item("A2")),
        domain("B", item("B1"), item("B2"), item("B3"), item("B4")),
        total={"over": over},
    )

    assert scored(two, "5", "5", "1", "1", "1", "1").total.value == value


# B7: IPS-25 and DACTS


@pytest.mark.parametrize(
    ("caseload", "others", "total", "band"),
    [
        ("21", ["4"] * 24, 100, "Good"),
        ("21", [*["4"] * 23, "3"], 99, "Fair"),
        ("20", ["5"] * 24, 125, "Exemplary"),
        ("20", [*["5"] * 14, *["4"] * 10], 115, "Exemplary"),
        ("20", [*["5"] * 13, *["4"] * 11], 114, "Good"),
        ("31", ["3"] * 24, 74, "Fair"),
        ("41", ["3"] * 24, 73, "Under fair"),
    ],
)
def test_ips_totals(caseload, others, total, band):
    assert total_of(scored(structure("ips_25"), caseload, *others)) == (total, band)


def test_dacts():
    """28 items with a sum of 117 are 4.18, the 11 of resources with 49: 4.45."""
    report = scored(structure("dacts"), *["5"] * 5, *["4"] * 6, *["4"] * 17)

    resources = report.domains[0].value
    assert total_of(report) == (Fraction(117, 28), "Four and over")
    assert (resources, rounded(resources, 2)) == (Fraction(49, 11), "4.45")
    assert rounded(report.total.value, 2) == "4.18"


# B8: MITI

MITI = {"CCT": "3", "SST": "4", "P": "3", "E": "4", "MIA": "0", "MINA": "0"}


def by_code(report):
    ratios = {
        score.ratio.code: (score.value, score.band and score.band.name, score.why_not)
        for score in report.ratios
    }
    domains = {
        score.domain: (score.value, score.band and score.band.name) for score in report.domains
    }
    return domains, ratios


def test_miti_globals_are_fair_and_a_share_of_nothing_is_not_defined():
    report = scoring.score(structure("miti"), {**MITI, "SR": "0", "CR": "0", "Q": "5"})

    domains, ratios = by_code(report)
    assert domains["T"] == domains["R"] == (Fraction(7, 2), "Fair")
    assert ratios["CR-SHARE"] == (None, None, Why.NOT_DEFINED)
    assert ratios["RQ"] == (0, "Under fair", None)
    assert report.total.why_not is Why.NO_RULE
    assert report.may_be_signed


@pytest.mark.parametrize(
    ("simple", "complex_", "questions", "share", "to_questions"),
    [
        (3, 2, 5, (40, "Fair"), (1, "Fair")),
        (5, 5, 5, (50, "Good"), (2, "Good")),
        (17, 16, 12, (Fraction(1600, 33), "Fair"), (Fraction(11, 4), "Good")),  # 48.5 %, 2.75:1
        (61, 39, 101, (39, "Under fair"), (Fraction(100, 101), "Under fair")),
    ],
)
def test_miti_ratios(simple, complex_, questions, share, to_questions):
    counts = {"SR": str(simple), "CR": str(complex_), "Q": str(questions)}

    _, ratios = by_code(scoring.score(structure("miti"), {**MITI, **counts}))

    assert ratios == {"CR-SHARE": (*share, None), "RQ": (*to_questions, None)}


def test_miti_relational_needs_half_a_point_more():
    ratings = {**MITI, "SST": "3", "E": "3", "SR": "1", "CR": "1", "Q": "1"}

    domains, _ = by_code(scoring.score(structure("miti"), ratings))

    assert domains["T"] == (3, "Fair")
    assert domains["R"] == (3, "Under fair")


# B9: TFI


@pytest.mark.parametrize(
    ("ratings", "value", "is_met", "ground"),
    [
        ([*["2"] * 6, *["1"] * 9], 70, True, Ground.TOTAL_REACHED),
        ([*["2"] * 5, *["1"] * 10], Fraction(200, 3), False, Ground.TOTAL_TOO_LOW),
    ],
)
def test_tfi_21_of_30_meets_and_20_does_not(ratings, value, is_met, ground):
    report = scored(structure("tfi"), *ratings)

    assert report.total.value == value
    assert report.judgement == scoring.Judgement(is_met, (Reason(ground, needed=70, got=value),))


# B10: CTS-R


def test_cts_r_40_with_an_item_at_1_is_not_passed():
    report = scored(structure("cts_r"), "1", *["4"] * 6, *["3"] * 5)

    assert report.total.value == 40
    assert report.judgement == scoring.Judgement(
        False, (Reason(Ground.ITEM_TOO_LOW, "1", needed=2, got=1),)
    )


@pytest.mark.parametrize(("ratings", "is_met"), [(["3"] * 12, True), (["2", *["3"] * 11], False)])
def test_cts_r_passes_from_36_with_2_on_each_item(ratings, is_met):
    assert scored(structure("cts_r"), *ratings).judgement.is_met is is_met


# B11: IT-IS

NONE_TRIED = ["", "", ""]


def test_it_is_13_items_and_none_of_those_that_may_be_tried_is_finished():
    report = scored(structure("it_is"), "no", *["4"] * 13, *NONE_TRIED)

    assert report.may_be_signed
    assert total_of(report) == (4, "Fourth")
    assert (report.answered.asked, report.total.coverage.applicable) == (14, 13)
    assert report.domains[2].why_not is Why.NOTHING_APPLIES


def test_it_is_12_items_are_not_finished():
    report = scored(structure("it_is"), "no", *["4"] * 12, "", *NONE_TRIED)

    assert not report.may_be_signed
    assert report.total.why_not is Why.TOO_FEW_RATED


def test_it_is_an_item_for_groups_counts_only_in_a_group():
    it_is = structure("it_is")

    alone = scored(it_is, "no", *["4"] * 13, "", "1", "1")
    group = scored(it_is, "yes", *["4"] * 13, "", "1", "1")

    assert alone.total.value == 4
    assert group.total.value == Fraction(54, 15)


@pytest.mark.parametrize(
    ("rating", "band"), [("1", "First"), ("2", "Second"), ("3", "Third"), ("5", "Fifth")]
)
def test_it_is_bands(rating, band):
    report = scored(structure("it_is"), "no", *[rating] * 13, *NONE_TRIED)

    assert report.total.band.name == band


# WFI-EZ


def test_wfi_ez_is_a_share_of_the_way_from_the_worst_to_the_best_answer():
    wfi = structure("wfi_ez")
    best = ["2", "2", "2", "2", "-2"] * 5

    assert scored(wfi, *best).total.value == 100
    assert scored(wfi, *["0"] * 25).total.value == 50
    assert scored(wfi, *["2"] * 25).total.value == 80
    assert scored(wfi, not_applicable(), *["0"] * 23, "-2").total.value == Fraction(50 * 25, 24)


# B13: what the core can say of it


def test_a_scale_from_1_to_9_with_examples_in_free_text():
    nine = {"minimum": 1, "maximum": 9, "anchors": ["Low.", *[""] * 7, "High."]}
    sections = [
        domain(code, item(f"{code}1", **nine), examples="Say what you have seen.")
        for code in "ABCDEF"
    ]
    readiness = make(*sections, total={"over": "domains"})

    assert scored(readiness, "1", "9", "9", "9", "9", "9").total.value == Fraction(46, 6)
    assert {d.examples for d in readiness.domains} == {"Say what you have seen."}
    with pytest.raises(scoring.Refused, match="“10” is not a whole number from 1 to 9"):
        scored(readiness, "10", "9", "9", "9", "9", "9")
