"""A quiz of 25 questions of five types: asked, saved, handed in and marked."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import transaction
from django.test import Client
from django.urls import reverse

from agencies.models import User
from agencies.roles import Role
from demo.timing import account, client_of, time
from training import actions
from training.formats.reading import Format, load
from training.models import Attempt, CoursePage, ModulePage, Question, QuizPage, QuizQuestion

QUESTIONS = 25
TYPES = [
    "{=Yes#Right. ~No#No. ~Never ~Perhaps}",
    "{~%50%One ~%50%Two ~Three ~Four}",
    "{T}",
    "{=a word =another word}",
    "{#12:1}",
]


class Command(BaseCommand):
    help = f"Time a quiz of {QUESTIONS} questions, and undo it (see `make bench`)."

    def handle(self, *args: Any, **options: Any) -> None:
        settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
        with transaction.atomic():
            self._measure(_quiz())
            transaction.set_rollback(True)

    def _measure(self, quiz: QuizPage) -> None:
        worker, client = account(Role.WORKER), client_of(Role.WORKER)
        attempt = actions.start_attempt(quiz=quiz, by=worker)
        page, save = (
            reverse(f"training:{name}", args=[attempt.pk]) for name in ("attempt", "save_attempt")
        )
        time(self.stdout, "25 questions to answer", lambda: client.get(page), 24)
        answers = _answers(attempt)
        time(self.stdout, "save 25 answers", lambda: client.post(save, answers), 10)
        actions.submit_attempt(attempt=attempt, answers={}, by=worker, with_gaps=True)
        submit = _Submitting(client, quiz, worker)
        time(self.stdout, "submit and mark 25 answers", submit, 30, before=submit.begin)
        result = reverse("training:result", args=[attempt.pk])
        time(self.stdout, "result of 25 questions", lambda: client.get(result), 24)


def _quiz() -> QuizPage:
    text = "\n\n".join(
        f"::Q {n}::[html]<p>Question {n} of the bench?</p>{TYPES[n % len(TYPES)]}"
        for n in range(QUESTIONS)
    )
    loaded = load(text.encode(), Format.GIFT)
    actions.import_questions(bank_name="Bench", loaded=loaded, source=Format.GIFT, by=None)
    quiz = QuizPage(title="Bench", slug="bench")
    questions = Question.objects.filter(bank__name="Bench")
    quiz.questions = [QuizQuestion(question=q, sort_order=n) for n, q in enumerate(questions)]
    course = CoursePage.objects.get(is_core=True)
    return ModulePage.objects.descendant_of(course)[0].add_child(instance=quiz)


def _answers(attempt: Attempt) -> dict[str, Any]:
    """Something to each question, as a browser would send it."""
    typed = {"numeric": "12", "short": "a word"}
    return {
        f"question-{question['key']}": typed.get(
            question["definition"]["kind"], (question["shown"] or [""])[0]
        )
        for question in attempt.sheet["questions"]
    }


class _Submitting:
    def __init__(self, client: Client, quiz: QuizPage, worker: User) -> None:
        self.client, self.quiz, self.worker = client, quiz, worker

    def begin(self) -> None:
        self.attempt = actions.start_attempt(quiz=self.quiz, by=self.worker)

    def __call__(self) -> Any:
        page = reverse("training:attempt", args=[self.attempt.pk])
        return self.client.post(page, _answers(self.attempt))
