"""Who is due a certificate, and how a batch of them comes on."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Exists, Max, OuterRef, Q, QuerySet
from django.utils import timezone

from agencies.models import User

from ..models import (
    Attempt,
    BatchMember,
    Certificate,
    CertificateBatch,
    CoursePage,
    LessonCompletion,
)
from .standings import progress_of_each

Outcome = BatchMember.Outcome
# Seconds without a certificate, after which the page says that nothing begins, or moves.
BEGINS_WITHIN, STILL_AFTER = 10, 120


@dataclass(frozen=True)
class Missing:
    """How many people have yet to do a lesson or quiz first of all."""

    title: str
    people: int


@dataclass(frozen=True)
class Due:
    """The people who have begun a course, sorted by whether a certificate is due to them."""

    complete: tuple[User, ...]
    not_complete: tuple[User, ...]
    missing: tuple[Missing, ...]
    held: int


@dataclass(frozen=True)
class BatchState:
    done: int
    total: int
    issued: int
    other: tuple[tuple[str, str], ...]  # who got none, and why
    is_finished: bool
    still_for: float  # seconds

    @property
    def is_drawing(self) -> bool:
        """All is issued, and the file to download is being made."""
        return not self.is_finished and self.done == self.total and bool(self.issued)

    @property
    def has_not_begun(self) -> bool:
        return not self.is_finished and not self.done and self.still_for > BEGINS_WITHIN

    @property
    def stands_still(self) -> bool:
        return not self.is_finished and self.still_for > STILL_AFTER


def due_certificates(course: CoursePage, users: Iterable[User] | None = None) -> Due:
    """Of everybody who has begun the course, or of these people only."""
    begun = _begun(course, users)
    held = Certificate.objects.filter(user=OuterRef("pk"), course=course)
    waiting = list(begun.exclude(Exists(held)))
    progress = progress_of_each(waiting, course)
    complete = tuple(user for user in waiting if progress[user.pk].is_done)
    not_complete = tuple(user for user in waiting if not progress[user.pk].is_done)
    next_steps = [progress[user.pk].next_step for user in not_complete]
    missing = Counter(step.title for step in next_steps if step)
    return Due(
        complete,
        not_complete,
        tuple(Missing(title, people) for title, people in missing.most_common()),
        begun.filter(Exists(held)).count(),
    )


def _begun(course: CoursePage, users: Iterable[User] | None) -> QuerySet[User]:
    people = User.objects.filter(is_active=True)
    if users is not None:
        return people.filter(pk__in=[user.pk for user in users])
    lessons = LessonCompletion.objects.filter(
        user=OuterRef("pk"), lesson__path__startswith=course.path
    )
    tries = Attempt.objects.filter(user=OuterRef("pk"), quiz__path__startswith=course.path)
    return people.filter(Exists(lessons) | Exists(tries))


def batch_state(batch: CertificateBatch) -> BatchState:
    numbers = batch.members.aggregate(
        total=Count("pk"),
        waiting=Count("pk", filter=Q(outcome=Outcome.WAITING)),
        issued=Count("pk", filter=Q(outcome=Outcome.ISSUED)),
        moved_at=Max("done_at"),
    )
    others = batch.members.exclude(outcome__in=[Outcome.WAITING, Outcome.ISSUED])
    moved_at = batch.drawn_at or numbers["moved_at"] or batch.started_at
    return BatchState(
        numbers["total"] - numbers["waiting"],
        numbers["total"],
        numbers["issued"],
        tuple((str(m.user), m.get_outcome_display()) for m in others.select_related("user")),
        batch.finished_at is not None,
        (timezone.now() - moved_at).total_seconds(),
    )
