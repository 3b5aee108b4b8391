import pytest
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.utils import timezone
from wagtail.models import ModelLogEntry, PageLogEntry

from tests.factories import make_module, make_quiz
from training import actions
from training.models import Attempt, Certificate, LessonCompletion

from .oracles import all_right, all_wrong


def submit(quiz, user, choose=all_right):
    attempt = actions.start_attempt(quiz=quiz, by=user)
    certificate = actions.submit_attempt(attempt=attempt, answers=choose(attempt.paper), by=user)
    attempt.refresh_from_db()
    return attempt, certificate


def finish(lessons, quiz, user):
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=user)
    return submit(quiz, user)[1]


def test_a_lesson_is_completed_once_however_often_the_button_is_pressed(worker, lesson):
    actions.complete_lesson(lesson=lesson, by=worker)
    actions.complete_lesson(lesson=lesson, by=worker)

    completion = LessonCompletion.objects.get()
    assert (completion.user, completion.lesson_title) == (worker, lesson.title)
    assert ModelLogEntry.objects.filter(action="training.complete_lesson").count() == 1
    assert not PageLogEntry.objects.filter(user=worker).exists()  # which authors can read


def test_a_completion_outlives_its_lesson(worker, lesson):
    actions.complete_lesson(lesson=lesson, by=worker)
    lesson.delete()

    assert LessonCompletion.objects.get(lesson=None).lesson_title == lesson.title


def test_an_attempt_keeps_the_paper_of_its_day(worker, quiz):
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    quiz.pass_mark = 100
    quiz.questions.first().delete()
    quiz.save()
    attempt.refresh_from_db()

    assert attempt.paper["pass_mark"] == 80
    stems = [q["definition"]["stem"] for q in attempt.paper["questions"]]
    assert stems == ["Question 1?", "Question 2?"]
    assert all_right(attempt.paper) == {
        attempt.paper["questions"][0]["key"]: ["Right", "Right too"],
        attempt.paper["questions"][1]["key"]: ["Right"],
    }


def test_starting_twice_gives_the_attempt_that_is_open(worker, quiz):
    assert actions.start_attempt(quiz=quiz, by=worker) == actions.start_attempt(
        quiz=quiz, by=worker
    )
    assert ModelLogEntry.objects.filter(action="training.start_attempt").count() == 1


def test_two_open_attempts_cannot_be_stored(worker, quiz):
    actions.start_attempt(quiz=quiz, by=worker)

    with pytest.raises(IntegrityError):
        Attempt.objects.create(user=worker, quiz=quiz, paper={})


def test_a_quiz_without_questions_is_not_started(worker, course):
    empty = make_quiz(course.get_children().first(), questions=0)

    with pytest.raises(actions.NothingToAsk):
        actions.start_attempt(quiz=empty, by=worker)


def test_a_submitted_attempt_is_marked_and_keeps_its_answers(worker, quiz):
    attempt, _ = submit(quiz, worker)

    assert (attempt.earned, attempt.total, attempt.passed) == (2, 2, True)
    assert attempt.marked_at
    kept = dict(attempt.answers.values_list("question_key", "response"))
    assert kept == all_right(attempt.paper)


def test_a_failed_attempt_may_be_followed_by_another(worker, quiz):
    failed, _ = submit(quiz, worker, all_wrong)
    passed, _ = submit(quiz, worker, all_right)

    assert (failed.passed, passed.passed) == (False, True)
    assert failed.pk != passed.pk


def test_a_second_submission_changes_nothing(worker, quiz):
    attempt, _ = submit(quiz, worker, all_right)

    with pytest.raises(actions.AlreadySubmitted):
        actions.submit_attempt(attempt=attempt, answers=all_wrong(attempt.paper), by=worker)

    attempt.refresh_from_db()
    assert attempt.passed
    assert attempt.answers.count() == 2


def test_a_half_marked_attempt_cannot_be_stored(worker, quiz):
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    attempt.submitted_at = attempt.marked_at = timezone.now()

    with pytest.raises(IntegrityError):
        attempt.save()


def test_the_last_step_of_a_course_earns_the_certificate(worker, course, lessons, quiz):
    certificate = finish(lessons, quiz, worker)

    assert certificate.holder_name == str(worker)
    assert certificate.course_title == course.title
    assert certificate.issued_on == timezone.localdate()
    assert certificate.number.startswith(f"CP-{timezone.localdate().year}-")


def test_the_last_step_may_be_a_lesson(worker, lessons, quiz):
    _, certificate = submit(quiz, worker)
    assert certificate is None

    actions.complete_lesson(lesson=lessons[0], by=worker)
    assert actions.complete_lesson(lesson=lessons[1], by=worker) == Certificate.objects.get()


def test_a_failed_quiz_earns_no_certificate(worker, lessons, quiz):
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=worker)

    assert submit(quiz, worker, all_wrong)[1] is None
    assert not Certificate.objects.exists()


def test_a_module_not_done_keeps_the_certificate_back(worker, course, lessons, quiz):
    make_module(course, "Second module")

    assert finish(lessons, quiz, worker) is None


def test_an_unpublished_module_does_not_keep_the_certificate_back(worker, course, lessons, quiz):
    make_module(course, "Second module").unpublish()

    assert finish(lessons, quiz, worker)


def test_a_certificate_is_issued_once(worker, course, lessons, quiz):
    first = finish(lessons, quiz, worker)

    assert submit(quiz, worker)[1] == first
    assert actions.issue_certificate_if_complete(course=course, by=worker) == first
    assert Certificate.objects.count() == 1


def test_a_revoked_certificate_is_not_replaced_by_taking_the_quiz_again(worker, lessons, quiz):
    certificate = finish(lessons, quiz, worker)
    certificate.revoked_at, certificate.revocation_reason = timezone.now(), "Issued in error."
    certificate.save()

    assert submit(quiz, worker)[1] is None
    assert Certificate.objects.count() == 1


def test_a_certificate_cannot_be_revoked_without_a_reason(worker, lessons, quiz):
    certificate = finish(lessons, quiz, worker)
    certificate.revoked_at = timezone.now()

    with pytest.raises(IntegrityError):
        certificate.save()


def test_each_learner_has_their_own_progress(worker, supervisor, lessons, quiz):
    assert finish(lessons, quiz, worker)
    assert submit(quiz, supervisor)[1] is None


def test_an_account_with_training_behind_it_is_not_deleted(worker, quiz, lesson):
    worker.memberships.all().delete()
    actions.complete_lesson(lesson=lesson, by=worker)
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    actions.submit_attempt(attempt=attempt, answers=all_right(attempt.paper), by=worker)

    with pytest.raises(ProtectedError):
        worker.delete()

    assert Attempt.objects.belonging_to(worker).exists()
