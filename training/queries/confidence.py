"""What a learner has said about their own confidence. Nobody else reads it."""

from collections import defaultdict
from collections.abc import Iterable

from agencies.models import User

from ..confidence import Change
from ..models import ConfidenceRating, CoursePage, Occasion
from ..progress import CourseProgress


def confidence_changes(user: User, course: CoursePage) -> tuple[Change, ...]:
    """Statement by statement, in the order in which they were first rated."""
    ratings = ConfidenceRating.objects.belonging_to(user).filter(course=course)
    return _changes(ratings.values_list("statement", "occasion", "value"))


def confidence_by_course(user: User) -> dict[str, tuple[Change, ...]]:
    """Of every course, by its title, also of those that are gone."""
    rows: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    ratings = ConfidenceRating.objects.belonging_to(user)
    for title, statement, occasion, value in ratings.values_list(
        "course_title", "statement", "occasion", "value"
    ):
        rows[title].append((statement, occasion, value))
    return {title: _changes(rated) for title, rated in rows.items()}


def occasion_to_rate(user: User, course: CoursePage, progress: CourseProgress) -> Occasion | None:
    """Before anything is begun, and once all is done; each once."""
    if not course.statements or (progress.is_begun and not progress.is_done):
        return None
    occasion = Occasion.FOLLOW_UP if progress.is_done else Occasion.BASELINE
    rated = ConfidenceRating.objects.belonging_to(user).filter(course=course, occasion=occasion)
    return None if rated.exists() else occasion


def _changes(rows: Iterable[tuple[str, str, int]]) -> tuple[Change, ...]:
    values: dict[str, dict[str, int]] = defaultdict(dict)
    for statement, occasion, value in rows:
        values[statement][occasion] = value
    return tuple(
        Change(statement, rated.get(Occasion.BASELINE), rated.get(Occasion.FOLLOW_UP))
        for statement, rated in values.items()
    )
