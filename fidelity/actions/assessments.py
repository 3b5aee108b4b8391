"""From the first rating of an assessment to its sign-off."""

from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import Team, User

from .. import scoring
from ..models import Assessment, Domain, Examples, Item, Rating, Round, Source, StoredScore
from ..models.scores import decimal
from .refusals import AlreadyBegun, AlreadySigned, ChangedMeanwhile, NotScorable, RoundNotOpen


@dataclass(frozen=True)
class Answer:
    """What was given for one item, and the revision of the rating that the rater was looking
    at (0: none yet)."""

    value: str
    na_reason: str
    note: str
    revision: int
    ticked: tuple[int, ...] = ()  # criteria, where the value is how many

    @property
    def is_blank(self) -> bool:
        return not (self.value or self.na_reason or self.note)


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
    given = {
        "value": answer.value,
        "ticked": list(answer.ticked),
        "na_reason": answer.na_reason,
        "note": answer.note,
    }
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
def save_examples(
    *, assessment: Assessment, domain: Domain, text: str, revision: int, by: User
) -> Examples:
    """Keep what was written about the domain. `revision` is of the text that the rater was looking
    at (0: none yet). Raises AlreadySigned or ChangedMeanwhile."""
    draft = _lock_draft(assessment)
    examples = draft.examples.filter(domain=domain).first()
    if examples is None:
        if not text:
            return Examples(assessment=draft, domain=domain, revision=0)
        return draft.examples.create(domain=domain, text=text)
    if examples.text == text:
        return examples
    if examples.revision != revision:
        raise ChangedMeanwhile(examples)
    examples.text = text
    examples.revision += 1
    examples.save()
    return examples


@dataclass(frozen=True)
class Written:
    """What was written about a domain, and the revision of it that the rater was looking at."""

    domain: Domain
    text: str
    revision: int


@transaction.atomic
def save_part(
    *, assessment: Assessment, answers: dict[Item, Answer], examples: Written | None, by: User
) -> None:
    """Keep a page of the checklist, all or none. Raises AlreadySigned or ChangedMeanwhile."""
    save_ratings(assessment=assessment, answers=answers, by=by)
    if examples:
        save_examples(
            assessment=assessment,
            domain=examples.domain,
            text=examples.text,
            revision=examples.revision,
            by=by,
        )


@transaction.atomic
def sign_off(*, assessment: Assessment, by: User) -> None:
    """Close the assessment and store its scores. Raises AlreadySigned or NotScorable."""
    draft = _lock_draft(assessment)
    ratings = list(draft.ratings.select_related("item"))
    version = draft.round.version
    report = scoring.score(version.definition, {r.item.code: r.given for r in ratings})
    if not report.may_be_signed:
        raise NotScorable
    domains = {domain.code: domain for domain in version.domains.all()}
    StoredScore.objects.bulk_create(StoredScore.all_of(draft, report, domains))
    for rating in ratings:
        rating.score = score_of(rating, report)
    Rating.objects.bulk_update(ratings, ["score"])
    draft.signed_at = timezone.now()
    draft.save(update_fields=["signed_at"])
    log(draft, "fidelity.sign", user=by)


def score_of(rating: Rating, report: scoring.Report) -> Decimal | None:
    """What the rating's item scored, as it is stored; of a count, the count."""
    score = report.outcomes[rating.item.code].score
    return None if score is None else decimal(score)


def _lock_draft(assessment: Assessment) -> Assessment:
    """The assessment's row, held until the transaction ends, so that nothing is saved while
    another request signs it."""
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    if locked.signed_at:
        raise AlreadySigned
    return locked
