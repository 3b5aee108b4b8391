from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories import essay, multiple, single
from training.marking import (
    Asked,
    CannotBeMarked,
    Marked,
    Result,
    answer_met,
    credit,
    is_answered,
    mark,
    percent,
    stored,
)

HALF, NONE, ALL = Fraction(1, 2), Fraction(0), Fraction(1)


def options(**worth):
    return [{"key": key, "text": key, "credit": str(w), "feedback": ""} for key, w in worth.items()]


def credit_of(definition, response, judged=None):
    return credit(Asked("1", definition, response, judged))


def accepting(kind, *answers, **more):
    return {
        "kind": kind, "stem": "?", "points": 1, "feedback": "", "answers": list(answers), **more
    }  # fmt: skip


def number(value, tolerance="0", worth="100"):
    return {"value": value, "tolerance": tolerance, "credit": worth, "feedback": ""}


def words(pattern, worth="100"):
    return {"pattern": pattern, "credit": worth, "feedback": ""}


def test_a_single_choice_is_worth_what_its_option_is_worth():
    question = single(options=options(a=100, b=50, c=-20))

    assert [credit_of(question, [key]) for key in "abc"] == [ALL, HALF, NONE]


@pytest.mark.parametrize("response", [None, [], "", {}, {"a": ""}, "  "])
def test_no_answer_earns_nothing(response):
    assert credit_of(single(), response) == NONE
    assert not is_answered(response)


def test_two_ticks_on_a_single_choice_and_a_tick_not_offered_earn_nothing():
    question = single(options=options(a=100, b=0))

    assert credit_of(question, ["a", "b"]) == NONE
    assert credit_of(question, ["z"]) == NONE


@pytest.mark.parametrize(
    ("rule", "ticked", "expected"),
    [
        ("all-or-nothing", "ab", ALL),
        ("all-or-nothing", "a", NONE),
        ("all-or-nothing", "abc", NONE),
        ("right-minus-wrong", "ab", ALL),
        ("right-minus-wrong", "a", HALF),
        ("right-minus-wrong", "abc", HALF),
        ("right-minus-wrong", "cd", NONE),
        ("each-option", "ab", ALL),
        ("each-option", "a", Fraction(3, 4)),
        ("each-option", "abcd", HALF),
        ("each-option", "cd", NONE),
    ],
)
def test_ticks_become_credit_by_the_rule(rule, ticked, expected):
    question = multiple(rule=rule, options=options(a=100, b=100, c=0, d=0))

    assert credit_of(question, list(ticked)) == expected


def test_weights_are_added_up_and_never_come_to_less_than_nothing_or_more_than_all():
    question = multiple(rule="as-weighted", options=options(a=60, b=60, c=-50))

    assert credit_of(question, ["a"]) == Fraction(60, 100)
    assert credit_of(question, ["a", "c"]) == Fraction(10, 100)
    assert credit_of(question, ["c"]) == NONE
    assert credit_of(question, ["a", "b"]) == ALL


@pytest.mark.parametrize(
    ("rule", "chosen", "expected"),
    [
        ("each-pair", {"1": "1", "2": "2", "3": "3"}, ALL),
        ("each-pair", {"1": "1", "2": "x"}, Fraction(1, 3)),
        ("all-or-nothing", {"1": "1", "2": "2", "3": "3"}, ALL),
        ("all-or-nothing", {"1": "1", "2": "2"}, NONE),
    ],
)
def test_pairs_become_credit_by_the_rule(rule, chosen, expected):
    pairs = [{"key": k, "left": f"l{k}", "right": f"r{k}"} for k in "123"]
    question = single(kind="matching", pairs=pairs, rule=rule, distractors=[])

    assert credit_of(question, chosen) == expected


def test_two_pairs_with_the_same_right_side_take_either():
    pairs = [{"key": k, "left": f"l{k}", "right": "same"} for k in "12"]
    question = single(kind="matching", pairs=pairs, rule="all-or-nothing", distractors=[])

    assert credit_of(question, {"1": "2", "2": "1"}) == ALL


@pytest.mark.parametrize(
    ("rule", "order", "expected"),
    [
        ("all-or-nothing", "abcd", ALL),
        ("all-or-nothing", "abdc", NONE),
        ("each-place", "abdc", HALF),
        ("each-place", "dabc", NONE),
        ("neighbours", "dabc", Fraction(2, 3)),
        ("neighbours", "dcba", NONE),
        ("each-place", "abc", NONE),  # not the whole list
        ("each-place", "aabc", NONE),  # one thing twice
    ],
)
def test_an_order_becomes_credit_by_the_rule(rule, order, expected):
    items = [{"key": key, "text": key} for key in "abcd"]

    assert credit_of(single(kind="ordering", items=items, rule=rule), list(order)) == expected


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("3.5", ALL), ("3.4", ALL), ("3.6", ALL), ("3,5", ALL), (" 3.50 ", ALL), ("3.61", HALF),
        ("3.39", NONE),
        ("4", HALF), ("-3.5", NONE), ("three", NONE), ("1e400", NONE),
    ],
)  # fmt: skip
def test_a_number_counts_within_its_tolerance_limits_included(typed, expected):
    question = accepting("numeric", number("4", "0.5", "50"), number("3.5", "0.1"))

    assert credit_of(question, typed) == expected


def test_a_number_in_the_definition_that_is_none_is_met_by_nothing():
    assert answer_met(accepting("numeric", number("x")), "3") is None


@pytest.mark.parametrize(
    ("pattern", "typed", "fits"),
    [
        ("strengths", "Strengths", True),
        ("strengths", " her strengths", False),
        ("*strength*", "Her STRENGTHS first", True),
        ("a*b*c", "a to b to c", True),
        ("a*b*c", "a to c", False),
        ("ab*bc", "abc", False),  # the ends may not share a letter
        ("a*b", "xb", False),
        ("a*b", "ax", False),
        (r"5 \* 5", "5 * 5", True),
        (r"5 \* 5", "5 and 5", False),
        ("don't", "don’t", True),
        ("two  words", "two words", True),
    ],
)
def test_a_short_answer_fits_a_pattern(pattern, typed, fits):
    question = accepting("short", words(pattern), case_sensitive=False)

    assert credit_of(question, typed) == Fraction(fits)


def test_capitals_count_where_the_question_says_so():
    question = accepting("short", words("NHS"), case_sensitive=True)

    assert credit_of(question, "NHS") == ALL
    assert credit_of(question, "nhs") == NONE


def test_the_first_pattern_that_fits_counts():
    question = accepting("short", words("*a*", "50"), words("abc"), case_sensitive=False)

    assert credit_of(question, "abc") == HALF


def test_a_pattern_of_many_stars_is_looked_for_in_no_time():
    question = accepting("short", words("*a" * 140 + "*b"), case_sensitive=False)

    assert credit_of(question, "a" * 300) == NONE


def test_an_essay_waits_for_a_person_and_then_is_worth_what_they_gave():
    assert credit_of(essay(), "My view") is None
    assert credit_of(essay(), "My view", HALF) == HALF
    assert credit_of(essay(), "") == NONE


def test_points_are_earned_in_proportion_and_compared_as_fractions():
    result = mark(
        [
            Asked("1", multiple(rule="right-minus-wrong", points=3), ["Right"]),
            Asked("2", single(), ["Right"]),
        ]
    )

    assert result == Result((Marked("1", 3, HALF), Marked("2", 1, ALL)))
    assert (result.earned, result.total) == (Fraction(5, 2), 4)
    assert result.passes(62) is True
    assert result.passes(63) is False
    assert [q.is_right for q in result.questions] == [False, True]


def test_two_of_three_are_less_than_67_per_cent_and_four_of_five_are_80_exactly():
    def right(correct, total):
        return mark(
            Asked(str(n), single(), ["Right"] if n < correct else ["Wrong"]) for n in range(total)
        )

    assert right(2, 3).passes(67) is False
    assert right(2, 3).passes(66) is True
    assert right(4, 5).passes(80) is True


def test_an_attempt_that_waits_is_neither_passed_nor_failed():
    result = mark([Asked("1", essay(), "My view"), Asked("2", single(), ["Right"])])

    assert result.waits
    assert result.passes(1) is None


def test_a_paper_without_questions_cannot_be_marked():
    with pytest.raises(CannotBeMarked):
        mark([])


@given(
    st.fractions(min_value=0, max_value=1, max_denominator=60),
    st.integers(1, 100),
    st.integers(1, 100),
)
def test_what_is_stored_never_looks_like_another_side_of_the_pass_mark(share, total, pass_mark):
    earned = share * total

    passed = earned / total >= Fraction(pass_mark, 100)

    assert (percent(stored(earned), total) >= pass_mark) is passed


def test_a_share_is_shown_rounded_down():
    assert percent(Decimal("2.9999"), 3) == 99
    assert percent(0, 0) == 0


@given(st.text(max_size=40), st.lists(st.sampled_from(["a", "*", "b", "\\*"]), max_size=12))
def test_any_text_against_any_pattern_is_a_credit_from_nothing_to_all(typed, pattern):
    question = accepting("short", words("".join(pattern)), case_sensitive=False)

    assert credit_of(question, typed) in (NONE, ALL)
