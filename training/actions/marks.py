"""From answers to a result."""

from collections.abc import Mapping

from django.utils import timezone

from .. import marking, queries
from ..models import Answer, Attempt, Certificate
from .certificates import issue_certificate_if_complete


def settle(*, attempt: Attempt) -> Certificate | None:
    """Mark what can be marked. The result is final once nothing waits for a person; answer with
    the certificate if that finishes the course. Inside the caller's transaction."""
    answers = queries.answers_of([attempt])[attempt.pk]
    result = queries.mark_of(attempt, answers)
    _keep_marks(attempt, result, answers)
    if result.waits:
        return None
    attempt.earned, attempt.total = marking.stored(result.earned), result.total
    attempt.passed = result.passes(attempt.sheet["pass_mark"])
    attempt.marked_at = timezone.now()
    attempt.save(update_fields=["earned", "total", "passed", "marked_at"])
    if not attempt.passed or attempt.quiz is None:
        return None
    return issue_certificate_if_complete(course=queries.course_of(attempt.quiz), by=attempt.user)


def _keep_marks(attempt: Attempt, result: marking.Result, answers: Mapping[str, Answer]) -> None:
    """Also of questions without an answer: they were asked, and earned nothing."""
    marked = {question.key: question for question in result.questions}
    Answer.objects.bulk_create(
        [
            Answer(
                attempt=attempt,
                question_key=q["key"],
                response=answers[q["key"]].response if q["key"] in answers else "",
                version_id=q["version"],
                part=q["part"],
                points=marked[q["key"]].points,
                earned=None
                if marked[q["key"]].credit is None
                else marking.stored(marked[q["key"]].earned),
            )
            for q in attempt.sheet["questions"]
        ],
        update_conflicts=True,
        unique_fields=["attempt", "question_key"],
        update_fields=["points", "earned"],
    )
