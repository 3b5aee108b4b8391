"""A person's record of learning: everything they have done here, as it was on its day."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from agencies.models import User

from .. import marking
from ..confidence import Change
from ..models import Attempt, Certificate, ImportedResult, LessonCompletion, Regrade
from ..models.workshops import Attendance
from .confidence import confidence_by_course


@dataclass(frozen=True)
class MarkedAgain:
    """What an attempt is worth since its last regrade."""

    earned: Decimal
    total: int
    passed: bool

    @property
    def percent(self) -> int:
        return marking.percent(self.earned, self.total)


@dataclass(frozen=True)
class QuizDone:
    attempt_id: int
    title: str
    submitted_at: datetime
    earned: Decimal | None
    total: int | None
    passed: bool | None  # None: waits to be marked
    again: MarkedAgain | None

    @property
    def percent(self) -> int:
        return marking.percent(self.earned or 0, self.total or 0)


@dataclass(frozen=True)
class Session:
    workshop: str
    day: date
    trainer: str
    minutes: int


@dataclass(frozen=True)
class Record:
    lessons: list[LessonCompletion]
    quizzes: list[QuizDone]
    sessions: list[Session]
    certificates: list[Certificate]
    cpd: list[tuple[int, int]]  # year, minutes
    confidence: dict[str, tuple[Change, ...]]
    elsewhere: list[ImportedResult]

    @property
    def is_empty(self) -> bool:
        return not any(vars(self).values())


def record_of(user: User) -> Record:
    certificates = list(Certificate.objects.belonging_to(user))
    return Record(
        lessons=list(LessonCompletion.objects.belonging_to(user).order_by("completed_at", "pk")),
        quizzes=_quizzes(user),
        sessions=_sessions(user),
        certificates=certificates,
        cpd=_cpd_by_year(certificates),
        confidence=confidence_by_course(user),
        elsewhere=list(ImportedResult.objects.belonging_to(user)),
    )


def _quizzes(user: User) -> list[QuizDone]:
    attempts = Attempt.objects.belonging_to(user).filter(submitted_at__isnull=False)
    regrades = Regrade.objects.filter(attempt=OuterRef("pk")).order_by("-pk")
    last = [Subquery(regrades.values(name)[:1]) for name in ("earned", "total", "passed")]
    rows: Iterable[Any] = attempts.order_by("submitted_at", "pk").values_list(
        "pk", "paper__title", "submitted_at", "earned", "total", "passed", *last
    )
    return [
        QuizDone(pk, title, day, earned, total, passed, _marked_again(*last))
        for pk, title, day, earned, total, passed, *last in rows
    ]


def _marked_again(
    earned: Decimal | None, total: int | None, passed: bool | None
) -> MarkedAgain | None:
    if earned is None or total is None or passed is None:
        return None
    return MarkedAgain(earned, total, passed)


def _sessions(user: User) -> list[Session]:
    attended = Attendance.objects.belonging_to(user).filter(present=True)
    rows: Iterable[Any] = attended.order_by("session__starts_at").values_list(
        "session__workshop__title",
        "session__starts_at",
        "session__ends_at",
        "session__workshop__led_by_name",
    )
    return [
        Session(title, timezone.localdate(begun), trainer, int((ended - begun).seconds / 60))
        for title, begun, ended, trainer in rows
    ]


def _cpd_by_year(certificates: list[Certificate]) -> list[tuple[int, int]]:
    """What certificates that were not taken back stand for, newest year first."""
    years: Counter[int] = Counter()
    for certificate in certificates:
        if certificate.revoked_at is None:
            years[certificate.issued_on.year] += certificate.cpd_minutes
    return sorted(((year, n) for year, n in years.items() if n), reverse=True)
