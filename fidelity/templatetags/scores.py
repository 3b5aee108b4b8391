"""Answers and scores on a page, in the reader's language."""

from django import template

from .. import figures, sentences
from ..definitions import Instrument, Item
from ..explaining import Line, RatioWorking, Working
from ..modes import Agreement, Criteria, Number
from ..outcomes import NotApplicable, State
from ..queries import ItemLine, Kept

register = template.Library()
register.filter("number", sentences.number)
register.filter("percent", sentences.percent)
register.filter("in_full", figures.in_full)
register.filter("not_applicable_score", sentences.not_applicable)
register.filter("band_rule", sentences.band_rule)
register.filter("why_verdict", sentences.why_verdict)


@register.filter
def label(line: Line | ItemLine) -> str:
    """The answer that was given; "" where none was."""
    return sentences.answer_label(line.item.mode, line.given) if isinstance(line.given, str) else ""


@register.filter
def words(line: Line | ItemLine) -> str:
    """What the instrument says of the answer."""
    if line.outcome.state is not State.RATED:
        return ""
    return sentences.answer_words(line.item.mode, str(line.given))


@register.filter
def reason(line: Line | ItemLine) -> str:
    """Why the item does not apply; "" where it does."""
    return line.given.reason if isinstance(line.given, NotApplicable) else ""


@register.filter
def score_rule(line: Line) -> str:
    """How the answer gave its score, where they are not the same."""
    mode, state = line.item.mode, line.outcome.state
    if state.is_not_applicable:
        return sentences.not_applied(state, line.outcome.score)
    if state is not State.RATED:
        return ""
    if isinstance(mode, Agreement) and mode.is_reversed:
        return sentences.reversed_answer(mode, str(line.given))
    if isinstance(mode, Criteria | Number):
        return sentences.looked_up(mode, str(line.given))
    return ""


@register.simple_tag
def look_up(item: Item) -> list[tuple[str, str, str]]:
    """The rows of its look-up: the numbers, their score, and what is said of them."""
    return sentences.look_up(item.mode) if isinstance(item.mode, Criteria | Number) else []


@register.filter
def expected(item: Item) -> str:
    return sentences.expected(item.mode)  # type: ignore[arg-type]


@register.simple_tag
def condition(item: Item, instrument: Instrument) -> str:
    return sentences.condition(item.only_if, instrument) if item.only_if else ""


@register.filter
def why_not(kept: Kept) -> str:
    """Why there is no score; "" where there is one."""
    working = kept.working
    if isinstance(working, RatioWorking):
        outcomes = {line.item.code: line.outcome for line in working.lines}
        return sentences.why_no_ratio(working.score, outcomes)
    score = working.score
    return sentences.why_no_score(score.why_not, score.coverage, score.rule.minimum_coverage)


@register.filter
def formula(working: Working) -> str:
    method = working.score.rule.method
    if working.parts:
        return sentences.formula_over_domains(method)
    return sentences.formula(method, is_weighted=working.is_weighted)


@register.filter
def rounding(working: Working | RatioWorking) -> str:
    """What rounding for display hides of the band; "" where it hides nothing."""
    away, band = working.rounded_away, working.score.band
    if away is None or band is None:
        return ""
    return sentences.rounding(away, working.shown, working.exact, band)
