"""What scoring makes of an assessment, for programs: one JSON object a line. Pure: no Django.

Every line has the same keys. Of a score, `exact` is the fraction, `decimal` the nearest number that
programs can hold, and `shown` what the instrument shows; all three are null where `why_not` says
why. `items` are the scores, or the counts, that all else is made of; null counts for nothing.
"""

import json
from fractions import Fraction
from typing import Any

from . import reasons
from .definitions import Band, Instrument, Verdict
from .scoring import Coverage, Judgement, RatioScore, Report, Score
from .written_numbers import rounded


def as_json(name: str, report: Report, instrument: Instrument) -> str:
    line = {
        "assessment": name,
        "instrument": instrument.slug,
        "version": instrument.number,
        "notice": instrument.notice,
        "total": _score(report.total, report, instrument),
        "domains": [
            {"code": domain.code, "name": domain.name, **_score(score, report, instrument)}
            for domain, score in zip(instrument.domains, report.domains, strict=True)
        ],
        "ratios": [_ratio(ratio, report) for ratio in report.ratios],
        "verdict": _verdict(instrument.verdict, report.judgement),
        "items": {
            code: None if outcome.score is None else str(outcome.score)
            for code, outcome in report.outcomes.items()
        },
    }
    return json.dumps(line, ensure_ascii=False) + "\n"


def _score(score: Score, report: Report, instrument: Instrument) -> dict[str, Any]:
    why_not = reasons.why_no_score(score, report, instrument)
    return {
        **_value(score.value, score.rule.places, score.band, why_not),
        **_coverage(score.coverage),
    }


def _ratio(score: RatioScore, report: Report) -> dict[str, Any]:
    why_not = reasons.why_no_ratio(score, report)
    return {
        "code": score.ratio.code,
        "name": score.ratio.name,
        **_value(score.value, score.ratio.places, score.band, why_not),
    }


def _value(value: Fraction | None, places: int, band: Band | None, why_not: str) -> dict[str, Any]:
    return {
        "exact": None if value is None else str(value),
        "decimal": None if value is None else float(value),
        "shown": None if value is None else rounded(value, places),
        "band": band.name if band else None,
        "why_not": why_not or None,
    }


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "coverage": str(coverage.share),
        "rated": coverage.rated,
        "applicable": coverage.applicable,
        "na_share": str(coverage.na_share),
        "not_applicable": coverage.not_applicable,
        "asked": coverage.asked,
    }


def _verdict(verdict: Verdict | None, judgement: Judgement | None) -> dict[str, Any] | None:
    """`is_met` null: it cannot be decided."""
    if verdict is None or judgement is None:
        return None
    words = {True: verdict.met, False: verdict.not_met, None: None}
    return {
        "is_met": judgement.is_met,
        "words": words[judgement.is_met],
        "reasons": [reasons.of_verdict(reason) for reason in judgement.reasons],
    }
