"""When somebody counts as stuck, overdue or done."""

from datetime import UTC, date, datetime

import pytest

from training.progress import CourseProgress, ModuleProgress, QuizRules, Step, Try
from training.standing import Status, Trouble, last_activity, status_of, trouble_of

TODAY = date(2026, 6, 30)


def lesson(done_on=None, page_id=1):
    at = datetime(2026, 6, done_on, 12, tzinfo=UTC) if done_on else None
    return Step(page_id, "Lesson", "/", is_done=bool(done_on), done_at=at)


def quiz(*passed, on=29, page_id=2):
    at = datetime(2026, 6, on, 12, tzinfo=UTC)
    tries = tuple(Try(n, at, 0, 1, result) for n, result in enumerate(passed))
    is_done = any(passed)
    return Step(page_id, "Quiz", "/", is_done, quiz=QuizRules(), tries=tries, done_at=at)


def course(*steps, certificate=None, attended=False):
    module = ModuleProgress(9, "Module", "/", "", steps, is_attended=attended)
    return CourseProgress(8, "Course", "/", "", (module,), certificate)


def status(of, since=date(2026, 6, 1), due_on=None):
    return status_of(of, since=since, due_on=due_on, today=TODAY)


@pytest.mark.parametrize(
    ("stands", "expected"),
    [
        (course(lesson(), lesson()), Status.NOT_STARTED),
        (course(lesson(17), lesson()), Status.GOING),  # 13 days ago
        (course(lesson(16), lesson()), Status.STUCK),  # 14 days ago
        (course(lesson(1)), Status.DONE),
        (course(lesson(1), lesson(), certificate="CP-1"), Status.DONE),
        (course(lesson(29), quiz(False, False)), Status.GOING),
        (course(lesson(29), quiz(False, False, False)), Status.STUCK),
        (course(lesson(29), quiz(False, False, False, True), lesson()), Status.GOING),
        (course(lesson(1), quiz(False, False, False, None, on=2)), Status.GOING),
        (course(lesson(1), quiz(None, on=2), lesson()), Status.GOING),
        (course(lesson(), attended=True), Status.DONE),
    ],
)
def test_a_status_follows_the_rule(stands, expected):
    assert status(stands) == expected


def test_nobody_is_stuck_before_they_were_expected_for_fourteen_days():
    long_ago = course(lesson(1), lesson())

    assert status(long_ago, since=date(2026, 6, 17)) == Status.GOING
    assert status(long_ago, since=date(2026, 6, 16)) == Status.STUCK
    assert status(long_ago, since=date(2026, 7, 30)) == Status.GOING


def test_overdue_begins_the_day_after_and_ends_when_done():
    begun = course(lesson(29), lesson())

    assert status(begun, due_on=TODAY) == Status.GOING
    assert status(begun, due_on=date(2026, 6, 29)) == Status.OVERDUE
    assert status(course(lesson()), due_on=date(2026, 6, 29)) == Status.OVERDUE
    assert status(course(lesson(1)), due_on=date(2026, 6, 29)) == Status.DONE


def test_the_trouble_is_named():
    failing = quiz(False, False, False)

    assert trouble_of(course(failing), since=TODAY, today=TODAY) == Trouble(failing, 0)
    quiet = trouble_of(course(lesson(1), lesson()), since=date(2026, 5, 1), today=TODAY)
    assert quiet == Trouble(None, 29)
    assert trouble_of(course(lesson(1)), since=date(2026, 5, 1), today=TODAY) is None


def test_the_last_activity_is_the_newest_of_all_steps():
    assert last_activity(course(lesson(3), quiz(False, on=9))) == datetime(
        2026, 6, 9, 12, tzinfo=UTC
    )
    assert last_activity(course(lesson())) is None
