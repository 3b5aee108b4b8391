"""What a trainer has put first, as learners and authors meet it."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import nested_form_data, streamfield

from agencies.roles import Role
from tests.factories import AgencyFactory, MembershipFactory, make_course, make_module
from training import actions, queries
from training.models import LessonCompletion, LessonPage, ModulePage, QuizPage

from .attempts import begin, hand_in
from .test_course_pages import html

DAY = datetime.timedelta(days=1)


@pytest.fixture
def second(course):
    return make_module(course, "Second module")


@pytest.fixture
def second_lesson(second):
    return LessonPage.objects.child_of(second).first()


def wait_for(page, *needs, any_will_do=False):
    """Keep a page closed: needs are pages, or days."""
    kinds = {ModulePage: "module", QuizPage: "quiz"}
    page.prerequisites = [(kinds.get(type(need), "day"), need) for need in needs]
    page.prerequisites_rule = "any" if any_will_do else "all"
    page.save()
    return page


def test_without_prerequisites_any_order_will_do(worker, second, second_lesson):
    assert queries.locks_on(worker, second) == queries.locks_on(worker, second_lesson) == ()


def test_a_closed_module_closes_what_is_in_it(worker, module, second, second_lesson):
    wait_for(second, module)

    expected = ("Complete the module “Module 1”.",)
    assert queries.locks_on(worker, second) == expected
    assert queries.locks_on(worker, second_lesson) == expected


def test_it_opens_when_the_module_before_is_complete(worker, module, lessons, quiz, second):
    wait_for(second, module)
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=worker)
    assert queries.locks_on(worker, second)

    hand_in(worker, quiz, 10)

    assert queries.locks_on(worker, second) == ()


def test_a_quiz_opens_when_it_is_passed_and_not_when_it_is_tried(worker, quiz, second_lesson):
    wait_for(second_lesson, quiz)
    hand_in(worker, quiz, 2)
    assert queries.locks_on(worker, second_lesson) == ("Pass the quiz “Module 1, quiz”.",)

    hand_in(worker, quiz, 9)

    assert queries.locks_on(worker, second_lesson) == ()


def test_a_day_opens_when_it_comes(worker, second):
    today = timezone.localdate()
    wait_for(second, today + DAY)
    assert queries.locks_on(worker, second)[0].startswith("Wait until ")

    wait_for(second, today)

    assert queries.locks_on(worker, second) == ()


def test_all_of_them_or_any(worker, module, quiz, second):
    soon = timezone.localdate() + DAY
    wait_for(second, module, quiz, soon)
    assert len(queries.locks_on(worker, second)) == 3

    wait_for(second, module, quiz, soon, any_will_do=True)
    (sentence,) = queries.locks_on(worker, second)
    assert sentence.startswith("One of these is enough: Complete the module “Module 1”. Pass")

    hand_in(worker, quiz, 9)
    assert queries.locks_on(worker, second) == ()


def test_a_module_of_another_course_can_come_first(worker, course, second):
    other = make_course(title="Another course", is_core=False)
    wanted = ModulePage.objects.child_of(other).get()
    quiz = QuizPage.objects.child_of(wanted).get()
    wait_for(second, wanted, quiz)
    assert len(queries.locks_on(worker, second)) == 2

    for lesson in LessonPage.objects.child_of(wanted):
        actions.complete_lesson(lesson=lesson, by=worker)
    hand_in(worker, quiz, 10)

    assert queries.locks_on(worker, second) == ()


@pytest.mark.parametrize("end", [ModulePage.delete, ModulePage.unpublish])
def test_what_was_taken_away_does_not_lock_for_ever(worker, course, end):
    first, second = make_module(course, "First"), make_module(course, "Second")
    wait_for(second, first, QuizPage.objects.child_of(first).get())
    assert queries.locks_on(worker, second)

    end(first)

    assert queries.locks_on(worker, ModulePage.objects.get(id=second.pk)) == ()


def test_nor_does_another_agencys_module(worker, course, second):
    extra = make_module(course, "Extra")
    extra.agencies.set([AgencyFactory()])
    extra.save()
    wait_for(second, extra)

    assert queries.locks_on(worker, second) == ()


def test_nor_an_empty_module(worker, course, second):
    empty = course.add_child(instance=ModulePage(title="Empty", summary="Nothing yet."))
    wait_for(second, empty)

    assert queries.locks_on(worker, second) == ()


def test_nor_a_circle_that_came_about_by_moving_pages(worker, course, second, quiz):
    other = make_module(course, "Other")
    wait_for(second, quiz)
    second.refresh_from_db()
    quiz.move(second, pos="last-child")

    assert queries.locks_on(worker, ModulePage.objects.get(id=second.pk)) == ()
    assert queries.locks_on(worker, other) == ()


def test_what_is_done_stays_open(worker, second_lesson, quiz):
    actions.complete_lesson(lesson=second_lesson, by=worker)
    wait_for(second_lesson, quiz)

    assert queries.locks_on(worker, second_lesson) == ()


def test_an_attempt_that_has_begun_stays_open(worker, module, quiz, second):
    last = QuizPage.objects.child_of(second).get()
    begin(worker, last)
    wait_for(last, module)

    assert queries.locks_on(worker, last) == ()


def test_authors_are_not_locked_out(trainer, module, second):
    wait_for(second, module)

    assert queries.locks_on(trainer, second) == ()


def test_a_closed_page_says_why_instead_of_what_it_holds(learner, module, second, second_lesson):
    wait_for(second, module)

    for page in (second, second_lesson):
        shown = html(learner.get(page.url))
        assert "This is not open yet" in shown
        assert f'<a href="{module.url}">Complete the module “Module 1”.</a>' in shown
        assert "Core course" in shown.split("<main")[0]  # the breadcrumb
        assert "Start with the person." not in shown
        assert "Mark as done" not in shown


def test_it_goes_on_to_what_is_open(learner, module, second):
    wait_for(second, module)

    assert "Continue: Module 1, lesson 1" in html(learner.get(second.url))


def test_a_lesson_that_is_closed_cannot_be_marked_as_done(
    learner, worker, module, second, second_lesson
):
    wait_for(second, module)

    response = learner.post(
        reverse("training:complete_lesson", args=[second_lesson.pk]), follow=True
    )

    assert "Complete the module “Module 1”." in html(response)
    assert not LessonCompletion.objects.exists()
    with pytest.raises(actions.Locked):
        actions.complete_lesson(lesson=second_lesson, by=worker)


def test_the_course_and_the_module_show_the_lock_and_its_key(learner, course, module, quiz, second):
    wait_for(second, module)
    wait_for(LessonPage.objects.child_of(module).last(), quiz)

    shown = html(learner.get(course.url))
    assert f'<a href="{module.url}">Complete the module' in shown
    assert f'href="{second.url}"' not in shown
    shown = html(learner.get(module.url))
    assert f'<a href="{quiz.url}">Pass the quiz' in shown
    assert "Not open yet" in shown


def test_a_lock_takes_no_more_queries_within_the_course(
    worker, course, module, second, django_assert_num_queries
):
    queries.course_progress(worker, course)
    wait_for(second, module)

    with django_assert_num_queries(5):
        queries.course_progress(worker, course)


@pytest.mark.parametrize("closed_by", ["itself", "its own quiz", "a circle"])
def test_what_would_wait_for_itself_is_not_published(course, module, quiz, second, closed_by):
    target = {"itself": module, "its own quiz": quiz, "a circle": wait_for(second, module)}

    with pytest.raises(ValidationError, match="would never open"):
        wait_for(module, target[closed_by])


def edit(author, page, needs, publish=True):
    data = {
        "title": page.title,
        "slug": page.slug,
        "summary": "Its lessons.",
        "prerequisites_rule": "all",
        "prerequisites": streamfield([("module", str(need.pk)) for need in needs]),
    }
    if publish:
        data["action-publish"] = "1"
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    return author.post(address, nested_form_data(data))


def test_the_editor_says_so_beside_the_field(author, module, second):
    wait_for(second, module)

    page = html(edit(author, module, [second]))

    assert "would never open: what it waits for cannot be done without it." in page
    assert not ModulePage.objects.get(id=module.pk).prerequisites


def test_but_keeps_it_as_a_draft(author, module, second):
    wait_for(second, module)

    assert edit(author, module, [second], publish=False).status_code == 302


def test_the_editor_publishes_a_lock_that_can_be_opened(author, worker, module, second):
    assert edit(author, second, [module]).status_code == 302

    assert queries.locks_on(worker, ModulePage.objects.get(id=second.pk))


def test_supervisors_are_not_kept_waiting_for_what_only_they_may_do(course, second, supervisor):
    """The same rule opens for those who cannot reach the target."""
    track = make_course(title="For supervisors", is_core=False)
    track.audience = "supervisors"
    track.save()
    wait_for(second, ModulePage.objects.child_of(track).get())
    worker = MembershipFactory(role=Role.WORKER).user

    assert queries.locks_on(worker, second) == ()
    assert queries.locks_on(supervisor, second)
