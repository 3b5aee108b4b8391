"""What an instrument is: its domains and items, and the rules by which it is scored.

Pure: no database, no Django. Definitions are read and written by `documents`, checked by
`checking`, and scored by `scoring`. docs/scoring.md has every rule with an example.
"""

import datetime
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from .modes import Count, Exact, Mode


class Method(StrEnum):
    """How item scores become one score; w is an item's weight, s its score."""

    SUM = "sum"  # Σ w·s
    MEAN = "mean"  # Σ w·s / Σ w
    PERCENT_OF_MAXIMUM = "percent of maximum"  # 100 · Σ w·s / Σ w·highest
    # 100 · Σ w·(s − lowest) / Σ w·(highest − lowest): 3 on a scale of 1 to 5 is 50 %, not 60 %.
    RANGE_ADJUSTED_PERCENT = "range-adjusted percent"
    NONE = "none"  # not scored

    @property
    def is_percent(self) -> bool:
        return self in (Method.PERCENT_OF_MAXIMUM, Method.RANGE_ADJUSTED_PERCENT)


class Over(StrEnum):
    """What the total is made of: all items in one pool, or the domains' scores. (5, 5) and
    (1, 1, 1, 1) have a pooled mean of 2.33 and a mean of domain means of 3."""

    ITEMS = "items"
    DOMAINS = "domains"


class Policy(StrEnum):
    """What "not applicable" does to the score of an item."""

    FORBIDDEN = "forbidden"
    EXCLUDED = "excluded"  # it leaves both parts of the division
    LOWEST = "lowest"  # it scores the item's lowest
    MET = "met"  # it scores the item's highest


class Carroll(StrEnum):
    """The part of fidelity, or what moderates it, that an item looks at (Carroll and others,
    2007, Implementation Science 2:40; Hasson added recruitment and context)."""

    CONTENT = "content"
    COVERAGE = "coverage"
    FREQUENCY = "frequency"
    DURATION = "duration"
    COMPLEXITY = "complexity"
    FACILITATION = "facilitation"
    QUALITY = "quality"
    RESPONSIVENESS = "responsiveness"
    RECRUITMENT = "recruitment"
    CONTEXT = "context"


@dataclass(frozen=True)
class Band:
    """A name for the scores from `start` up to, but not including, `stop`. None at either end:
    however low, or however high."""

    name: str
    start: Exact | None = None
    stop: Exact | None = None

    def holds(self, value: Exact) -> bool:
        return (self.start is None or value >= self.start) and (
            self.stop is None or value < self.stop
        )


@dataclass(frozen=True)
class Rule:
    """How a domain, or the whole, is scored. Less than `minimum_coverage` of the items that apply
    rated: not scorable. `places` are the decimals shown; they never decide a band."""

    method: Method
    minimum_coverage: Fraction
    bands: tuple[Band, ...] = ()
    places: int = 2

    def band_of(self, value: Exact | None) -> Band | None:
        return band_of(self.bands, value)


def band_of(bands: tuple[Band, ...], value: Exact | None) -> Band | None:
    """The band of an unrounded value; None where there is no value, or there are no bands."""
    if value is None:
        return None
    return next((band for band in bands if band.holds(value)), None)


@dataclass(frozen=True)
class Condition:
    """The item is asked only where another item's answer is one of these."""

    item: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Item:
    code: str
    name: str
    definition: str
    mode: Mode
    weight: Exact = 1
    not_applicable: Policy = Policy.FORBIDDEN
    not_applicable_when: str = ""
    is_optional: bool = False  # left blank, it counts for nothing
    only_if: Condition | None = None
    at_least: Exact | None = None  # a critical item: the verdict needs this score of it
    theme: str = ""
    plain: str = ""  # the same in plain English, for individuals
    probes: tuple[str, ...] = ()  # questions that help to rate it
    evidence: tuple[str, ...] = ()  # the codes of the evidence that may be used
    decision_rules: str = ""
    carroll: Carroll | None = None
    framework: str = ""  # the framework text that it goes back to

    @property
    def is_scored(self) -> bool:
        """Counts have no score of their own."""
        return not isinstance(self.mode, Count)


@dataclass(frozen=True)
class Domain:
    code: str
    name: str
    items: tuple[Item, ...]
    rule: Rule
    description: str = ""
    weight: Exact = 1  # in a total over domains
    examples: str = ""  # what to write examples of, in free text; "" asks for none

    @cached_property
    def scored(self) -> tuple[Item, ...]:
        """The items that its score is made of."""
        if self.rule.method is Method.NONE:
            return ()
        return tuple(item for item in self.items if item.is_scored)


class Shown(StrEnum):
    PERCENT = "percent"  # 100 times the ratio
    RATIO = "ratio"  # so many to one


@dataclass(frozen=True)
class Ratio:
    """The sum of some counts divided by the sum of others. It is not defined over 0."""

    code: str
    name: str
    numerator: tuple[str, ...]
    denominator: tuple[str, ...]
    shown: Shown = Shown.RATIO
    bands: tuple[Band, ...] = ()
    places: int = 2


@dataclass(frozen=True)
class Verdict:
    """A yes or no over the whole, from a floor for the total, one for each item, and those of
    critical items. What is None is not asked for."""

    met: str
    not_met: str
    total_at_least: Exact | None = None
    each_item_at_least: Exact | None = None


@dataclass(frozen=True)
class Evidence:
    """Where a rating may come from, such as C: case notes."""

    code: str
    name: str


class Look(StrEnum):
    """How anchors are drawn: as numbers, or as faces (always with their words)."""

    NUMBERS = "numbers"
    FACES = "faces"


@dataclass(frozen=True)
class Instrument:
    slug: str
    name: str
    number: int
    total: Rule
    domains: tuple[Domain, ...]
    over: Over = Over.ITEMS
    ratios: tuple[Ratio, ...] = ()
    verdict: Verdict | None = None
    evidence: tuple[Evidence, ...] = ()
    look: Look = Look.NUMBERS
    notice: str = ""
    guidance: str = ""
    source: str = ""
    licence: str = ""
    authored_by: str = ""
    checked_by: str = ""
    date_reviewed: datetime.date | None = None

    @cached_property
    def items(self) -> tuple[Item, ...]:
        """Every item, in order."""
        return tuple(item for domain in self.domains for item in domain.items)

    @cached_property
    def scored(self) -> tuple[Item, ...]:
        """The items that the scores are made of."""
        return tuple(item for domain in self.domains for item in domain.scored)

    @cached_property
    def by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    def domain(self, code: str) -> Domain:
        return next(domain for domain in self.domains if domain.code == code)


def range_of(method: Method, items: tuple[Item, ...]) -> tuple[Exact, Exact]:
    """The lowest and the highest score that these items can have together."""
    match method:
        case Method.SUM:
            ends = [_ends_in_sum(item) for item in items]
            return sum(low for low, _ in ends), sum(high for _, high in ends)
        case Method.MEAN:
            return (
                min(_lowest(item) for item in items),
                max(item.mode.highest for item in items),  # type: ignore[union-attr]
            )
        case Method.PERCENT_OF_MAXIMUM:
            shares = [
                Fraction(100 * _lowest(item), item.mode.highest)  # type: ignore[union-attr]
                for item in items
            ]
            return min(shares), 100
        case _:
            return 0, 100


def _ends_in_sum(item: Item) -> tuple[Exact, Exact]:
    """An item that can be left out can also take nothing from the sum, or add nothing."""
    low = item.weight * _lowest(item)
    high = item.weight * item.mode.highest  # type: ignore[union-attr]
    return (min(0, low), max(0, high)) if may_be_left_out(item) else (low, high)


def _lowest(item: Item) -> Exact:
    return item.mode.lowest  # type: ignore[union-attr]


def may_be_left_out(item: Item) -> bool:
    """Whether there can be a sum without it."""
    return item.is_optional or item.only_if is not None or item.not_applicable is Policy.EXCLUDED


def range_over(method: Method, domains: list[Domain]) -> tuple[Exact, Exact]:
    """The lowest and the highest mean, or sum, that these domains' scores can make. A sum can do
    without a domain in which nothing applies."""
    lows, highs = zip(*(_ends_of(domain, method) for domain in domains), strict=True)
    return (sum(lows), sum(highs)) if method is Method.SUM else (min(lows), max(highs))


def _ends_of(domain: Domain, method: Method) -> tuple[Exact, Exact]:
    """What the domain can give to a total of that method."""
    low, high = range_of(domain.rule.method, domain.scored)
    if method is not Method.SUM:
        return low, high
    low, high = domain.weight * low, domain.weight * high
    may_go = all(may_be_left_out(item) for item in domain.scored)
    return (min(0, low), max(0, high)) if may_go else (low, high)
