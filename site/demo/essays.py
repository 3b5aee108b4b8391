"""A quiz whose answers a person reads, with three that wait, so that there is something to mark."""

import json
from datetime import timedelta
from typing import Any

from django.utils import timezone

from agencies.models import User
from agencies.roles import Role
from training import actions
from training.models import (
    Attempt,
    CoursePage,
    ModulePage,
    Outcome,
    Question,
    QuestionBank,
    QuizPage,
    QuizQuestion,
    SavedComment,
)
from training.models.question_content import block_of
from training.questions import Definition, Kind

from .accounts import ACCOUNTS
from .course import CONTENT, read
from .tree import child

DAYS_AGO = (9, 6, 2)


def make_essays() -> None:
    """Once: what is there is left as it is."""
    content = read(CONTENT.parent / "essays.toml")
    course = CoursePage.objects.get(slug="supervising-the-model")
    module = ModulePage.objects.child_of(course).order_by("path").first()
    if module is None or QuizPage.objects.child_of(module).filter(slug=content["slug"]).exists():
        return
    quiz = _make_quiz(module, content)
    for number, user in enumerate(_supervisors()[: len(DAYS_AGO)]):
        texts = [essay["answers"][number] for essay in content["essays"]]
        _hand_in(quiz, user, texts, days_ago=DAYS_AGO[number])
    SavedComment.objects.bulk_create(
        SavedComment(text=saved["text"], sort_order=number)
        for number, saved in enumerate(content["saved_comments"])
    )


def _make_quiz(module: ModulePage, content: dict[str, Any]) -> QuizPage:
    bank, _ = QuestionBank.objects.get_or_create(name=module.title)
    outcome, _ = Outcome.objects.get_or_create(name=module.title)
    quiz = QuizPage(
        title=content["title"],
        slug=content["slug"],
        introduction=content["introduction"],
        pass_mark=content["pass_mark"],
    )
    to_begin_with = list(bank.questions.filter(kind=Kind.SINGLE)[:1])
    essays = [
        Question.objects.create(
            bank=bank, outcome=outcome, content=json.dumps([block_of(_definition(essay))])
        )
        for essay in content["essays"]
    ]
    quiz.questions = [
        QuizQuestion(sort_order=number, question=question)
        for number, question in enumerate([*to_begin_with, *essays])
    ]
    return child(module, quiz)


def _definition(essay: dict[str, Any]) -> Definition:
    return {
        "kind": Kind.ESSAY,
        "stem": f"<p>{essay['text']}</p>",
        "points": essay["points"],
        "feedback": f"<p>{essay['feedback']}</p>",
        "guidance": f"<p>{essay['guidance']}</p>",
    }


def _supervisors() -> list[User]:
    """Not the one that one signs in as: for them the quiz is still to be taken."""
    sign_ins = [email for _, email in ACCOUNTS]
    users = User.objects.filter(memberships__role=Role.SUPERVISOR).exclude(email__in=sign_ins)
    return list(users.order_by("pk"))


def _hand_in(quiz: QuizPage, user: User, texts: list[str], *, days_ago: int) -> None:
    attempt = actions.start_attempt(quiz=quiz, by=user)
    written = iter(texts)
    answers = {
        question["key"]: next(written)
        if question["definition"]["kind"] == Kind.ESSAY
        else question["shown"][:1]
        for question in attempt.sheet["questions"]
    }
    actions.submit_attempt(attempt=attempt, answers=answers, by=user)
    day = timezone.now() - timedelta(days=days_ago)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=day, submitted_at=day)
