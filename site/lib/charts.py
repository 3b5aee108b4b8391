"""The geometry of a line chart. Pure: a template draws it as SVG, so that a page and its PDF
show the same picture, and the numbers stand in a table beside it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import groupby

LEFT, RIGHT, TOP, BOTTOM = 40, 40, 16, 38  # the first and last labels stay in the picture
MOST_MARKS = 8
STEPS = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000)
LABEL_WIDTH = 88  # "Nov 2026" at 16 px, with space around it


@dataclass(frozen=True)
class Point:
    x: float
    y: float
    label: str
    value: float


@dataclass(frozen=True)
class Tick:
    at: float
    label: str


@dataclass(frozen=True)
class LineChart:
    title: str
    description: str
    width: int
    height: int
    points: tuple[Point, ...]
    lines: tuple[str, ...]  # each the `points` of a polyline; a period without a value parts them
    x_ticks: tuple[Tick, ...]
    y_ticks: tuple[Tick, ...]

    @property
    def left(self) -> int:
        return LEFT

    @property
    def right(self) -> int:
        return self.width - RIGHT

    @property
    def bottom(self) -> int:
        return self.height - BOTTOM

    @property
    def x_label_y(self) -> int:
        return self.height - 12


def line_chart(
    title: str,
    values: Sequence[tuple[str, float | None]],
    *,
    low: int,
    high: int,
    width: int = 480,
    height: int = 240,
) -> LineChart:
    """A chart of (label, value) in order, on a scale from `low` to `high`.

    None is a period without a value: it keeps its place, and the line breaks there.
    """
    inner = width - LEFT - RIGHT
    step = inner / max(1, len(values) - 1)
    first = LEFT if len(values) > 1 else LEFT + inner / 2  # a single point stands in the middle
    rise = (height - TOP - BOTTOM) / (high - low)
    places = [
        Point(
            round(first + n * step, 1),
            round(height - BOTTOM - (value - low) * rise, 1),
            label,
            value,
        )
        if value is not None
        else None
        for n, (label, value) in enumerate(values)
    ]
    every = max(1, -(-len(values) * LABEL_WIDTH // inner))  # rounded up
    return LineChart(
        title=title,
        description=_description(values),
        width=width,
        height=height,
        points=tuple(p for p in places if p),
        lines=_lines(places),
        x_ticks=tuple(
            Tick(round(first + n * step, 1), label)
            for n, (label, _) in enumerate(values)
            if (len(values) - 1 - n) % every == 0  # counted from the newest, which always shows
        ),
        y_ticks=tuple(
            Tick(round(height - BOTTOM - (y - low) * rise, 1), str(y)) for y in _marks(low, high)
        ),
    )


def _marks(low: int, high: int) -> list[int]:
    """The numbers beside the scale: each of a short one; of a long one, at even steps."""
    step = next((s for s in STEPS if (high - low) / s <= MOST_MARKS), high - low)
    start = low if (high - low) % step == 0 else low + -low % step
    return list(range(start, high + 1, step))


def _lines(places: Sequence[Point | None]) -> tuple[str, ...]:
    runs = [list(run) for is_point, run in groupby(places, key=bool) if is_point]
    return tuple(" ".join(f"{p.x},{p.y}" for p in run if p) for run in runs if len(run) > 1)


def _description(values: Sequence[tuple[str, float | None]]) -> str:
    known = [(label, value) for label, value in values if value is not None]
    if not known:
        return "No values yet."
    (first, start), (last, end) = known[0], known[-1]
    if len(known) == 1:
        return f"One value: {_shown(end)} in {last}."
    lowest, highest = min(v for _, v in known), max(v for _, v in known)
    return (
        f"{len(known)} values, from {_shown(start)} in {first} to {_shown(end)} in {last}; "
        f"lowest {_shown(lowest)}, highest {_shown(highest)}."
    )


def _shown(value: float) -> Decimal:
    """As the table beside the chart rounds: half up, where format() would make 3.12 of 3.125."""
    return Decimal(repr(value)).quantize(Decimal("0.01"), ROUND_HALF_UP)
