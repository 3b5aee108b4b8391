from decimal import Decimal

import pytest

from tests.factories import essay, multiple, single
from training.questions import Kind, as_number, faults, number_text, parts_of, plain


def sentences(definition):
    return [str(fault) for fault in faults(definition)]


def option(key, credit="0", text=None):
    return {"key": key, "text": text or key, "credit": credit, "feedback": ""}


def pair(key, left=None, right=None):
    return {"key": key, "left": left or f"l{key}", "right": right or f"r{key}"}


def matching(*pairs, distractors=(), rule="each-pair"):
    return single(kind="matching", pairs=list(pairs), distractors=list(distractors), rule=rule)


def ordering(*items, rule="each-place"):
    return single(kind="ordering", items=[{"key": i, "text": i} for i in items], rule=rule)


def numeric(value="3", tolerance="0", credit="100"):
    answer = {"value": value, "tolerance": tolerance, "credit": credit, "feedback": ""}
    return single(kind="numeric", answers=[answer], unit="")


def short(*patterns, credit="100"):
    answers = [{"pattern": p, "credit": credit, "feedback": ""} for p in patterns]
    return single(kind="short", answers=answers, case_sensitive=False)


def true_false(*worth):
    pairs = zip(("true", "false"), worth, strict=False)
    return single(kind="true_false", options=[option(key, credit) for key, credit in pairs])


def scenario(*parts, points=None):
    total = sum(p["points"] for p in parts) if points is None else points
    return single(kind="scenario", points=total, parts=list(parts))


WHOLE = [
    single(), multiple(), essay(), matching(pair("1"), pair("2")), ordering("a", "b"), numeric(),
    short("yes"), true_false("100", "0"), scenario(single(), essay()),
    multiple(rule="as-weighted", options=[option("a", "50"), option("b", "50")]),
]  # fmt: skip


@pytest.mark.parametrize("definition", WHOLE, ids=lambda d: d["kind"])
def test_a_question_that_is_whole_has_no_faults(definition):
    assert sentences(definition) == []


def test_every_kind_is_among_the_whole_ones():
    assert {definition["kind"] for definition in WHOLE} == set(Kind)


@pytest.mark.parametrize(
    ("definition", "sentence"),
    [
        (single(stem="<p> </p>"), "Write the question."),
        (single(kind="riddle"), "“riddle” is not a type of question."),
        (single(points=0), "A question is worth at least one point."),
        (multiple(rule="each-pair"), "Choose how the answer is marked."),
        (single(options=[option("a", "100")]), "Give at least two choices."),
        (single(options=[option("a", "100"), option("b", text="<b></b>")]),
         "A choice has no text."),
        (single(options=[option("a", "100"), option("b", text="a")]), "“a” is there twice."),
        (single(options=[option("a", "100"), option("a", text="b")]),
         "Each choice needs a key of its own."),
        (single(options=[option("a", "100"), option("b", "lots")]),
         "A weight is a number from -100 to 100."),
        (single(options=[option("a", "100"), option("b", "100")]),
         "Mark exactly one choice as correct."),
        (multiple(options=[option("a"), option("b")]), "Mark at least one choice as correct."),
        (multiple(rule="as-weighted", options=[option("a", "50"), option("b", "-50")]),
         "The weights of the correct choices must come to 100 or more."),
        (true_false("100"), "Say whether the statement is true or false."),
        (true_false("100", "100"), "Say whether the statement is true or false."),
        (matching(pair("1")), "Give at least two pairs."),
        (matching(pair("1"), pair("2", right=" ")), "A pair has a gap."),
        (matching(pair("1"), pair("2"), distractors=[{"key": "3", "text": ""}]),
         "A distractor has no text."),
        (matching(pair("1"), pair("2"), distractors=[{"key": "3", "text": "r1"}]),
         "A distractor is the right answer to one of the pairs."),
        (ordering("a"), "Give at least two things to put in order."),
        (ordering("a", " "), "A thing to put in order has no text."),
        (numeric("many"), "“many” is not a number."),
        (numeric(tolerance="-1"), "A tolerance is zero or more."),
        (numeric(credit="50"), "Give at least one answer that is fully correct."),
        (short("**"), "An accepted answer needs more than * alone."),
        (short(), "Give at least one answer that is fully correct."),
        (scenario(), "Give the scenario at least one question."),
        (scenario(scenario(single())), "A scenario cannot be inside another."),
        (scenario(single(stem="")), "Question 1 of the scenario: Write the question."),
        (scenario(single(), points=5), "A scenario is worth what its questions come to."),
    ],
)  # fmt: skip
def test_a_fault_is_named_in_a_sentence(definition, sentence):
    assert sentence in sentences(definition)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12", "12"), ("1,000", "1000"), ("1,234,567.5", "1234567.5"), ("0,125", "0.125"),
        ("−2", "-2"), (".5", "0.5"), ("5.", "5"), (" 7 ", "7"),
    ],
)  # fmt: skip
def test_a_number_is_read_as_people_type_it(typed, number):
    assert as_number(typed) == Decimal(number)


@pytest.mark.parametrize("typed", ["", "two", "1e5", "NaN", "∞", "1.2.3", "9" * 41, "٣"])
def test_what_is_no_number_is_none(typed):
    assert as_number(typed) is None


@pytest.mark.parametrize(("number", "text"), [("100.0", "100"), ("1E+2", "100"), ("-0", "0")])
def test_a_number_is_written_in_one_way(number, text):
    assert number_text(Decimal(number)) == text


def test_the_words_of_a_text_leave_markup_behind():
    assert plain("<p>Ask &amp; <b>listen</b></p>") == "Ask & listen"
    assert plain('<embed embedtype="image" id="1"/>') == "[image]"
    assert plain("<p></p>") == ""


def test_the_parts_of_a_question_are_itself_and_of_a_scenario_its_questions():
    assert parts_of(single()) == [single()]
    assert parts_of(scenario(single(), essay())) == [single(), essay()]
