"""How the people of a cohort stand."""

import datetime
import random

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from agencies.roles import Role
from tests.factories import (
    AgencyFactory,
    CohortFactory,
    EnrolmentFactory,
    MembershipFactory,
    make_course,
    make_module,
)
from training import actions, queries
from training.models import Cohort, ExtraTime, LessonCompletion, LessonPage, ModulePage, QuizPage
from training.standing import Status

from .attempts import begin, hand_in
from .test_agency_modules import give_to
from .test_lock_pages import wait_for

DAY = datetime.timedelta(days=1)


@pytest.fixture
def cohort(north, course, lead):
    return CohortFactory(agency=north, course=course, created_by=lead)


def join(cohort, number, agency=None, role=Role.WORKER, **fields):
    members = [MembershipFactory(agency=agency or cohort.agency, role=role) for _ in range(number)]
    for member in members:
        EnrolmentFactory(cohort=cohort, user=member.user, **fields)
    return [member.user for member in members]


def learn(user, lesson, ago=DAY):
    LessonCompletion.objects.create(
        user=user, lesson=lesson, lesson_title=lesson.title, completed_at=timezone.now() - ago
    )


def plain(course):
    """What a course's progress says, as text to compare."""
    return [
        course.done,
        course.total,
        course.is_done,
        course.certificate_number,
        course.next_step and course.next_step.title,
        [(m.title, m.is_attended, m.locks) for m in course.modules],
        [(s.title, s.is_done, s.tries, s.has_open_attempt, s.locks, s.url) for s in course.steps],
    ]


@pytest.mark.parametrize("seed", range(3))
def test_each_persons_progress_is_what_they_see_themselves(north, trainer, seed):
    chance = random.Random(seed)
    course = make_course(modules=2, lessons=3)
    other = make_course("Another", lessons=1)
    south = AgencyFactory()
    give_to(make_module(course, "Own of North"), north)
    give_to(make_module(course, "Own of South"), south)
    first, second = ModulePage.objects.descendant_of(course).order_by("path")[:2]
    wait_for(second, first)
    wait_for(LessonPage.objects.child_of(first).last(), QuizPage.objects.descendant_of(other).get())
    cohort = CohortFactory(agency=None, course=course, created_by=trainer)
    people = (
        join(cohort, 3, north) + join(cohort, 2, south) + join(cohort, 1, north, Role.SUPERVISOR)
    )
    for person in people:
        for lesson in LessonPage.objects.all():
            if chance.random() < 0.4:
                learn(person, lesson, chance.randint(1, 30) * DAY)
        for quiz in QuizPage.objects.all():
            for _ in range(chance.randint(0, 3)):
                hand_in(person, quiz, chance.choice([2, 9]), waits=chance.random() < 0.2)
            if chance.random() < 0.2:
                begin(person, quiz)

    found = queries.progress_of_each(people, course)

    for person in people:
        again = type(person).objects.get(pk=person.pk)  # with nothing read yet
        assert plain(found[person.pk]) == plain(queries.course_progress(again, course))


def test_the_number_of_queries_does_not_grow_with_the_cohort(
    cohort, lead, django_assert_num_queries
):
    join(cohort, 2)
    cohort = Cohort.objects.select_related("course", "agency").get()
    queries.standings(cohort)

    with django_assert_num_queries(8):
        assert len(queries.standings(cohort)) == 2
    join(cohort, 20)
    with django_assert_num_queries(8):
        assert len(queries.standings(cohort)) == 22


def test_people_stand_by_name_with_their_status(cohort, lessons, quiz):
    names = ["Zed", "Amy", "Bob", "Cat"]
    people = dict(zip(names, join(cohort, 4), strict=True))
    for name, user in people.items():
        user.last_name = name
        user.save()
    learn(people["Bob"], lessons[0])
    for lesson in lessons:
        learn(people["Zed"], lesson)
    hand_in(people["Zed"], quiz, 10)
    for _ in range(3):
        hand_in(people["Cat"], quiz, 1)

    found = queries.standings(cohort)

    assert [(p.name.split()[-1], p.status, p.course.done, p.tries) for p in found] == [
        ("Amy", Status.NOT_STARTED, 0, 0),
        ("Bob", Status.GOING, 1, 0),
        ("Cat", Status.STUCK, 0, 3),
        ("Zed", Status.DONE, 3, 1),
    ]
    first, second = (lesson.title for lesson in lessons)
    assert [(s.title, s.people, s.late) for s in queries.people_at_steps(found)] == [
        (first, 2, 1),
        (second, 1, 0),
    ]


def test_a_day_of_ones_own_counts_instead_of_the_cohorts(cohort):
    cohort.starts_on = timezone.localdate() - 5 * DAY
    cohort.due_on = timezone.localdate() - DAY
    cohort.save()
    join(cohort, 1)
    [late] = join(cohort, 1, own_due_on=timezone.localdate())

    found = {p.user_id: p.status for p in queries.standings(cohort)}

    assert found.pop(late.pk) == Status.NOT_STARTED
    assert list(found.values()) == [Status.OVERDUE]


def test_a_cohort_outlives_its_course(cohort, course):
    join(cohort, 1)
    course.delete()
    cohort.refresh_from_db()

    assert (cohort.course, cohort.course_title) == (None, "Core course")
    assert queries.standings(cohort) == []


def test_a_lead_sets_up_cohorts_of_their_own_agency_only(lead, outsider, north, course, trainer):
    days = {"starts_on": timezone.localdate(), "due_on": None}
    south = outsider.memberships.first().agency
    for agency in (None, south):
        with pytest.raises(actions.NotTheirsToManage):
            actions.create_cohort(name="A", course=course, agency=agency, by=lead, **days)

    actions.create_cohort(name="A", course=course, agency=north, by=lead, **days)
    actions.create_cohort(name="A", course=course, agency=None, by=trainer, **days)
    with pytest.raises(actions.NameTaken):
        actions.create_cohort(name="a", course=course, agency=north, by=lead, **days)

    assert [c.agency for c in queries.cohorts_managed_by(lead)] == ["North"]
    assert sorted(c.agency for c in queries.cohorts_managed_by(trainer)) == ["", "North"]
    assert queries.cohorts_managed_by(outsider) == []


def test_a_list_of_cohorts_counts_the_people_expected(cohort, lead, django_assert_num_queries):
    one, _ = join(cohort, 2)
    one.memberships.update(ends_on=timezone.localdate())

    [line] = queries.cohorts_managed_by(lead)
    assert line.people == 1
    CohortFactory(agency=cohort.agency, course=cohort.course)
    with django_assert_num_queries(1):
        queries.cohorts_managed_by(lead)


def test_the_database_refuses_a_cohort_that_is_due_before_it_starts(cohort):
    cohort.due_on = cohort.starts_on - DAY

    with pytest.raises(IntegrityError), transaction.atomic():
        cohort.save()


def test_extra_time_is_given_changed_and_ended(worker, lead):
    for percent, reason in ((25, "Agreed."), (50, "More."), (50, "More.")):
        actions.set_extra_time(user=worker, percent=percent, reason=reason, by=lead)
        assert queries.extra_time_percent(worker) == percent
    actions.set_extra_time(user=worker, percent=0, reason="", by=lead)

    assert queries.extra_time_percent(worker) == 0
    assert not ExtraTime.objects.exists()


@pytest.mark.parametrize("percent", [0, 301])
def test_the_database_refuses_other_extra_time(worker, lead, percent):
    with pytest.raises(IntegrityError), transaction.atomic():
        ExtraTime.objects.create(user=worker, percent=percent, reason="x", set_by=lead)
