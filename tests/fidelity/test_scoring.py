"""Examples by hand (domain.md B4 and B6 are the study's own; DACTS is published), and rules that
must hold for any ratings, against a second implementation in oracles.py."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.scoring import NOT_APPLICABLE, Item, Scale, score

from . import oracles

NA = NOT_APPLICABLE


def scale_of(minimum_coverage=Fraction(4, 5), **sizes):
    items = [Item(f"{d}{n}", d) for d, size in sizes.items() for n in range(1, size + 1)]
    return Scale(tuple(items), minimum_coverage)


def ratings_of(scale, values):
    return dict(zip([item.code for item in scale.items], values, strict=True))


def only_score(values, minimum_coverage=Fraction(4, 5)):
    scale = scale_of(minimum_coverage, A=len(values))
    return score(scale, ratings_of(scale, values))[0]


def test_a_score_is_the_mean_of_the_ratings():
    assert only_score([5, 4, 2, 2]).value == Fraction(13, 4)


def test_an_item_that_does_not_apply_leaves_the_sum_and_the_count():
    total = only_score([5, 4, NA, 3])

    assert (total.value, total.coverage, total.na_share) == (4, 1, Fraction(1, 4))


def test_a_blank_leaves_the_sum_and_lowers_the_coverage():
    total = only_score([5, 4, None, 3, 4])

    assert (total.value, total.coverage, total.na_share) == (4, Fraction(4, 5), 0)


def test_an_item_nobody_mentioned_is_a_blank():
    assert score(scale_of(A=2), {"A1": 3})[0].coverage == Fraction(1, 2)


def test_coverage_exactly_at_the_minimum_is_enough():
    assert only_score([3, 3, 3, 3, None]).value == 3


def test_too_little_coverage_is_not_scorable():
    total = only_score([5, 5, 5, None, None])

    assert (total.value, total.coverage) == (None, Fraction(3, 5))


def test_coverage_counts_only_what_applies():
    assert only_score([5, NA, NA, NA, None], Fraction(1, 2)).coverage == Fraction(1, 2)


def test_nothing_applicable_is_not_scorable():
    total = only_score([NA, NA])

    assert (total.value, total.coverage, total.na_share) == (None, 0, 1)


def test_nothing_rated_is_not_scorable_even_where_no_coverage_is_asked_for():
    assert only_score([None, None], Fraction(0)).value is None


def test_a_scale_that_begins_at_zero_counts_its_zeros():
    assert only_score([0, 0, 3]).value == 1


def test_the_total_is_pooled_over_items_not_the_mean_of_the_domains_means():
    scale = scale_of(A=2, B=4)

    total, a, b = score(scale, ratings_of(scale, [5, 5, 1, 1, 1, 1]))

    assert (a.value, b.value) == (5, 1)
    assert total.value == Fraction(14, 6)  # 2.333; the mean of the means would be 3


def test_the_published_example_of_the_dartmouth_act_scale():
    """28 items with a sum of 117 are 4.18, the 11 of human resources 49: 4.45 (DACTS)."""
    scale = scale_of(H=11, O=7, S=10)
    human, others = [5] * 5 + [4] * 6, [4] * 17

    total, human_resources, *_ = score(scale, ratings_of(scale, human + others))

    assert human_resources.value == Fraction(49, 11)
    assert total.value == Fraction(117, 28)
    assert f"{float(total.value):.2f}" == "4.18"


def test_scores_come_in_order_the_whole_first():
    scale = scale_of(W=1, P=1, A=1)

    assert [s.domain for s in score(scale, {})] == ["", "W", "P", "A"]


def test_one_domain_may_be_not_scorable_while_the_whole_is():
    scale = scale_of(A=8, B=2)

    total, a, b = score(scale, ratings_of(scale, [4] * 8 + [2, None]))

    assert (total.value, a.value, b.value) == (Fraction(34, 9), 4, None)


givens = st.one_of(st.integers(1, 5), st.none(), st.just(NA))


@st.composite
def rated_scales(draw):
    sizes = draw(st.lists(st.integers(1, 7), min_size=1, max_size=4))
    minimum = draw(st.fractions(Fraction(1, 10), 1, max_denominator=20))
    scale = scale_of(minimum, **{f"D{n}": size for n, size in enumerate(sizes)})
    return scale, ratings_of(scale, [draw(givens) for _ in scale.items])


@given(rated_scales())
def test_any_ratings_score_as_counted_one_by_one(rated):
    scale, ratings = rated

    assert {s.domain: s.value for s in score(scale, ratings)} == oracles.all_scores(scale, ratings)


@given(rated_scales(), st.randoms())
def test_the_order_of_items_and_ratings_changes_nothing(rated, chance):
    scale, ratings = rated
    items, pairs = list(scale.items), list(ratings.items())
    chance.shuffle(items)
    chance.shuffle(pairs)

    shuffled = score(Scale(tuple(items), scale.minimum_coverage), dict(pairs))

    assert set(shuffled) == set(score(scale, ratings))


@given(rated_scales())
def test_shares_lie_between_nothing_and_all_and_scores_on_the_scale(rated):
    for part in score(*rated):
        assert 0 <= part.coverage <= 1
        assert 0 <= part.na_share <= 1
        assert part.value is None or 1 <= part.value <= 5


@pytest.mark.parametrize("extra", [None, NA])
def test_neither_a_blank_nor_one_not_applicable_moves_a_score(extra):
    assert only_score([5, 2, 4, extra], Fraction(1, 2)).value == only_score([5, 2, 4]).value
