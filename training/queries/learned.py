"""What a person has done so far, as far as it counts for their courses."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from agencies.models import User

from ..models import Attempt, LessonCompletion, Regrade
from ..progress import Try
from .workshops import modules_attended_by


@dataclass(frozen=True)
class Learned:
    lessons: dict[int, tuple[int, datetime]] = field(default_factory=dict)  # edition, and when
    tries: dict[int, list[Try]] = field(default_factory=dict)  # oldest first
    open_attempts: dict[int, int] = field(default_factory=dict)  # by quiz
    attended: set[int] = field(default_factory=set)  # modules


def learned_by(user: User) -> Learned:
    return learned_by_each([user])[user.pk]


def learned_by_each(users: Collection[User]) -> dict[int, Learned]:
    """By the id of the person, in a fixed number of queries."""
    attended = modules_attended_by(users)
    learned = {user.pk: Learned(attended=attended.get(user.pk, set())) for user in users}
    completions = LessonCompletion.objects.filter(user__in=users).filter(lesson__isnull=False)
    for person, lesson, edition, at in completions.order_by("edition").values_list(
        "user_id", "lesson_id", "edition", "completed_at"
    ):
        learned[person].lessons[lesson] = edition, at
    attempts = list(
        Attempt.objects.filter(user__in=users, quiz__isnull=False).values_list(
            "user_id", "pk", "quiz_id", "submitted_at", "earned", "total", "passed"
        )
    )
    regraded = _regrades(users) if attempts else {}
    for person, pk, quiz, submitted_at, earned, total, passed in attempts:
        if submitted_at is None:
            learned[person].open_attempts[quiz] = pk
        else:
            earned, total, passed = regraded.get(pk, (earned, total, passed))
            tried = Try(pk, submitted_at, earned or 0, total or 0, passed)
            learned[person].tries.setdefault(quiz, []).append(tried)
    return learned


def _regrades(users: Collection[User]) -> dict[int, tuple[Any, int, bool]]:
    """The last result of each attempt that was marked again. A query of its own, because as part
    of the other one it took three times as long."""
    regrades = Regrade.objects.filter(attempt__user__in=users).order_by("pk")
    rows = regrades.values_list("attempt_id", "earned", "total", "passed")
    return {attempt: (earned, total, passed) for attempt, earned, total, passed in rows}
