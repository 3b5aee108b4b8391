"""How the people of a cohort stand, in a fixed number of queries whatever the size of the cohort
and of the course; one or two more for each agency that has modules of its own."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agencies.models import Membership, User
from agencies.roles import Role

from .. import standing
from ..models import Certificate, Cohort, CoursePage, Enrolment
from ..progress import CourseProgress, Step
from ..standing import Status, Trouble
from .courses import modules_of
from .learned import learned_by_each
from .outline import OWNERS, Row, outline, outline_elsewhere

WORDS = {
    Status.NOT_STARTED: _("Not started"),
    Status.GOING: _("Going"),
    Status.STUCK: _("Stuck"),
    Status.OVERDUE: _("Overdue"),
    Status.DONE: _("Done"),
}
LATE = (Status.STUCK, Status.OVERDUE)


@dataclass(frozen=True)
class PersonStanding:
    user_id: int
    name: str
    email: str
    due_on: date | None
    status: Status
    trouble: Trouble | None
    course: CourseProgress

    @property
    def status_words(self) -> str:
        return str(WORDS[self.status])

    @property
    def current(self) -> Step | None:
        return None if self.status == Status.DONE else self.course.next_step

    @property
    def last_activity(self) -> datetime | None:
        return standing.last_activity(self.course)

    @property
    def tries(self) -> int:
        return sum(len(step.tries) for step in self.course.steps)


@dataclass(frozen=True)
class StepCount:
    """How many people have a step before them, and how many of these are stuck or overdue."""

    title: str
    people: int
    late: int


def standings(cohort: Cohort) -> list[PersonStanding]:
    """The people who are expected, by name."""
    if cohort.course is None:
        return []
    enrolments = list(
        Enrolment.objects.filter(cohort=cohort).expected().select_related("user", "cohort")
    )
    courses = progress_of_each([enrolment.user for enrolment in enrolments], cohort.course)
    return [_standing(enrolment, courses[enrolment.user_id]) for enrolment in enrolments]


def standing_of(enrolment: Enrolment, course: CourseProgress) -> PersonStanding:
    """For whoever has read the progress already."""
    return _standing(enrolment, course)


def people_at_steps(people: list[PersonStanding]) -> list[StepCount]:
    """In the order of the course, without the steps that nobody has before them."""
    titles = {step.page_id: step.title for p in people for step in p.course.steps}
    here = Counter(p.current.page_id for p in people if p.current)
    late = Counter(p.current.page_id for p in people if p.current and p.status in LATE)
    return [StepCount(title, here[pk], late[pk]) for pk, title in titles.items() if here[pk]]


def progress_of_each(users: list[User], course: CoursePage) -> dict[int, CourseProgress]:
    """As queries.course_progress() for each of the people, by their ids."""
    _read_memberships(users)
    outlines = _Outlines(course)
    learned = learned_by_each(users)
    numbers = dict(
        Certificate.objects.filter(course=course, user__in=users, revoked_at=None)
        .order_by("issued_on", "pk")
        .values_list("user_id", "number")
    )
    return {
        user.pk: CourseProgress(
            course.pk,
            course.title,
            course.url,
            course.summary,
            tuple(
                modules_of(
                    course.url,
                    course.url_path,
                    outlines.of(user),
                    learned[user.pk],
                    outlines.elsewhere(user),
                )
            ),
            numbers.get(user.pk),
            course.cpd_minutes,
            course.conversation,
        )
        for user in users
    }


class _Outlines:
    """What the course asks, read once for all people of whom it asks the same."""

    def __init__(self, course: CoursePage) -> None:
        self.course = course
        self.owners = set(OWNERS.values_list("agency_id", flat=True))
        self.outlines: dict[object, list[Row]] = {}
        self.found: dict[object, list[Row]] = {}

    def of(self, user: User) -> list[Row]:
        agencies = self._owning(user)
        if agencies not in self.outlines:
            self.outlines[agencies] = outline(user, [self.course])
        return self.outlines[agencies]

    def elsewhere(self, user: User) -> Callable[[set[int]], list[Row]]:
        def find(pages: set[int]) -> list[Row]:
            kind = self._owning(user), Role.SUPERVISOR in user.roles, frozenset(pages)
            if kind not in self.found:
                self.found[kind] = outline_elsewhere(user, pages)
            return self.found[kind]

        return find

    def _owning(self, user: User) -> frozenset[int]:
        held = (m.agency_id for m in user.held)
        return frozenset(agency for agency in held if agency and agency in self.owners)


def _read_memberships(users: list[User]) -> None:
    """In one query what User.held would ask for each."""
    held: dict[int, list[Membership]] = {user.pk: [] for user in users}
    for membership in Membership.objects.current().filter(user__in=users):
        held[membership.user_id].append(membership)
    for user in users:
        user.held = held[user.pk]


def _standing(enrolment: Enrolment, course: CourseProgress) -> PersonStanding:
    today = timezone.localdate()
    since = max(timezone.localdate(enrolment.enrolled_at), enrolment.cohort.starts_on)
    user, due_on = enrolment.user, enrolment.due_on
    status = standing.status_of(course, since=since, due_on=due_on, today=today)
    return PersonStanding(
        user.pk,
        str(user),
        user.email,
        due_on,
        status,
        standing.trouble_of(course, since=since, today=today) if status in LATE else None,
        course,
    )
