from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.marking import CannotBeMarked, MarkedQuestion, Result, mark, percent


def question(key, correct="a", offered="abcd", kind="single"):
    choices = [{"key": c, "text": c.upper(), "correct": c in correct} for c in offered]
    return {"key": key, "text": key, "kind": kind, "explanation": "", "choices": choices}


def paper(*questions, pass_mark=80, rule="all-or-nothing"):
    return {"title": "Quiz", "pass_mark": pass_mark, "rule": rule, "questions": list(questions)}


def test_a_question_is_right_when_its_correct_choice_is_ticked():
    result = mark(paper(question("1"), question("2")), {"1": ["a"], "2": ["b"]})

    assert result == Result(
        correct=1,
        total=2,
        passed=False,
        questions=(MarkedQuestion("1", True), MarkedQuestion("2", False)),
    )


@pytest.mark.parametrize(
    ("ticked", "is_right"),
    [("ab", True), ("ba", True), ("a", False), ("abc", False), ("", False), ("cd", False)],
)
def test_several_correct_choices_are_all_or_nothing(ticked, is_right):
    result = mark(paper(question("1", correct="ab", kind="multiple")), {"1": list(ticked)})

    assert result.passed is is_right


@pytest.mark.parametrize(
    ("right", "of", "pass_mark", "passed"),
    [
        (4, 5, 80, True),  # 80 % exactly
        (3, 5, 80, False),
        (2, 3, 66, True),  # 66.67 %
        (2, 3, 67, False),
        (1, 3, 33, True),
        (7, 9, 78, False),  # 77.8 % is not 78
        (5, 5, 100, True),
        (4, 5, 100, False),
        (1, 100, 1, True),
    ],
)
def test_an_attempt_passes_at_the_pass_mark_exactly(right, of, pass_mark, passed):
    answers = {str(n): ["a" if n < right else "b"] for n in range(of)}
    result = mark(paper(*(question(str(n)) for n in range(of)), pass_mark=pass_mark), answers)

    assert (result.share, result.passed) == (Fraction(right, of), passed)


def test_a_question_left_out_is_wrong_and_a_strange_one_counts_for_nothing():
    result = mark(paper(question("1"), question("2")), {"1": ["a"], "99": ["a"]})

    assert (result.correct, result.total) == (1, 2)


def test_a_paper_without_questions_cannot_be_marked():
    with pytest.raises(CannotBeMarked):
        mark(paper(), {})


def test_a_paper_with_an_unknown_rule_cannot_be_marked():
    with pytest.raises(CannotBeMarked):
        mark(paper(question("1"), rule="partial-credit"), {})


def test_percent_is_rounded_down_so_that_a_near_miss_does_not_look_like_a_pass():
    assert [percent(799, 1000), percent(4, 5), percent(2, 3), percent(0, 7)] == [79, 80, 66, 0]


sheets = st.lists(
    st.tuples(st.sets(st.sampled_from("abcd"), min_size=1), st.sets(st.sampled_from("abcd"))),
    min_size=1,
    max_size=12,
)


@given(sheets, st.integers(1, 100))
def test_the_score_is_the_number_of_questions_whose_ticks_match(sheet, pass_mark):
    asked = [question(str(n), correct=correct) for n, (correct, _) in enumerate(sheet)]
    answers = {str(n): ticked for n, (_, ticked) in enumerate(sheet)}
    result = mark(paper(*asked, pass_mark=pass_mark), answers)

    assert result.correct == sum(correct == ticked for correct, ticked in sheet)
    assert result.passed == (result.correct * 100 >= pass_mark * len(sheet))


@given(sheets, st.randoms())
def test_neither_the_order_of_questions_nor_of_ticks_changes_the_score(sheet, random):
    asked = [question(str(n), correct=correct) for n, (correct, _) in enumerate(sheet)]
    answers = {str(n): sorted(ticked) for n, (_, ticked) in enumerate(sheet)}
    before = mark(paper(*asked), answers)
    random.shuffle(asked)
    for ticked in answers.values():
        random.shuffle(ticked)

    after = mark(paper(*asked), answers)

    assert (after.correct, after.passed) == (before.correct, before.passed)
