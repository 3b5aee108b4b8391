"""Training in a room, for those who run it and those who come."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Max, Min, Q, QuerySet
from django.utils import timezone

from agencies.models import User
from agencies.roles import Permission

from ..models import Attendance, Workshop, WorkshopSession


@dataclass(frozen=True)
class WorkshopLine:
    pk: int
    title: str
    agency: str  # empty: for the whole programme
    place: str
    led_by: str
    is_cascade: bool
    begins: datetime | None  # None: no session is planned
    ends: datetime | None
    sessions: int
    notes: str = ""
    was_there: int = 0  # how many sessions the person asked about attended
    is_complete: bool = False  # whether that is all of them

    @property
    def is_past(self) -> bool:
        return self.ends is not None and self.ends <= timezone.now()


@dataclass(frozen=True)
class SessionLine:
    pk: int
    starts_at: datetime
    ends_at: datetime
    place: str
    present: int
    recorded_by: str
    recorded_at: datetime | None  # None: no register was taken
    has_begun: bool


def modules_attended(user: User) -> set[int]:
    """The modules that this person completed by attending a workshop."""
    return modules_attended_by([user]).get(user.pk, set())


def modules_attended_by(users: Collection[User]) -> dict[int, set[int]]:
    """By the id of the person: the modules that attending completes, of which the person was at
    every session of a workshop. A workshop counts when its last session is over.

    Two plain queries, of which most people need the first only: Django took 2 ms to write one.
    """
    counting = Q(session__workshop__module__attendance_completes=True) | Q(
        session__workshop__module__needs_attendance=True
    )
    present = Attendance.objects.filter(counting, user__in=users, present=True).order_by()
    there: dict[tuple[int, int, int], set[int]] = {}
    for user, workshop, module, session in present.values_list(
        "user_id", "session__workshop_id", "session__workshop__module_id", "session_id"
    ):
        there.setdefault((user, workshop, module), set()).add(session)
    sessions = _sessions_that_are_over({workshop for _user, workshop, _module in there})
    attended: dict[int, set[int]] = {}
    for (user, workshop, module), been_at in there.items():
        if been_at == sessions.get(workshop):
            attended.setdefault(user, set()).add(module)
    return attended


def _sessions_that_are_over(workshops: set[int]) -> dict[int, set[int]]:
    """The sessions of each of these workshops of which none is still to come."""
    if not workshops:
        return {}
    sessions: dict[int, set[int]] = {}
    to_come: set[int] = set()
    of_these = WorkshopSession.objects.filter(workshop__in=workshops).order_by()
    for workshop, session, ends_at in of_these.values_list("workshop_id", "pk", "ends_at"):
        sessions.setdefault(workshop, set()).add(session)
        if ends_at > timezone.now():
            to_come.add(workshop)
    return {workshop: own for workshop, own in sessions.items() if workshop not in to_come}


def workshops_to_run(user: User) -> list[WorkshopLine]:
    """Those that are coming or not planned yet, soonest first, then those that are over."""
    return _lines(Workshop.objects.visible_to(user, Permission.MANAGE_TRAINING))


def workshops_for(user: User) -> list[WorkshopLine]:
    """What this person can come to, and what they came to."""
    mine = Q(sessions__attendances__user=user, sessions__attendances__present=True)
    attended = Workshop.objects.filter(mine).values("pk")
    meant = Workshop.objects.meant_for(user).values("pk")
    either = Workshop.objects.filter(Q(pk__in=meant) | Q(pk__in=attended))
    lines = _lines(either, was_there=Count("sessions", filter=mine, distinct=True))
    return [line for line in lines if line.was_there or (line.begins and not line.is_past)]


def sessions_of(workshop: Workshop, only: WorkshopSession | None = None) -> list[SessionLine]:
    """With the register of each, as far as it was taken."""
    present = Count("attendances", filter=Q(attendances__present=True))
    sessions = workshop.sessions.annotate(present=present, last=Max("attendances__recorded_at"))
    if only:
        sessions = sessions.filter(pk=only.pk)
    recorders = {
        a.session_id: a
        for a in Attendance.objects.filter(session__workshop=workshop)
        .order_by("recorded_at", "pk")
        .select_related("recorded_by")
    }
    return [
        SessionLine(
            s.pk,
            s.starts_at,
            s.ends_at,
            s.place or workshop.place,
            s.present,
            str(recorders[s.pk].recorded_by) if s.pk in recorders else "",
            s.last,
            s.has_begun,
        )
        for s in sessions
    ]


def _lines(workshops: QuerySet[Workshop], **counts: Count) -> list[WorkshopLine]:
    rows = (
        workshops.annotate(
            begins=Min("sessions__starts_at"),
            ends=Max("sessions__ends_at"),
            n=Count("sessions", distinct=True),
            **counts,
        )
        .select_related("agency")
        .order_by(F("begins").asc(nulls_first=True), "title", "pk")
    )
    lines = [_line(workshop) for workshop in rows]
    past = [line for line in reversed(lines) if line.is_past]
    return [line for line in lines if not line.is_past] + past


def _line(workshop: Any) -> WorkshopLine:
    """Of a workshop with the annotations above."""
    was_there = getattr(workshop, "was_there", 0)
    return WorkshopLine(
        workshop.pk,
        workshop.title,
        workshop.agency.name if workshop.agency else "",
        workshop.place,
        workshop.led_by_name,
        workshop.is_cascade,
        workshop.begins,
        workshop.ends,
        workshop.n,
        workshop.notes,
        was_there,
        is_complete=was_there == workshop.n,
    )
