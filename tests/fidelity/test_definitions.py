"""What definitions say of themselves: bands, what is scored, and how far scores can go."""

from fractions import Fraction

import pytest
from hypothesis import given

from fidelity import documents
from fidelity.definitions import Band, Method, Rule, band_of, may_be_left_out, range_of

from . import plain_scoring, random_instruments
from .instruments import MAY_BE_EXCLUDED, domain, item, make
from .plain_scoring import NA

LOW, MIDDLE, HIGH = (
    Band("Low", None, 2),
    Band("Middle", 2, Fraction(7, 2)),
    Band("High", Fraction(7, 2)),
)
BANDS = (LOW, MIDDLE, HIGH)


@pytest.mark.parametrize(
    ("value", "band"),
    [
        (-100, LOW),
        (Fraction(199, 100), LOW),
        (2, MIDDLE),
        (Fraction(349, 100), MIDDLE),
        (Fraction(7, 2), HIGH),
        (100, HIGH),
        (None, None),
    ],
)
def test_a_band_holds_its_start_and_not_its_stop(value, band):
    assert band_of(BANDS, value) == band
    assert Rule(Method.MEAN, Fraction(1), BANDS).band_of(value) == band


def test_a_band_with_an_end_holds_nothing_at_it_and_one_without_holds_all():
    assert [value for value in range(5) if Band("Two", 1, 3).holds(value)] == [1, 2]
    assert all(Band("All").holds(value) for value in (-1000, 0, 1000))


def test_where_there_are_no_bands_no_value_has_one():
    assert band_of((), 3) is None
    assert band_of((MIDDLE,), 100) is None


def test_two_methods_are_percentages():
    assert [method for method in Method if method.is_percent] == [
        Method.PERCENT_OF_MAXIMUM,
        Method.RANGE_ADJUSTED_PERCENT,
    ]


def mixed():
    return make(
        domain("A", item("A1"), item("A2", mode="count")),
        domain("B", item("B1"), method="none"),
        domain("C", item("C1", mode="checklist")),
    )


def test_what_is_scored_is_neither_a_count_nor_in_a_domain_without_a_score():
    instrument = mixed()

    assert [i.code for i in instrument.items] == ["A1", "A2", "B1", "C1"]
    assert [i.code for i in instrument.scored] == ["A1", "C1"]
    assert [[i.code for i in d.scored] for d in instrument.domains] == [["A1"], [], ["C1"]]
    assert [i.code for i in instrument.items if not i.is_scored] == ["A2"]


def test_items_and_domains_are_found_by_their_codes():
    instrument = mixed()

    assert list(instrument.by_code) == ["A1", "A2", "B1", "C1"]
    assert instrument.by_code["C1"].name == "Item C1"
    assert instrument.domain("B").name == "Domain B"


CHECK = {"mode": "checklist"}
SIGNED = {"minimum": -2, "maximum": 2, "anchors": ["No.", "", "", "", "Yes."]}
GATE = {"item": "G", "is": ["yes"]}


@pytest.mark.parametrize(
    ("method", "items", "ends"),
    [
        ("sum", [{}, {}], (2, 10)),
        ("sum", [{"weight": 3}, {"weight": "1/2"}], (Fraction(7, 2), Fraction(35, 2))),
        ("sum", [{}, MAY_BE_EXCLUDED], (1, 10)),
        ("sum", [{}, {"optional": True}], (1, 10)),
        ("sum", [{}, {"only_if": GATE}], (1, 10)),
        ("sum", [{}, {**MAY_BE_EXCLUDED, "not_applicable": "lowest"}], (2, 10)),
        ("sum", [SIGNED, {**SIGNED, "optional": True}], (-4, 4)),
        (
            "sum",
            [{}, {**SIGNED, "minimum": -5, "maximum": -1, "optional": True}],
            (-4, 5),
        ),
        ("mean", [{}, {"weight": 3}], (1, 5)),
        ("mean", [{}, {**SIGNED}], (-2, 5)),
        ("mean", [{}, CHECK], (0, 5)),
        ("percent of maximum", [{}, {}], (20, 100)),
        ("percent of maximum", [{}, {**SIGNED, "minimum": 1, "maximum": 5}], (20, 100)),
        ("percent of maximum", [{}, CHECK], (0, 100)),
        ("range-adjusted percent", [{}, SIGNED], (0, 100)),
    ],
)
def test_the_lowest_and_the_highest_score(method, items, ends):
    made = make(
        domain("A", *(item(f"A{n}", **keys) for n, keys in enumerate(items))),
        domain("B", item("G", **CHECK), method="none"),
    )

    assert range_of(Method(method), made.scored) == ends


def test_an_item_may_be_left_out_where_it_is_optional_or_conditional_or_excluded():
    made = make(
        domain(
            "A",
            item("A1"),
            item("A2", optional=True),
            item("A3", only_if=GATE),
            item("A4", **MAY_BE_EXCLUDED),
            item("A5", not_applicable="met", not_applicable_when="No fit."),
        ),
        domain("B", item("G", **CHECK), method="none"),
    )

    assert [i.code for i in made.scored if may_be_left_out(i)] == ["A2", "A3", "A4"]


@given(random_instruments.rated_documents())
def test_no_score_lies_beyond_the_ends(rated):
    document, plain = rated
    instrument = documents.checked(document)
    report = plain_scoring.score(document, plain)

    for part in instrument.domains:
        value = report["domains"][part.code][0]
        if value is not None:
            low, high = range_of(part.rule.method, part.scored)
            assert low <= value <= high


@pytest.mark.parametrize("extreme", ["1", "5", NA])
def test_a_sum_reaches_its_ends(extreme):
    items = [item("A1"), item("A2", **MAY_BE_EXCLUDED)]
    made = make(domain("A", *items), method="sum")
    plain = {"A1": "5" if extreme == "5" else "1", "A2": extreme}

    value, *_ = plain_scoring.score(documents.as_document(made), plain)["total"]

    low, high = range_of(Method.SUM, made.scored)
    assert value == {"1": low + 1, "5": high, NA: low}[extreme]
