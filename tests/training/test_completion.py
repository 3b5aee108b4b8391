"""Why a course is not complete: training.completion by itself."""

from datetime import UTC, datetime, timedelta

import pytest

from training import completion
from training.completion import (
    BelowPassMark,
    Changed,
    Closed,
    NotAttended,
    NotHandedIn,
    NotRead,
    NotTried,
    WaitsToBeMarked,
    counted,
    is_passed,
    reason_of,
)
from training.progress import CourseProgress, Lock, ModuleProgress, Need, QuizRules, Step, Try

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LOCK = Lock((Need("Pass the quiz “A”."),))


def tried(earned, passed, hours_ago=48):
    return Try(1, NOW - timedelta(hours=hours_ago), earned, 10, passed)


def lesson(**fields):
    return Step(1, "Lesson", "/", **{"is_done": False, **fields})


NO_LIMITS = QuizRules()


def quiz(*tries, rules=NO_LIMITS, **fields):
    return Step(2, "Quiz", "/", **{"is_done": False, **fields}, quiz=rules, tries=tries)


@pytest.mark.parametrize(
    ("step", "reason"),
    [
        (lesson(is_done=True), None),
        (lesson(), NotRead()),
        (lesson(what_changed="New law."), Changed("New law.")),
        (lesson(what_changed=""), Changed("")),
        (lesson(locks=(LOCK,)), Closed((LOCK,))),
        (lesson(is_done=True, locks=(LOCK,)), None),
        (quiz(), NotTried()),
        (quiz(locks=(LOCK,)), Closed((LOCK,))),
        (quiz(open_attempt=5, locks=(LOCK,)), NotHandedIn()),
        (quiz(tried(3, False), open_attempt=5), NotHandedIn()),
        (quiz(tried(3, False), tried(0, None)), WaitsToBeMarked()),
        (quiz(tried(10, True), is_done=True), None),
    ],
)
def test_each_reason(step, reason):
    assert reason_of(step, NOW) == reason


def test_the_best_attempt_counts():
    step = quiz(tried(6, False), tried(2, False))

    assert reason_of(step, NOW) == BelowPassMark(60, 80, last_counts=False)


def test_or_the_last():
    step = quiz(tried(6, False), tried(2, False), rules=QuizRules(last_counts=True))

    assert reason_of(step, NOW) == BelowPassMark(20, 80, last_counts=True)


def test_when_the_next_attempt_may_begin():
    rules = QuizRules(wait_hours=24)
    an_hour_ago, long_ago = tried(2, False, hours_ago=1), tried(2, False)

    reason = reason_of(quiz(long_ago, an_hour_ago, rules=rules), NOW)
    assert reason.wait_until == NOW + timedelta(hours=23)
    assert reason_of(quiz(long_ago, rules=rules), NOW).wait_until is None


def test_that_no_attempts_are_left():
    rules = QuizRules(attempts_allowed=2)

    assert not reason_of(quiz(tried(2, False), rules=rules), NOW).no_attempts_left
    assert reason_of(quiz(tried(2, False), tried(3, False), rules=rules), NOW).no_attempts_left


def test_an_attempt_that_waits_to_be_marked_does_not_count_yet():
    assert counted([tried(0, None)], last_counts=False) is None
    assert not is_passed([tried(0, None)], last_counts=True)
    assert is_passed([tried(9, True), tried(0, None)], last_counts=True)


def test_a_pass_stays_one_beside_a_higher_score_under_a_stricter_pass_mark():
    assert is_passed([tried(7, True), tried(8, False)], last_counts=False)
    assert not is_passed([tried(7, True), tried(8, False)], last_counts=True)


def module(*steps, **fields):
    return ModuleProgress(10, "Module", "/", "", steps, **fields)


def reasons(*modules):
    course = CourseProgress(1, "Course", "/", "", modules)
    return [(c.step, c.reason, c.by_attendance) for c in completion.of_course(course, NOW)]


def test_a_course_asks_for_each_step():
    done = lesson(is_done=True)

    assert reasons(module(done), module(quiz())) == [
        (done, None, False),
        (quiz(), NotTried(), False),
    ]


def test_a_workshop_completes_a_module():
    assert reasons(module(lesson(), is_attended=True)) == [(lesson(), None, True)]
    assert reasons(module(is_attended=True)) == [(None, None, True)]


def test_a_workshop_that_must_be_attended_is_asked_for():
    done = lesson(is_done=True)

    assert reasons(module(done, needs_attendance=True)) == [
        (done, None, False),
        (None, NotAttended(), False),
    ]
    assert reasons(module(done, needs_attendance=True, is_attended=True)) == [
        (done, None, True),
        (None, None, True),
    ]
    assert reasons(module()) == []
