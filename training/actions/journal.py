"""A learner's private journal. Its text is never logged."""

from collections.abc import Iterable
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import User

from .. import queries
from ..models import JournalEntry, LessonPage, SharedEntry
from .refusals import NotTheirSupervisor, ReflectionGone
from .turns import take_turns


@transaction.atomic
def write_reflection(*, lesson: LessonPage, reflection: UUID, text: str, by: User) -> JournalEntry:
    """Keep what the learner wrote, with the prompt as it reads today."""
    take_turns(by)
    part = lesson.part("reflection", reflection)
    if part is None:
        raise ReflectionGone
    written = {"lesson_title": lesson.title, "prompt": part.value["prompt"], "text": text}
    entry, is_new = JournalEntry.objects.update_or_create(
        user=by,
        lesson=lesson,
        reflection=reflection,
        defaults={**written, "changed_at": timezone.now()},
    )
    if is_new:
        log(entry, "training.write_reflection", user=by)
    return entry


@transaction.atomic
def share_entry(*, entry: JournalEntry, supervisors: Iterable[User], by: User) -> None:
    """Show the entry to some of the learner's supervisors of today; who sees it already still
    does."""
    take_turns(by)
    entry = JournalEntry.objects.belonging_to(by).get(pk=entry.pk)
    chosen = set(supervisors)
    if not chosen <= set(queries.supervisors_of(by)):
        raise NotTheirSupervisor
    seen_by = set(entry.shares.open().values_list("supervisor", flat=True))
    for supervisor in sorted(chosen, key=lambda person: person.pk):
        if supervisor.pk not in seen_by:
            share = SharedEntry.objects.create(entry=entry, supervisor=supervisor)
            log(share, "training.share_reflection", user=by)


@transaction.atomic
def take_back_entry(*, share: SharedEntry, by: User) -> None:
    """The supervisor no longer sees the entry. Safe to do twice."""
    share = SharedEntry.objects.select_for_update().get(pk=share.pk, entry__user=by)
    if share.taken_back_at is None:
        share.taken_back_at = timezone.now()
        share.save(update_fields=["taken_back_at"])
        log(share, "training.take_back_reflection", user=by)


@transaction.atomic
def delete_entry(*, entry: JournalEntry, by: User) -> None:
    """For good, with the replies of those it was shared with. Safe to do twice."""
    take_turns(by)
    if there := JournalEntry.objects.belonging_to(by).filter(pk=entry.pk).first():
        log(there, "training.delete_reflection", user=by)
        there.delete()


@transaction.atomic
def acknowledge_entry(*, share: SharedEntry, reply: str, by: User) -> None:
    """Tell the learner that their entry was read, with a few words or none."""
    share = SharedEntry.objects.shared_with(by).select_for_update(of=("self",)).get(pk=share.pk)
    share.acknowledged_at, share.reply = timezone.now(), reply
    share.save(update_fields=["acknowledged_at", "reply"])
    log(share, "training.acknowledge_reflection", user=by)
