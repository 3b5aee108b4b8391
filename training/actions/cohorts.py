"""Cohorts: set one up, enrol people, let them leave."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import Agency, User
from agencies.roles import Permission
from lib.tables import Row

from .. import queries
from ..models import Cohort, CoursePage, Enrolment
from ..queries import EnrolmentPlan, Verdict
from .refusals import ChangedMeanwhile, ErrorsInList, NameTaken, NotTheirsToManage


@transaction.atomic
def create_cohort(
    *,
    name: str,
    course: CoursePage,
    agency: Agency | None,
    starts_on: date,
    due_on: date | None,
    by: User,
) -> Cohort:
    refuse_unless_theirs(agency, by)
    cohort = Cohort(
        name=name,
        course=course,
        course_title=course.title,
        agency=agency,
        starts_on=starts_on,
        due_on=due_on,
        created_by=by,
    )
    _save_under_its_name(cohort)
    log(cohort, "training.create_cohort", user=by)
    return cohort


@transaction.atomic
def change_cohort(
    *, cohort: Cohort, name: str, starts_on: date, due_on: date | None, by: User
) -> None:
    was = {"name": cohort.name, "due_on": str(cohort.due_on)}
    cohort.name, cohort.starts_on, cohort.due_on = name, starts_on, due_on
    _save_under_its_name(cohort)
    log(cohort, "training.change_cohort", user=by, data={"was": was})


@transaction.atomic
def enrol(*, cohort: Cohort, rows: Iterable[Row], decisions: list[Any], by: User) -> EnrolmentPlan:
    """Do what the preview said: all of it, or nothing. `decisions` are those of that preview."""
    cohort = (
        Cohort.objects.select_for_update(of=("self",)).select_related("agency").get(pk=cohort.pk)
    )
    plan = queries.enrolment_plan(cohort, rows)
    if plan.has_errors:
        raise ErrorsInList
    if not plan.changes:
        return plan  # sent twice, perhaps
    if plan.decisions != decisions:
        raise ChangedMeanwhile
    now = timezone.now()
    for line in plan.changes:
        Enrolment.objects.update_or_create(
            cohort=cohort,
            user=line.user,
            left_at=None,
            defaults={"own_due_on": line.due_on},
            create_defaults={
                "own_due_on": line.due_on,
                "enrolled_at": now,
                "enrolled_by": by,
            },
        )
    people = {
        verdict: [line.user.pk for line in plan.changes if line.user and line.verdict == verdict]
        for verdict in (Verdict.ADD, Verdict.UPDATE)
    }
    log(cohort, "training.enrol", user=by, data=people)
    return plan


@transaction.atomic
def change_due_day(*, enrolment: Enrolment, due_on: date | None, by: User) -> None:
    """Give one person a day of their own to finish by; None is the cohort's."""
    was, enrolment.own_due_on = enrolment.own_due_on, due_on
    enrolment.save(update_fields=["own_due_on"])
    log(enrolment, "training.change_due_day", user=by, data={"was": str(was)})


@transaction.atomic
def leave_cohort(*, enrolment: Enrolment, reason: str, by: User) -> None:
    """Expect the person no longer. What they have learned is theirs, and stays."""
    left = Enrolment.objects.filter(pk=enrolment.pk, left_at=None).update(
        left_at=timezone.now(), left_by=by, left_because=reason
    )
    if left:
        log(enrolment, "training.leave_cohort", user=by)


def refuse_unless_theirs(agency: Agency | None, by: User) -> None:
    """A cohort or workshop of the whole programme is for those who run training everywhere."""
    if agency is None:
        may = queries.runs_training_everywhere(by)
    else:
        managed = Agency.objects.visible_to(by, Permission.MANAGE_TRAINING)
        may = managed.filter(pk=agency.pk).exists()
    if not may:
        raise NotTheirsToManage


def _save_under_its_name(cohort: Cohort) -> None:
    """The database refuses a name that is used, whatever its case."""
    try:
        with transaction.atomic():
            cohort.save()
    except IntegrityError as error:
        raise NameTaken from error
