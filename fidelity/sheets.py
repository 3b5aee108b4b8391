"""An instrument as it is read: each item with the answers it takes, and the scores that some make.

For pages and papers that show an instrument and its sample scores; nothing is filled in on them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import sentences
from .definitions import Domain, Instrument, Item, Over, Policy, Rule
from .explaining import RatioWorking, Working, explain
from .modes import Agreement, Anchored, Checklist, Count, Criteria, Mode, Number, Step
from .scoring import Given, NotApplicable, Report, State, score

STATES = {
    State.BLANK: gettext_lazy("Left blank"),
    State.EXCLUDED: gettext_lazy("Not applicable: left out"),
    State.NA_LOWEST: gettext_lazy("Not applicable: scored lowest"),
    State.NA_MET: gettext_lazy("Not applicable: scored as met"),
    State.NOT_USED: gettext_lazy("Optional, and left blank"),
    State.NOT_ASKED: gettext_lazy("Not asked"),
}


@dataclass(frozen=True)
class Row:
    """One answer, or the answers of one step of a look-up."""

    answer: str
    words: str
    score: str = ""  # "" where it is the answer itself
    is_given: bool = False


@dataclass(frozen=True)
class ItemSheet:
    item: Item
    rows: list[Row]
    condition: str = ""
    given: str = ""  # the answer, or what became of the item without one
    score: str = ""

    @property
    def has_scores(self) -> bool:
        return any(row.score for row in self.rows)

    @property
    def not_applicable(self) -> str:
        return sentences.not_applicable(self.item) if self.may_be_not_applicable else ""

    @property
    def may_be_not_applicable(self) -> bool:
        return self.item.not_applicable is not Policy.FORBIDDEN


@dataclass(frozen=True)
class DomainSheet:
    domain: Domain
    items: list[ItemSheet]


@dataclass(frozen=True)
class RuleSheet:
    """How a domain, or the whole, is scored."""

    name: str
    formula: str
    coverage: str
    bands: list[str]


@dataclass(frozen=True)
class Line:
    """The score of a domain or of the whole, or a ratio."""

    name: str
    shown: str  # "" where there is none
    band: str
    how: str  # the formula in figures, or why there is no score


@dataclass(frozen=True)
class Result:
    lines: list[Line]  # the total first
    verdict: str
    reasons: list[str]


def sheets(
    instrument: Instrument, answers: Mapping[str, Given], report: Report | None = None
) -> list[DomainSheet]:
    """`report` None: nothing is answered."""
    return [
        DomainSheet(domain, [_item(item, instrument, answers, report) for item in domain.items])
        for domain in instrument.domains
    ]


def rules(instrument: Instrument) -> list[RuleSheet]:
    """The whole first."""
    if instrument.over is Over.DOMAINS:
        formula = sentences.formula_over_domains(instrument.total.method)
    else:
        formula = _formula(instrument.total, instrument.scored)
    return [
        _rule(_("Total"), instrument.total, formula),
        *(_rule(d.name, d.rule, _formula(d.rule, d.scored)) for d in instrument.domains),
    ]


def result(instrument: Instrument, answers: Mapping[str, Given]) -> Result:
    """Raises scoring.Refused."""
    report = score(instrument, answers)
    explained = explain(instrument, answers, report)
    judgement, verdict = report.judgement, instrument.verdict
    return Result(
        lines=[
            _line(_("Total"), explained.total),
            *(_line(working.name, working) for working in explained.domains),
            *(_ratio(working, report) for working in explained.ratios),
        ],
        verdict=sentences.verdict(verdict, judgement) if verdict and judgement else "",
        reasons=[sentences.why_verdict(r) for r in judgement.reasons] if judgement else [],
    )


def _item(
    item: Item, instrument: Instrument, answers: Mapping[str, Given], report: Report | None
) -> ItemSheet:
    known = item.only_if and item.only_if.item in instrument.by_code
    condition = sentences.condition(item.only_if, instrument) if item.only_if and known else ""
    if report is None:
        return ItemSheet(item, _rows(item.mode, ""), condition)
    given, outcome = answers.get(item.code), report.outcomes[item.code]
    answer = "" if given is None or isinstance(given, NotApplicable) else given
    state = STATES.get(outcome.state)
    return ItemSheet(
        item,
        _rows(item.mode, answer),
        condition,
        given=str(state) if state else sentences.answer_label(item.mode, answer),
        score="" if outcome.score is None else sentences.number(outcome.score),
    )


def _rows(mode: Mode, answer: str) -> list[Row]:
    match mode:
        case Anchored() | Agreement():
            answers = range(mode.minimum, mode.maximum + 1)
            words = dict(zip(map(str, answers), mode.anchors, strict=False))
            return [_scale(mode, key, text, answer) for key, text in words.items()]
        case Checklist():
            words = dict(zip(mode.scores, mode.anchors, strict=False))
            return [
                Row(
                    sentences.answer_label(mode, key),
                    words.get(key, ""),
                    sentences.number(value),
                    is_given=answer == key,
                )
                for key, value in mode.scores.items()
            ]
        case Criteria():
            return [_step(step, answer, is_whole=True) for step in mode.lookup]
        case Number():
            return [_step(step, answer, is_whole=not mode.decimals) for step in mode.lookup]
        case Count():
            return []


def _scale(mode: Anchored | Agreement, key: str, words: str, answer: str) -> Row:
    """Only a reversed item scores something else than is answered."""
    is_reversed = isinstance(mode, Agreement) and mode.is_reversed
    scored = sentences.number(mode.scores[key]) if is_reversed else ""
    return Row(sentences.answer_label(mode, key), words, scored, is_given=answer == key)


def _step(step: Step, answer: str, *, is_whole: bool) -> Row:
    is_given = bool(answer) and step.holds(Fraction(answer))
    label = sentences.step(step, is_whole=is_whole)
    return Row(label, step.text, sentences.number(step.score), is_given)


def _formula(rule: Rule, items: Iterable[Item]) -> str:
    return sentences.formula(rule.method, is_weighted=any(item.weight != 1 for item in items))


def _rule(name: str, rule: Rule, formula: str) -> RuleSheet:
    return RuleSheet(
        name=name,
        formula=formula,
        coverage=sentences.percent(rule.minimum_coverage),
        bands=[sentences.band_rule(band) for band in rule.bands],
    )


def _line(name: str, working: Working) -> Line:
    scored = working.score
    minimum = scored.rule.minimum_coverage
    return Line(
        name=name,
        shown=working.shown,
        band=scored.band.name if scored.band else "",
        how=working.figures or sentences.why_no_score(scored.why_not, scored.coverage, minimum),
    )


def _ratio(working: RatioWorking, report: Report) -> Line:
    ratio = working.score
    return Line(
        name=ratio.ratio.name,
        shown=working.shown,
        band=ratio.band.name if ratio.band else "",
        how=working.figures or sentences.why_no_ratio(ratio, report.outcomes),
    )
