"""What each mode takes, and what it makes of it."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fidelity.modes import (
    LONGEST_ANSWER,
    Agreement,
    Anchored,
    Checklist,
    Count,
    Criteria,
    Number,
    OffScale,
    Step,
)

FIVE = ("Never.", "", "Half.", "", "Always.")
ANCHORED = Anchored(1, 5, FIVE)
SIGNED = Agreement(-2, 2, FIVE)
REVERSED = Agreement(-2, 2, FIVE, is_reversed=True)
REVERSED_FROM_1 = Agreement(1, 5, FIVE, is_reversed=True)
CRITERIA = Criteria(
    ("A", "B", "C"),
    (Step(None, 2, 1), Step(2, 3, Fraction(5, 2), "Two."), Step(3, None, 5, "All.")),
)
CASELOAD = Number((Step(None, 21, 5, "Few."), Step(21, 26, 4), Step(26, None, 1, "Many.")), least=1)
HOURS = Number(
    (Step(0, Fraction(5, 2), 1), Step(Fraction(5, 2), None, 2)), greatest=24, decimals=True
)
CHECKLIST = Checklist(anchors=("No.", "Here and there.", "Yes."))
YES_OR_NO = Checklist(partly=None)

TAKEN = [
    (ANCHORED, "1", 1, "Never."),
    (ANCHORED, "2", 2, ""),
    (ANCHORED, "5", 5, "Always."),
    (SIGNED, "-2", -2, "Never."),
    (SIGNED, "0", 0, "Half."),
    (SIGNED, "2", 2, "Always."),
    (REVERSED, "-2", 2, "Never."),
    (REVERSED, "1", -1, ""),
    (REVERSED_FROM_1, "1", 5, "Never."),
    (REVERSED_FROM_1, "5", 1, "Always."),
    (CRITERIA, "0", 1, ""),
    (CRITERIA, "1", 1, ""),
    (CRITERIA, "2", Fraction(5, 2), "Two."),
    (CRITERIA, "3", 5, "All."),
    (CASELOAD, "1", 5, "Few."),
    (CASELOAD, "20", 5, "Few."),
    (CASELOAD, "21", 4, ""),
    (CASELOAD, "9999999", 1, "Many."),
    (HOURS, "0", 1, ""),
    (HOURS, "2.4", 1, ""),
    (HOURS, "2.49999", 1, ""),
    (HOURS, "2.5", 2, ""),
    (HOURS, "24", 2, ""),
    (CHECKLIST, "no", 0, "No."),
    (CHECKLIST, "partly", Fraction(1, 2), "Here and there."),
    (CHECKLIST, "yes", 1, "Yes."),
    (YES_OR_NO, "no", 0, ""),
    (YES_OR_NO, "yes", 1, ""),
    (Checklist(partly=Fraction(1, 3)), "partly", Fraction(1, 3), ""),
    (Checklist(partly=None, anchors=("No.", "Yes.")), "yes", 1, "Yes."),
    (Count(), "0", 0, ""),
    (Count(), "9999999", 9_999_999, ""),
]


@pytest.mark.parametrize(("mode", "answer", "score", "words"), TAKEN)
def test_an_answer_has_a_score_and_words(mode, answer, score, words):
    assert (mode.read(answer), mode.words(answer)) == (score, words)


REFUSED = [
    (ANCHORED, ["0", "6", "3.0", "", "three", "+3", "03", "-1"], "a whole number from 1 to 5"),
    (SIGNED, ["-3", "3", "+1", "-0"], "a whole number from -2 to 2"),
    (CRITERIA, ["4", "-1", "1.5", "yes"], "a whole number from 0 to 3"),
    (CASELOAD, ["0", "-5", "20.5", "1e3", "10000000", "007", ""], "a whole number, 1 or more"),
    (HOURS, ["-0.5", "24.1", "25", "2.50", "2.", ".5", "nan"], "a number from 0 to 24"),
    (CHECKLIST, ["Yes", "maybe", "1"], "yes, partly or no"),
    (YES_OR_NO, ["partly"], "yes or no"),
    (Count(), ["-1", "-0", "1.5", "10000000", "00", "many"], "a whole number, 0 or more"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("mode", "answer", "expected"),
    [(mode, answer, expected) for mode, answers, expected in REFUSED for answer in answers],
)
def test_an_answer_off_the_scale_is_told_what_is_taken(mode, answer, expected):
    with pytest.raises(OffScale) as refused:
        mode.read(answer)

    assert str(refused.value) == mode.expected == expected


@pytest.mark.parametrize(
    ("mode", "expected"),
    [
        (Number(CASELOAD.lookup, least=-5, greatest=60), "a whole number from -5 to 60"),
        (Number(HOURS.lookup, decimals=True), "a number, 0 or more"),
        (Number(HOURS.lookup, least=Fraction(1, 2), decimals=True), "a number, 1/2 or more"),
    ],
)
def test_a_number_says_what_it_takes(mode, expected):
    assert mode.expected == expected


def test_the_least_and_the_greatest_number_are_taken_and_those_beyond_are_not():
    number = Number((Step(None, None, 1),), least=-5, greatest=60)

    assert [number.read(answer) for answer in ("-5", "60")] == [1, 1]
    for answer in ("-6", "61"):
        with pytest.raises(OffScale):
            number.read(answer)


def test_a_whole_number_stays_one():
    assert type(Count().read("3")) is int


@pytest.mark.parametrize(
    ("mode", "lowest", "highest"),
    [
        (ANCHORED, 1, 5),
        (SIGNED, -2, 2),
        (REVERSED, -2, 2),
        (CRITERIA, 1, 5),
        (Criteria(("A",), (Step(0, 1, 3), Step(1, 2, 2))), 2, 3),
        (CASELOAD, 1, 5),
        (HOURS, 1, 2),
        (CHECKLIST, 0, 1),
        (YES_OR_NO, 0, 1),
    ],
)
def test_the_ends_of_the_scores(mode, lowest, highest):
    assert (mode.lowest, mode.highest) == (lowest, highest)


@pytest.mark.parametrize(
    ("mode", "scores"),
    [
        (Anchored(0, 2, ("", "", "")), {"0": 0, "1": 1, "2": 2}),
        (Agreement(-1, 1, ("", "", ""), is_reversed=True), {"-1": 1, "0": 0, "1": -1}),
        (CRITERIA, {"0": 1, "1": 1, "2": Fraction(5, 2), "3": 5}),
        (CHECKLIST, {"no": 0, "partly": Fraction(1, 2), "yes": 1}),
        (YES_OR_NO, {"no": 0, "yes": 1}),
    ],
)
def test_answers_that_can_be_listed_are_in_order(mode, scores):
    assert list(mode.scores.items()) == list(scores.items())


@pytest.mark.parametrize(
    ("step", "held"),
    [
        (Step(2, 4, 1), [2, 3]),
        (Step(None, 2, 1), [0, 1]),
        (Step(3, None, 1), [3, 4, 5]),
        (Step(None, None, 1), [0, 1, 2, 3, 4, 5]),
        (Step(Fraction(3, 2), Fraction(7, 2), 1), [2, 3]),
    ],
)
def test_a_step_holds_its_start_and_not_its_stop(step, held):
    assert [number for number in range(6) if step.holds(number)] == held


@given(st.integers(-(10**8), 10**8))
def test_a_number_is_written_in_one_way_only(number):
    anything = Number((Step(None, None, 7),), least=-(10**8))
    text = str(number)

    if len(text) <= LONGEST_ANSWER:
        assert anything.read(text) == 7
    else:
        with pytest.raises(OffScale):
            anything.read(text)
    for other in (f"+{text}", f"0{text}", f"{text}.0", f" {text}"):
        with pytest.raises(OffScale):
            anything.read(other)


@pytest.mark.parametrize("mode", [ANCHORED, SIGNED, CRITERIA, CASELOAD, HOURS, CHECKLIST, Count()])
@given(st.text())
def test_any_text_is_read_or_refused(mode, text):
    try:
        mode.read(text)
    except OffScale:
        return
    assert text.isascii()
