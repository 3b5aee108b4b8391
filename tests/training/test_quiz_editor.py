"""A trainer puts a quiz together in the Wagtail editor."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import inline_formset, streamfield

from tests.factories import make_question, single
from training.models import Outcome, QuizPage, QuizQuestion

from .editor import add


def add_quiz(author, module, picked=(), drawn=(), publish=True, **settings):
    data = {
        "introduction": "",
        "minutes": "10",
        "pass_mark": "80",
        "counts": "best",
        "feedback": "end",
        "wait_hours": "0",
        "questions": inline_formset([{"question": str(q.pk)} for q in picked]),
        "draws": inline_formset([{"outcome": str(o.pk), "number": str(n)} for o, n in drawn]),
        "prerequisites_rule": "all",
        "prerequisites": streamfield([]),
        **settings,
    }
    return add(author, module, "quizpage", data, publish)


@pytest.fixture
def question():
    return make_question(single("Why?"), outcome="Listens")


@pytest.fixture
def outcome(question):
    """With one question to draw from."""
    return question.outcome


def refused(response):
    assert response.status_code == 200
    assert not QuizPage.objects.filter(slug="new").exists()
    return response.context["form"].non_field_errors()


def test_a_trainer_publishes_a_quiz(author, module, question):
    listens = Outcome.objects.get(name="Listens")
    make_question(single("And why else?"), outcome="Listens")

    response = add_quiz(author, module, [question], [(listens, 1)], attempts_allowed="3")

    assert response.status_code == 302
    quiz = QuizPage.objects.get(slug="new")
    assert quiz.live
    assert quiz.attempts_allowed == 3
    assert [pick.question for pick in quiz.questions.all()] == [question]
    assert [(draw.outcome, draw.number) for draw in quiz.draws.all()] == [(listens, 1)]
    assert quiz.number_of_questions == 2


def test_a_quiz_without_questions_cannot_be_published(author, module):
    sentence = "Add at least one question before you publish this quiz."

    assert refused(add_quiz(author, module)) == [sentence]


def test_a_question_is_not_asked_twice(author, module, question):
    assert refused(add_quiz(author, module, [question, question])) == [
        "“Why?” is in this quiz twice."
    ]


def test_a_retired_question_is_not_picked(author, module, question):
    question.is_retired = True
    question.save()

    assert refused(add_quiz(author, module, [question])) == [
        "“Why?” is retired. Choose another question."
    ]


def test_no_more_is_drawn_than_there_is(author, module, outcome):
    assert refused(add_quiz(author, module, drawn=[(outcome, 2)])) == [
        "“Listens” has 1 question to draw from, and the quiz asks for 2."
    ]


def test_what_is_picked_or_retired_is_not_there_to_draw(author, module, question, outcome):
    retired = make_question(single("Old?"), outcome="Listens")
    retired.is_retired = True
    retired.save()

    assert refused(add_quiz(author, module, [question], [(outcome, 1)])) == [
        "“Listens” has 0 questions to draw from, and the quiz asks for 1."
    ]


def test_an_outcome_is_drawn_from_once(author, module, outcome):
    assert refused(add_quiz(author, module, drawn=[(outcome, 1), (outcome, 1)])) == [
        "“Listens” is drawn from twice."
    ]


@pytest.mark.parametrize(
    ("setting", "value"),
    [
        ("pass_mark", "0"),
        ("pass_mark", "101"),
        ("attempts_allowed", "0"),
        ("time_limit", "0"),
        ("time_limit", "9" * 20),
        ("wait_hours", "721"),
        ("feedback", "never"),
    ],
)
def test_a_rule_that_cannot_be_kept_is_refused_beside_its_field(
    author, module, question, setting, value
):
    response = add_quiz(author, module, [question], **{setting: value})

    assert response.status_code == 200
    assert setting in response.context["form"].errors


def test_an_unfinished_quiz_can_be_kept_as_a_draft(author, module):
    response = add_quiz(author, module, publish=False)

    assert response.status_code == 302
    assert not QuizPage.objects.get(slug="new").live


def test_a_quiz_cannot_be_published_by_code_with_a_fault(module, question):
    quiz = QuizPage(title="New")
    quiz.questions = [QuizQuestion(question=question), QuizQuestion(question=question)]

    with pytest.raises(ValidationError, match="twice"):
        module.add_child(instance=quiz)


def test_a_quiz_that_lost_its_questions_cannot_be_published_by_code(quiz):
    quiz.questions.all().delete()

    with pytest.raises(ValidationError, match="at least one question"):
        QuizPage.objects.get().save()
