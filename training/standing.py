"""How a person who is expected to finish a course stands. Nothing here knows of Django.

The rule, said on the page as well. Done: everything is done, or the certificate is held. Overdue:
the day to finish by is over. Not started: nothing is begun. Stuck: nothing has been done for 14
days, counted from when they were expected to begin at the earliest; or three attempts at one quiz
have failed. Nobody is stuck whose answer waits for a trainer to mark it. Going: all others.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .progress import CourseProgress, Step

QUIET_DAYS = 14
FAILED_TRIES = 3


class Status(StrEnum):
    NOT_STARTED = "not-started"
    GOING = "going"
    STUCK = "stuck"
    OVERDUE = "overdue"
    DONE = "done"


@dataclass(frozen=True)
class Trouble:
    """Why somebody is stuck: the quiz that they fail, or else the days without progress."""

    quiz: Step | None
    days: int


def status_of(course: CourseProgress, *, since: date, due_on: date | None, today: date) -> Status:
    if course.is_done or course.certificate_number:
        return Status.DONE
    if due_on and due_on < today:
        return Status.OVERDUE
    if not course.is_begun:
        return Status.NOT_STARTED
    return Status.STUCK if trouble_of(course, since=since, today=today) else Status.GOING


def trouble_of(course: CourseProgress, *, since: date, today: date) -> Trouble | None:
    """`since` is the day on which the person was expected to begin."""
    if not course.left or any(waits_for_a_trainer(step) for step in course.left):
        return None
    last = last_activity(course)
    quiet = (today - max(since, last.date() if last else since)).days
    failing = next((step for step in course.left if failed(step) >= FAILED_TRIES), None)
    if failing or quiet >= QUIET_DAYS:
        return Trouble(failing, quiet)
    return None


def last_activity(course: CourseProgress) -> datetime | None:
    """When a lesson was last done, or a quiz handed in."""
    return max((step.done_at for step in course.steps if step.done_at), default=None)


def failed(step: Step) -> int:
    return sum(t.passed is False for t in step.tries)


def waits_for_a_trainer(step: Step) -> bool:
    return any(t.waits for t in step.tries)
