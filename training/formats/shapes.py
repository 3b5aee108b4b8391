"""Putting definitions together (training/questions.py says what they are).

Readers give keys by position, so that the same question is the same definition whatever file it
came from.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from ..questions import FULL, NONE, Definition, Kind, as_number, gettext_noop, number_text
from .result import CannotCarry

_ = gettext_noop

SMALLEST = Decimal("0.00001")  # of a weight, as the editor keeps them
SCIENTIFIC = re.compile(
    r"[-+]?\d{1,20}(\.\d{0,20})?[eE][-+]?[012]?\d", re.ASCII
)  # as Moodle exports 1.0E-5
NEARLY_ALL = Decimal("99.9")


def keyed(parts: Iterable[dict[str, str]], start: int = 1) -> list[dict[str, str]]:
    return [{"key": str(n), **part} for n, part in enumerate(parts, start)]


def option(text: str, credit: str, feedback: str) -> dict[str, str]:
    return {"text": text, "credit": credit, "feedback": feedback}


def true_false(answer: bool, if_true: str, if_false: str) -> list[dict[str, str]]:
    return [
        {"key": key, **option(text, FULL if right else NONE, feedback)}
        for key, text, right, feedback in (
            ("true", "True", answer, if_true),
            ("false", "False", not answer, if_false),
        )
    ]


def definition(kind: Kind, stem: str, feedback: str, points: int = 1, **further: Any) -> Definition:
    return {"kind": kind.value, "stem": stem, "points": points, "feedback": feedback, **further}  # type: ignore[typeddict-item]


def number(text: str) -> str:
    """A number as definitions write it."""
    found = Decimal(text.strip()) if SCIENTIFIC.fullmatch(text.strip()) else as_number(text)
    if found is None:
        raise CannotCarry(_("“%(text)s” is not a number."), text=text[:40])
    return number_text(found)


def weight(text: str) -> str:
    """Per cent, to the five decimals that we keep."""
    found = as_number(text)
    if found is None or abs(found) > 100:
        raise CannotCarry(_("“%(text)s” is not a weight from -100 to 100."), text=text[:40])
    return number_text(found.quantize(SMALLEST))


def topped_up(options: list[dict[str, str]]) -> list[dict[str, str]]:
    """Three thirds are written 33.33333 in files, which comes to less than 100: mend the last."""
    right = [option for option in options if Decimal(option["credit"]) > 0]
    missing = 100 - sum(Decimal(option["credit"]) for option in right)
    if right and 0 < missing <= 100 - NEARLY_ALL:
        right[-1]["credit"] = number_text(Decimal(right[-1]["credit"]) + missing)
    return options


def shares(options: Sequence[Mapping[str, object]]) -> list[Decimal]:
    """What ticks are worth to a program that only knows weights: right ones share 100."""
    is_right = [Decimal(str(option["credit"])) > 0 for option in options]
    share = (Decimal(100) / sum(is_right)).quantize(SMALLEST)
    return [share if right else Decimal(-100) for right in is_right]


def range_of(low: str, high: str) -> tuple[str, str]:
    """The number in the middle, and how far both ends are from it."""
    lowest, highest = Decimal(number(low)), Decimal(number(high))
    if lowest > highest:
        raise CannotCarry(_("A range goes from the smaller number to the greater."))
    return number_text((lowest + highest) / 2), number_text((highest - lowest) / 2)
