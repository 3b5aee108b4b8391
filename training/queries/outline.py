"""What a course asks of a person: the modules, lessons and quizzes meant for them, in order."""

import json
from collections.abc import Callable, Iterable
from functools import cache, reduce
from operator import or_
from typing import Any, NamedTuple
from urllib.parse import quote

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from wagtail.models import Page

from agencies.models import User
from agencies.roles import Permission, Role

from .. import locks
from ..models import CoursePage, ModulePage, below_a_draft
from ..models.prerequisites import rule_of, with_rules
from ..models.tree import meant_for_others

OWNERS = ModulePage.agencies.through.objects


class Row(NamedTuple):
    """A course, module, lesson or quiz. Plain values: page objects took twice as long."""

    id: int
    path: str
    title: str
    url_path: str
    live: bool
    summary: str | None  # of a course or module
    audience: str | None  # None: not a course
    cpd_minutes: int | None
    conversation: str | None
    needs_attendance: bool | None  # None: not a module
    minutes: int
    edition: int | None  # None: not a lesson
    what_changed: str | None
    pass_mark: int | None  # None: not a quiz
    counts: str | None
    attempts_allowed: int | None
    wait_hours: int | None
    chosen: str | None
    combination: str | None
    has_owners: bool

    @property
    def is_course(self) -> bool:
        return self.audience is not None

    @property
    def is_module(self) -> bool:
        return self.needs_attendance is not None

    @property
    def is_step(self) -> bool:
        return self.edition is not None or self.pass_mark is not None

    @property
    def is_ruled(self) -> bool:
        return self.chosen not in (None, "[]")

    @property
    def rule(self) -> locks.Rule:
        return rule_of(json.loads(self.chosen or "[]"), self.combination)


def outline(user: User, courses: Iterable[CoursePage]) -> list[Row]:
    """What is in the courses, in the order of the tree, in one query whatever the size; one more
    where agencies have modules of their own."""
    below = (Q(path__startswith=course.path, depth__gt=course.depth) for course in courses)
    return _open_to(user, _rows(reduce(or_, below)))


def outline_at(user: User, home: str, index: str, course: str) -> list[Row]:
    """The course at an address, and what is in it, if it is open and so are the pages above."""
    statement, parameters = _statement()
    given = {
        COURSE: course,
        f"{COURSE}%": f"{connection.ops.prep_for_like_query(course)}%",
        INDEX: index,
        HOME: home,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, [given.get(p, p) for p in parameters])
        rows = [Row._make(row) for row in cursor.fetchall()]
    return [row for row in _open_to(user, rows) if row.url_path.startswith(course)]


def outline_elsewhere(user: User, pages: set[int]) -> list[Row]:
    """The modules that these pages are or belong to, with what is in them, if they are open."""
    found = Page.objects.filter(id__in=pages).exclude(below_a_draft() | meant_for_others(user))
    modules = {
        path[: -Page.steplen if is_quiz else None]
        for path, is_quiz in found.values_list("path", Q(quizpage__isnull=False))
    }
    if not modules:
        return []
    below = (Q(path__startswith=path) for path in modules)
    return _open_to(user, _rows(reduce(or_, below)))


def addresses(url: str, url_path: str) -> Callable[[Row], str]:
    """How to make the address of a page, from that of another one of the site: Wagtail looks up
    the site again for each."""
    skip = next(i for i, c in enumerate(url_path) if c == "/" and url.endswith(quote(url_path[i:])))
    above = url.removesuffix(quote(url_path[skip:]))
    return lambda row: above + quote(row.url_path[skip:])


def _open_to(user: User, rows: Iterable[Row]) -> list[Row]:
    """Without what is not published or meant for others, and what is below it."""
    rows = list(rows)
    others = _modules_of_others(user, [row.id for row in rows if row.has_owners])
    is_author = Permission.AUTHOR_TRAINING in user.permissions
    hidden = None if is_author or Role.SUPERVISOR in user.roles else CoursePage.Audience.SUPERVISORS
    kept: list[Row] = []
    closed = "-"  # no path begins with it
    for row in rows:
        if row.path.startswith(closed):
            continue
        is_hidden = row.audience is not None and row.audience == hidden
        if row.live and not is_hidden and row.id not in others:
            kept.append(row)
        else:
            closed = row.path
    return kept


def _modules_of_others(user: User, owned: list[int]) -> set[int]:
    if not owned:
        return set()
    agencies = [m.agency_id for m in user.held if m.agency_id]
    mine = OWNERS.filter(modulepage__in=owned, agency__in=agencies)
    return set(owned) - set(mine.values_list("modulepage_id", flat=True))


# Stand-ins for addresses in the SQL that is kept.
HOME, INDEX, COURSE = "/-/", "/-/-/", "/-/-/-/"


@cache
def _statement() -> tuple[str, tuple[Any, ...]]:
    """The SQL for a course by its address. Django takes 2 ms to write it, every time, and the
    database 0.1 ms to run it."""
    which = Q(url_path__startswith=COURSE) | Q(url_path__in=[HOME, INDEX])
    return _pages(which).query.sql_with_params()


def _rows(which: Q) -> Iterable[Row]:
    return map(Row._make, _pages(which))


def _pages(which: Q) -> QuerySet[Any, Any]:
    pages: QuerySet = with_rules(Page.objects.filter(which)).annotate(
        any_summary=Coalesce("coursepage__summary", "modulepage__summary"),
        minutes=Coalesce("lessonpage__minutes", "quizpage__minutes", 0),
        has_owners=Exists(OWNERS.filter(modulepage=OuterRef("pk"))),
    )
    return pages.order_by("path").values_list(
        "id",
        "path",
        "title",
        "url_path",
        "live",
        "any_summary",
        "coursepage__audience",
        "coursepage__cpd_minutes",
        "coursepage__conversation",
        "modulepage__needs_attendance",
        "minutes",
        "lessonpage__edition",
        "lessonpage__what_changed",
        "quizpage__pass_mark",
        "quizpage__counts",
        "quizpage__attempts_allowed",
        "quizpage__wait_hours",
        "chosen",
        "combination",
        "has_owners",
    )
