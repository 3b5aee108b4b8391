"""Instruments in the making: from a draft, by review, to a published version."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import User

from .. import documents
from ..definitions import Instrument as Definition
from ..models import Instrument, InstrumentDraft, InstrumentVersion
from ..models.instrument_content import fields_of, give_codes
from .instruments import load_instrument
from .refusals import DraftChangedMeanwhile, DraftIsGone, HasFaults, NotInReview

State = InstrumentDraft.State


@transaction.atomic
def create_draft(*, definition: Definition, by: User) -> InstrumentDraft:
    """A draft that says what the definition says, under the next number where its own is taken."""
    draft = InstrumentDraft(**fields_of(documents.as_document(definition)))
    instrument = Instrument.objects.filter(slug=definition.slug).first()
    return add_draft(draft=draft, instrument=instrument, by=by)


@transaction.atomic
def add_draft(
    *, draft: InstrumentDraft, instrument: Instrument | None, by: User
) -> InstrumentDraft:
    """Keep what is not kept yet, as a version of the instrument, under a number that is free."""
    draft.instrument = instrument
    draft.number = max(draft.number, next_number(instrument))
    return save_draft(draft=draft, seen=0, by=by)


@transaction.atomic
def rescue_draft(
    *, draft: InstrumentDraft, instrument: Instrument | None, by: User
) -> InstrumentDraft:
    """Keep what somebody typed into a draft that is gone, as another. What was published meanwhile
    is the instrument of it."""
    slug = draft.document.get("slug")
    instrument = instrument or Instrument.objects.filter(slug=slug).first()
    return add_draft(draft=draft, instrument=instrument, by=by)


def next_number(instrument: Instrument | None) -> int:
    newest = instrument.newest if instrument else None
    return newest.number + 1 if newest else 1


@transaction.atomic
def duplicate_version(
    *, version: InstrumentVersion, name: str, slug: str, by: User
) -> InstrumentDraft:
    """A draft of a new instrument that begins as this version."""
    fields = fields_of(documents.as_document(version.definition))
    draft = InstrumentDraft(**fields | {"name": name, "slug": slug, "number": 1})
    return save_draft(draft=draft, seen=0, by=by)


@transaction.atomic
def save_draft(*, draft: InstrumentDraft, seen: int, by: User) -> InstrumentDraft:
    """Keep it as it is now, finished or not. `seen` is how often it had been saved when its editor
    opened it. Whatever is in review goes back to being a draft: what is published is what was sent.

    Raises DraftIsGone and DraftChangedMeanwhile.
    """
    is_new = draft.pk is None
    if not is_new:
        _unchanged(_locked(draft), seen)
    give_codes(draft.domains)
    draft.state = State.DRAFT
    draft.created_by = by if is_new else draft.created_by
    draft.changed_by, draft.changed_at, draft.changes = by, timezone.now(), seen + 1
    draft.save()
    log(draft, "wagtail.create" if is_new else "wagtail.edit", user=by, content_changed=True)
    return draft


@transaction.atomic
def send_for_review(*, draft: InstrumentDraft, by: User) -> None:
    """Raises DraftIsGone and HasFaults."""
    draft = _locked(draft)
    _definition(draft)
    draft.state, draft.sent_by, draft.sent_at = State.REVIEW, by, timezone.now()
    draft.comment = ""
    draft.save(update_fields=["state", "sent_by", "sent_at", "comment"])
    log(draft, "fidelity.send_for_review", user=by)


@transaction.atomic
def send_back(*, draft: InstrumentDraft, comment: str, by: User) -> None:
    """Raises DraftIsGone and NotInReview."""
    draft = _in_review(draft)
    draft.state, draft.comment = State.DRAFT, comment
    draft.save(update_fields=["state", "comment"])
    log(draft, "fidelity.send_back", user=by, data={"comment": comment})


@transaction.atomic
def publish_draft(*, draft: InstrumentDraft, seen: int, by: User) -> InstrumentVersion:
    """Make a version of what is in review; the draft is then gone.

    Raises DraftIsGone, NotInReview, DraftChangedMeanwhile, HasFaults and VersionDiffers.
    """
    draft = _in_review(draft)
    _unchanged(draft, seen)
    version = load_instrument(definition=_definition(draft), by=by)
    draft.delete()
    return version


@transaction.atomic
def delete_draft(*, draft: InstrumentDraft, by: User) -> None:
    log(draft, "wagtail.delete", user=by)
    draft.delete()


def _in_review(draft: InstrumentDraft) -> InstrumentDraft:
    found = _locked(draft)
    if not found.is_in_review:
        raise NotInReview
    return found


def _locked(draft: InstrumentDraft) -> InstrumentDraft:
    """As it is stored now. Nobody else changes it before this is done."""
    found = InstrumentDraft.objects.select_for_update(of=("self",)).filter(pk=draft.pk).first()
    if found is None:
        raise DraftIsGone
    return found


def _unchanged(saved: InstrumentDraft, seen: int) -> None:
    if saved.changes != seen:
        raise DraftChangedMeanwhile(saved)


def _definition(draft: InstrumentDraft) -> Definition:
    definition, faults = draft.so_far
    if faults:
        raise HasFaults(faults)
    return definition
