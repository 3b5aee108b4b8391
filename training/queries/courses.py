"""Where a learner stands, in a fixed number of queries whatever the size of a course."""

from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q
from wagtail.models import Page

from agencies.models import User

from ..models import Attempt, Certificate, CoursePage, LessonCompletion, below_a_draft
from ..progress import CourseProgress, ModuleProgress, Place, Step, Try


def courses_for(user: User) -> list[CourseProgress]:
    """Every published course, core courses first."""
    return _progress(user, list(CoursePage.objects.open().order_by("-is_core", "path")))


def course_progress(user: User, course: CoursePage) -> CourseProgress:
    return _progress(user, [course])[0]


def course_of(page: Page) -> CoursePage:
    return CoursePage.objects.ancestor_of(page, inclusive=True).get()


def place_of(user: User, page: Page) -> Place:
    """Where a course, module, lesson or quiz stands, and how far this learner has come."""
    return course_progress(user, course_of(page)).place_of(page.pk)


def my_certificates(user: User) -> list[Certificate]:
    return list(Certificate.objects.belonging_to(user).valid())


def _progress(user: User, courses: list[CoursePage]) -> list[CourseProgress]:
    if not courses:
        return []
    pages = _pages_below(user, courses)
    attempts = _attempts(user, [page.pk for page in pages if page.is_quiz])
    steps = {page.path: _step(page, attempts.get(page.pk, [])) for page in pages if page.is_step}
    numbers = dict(
        Certificate.objects.belonging_to(user)
        .valid()
        .filter(course__in=courses)
        .values_list("course_id", "number")
    )
    return [
        CourseProgress(
            course.pk,
            course.title,
            course.url,
            course.summary,
            tuple(_module(p, steps) for p in pages if p.is_module and _is_below(p, course)),
            numbers.get(course.pk),
        )
        for course in courses
    ]


def _pages_below(user: User, courses: list[CoursePage]) -> list[Page]:
    """The modules, lessons and quizzes of the courses, in the order of the tree, in one query."""
    below = reduce(or_, (Q(path__startswith=course.path) for course in courses))
    completed = LessonCompletion.objects.belonging_to(user).filter(lesson=OuterRef("pk"))
    return list(
        Page.objects.filter(below)
        .exclude(below_a_draft())
        .annotate(
            is_done=Exists(completed),
            minutes=F("lessonpage__minutes"),
            module_summary=F("modulepage__summary"),
            is_module=Q(modulepage__isnull=False),
            is_quiz=Q(quizpage__isnull=False),
            is_step=Q(lessonpage__isnull=False) | Q(quizpage__isnull=False),
        )
        .order_by("path")
    )


def _is_below(page: Page, above: Page) -> bool:
    return page.path.startswith(above.path)


def _module(page: Page, steps: dict[str, Step]) -> ModuleProgress:
    own = tuple(step for path, step in steps.items() if path.startswith(page.path))
    return ModuleProgress(page.pk, page.title, page.url, page.module_summary, own)


def _step(page: Page, attempts: list[Attempt]) -> Step:
    tries = tuple(
        Try(a.pk, a.submitted_at, a.correct or 0, a.total or 0, bool(a.passed))
        for a in attempts
        if a.submitted_at
    )
    return Step(
        page.pk,
        page.title,
        page.url,
        is_done=page.is_done or any(t.passed for t in tries),
        minutes=page.minutes,
        tries=tries,
        has_open_attempt=len(tries) < len(attempts),
    )


def _attempts(user: User, quizzes: list[int]) -> dict[int | None, list[Attempt]]:
    attempts: dict[int | None, list[Attempt]] = {}
    for attempt in Attempt.objects.belonging_to(user).filter(quiz__in=quizzes).defer("paper"):
        attempts.setdefault(attempt.quiz_id, []).append(attempt)
    return attempts
