import datetime
import random

import pytest
from django.utils import timezone

from agencies.roles import Role
from tests.factories import MembershipFactory, TeamFactory, make_course
from training import actions, queries
from training.models import Attempt, Certificate, LessonPage, QuizPage

from . import oracles
from .oracles import all_right, all_wrong
from .test_actions import submit


@pytest.fixture
def big_course():
    return make_course(modules=3, lessons=4)


def certify(user, course, **fields):
    return Certificate.objects.create(
        number=f"CP-2026-{Certificate.objects.count():08}",
        user=user,
        course=course,
        holder_name=str(user),
        course_title=course.title,
        **fields,
    )


@pytest.mark.parametrize("seed", range(3))
def test_progress_equals_a_walk_through_the_tree(worker, supervisor, big_course, seed):
    chance = random.Random(seed)
    for person in (worker, supervisor):
        for lesson in LessonPage.objects.all():
            if chance.random() < 0.5:
                actions.complete_lesson(lesson=lesson, by=person)
        for quiz in QuizPage.objects.all():
            for _ in range(chance.randint(0, 2)):
                submit(quiz, person, chance.choice([all_right, all_wrong]))
    LessonPage.objects.first().unpublish()

    for person in (worker, supervisor):
        progress = queries.course_progress(person, big_course)
        done = [step.title for step in progress.steps if step.is_done]
        assert done == oracles.steps_done(person, big_course)
        assert progress.total == 14


def test_progress_takes_five_queries_whatever_the_size(
    worker, course, big_course, django_assert_num_queries
):
    queries.courses_for(worker)  # the site's root paths and the roles held are kept from here on

    for each in (course, big_course):
        with django_assert_num_queries(5):
            queries.course_progress(worker, each)
    with django_assert_num_queries(6):
        assert len(queries.courses_for(worker)) == 2


def test_a_quiz_shows_its_tries_and_its_open_attempt(worker, course, quiz):
    submit(quiz, worker, all_wrong)
    submit(quiz, worker, all_right)
    actions.start_attempt(quiz=quiz, by=worker)

    step = queries.course_progress(worker, course).steps[-1]

    assert [(t.earned, t.total, t.passed) for t in step.tries] == [(0, 2, False), (2, 2, True)]
    assert (step.is_done, step.has_open_attempt) == (True, True)


def test_passing_once_is_enough(worker, course, quiz):
    submit(quiz, worker, all_right)
    submit(quiz, worker, all_wrong)

    assert queries.course_progress(worker, course).steps[-1].is_done


def test_core_courses_come_first_and_drafts_do_not_show(worker, course):
    other = make_course(title="Another course", is_core=False)
    late = make_course(title="A later core course")
    make_course(title="Draft").unpublish()

    titles = [progress.title for progress in queries.courses_for(worker)]

    assert titles == [course.title, late.title, other.title]


def test_a_draft_on_the_way_closes_what_is_below(worker, course):
    course.get_children().first().specific.unpublish()

    assert queries.course_progress(worker, course).steps == []
    assert not LessonPage.objects.open().exists()


def test_a_result_tells_what_was_answered_and_why_it_is_right(worker, quiz):
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    second = attempt.paper["questions"][1]
    answers = all_right(attempt.paper) | {second["key"]: all_wrong(attempt.paper)[second["key"]]}
    actions.submit_attempt(attempt=attempt, answers=answers, by=worker)

    result = queries.result_of(Attempt.objects.get())

    assert (result.earned, result.total, result.percent, result.passed) == (1, 2, 50, False)
    assert [(q.is_right, q.response) for q in result.questions] == [
        (key != second["key"], answers[key]) for key in answers
    ]


def test_trained_of_eligible_equals_the_slow_count(
    north, team, worker, supervisor, lead, outsider, course, django_assert_num_queries
):
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    second_team = TeamFactory(agency=north)
    MembershipFactory(user=worker, agency=north, team=second_team, role=Role.WORKER)
    left = MembershipFactory(agency=north, starts_on=today - 9 * day, ends_on=today - day).user
    coming = MembershipFactory(agency=north, starts_on=today + day).user
    revoked, elsewhere, retired = (
        MembershipFactory(agency=north, team=team).user for _ in range(3)
    )
    for person in (worker, lead, outsider, left, coming):
        certify(person, course)
    certify(revoked, course, revoked_at=timezone.now(), revocation_reason="Issued in error.")
    certify(elsewhere, make_course(title="Not core", is_core=False))
    gone = make_course(title="Old core course")
    certify(retired, gone)
    gone.unpublish()

    with django_assert_num_queries(1):
        counted = queries.trained_of_eligible(north)

    assert (counted.eligible, counted.trained) == oracles.trained_of_eligible(north, today)
    assert counted == queries.Trained(eligible=5, trained=1)


def test_an_agency_without_people_has_nobody_to_train(north):
    assert queries.trained_of_eligible(north) == queries.Trained(0, 0)


def test_my_certificates_are_mine_and_valid(worker, supervisor, course):
    mine = certify(worker, course)
    certify(supervisor, course)
    taken_back = {"revoked_at": timezone.now(), "revocation_reason": "Issued in error."}
    certify(worker, make_course(title="Other"), **taken_back)

    assert queries.my_certificates(worker) == [mine]
