"""Why a course is not complete: for each thing it asks of a learner, that it is done or what is
missing. Nothing here knows of Django; queries.completion puts the reasons in words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from .progress import CourseProgress, Lock, ModuleProgress, QuizRules, Step, Try


@dataclass(frozen=True)
class NotRead:
    """The lesson has not been worked through."""


@dataclass(frozen=True)
class Changed:
    """The lesson was done, and has changed since in a way that matters."""

    what: str


@dataclass(frozen=True)
class NotTried:
    pass


@dataclass(frozen=True)
class NotHandedIn:
    """An attempt is open."""


@dataclass(frozen=True)
class WaitsToBeMarked:
    pass


@dataclass(frozen=True)
class BelowPassMark:
    percent: int
    needed: int
    last_counts: bool
    wait_until: datetime | None = None
    no_attempts_left: bool = False


@dataclass(frozen=True)
class Closed:
    locks: tuple[Lock, ...]


@dataclass(frozen=True)
class NotAttended:
    pass


Reason = (
    NotRead | Changed | NotTried | NotHandedIn | WaitsToBeMarked | BelowPassMark | Closed
    | NotAttended
)  # fmt: skip


@dataclass(frozen=True)
class Checked:
    """One thing that the course asks for, looked at. `reason` is None once it is done."""

    module: ModuleProgress
    step: Step | None  # None: the workshop
    reason: Reason | None
    by_attendance: bool = False


def of_course(course: CourseProgress, now: datetime) -> Iterator[Checked]:
    for module in course.modules:
        for step in module.steps:
            reason = None if module.is_attended else reason_of(step, now)
            yield Checked(module, step, reason, by_attendance=module.is_attended)
        if module.needs_attendance or (module.is_attended and not module.steps):
            reason = None if module.is_attended else NotAttended()
            yield Checked(module, None, reason, by_attendance=module.is_attended)


def reason_of(step: Step, now: datetime) -> Reason | None:
    if step.is_done:
        return None
    if step.is_locked:
        return Closed(step.locks)
    if step.quiz:
        return _reason_of_quiz(step, step.quiz, now)
    return NotRead() if step.what_changed is None else Changed(step.what_changed)


def _reason_of_quiz(step: Step, rules: QuizRules, now: datetime) -> Reason:
    if step.has_open_attempt:
        return NotHandedIn()
    if step.waits_to_be_marked:
        return WaitsToBeMarked()
    best = counted(step.tries, last_counts=rules.last_counts)
    if best is None:
        return NotTried()
    return BelowPassMark(
        best.percent,
        rules.pass_mark,
        rules.last_counts,
        wait_until=step.closed_until(now),
        no_attempts_left=step.no_tries_left,
    )


def counted(tries: Sequence[Try], *, last_counts: bool) -> Try | None:
    """The attempt that counts: the last that is marked, or the best; a pass is one for good,
    whatever the pass mark has become."""
    marked = [t for t in tries if not t.waits]
    if not marked:
        return None
    return marked[-1] if last_counts else max(marked, key=lambda t: (bool(t.passed), t.percent))


def is_passed(tries: Sequence[Try], *, last_counts: bool) -> bool:
    best = counted(tries, last_counts=last_counts)
    return best is not None and bool(best.passed)
