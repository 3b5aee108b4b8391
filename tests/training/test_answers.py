import pytest

from tests.factories import essay, multiple, single
from training.answers import Line, answer_lines, right_lines

PAIRS = [{"key": k, "left": f"<b>l{k}</b>", "right": f"r{k}"} for k in "ab"]
MATCHING = single(
    kind="matching", rule="each-pair", pairs=PAIRS, distractors=[{"key": "x", "text": "none"}]
)
ORDERING = single(
    kind="ordering", rule="each-place", items=[{"key": k, "text": f"<i>{k}</i>"} for k in "ab"]
)


def accepting(kind, *answers, **more):
    return single(kind=kind, answers=list(answers), **more)


def number(value, tolerance="0", worth="100"):
    return {"value": value, "tolerance": tolerance, "credit": worth, "feedback": "Yes."}


NUMERIC = accepting("numeric", number("3"), number("4", "0.5"), number("5", worth="50"), unit="h")
SHORT = accepting(
    "short",
    {"pattern": r"a*\*", "credit": "100", "feedback": "Good."},
    {"pattern": "b", "credit": "50", "feedback": ""},
    case_sensitive=False,
)


def lines(definition, response):
    return answer_lines({"definition": definition}, response)


@pytest.mark.parametrize(
    ("definition", "response", "expected"),
    [
        (single(), [], []),
        (single(), ["Right"], [Line("Right")]),
        (multiple(), ["Wrong", "Right"], [Line("Right"), Line("Wrong")]),
        (MATCHING, {"a": "b", "b": "x"}, [Line("la → rb"), Line("lb → none")]),
        (MATCHING, {"a": "a"}, [Line("la → ra")]),
        (ORDERING, ["b", "a"], [Line("1. b"), Line("2. a")]),
        (NUMERIC, "3", [Line("3 h", "Yes.")]),
        (NUMERIC, "9", [Line("9 h")]),
        (SHORT, "an *", [Line("an *", "Good.")]),
        (essay(), "My view", [Line("My view")]),
    ],
)
def test_an_answer_is_told_in_words(definition, response, expected):
    assert lines(definition, response) == expected


@pytest.mark.parametrize(
    ("definition", "expected"),
    [
        (single(), ["Right"]),
        (multiple(), ["Right", "Right too"]),
        (MATCHING, ["la → ra", "lb → rb"]),
        (ORDERING, ["1. a", "2. b"]),
        (NUMERIC, ["3 h", "4 ± 0.5 h"]),
        (SHORT, ["a…*"]),
        (essay(), []),
    ],
)
def test_what_is_right_is_told_in_words(definition, expected):
    assert right_lines(definition) == expected


def test_a_choice_that_is_partly_right_is_not_told_as_the_right_one():
    options = [
        {"key": key, "text": key, "credit": credit, "feedback": ""}
        for key, credit in (("a", "50"), ("b", "100"))
    ]

    assert right_lines(single(options=options)) == ["b"]


def test_the_feedback_to_a_choice_comes_with_it():
    option = {"key": "a", "text": "A", "credit": "100", "feedback": "<p>Well seen.</p>"}

    assert lines(single(options=[option]), ["a"]) == [Line("A", "<p>Well seen.</p>")]
