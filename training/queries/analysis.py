"""How the questions of a quiz did, over the people who were asked them. Nobody is named."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from .. import analysis
from ..models import Answer, Attempt, QuestionVersion, QuizPage
from ..models.bank import KINDS
from ..questions import Fault, Kind, parts_of, plain


@dataclass(frozen=True)
class QuestionAnalysis:
    """One version of a question, or of a part of a scenario."""

    question: int
    words: str
    kind: str
    part: int  # of a scenario, from 1
    version: int
    answers: int
    facility: float | None
    discrimination: float | None
    remarks: tuple[Fault, ...]
    given: analysis.Answers

    @property
    def is_enough_to_discriminate(self) -> bool:
        return self.answers >= analysis.ENOUGH_FOR_DISCRIMINATION

    @property
    def percent(self) -> int | None:
        return None if self.facility is None else round(self.facility * 100)


@dataclass(frozen=True)
class QuizAnalysis:
    people: int
    attempts: int
    questions: tuple[QuestionAnalysis, ...]


class Row(NamedTuple):
    attempt: int
    version: int | None
    part: int
    response: Any
    points: int
    earned: Decimal


def analysis_of(quiz: QuizPage, *, first_only: bool = True) -> QuizAnalysis:
    """By the marks of the day, not those of regrades. First attempts only, unless told: who tries
    again has seen the questions, and often the answers."""
    attempts = _attempts(quiz, first_only)
    rows = [row for row in _rows(quiz) if row.attempt in attempts]
    given = _given(rows)
    versions = QuestionVersion.objects.select_related("question").in_bulk({v for v, _ in given})
    places = _places(quiz)
    order = sorted(
        given,
        key=lambda key: (
            places.get(versions[key[0]].question_id, len(places)),
            versions[key[0]].question_id,
            key[1],
            versions[key[0]].number,
        ),
    )
    questions = (_analysed(versions[v], part, given[v, part]) for v, part in order)
    return QuizAnalysis(len(set(attempts.values())), len(attempts), tuple(questions))


def _attempts(quiz: QuizPage, first_only: bool) -> dict[int, int]:
    """The marked attempts to look at, and whose they are."""
    found: dict[int, int] = {}
    seen: set[int] = set()
    handed_in = Attempt.objects.filter(quiz=quiz, submitted_at__isnull=False)
    for pk, user, marked_at in handed_in.values_list("pk", "user_id", "marked_at"):
        if marked_at and not (first_only and user in seen):
            found[pk] = user
        seen.add(user)
    return found


def _rows(quiz: QuizPage) -> Iterable[Row]:
    answers = Answer.objects.filter(attempt__quiz=quiz, attempt__marked_at__isnull=False)
    columns = ("attempt_id", "version_id", "part", "response", "points", "earned")
    return map(Row._make, answers.values_list(*columns))


def _given(rows: list[Row]) -> dict[tuple[int, int], list[analysis.Given]]:
    """The answers to each version, or part of one. Answers from before there were versions count
    in the rest only."""
    earned, points = defaultdict[int, Decimal](Decimal), defaultdict[int, int](int)
    for row in rows:
        earned[row.attempt] += row.earned
        points[row.attempt] += row.points
    given: dict[tuple[int, int], list[analysis.Given]] = defaultdict(list)
    for row in rows:
        if row.version is None:
            continue
        rest = points[row.attempt] - row.points
        share = float((earned[row.attempt] - row.earned) / rest) if rest else None
        given[row.version, row.part].append(
            analysis.Given(row.response, float(row.earned / row.points), share)
        )
    return given


def _places(quiz: QuizPage) -> dict[int, int]:
    picked = quiz.questions.order_by("sort_order").values_list("question_id", flat=True)
    return {question: place for place, question in enumerate(picked)}


def _analysed(version: QuestionVersion, part: int, given: list[analysis.Given]) -> QuestionAnalysis:
    definition = parts_of(version.definition)[max(part, 1) - 1]
    return QuestionAnalysis(
        question=version.question_id,
        words=plain(definition["stem"]),
        kind=str(KINDS[Kind(definition["kind"])]),
        part=part,
        version=version.number,
        answers=len(given),
        facility=analysis.facility(given),
        discrimination=analysis.discrimination(given),
        remarks=tuple(analysis.remarks(definition, given)),
        given=analysis.answers_chosen(definition, [g.response for g in given]),
    )
