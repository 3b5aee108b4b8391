"""What scoring makes of an assessment, for people to read in a terminal. Pure: no Django."""

from collections.abc import Iterator
from fractions import Fraction

from . import reasons
from .definitions import Band, Instrument, Verdict
from .figures import minus, shown, shown_as_ratio
from .scales import is_percentage
from .scoring import Coverage, Judgement, Report, Score
from .written_numbers import rounded


def heading(instrument: Instrument) -> str:
    lines = [f"{instrument.name}, version {instrument.number}", instrument.notice]
    return "\n".join(line for line in lines if line) + "\n\n"


def as_text(name: str, report: Report, instrument: Instrument) -> str:
    return "\n  ".join([f"Assessment {name}", *_lines(report, instrument)]) + "\n\n"


def _lines(report: Report, instrument: Instrument) -> Iterator[str]:
    yield f"Total: {_score(report.total, report, instrument)}"
    for domain, score in zip(instrument.domains, report.domains, strict=True):
        yield f"{domain.name}: {_score(score, report, instrument)}"
    for ratio in report.ratios:
        figure = shown_as_ratio(ratio.value, ratio.ratio)
        why_not = reasons.why_no_ratio(ratio, report)
        yield f"{ratio.ratio.name}: {_value(ratio.value, figure, ratio.band, why_not)}"
    if instrument.verdict and report.judgement:
        yield f"Verdict: {_verdict(instrument.verdict, report.judgement)}"


def _score(score: Score, report: Report, instrument: Instrument) -> str:
    why_not = reasons.why_no_score(score, report, instrument)
    figure = shown(score.value, score.rule.places, is_percentage(instrument, score.rule))
    value = _value(score.value, figure, score.band, why_not)
    return f"{value} {_coverage(score.coverage)}" if score.coverage.asked else value


def _value(value: Fraction | None, figure: str, band: Band | None, why_not: str) -> str:
    if value is None:
        return why_not
    named = f", {band.name}" if band else ""
    return f"{figure} (exactly {minus(str(value))}){named}."


def _coverage(coverage: Coverage) -> str:
    rated = f"{coverage.rated} of {coverage.applicable} rated ({_percent(coverage.share)})"
    not_applicable = f"{coverage.not_applicable} of {coverage.asked} not applicable"
    return f"{rated}, {not_applicable} ({_percent(coverage.na_share)})."


def _percent(share: Fraction) -> str:
    return f"{rounded(100 * share, 1)}%"


def _verdict(verdict: Verdict, judgement: Judgement) -> str:
    words = {True: verdict.met, False: verdict.not_met, None: "cannot be decided"}
    grounds = " ".join(reasons.of_verdict(reason) for reason in judgement.reasons)
    return f"{words[judgement.is_met]}. {grounds}"
