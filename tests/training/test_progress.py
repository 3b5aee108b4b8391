from dataclasses import replace
from datetime import UTC, datetime

from training.progress import CourseProgress, Lock, ModuleProgress, Need, QuizRules, Step, Try

MAY, JUNE = datetime(2026, 5, 1, tzinfo=UTC), datetime(2026, 6, 1, tzinfo=UTC)
FAILED = Try(1, MAY, earned=1, total=6, passed=False)
CLOSED = (Lock((Need("Wait until 1 July 2026."),)),)


def course(*done_by_module):
    """A course of modules, each a list of whether its lessons are done; ids count from 1."""
    ids = iter(range(1, 100))
    modules = [
        ModuleProgress(
            100 + number,
            f"Module {number}",
            "/",
            "",
            tuple(Step(i := next(ids), f"Lesson {i}", f"/{i}/", done, 5) for done in dones),
        )
        for number, dones in enumerate(done_by_module, start=1)
    ]
    return CourseProgress(1000, "Course", "/", "", tuple(modules))


def test_a_course_sums_its_modules():
    progress = course([True, True], [True, False, False])

    assert (progress.done, progress.total, progress.percent) == (3, 5, 60)
    assert progress.minutes == 25
    assert [module.is_done for module in progress.modules] == [True, False]
    assert progress.next_step.title == "Lesson 4"


def test_a_course_is_not_done_until_its_last_step_is():
    assert not course([True, True], [True, False]).is_done
    assert course([True, True], [True, True]).is_done
    assert course([True], [True]).next_step is None


def test_a_course_without_steps_is_not_done():
    empty = course([])

    assert (empty.is_done, empty.is_begun, empty.percent, empty.next_step) == (
        False,
        False,
        0,
        None,
    )
    assert not empty.modules[0].is_done


def test_what_comes_after_a_step_is_the_next_one_not_done():
    progress = course([False, True, False])

    assert progress.next_after(1).page_id == 3
    assert progress.next_after(3).page_id == 1
    assert course([True, False, True]).next_after(2) is None


def test_after_a_page_that_is_not_in_the_course_comes_its_first_open_step():
    assert course([True, False]).next_after(77).page_id == 2


def test_a_step_has_neighbours_across_modules():
    place = course([False, False], [False]).place_of(2)

    assert (place.previous.page_id, place.following.page_id) == (1, 3)
    assert place.module.page_id == 101


def test_the_ends_of_a_course_have_one_neighbour():
    progress = course([False, False])

    assert progress.place_of(1).previous is None
    assert progress.place_of(2).following is None


def test_a_module_and_a_draft_have_a_place_without_a_step():
    progress = course([False])

    assert (progress.place_of(101).module.page_id, progress.place_of(101).step) == (101, None)
    assert (progress.place_of(77).module, progress.place_of(77).step) == (None, None)


def quiz(**fields):
    return Step(9, "Quiz", "/", **{"is_done": False, **fields}, quiz=QuizRules())


def test_a_quiz_tried_or_opened_is_begun_but_not_done():
    tried, opened = quiz(tries=(FAILED,)), quiz(open_attempt=3)

    assert tried.is_quiz
    assert tried.is_begun
    assert opened.is_begun
    assert (tried.last_try.percent, opened.last_try) == (16, None)
    assert not quiz().is_begun


def changed(progress, *steps):
    """The course with some steps of its first module changed, each (index, fields)."""
    module, *others = progress.modules
    own = list(module.steps)
    for index, fields in steps:
        own[index] = replace(own[index], **fields)
    return replace(progress, modules=(replace(module, steps=tuple(own)), *others))


def test_an_attempt_that_is_open_comes_first():
    progress = changed(course([False, False]), (1, {"open_attempt": 3, "quiz": QuizRules()}))

    assert progress.next_step.page_id == 2


def test_else_one_goes_on_after_the_step_last_done():
    progress = changed(
        course([True, False, True, False]), (0, {"done_at": MAY}), (2, {"done_at": JUNE})
    )

    assert progress.next_step.page_id == 4
    assert changed(progress, (0, {"done_at": JUNE}), (2, {"done_at": MAY})).next_step.page_id == 2


def test_after_the_last_step_one_goes_back_to_what_was_left_out():
    progress = changed(course([False, True]), (1, {"done_at": MAY}))

    assert progress.next_step.page_id == 1


def test_a_closed_step_is_not_next():
    progress = changed(course([False, False]), (0, {"locks": CLOSED}))

    assert progress.next_step.page_id == 2
    assert changed(progress, (1, {"locks": CLOSED})).next_step is None


def test_what_was_done_stays_open():
    assert Step(1, "Lesson", "/", is_done=False, locks=CLOSED).is_locked
    assert not Step(1, "Lesson", "/", is_done=True, locks=CLOSED).is_locked
    assert not quiz(open_attempt=3, locks=CLOSED).is_locked


def test_a_place_tells_what_closes_it():
    progress = changed(course([False], [False]), (0, {"locks": CLOSED}))
    first, second = progress.modules
    progress = replace(progress, modules=(first, replace(second, locks=CLOSED)))

    assert progress.place_of(1).locks == CLOSED
    assert progress.place_of(101).locks == ()
    assert progress.place_of(102).locks == CLOSED
    assert progress.place_of(2).locks == ()
    assert progress.place_of(77).locks == ()


def test_a_lesson_that_has_changed_is_begun_but_not_done():
    step = Step(1, "Lesson", "/", is_done=False, what_changed="")

    assert (step.has_changed, step.is_begun, step.is_done) == (True, True, False)


def attended(progress, **fields):
    module, *others = progress.modules
    return replace(progress, modules=(replace(module, **fields), *others))


def test_a_workshop_completes_a_module():
    progress = attended(course([False, False], [False]), is_attended=True)

    assert (progress.done, progress.total, progress.minutes_left) == (2, 3, 5)
    assert progress.modules[0].is_done
    assert progress.modules[0].is_begun
    assert progress.next_step.page_id == 3
    assert attended(course([]), is_attended=True).modules[0].is_done


def test_a_workshop_that_must_be_attended_is_one_more_step():
    waiting = attended(course([True, True]), needs_attendance=True)
    there = attended(waiting, is_attended=True)

    assert (waiting.done, waiting.total, waiting.is_done) == (2, 3, False)
    assert (there.done, there.total, there.is_done) == (3, 3, True)


def test_a_try_that_waits_to_be_marked_says_so():
    assert replace(FAILED, passed=None).waits
    assert not FAILED.waits
