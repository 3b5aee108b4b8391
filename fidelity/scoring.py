"""How answers become scores. Pure: no database, no Django.

Each item gives an outcome: its score, or why it has none. A rule then makes one score of a
domain's outcomes, or of all of them; `definitions.Method` has the formulas and docs/scoring.md an
example of each.

    coverage  = rated items / items that apply
    N/A share = items marked not applicable / items asked

An item left blank is missing: it lowers the coverage. One marked not applicable is excluded, or
scored lowest, or scored as met, as its definition says; scored, it counts as rated, unless no item
of the whole is really rated: then it is excluded. One that is optional and blank, or whose
condition does not hold, is not asked, and counts nowhere.

Where nothing applies, nothing is rated or the coverage is under the rule's minimum, there is no
score ("not scorable"), which is not 0. Sums are exact; bands and verdicts are judged on the exact
score, and only display rounds.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from fractions import Fraction

from .definitions import (
    Band,
    Domain,
    Instrument,
    Item,
    Method,
    Over,
    Ratio,
    Rule,
    Shown,
    Verdict,
    band_of,
)
from .modes import Exact
from .outcomes import (
    Given,
    NotApplicable,
    Outcome,
    Refused,
    State,
    is_asked,
    outcomes_of,
)

__all__ = [
    "Coverage",
    "Given",
    "Ground",
    "Judgement",
    "NotApplicable",
    "Outcome",
    "RatioScore",
    "Reason",
    "Refused",
    "Report",
    "Score",
    "State",
    "Why",
    "floor_of",
    "is_asked",
    "score",
]


class Why(Enum):
    """Why there is no score."""

    NO_RULE = auto()  # the instrument gives none here
    NOTHING_APPLIES = auto()
    NOTHING_RATED = auto()
    TOO_FEW_RATED = auto()
    DOMAIN_NOT_SCORABLE = auto()
    COUNT_MISSING = auto()
    NOT_DEFINED = auto()  # a division by 0


@dataclass(frozen=True)
class Coverage:
    """How many of some items were rated, applied, were marked not applicable, and were asked."""

    rated: int
    applicable: int
    not_applicable: int
    asked: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.rated, self.applicable) if self.applicable else Fraction(0)

    @property
    def na_share(self) -> Fraction:
        return Fraction(self.not_applicable, self.asked) if self.asked else Fraction(0)

    def why_not(self, minimum: Fraction) -> Why | None:
        """Why these items cannot be scored; None where they can."""
        if not self.applicable:
            return Why.NOTHING_APPLIES
        if not self.rated:
            return Why.NOTHING_RATED
        return Why.TOO_FEW_RATED if self.rated < minimum * self.applicable else None


@dataclass(frozen=True)
class Score:
    """The score of one domain, or of the whole where `domain` is "". `value` is None where
    `why_not` says why."""

    domain: str
    rule: Rule
    value: Fraction | None
    why_not: Why | None
    coverage: Coverage

    @property
    def band(self) -> Band | None:
        return self.rule.band_of(self.value)


@dataclass(frozen=True)
class RatioScore:
    """`value` is None where `why_not` says why; of a percentage it is out of 100."""

    ratio: Ratio
    value: Fraction | None
    why_not: Why | None

    @property
    def band(self) -> Band | None:
        return band_of(self.ratio.bands, self.value)


class Ground(Enum):
    """What a verdict rests on."""

    TOTAL_REACHED = auto()
    TOTAL_TOO_LOW = auto()
    TOTAL_NOT_SCORABLE = auto()
    ITEMS_REACHED = auto()
    ITEM_TOO_LOW = auto()
    ITEM_MISSING = auto()
    NOTHING_APPLIES = auto()  # no item that has a floor


@dataclass(frozen=True)
class Reason:
    ground: Ground
    item: str = ""  # its code
    needed: Exact | None = None
    got: Exact | None = None


@dataclass(frozen=True)
class Judgement:
    """`is_met` is None where it cannot be decided, because something is missing. The reasons are
    those that decide."""

    is_met: bool | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True)
class Report:
    """All that is made of one assessment's answers."""

    outcomes: Mapping[str, Outcome]  # by item code, in the instrument's order
    answered: Coverage  # over every item, scored or not
    total: Score
    domains: tuple[Score, ...]
    ratios: tuple[RatioScore, ...]
    judgement: Judgement | None

    @property
    def may_be_signed(self) -> bool:
        """Whether enough is answered, scored or not: whoever answers less is not finished."""
        return self.answered.why_not(self.total.rule.minimum_coverage) is None


def score(instrument: Instrument, answers: Mapping[str, Given]) -> Report:
    """Score one assessment. An item that `answers` does not name is blank.

    Raises Refused for an unknown code, an answer off its scale, and a "not applicable" that the
    item forbids or that has no reason. An answer to an item that is not asked is left aside.
    """
    outcomes = outcomes_of(instrument, answers)
    domains = tuple(_domain_score(domain, outcomes) for domain in instrument.domains)
    total = _total(instrument, domains, outcomes)
    return Report(
        outcomes=outcomes,
        answered=_coverage(outcomes.values()),
        total=total,
        domains=domains,
        ratios=tuple(_ratio(ratio, outcomes) for ratio in instrument.ratios),
        judgement=_judge(instrument, instrument.verdict, total, outcomes),
    )


def _coverage(outcomes: Iterable[Outcome]) -> Coverage:
    states = [outcome.state for outcome in outcomes]
    na_scored = states.count(State.NA_LOWEST) + states.count(State.NA_MET)
    excluded = states.count(State.EXCLUDED)
    rated = states.count(State.RATED) + na_scored
    applicable = rated + states.count(State.BLANK)
    return Coverage(rated, applicable, na_scored + excluded, applicable + excluded)


def _domain_score(domain: Domain, outcomes: Mapping[str, Outcome]) -> Score:
    return _score(domain.code, domain.rule, domain.scored, outcomes)


def _total(
    instrument: Instrument, domains: tuple[Score, ...], outcomes: Mapping[str, Outcome]
) -> Score:
    if instrument.over is Over.ITEMS or instrument.total.method is Method.NONE:
        return _score("", instrument.total, instrument.scored, outcomes)
    return _over_domains(instrument, domains, outcomes)


def _score(
    domain: str, rule: Rule, items: tuple[Item, ...], outcomes: Mapping[str, Outcome]
) -> Score:
    coverage = _coverage(outcomes[item.code] for item in items)
    why_not = Why.NO_RULE if rule.method is Method.NONE else coverage.why_not(rule.minimum_coverage)
    value = None if why_not else _combined(rule.method, items, outcomes)
    return Score(domain, rule, value, why_not, coverage)


def _combined(method: Method, items: tuple[Item, ...], outcomes: Mapping[str, Outcome]) -> Fraction:
    """The formulas of `definitions.Method`, over the items that have a score."""
    above: Exact = 0
    below: Exact = 0
    for item in items:
        value = outcomes[item.code].score
        if value is None:
            continue
        mode = item.mode
        if method is Method.RANGE_ADJUSTED_PERCENT:
            above += item.weight * (value - mode.lowest)  # type: ignore[union-attr]
            below += item.weight * (mode.highest - mode.lowest)  # type: ignore[union-attr]
        elif method is Method.PERCENT_OF_MAXIMUM:
            above += item.weight * value
            below += item.weight * mode.highest  # type: ignore[union-attr]
        else:
            above += item.weight * value
            below += item.weight
    if method is Method.SUM:
        return Fraction(above)
    return Fraction(100 * above if method.is_percent else above, below)


def _over_domains(
    instrument: Instrument, scores: tuple[Score, ...], outcomes: Mapping[str, Outcome]
) -> Score:
    """Σ weight · domain score, divided by Σ weight for a mean. A domain in which nothing applies
    is left out; one that applies and has no score leaves the whole without one."""
    rule = instrument.total
    coverage = _coverage(outcomes[item.code] for item in instrument.scored)
    why_not = coverage.why_not(rule.minimum_coverage)
    if not why_not and any(score.why_not not in _MAY_BE_LEFT_OUT for score in scores):
        why_not = Why.DOMAIN_NOT_SCORABLE
    if why_not:
        return Score("", rule, None, why_not, coverage)
    above = below = Fraction(0)
    for domain, score in zip(instrument.domains, scores, strict=True):
        if score.value is not None:
            above += domain.weight * score.value
            below += domain.weight
    return Score("", rule, above if rule.method is Method.SUM else above / below, None, coverage)


_MAY_BE_LEFT_OUT = {None, Why.NO_RULE, Why.NOTHING_APPLIES}


def _ratio(ratio: Ratio, outcomes: Mapping[str, Outcome]) -> RatioScore:
    above = [outcomes[code].score for code in ratio.numerator]
    below = [outcomes[code].score for code in ratio.denominator]
    if None in above or None in below:
        return RatioScore(ratio, None, Why.COUNT_MISSING)
    divisor = sum(n or 0 for n in below)
    if not divisor:
        return RatioScore(ratio, None, Why.NOT_DEFINED)
    times = 100 if ratio.shown is Shown.PERCENT else 1
    return RatioScore(ratio, Fraction(times * sum(n or 0 for n in above), divisor), None)


def _judge(
    instrument: Instrument,
    verdict: Verdict | None,
    total: Score,
    outcomes: Mapping[str, Outcome],
) -> Judgement | None:
    """Not met where any floor is broken, however much is missing; else undecided where something
    that a floor asks for is missing, or nothing that has a floor applies; else met. An item
    that is excluded or not asked has no floor to reach."""
    if verdict is None:
        return None
    reasons = [*_of_total(verdict, total), *_of_items(instrument, verdict, outcomes)]
    for is_met, grounds in _DECIDING:
        deciding = tuple(reason for reason in reasons if reason.ground in grounds)
        if deciding:
            return Judgement(is_met, deciding)
    if not reasons:
        return Judgement(None, (Reason(Ground.NOTHING_APPLIES),))
    return Judgement(True, tuple(reasons))


_DECIDING = [
    (False, {Ground.TOTAL_TOO_LOW, Ground.ITEM_TOO_LOW}),
    (None, {Ground.TOTAL_NOT_SCORABLE, Ground.ITEM_MISSING}),
]


def _of_total(verdict: Verdict, total: Score) -> list[Reason]:
    needed = verdict.total_at_least
    if needed is None:
        return []
    if total.value is None:
        return [Reason(Ground.TOTAL_NOT_SCORABLE, needed=needed)]
    ground = Ground.TOTAL_REACHED if total.value >= needed else Ground.TOTAL_TOO_LOW
    return [Reason(ground, needed=needed, got=total.value)]


def _of_items(
    instrument: Instrument, verdict: Verdict, outcomes: Mapping[str, Outcome]
) -> list[Reason]:
    floors = [(item, floor_of(item, verdict)) for item in instrument.scored]
    asked = [(item, needed) for item, needed in floors if needed is not None]
    found = [_of_item(item, needed, outcomes[item.code]) for item, needed in asked]
    short = [reason for reason in found if reason]
    is_any_scored = any(outcomes[item.code].state.has_score for item, _ in asked)
    return short or ([Reason(Ground.ITEMS_REACHED)] if is_any_scored else [])


def _of_item(item: Item, needed: Exact, outcome: Outcome) -> Reason | None:
    if outcome.state is State.BLANK:
        return Reason(Ground.ITEM_MISSING, item.code, needed)
    if outcome.score is not None and outcome.score < needed:
        return Reason(Ground.ITEM_TOO_LOW, item.code, needed, outcome.score)
    return None


def floor_of(item: Item, verdict: Verdict) -> Exact | None:
    """What the verdict asks of the item: its own floor, or that of each item."""
    return verdict.each_item_at_least if item.at_least is None else item.at_least
