"""What the sums say, in the reader's own language: answers, and why there is or is no score.
`reasons` says the same in English, for authors and researchers."""

from collections.abc import Mapping
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .definitions import Band, Condition, Instrument, Item, Method, Policy, Verdict
from .explaining import RoundedAway
from .figures import minus
from .modes import (
    NO,
    PARTLY,
    YES,
    Agreement,
    Checklist,
    Count,
    Criteria,
    Exact,
    Mode,
    Number,
    Step,
)
from .outcomes import Outcome, State
from .scoring import Coverage, Ground, Judgement, RatioScore, Reason, Why
from .written_numbers import exactly, rounded


def answer_label(mode: Mode, answer: str) -> str:
    """What an answer is called: “Yes”, or its number."""
    if isinstance(mode, Checklist):
        return {YES: _("Yes"), PARTLY: _("Partly"), NO: _("No")}.get(answer, answer)
    return minus(answer)


def answer_words(mode: Mode, answer: str) -> str:
    """What the instrument says of that answer; "" where it says nothing."""
    if isinstance(mode, Criteria):
        words = _("%(met)s of %(all)s criteria met.") % {"met": answer, "all": len(mode.criteria)}
        return f"{words} {mode.words(answer)}".strip()
    return mode.words(answer)


def expected(mode: Number | Count) -> str:
    """What may be typed."""
    if isinstance(mode, Count):
        return _("a whole number, 0 or more")
    ends = {"least": number(mode.least), "greatest": number(mode.greatest or 0)}
    if mode.greatest is None:
        if mode.decimals:
            return _("a number, %(least)s or more") % ends
        return _("a whole number, %(least)s or more") % ends
    if mode.decimals:
        return _("a number from %(least)s to %(greatest)s") % ends
    return _("a whole number from %(least)s to %(greatest)s") % ends


def condition(condition: Condition, instrument: Instrument) -> str:
    gate = instrument.by_code[condition.item]
    answers = _(" or ").join(f"“{answer_label(gate.mode, a)}”" for a in condition.answers)
    said = {"code": gate.code, "name": gate.name, "answers": answers}
    return _("Only answer this if %(code)s, %(name)s, is %(answers)s.") % said


def not_applicable(item: Item) -> str:
    """What “not applicable” does to the score."""
    match item.not_applicable:
        case Policy.EXCLUDED:
            return _("It is then left out of the score.")
        case Policy.LOWEST:
            lowest = number(item.mode.lowest)  # type: ignore[union-attr]
            return _("It then scores the lowest, %(score)s.") % {"score": lowest}
        case Policy.MET:
            highest = number(item.mode.highest)  # type: ignore[union-attr]
            return _("It then scores as fully met, %(score)s.") % {"score": highest}
        case Policy.FORBIDDEN:
            return ""


def not_applied(state: State, score: Exact | None) -> str:
    """What became of the score of an item that did not apply."""
    if score is None:
        return _("Left out of the score.")
    if state is State.NA_LOWEST:
        return _("It scores the lowest, %(score)s.") % {"score": number(score)}
    return _("It scores as fully met, %(score)s.") % {"score": number(score)}


def reversed_answer(mode: Agreement, answer: str) -> str:
    value, ends = int(answer), mode.minimum + mode.maximum
    taken = number(value) if value >= 0 else f"({number(value)})"
    said = {"ends": number(ends), "answer": taken, "score": number(ends - value)}
    return _("Counted from the other end: %(ends)s − %(answer)s = %(score)s.") % said


def looked_up(mode: Number | Criteria, answer: str) -> str:
    """The row of the look-up that holds the answer."""
    row = next(row for row in mode.lookup if row.holds(Fraction(answer)))
    said = {"numbers": step(row, is_whole=_is_whole(mode)), "score": number(row.score)}
    return _("The rule: %(numbers)s scores %(score)s.") % said


def look_up(mode: Number | Criteria) -> list[tuple[str, str, str]]:
    """Each row: the numbers, what they score, and what the instrument says of them."""
    is_whole = _is_whole(mode)
    return [(step(row, is_whole=is_whole), number(row.score), row.text) for row in mode.lookup]


def _is_whole(mode: Number | Criteria) -> bool:
    return isinstance(mode, Criteria) or not mode.decimals


def step(row: Step, *, is_whole: bool) -> str:
    """The numbers of one row of a look-up: “21 to 25”."""
    if row.stop is None:
        return _("%(start)s or more") % {"start": number(row.start or 0)}
    if not is_whole:
        return span(row.start, row.stop)
    last = number(row.stop - 1)
    if row.start is None:
        return _("%(stop)s or less") % {"stop": last}
    if row.start == row.stop - 1:
        return last
    return _("%(start)s to %(stop)s") % {"start": number(row.start), "stop": last}


def span(start: Exact | None, stop: Exact | None) -> str:
    """The scores of a band, or the numbers of a step: the end is not in it."""
    ends = {"start": number(start or 0), "stop": number(stop or 0)}
    if start is None:
        return _("any") if stop is None else _("under %(stop)s") % ends
    if stop is None:
        return _("from %(start)s up") % ends
    return _("from %(start)s up to, but not including, %(stop)s") % ends


def band_rule(band: Band) -> str:
    return f"{band.name}: {span(band.start, band.stop)}"


def formula(method: Method, *, is_weighted: bool) -> str:
    """How the items' scores become one score, in one sentence."""
    return str((_WEIGHTED if is_weighted else _PLAIN).get(method, _NO_RULE))


def formula_over_domains(method: Method) -> str:
    if method is Method.NONE:
        return str(_NO_RULE)
    if method is Method.SUM:
        return _("Each part’s score is multiplied by its weight, and they are added up.")
    return _(
        "Each part’s score is multiplied by its weight; their sum is divided by the sum of the "
        "weights."
    )


_NO_RULE = gettext_lazy("The instrument gives it no score.")
_PLAIN = {
    Method.SUM: gettext_lazy("The scores are added up."),
    Method.MEAN: gettext_lazy("The scores are added up and divided by how many there are."),
    Method.PERCENT_OF_MAXIMUM: gettext_lazy(
        "The scores are added up and divided by the most that they could be, times 100."
    ),
    Method.RANGE_ADJUSTED_PERCENT: gettext_lazy(
        "How far each score is above its lowest is added up and divided by the most that it could "
        "be, times 100."
    ),
}
_WEIGHTED = {
    Method.SUM: gettext_lazy("Each score is multiplied by its weight, and they are added up."),
    Method.MEAN: gettext_lazy(
        "Each score is multiplied by its weight; their sum is divided by the sum of the weights."
    ),
    Method.PERCENT_OF_MAXIMUM: gettext_lazy(
        "Each score is multiplied by its weight; their sum is divided by the most that it could "
        "be, times 100."
    ),
    Method.RANGE_ADJUSTED_PERCENT: gettext_lazy(
        "How far each score is above its lowest is multiplied by its weight; their sum is divided "
        "by the most that it could be, times 100."
    ),
}


def why_no_score(why: Why | None, coverage: Coverage, minimum: Exact) -> str:
    """Of a domain, or of the whole; "" where it has a score."""
    match why:
        case Why.NO_RULE:
            return _("The instrument gives it no score.")
        case Why.NOTHING_APPLIES:
            return _("No item applies.")
        case Why.NOTHING_RATED:
            return _("No item is rated.")
        case Why.TOO_FEW_RATED:
            said = {
                "rated": coverage.rated,
                "all": coverage.applicable,
                "needed": percent(minimum),
            }
            return _("%(rated)s of %(all)s rated; a score needs %(needed)s.") % said
        case Why.DOMAIN_NOT_SCORABLE:
            return _("It needs a score of every part that applies.")
    return ""


def why_no_ratio(score: RatioScore, report: Mapping[str, Outcome]) -> str:
    """ "" where it has a score."""
    ratio = score.ratio
    match score.why_not:
        case Why.COUNT_MISSING:
            counts = dict.fromkeys([*ratio.numerator, *ratio.denominator])
            missing = ", ".join(code for code in counts if report[code].score is None)
            return _("Nothing is counted for %(codes)s.") % {"codes": missing}
        case Why.NOT_DEFINED:
            said = {"codes": " + ".join(ratio.denominator)}
            return _("%(codes)s is 0, and nothing is divided by 0.") % said
    return ""


def verdict(verdict: Verdict, judgement: Judgement) -> str:
    """In the instrument's words, where it could be decided."""
    if judgement.is_met is None:
        return _("Not decided")
    return verdict.met if judgement.is_met else verdict.not_met


def why_verdict(reason: Reason) -> str:
    said = {
        "item": reason.item,
        "needed": "" if reason.needed is None else number(reason.needed),
        "got": "" if reason.got is None else _readable(reason.got),
    }
    match reason.ground:
        case Ground.TOTAL_REACHED:
            text = _("The total is %(got)s, and must be at least %(needed)s.")
        case Ground.TOTAL_TOO_LOW:
            text = _("The total is %(got)s, but must be at least %(needed)s.")
        case Ground.TOTAL_NOT_SCORABLE:
            text = _("The total must be at least %(needed)s, but has no score.")
        case Ground.ITEMS_REACHED:
            text = _("Every item scores at least what it must.")
        case Ground.ITEM_TOO_LOW:
            text = _("Item %(item)s scores %(got)s, but must score at least %(needed)s.")
        case Ground.ITEM_MISSING:
            text = _("Item %(item)s must score at least %(needed)s, but is left blank.")
        case Ground.NOTHING_APPLIES:
            text = _("No item that must reach a score applies.")
    return text % said


def rounding(away: RoundedAway, shown: str, exact: str, band: Band) -> str:
    """What rounding for display hides."""
    said = {
        "exact": exact,
        "shown": shown,
        "edge": number(away.edge),
        "band": band.name,
        "other": away.band.name,
    }
    if away.is_under:
        text = _(
            "%(exact)s is shown as %(shown)s, but is under %(edge)s. So its band is “%(band)s”, "
            "not “%(other)s”."
        )
    else:
        text = _(
            "%(exact)s is shown as %(shown)s, but is not under %(edge)s. So its band is "
            "“%(band)s”, not “%(other)s”."
        )
    return text % said


def _readable(value: Exact) -> str:
    """Exactly, and where that is a fraction, about how much it is."""
    exact = number(value)
    if "/" not in exact:
        return exact
    said = {"exact": exact, "about": minus(rounded(value, 2))}
    return _("%(exact)s (about %(about)s)") % said


def percent(share: Exact) -> str:
    """A share of 1 as a percentage, to two places at most: “83.33%”."""
    text = rounded(100 * share, 2)
    return f"{text.rstrip('0').rstrip('.')}%"


def number(value: Exact) -> str:
    return minus(exactly(value))
