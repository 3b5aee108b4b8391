"""Reading django-quiz-app: its questions, and people's results as it computed them."""

import json

import pytest

from training.formats.quiz_app import read_quiz_app
from training.formats.quiz_app_results import same
from training.formats.result import CannotRead

from .quiz_app_dump import ROWS, SITTING, changed, dump, question, row, without


def skipped(text):
    return [(str(s.where), str(s.reason)) for s in read_quiz_app(text).skipped]


def losses(text):
    return [str(loss.what) for loss in read_quiz_app(text).losses]


def sittings(text):
    return [r for r in read_quiz_app(text).results if r.kind == "quiz"]


def test_its_three_types_of_question_are_read():
    loaded = read_quiz_app(dump())

    choice, statement, essay = (q.definition for q in loaded.questions)
    assert choice == {
        "kind": "single",
        "stem": "Who decides?",
        "points": 1,
        "feedback": "Both &lt;of&gt; you.<br/>Together.",
        "options": [
            {"key": "1", "text": "An agency", "credit": "0", "feedback": ""},
            {"key": "2", "text": "Both", "credit": "100", "feedback": ""},
        ],
    }
    assert [o["credit"] for o in statement["options"]] == ["100", "0"]
    assert (essay["kind"], essay["stem"]) == ("essay", "What is trust?")
    assert [q.outcome for q in loaded.questions] == ["practice / trust", "practice", ""]
    assert (loaded.found, loaded.skipped) == (3, ())


def test_what_a_quiz_asked_for_is_told():
    assert losses(dump()) == [
        "The quiz “Boundaries” asked 2 of 3 questions, with a pass mark of 50 per cent. "
        "In random order. One attempt only. Set up a quiz with these questions."
    ]


def test_what_a_quiz_said_at_its_end_is_told_whole():
    told = losses(changed("quiz.quiz", success_text="Well done.", fail_text="Read on.\n"))

    assert told[1:] == [
        "The quiz “Boundaries” said to those who passed: “Well done.”",
        "The quiz “Boundaries” said to those who did not pass: “Read on.”",
    ]


def test_a_quiz_without_a_limit_asked_everything():
    (told,) = losses(changed("quiz.quiz", max_questions=None))

    assert told.startswith("The quiz “Boundaries” asked 3 of 3 questions")


@pytest.mark.parametrize(
    ("text", "loss"),
    [
        (
            changed("quiz.question", figure="uploads/a.png"),
            "Its picture “uploads/a.png” is not in the file: add it in the editor.",
        ),
        (
            changed("multichoice.mcquestion", answer_order="random"),
            "Its choices were in random order: choose that in the quiz.",
        ),
    ],
)
def test_what_a_question_had_beyond_ours_is_named(text, loss):
    assert losses(text)[0] == loss


def test_a_sitting_is_kept_as_it_was_computed():
    (result,) = sittings(dump())

    assert (result.person, result.email) == ("ann", "Ann@example.org")
    assert (result.title, result.score, result.out_of) == ("Boundaries", 2, 3)
    assert (result.passed, result.taken_at) == (True, "2014-05-01T09:20:00Z")
    assert result.raw["sitting"] == SITTING
    assert result.raw["quiz"]["pass_mark"] == 50


def test_progress_is_kept_by_category():
    results = [r for r in read_quiz_app(dump()).results if r.kind == "category"]

    assert [(r.title, r.score, r.out_of, r.passed, r.taken_at) for r in results] == [
        ("practice", 2, 3, None, ""),
        ("this, and that", 1, 4, None, ""),
    ]


@pytest.mark.parametrize(
    ("score", "order", "pass_mark", "wrong", "passed"),
    [
        (2, "1,2,3,", 67, "1,", True),  # 66.7 per cent, which it rounded
        (2, "1,2,3,", 68, "1,", False),
        (2, "1,2,3,", 68, "3,", None),  # an essay: nobody may have marked it
        (0, "", 50, "", False),
        (9, "1,2,", 100, "", True),  # it showed no more than 100
        (0, "1,", 50, "1,x,", False),
        (3, "1,2,3,", 0, "", None),  # without a pass mark it showed neither
    ],
)
def test_a_pass_is_what_it_showed(score, order, pass_mark, wrong, passed):
    rows = json.loads(changed("quiz.quiz", pass_mark=pass_mark))
    given = {"current_score": score, "question_order": order, "incorrect_questions": wrong}
    rows = [r if r["model"] != "quiz.sitting" else row(
        "quiz.sitting", 1, **{**SITTING, **given}) for r in rows]  # fmt: skip

    (result,) = sittings(dump(*rows))

    assert result.passed is passed
    assert (result.score, result.out_of) == (score, order.count(","))


def test_a_pass_that_is_left_open_is_said():
    text = changed("quiz.sitting", current_score=0)

    assert losses(text)[-1] == (
        "Its score may lack an essay that nobody marked, so pass or fail is left open."
    )


@pytest.mark.parametrize(
    ("user", "person", "email"),
    [
        (["ben"], "ben", ""),
        (["ben@example.org"], "ben@example.org", "ben@example.org"),
        (12, "12", ""),
    ],
)
def test_people_who_are_not_in_the_file_are_known_by_what_it_calls_them(user, person, email):
    (result,) = sittings(changed("quiz.sitting", user=user))

    assert (result.person, result.email) == (person, email)


def test_somebody_without_a_name_goes_by_the_address():
    (result,) = sittings(changed("auth.user", 7, username=""))

    assert result.person == "Ann@example.org"


def test_an_unfinished_sitting_began_when_it_began():
    (result,) = sittings(changed("quiz.sitting", end=None))

    assert result.taken_at == "2014-05-01T09:00:00Z"


SITTING_ROW = "row 13 (quiz.sitting 1)"


@pytest.mark.parametrize(
    ("text", "where", "reason"),
    [
        (
            changed("quiz.question", content=5),
            "row 5 (quiz.question 1)",
            "Its “content” is missing or not what it should be.",
        ),
        (
            changed("quiz.question", category=9),
            "row 5 (quiz.question 1)",
            "Its “category” is 9, which is not in the file.",
        ),
        (
            changed("quiz.question", category=[9]),
            "row 5 (quiz.question 1)",
            "Its “category” is [9], which is not in the file.",
        ),
        (
            changed("multichoice.answer", 2, correct=True),
            "row 5 (quiz.question 1)",
            "Several answers are right and any one was enough, which we do not have.",
        ),
        (
            changed("multichoice.answer", 1, correct=False),
            "row 5 (quiz.question 1)",
            "Mark exactly one choice as correct.",
        ),
        (
            changed("multichoice.answer", 1, correct="yes"),
            "row 5 (quiz.question 1)",
            "Its “correct” is missing or not what it should be.",
        ),
        (
            without("true_false.tf_question", 2),
            "row 9 (quiz.question 2)",
            "The file does not say what type of question it is.",
        ),
        (
            without("quiz.question", 3),
            "row 11 (essay.essay_question 3)",
            "The file has no “quiz.question” with this key.",
        ),
        (
            dump(*ROWS, row("multichoice.answer", 3, question=9, content="x", correct=False)),
            "row 15 (multichoice.answer 3)",
            "Its “question” is 9, which is not in the file.",
        ),
        (
            dump(*ROWS, row("multichoice.answer", 3, content="x", correct=False)),
            "row 15 (multichoice.answer 3)",
            "It belongs to no question.",
        ),
        (
            changed("quiz.quiz", draft="no"),
            "row 4 (quiz.quiz 1)",
            "Its “draft” is missing or not what it should be.",
        ),
        (
            dump(*ROWS, row("sessions.session", "a"), row("sessions.session", "b")),
            "row 15 (sessions.session a)",
            "“sessions.session” is not part of django-quiz-app (rows: 2).",
        ),
        (dump(*ROWS, "row"), "row 15", "It has no model, key and fields."),
        (
            dump(*ROWS, row("quiz.category", 1, category="again")),
            "row 15 (quiz.category 1)",
            "A row with this key came before.",
        ),
        (
            changed("quiz.sitting", complete=False),
            SITTING_ROW,
            "It was not finished, so there is no result.",
        ),
        (
            changed("quiz.sitting", quiz=9),
            SITTING_ROW,
            "Its “quiz” is 9, which is not in the file.",
        ),
        (changed("quiz.sitting", quiz=None), SITTING_ROW, "It belongs to no quiz."),
        (changed("quiz.sitting", user=None), SITTING_ROW, "It does not say whose it is."),
        (changed("quiz.sitting", user=[]), SITTING_ROW, "It does not say whose it is."),
        (
            changed("quiz.sitting", current_score=2**31),
            SITTING_ROW,
            "Its “current_score” is missing or not what it should be.",
        ),
        (changed("quiz.sitting", end="soon"), SITTING_ROW, "Its date cannot be read."),
        (
            changed("quiz.sitting", end="0001-01-01T00:00:00+14:00"),
            SITTING_ROW,
            "Its date cannot be read.",
        ),
        (
            changed("quiz.progress", score="a,1,2," * 2000),
            "row 14 (quiz.progress 1)",
            "Its “score” is missing or not what it should be.",
        ),
    ],
)
def test_a_row_that_cannot_be_had_is_skipped_with_its_number_and_a_sentence(text, where, reason):
    assert (where, reason) in skipped(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This file is not JSON: look at line 1."),
        ('[\n{"model":\n', "This file is not JSON: look at line 3."),
        ("[NaN]", "This file is not JSON: look at line 1."),
        ("[" * 100_000, "This file is not JSON: look at line 1."),
        ("{}", "This file is not a list of rows, as Django's dumpdata writes it."),
    ],
)
def test_a_file_that_is_something_else_is_refused(text, sentence):
    with pytest.raises(CannotRead) as refused:
        read_quiz_app(text)

    assert str(refused.value) == sentence


def test_signs_that_no_database_takes_are_left_out():
    text = changed("quiz.sitting", user_answers="a\0b\ud800")

    assert sittings(text)[0].raw["sitting"]["user_answers"] == "ab"


def test_results_are_the_same_when_all_that_was_kept_of_them_is():
    (one,), (two,) = sittings(dump()), sittings(dump())
    (other,) = sittings(changed("quiz.sitting", current_score=1))

    assert same(one) == same(two) != same(other)


def test_questions_of_no_quiz_are_read_too():
    loaded = read_quiz_app(dump(question(1, "Why?", quiz=None, category=None, sub_category=None),
                                row("essay.essay_question", 1)))  # fmt: skip

    assert len(loaded.questions) == 1
