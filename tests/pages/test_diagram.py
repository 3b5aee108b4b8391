from itertools import combinations

import pytest

from pages.diagram import Line, Words, tall, wide

# An average letter of our type is a little over half as wide as the type is high.
LETTER = 8.4
SIZES = {wide: (960, 736), tall: (328, 1184)}


def words(pattern):
    """Words in which every phrase can be told apart."""
    counts = {"cycle": 4}
    return Words(
        *([pattern.format(f"{n}{i}") for i in range(counts.get(name, 3))]
          for n, name in enumerate(Words._fields))
    )  # fmt: skip


SHORT = words("Word {}")
LONGEST = words("Letters fill all the row {} s")


def box(line: Line):
    width = LETTER * len(line.text)
    left = {"start": line.x, "middle": line.x - width / 2, "end": line.x - width}[line.anchor]
    return left, line.y - 14, left + width, line.y + 4


@pytest.mark.parametrize("draw", [wide, tall])
@pytest.mark.parametrize("given", [SHORT, LONGEST])
def test_every_phrase_is_drawn_once(draw, given):
    drawn = " ".join(line.text for line in draw(given))

    for phrase in (phrase for group in given for phrase in group):
        assert drawn.count(phrase) == 1


@pytest.mark.parametrize("draw", [wide, tall])
@pytest.mark.parametrize("given", [SHORT, LONGEST])
def test_no_line_runs_into_another_or_off_the_drawing(draw, given):
    width, height = SIZES[draw]
    boxes = [box(line) for line in draw(given)]

    for left, top, right, bottom in boxes:
        assert left >= 0
        assert top >= 0
        assert right <= width
        assert bottom <= height
    for a, b in combinations(boxes, 2):
        assert a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]


def test_a_phrase_is_wrapped_into_lines_of_even_length_around_its_place():
    step = wide(SHORT._replace(cycle=["Look at connections", "b", "c", "d"]))[6:8]

    assert step == [
        Line("Look at", 382, 175, "end", "#7d3511"),
        Line("connections", 382, 195, "end", "#7d3511"),
    ]


def test_a_word_longer_than_a_line_is_broken_rather_than_drawn_over_its_neighbour():
    first = wide(SHORT._replace(worker_brings=["x" * 28, "b", "c"]))[:2]

    assert [line.text for line in first] == ["x" * 17, "x" * 11]
