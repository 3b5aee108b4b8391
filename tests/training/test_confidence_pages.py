import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from training import actions, queries
from training.confidence import Change
from training.models import ConfidenceRating, Occasion

from .attempts import hand_in
from .test_course_pages import html

FIRST, SECOND = "I can talk about boundaries openly.", "I know my neighbourhood."


@pytest.fixture
def course(course):
    course.statements = [("statement", FIRST), ("statement", SECOND)]
    course.save()
    return course


@pytest.fixture
def address(course):
    return reverse("training:confidence", args=[course.pk])


def rate(course, user, first, second):
    actions.rate_confidence(course=course, values={FIRST: first, SECOND: second}, by=user)


def finish(user, lessons, quiz):
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=user)
    hand_in(user, quiz, 10)


def test_it_is_offered_before_the_course_and_may_be_skipped(learner, course, address, lesson):
    shown = html(learner.get(course.url))
    assert shown.count(f'href="{address}"') == 1
    assert "You may skip this." in shown

    learner.post(reverse("training:complete_lesson", args=[lesson.pk]))

    assert "You may skip this." not in html(learner.get(course.url))


def test_whoever_finishes_is_asked_beside_their_certificate(learner, worker, course, lessons, quiz):
    finish(worker, lessons, quiz)
    certificate = actions.issue_certificate_if_complete(course=course, by=worker)
    offered = f'href="{reverse("training:confidence", args=[course.pk])}"'

    assert offered in html(learner.get(certificate.get_absolute_url()))
    rate(course, worker, 5, 6)
    assert offered not in html(learner.get(certificate.get_absolute_url()))


def test_a_course_without_statements_offers_nothing(learner, course):
    course.statements = []
    course.save()

    assert "confidence" not in html(learner.get(course.url)).lower()


def test_each_statement_is_rated_from_1_to_9(learner, worker, course, address):
    shown = html(learner.get(address))
    assert FIRST in shown
    assert shown.count('type="radio"') == 18

    response = learner.post(address, {"statement-0": "3", "statement-1": "9"})

    assert response.url == course.url
    assert list(ConfidenceRating.objects.values_list("user", "occasion", "statement", "value")) == [
        (worker.pk, "baseline", FIRST, 3),
        (worker.pk, "baseline", SECOND, 9),
    ]


def test_a_statement_left_out_is_asked_for_and_nothing_typed_is_lost(learner, address):
    page = html(learner.post(address, {"statement-1": "9"}))

    assert "Choose a number from 1 to 9 for “I can talk about boundaries openly”." in page
    assert 'value="9" checked' in page
    assert not ConfidenceRating.objects.exists()


@pytest.mark.parametrize("value", ["0", "10", "five", "\0", "9" * 400])
def test_nothing_else_is_taken(learner, address, value):
    page = html(learner.post(address, {"statement-0": value, "statement-1": "9"}))

    assert "Choose a number from 1 to 9." in page


def test_a_double_click_counts_once(learner, address, course):
    for value in ("3", "8"):
        data = {"statement-0": value, "statement-1": value}
        assert learner.post(address, data).status_code == 302

    assert set(ConfidenceRating.objects.values_list("value", flat=True)) == {3}


def test_in_the_middle_of_a_course_it_is_not_the_time(learner, worker, course, address, lesson):
    actions.complete_lesson(lesson=lesson, by=worker)

    with pytest.raises(actions.NotTheTime):
        rate(course, worker, 3, 4)
    assert "<form method" not in html(learner.get(address)).split("<main")[1]


def test_after_the_course_it_is_offered_again_and_the_change_is_shown(
    learner, worker, course, address, lessons, quiz
):
    rate(course, worker, 3, 8)
    finish(worker, lessons, quiz)
    assert "How sure do you feel now?" in html(learner.get(course.url))

    learner.post(address, {"statement-0": "7", "statement-1": "7"})

    assert queries.confidence_changes(worker, course) == (
        Change(FIRST, 3, 7),
        Change(SECOND, 8, 7),
    )
    page = html(learner.get(address))
    assert "Surer by 4" in page
    assert "Less sure by 1" in page
    assert page.count('<svg class="app-confidence"') == 2
    assert "How sure do you feel now?" not in html(learner.get(course.url))


def test_without_a_baseline_the_change_is_not_known(worker, course, lessons, quiz):
    finish(worker, lessons, quiz)
    rate(course, worker, 7, 7)

    assert queries.confidence_changes(worker, course)[0].difference is None


def test_the_words_of_the_day_are_kept_when_the_course_is_gone(worker, course):
    rate(course, worker, 3, 8)
    course.delete()

    assert queries.confidence_by_course(worker) == {
        "Core course": (Change(FIRST, 3), Change(SECOND, 8))
    }


def test_nobody_sees_another_persons_confidence(
    client, worker, supervisor, trainer, course, address
):
    rate(course, worker, 3, 8)

    for other in (supervisor, trainer):
        assert queries.confidence_changes(other, course) == ()
        client.force_login(other)
        assert "What you said" not in html(client.get(address))


def test_the_database_takes_1_to_9_once_an_occasion(worker, course):
    fields = {"user": worker, "course": course, "course_title": "C", "statement": FIRST}
    ConfidenceRating.objects.create(**fields, occasion=Occasion.BASELINE, value=9)

    for wrong in ({"value": 10}, {"value": 0}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ConfidenceRating.objects.create(**fields, occasion=Occasion.FOLLOW_UP, **wrong)
    with pytest.raises(IntegrityError), transaction.atomic():
        ConfidenceRating.objects.create(**fields, occasion=Occasion.BASELINE, value=1)
