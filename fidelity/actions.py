"""Every change to fidelity data is a function here, called by views and commands alike."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import Agency, Team, User

from . import scoring
from .definitions import InstrumentDefinition, read
from .models import (
    Anchor,
    Assessment,
    Domain,
    Instrument,
    InstrumentVersion,
    Item,
    Rating,
    Round,
    Source,
    StoredScore,
)


class AlreadySigned(Exception):
    """A signed assessment never changes."""


class NotScorable(Exception):
    """Too few items are rated for a score, so the assessment cannot be signed yet."""


class VersionDiffers(Exception):
    """That version number is already loaded and says something else."""


class RoundNameTaken(Exception):
    """The agency has a round of that name."""


class RoundNotOpen(Exception):
    """A round is rated between its two dates."""


@dataclass
class AlreadyBegun(Exception):
    """Another rater has begun to rate that team in that round."""

    assessment: Assessment


@dataclass
class ChangedMeanwhile(Exception):
    """Somebody saved the item after this person's page was drawn. Nothing is overwritten."""

    rating: Rating


@dataclass(frozen=True)
class Answer:
    """What was given for one item, and the revision of the rating that the rater was looking
    at (0: none yet)."""

    value: int | None
    na_reason: str
    note: str
    revision: int

    @property
    def is_blank(self) -> bool:
        return self.value is None and not self.na_reason and not self.note


@transaction.atomic
def load_instrument(*, definition: InstrumentDefinition, by: User | None) -> InstrumentVersion:
    """Publish a version, or return it where it is loaded already. Raises VersionDiffers."""
    loaded = InstrumentVersion.objects.filter(
        instrument__slug=definition.slug, number=definition.number
    ).first()
    if loaded:
        if not loaded.says(definition):
            raise VersionDiffers
        return loaded
    instrument, _ = Instrument.objects.update_or_create(
        slug=definition.slug, defaults={"name": definition.name, "notice": definition.notice}
    )
    version = InstrumentVersion.objects.create(
        instrument=instrument,
        number=definition.number,
        minimum=definition.minimum,
        maximum=definition.maximum,
        minimum_coverage=str(definition.minimum_coverage),
        guidance=definition.guidance,
        source=definition.source,
        licence=definition.licence,
        authored_by=definition.authored_by,
        checked_by=definition.checked_by,
        date_reviewed=definition.date_reviewed,
        published_at=timezone.now(),
    )
    _create_items(version, definition)
    log(version, "fidelity.publish", user=by)
    return version


def _create_items(version: InstrumentVersion, definition: InstrumentDefinition) -> None:
    for domain_order, d in enumerate(definition.domains, start=1):
        domain = version.domains.create(
            code=d.code, name=d.name, description=d.description, order=domain_order
        )
        for item_order, i in enumerate(d.items, start=1):
            item = domain.items.create(
                code=i.code,
                name=i.name,
                definition=i.definition,
                may_be_not_applicable=i.may_be_not_applicable,
                not_applicable_when=i.not_applicable_when,
                order=item_order,
            )
            Anchor.objects.bulk_create(
                Anchor(item=item, value=value, text=text)
                for value, text in enumerate(i.anchors, start=definition.minimum)
            )


def load_instrument_file(*, path: Path, by: User | None) -> InstrumentVersion:
    """Raises InvalidDefinition or VersionDiffers."""
    return load_instrument(definition=read(path.read_text(encoding="utf-8")), by=by)


@transaction.atomic
def plan_round(
    *,
    agency: Agency,
    version: InstrumentVersion,
    name: str,
    opens_on: date,
    closes_on: date,
    by: User,
) -> Round:
    """Raises RoundNameTaken."""
    try:
        with transaction.atomic():
            round_ = Round.objects.create(
                agency=agency, version=version, name=name, opens_on=opens_on, closes_on=closes_on
            )
    except IntegrityError as error:
        raise RoundNameTaken from error
    log(round_, "fidelity.plan", user=by)
    return round_


@transaction.atomic
def start_assessment(*, round_: Round, team: Team, by: User) -> Assessment:
    """Begin, or take up again, this supervisor's assessment of the team.

    Raises RoundNotOpen, or AlreadyBegun where another supervisor has begun: two raters of one
    team are planned as such, never by accident.
    """
    # The round's row is the lock: of two supervisors who start at once, the second waits.
    Round.objects.select_for_update().get(pk=round_.pk)
    of_team = Assessment.objects.filter(round=round_, team=team, source=Source.SUPERVISOR)
    begun = of_team.standing().first()
    if begun:
        if begun.assessor_id != by.pk:
            raise AlreadyBegun(begun)
        return begun
    if not round_.is_open:
        raise RoundNotOpen
    assessment = Assessment.objects.create(
        round=round_, team=team, agency=round_.agency, assessor=by, source=Source.SUPERVISOR
    )
    log(assessment, "fidelity.start", user=by)
    return assessment


@transaction.atomic
def save_ratings(*, assessment: Assessment, answers: dict[Item, Answer], by: User) -> list[Rating]:
    """Keep the answers given, all or none. Raises AlreadySigned or ChangedMeanwhile."""
    draft = _lock_draft(assessment)
    return [_save_rating(draft, item, answer) for item, answer in answers.items()]


def _save_rating(draft: Assessment, item: Item, answer: Answer) -> Rating:
    given = {"value": answer.value, "na_reason": answer.na_reason, "note": answer.note}
    rating = draft.ratings.filter(item=item).first()
    if rating is None:
        if answer.is_blank:
            return Rating(assessment=draft, item=item, revision=0)
        return draft.ratings.create(item=item, **given)
    if all(getattr(rating, name) == value for name, value in given.items()):
        return rating  # saved already: a second tab that says the same is no conflict
    if rating.revision != answer.revision:
        raise ChangedMeanwhile(rating)
    for name, value in given.items():
        setattr(rating, name, value)
    rating.revision += 1
    rating.save()
    return rating


@transaction.atomic
def sign_off(*, assessment: Assessment, by: User) -> None:
    """Close the assessment and store its scores. Raises AlreadySigned or NotScorable."""
    draft = _lock_draft(assessment)
    total = store_scores(draft)
    if total.value is None:
        raise NotScorable
    draft.signed_at = timezone.now()
    draft.save(update_fields=["signed_at"])
    log(draft, "fidelity.sign", user=by)


def store_scores(assessment: Assessment) -> scoring.Score:
    """Store the total and each domain's score; return the total."""
    domains: dict[str, Domain] = {d.code: d for d in assessment.round.version.domains.all()}
    ratings = {r.item.code: r.given for r in assessment.ratings.select_related("item")}
    scores = scoring.score(assessment.round.version.as_scale(), ratings)
    StoredScore.objects.bulk_create(
        StoredScore.of(assessment, score, domains.get(score.domain)) for score in scores
    )
    return scores[0]


def _lock_draft(assessment: Assessment) -> Assessment:
    """The assessment's row, held until the transaction ends, so that nothing is saved while
    another request signs it."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.signed_at:
        raise AlreadySigned
    return locked
