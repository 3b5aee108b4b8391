"""What a list of people would change in a cohort, line by line, before anything is done."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _

from agencies.models import User
from lib.tables import Row

from ..models import Cohort, Enrolment

REQUIRED, OPTIONAL = ("email",), ("name", "due_on")
HEADER = (*REQUIRED, *OPTIONAL)
# The second is what spreadsheets make of the first, here in the United Kingdom.
FORMATS = ("%Y-%m-%d", "%d/%m/%Y")


class Verdict(StrEnum):
    ADD = "add"
    UPDATE = "update"
    SKIP = "skip"
    ERROR = "error"


@dataclass(frozen=True)
class Line:
    number: int  # in the file; 0 for somebody who was ticked
    email: str
    verdict: Verdict
    sentence: str
    user: User | None = None
    due_on: date | None = None  # the person's own, instead of the cohort's

    @property
    def decision(self) -> list[Any]:
        """What was decided, to be compared with what would be decided later."""
        return [self.verdict.value, self.user.pk if self.user else None, str(self.due_on)]


@dataclass(frozen=True)
class EnrolmentPlan:
    lines: tuple[Line, ...]

    @property
    def counts(self) -> Counter[str]:
        return Counter(line.verdict.value for line in self.lines)

    @property
    def in_order(self) -> list[Line]:
        """As in the file, but errors first, so that nobody has to look for them."""
        return sorted(self.lines, key=lambda line: line.verdict != Verdict.ERROR)

    @property
    def has_errors(self) -> bool:
        return any(line.verdict == Verdict.ERROR for line in self.lines)

    @property
    def changes(self) -> tuple[Line, ...]:
        return tuple(x for x in self.lines if x.verdict in (Verdict.ADD, Verdict.UPDATE))

    @property
    def decisions(self) -> list[list[Any]]:
        return [line.decision for line in self.lines]


class NoDay(Exception):
    """What is written is no day of the calendar."""


def enrolled_rows(cohort: Cohort) -> Iterator[tuple[str, str, str]]:
    """The people in it as lines under HEADER. Read back, they change nothing."""
    expected = Enrolment.objects.filter(cohort=cohort).expected().select_related("user")
    for enrolment in expected:
        user, due_on = enrolment.user, enrolment.own_due_on
        yield user.email, str(user), due_on.isoformat() if due_on else ""


def as_rows(people: Iterable[User], due_on: date | None) -> list[Row]:
    """People who were ticked, as a file with their addresses would name them."""
    day = {"due_on": due_on.isoformat()} if due_on else {}
    return [Row(0, {"email": user.email, **day}) for user in people]


def enrolment_plan(cohort: Cohort, rows: Iterable[Row]) -> EnrolmentPlan:
    """In two queries, whatever the number of rows."""
    planner = _Planner(cohort)
    return EnrolmentPlan(tuple(planner.line(row) for row in rows))


class _Planner:
    def __init__(self, cohort: Cohort) -> None:
        self.cohort = cohort
        self.people = {user.email.lower(): user for user in cohort.candidates()}
        inside = Enrolment.objects.filter(cohort=cohort, left_at=None)
        self.enrolled = dict(inside.values_list("user_id", "own_due_on"))
        self.seen: dict[str, int] = {}

    def line(self, row: Row) -> Line:
        email = row.cells.get("email", "").strip()
        try:
            due_on = as_day(row.cells.get("due_on", ""))
        except NoDay:
            said = _("“%(day)s” is not a day. Write it like 2026-12-31 or 31/12/2026.")
            return self._error(row, said % {"day": row.cells["due_on"][:40]})
        if fault := row.fault or self._fault(row, email.lower()):
            return self._error(row, fault)
        user = self.people[email.lower()]
        if "due_on" not in row.cells:
            due_on = self.enrolled.get(user.pk)
        verdict, sentence = self._verdict(user, due_on)
        return Line(row.line, email, verdict, sentence, user, due_on)

    def _fault(self, row: Row, email: str) -> str:
        if not email:
            return _("There is no e-mail address in this line.")
        if email in self.seen:
            return _("This person is in line %(line)d as well.") % {"line": self.seen[email]}
        self.seen[email] = row.line
        if email in self.people:
            return ""
        if self.cohort.agency is None:
            return _(
                "Nobody who can take this course has this e-mail address. Check how it is written."
            )
        # The same for an address of nobody and for one of another agency, so as not to tell which.
        said = _(
            "Nobody at %(agency)s who can take this course has this e-mail address. It may be "
            "written wrongly, or the person may be of another agency."
        )
        return said % {"agency": self.cohort.agency}

    def _verdict(self, user: User, due_on: date | None) -> tuple[Verdict, str]:
        if user.pk not in self.enrolled:
            return Verdict.ADD, _("Will be added")
        if due_on == self.enrolled[user.pk]:
            return Verdict.SKIP, _("Is in already: no change")
        if due_on is None:
            return Verdict.UPDATE, _("Will have the day of the cohort to finish by")
        return Verdict.UPDATE, _("Will have another day to finish by")

    def _error(self, row: Row, sentence: str) -> Line:
        return Line(row.line, row.cells.get("email", "")[:254], Verdict.ERROR, sentence)


def as_day(text: str) -> date | None:
    text = text.strip()
    if not text:
        return None
    for form in FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise NoDay(text)
