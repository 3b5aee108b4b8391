"""How a question did: facility, discrimination, and the answers chosen."""

from statistics import correlation

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from tests.factories import choices, essay, multiple, single
from training.analysis import (
    ENOUGH_FOR_DISCRIMINATION,
    ENOUGH_FOR_FACILITY,
    Chosen,
    Given,
    answers_chosen,
    at_most,
    discrimination,
    facility,
    remarks,
)

from .test_question_bank import DEFINITIONS, MATCHING, NUMERIC

# By hand: the means are 0.6 and 0.5; the products of the differences come to 0.60, their squares
# to 1.20 and 0.34; 0.60 / sqrt(1.20 x 0.34) = 0.9393.
FIVE = [(1, 0.8), (1, 0.6), (1, 0.7), (0, 0.3), (0, 0.1)]
shares = st.floats(0, 1)


def answers(pairs, response=("Right",)):
    return [Given(list(response), share, rest) for share, rest in pairs]


def sentences(definition, given):
    return [str(remark) for remark in remarks(definition, given)]


# --- Facility -----------------------------------------------------------------------------------


def test_facility_is_the_mean_share_of_the_points():
    assert facility(answers([(1, 0), (0.5, 0)] * 5)) == 0.75


def test_nine_answers_are_too_few_for_facility():
    assert facility(answers([(1, 0)] * (ENOUGH_FOR_FACILITY - 1))) is None


@given(st.lists(shares, min_size=ENOUGH_FOR_FACILITY))
def test_facility_lies_between_the_least_and_the_most(given_shares):
    found = facility(answers((share, None) for share in given_shares))

    assert min(given_shares) - 1e-9 <= found <= max(given_shares) + 1e-9


# --- Discrimination -----------------------------------------------------------------------------


def test_discrimination_is_the_correlation_with_the_rest():
    assert discrimination(answers(FIVE * 6)) == pytest.approx(0.9393, abs=0.0001)


def test_29_answers_are_too_few_for_discrimination():
    assert discrimination(answers((FIVE * 6)[: ENOUGH_FOR_DISCRIMINATION - 1])) is None


def test_nobody_is_told_apart_where_all_earned_the_same():
    assert discrimination(answers([(1, 0.5), (1, 0.7)] * 20)) is None


def test_a_quiz_of_one_question_has_no_rest():
    assert discrimination(answers([(1, None), (0, None)] * 20)) is None


two_columns = st.lists(st.tuples(shares, shares), min_size=ENOUGH_FOR_DISCRIMINATION, max_size=60)


@given(two_columns)
def test_discrimination_turns_round_with_the_key(pairs):
    """Had the key been the opposite, the question would tell apart as well, the wrong way."""
    assume(max(a for a, _ in pairs) - min(a for a, _ in pairs) > 0.01)
    assume(max(b for _, b in pairs) - min(b for _, b in pairs) > 0.01)
    found = discrimination(answers(pairs))

    opposite = discrimination(answers((1 - share, rest) for share, rest in pairs))

    assert found == pytest.approx(-opposite, abs=1e-6)
    assert -1.000001 <= found <= 1.000001
    assert found == pytest.approx(correlation(*zip(*pairs, strict=True)))


def test_by_chance_30_answers_show_up_to_036():
    """The critical value of a correlation of 30 pairs, 5 % both sides, is .361 in the tables."""
    assert at_most(0, 30) == pytest.approx(0.361, abs=0.001)


@pytest.mark.parametrize("r", [1, -1, 1.0000001])
def test_a_perfect_correlation_is_its_own_limit(r):
    assert at_most(r, 30) == r


@given(st.floats(-0.99, 0.99), st.integers(4, 10_000))
def test_the_limit_is_above_the_correlation_and_nears_it_with_more_answers(r, n):
    assert r < at_most(r, n) <= 1
    assert at_most(r, n + 1) <= at_most(r, n)


# --- What to look at ----------------------------------------------------------------------------

KEY = "Most people who did well elsewhere got this wrong: look at its key."
HARD = "Few people get this right. Is it taught, and is it put clearly?"


def test_a_question_that_the_best_get_wrong_is_to_be_looked_at():
    reversed_ = [(1 - share, rest) for share, rest in FIVE]

    assert sentences(single(), answers(reversed_ * 6)) == [KEY]


def test_a_weak_sign_is_none():
    """A correlation of -0.1 over 30 answers may well be chance."""
    slightly = [(1, 0.5), (0, 0.5), (1, 0.4), (0, 0.5), (1, 0.6), (0, 0.6)] * 5

    assert -0.36 < discrimination(answers(slightly)) < 0
    assert sentences(single(), answers(slightly)) == []


def test_a_wrong_choice_that_most_prefer_is_to_be_looked_at():
    given = answers([(0, 0.5)] * 7, ["Wrong"]) + answers([(1, 0.5)] * 3)

    assert sentences(single(), given) == [
        "More people chose “Wrong” than the right answer: look at its key."
    ]
    assert sentences(single(), given[:9]) == []


def test_a_hard_question_is_to_be_looked_at():
    given = [Given("A guess", share, 0.5) for share in (1, *[0] * 9)]

    assert sentences(DEFINITIONS[7], given) == [HARD]
    assert sentences(DEFINITIONS[7], [Given("Strength", 1, 0.5)] * 10) == []


def test_a_question_that_does_its_work_needs_no_look():
    assert sentences(single(), answers(FIVE * 6)) == []


# --- Answers chosen -----------------------------------------------------------------------------


def chosen(definition, responses):
    return [(c.text, c.times, c.is_right) for c in answers_chosen(definition, responses).chosen]


def test_every_choice_is_listed_with_how_often_it_was_made():
    definition = single(options=choices("Both", wrong=("Worker", "Nobody")))

    found = answers_chosen(definition, [["Both"], ["Both"], ["Worker"], [], ""])

    assert found.chosen == (
        Chosen("Both", 2, True), Chosen("Worker", 1, False), Chosen("Nobody", 0, False),
    )  # fmt: skip
    assert (found.others, found.none) == (0, 2)


def test_of_several_choices_each_tick_counts():
    assert chosen(multiple(), [["Right", "Wrong"], ["Right"]]) == [
        ("Right", 2, True),
        ("Right too", 0, True),
        ("Wrong", 1, False),
    ]


def test_pairs_are_listed_as_they_were_made():
    assert chosen(MATCHING, [{"p1": "p1", "p2": "d1"}, {"p1": "p1"}, {"p1": "p2"}]) == [
        ("Ally → Beside", 2, True),
        ("Ally → Above", 1, False),
        ("Expert → Below", 1, False),
    ]


def test_orders_are_listed_by_how_often_they_were_given():
    ordering = DEFINITIONS[5]

    assert chosen(ordering, [["i2", "i1"], ["i1", "i2"], ["i1", "i2"], ["i2", "i1"]]) == [
        ("1. Map 2. Meet", 2, False),
        ("1. Meet 2. Map", 2, True),
    ]


def test_numbers_are_the_same_however_they_are_written():
    found = answers_chosen(NUMERIC, ["2.5", "2,50", "1000", "1,000.0", "a lot", "a lot"])

    assert [(c.text, c.times, c.is_right) for c in found.chosen] == [
        ("2.5 hours", 2, True),
        ("1000 hours", 2, True),
        ("a lot", 2, False),
    ]


def test_words_that_one_person_wrote_are_not_shown():
    short = {**DEFINITIONS[7], "case_sensitive": False}

    found = answers_chosen(short, ["Her strengths", "her  strengths", "Ask Mrs Jones"])

    assert [(c.text, c.times, c.is_right) for c in found.chosen] == [("her strengths", 2, True)]
    assert found.others == 1


def test_capitals_are_told_apart_where_they_matter():
    assert chosen(DEFINITIONS[7], ["Skill", "Skill", "skill", "skill"]) == [
        ("Skill", 2, False),
        ("skill", 2, False),
    ]


def test_essays_are_not_listed():
    found = answers_chosen(essay(), ["Words.", "Words.", ""])

    assert (found.chosen, found.others, found.none) == ((), 0, 1)


@given(st.lists(st.sampled_from([[], ["Right"], ["Wrong"]])))
def test_every_answer_to_a_single_choice_is_counted_once(responses):
    found = answers_chosen(single(), responses)

    assert sum(c.times for c in found.chosen) + found.none == len(responses)
