"""How a score comes about: every figure between the answers and the score, so that anybody can
work it out again by hand. Pure: no database, no Django, and no words, which are the pages' own.

A score is one sum divided by another (scoring.py has the formulas): each line here says what one
item, or one domain, adds above the line and below it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from .definitions import Band, Domain, Instrument, Item, Method, Over, Shown
from .figures import bracketed, equals, in_full, less, shown, shown_as_ratio, term
from .modes import Exact
from .scales import is_percentage
from .scoring import Given, Outcome, RatioScore, Report, Score, Why
from .written_numbers import rounded

# Domains that do not count towards a total over domains.
LEFT_OUT = (Why.NO_RULE, Why.NOTHING_APPLIES)


@dataclass(frozen=True)
class Line:
    """An item in the working of a score. `above` and `below` are None where it adds nothing."""

    item: Item
    given: Given
    outcome: Outcome
    above: Exact | None = None
    below: Exact | None = None


@dataclass(frozen=True)
class Part:
    """A domain in the working of a total over domains."""

    domain: Domain
    score: Score
    shown: str
    above: Exact | None = None


@dataclass(frozen=True)
class RoundedAway:
    """The figure shown lies in another band than the score: the score is under the edge between
    the two, or has reached it."""

    band: Band
    edge: Exact
    is_under: bool


@dataclass(frozen=True)
class Working:
    """How the score of a domain, or of the whole, comes about."""

    name: str  # the domain's; "" of the whole
    score: Score
    lines: tuple[Line, ...]
    parts: tuple[Part, ...]  # of a total over domains
    is_percent: bool
    figures: str  # "(5 + 4 + 3) ÷ 3 = 12 ÷ 3 = 4"; "" without a score

    @property
    def shown(self) -> str:
        return shown(self.score.value, self.score.rule.places, self.is_percent)

    @property
    def exact(self) -> str:
        return in_full(self.score.value)

    @property
    def bands(self) -> tuple[Band, ...]:
        return self.score.rule.bands

    @property
    def rounded_away(self) -> RoundedAway | None:
        return rounded_away(self.score.value, self.score.rule.places, self.bands)

    @property
    def above(self) -> Exact:
        return sum(line.above or 0 for line in (self.lines or self.parts))

    @property
    def below(self) -> Exact:
        return sum(line.below or 0 for line in self.lines)

    @property
    def weight(self) -> Exact:
        """Of the items that count."""
        return sum(line.item.weight for line in self.lines if line.above is not None)

    @property
    def is_weighted(self) -> bool:
        return any(line.item.weight != 1 for line in self.lines)


@dataclass(frozen=True)
class RatioWorking:
    score: RatioScore
    numerator: tuple[Line, ...]
    denominator: tuple[Line, ...]
    figures: str

    @property
    def lines(self) -> tuple[Line, ...]:
        """Each count once."""
        return tuple(dict.fromkeys([*self.numerator, *self.denominator]))

    @property
    def shown(self) -> str:
        return shown_as_ratio(self.score.value, self.score.ratio)

    @property
    def exact(self) -> str:
        return in_full(self.score.value)

    @property
    def bands(self) -> tuple[Band, ...]:
        return self.score.ratio.bands

    @property
    def rounded_away(self) -> RoundedAway | None:
        return rounded_away(self.score.value, self.score.ratio.places, self.bands)


@dataclass(frozen=True)
class Explanation:
    total: Working
    domains: tuple[Working, ...]
    ratios: tuple[RatioWorking, ...]


def explain(instrument: Instrument, answers: Mapping[str, Given], report: Report) -> Explanation:
    """`report` is what scoring.score() makes of the answers."""
    return Explanation(
        total=_total(instrument, answers, report),
        domains=tuple(
            _working(domain.name, score, domain.items, answers, report)
            for domain, score in zip(instrument.domains, report.domains, strict=True)
        ),
        ratios=tuple(_ratio(instrument, score, answers, report) for score in report.ratios),
    )


def rounded_away(value: Exact | None, places: int, bands: tuple[Band, ...]) -> RoundedAway | None:
    """None where the figure shown and the score lie in one band."""
    if value is None or not bands:
        return None
    figure = Fraction(rounded(value, places))
    own = next(band for band in bands if band.holds(value))
    seen = next((band for band in bands if band.holds(figure)), own)
    if seen is own:
        return None
    edge = own.stop if figure > value else own.start
    assert edge is not None  # noqa: S101 - the figure lies beyond it
    return RoundedAway(seen, edge, is_under=figure > value)


def _total(instrument: Instrument, answers: Mapping[str, Given], report: Report) -> Working:
    is_percent = is_percentage(instrument, instrument.total)
    if instrument.over is Over.ITEMS or instrument.total.method is Method.NONE:
        return _working("", report.total, instrument.scored, answers, report)
    parts = tuple(
        _part(domain, score)
        for domain, score in zip(instrument.domains, report.domains, strict=True)
        if score.why_not is not Why.NO_RULE
    )
    figures = "" if report.total.value is None else _over_domains(report.total, parts)
    return Working("", report.total, (), parts, is_percent, figures)


def _part(domain: Domain, score: Score) -> Part:
    text = shown(score.value, score.rule.places, score.rule.method.is_percent)
    above = None if score.value is None else domain.weight * score.value
    return Part(domain, score, text, above)


def _working(
    name: str,
    score: Score,
    items: Sequence[Item],
    answers: Mapping[str, Given],
    report: Report,
) -> Working:
    method = score.rule.method
    lines = tuple(
        _line(method, item, answers.get(item.code), report.outcomes[item.code]) for item in items
    )
    figures = "" if score.value is None else _over_items(score, lines)
    return Working(name, score, lines, (), method.is_percent, figures)


def _line(method: Method, item: Item, given: Given, outcome: Outcome) -> Line:
    if outcome.score is None or method is Method.NONE or not item.is_scored:
        return Line(item, given, outcome)
    lowest = item.mode.lowest if method is Method.RANGE_ADJUSTED_PERCENT else 0  # type: ignore[union-attr]
    most = item.mode.highest - lowest if method.is_percent else 1  # type: ignore[union-attr]
    above, below = item.weight * (outcome.score - lowest), item.weight * most
    return Line(item, given, outcome, above, below)


def _over_items(score: Score, lines: tuple[Line, ...]) -> str:
    """The formula in figures: the items that count, in order."""
    method, lines = score.rule.method, tuple(line for line in lines if line.above is not None)
    weighted = any(line.item.weight != 1 for line in lines)
    above, below = [], []
    for line in lines:
        lowest, highest = line.item.mode.lowest, line.item.mode.highest  # type: ignore[union-attr]
        taken = lowest if method is Method.RANGE_ADJUSTED_PERCENT else 0
        times = f" × {term(line.item.weight)}" if weighted else ""
        above.append(less(line.outcome.score or 0, taken) + times)
        most = less(highest, taken) + times if method.is_percent else term(line.item.weight)
        below.append(most)
    total = sum(line.above or 0 for line in lines), sum(line.below or 0 for line in lines)
    return _divided(score, above, below, *total, is_weighted=weighted)


def _over_domains(score: Score, parts: tuple[Part, ...]) -> str:
    counted = [part for part in parts if part.score.why_not not in LEFT_OUT]
    weighted = any(part.domain.weight != 1 for part in counted)
    above = [
        term(part.score.value or 0) + (f" × {term(part.domain.weight)}" if weighted else "")
        for part in counted
    ]
    below = [term(part.domain.weight) for part in counted]
    total = sum(part.above or 0 for part in counted), sum(p.domain.weight for p in counted)
    return _divided(score, above, below, *total, is_weighted=weighted)


def _divided(
    score: Score,
    above: list[str],
    below: list[str],
    sum_above: Exact,
    sum_below: Exact,
    *,
    is_weighted: bool,
) -> str:
    method, value = score.rule.method, score.value or 0
    if method is Method.SUM:
        return equals(" + ".join(above), "", value, score.rule.places)
    hundred = "100 × " if method.is_percent else ""
    divisor = bracketed(below) if is_weighted or method.is_percent else str(len(below))
    quotient = f"{term(100 * sum_above if hundred else sum_above)} ÷ {term(sum_below)}"
    formula = f"{hundred}{bracketed(above)} ÷ {divisor}"
    return equals(formula, quotient, value, score.rule.places)


def _ratio(
    instrument: Instrument, score: RatioScore, answers: Mapping[str, Given], report: Report
) -> RatioWorking:
    numerator, denominator = (
        tuple(
            Line(instrument.by_code[code], answers.get(code), report.outcomes[code])
            for code in codes
        )
        for codes in (score.ratio.numerator, score.ratio.denominator)
    )
    figures = "" if score.value is None else _ratio_figures(score, numerator, denominator)
    return RatioWorking(score, numerator, denominator, figures)


def _ratio_figures(
    score: RatioScore, numerator: tuple[Line, ...], denominator: tuple[Line, ...]
) -> str:
    above, below = (
        [term(line.outcome.score or 0) for line in lines] for lines in (numerator, denominator)
    )
    times = 100 if score.ratio.shown is Shown.PERCENT else 1
    hundred = "100 × " if times == 100 else ""
    added = f"{hundred}{bracketed(above)} ÷ {bracketed(below)}"
    quotient = f"{term(times * _counted(numerator))} ÷ {term(_counted(denominator))}"
    return equals(added, quotient, score.value or 0, score.ratio.places)


def _counted(lines: tuple[Line, ...]) -> Exact:
    return sum(line.outcome.score or 0 for line in lines)
