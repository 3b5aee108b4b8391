import pytest

from lib.charts import LineChart, Point, Tick, line_chart


def chart(values, **size):
    return line_chart("Fidelity", values, low=1, high=5, **size)


def test_a_chart_is_drawn_to_scale():
    drawn = chart([("Jan", 1.0), ("Feb", 3.0), ("Mar", 5.0)], width=280, height=154)

    assert drawn == LineChart(
        title="Fidelity",
        description="3 values, from 1.00 in Jan to 5.00 in Mar; lowest 1.00, highest 5.00.",
        width=280,
        height=154,
        points=(
            Point(40, 116, "Jan", 1.0),
            Point(140, 66, "Feb", 3.0),
            Point(240, 16, "Mar", 5.0),
        ),
        lines=("40.0,116.0 140.0,66.0 240.0,16.0",),
        x_ticks=(Tick(40, "Jan"), Tick(240, "Mar")),
        y_ticks=(Tick(116, "1"), Tick(91, "2"), Tick(66, "3"), Tick(41, "4"), Tick(16, "5")),
    )
    assert (drawn.left, drawn.right, drawn.bottom, drawn.x_label_y) == (40, 240, 116, 142)


def test_a_period_without_a_value_keeps_its_place_and_breaks_the_line():
    drawn = chart([("a", 2.0), ("b", 3.0), ("c", None), ("d", 4.0), ("e", 4.5)])

    assert [p.label for p in drawn.points] == ["a", "b", "d", "e"]
    assert [p.x for p in drawn.points] == [40, 140, 340, 440]
    assert len(drawn.lines) == 2


def test_a_value_alone_between_gaps_is_a_point_without_a_line():
    drawn = chart([("a", 2.0), ("b", None), ("c", 3.0)])

    assert (len(drawn.points), drawn.lines) == (2, ())


def test_a_single_value_stands_in_the_middle():
    drawn = chart([("Jan", 2.5)])

    assert [p.x for p in drawn.points] == [240]
    assert drawn.description == "One value: 2.50 in Jan."


def test_nothing_to_show_is_said():
    assert chart([]).description == "No values yet."
    assert chart([("Jan", None)]).description == "No values yet."
    assert chart([("Jan", None)]).points == ()


def test_labels_never_run_into_each_other_and_the_newest_always_shows():
    drawn = chart([(f"month {n}", 3.0) for n in range(18)])
    labels = [tick.label for tick in drawn.x_ticks]
    gaps = [b.at - a.at for a, b in zip(drawn.x_ticks, drawn.x_ticks[1:], strict=False)]

    assert labels[-1] == "month 17"
    assert min(gaps) >= 80


def test_every_point_lies_in_the_picture():
    drawn = chart([("low", 1.0), ("high", 5.0)])

    assert all(0 < p.x < drawn.width and 0 < p.y < drawn.bottom + 1 for p in drawn.points)


def test_words_round_as_the_table_does():
    """Half up: Python's own formatting makes 3.12 of 3.125, and the table says 3.13."""
    assert chart([("Jan", 3.125)]).description == "One value: 3.13 in Jan."


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (1, 9, ["1", "2", "3", "4", "5", "6", "7", "8", "9"]),
        (0, 100, ["0", "20", "40", "60", "80", "100"]),
        (25, 125, ["25", "45", "65", "85", "105", "125"]),
        (39, 195, ["40", "60", "80", "100", "120", "140", "160", "180"]),
        (-2, 2, ["-2", "-1", "0", "1", "2"]),
        (0, 90_000, ["0", "90000"]),
    ],
)
def test_a_long_scale_is_marked_at_even_steps(low, high, expected):
    chart = line_chart("Long", [("Jan", float(high))], low=low, high=high)

    assert [tick.label for tick in chart.y_ticks] == expected
