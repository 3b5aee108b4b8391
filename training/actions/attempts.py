from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import User

from .. import marking, queries
from ..models import Answer, Attempt, Certificate, QuizPage
from .certificates import issue_certificate_if_complete
from .refusals import AlreadySubmitted, AnswersMissing, NothingToAsk
from .turns import take_turns


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
    take_turns(by)
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


def _refuse_gaps(paper: marking.Paper, answers: Mapping[str, Sequence[str]]) -> None:
    for question in paper["questions"]:
        offered = {choice["key"] for choice in question["choices"]}
        ticked = answers.get(question["key"])
        if not ticked or not offered.issuperset(ticked):
            raise AnswersMissing
