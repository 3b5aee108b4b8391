"""Attempts as the database keeps them, without taking a quiz."""

import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils import timezone

from training.models import Attempt

HOUR = datetime.timedelta(hours=1)


def hand_in(user, quiz, earned, total=10, *, passed=None, ago=48 * HOUR, waits=False):
    """An attempt that was handed in; passed if it earned 80 %, unless told."""
    at = timezone.now() - ago
    result = {
        "marked_at": at,
        "earned": Decimal(earned),
        "total": total,
        "passed": earned * 100 >= total * 80 if passed is None else passed,
    }
    return Attempt.objects.create(
        user=user,
        quiz=quiz,
        paper={"format": 2, "title": quiz.title, "questions": []},
        started_at=at,
        submitted_at=at,
        **({} if waits else result),
    )


def begin(user, quiz):
    return Attempt.objects.create(user=user, quiz=quiz, paper={"format": 2, "title": quiz.title})


def address(name, attempt, *more):
    return reverse(f"training:{name}", args=[attempt.pk, *more])


def ticks(answers):
    return {f"question-{key}": chosen for key, chosen in answers.items()}


def saved(attempt):
    return dict(attempt.answers.values_list("question_key", "response"))


def let_time_run_out(attempt, ago=31):
    attempt.ends_at = timezone.now() - datetime.timedelta(seconds=ago)
    attempt.save()
