import pytest

from training.confidence import Change


@pytest.mark.parametrize(
    ("before", "after", "difference", "size"),
    [(3, 7, 4, 4), (7, 3, -4, 4), (5, 5, 0, 0), (None, 5, None, 0), (5, None, None, 0)],
)
def test_the_change_of_a_statement(before, after, difference, size):
    change = Change("I can.", before, after)

    assert (change.difference, change.size) == (difference, size)


def test_where_the_values_stand_on_the_line():
    change = Change("I can.", before=1, after=9)

    assert (change.before_at, change.after_at) == (20, 340)
    assert Change("I can.").before_at is None
