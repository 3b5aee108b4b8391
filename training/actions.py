"""Every change to training records. Safe to call twice: people double-click."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import User

from . import marking, queries
from .certificate_numbers import new_number
from .models import (
    Answer,
    Attempt,
    Certificate,
    CoursePage,
    LessonCompletion,
    LessonPage,
    QuizPage,
)


class NothingToAsk(Exception):
    """The quiz has no questions."""


class AlreadySubmitted(Exception):
    """The attempt has been handed in, and stays as it is."""


class AnswersMissing(Exception):
    """Some questions have no answer, or one that the paper does not offer."""


@transaction.atomic
def complete_lesson(*, lesson: LessonPage, by: User) -> Certificate | None:
    """Note that the lesson is done; answer with the certificate if that finishes the course."""
    _take_turns(by)
    completion, is_new = LessonCompletion.objects.get_or_create(
        user=by, lesson=lesson, defaults={"lesson_title": lesson.title}
    )
    if is_new:
        # Not of the lesson: authors read a page's log in the CMS, and this is about a learner.
        log(completion, "training.complete_lesson", user=by)
    return issue_certificate_if_complete(course=queries.course_of(lesson), by=by)


@transaction.atomic
def start_attempt(*, quiz: QuizPage, by: User) -> Attempt:
    """Begin an attempt with the questions as they stand, or go on with the one that is open."""
    paper = quiz.as_paper()
    if not paper["questions"]:
        raise NothingToAsk
    attempt, is_new = Attempt.objects.get_or_create(
        user=by, quiz=quiz, submitted_at=None, defaults={"paper": paper}
    )
    if is_new:
        log(attempt, "training.start_attempt", user=by)
    return attempt


@transaction.atomic
def submit_attempt(
    *, attempt: Attempt, answers: Mapping[str, Sequence[str]], by: User
) -> Certificate | None:
    """Keep and mark the answers; answer with the certificate if that finishes the course."""
    _take_turns(by)
    attempt = Attempt.objects.belonging_to(by).get(pk=attempt.pk)
    if attempt.submitted_at:
        raise AlreadySubmitted
    _refuse_gaps(attempt.paper, answers)
    result = marking.mark(attempt.paper, answers)
    Answer.objects.bulk_create(
        Answer(attempt=attempt, question_key=q.key, choices=list(answers[q.key]))
        for q in result.questions
    )
    attempt.correct, attempt.total, attempt.passed = result.correct, result.total, result.passed
    attempt.submitted_at = timezone.now()
    attempt.save(update_fields=["correct", "total", "passed", "submitted_at"])
    log(attempt, "training.submit_attempt", user=by)
    if not attempt.passed or attempt.quiz is None:
        return None
    return issue_certificate_if_complete(course=queries.course_of(attempt.quiz), by=by)


def _take_turns(user: User) -> None:
    """Let one change at a time be made to a learner's records.

    Otherwise a double click marks an attempt twice, and the last two steps of a course, done in
    two tabs at once, each miss the other and neither earns the certificate.
    """
    User.objects.select_for_update().get(pk=user.pk)


def _refuse_gaps(paper: marking.Paper, answers: Mapping[str, Sequence[str]]) -> None:
    for question in paper["questions"]:
        offered = {choice["key"] for choice in question["choices"]}
        ticked = answers.get(question["key"])
        if not ticked or not offered.issuperset(ticked):
            raise AnswersMissing


@transaction.atomic
def issue_certificate_if_complete(*, course: CoursePage, by: User) -> Certificate | None:
    """Give the learner the course's certificate once every lesson is done and quiz passed.

    A certificate that was revoked is not replaced by taking a quiz again: that is for a person
    to decide.
    """
    _take_turns(by)
    held = Certificate.objects.belonging_to(by).filter(course=course)
    if held.exists():
        return held.valid().first()
    if not queries.course_progress(by, course).is_done:
        return None
    today = timezone.localdate()
    certificate = Certificate.objects.create(
        number=new_number(today.year),
        user=by,
        course=course,
        holder_name=str(by),
        course_title=course.title,
        issued_on=today,
    )
    log(certificate, "training.issue_certificate", user=by)
    return certificate
