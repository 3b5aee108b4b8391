"""A trainer writes quizzes in the Wagtail editor."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.test.utils.form_data import inline_formset

from training.models import Choice, Question, QuizPage

from .editor import add


def add_quiz(author, module, questions, publish=True):
    formset = inline_formset(
        [
            {
                "text": q.get("text", "Why?"),
                "kind": q.get("kind", "single"),
                "explanation": "",
                "choices": inline_formset(
                    [
                        {"text": text, **({"correct": "on"} if correct else {})}
                        for text, correct in q["choices"]
                    ]
                ),
            }
            for q in questions
        ]
    )
    data = {"introduction": "", "pass_mark": "80", "questions": formset}
    return add(author, module, "quizpage", data, publish)


def test_a_trainer_publishes_a_quiz(author, module):
    response = add_quiz(
        author,
        module,
        [
            {"choices": [("Yes", True), ("No", False)]},
            {"kind": "multiple", "choices": [("A", True), ("B", True), ("C", False)]},
        ],
    )

    assert response.status_code == 302
    quiz = QuizPage.objects.get(slug="new")
    assert quiz.live
    assert [q.choices.count() for q in quiz.questions.all()] == [2, 3]


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ({"choices": [("Yes", True)]}, "Give “Why?” at least two choices."),
        ({"choices": []}, "Give “Why?” at least two choices."),
        (
            {"choices": [("Yes", False), ("No", False)]},
            "Tick exactly one correct choice in “Why?”.",
        ),
        (
            {"choices": [("Yes", True), ("No", True)]},
            "Tick exactly one correct choice in “Why?”.",
        ),
        (
            {"kind": "multiple", "choices": [("Yes", False), ("No", False)]},
            "Tick at least one correct choice in “Why?”.",
        ),
    ],
)
def test_a_question_that_cannot_be_marked_is_refused(author, module, question, sentence):
    response = add_quiz(author, module, [question])

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not QuizPage.objects.filter(slug="new").exists()


def test_a_quiz_without_questions_cannot_be_published(author, module):
    response = add_quiz(author, module, [])

    assert response.status_code == 200
    assert "Add at least one question before you publish this quiz." in response.content.decode()


def test_an_unfinished_quiz_can_be_kept_as_a_draft(author, module):
    response = add_quiz(author, module, [{"choices": [("Yes", True)]}], publish=False)

    assert response.status_code == 302
    assert not QuizPage.objects.get(slug="new").live


def test_a_quiz_cannot_be_published_by_code_with_a_question_that_cannot_be_marked(module):
    quiz = QuizPage(title="New")
    quiz.questions.add(Question(text="Why?", choices=[Choice(text="Yes", correct=True)]))

    with pytest.raises(ValidationError, match="at least two choices"):
        module.add_child(instance=quiz)


def test_a_quiz_that_lost_its_questions_cannot_be_published_by_code(quiz):
    quiz.questions.all().delete()

    with pytest.raises(ValidationError, match="at least one question"):
        QuizPage.objects.get().save()
