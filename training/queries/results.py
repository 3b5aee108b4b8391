from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from typing import Any

from .. import marking, papers
from ..models import Attempt, EssayMark, QuizPage, Regrade
from .papers import asked_in
from .regrades import versions_of


@dataclass(frozen=True)
class QuestionResult:
    """One question of a result. `response` has the shape that training.papers.fits says."""

    question: papers.PaperQuestion
    response: object
    credit: float | None  # None: waits for a person
    earned: Decimal | None
    points: int
    comment: str  # of the marker

    @property
    def is_right(self) -> bool:
        return self.credit == 1

    @property
    def is_partly_right(self) -> bool:
        return self.credit is not None and 0 < self.credit < 1

    @property
    def waits(self) -> bool:
        return self.credit is None


@dataclass(frozen=True)
class Regraded:
    """One time that the attempt was marked again, and the result until then."""

    reason: str
    made_at: datetime
    earned: Decimal
    total: int
    passed: bool


@dataclass(frozen=True)
class AttemptResult:
    """The result that stands, and those before it."""

    title: str
    pass_mark: int
    feedback: str
    closing_text: str  # the trainer's own, to those who passed or those who did not
    earned: Decimal | None
    total: int | None
    passed: bool | None  # None: waits to be marked
    questions: tuple[QuestionResult, ...]
    regrades: tuple[Regraded, ...]

    @property
    def tells_answers(self) -> bool:
        return self.feedback != QuizPage.Feedback.WRONG

    @property
    def percent(self) -> int | None:
        return None if self.earned is None else marking.percent(self.earned, self.total or 0)


def result_of(attempt: Attempt) -> AttemptResult:
    """A submitted attempt as its learner sees it. The scores are those stored on the day and with
    each regrade."""
    sheet, regrades = attempt.sheet, list(attempt.regrades.all())
    last = regrades[-1] if regrades else None
    asked = {
        # What one essay was given may change until the others are marked too.
        question.key: replace(question, judged=None) if attempt.waits else question
        for question in asked_in(attempt, versions_of(last))
    }
    marked = {question.key: question for question in marking.mark(asked.values()).questions}
    comments = _comments(attempt)
    stands = last or attempt
    return AttemptResult(
        sheet["title"],
        sheet["pass_mark"],
        sheet["feedback"],
        _closing_text(sheet, stands.passed),
        stands.earned,
        stands.total,
        stands.passed,
        tuple(
            _question(q, asked[q["key"]], marked[q["key"]], comments.get(q["key"], ""))
            for q in sheet["questions"]
        ),
        _regrades(attempt, regrades),
    )


def _regrades(attempt: Attempt, regrades: list[Regrade]) -> tuple[Regraded, ...]:
    before: list[Any] = [attempt, *regrades]
    return tuple(
        Regraded(regrade.reason, regrade.made_at, old.earned, old.total, old.passed)
        for old, regrade in zip(before, regrades, strict=False)
    )


def _closing_text(sheet: papers.Paper, passed: bool | None) -> str:
    if passed is None:
        return ""
    return sheet.get("text_if_passed", "") if passed else sheet.get("text_if_not_passed", "")


def _question(
    question: papers.PaperQuestion, asked: marking.Asked, marked: marking.Marked, comment: str
) -> QuestionResult:
    return QuestionResult(
        {**question, "definition": asked.definition},
        asked.response,
        None if marked.credit is None else float(marked.credit),
        None if marked.credit is None else marking.stored(marked.earned),
        marked.points,
        comment,
    )


def _comments(attempt: Attempt) -> dict[str, str]:
    """The marker's last words on each essay."""
    if attempt.waits:
        return {}
    marks = EssayMark.objects.filter(answer__attempt=attempt).order_by("pk")
    return dict(marks.values_list("answer__question_key", "comment"))
