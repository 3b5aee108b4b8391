"""How certificates go on: renewed, revoked, reissued, and the history of it."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone
from wagtail.models import ModelLogEntry

from training import actions, queries
from training.expiry import AFTER, add_months
from training.models import Certificate, QuizPage

from .certified import (
    at_noon,
    complete,
    days,
    earn,
    make_certificate,
    make_design,
    make_small_course,
    pass_quiz,
    text_of,
)

TODAY = timezone.localdate()


@pytest.fixture
def course():
    return make_small_course(
        certificate_expiry=AFTER, certificate_months=24, renewal_months=3, cpd_minutes=150
    )


@pytest.fixture
def quiz(course):
    return QuizPage.objects.descendant_of(course).get()


@pytest.fixture
def design(course):
    return make_design(course)


@pytest.fixture
def ending(worker, course):
    """The worker's certificate, which ends in a month, and so can be renewed since two."""
    complete(worker, course, at_noon(days(-700)))
    return make_certificate(worker, course, issued_on=days(-700), expires_on=add_months(TODAY, 1))


def test_what_is_left_to_do_again(worker, ending, quiz):
    renewal = queries.renewal_of(ending)

    assert (renewal.number, renewal.expires_on) == (ending.number, ending.expires_on)
    assert renewal.opens_on == add_months(ending.expires_on, -3)
    assert renewal.is_open
    assert [step.title for step in renewal.left] == ["Quiz 1"]
    assert not renewal.is_ready


def test_passing_each_quiz_again_renews_by_itself(worker, course, ending, quiz):
    pass_quiz(worker, quiz)

    new = actions.issue_certificate_if_complete(course=course, by=worker)

    assert new.number != ending.number
    assert new.renews == ending
    assert new.issued_on == TODAY
    assert new.expires_on == add_months(ending.expires_on, 24)  # no time is lost
    ending.refresh_from_db()
    assert ending.revoked_at is None
    assert set(queries.my_certificates(worker)) == {ending, new}
    assert queries.renewal_of(ending) is None


def test_a_renewal_after_the_end_counts_from_that_day(worker, course, ending, quiz):
    Certificate.objects.filter(pk=ending.pk).update(expires_on=days(-10))
    assert actions.issue_certificate_if_complete(course=course, by=worker) is None
    pass_quiz(worker, quiz)

    new = actions.issue_certificate_if_complete(course=course, by=worker)

    assert new.expires_on == add_months(TODAY, 24)


def test_a_pass_before_the_time_or_a_fail_does_not_renew(worker, course, ending, quiz):
    pass_quiz(worker, quiz, at_noon(queries.renewal_of(ending).opens_on - datetime.timedelta(1)))
    pass_quiz(worker, quiz, passed=False)

    assert not queries.renewal_of(ending).is_ready
    assert actions.issue_certificate_if_complete(course=course, by=worker) == ending
    with pytest.raises(actions.NotReadyToRenew):
        actions.renew_certificate(certificate=ending, by=worker)


def test_nothing_is_renewed_before_its_time(worker, course, quiz):
    certificate = earn(worker, course)

    renewal = queries.renewal_of(certificate)

    assert not renewal.is_open
    assert queries.my_renewals(worker) == []
    assert actions.issue_certificate_if_complete(course=course, by=worker) == certificate


def test_what_earned_a_certificate_does_not_renew_it_as_well(worker, course):
    course.certificate_months = 2  # shorter than the time to renew
    course.save()
    certificate = earn(worker, course)

    assert actions.issue_certificate_if_complete(course=course, by=worker) == certificate
    assert not queries.renewal_of(certificate).is_open
    with pytest.raises(actions.NotReadyToRenew):
        actions.renew_certificate(certificate=certificate, by=worker)


def test_a_quiz_without_attempts_left_is_not_asked_for_again(worker, course, ending, quiz):
    QuizPage.objects.filter(pk=quiz.pk).update(attempts_allowed=1)

    renewal = queries.renewal_of(ending)

    assert renewal.left == ()
    assert renewal.asks_to_confirm
    assert actions.renew_certificate(certificate=ending, by=worker).renews == ending


def test_attempts_used_up_in_the_renewal_itself_do_not_renew(worker, course, ending, quiz):
    QuizPage.objects.filter(pk=quiz.pk).update(attempts_allowed=2)
    pass_quiz(worker, quiz, passed=False)

    assert [step.title for step in queries.renewal_of(ending).left] == ["Quiz 1"]
    with pytest.raises(actions.NotReadyToRenew):
        actions.renew_certificate(certificate=ending, by=worker)


def test_a_double_click_renews_once(worker, course, ending, quiz):
    pass_quiz(worker, quiz)

    first = actions.issue_certificate_if_complete(course=course, by=worker)
    second = actions.issue_certificate_if_complete(course=course, by=worker)

    assert first == second
    assert Certificate.objects.count() == 2


def test_the_database_takes_no_second_renewal(worker, course, ending):
    make_certificate(worker, course, "CP-2026-AAAA-0001", renews=ending)

    with pytest.raises(IntegrityError):
        make_certificate(worker, course, "CP-2026-AAAA-0002", renews=ending)


def test_a_course_without_quizzes_is_renewed_on_the_holders_word(worker):
    course = make_small_course(
        quizzes=0, certificate_expiry=AFTER, certificate_months=12, renewal_months=3
    )
    complete(worker, course)
    old = make_certificate(worker, course, issued_on=days(-300), expires_on=days(20))
    assert queries.renewal_of(old).asks_to_confirm
    assert actions.issue_certificate_if_complete(course=course, by=worker) == old

    new = actions.renew_certificate(certificate=old, by=worker)

    assert (new.renews, new.issued_on) == (old, TODAY)


def test_a_changed_lesson_comes_before_the_renewal_of_a_course_without_quizzes(worker):
    course = make_small_course(quizzes=0, certificate_expiry=AFTER, certificate_months=12)
    old = make_certificate(worker, course, issued_on=days(-300), expires_on=days(20))

    assert [step.title for step in queries.renewal_of(old).left] == ["Lesson"]
    with pytest.raises(actions.NotReadyToRenew):
        actions.renew_certificate(certificate=old, by=worker)


@pytest.mark.parametrize(
    "change",
    [
        {"expires_on": None},
        {"course": None},
        {"revoked_at": timezone.now(), "revocation_reason": "In error."},
    ],
)
def test_what_cannot_be_renewed(worker, ending, change):
    Certificate.objects.filter(pk=ending.pk).update(**change)
    ending.refresh_from_db()

    assert queries.renewal_of(ending) is None


def test_a_revoked_renewal_is_not_replaced_by_taking_the_quiz_again(worker, course, ending, quiz):
    pass_quiz(worker, quiz)
    new = actions.issue_certificate_if_complete(course=course, by=worker)
    actions.revoke_certificate(certificate=new, reason="In error.", by=worker)
    pass_quiz(worker, quiz)

    assert actions.issue_certificate_if_complete(course=course, by=worker) is None
    assert Certificate.objects.count() == 2


def test_the_renewals_of_a_learner_take_few_queries(worker, ending, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        assert [r.number for r in queries.my_renewals(worker)] == [ending.number]


# --- Revoke and reissue ------------------------------------------------------------------------


def test_revoking_keeps_who_when_and_why(worker, trainer, course):
    certificate = earn(worker, course)

    actions.revoke_certificate(certificate=certificate, reason="Taken by another.", by=trainer)

    certificate.refresh_from_db()
    assert certificate.revoked_by == trainer
    assert certificate.revoked_at.date() == TODAY
    assert certificate not in Certificate.objects.valid()
    assert ModelLogEntry.objects.filter(action="training.revoke_certificate").count() == 1
    with pytest.raises(actions.AlreadyRevoked):
        actions.revoke_certificate(certificate=certificate, reason="Again.", by=trainer)


def test_a_reissue_corrects_the_name_and_nothing_else(worker, trainer, course, design):
    old = earn(worker, course)

    new = actions.reissue_certificate(certificate=old, holder_name="Zoë Łuczak", by=trainer)

    old.refresh_from_db()
    assert old.revocation_reason == f"Reissued as {new.number}."
    assert new.reissues == old
    assert "Zoë Łuczak" in text_of(new)
    printed, before = (text_of(c).split(" Number ")[0] for c in (new, old))
    assert printed == before.replace(old.holder_name, "Zoë Łuczak")
    assert Certificate.objects.valid().get() == new
    assert queries.my_certificates(worker) == [new]


def test_a_reissued_certificate_is_renewed_like_any_other(worker, trainer, course, ending, quiz):
    reissued = actions.reissue_certificate(certificate=ending, holder_name="New", by=trainer)
    assert (reissued.issued_on, reissued.expires_on) == (ending.issued_on, ending.expires_on)
    pass_quiz(worker, quiz)

    assert actions.issue_certificate_if_complete(course=course, by=worker).renews == reissued


def test_only_the_last_certificate_is_corrected(worker, trainer, course, ending, quiz):
    pass_quiz(worker, quiz)
    actions.issue_certificate_if_complete(course=course, by=worker)

    with pytest.raises(actions.NotTheLatest):
        actions.reissue_certificate(certificate=ending, holder_name="New", by=trainer)


def test_the_history_tells_all_in_order(worker, trainer, course, ending, quiz):
    new = actions.reissue_certificate(certificate=ending, holder_name="New Name", by=trainer)
    pass_quiz(worker, quiz)
    renewed = actions.issue_certificate_if_complete(course=course, by=worker)
    actions.revoke_certificate(certificate=renewed, reason="Taken by another.", by=trainer)

    told = [(e.what, e.number, e.by, e.reason) for e in queries.history_of(renewed)]

    assert told == [
        ("issued", ending.number, None, ""),
        ("revoked", ending.number, str(trainer), f"Reissued as {new.number}."),
        ("reissued", new.number, str(trainer), ""),
        ("renewed", renewed.number, None, ""),
        ("revoked", renewed.number, str(trainer), "Taken by another."),
    ]
    assert queries.history_of(ending) == queries.history_of(renewed)


def test_a_history_outlives_its_course(worker, ending, course):
    course.delete()
    ending.refresh_from_db()

    assert [event.what for event in queries.history_of(ending)] == ["issued"]
