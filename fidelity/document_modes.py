"""The keys of a document that say how an item is answered. Pure: no Django."""

from fractions import Fraction
from typing import Any

from .modes import (
    MODES,
    Agreement,
    Anchored,
    Checklist,
    Count,
    Criteria,
    Exact,
    Mode,
    Number,
    Step,
)
from .tables import Table, written

NAMES = [mode.name for mode in MODES]
NO_PARTLY = "not offered"


def read_mode(table: Table, instrument: Table) -> Mode:
    """Without a word about it an item is anchored, on the instrument's own scale."""
    name = table.text("mode") or Anchored.name
    match name:
        case Anchored.name:
            return Anchored(*_ends(table, instrument), table.texts("anchors"))
        case Agreement.name:
            ends = _ends(table, instrument)
            return Agreement(*ends, table.texts("anchors"), table.flag("reversed"))
        case Criteria.name:
            criteria = table.texts("criteria", required=True)
            return Criteria(criteria, _lookup(table, is_whole=True))
        case Number.name:
            decimals = table.flag("decimals")
            return Number(
                _lookup(table, is_whole=not decimals),
                least=_or_zero(table.exact("least", 0)),
                greatest=table.exact("greatest"),
                decimals=decimals,
            )
        case Checklist.name:
            return Checklist(_partly(table), table.texts("anchors"))
        case Count.name:
            return Count()
    table.say(f"“mode” must be one of {', '.join(NAMES)}, not “{name[:60]}”")
    table.left.clear()  # which keys belong there nobody can say
    return Count()


def _ends(table: Table, instrument: Table) -> tuple[int, int]:
    low = table.whole("minimum", None)
    high = table.whole("maximum", None)
    low = instrument.raw.get("minimum") if low is None else low
    high = instrument.raw.get("maximum") if high is None else high
    if type(low) is not int or type(high) is not int:
        table.say("“minimum” and “maximum” are missing: the lowest and the highest rating")
        return 0, 1
    return low, high


def _partly(table: Table) -> Exact | None:
    if table.raw.get("partly") == NO_PARTLY:
        table.text("partly")
        return None
    return table.exact("partly", Fraction(1, 2))


def _lookup(table: Table, *, is_whole: bool) -> tuple[Step, ...]:
    return tuple(_step(row, is_whole) for row in table.tables("lookup", "row", inside=True))


def _step(row: Table, is_whole: bool) -> Step:
    """A row says `from` and `to` for whole numbers, both included; for decimals `from` and
    `below`, which is not included."""
    start = row.exact("from")
    if is_whole:
        last = row.exact("to")
        stop = None if last is None else last + 1
    else:
        stop = row.exact("below")
    score = row.exact("score")
    if score is None:
        row.say("“score” is missing")
    step = Step(start, stop, _or_zero(score), row.text("text"))
    row.close()
    return step


def _or_zero(number: Exact | None) -> Exact:
    return number or 0


def write_mode(mode: Mode) -> dict[str, Any]:
    match mode:
        case Anchored():
            return written(
                mode=mode.name,
                minimum=mode.minimum,
                maximum=mode.maximum,
                anchors=list(mode.anchors),
            )
        case Agreement():
            return written(
                mode=mode.name,
                minimum=mode.minimum,
                maximum=mode.maximum,
                anchors=list(mode.anchors),
                reversed=mode.is_reversed or None,
            )
        case Criteria():
            return written(
                mode=mode.name,
                criteria=list(mode.criteria),
                lookup=_write_lookup(mode.lookup, is_whole=True),
            )
        case Number():
            return written(
                mode=mode.name,
                decimals=mode.decimals or None,
                least=mode.least,
                greatest=mode.greatest,
                lookup=_write_lookup(mode.lookup, is_whole=not mode.decimals),
            )
        case Checklist():
            return written(
                mode=mode.name,
                partly=NO_PARTLY if mode.partly is None else mode.partly,
                anchors=list(mode.anchors),
            )
    return written(mode=mode.name)  # a count


def _write_lookup(lookup: tuple[Step, ...], *, is_whole: bool) -> list[dict[str, Any]]:
    return [_write_step(step, is_whole) for step in lookup]


def _write_step(step: Step, is_whole: bool) -> dict[str, Any]:
    if is_whole:
        stop = {"to": None if step.stop is None else step.stop - 1}
    else:
        stop = {"below": step.stop}
    return written(**{"from": step.start}, **stop, score=step.score, text=step.text)
