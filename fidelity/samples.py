"""Sample answers, so that the author of an instrument sees what they score. Pure: no Django."""

from collections.abc import Callable

from .definitions import Instrument, Item, Policy
from .modes import Count, Number, OffScale, Step
from .scoring import Given, NotApplicable, score
from .written_numbers import exactly


def lowest(instrument: Instrument) -> dict[str, Given]:
    """Each item answered with what scores least."""
    return {item.code: _by_score(item, min) for item in instrument.items}


def highest(instrument: Instrument) -> dict[str, Given]:
    return {item.code: _by_score(item, max) for item in instrument.items}


def mixed(instrument: Instrument) -> dict[str, Given]:
    """Answers of all sorts; one "not applicable" where any item offers it, and one blank where
    there still is a total without it."""
    answers: dict[str, Given] = {}
    for number, item in enumerate(instrument.items):
        possible = _possible(item)
        answers[item.code] = possible[number % len(possible)]
    offering = [i for i in instrument.items if i.not_applicable is not Policy.FORBIDDEN]
    if offering:
        answers[offering[0].code] = NotApplicable("A sample.")
    gates = {item.only_if.item for item in instrument.items if item.only_if}
    others = [i.code for i in instrument.items if i.code not in gates and i not in offering[:1]]
    blank = answers | {others[-1]: ""} if len(others) > 1 else answers
    return answers if score(instrument, blank).total.value is None else blank


def _by_score(item: Item, pick: Callable) -> str:
    return pick(_possible(item), key=lambda answer: item.mode.read(answer) if answer else 0)


def _possible(item: Item) -> list[str]:
    match item.mode:
        case Count():
            return ["0", "4", "9"]
        case Number():
            return [_in_step(item.mode, step) for step in item.mode.lookup]
        case _:
            return list(item.mode.scores)


def _in_step(mode: Number, step: Step) -> str:
    """A number that the step holds; blank where none can be written."""
    start = mode.least if step.start is None else max(step.start, mode.least)
    answer = exactly(start)
    try:
        mode.read(answer)
    except OffScale:
        return ""
    return answer
