"""A course is a shared core and an agency's own modules; a course may be for supervisors."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.roles import Role
from tests.factories import AgencyFactory, MembershipFactory, make_course, make_module
from training import actions, queries
from training.models import Certificate, CoursePage, LessonPage, ModulePage, QuizPage

from .attempts import hand_in
from .test_course_pages import html


@pytest.fixture
def south():
    return AgencyFactory(name="Other", slug="other")


@pytest.fixture
def own(course, north):
    """A module of North's own, after the shared one."""
    return give_to(make_module(course, "North’s module"), north)


@pytest.fixture
def theirs(course, south):
    return give_to(make_module(course, "South’s module"), south)


@pytest.fixture
def southerner(south):
    return MembershipFactory(agency=south, role=Role.WORKER).user


def give_to(module, *agencies):
    module.agencies.set(agencies)
    module.save()
    return module


def steps_below(module):
    return [module, *LessonPage.objects.child_of(module), *QuizPage.objects.child_of(module)]


def titles(user, course):
    return [module.title for module in queries.course_progress(user, course).modules]


def test_two_agencies_see_the_same_core_and_different_extras(
    worker, southerner, course, own, theirs
):
    assert titles(worker, course) == ["Module 1", "North’s module"]
    assert titles(southerner, course) == ["Module 1", "South’s module"]


def test_a_person_of_both_agencies_sees_both(worker, south, course, own, theirs):
    MembershipFactory(user=worker, agency=south, role=Role.SUPERVISOR)

    assert titles(worker, course) == ["Module 1", "North’s module", "South’s module"]


def test_the_memberships_of_today_decide(worker, south, course, own, theirs):
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    MembershipFactory(user=worker, agency=south, starts_on=yesterday, ends_on=timezone.localdate())

    assert titles(worker, course) == ["Module 1", "North’s module"]


def test_people_without_an_agency_see_the_core(researcher, course, own, theirs):
    assert titles(researcher, course) == ["Module 1"]


def test_a_module_may_belong_to_several_agencies(worker, southerner, course, own, south, north):
    give_to(own, north, south)

    assert "North’s module" in titles(worker, course)
    assert "North’s module" in titles(southerner, course)


def test_another_agencys_module_does_not_exist(learner, theirs):
    assert [learner.get(page.url).status_code for page in steps_below(theirs)] == [404] * 4


def test_nor_can_anything_in_it_be_done(learner, theirs):
    _module, lesson, _lesson, quiz = steps_below(theirs)

    done = reverse("training:complete_lesson", args=[lesson.pk])
    assert learner.post(done).status_code == 404
    assert learner.post(reverse("training:start_quiz", args=[quiz.pk])).status_code == 404


def test_ones_own_module_opens_and_says_whose_it_is(learner, course, own):
    assert [learner.get(page.url).status_code for page in steps_below(own)] == [200] * 4
    assert "Your agency’s own" in html(learner.get(own.url))
    assert html(learner.get(course.url)).count("Your agency’s own") == 1


def test_authors_open_everything_but_are_held_to_what_applies_to_them(author, trainer, course, own):
    assert [author.get(page.url).status_code for page in steps_below(own)] == [200] * 4
    assert titles(trainer, course) == ["Module 1"]


def test_nobody_is_held_to_another_agencys_module(worker, course, lessons, quiz, theirs):
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=worker)
    hand_in(worker, quiz, 10)

    assert actions.issue_certificate_if_complete(course=course, by=worker)


def test_but_to_that_of_ones_own(worker, course, lessons, quiz, own):
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=worker)
    hand_in(worker, quiz, 10)

    assert actions.issue_certificate_if_complete(course=course, by=worker) is None
    assert not Certificate.objects.exists()


def test_open_to_is_the_same_as_the_slow_way(
    worker, southerner, trainer, researcher, course, own, theirs
):
    make_module(course, "Draft").unpublish()

    for user in (worker, southerner, trainer, researcher):
        expected = {
            module.title
            for module in ModulePage.objects.live()
            if user == trainer
            or not module.agencies.exists()
            or {a.pk for a in module.agencies.all()} & {m.agency_id for m in user.held}
        }
        opened = ModulePage.objects.open_to(user)
        assert {module.title for module in opened} == expected
        lessons = LessonPage.objects.open_to(user)
        assert {lesson.get_parent().title for lesson in lessons} == expected
        meant = {module.title for module in ModulePage.objects.meant_for(user)}
        assert meant == expected - ({own.title, theirs.title} if user == trainer else set())


@pytest.fixture
def supervisors_course(course):
    other = make_course(title="For supervisors", is_core=False)
    other.audience = CoursePage.Audience.SUPERVISORS
    other.save()
    return other


def test_a_course_for_supervisors_shows_to_them_and_to_authors(
    client, worker, supervisor, lead, trainer, supervisors_course
):
    lesson = LessonPage.objects.descendant_of(supervisors_course).first()
    answers = {}
    for person in (worker, supervisor, lead, trainer):
        client.force_login(person)
        listed = supervisors_course.title in html(client.get(reverse("training:courses")))
        opened = {client.get(page.url).status_code for page in (supervisors_course, lesson)}
        done = client.post(reverse("training:complete_lesson", args=[lesson.pk])).status_code
        answers[person.roles.pop()] = listed, opened, done

    assert answers == {
        Role.WORKER: (False, {404}, 404),
        Role.SUPERVISOR: (True, {200}, 302),
        Role.LEAD: (False, {404}, 404),
        Role.TRAINER: (True, {200}, 302),
    }


def test_whoever_has_not_signed_in_is_led_to_the_sign_in_page(client, own, supervisors_course):
    for page in (own, supervisors_course):
        assert "/account/login/" in client.get(page.url).url
