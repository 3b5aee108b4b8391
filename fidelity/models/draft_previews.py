"""What the panel beside the editor shows of a draft, as it is typed."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from .. import samples
from ..definitions import Instrument
from ..scoring import Given, NotApplicable, Refused, score
from ..sheets import result, sheets

MIXED, LOWEST, HIGHEST, OWN = "", "lowest", "highest", "own"
MODES = [
    (MIXED, _("Mixed ratings")),
    (LOWEST, _("All lowest")),
    (HIGHEST, _("All highest")),
    (OWN, _("As last tried")),
]
SAMPLES = {MIXED: samples.mixed, LOWEST: samples.lowest, HIGHEST: samples.highest}


def preview(
    instrument: Instrument, faults: list[str], mode: str, tried: Mapping[str, str]
) -> dict[str, Any]:
    """With faults, what can be shown: the items, but no scores."""
    context = {"instrument": instrument, "faults": faults, "mode": dict(MODES).get(mode, "")}
    answers = {} if faults else _answers(instrument, mode, tried)
    try:
        report = None if faults else score(instrument, answers)
    except Refused:  # what was tried no longer fits what is asked
        return {**context, "sheets": sheets(instrument, {}), "nothing_fits": True}
    if report is None:
        return {**context, "sheets": sheets(instrument, {})}
    return {
        **context,
        "sheets": sheets(instrument, answers, report),
        "result": result(instrument, answers),
    }


def _answers(instrument: Instrument, mode: str, tried: Mapping[str, str]) -> Mapping[str, Given]:
    if mode in SAMPLES:
        return SAMPLES[mode](instrument)
    return answers_tried(tried)


def answers_tried(tried: Mapping[str, str]) -> dict[str, Given]:
    """From what a session can keep."""
    sample = NotApplicable("A sample.")
    return {code: sample if answer == "na" else answer for code, answer in tried.items()}
