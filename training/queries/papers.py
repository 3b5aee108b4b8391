"""What a quiz may ask, and how an attempt was marked."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.db.models import OuterRef, Subquery

from .. import marking
from ..models import Answer, Attempt, EssayMark, Question, QuestionVersion, QuizPage
from ..papers import Candidate, Draw
from ..questions import Definition
from ..regrading import remarked

Versions = Mapping[int, Definition]  # to mark by, by the version that was asked
ASKED: Versions = {}  # each by the version that was asked


def candidates_of(quiz: QuizPage) -> tuple[list[Candidate], list[Draw]]:
    """The questions that everybody is asked, in order, and the pools to draw from."""
    picked = quiz.questions.filter(question__is_retired=False)
    picked = picked.select_related("question__version__outcome")
    fixed = [pick.question.version.as_candidate() for pick in picked]
    return fixed, [Draw(_pool(draw.outcome_id), draw.number) for draw in quiz.draws.all()]


def _pool(outcome: int) -> tuple[Candidate, ...]:
    current = Question.objects.in_use().filter(outcome=outcome).values("version")
    versions = QuestionVersion.objects.filter(pk__in=current).select_related("outcome")
    return tuple(version.as_candidate() for version in versions)


def asked_in(attempt: Attempt, versions: Versions = ASKED) -> list[marking.Asked]:
    """The questions of an attempt with the answers and what markers gave, in the paper's order;
    marked by other versions where those say so."""
    return asked(attempt, answers_of([attempt])[attempt.pk], versions)


def asked(attempt: Attempt, answers: Mapping[str, Any], versions: Versions) -> list[marking.Asked]:
    found = []
    for question in attempt.sheet["questions"]:
        answer = answers.get(question["key"])
        marked, response = remarked(question, answer and answer.response, versions)
        definition = marked["definition"]
        judged = _credit(answer.judged, definition["points"]) if answer else None
        found.append(marking.Asked(question["key"], definition, response, judged))
    return found


def answers_of(attempts: Iterable[Attempt]) -> dict[int, dict[str, Any]]:
    """The answers of each attempt by their question's key, with what the last marker gave."""
    last = EssayMark.objects.filter(answer=OuterRef("pk")).order_by("-pk")
    found: dict[int, dict[str, Any]] = {attempt.pk: {} for attempt in attempts}
    answers = Answer.objects.filter(attempt__in=found)
    for answer in answers.annotate(judged=Subquery(last.values("points")[:1])):
        found[answer.attempt_id][answer.question_key] = answer
    return found


def saved_responses(attempt: Attempt) -> dict[str, Any]:
    return dict(attempt.answers.values_list("question_key", "response"))


def checked_keys(attempt: Attempt) -> set[str]:
    """The questions whose answers are final, because their feedback has been shown."""
    if attempt.sheet["feedback"] != QuizPage.Feedback.EACH:
        return set()
    final = attempt.answers.exclude(checked_at=None)
    return set(final.values_list("question_key", flat=True))


def mark_of(attempt: Attempt, answers: Mapping[str, Any] | None = None) -> marking.Result:
    """How an attempt is marked; `answers` are those of `answers_of`, where they have been read."""
    if answers is None:
        answers = answers_of([attempt])[attempt.pk]
    return marking.mark(asked(attempt, answers, ASKED))


def _credit(points: Decimal | None, of: int) -> Fraction | None:
    return None if points is None else Fraction(points) / of
