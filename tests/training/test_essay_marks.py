"""What a mark changes, and when it is refused."""

from decimal import Decimal
from smtplib import SMTPException

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from tests.factories import essay, make_quiz
from training import actions, queries
from training.models import Answer, Attempt, Certificate, EssayMark, QuizPage, SavedComment

from .essays import essays_of, give, hand_in


def seen(answer):
    return answer.marks.last().pk


@pytest.fixture
def attempt(worker, essay_quiz):
    return hand_in(worker, essay_quiz, "I would ask.")


@pytest.fixture
def answer(attempt):
    return essays_of(attempt)[0]


# --- A mark -------------------------------------------------------------------------------------


def test_the_last_essay_gives_the_attempt_its_result(attempt, answer, trainer):
    give(answer, "3.5", trainer, comment="Well put.")

    attempt.refresh_from_db()
    assert (attempt.earned, attempt.total, attempt.passed) == (Decimal("4.5"), 5, True)
    [mark] = answer.marks.all()
    assert (mark.points, mark.comment, mark.marked_by) == (Decimal("3.5"), "Well put.", trainer)
    assert ModelLogEntry.objects.get(action="training.mark_essay").user == trainer


def test_an_attempt_waits_for_its_other_essay(worker, trainer, two_essays, mailoutbox):
    attempt = hand_in(worker, two_essays, "One.", "Two.")
    first, second = essays_of(attempt)
    give(first, 4, trainer, comment="Well put.")

    attempt.refresh_from_db()
    result = queries.result_of(attempt)
    assert attempt.waits
    # It may still change, so that the learner does not see it yet.
    assert [(q.waits, q.comment) for q in result.questions] == [(True, ""), (True, "")]
    assert mailoutbox == []

    give(second, 0, trainer)
    attempt.refresh_from_db()
    result = queries.result_of(attempt)
    assert (attempt.earned, attempt.passed) == (4, False)
    assert [(q.earned, q.comment) for q in result.questions] == [(4, "Well put."), (0, "")]


def test_the_last_pass_earns_the_certificate(worker, trainer, course, lessons, module):
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=worker)
    for page in QuizPage.objects.descendant_of(course):
        page.delete()
    attempt = hand_in(worker, make_quiz(module, "Essay", definitions=[essay()]), "Ask.")
    assert not Certificate.objects.exists()

    give(essays_of(attempt)[0], 1, trainer)

    assert Certificate.objects.get().user == worker


def test_an_essay_of_a_quiz_that_is_gone_is_marked_and_blind(attempt, answer, essay_quiz, trainer):
    essay_quiz.delete()
    answer = Answer.objects.get(pk=answer.pk)

    shown = queries.essay_to_mark(answer, trainer)
    give(answer, 4, trainer)

    assert (shown.quiz, shown.writer) == ("Essay", "")
    attempt.refresh_from_db()
    assert attempt.passed


def test_nobody_marks_their_own(trainer, other_trainer, essay_quiz):
    [own] = essays_of(hand_in(trainer, essay_quiz, "Mine."))

    queue = queries.marking_queue(trainer)
    assert (queue.piles, queue.own) == ((), 1)
    with pytest.raises(actions.OwnEssay):
        give(own, 4, trainer)
    assert queries.marking_queue(other_trainer).own == 0
    give(own, 4, other_trainer)
    assert own.marks.count() == 1


@pytest.mark.parametrize("points", ["-0.5", "4.5"])
def test_points_are_none_to_all(answer, trainer, points):
    with pytest.raises(actions.PointsNotOffered):
        give(answer, points, trainer)

    assert not EssayMark.objects.exists()


# --- Two people at once, and second thoughts ----------------------------------------------------


def test_what_another_person_marked_meanwhile_is_not_marked_again(answer, trainer, other_trainer):
    give(answer, 1, other_trainer)

    with pytest.raises(actions.MarkedMeanwhile):
        give(answer, 4, trainer)

    assert [mark.marked_by for mark in answer.marks.all()] == [other_trainer]


def test_a_double_click_marks_once(worker, two_essays, trainer):
    first, _ = essays_of(hand_in(worker, two_essays, "One.", "Two."))

    for _ in range(2):
        give(first, 3, trainer, comment="Good.")

    assert first.marks.count() == 1


def test_a_mark_can_change_while_another_essay_waits(worker, two_essays, trainer, other_trainer):
    attempt = hand_in(worker, two_essays, "One.", "Two.")
    first, second = essays_of(attempt)
    give(first, 1, trainer)
    [given] = queries.marking_queue(trainer).given
    assert (given.number, given.quiz, given.points, given.of) == (first.pk, "Two essays", 1, 4)

    give(first, 3, other_trainer, seen=seen(first))
    give(second, 2, trainer)

    attempt.refresh_from_db()
    assert [mark.points for mark in first.marks.all()] == [1, 3]
    assert attempt.earned == 5
    assert queries.marking_queue(trainer).given == ()


def test_a_mark_changed_from_an_old_page_is_refused(worker, two_essays, trainer, other_trainer):
    first, _ = essays_of(hand_in(worker, two_essays, "One.", "Two."))
    give(first, 1, trainer)
    shown = seen(first)
    give(first, 2, other_trainer, seen=shown)

    with pytest.raises(actions.MarkedMeanwhile):
        give(first, 3, trainer, seen=shown)


def test_a_given_result_is_not_changed_by_a_mark(attempt, answer, trainer):
    give(answer, 1, trainer)

    with pytest.raises(actions.ResultIsGiven):
        give(answer, 4, trainer, seen=seen(answer))

    attempt.refresh_from_db()
    assert (attempt.earned, attempt.passed) == (2, False)


# --- The learner is told ------------------------------------------------------------------------


def test_the_learner_is_told_where_the_result_is_and_not_what_it_is(
    attempt, answer, worker, trainer, mailoutbox
):
    give(answer, 4, trainer, comment="Well put.")

    [mail] = mailoutbox
    assert (mail.subject, mail.to) == ("Your quiz has been marked", [worker.email])
    assert f"/training/attempts/{attempt.pk}/result/" in mail.body
    for told in ("Well put", "assed", "4", "5"):
        assert told not in mail.body.replace(f"/{attempt.pk}/", "/").replace("localhost:8000", "")


def test_who_cannot_open_the_page_any_more_is_not_told(
    attempt, answer, worker, trainer, mailoutbox
):
    worker.memberships.update(ends_on=timezone.localdate())

    give(answer, 4, trainer)

    assert mailoutbox == []


def test_a_mail_server_that_fails_undoes_nothing(attempt, answer, trainer, monkeypatch, caplog):
    def fail(*args):
        raise SMTPException("No.")

    monkeypatch.setattr("training.actions.marking_essays.send_mail", fail)

    give(answer, 4, trainer)

    attempt.refresh_from_db()
    assert attempt.passed
    assert f"attempt {attempt.pk}" in caplog.text


# --- The database's own word --------------------------------------------------------------------


def test_a_saved_comment_has_words():
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedComment.objects.create(text="")


def test_an_attempt_that_waits_has_no_result(attempt):
    assert (attempt.earned, attempt.passed) == (None, None)
    assert list(Attempt.objects.to_mark()) == [attempt]
