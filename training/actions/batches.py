"""Certificates for many people at once. The job can be killed at any moment and run again: each
person is done in a transaction of their own, and whoever is done is not done twice."""

import logging
from collections.abc import Iterable, Iterator
from datetime import timedelta

from django.core.files import File
from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks import task
from wagtail.log_actions import log

from agencies.models import User

from .. import queries
from ..certificates import write_archive
from ..models import BatchMember, Certificate, CertificateBatch, CoursePage
from .certificates import issue
from .refusals import BatchIsRunning, NobodyToCertify
from .turns import take_turns

ARCHIVES_KEPT_FOR = timedelta(days=7)  # they hold names: certificates can be printed again anyway
A_HANDFUL = 50
Outcome = BatchMember.Outcome

logger = logging.getLogger(__name__)


@transaction.atomic
def start_batch(*, course: CoursePage, users: Iterable[User], by: User) -> CertificateBatch:
    """Have certificates issued to these people, in the background."""
    members = list(users)
    if not members:
        raise NobodyToCertify
    try:
        with transaction.atomic():
            batch = CertificateBatch.objects.create(
                course=course, course_title=course.title, started_by=by
            )
    except IntegrityError as error:
        raise BatchIsRunning from error
    BatchMember.objects.bulk_create(BatchMember(batch=batch, user=user) for user in members)
    log(batch, "training.start_batch", user=by)
    issue_batch.enqueue(batch.pk)  # kept in this same transaction
    return batch


@task(backend="background")
def issue_batch(batch_id: int) -> None:
    batch = CertificateBatch.objects.select_related("started_by").get(pk=batch_id)
    waiting = batch.members.filter(outcome=Outcome.WAITING).order_by("pk").select_related("user")
    while members := list(waiting[:A_HANDFUL]):
        done = _who_is_done(batch.course, members)
        for member in members:
            _issue_to(member, is_done=member.user_id in done)
    if batch.finished_at is None:
        _finish(batch)


def _who_is_done(course: CoursePage | None, members: list[BatchMember]) -> set[int]:
    """Read for a handful at once, a moment before: one by one it took as long as all the rest of
    issuing. That nobody gets two certificates is seen to when it is their turn."""
    if course is None:
        return set()
    progress = queries.progress_of_each([member.user for member in members], course)
    return {pk for pk, theirs in progress.items() if theirs.is_done}


def _issue_to(member: BatchMember, *, is_done: bool) -> None:
    try:
        with transaction.atomic():
            _issue_once(member, is_done=is_done)
    except Exception:  # one person's trouble must not stop the others
        logger.exception("No certificate for member %s of a batch.", member.pk)
        _note(member, Outcome.FAILED, None)


def _issue_once(member: BatchMember, *, is_done: bool) -> None:
    take_turns(member.user)
    member.refresh_from_db(fields=["outcome"])
    course = member.batch.course
    if member.outcome != Outcome.WAITING:  # another worker was faster
        return
    if course is None:
        return _note(member, Outcome.NOT_COMPLETE, None)
    held = Certificate.objects.belonging_to(member.user).filter(course=course)
    if held.exists():
        return _note(member, Outcome.HELD, held.valid().first())
    if not is_done:
        return _note(member, Outcome.NOT_COMPLETE, None)
    certificate = issue(course, member.user, member.batch.started_by)
    _note(member, Outcome.ISSUED, certificate)


def _note(member: BatchMember, outcome: str, certificate: Certificate | None) -> None:
    member.outcome, member.certificate, member.done_at = outcome, certificate, timezone.now()
    member.save(update_fields=["outcome", "certificate", "done_at"])


def _finish(batch: CertificateBatch) -> None:
    """Put the new certificates in one file to download. Drawn outside any transaction; of two
    workers who did the last person's together, the slower one throws its file away."""
    issued = batch.members.filter(outcome=Outcome.ISSUED).order_by("pk")
    pks = list(issued.values_list("certificate", flat=True))
    if pks:
        with write_archive(_by_handfuls(batch, pks)) as file:
            batch.archive.save(f"certificates-{batch.pk}.zip", File(file), save=False)
    unfinished = CertificateBatch.objects.filter(pk=batch.pk, finished_at=None)
    if not unfinished.update(archive=batch.archive.name, finished_at=timezone.now()):
        batch.archive.delete(save=False)


def _by_handfuls(batch: CertificateBatch, pks: list[int]) -> Iterator[Certificate]:
    """These certificates; in between, how many have been drawn is noted for whoever looks on."""
    for begin in range(0, len(pks), A_HANDFUL):
        yield from Certificate.objects.filter(pk__in=pks[begin : begin + A_HANDFUL])
        drawn = min(begin + A_HANDFUL, len(pks))
        CertificateBatch.objects.filter(pk=batch.pk).update(drawn=drawn, drawn_at=timezone.now())


def remove_old_archives() -> int:
    old = CertificateBatch.objects.filter(
        finished_at__lt=timezone.now() - ARCHIVES_KEPT_FOR
    ).exclude(archive="")
    removed = 0
    for batch in old:
        batch.archive.delete(save=False)
        batch.save(update_fields=["archive"])
        removed += 1
    return removed
