"""What a person gives an essay, and what follows from it."""

import logging
from decimal import Decimal
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from wagtail.log_actions import log

from agencies.models import User
from agencies.roles import Permission

from ..models import Answer, Attempt, EssayMark
from .marks import settle
from .refusals import (
    MarkedMeanwhile,
    NotForTrainersToDo,
    OwnEssay,
    PointsNotOffered,
    ResultIsGiven,
)
from .turns import take_turns

logger = logging.getLogger(__name__)


def mark_essay(*, answer: Answer, points: Decimal, comment: str, seen: int, by: User) -> None:
    """Give an essay its points, or other points while the attempt waits for its other essays.

    `seen` is the last mark that the marker was shown, 0 for none. With the last essay of an attempt
    its learner has a result, and is told by an e-mail that goes after the mark is kept.
    """
    attempt = _mark(answer, points, comment, seen, by)
    if attempt:
        _tell(attempt)


@transaction.atomic
def _mark(answer: Answer, points: Decimal, comment: str, seen: int, by: User) -> Attempt | None:
    """Answers with the attempt if that gave it its result."""
    attempt = _others_attempt(answer, by)
    last = answer.marks.last()
    if last and (last.marked_by_id, last.points, last.comment) == (by.pk, points, comment):
        return None  # a double click
    if seen != (last.pk if last else 0):
        raise MarkedMeanwhile
    if attempt.marked_at:
        raise ResultIsGiven
    if not 0 <= points <= (answer.points or 0):
        raise PointsNotOffered
    mark = EssayMark.objects.create(answer=answer, points=points, comment=comment, marked_by=by)
    settle(attempt=attempt)
    log(mark, "training.mark_essay", user=by)
    return attempt if attempt.marked_at else None


def _others_attempt(answer: Answer, by: User) -> Attempt:
    """The attempt as it is now. One mark at a time: the last two essays of an attempt, marked at
    once by two people, would each miss the other."""
    if Permission.AUTHOR_TRAINING not in by.permissions:
        raise NotForTrainersToDo
    if answer.attempt.user == by:
        raise OwnEssay
    take_turns(answer.attempt.user)
    return Attempt.objects.select_related("quiz", "user").get(pk=answer.attempt_id)


def _tell(attempt: Attempt) -> None:
    """Only people who can open the page are told. The result is there, not in the e-mail; so one
    that cannot be sent is noted, and undoes nothing."""
    learner = attempt.user
    if not learner.is_active or Permission.TAKE_TRAINING not in learner.permissions:
        return
    link = settings.SITE_URL + reverse("training:result", args=[attempt.pk])
    context = {"user": learner, "title": attempt.paper["title"], "link": link}
    subject = render_to_string("training/email/marked_subject.txt", context).strip()
    body = render_to_string("training/email/marked.txt", context)
    try:
        send_mail(subject, body, None, [learner.email])
    except (SMTPException, OSError):
        logger.exception("The learner of attempt %s could not be told of the result.", attempt.pk)
