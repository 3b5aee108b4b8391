"""What has been given in one assessment."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from .. import definitions, scoring
from ..definitions import Instrument
from ..models import Assessment, Rating
from ..modes import Criteria
from ..scoring import Coverage, Given, Outcome, Report, State


@dataclass(frozen=True)
class ItemLine:
    """An item, and what has been given for it so far."""

    item: definitions.Item
    given: Given
    outcome: Outcome
    ticked: tuple[str, ...] = ()  # the criteria that are met, where they were ticked
    note: str = ""

    @property
    def is_gap(self) -> bool:
        return self.outcome.state is State.BLANK

    @property
    def is_answered(self) -> bool:
        return self.outcome.state.has_score or self.outcome.state.is_not_applicable


@dataclass(frozen=True)
class DomainLine:
    order: int
    said: definitions.Domain
    items: tuple[ItemLine, ...]
    examples: str

    @property
    def gaps(self) -> list[ItemLine]:
        return [line for line in self.items if line.is_gap]

    @property
    def answered(self) -> int:
        return sum(line.is_answered for line in self.items)

    @property
    def asked(self) -> int:
        """Optional items that nobody used, and those whose condition does not hold, are not."""
        return self.answered + len(self.gaps)


@dataclass(frozen=True)
class Contents:
    """An assessment's answers, in the instrument's order."""

    instrument: Instrument
    domains: tuple[DomainLine, ...]
    answered: Coverage

    @property
    def gaps(self) -> int:
        return sum(len(domain.gaps) for domain in self.domains)

    @property
    def needed(self) -> Fraction:
        """The share of items that must be rated before sign-off."""
        return self.instrument.total.minimum_coverage

    @property
    def is_enough(self) -> bool:
        return self.answered.why_not(self.needed) is None


def contents(assessment: Assessment) -> Contents:
    """Two queries, however much is rated; the version comes with the assessment."""
    ratings = ratings_of(assessment)
    report, _ = score_again(assessment.round.version.definition, answers_of(ratings))
    return contents_of(assessment, ratings, report)


def ratings_of(assessment: Assessment) -> dict[str, Rating]:
    """By the codes of their items."""
    ratings = assessment.ratings.select_related("item").order_by()
    return {rating.item.code: rating for rating in ratings}


def answers_of(ratings: Mapping[str, Rating]) -> dict[str, Given]:
    return {code: rating.given for code, rating in ratings.items()}


def score_again(instrument: Instrument, answers: dict[str, Given]) -> tuple[Report, list[str]]:
    """What the answers give, and what is wrong with those that were left out because somebody has
    changed them outside the platform."""
    try:
        return scoring.score(instrument, answers), []
    except scoring.Refused as refused:
        refused_codes = {code for code, _ in refused.problems}
        rest = {code: given for code, given in answers.items() if code not in refused_codes}
        return scoring.score(instrument, rest), [problem for _, problem in refused.problems]


def contents_of(assessment: Assessment, ratings: Mapping[str, Rating], report: Report) -> Contents:
    instrument = assessment.round.version.definition
    examples = dict(assessment.examples.order_by().values_list("domain__code", "text"))
    return Contents(
        instrument,
        tuple(
            DomainLine(
                order,
                domain,
                tuple(_line(item, ratings.get(item.code), report) for item in domain.items),
                examples.get(domain.code, ""),
            )
            for order, domain in enumerate(instrument.domains, start=1)
        ),
        report.answered,
    )


def _line(item: definitions.Item, rating: Rating | None, report: Report) -> ItemLine:
    outcome = report.outcomes[item.code]
    if rating is None:
        return ItemLine(item, None, outcome)
    criteria = item.mode.criteria if isinstance(item.mode, Criteria) else ()
    ticked = tuple(text for n, text in enumerate(criteria, start=1) if n in rating.ticked)
    return ItemLine(item, rating.given, outcome, ticked, rating.note)
