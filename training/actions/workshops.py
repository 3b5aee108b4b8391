"""Workshops: plan one and its sessions, and record who was there."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import Agency, User

from .. import queries
from ..models import Attendance, ModulePage, Workshop, WorkshopSession
from .certificates import issue_certificate_if_complete
from .cohorts import refuse_unless_theirs
from .refusals import AttendanceIsRecorded, ChangedMeanwhile, SessionAtThatTime, SessionIsToCome


@transaction.atomic
def create_workshop(*, agency: Agency | None, by: User, **fields: Any) -> Workshop:
    refuse_unless_theirs(agency, by)
    workshop = Workshop(agency=agency, created_by=by)
    _save(workshop, by, **fields)
    log(workshop, "training.create_workshop", user=by)
    return workshop


@transaction.atomic
def change_workshop(*, workshop: Workshop, by: User, **fields: Any) -> None:
    _save(workshop, by, **fields)
    log(workshop, "training.change_workshop", user=by)


@transaction.atomic
def save_session(
    *, session: WorkshopSession, starts_at: datetime, ends_at: datetime, place: str, by: User
) -> None:
    """Plan a session, or change one. Who was at it was not at one that is still to come."""
    if session.pk and starts_at > timezone.now() and session.attendances.exists():
        raise AttendanceIsRecorded
    session.starts_at, session.ends_at, session.place = starts_at, ends_at, place
    try:
        with transaction.atomic():
            session.save()
    except IntegrityError as error:
        raise SessionAtThatTime from error
    log(session, "training.save_session", user=by)


@transaction.atomic
def remove_session(*, session: WorkshopSession, by: User) -> None:
    """Call a session off. One with a register is evidence, and stays."""
    session = WorkshopSession.objects.select_for_update(of=("self",)).get(pk=session.pk)
    if session.attendances.exists():
        raise AttendanceIsRecorded
    log(session.workshop, "training.remove_session", user=by, data={"was": str(session)})
    session.delete()


@transaction.atomic
def take_register(
    *,
    session: WorkshopSession,
    listed: Collection[User],
    present: Collection[User],
    revision: int,
    by: User,
) -> None:
    """Record who was there of the people listed. `revision` is that of the list that was filled in:
    what somebody else has recorded meanwhile is not overwritten.

    Whoever was never recorded and was not there has no row: most people are not at most workshops.
    """
    if not session.has_begun:
        raise SessionIsToCome
    session = (
        WorkshopSession.objects.select_for_update(of=("self",))
        .select_related("workshop__module")
        .get(pk=session.pk)
    )
    recorded = {a.user_id: a for a in session.attendances.filter(user__in=listed)}
    wanted = {user.pk: user in present for user in listed}
    changed = {
        pk: was_there
        for pk, was_there in wanted.items()
        if was_there != (pk in recorded and recorded[pk].present)
    }
    if not changed:
        return  # sent twice
    if revision != session.revision:
        raise ChangedMeanwhile
    for pk, was_there in changed.items():
        session.attendances.update_or_create(
            user_id=pk,
            defaults={"present": was_there, "recorded_by": by, "recorded_at": timezone.now()},
        )
    session.revision += 1
    session.save(update_fields=["revision"])
    log(session, "training.take_register", user=by, data=_in_log(changed, recorded))
    _issue_certificates(session.workshop, [u for u in listed if changed.get(u.pk)], by)


def _save(workshop: Workshop, by: User, *, module: ModulePage | None, **fields: Any) -> None:
    """A workshop led by whoever writes it down is linked to them, by their name."""
    for name, value in fields.items():
        setattr(workshop, name, value)
    workshop.module = module
    workshop.module_title = module.title if module else ""
    if workshop.led_by_name == str(by):
        workshop.led_by = by
    elif workshop.led_by and workshop.led_by_name != str(workshop.led_by):
        workshop.led_by = None
    workshop.save()


def _in_log(changed: dict[int, bool], recorded: dict[int, Attendance]) -> dict[str, list[int]]:
    """A correction is told from a first record."""
    return {
        "present": [pk for pk, there in changed.items() if there and pk not in recorded],
        "corrected": [pk for pk in changed if pk in recorded],
    }


def _issue_certificates(workshop: Workshop, people: Collection[User], by: User) -> None:
    """For whom this was the last thing to do. A certificate that is out stays, whatever is put
    right later."""
    if workshop.module is None:
        return
    attended = queries.modules_attended_by(people)
    course = queries.course_of(workshop.module)
    for learner in sorted(people, key=lambda user: user.pk):  # as all do, so that none waits twice
        if workshop.module.pk in attended.get(learner.pk, ()):
            issue_certificate_if_complete(course=course, by=by, learner=learner)
