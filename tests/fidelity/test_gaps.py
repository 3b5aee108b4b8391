"""Look-ups and bands without a fault, against counting."""

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from fidelity.definitions import Band
from fidelity.gaps import gaps
from fidelity.modes import Step

ends = st.one_of(st.none(), st.integers(-2, 12))


@given(st.lists(st.tuples(ends, ends), max_size=4), st.integers(0, 3), st.integers(4, 9))
def test_rows_without_fault_hold_each_number_once_and_each_row_one(rows, lowest, highest):
    lookup = [Step(start, stop, n) for n, (start, stop) in enumerate(rows)]
    numbers = range(lowest, highest + 1)
    once = all(sum(row.holds(number) for row in lookup) == 1 for number in numbers)
    used = all(any(row.holds(number) for number in numbers) for row in lookup)

    found = list(gaps(lookup, lowest, highest, is_whole=True))

    assert (found == []) is (once and used)


halves = st.one_of(st.none(), st.fractions(-1, 6, max_denominator=2))


@given(st.lists(st.tuples(halves, halves), max_size=4), st.sampled_from([None, 4]))
def test_bands_without_fault_hold_each_score_once_and_each_band_one(rows, highest):
    made = [Band(f"Band {n}", *row) for n, row in enumerate(rows)]
    last = 8 if highest is None else highest
    scores = [Fraction(quarter, 4) for quarter in range(4 * last + 1)]
    once = all(sum(band.holds(score) for band in made) == 1 for score in scores)
    used = all(any(band.holds(score) for score in scores) for band in made)

    found = list(gaps(made, 0, highest, is_whole=False))

    assert (found == []) is (once and used)
