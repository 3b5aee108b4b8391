"""Where a learner stands, in a fixed number of queries whatever the size of a course."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from wagtail.models import Page

from agencies.models import User
from agencies.roles import Permission

from .. import completion
from ..models import Certificate, CoursePage, LessonPage, ModulePage, QuizPage, TrainingPage
from ..progress import CourseProgress, ModuleProgress, Place, QuizRules, Step
from .learned import Learned, learned_by
from .locks import sentences, targets_of, with_locks
from .outline import Row, addresses, outline, outline_at, outline_elsewhere

Elsewhere = Callable[[set[int]], list[Row]]


@dataclass(frozen=True)
class Found:
    """A page of a course by its address, and where it stands for whoever asked."""

    page_id: int
    model: type[TrainingPage]
    place: Place


def courses_for(user: User) -> list[CourseProgress]:
    """Every published course that is open to this person, core courses first."""
    return _progress(user, list(CoursePage.objects.open_to(user).order_by("-is_core", "path")))


def course_progress(user: User, course: CoursePage) -> CourseProgress:
    return _progress(user, [course])[0]


def course_of(page: Page) -> CoursePage:
    if isinstance(page, CoursePage):
        return page
    return CoursePage.objects.ancestor_of(page).get()


def place_of(user: User, page: Page) -> Place:
    """Where a course, module, lesson or quiz stands, and how far this learner has come."""
    return course_progress(user, course_of(page)).place_of(page.pk)


def found_at(user: User, parts: Sequence[str], root: str, url: str) -> Found | None:
    """The page at an address below the site's root, if it is a course or a part of one that this
    person is held to; `url` is how browsers ask for it."""
    index, course = f"{root}{parts[0]}/", f"{root}{parts[0]}/{parts[1]}/"
    asked = f"{root}{'/'.join(parts)}/"
    rows = outline_at(user, root, index, course)
    row = next((row for row in rows if row.url_path == asked), None)
    if row is None or not rows[0].is_course:
        return None
    head = rows[0]
    course_url = addresses(url, row.url_path)(head)
    progress = CourseProgress(
        head.id,
        head.title,
        course_url,
        head.summary or "",
        tuple(modules_of(course_url, head.url_path, rows, learned_by(user), _finder(user))),
        _certificates(user).get(head.id),
        head.cpd_minutes or 0,
        head.conversation or "",
    )
    return Found(row.id, _model(row), progress.place_of(row.id))


def locks_on(user: User, page: Page) -> tuple[str, ...]:
    """Why this person may not open a module, lesson or quiz yet, in sentences; none if they may."""
    if Permission.AUTHOR_TRAINING in user.permissions:
        return ()
    return sentences(place_of(user, page).locks)


def my_certificates(user: User) -> list[Certificate]:
    return list(Certificate.objects.belonging_to(user).valid())


def _progress(user: User, courses: list[CoursePage]) -> list[CourseProgress]:
    if not courses:
        return []
    rows, learned, numbers = outline(user, courses), learned_by(user), _certificates(user)
    return [
        CourseProgress(
            course.pk,
            course.title,
            course.url,
            course.summary,
            tuple(modules_of(course.url, course.url_path, rows, learned, _finder(user))),
            numbers.get(course.pk),
            course.cpd_minutes,
            course.conversation,
        )
        for course in courses
    ]


def _finder(user: User) -> Elsewhere:
    return partial(outline_elsewhere, user)


def _certificates(user: User) -> dict[int | None, str]:
    """The number of each course's newest certificate."""
    valid = Certificate.objects.belonging_to(user).valid().order_by("issued_on", "pk")
    return dict(valid.values_list("course_id", "number"))


def _model(row: Row) -> type[TrainingPage]:
    if row.is_course:
        return CoursePage
    if row.is_module:
        return ModulePage
    return QuizPage if row.edition is None else LessonPage


def modules_of(
    course_url: str, url_path: str, rows: list[Row], learned: Learned, elsewhere: Elsewhere
) -> list[ModuleProgress]:
    """The modules of a course at an address. `elsewhere` finds those of others that are waited
    for, by their ids or those of their quizzes."""
    address = addresses(course_url, url_path)
    own = [row for row in rows if row.url_path.startswith(url_path)]
    modules = _unlocked(own, learned, address)
    rules = {row.id: row.rule for row in own if row.is_ruled}
    if not rules:
        return modules
    others: list[Row] = []
    if missing := targets_of(rules) - {row.id for row in own}:
        others = elsewhere(missing)
        rules |= {row.id: row.rule for row in others if row.is_ruled}
    return with_locks(modules, _unlocked(others, learned, address), rules)


def _unlocked(
    rows: list[Row], learned: Learned, address: Callable[[Row], str]
) -> list[ModuleProgress]:
    steps = {row.path: _step(row, learned, address(row)) for row in rows if row.is_step}
    return [
        ModuleProgress(
            row.id,
            row.title,
            address(row),
            row.summary or "",
            tuple(step for path, step in steps.items() if path.startswith(row.path)),
            is_own=row.has_owners,
            is_attended=row.id in learned.attended,
            needs_attendance=bool(row.needs_attendance),
        )
        for row in rows
        if row.is_module
    ]


def _step(row: Row, learned: Learned, url: str) -> Step:
    if row.pass_mark is None:
        return _lesson(row, learned, url)
    rules = QuizRules(
        row.pass_mark, row.counts == QuizPage.Counts.LAST, row.attempts_allowed, row.wait_hours or 0
    )
    tries = tuple(learned.tries.get(row.id, ()))
    return Step(
        row.id,
        row.title,
        url,
        is_done=completion.is_passed(tries, last_counts=rules.last_counts),
        minutes=row.minutes,
        quiz=rules,
        tries=tries,
        open_attempt=learned.open_attempts.get(row.id),
        done_at=tries[-1].submitted_at if tries else None,
    )


def _lesson(row: Row, learned: Learned, url: str) -> Step:
    edition, at = learned.lessons.get(row.id, (0, None))
    is_done = edition >= (row.edition or 1)
    return Step(
        row.id,
        row.title,
        url,
        is_done=is_done,
        minutes=row.minutes,
        done_at=at,
        what_changed=None if is_done or not edition else row.what_changed,
    )
