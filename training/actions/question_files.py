"""Importing questions: the whole of what was planned, or, should anything go wrong, nothing."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Lower
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.search.backends import get_search_backends

from agencies.models import User

from .. import queries
from ..formats.reading import Format
from ..formats.result import Loaded, LoadedQuestion, PastResult
from ..models import (
    ImportedResult,
    Outcome,
    Question,
    QuestionBank,
    QuestionVersion,
    WaitingFile,
)
from ..models.question_content import block_of
from ..questions import plain
from .refusals import NothingWaits

AT_ONCE = 500
WAITS_FOR = timedelta(days=1)


@transaction.atomic
def import_questions(
    *, bank_name: str, loaded: Loaded, source: Format, by: User | None
) -> queries.ImportPlan:
    """Keep what a file holds in the bank of that name, which is made if there is none."""
    QuestionBank.objects.get_or_create(name=bank_name)
    # One import at a time: two of the same file would each find that the bank has none of it.
    bank = QuestionBank.objects.select_for_update().get(name=bank_name)
    plan = queries.import_plan(bank, loaded)
    _keep_questions(bank, plan.questions)
    _keep_results(plan.results, source)
    counts = {"questions": len(plan.questions), "results": len(plan.results)}
    log(bank, "training.import_questions", user=by, data={"source": source.value, **counts})
    return plan


@transaction.atomic
def keep_file_waiting(
    *, bank: QuestionBank, name: str, source: Format, content: bytes, by: User
) -> WaitingFile:
    """Put a file aside until its sender has seen what it holds. Forgotten ones are cleared."""
    WaitingFile.objects.filter(user=by).delete()
    WaitingFile.objects.filter(created_at__lt=timezone.now() - WAITS_FOR).delete()
    return WaitingFile.objects.create(
        user=by, bank=bank, name=name[:255], format=source.value, content=content
    )


@transaction.atomic
def import_waiting_file(*, file: WaitingFile, loaded: Loaded, by: User) -> queries.ImportPlan:
    try:
        file = WaitingFile.objects.belonging_to(by).select_for_update().get(pk=file.pk)
    except WaitingFile.DoesNotExist:
        raise NothingWaits from None
    plan = import_questions(
        bank_name=file.bank.name, loaded=loaded, source=Format(file.format), by=by
    )
    file.delete()
    return plan


def _keep_questions(bank: QuestionBank, loaded: Sequence[LoadedQuestion]) -> None:
    """Many at once. Each looks as though it had been saved in the editor."""
    outcomes = _outcomes({question.outcome for question in loaded} - {""})
    questions = Question.objects.bulk_create(
        (
            Question(
                bank=bank,
                outcome=outcomes.get(question.outcome),
                content=[block_of(question.definition)],
                kind=question.definition["kind"],
                words=plain(question.definition["stem"]),
            )
            for question in loaded
        ),
        batch_size=AT_ONCE,
    )
    QuestionVersion.objects.bulk_create(
        (
            QuestionVersion(
                question=question,
                number=1,
                definition=given.definition,
                outcome_id=question.outcome_id,
            )
            for question, given in zip(questions, loaded, strict=True)
        ),
        batch_size=AT_ONCE,
    )
    first = QuestionVersion.objects.filter(question=OuterRef("pk")).values("pk")[:1]
    Question.objects.filter(bank=bank, version=None).update(version=Subquery(first))
    for backend in get_search_backends(with_auto_update=True):
        backend.add_bulk(Question, questions)


def _outcomes(names: set[str]) -> dict[str, Outcome]:
    """By their names. Another import, into another bank, may be making the same ones just now."""
    held = Outcome.objects.filter(name__in=names)
    new = sorted(names - set(held.values_list("name", flat=True)))
    Outcome.objects.bulk_create((Outcome(name=name) for name in new), ignore_conflicts=True)
    return {outcome.name: outcome for outcome in held.all()}


def _keep_results(results: Sequence[tuple[str, PastResult]], source: Format) -> None:
    emails = {result.email.lower() for _mark, result in results} - {""}
    users = User.objects.annotate(lower=Lower("email")).filter(lower__in=emails)
    by_email = {user.lower: user for user in users}
    ImportedResult.objects.bulk_create(
        (
            ImportedResult(
                user=by_email.get(result.email.lower()),
                person=result.person,
                email=result.email,
                kind=result.kind,
                quiz_title=result.title,
                score=result.score,
                out_of=result.out_of,
                passed=result.passed,
                taken_at=_moment(result.taken_at),
                source=source.value,
                raw=result.raw,
                fingerprint=mark,
            )
            for mark, result in results
        ),
        batch_size=AT_ONCE,
    )


def _moment(text: str) -> datetime | None:
    """A time without a zone is taken as UTC, which Django itself keeps."""
    moment = datetime.fromisoformat(text) if text else None
    return moment.replace(tzinfo=UTC) if moment and not moment.tzinfo else moment
