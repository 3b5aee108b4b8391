"""Why there is no score, and what a verdict rests on, in sentences for authors and researchers.

Pure: no Django. Pages say the same in the reader's own language, from the same values.
"""

import math

from .definitions import Instrument
from .scoring import Ground, RatioScore, Reason, Report, Score, Why
from .written_numbers import exactly


def why_no_score(score: Score, report: Report, instrument: Instrument) -> str:
    """Of a domain, or of the whole; "" where it has a score."""
    match score.why_not:
        case Why.NO_RULE:
            return "Not scored: the instrument has no rule for it."
        case Why.NOTHING_APPLIES:
            return "Not scorable: no item applies."
        case Why.NOTHING_RATED:
            return "Not scorable: no item is rated."
        case Why.TOO_FEW_RATED:
            rated, applicable = score.coverage.rated, score.coverage.applicable
            needed = math.ceil(score.rule.minimum_coverage * applicable)
            return f"Not scorable: {rated} of {applicable} items rated; it takes {needed}."
        case Why.DOMAIN_NOT_SCORABLE:
            return f"Not scorable: it takes a score of {_without_score(report, instrument)}."
        case _:
            return ""


def _without_score(report: Report, instrument: Instrument) -> str:
    """The domains that ought to have one."""
    fair = (None, Why.NO_RULE, Why.NOTHING_APPLIES)
    names = [instrument.domain(s.domain).name for s in report.domains if s.why_not not in fair]
    return " and ".join(f"“{name}”" for name in names)


def why_no_ratio(score: RatioScore, report: Report) -> str:
    """ "" where it has a score."""
    match score.why_not:
        case Why.COUNT_MISSING:
            counts = dict.fromkeys([*score.ratio.numerator, *score.ratio.denominator])
            missing = [code for code in counts if report.outcomes[code].score is None]
            return f"Not scorable: nothing is counted for {' and '.join(missing)}."
        case Why.NOT_DEFINED:
            return f"Not defined: {' + '.join(score.ratio.denominator)} is 0."
        case _:
            return ""


def of_verdict(reason: Reason) -> str:
    needed = "" if reason.needed is None else exactly(reason.needed)
    got = "" if reason.got is None else exactly(reason.got)
    return _GROUNDS[reason.ground].format(item=reason.item, needed=needed, got=got)


_GROUNDS = {
    Ground.TOTAL_REACHED: "The total is {got}; it must be at least {needed}.",
    Ground.TOTAL_TOO_LOW: "The total is {got}, but must be at least {needed}.",
    Ground.TOTAL_NOT_SCORABLE: "The total must be at least {needed}, but has no score.",
    Ground.ITEMS_REACHED: "Every item scores what it must.",
    Ground.ITEM_TOO_LOW: "Item {item} scores {got}, but must score at least {needed}.",
    Ground.ITEM_MISSING: "Item {item} must score at least {needed}, but is left blank.",
    Ground.NOTHING_APPLIES: "No item that must reach a score applies.",
}
