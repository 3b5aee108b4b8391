"""Marking again what has a result: a new row beside the attempt, with a reason. The attempt and
its answers stay as they were, and nobody loses a pass."""

from decimal import Decimal

from django.db import transaction
from wagtail.log_actions import log

from agencies.models import User
from agencies.roles import Permission

from .. import queries
from ..models import Answer, Attempt, EssayMark, QuestionVersion, QuizPage, Regrade
from ..regrading import kept, misfits
from .certificates import issue_certificate_if_complete
from .refusals import (
    MarkedMeanwhile,
    NoResultYet,
    NotForTrainersToDo,
    NothingToRegrade,
    OwnEssay,
    PassStays,
    PointsNotOffered,
    VersionDoesNotFit,
)
from .turns import take_turns, take_turns_of_all


@transaction.atomic
def regrade(
    *, asked: QuestionVersion, marked_by: QuestionVersion, reason: str, by: User
) -> queries.RegradePlan:
    """Mark every result that has one version of a question by another version of it."""
    if asked.question_id != marked_by.question_id:
        raise VersionDoesNotFit
    if misfits(asked.definition, marked_by.definition):
        raise VersionDoesNotFit
    take_turns_of_all(User.objects.filter(attempts__in=queries.marked_attempts(asked)))
    plan = queries.regrade_plan(asked, marked_by)
    if not plan.changes:
        raise NothingToRegrade
    for change in plan.changes:
        _keep(change, reason, by)
    return plan


@transaction.atomic
def mark_essay_again(
    *, answer: Answer, points: Decimal, comment: str, reason: str, seen: int, by: User
) -> None:
    """Change what an essay earned, after its learner had the result. `seen` is the last mark that
    the marker was shown."""
    attempt = _with_result(answer, by)
    last = answer.marks.last()
    if last and (last.marked_by_id, last.points, last.comment) == (by.pk, points, comment):
        return  # a double click
    if seen != (last.pk if last else 0):
        raise MarkedMeanwhile
    if not 0 <= points <= (answer.points or 0):
        raise PointsNotOffered
    EssayMark.objects.create(answer=answer, points=points, comment=comment, marked_by=by)
    change = queries.change_of_essay(attempt)
    if kept(change.before, change.after):
        raise PassStays
    _keep(change, reason, by)


def _with_result(answer: Answer, by: User) -> Attempt:
    if Permission.AUTHOR_TRAINING not in by.permissions:
        raise NotForTrainersToDo
    if answer.attempt.user == by:
        raise OwnEssay
    take_turns(answer.attempt.user)
    attempt = Attempt.objects.select_related("user").get(pk=answer.attempt_id)
    if attempt.marked_at is None:
        raise NoResultYet
    return attempt


def _keep(change: queries.Change, reason: str, by: User) -> None:
    regrade = Regrade.objects.create(
        attempt_id=change.attempt,
        replaced=change.replaced,
        earned=change.after.earned,
        total=change.after.total,
        passed=change.after.passed,
        reason=reason,
        made_by=by,
    )
    log(regrade, "training.regrade", user=by)
    quiz = QuizPage.objects.filter(pk=change.quiz).first()
    if quiz and change.gains_a_pass:
        course = queries.course_of(quiz)
        issue_certificate_if_complete(course=course, by=by, learner=change.learner)
