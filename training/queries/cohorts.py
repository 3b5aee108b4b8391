"""Cohorts and who is in them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, IntegerField, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from agencies.models import User
from agencies.roles import Permission

from ..models import Cohort, Enrolment
from ..progress import CourseProgress


@dataclass(frozen=True)
class CohortLine:
    pk: int
    name: str
    course: str
    agency: str  # empty: the whole programme
    starts_on: date
    due_on: date | None
    people: int


@dataclass(frozen=True)
class Expected:
    """That somebody expects a person to take a course."""

    course_id: int | None
    course_title: str
    cohort: str
    due_on: date | None

    @property
    def is_overdue(self) -> bool:
        return self.due_on is not None and self.due_on < timezone.localdate()


def cohorts_managed_by(user: User) -> list[CohortLine]:
    """Newest first."""
    inside = Enrolment.objects.expected().filter(cohort=OuterRef("pk")).order_by()
    people = inside.values("cohort").annotate(n=Count("pk")).values("n")
    cohorts = Cohort.objects.visible_to(user, Permission.MANAGE_TRAINING).annotate(
        people=Coalesce(Subquery(people, output_field=IntegerField()), 0)
    )
    return [
        CohortLine(
            cohort.pk,
            cohort.name,
            cohort.course_title,
            cohort.agency.name if cohort.agency else "",
            cohort.starts_on,
            cohort.due_on,
            cohort.people,
        )
        for cohort in cohorts.select_related("agency")
    ]


def enrolments_of(user: User) -> list[Expected]:
    """What is expected of this person, the first that is due first. Whether it is done already,
    the course's own progress says."""
    enrolments = Enrolment.objects.belonging_to(user).expected().select_related("cohort")
    expected = [
        Expected(e.cohort.course_id, e.cohort.course_title, e.cohort.name, e.due_on)
        for e in enrolments
    ]
    return sorted(expected, key=lambda e: (e.due_on or date.max, e.course_title))


def still_expected(user: User, courses: Iterable[CourseProgress]) -> list[Expected]:
    """Of these courses, those that the person is to finish and has not."""
    open_still = {c.page_id for c in courses if not c.is_done and not c.certificate_number}
    return [expected for expected in enrolments_of(user) if expected.course_id in open_still]


def runs_training_everywhere(user: User) -> bool:
    """Whether a person may set up cohorts and workshops of the whole programme."""
    managing = user.memberships.current().granting(Permission.MANAGE_TRAINING)
    return managing.filter(agency=None).exists()
