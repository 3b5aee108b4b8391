"""Taking a quiz: begin, save, check one question, hand in."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from random import SystemRandom
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import User

from .. import papers, queries
from ..marking import is_answered
from ..models import Answer, Attempt, Certificate, QuizPage
from .marks import settle
from .refusals import (
    AlreadyChecked,
    AlreadySubmitted,
    AnswerNotOffered,
    AnswersMissing,
    Locked,
    NoAttemptsLeft,
    NothingToAsk,
    TimeIsUp,
    WaitFirst,
)
from .turns import take_turns

# What is sent as the clock runs out may still be on its way.
GRACE = timedelta(seconds=30)

Answers = Mapping[str, Any]  # by the key of the question; shapes in training.papers.fits


def start_attempt(*, quiz: QuizPage, by: User) -> Attempt:
    """Begin an attempt with the questions as they stand, or go on with the one that is open.

    One whose time has run out is handed in first, in a transaction of its own: that no other may
    be begun does not undo it.
    """
    open_one = Attempt.objects.belonging_to(by).filter(quiz=quiz, submitted_at=None).first()
    if open_one:
        hand_in_if_late(attempt=open_one, by=by)
    return _start(quiz=quiz, by=by)


@transaction.atomic
def _start(*, quiz: QuizPage, by: User) -> Attempt:
    take_turns(by)
    attempt = Attempt.objects.belonging_to(by).filter(quiz=quiz, submitted_at=None).first()
    if attempt:
        return attempt
    _refuse_to_start(quiz, by)
    attempt = Attempt.objects.create(
        user=by, quiz=quiz, paper=_new_paper(quiz), ends_at=_end(quiz, by)
    )
    log(attempt, "training.start_attempt", user=by)
    return attempt


@transaction.atomic
def save_answers(*, attempt: Attempt, answers: Answers, by: User) -> None:
    """Keep answers of an open attempt, to go on with later. Those left out stay as they were."""
    attempt = _open(attempt, by)
    if _is_late(attempt):
        raise TimeIsUp
    _keep(attempt, answers)


@transaction.atomic
def check_answer(*, attempt: Attempt, key: str, response: Any, by: User) -> Answer:
    """Make one answer final, so that its feedback can be shown."""
    attempt = _open(attempt, by)
    if attempt.answers.filter(question_key=key).exclude(checked_at=None).exists():
        raise AlreadyChecked
    if not is_answered(response):
        raise AnswersMissing((key,))
    save_answers(attempt=attempt, answers={key: response}, by=by)
    answer = attempt.answers.get(question_key=key)
    answer.checked_at = timezone.now()
    answer.save(update_fields=["checked_at"])
    return answer


def submit_attempt(
    *, attempt: Attempt, answers: Answers, by: User, with_gaps: bool = False
) -> Certificate | None:
    """Keep these answers beside those saved, hand in and mark; answer with the certificate if that
    finishes the course. After the time limit, only what had been saved counts.

    Two transactions: what was answered is kept even where a gap keeps it from being handed in.
    """
    with suppress(TimeIsUp):
        save_answers(attempt=attempt, answers=answers, by=by)
    return _submit(attempt=attempt, by=by, with_gaps=with_gaps)


@transaction.atomic
def _submit(*, attempt: Attempt, by: User, with_gaps: bool) -> Certificate | None:
    attempt = _open(attempt, by)
    if not with_gaps and not _is_late(attempt) and (gaps := _gaps(attempt)):
        raise AnswersMissing(gaps)
    return _hand_in(attempt, by)


def hand_in_if_late(*, attempt: Attempt, by: User) -> bool:
    """Hand in an open attempt whose time has run out. Says whether it did."""
    if attempt.submitted_at or not _is_late(attempt):
        return False
    with suppress(AlreadySubmitted):  # in another tab, a moment ago
        submit_attempt(attempt=attempt, answers={}, by=by)
    return True


def _open(attempt: Attempt, by: User) -> Attempt:
    """The attempt as it is now. One change at a time: a double click must not mark it twice."""
    take_turns(by)
    attempt = Attempt.objects.belonging_to(by).get(pk=attempt.pk)
    attempt.user = by  # whose memberships have been read
    if attempt.submitted_at:
        raise AlreadySubmitted
    return attempt


def _is_late(attempt: Attempt) -> bool:
    return attempt.ends_at is not None and timezone.now() > attempt.ends_at + GRACE


def _refuse_to_start(quiz: QuizPage, by: User) -> None:
    if reasons := queries.locks_on(by, quiz):
        raise Locked(reasons)
    made = Attempt.objects.belonging_to(by).filter(quiz=quiz)
    if quiz.attempts_allowed is not None and made.count() >= quiz.attempts_allowed:
        raise NoAttemptsLeft
    last = made.order_by("-submitted_at").first()
    if last and last.submitted_at:
        until = last.submitted_at + timedelta(hours=quiz.wait_hours)
        if timezone.now() < until:
            raise WaitFirst(until)


def _new_paper(quiz: QuizPage) -> papers.Paper:
    chance = SystemRandom()
    fixed, draws = queries.candidates_of(quiz)
    try:
        asked = papers.draw(fixed, draws, chance)
    except papers.NotEnoughQuestions as error:
        raise NothingToAsk from error
    if not asked:
        raise NothingToAsk
    return quiz.paper(asked, chance)


def _end(quiz: QuizPage, by: User) -> Any:
    if quiz.time_limit is None:
        return None
    extra = queries.extra_time_percent(by)
    return timezone.now() + timedelta(minutes=quiz.time_limit) * (100 + extra) / 100


def _keep(attempt: Attempt, answers: Answers) -> None:
    questions = {question["key"]: question for question in attempt.sheet["questions"]}
    final = queries.checked_keys(attempt)
    for key, response in answers.items():
        if key not in questions or not papers.fits(questions[key], response):
            raise AnswerNotOffered
    now = timezone.now()
    Answer.objects.bulk_create(
        [
            Answer(
                attempt=attempt,
                question_key=key,
                response=response,
                version_id=questions[key]["version"],
                part=questions[key]["part"],
                saved_at=now,
            )
            for key, response in answers.items()
            if key not in final
        ],
        update_conflicts=True,
        unique_fields=["attempt", "question_key"],
        update_fields=["response", "saved_at"],
    )


def _gaps(attempt: Attempt) -> tuple[str, ...]:
    given = dict(attempt.answers.values_list("question_key", "response"))
    keys = (question["key"] for question in attempt.sheet["questions"])
    return tuple(key for key in keys if not is_answered(given.get(key)))


def _hand_in(attempt: Attempt, by: User) -> Certificate | None:
    attempt.submitted_at = min(timezone.now(), (attempt.ends_at or timezone.now()) + GRACE)
    attempt.save(update_fields=["submitted_at"])
    log(attempt, "training.submit_attempt", user=by)
    return settle(attempt=attempt)
