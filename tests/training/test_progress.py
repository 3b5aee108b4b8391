from datetime import UTC, datetime

from training.progress import CourseProgress, ModuleProgress, Step, Try

FAILED = Try(1, datetime(2026, 5, 1, tzinfo=UTC), correct=1, total=6, passed=False)


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


def test_a_quiz_tried_or_opened_is_begun_but_not_done():
    tried = Step(1, "Quiz", "/", is_done=False, tries=(FAILED,))
    opened = Step(1, "Quiz", "/", is_done=False, has_open_attempt=True)

    assert tried.is_quiz
    assert tried.is_begun
    assert opened.is_begun
    assert (tried.last_try.percent, opened.last_try) == (16, None)
    assert not Step(1, "Quiz", "/", is_done=False).is_begun
