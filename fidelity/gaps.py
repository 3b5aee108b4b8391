"""What the rows of a look-up, or of a set of bands, leave open or say twice. Pure.

In order, they must begin at or under the lowest number there can be, each end where the next
begins, and the last reach over the highest.
"""

import math
from collections.abc import Iterator, Sequence
from fractions import Fraction

from .definitions import Band
from .modes import Exact, Step
from .written_numbers import exactly


def gaps(
    rows: Sequence[Step | Band], lowest: Exact, highest: Exact | None, *, is_whole: bool
) -> Iterator[str]:
    """What the rows leave open between the two ends, both included, what they say twice, and what
    lies beyond the ends. `highest` None: there is no end."""
    end = math.inf if highest is None else highest
    reached: Exact | float = lowest  # everything under this is said
    for row in sorted(rows, key=_start):
        start, stop = max(_start(row), lowest), _stop(row)
        if _start(row) >= stop:
            yield f"{_row(row)} ends before it begins"
        elif stop <= lowest or start > end:
            yield f"{_row(row)} can never be reached: there are only {_span(lowest, highest)}"
        elif start < reached:
            yield f"{_row(row)} overlaps the one before it, {_until(min(reached, stop))}"
        elif start > reached:
            yield f"nothing is said {_gap(reached, start, is_whole)}"
        if start <= end:
            reached = max(reached, stop)
    if reached < end or reached == highest:
        yield f"nothing is said {_rest(reached, highest)}"


def _start(row: Step | Band) -> Exact | float:
    return -math.inf if row.start is None else row.start


def _stop(row: Step | Band) -> Exact | float:
    return math.inf if row.stop is None else row.stop


def _row(row: Step | Band) -> str:
    return f"band “{row.name}”" if isinstance(row, Band) else f"the score of {_number(row.score)}"


def _span(lowest: Exact, highest: Exact | None) -> str:
    if highest is None:
        return f"numbers from {_number(lowest)} up"
    return f"numbers from {_number(lowest)} to {_number(highest)}"


def _until(end: Exact | float) -> str:
    return "and neither ends" if end == math.inf else f"up to {_number(end)}"


def _gap(start: Exact | float, stop: Exact | float, is_whole: bool) -> str:
    if not is_whole:
        return f"from {_number(start)} to {_number(stop)}"
    last = stop - 1
    if last == start:
        return f"for {_number(start)}"
    return f"for {_number(start)} to {_number(last)}"


def _rest(start: Exact | float, highest: Exact | None) -> str:
    if highest is None:
        return f"from {_number(start)} up"
    if start == highest:
        return f"for {_number(start)}"
    return f"from {_number(start)} to {_number(highest)}"


def _number(number: Exact | float) -> str:
    return exactly(Fraction(number))
