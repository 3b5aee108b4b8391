"""How answers are marked. Nothing here knows of Django, so that the rules can be read and checked.

Each question gives a credit from 0 to 1 of its points, as an exact fraction:

- single, true_false: what the chosen option is worth.
- multiple, by its rule. all-or-nothing: 1 when exactly the correct options are ticked.
  right-minus-wrong: (correct ticks - wrong ticks) / correct options. each-option: the share of
  options rightly ticked or rightly left. as-weighted: the sum of what the ticked ones are worth.
- matching. each-pair: the share of pairs made rightly. all-or-nothing: all of them.
- ordering. all-or-nothing: the whole order. each-place: the share of things in their own place.
  neighbours: the share of things followed by the one that should follow.
- numeric: the most that an answer within its tolerance is worth, limits included.
- short: what the first pattern that fits is worth.
- essay: what a person gave it; nothing given yet is None, which is not 0.

A credit is never below 0 or above 1, and no answer is 0, for an essay too. An attempt is passed
when points earned / points possible >= pass mark / 100, compared as fractions: 2 of 3 is less than
67 %, and 4 of 5 is 80 % exactly. While a question waits for a person it is neither passed nor not.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_FLOOR, Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Any
from unicodedata import normalize

from .questions import Definition, Kind, Rule, as_number

ZERO, ONE = Fraction(0), Fraction(1)
SMALLEST = Decimal("0.0001")  # of a point, as results are stored


class CannotBeMarked(Exception):
    """There are no questions."""


@dataclass(frozen=True)
class Asked:
    """A question of a paper, and what was answered. `judged` is a marker's credit for an essay."""

    key: str
    definition: Definition
    response: Any = None
    judged: Fraction | None = None


@dataclass(frozen=True)
class Marked:
    key: str
    points: int
    credit: Fraction | None  # None: waits for a person

    @property
    def earned(self) -> Fraction:
        return (self.credit or ZERO) * self.points

    @property
    def is_right(self) -> bool:
        return self.credit == ONE


@dataclass(frozen=True)
class Result:
    questions: tuple[Marked, ...]

    @property
    def earned(self) -> Fraction:
        return sum((q.earned for q in self.questions), ZERO)

    @property
    def total(self) -> int:
        return sum(q.points for q in self.questions)

    @property
    def waits(self) -> bool:
        return any(q.credit is None for q in self.questions)

    def passes(self, pass_mark: int) -> bool | None:
        """`pass_mark` in per cent. None while a question waits for a person."""
        if self.waits:
            return None
        return self.earned / self.total >= Fraction(pass_mark, 100)


def mark(questions: Iterable[Asked]) -> Result:
    marked = tuple(Marked(q.key, q.definition["points"], credit(q)) for q in questions)
    if not marked:
        raise CannotBeMarked
    return Result(marked)


def credit(asked: Asked) -> Fraction | None:
    """From 0 to 1; None for an essay that nobody has marked."""
    if not is_answered(asked.response):
        return ZERO
    if asked.definition["kind"] == Kind.ESSAY:
        return None if asked.judged is None else _clamped(asked.judged)
    return _clamped(CREDIT[asked.definition["kind"]](asked.definition, asked.response))


def is_answered(response: Any) -> bool:
    if isinstance(response, Mapping):
        return any(response.values())
    return bool(response.strip() if isinstance(response, str) else response)


def answer_met(definition: Definition, response: str) -> Any | None:
    """The accepted answer that a number or a few words meet; None if they meet none."""
    fits = _number_fits if definition["kind"] == Kind.NUMERIC else _words_fit
    met = [answer for answer in definition["answers"] if fits(definition, answer, response)]
    if definition["kind"] == Kind.NUMERIC:
        return max(met, key=lambda answer: _share(answer["credit"]), default=None)
    return met[0] if met else None


def stored(points: Fraction) -> Decimal:
    """Points to four decimals, rounded down.

    A share that is a whole per cent of whole points has at most two decimals and so stays exact:
    what is stored never looks like a pass that it was not, nor like a fail.
    """
    exact = Decimal(points.numerator) / Decimal(points.denominator)
    return exact.quantize(SMALLEST, rounding=ROUND_FLOOR)


def percent(earned: Decimal | int, total: int) -> int:
    """A share to show beside its points. Rounded down: 79.9 % must not look like an 80 % pass."""
    return int(earned * 100 // total) if total else 0


def _clamped(credit: Fraction) -> Fraction:
    return min(max(credit, ZERO), ONE)


def _share(credit: str) -> Fraction:
    return Fraction(as_number(credit) or 0) / 100


def _single(definition: Definition, ticked: Sequence[str]) -> Fraction:
    if len(ticked) != 1:
        return ZERO
    worth = {option["key"]: _share(option["credit"]) for option in definition["options"]}
    return worth.get(ticked[0], ZERO)


def _multiple(definition: Definition, ticked: Sequence[str]) -> Fraction:
    worth = {option["key"]: _share(option["credit"]) for option in definition["options"]}
    right = {key for key, share in worth.items() if share > 0}
    ticks = set(ticked)
    if definition["rule"] == Rule.AS_WEIGHTED:
        return sum((worth.get(key, ZERO) for key in ticks), ZERO)
    if definition["rule"] == Rule.RIGHT_MINUS_WRONG:
        return Fraction(len(ticks & right) - len(ticks - right), len(right))
    if definition["rule"] == Rule.EACH_OPTION:
        return Fraction(len(worth) - len(ticks ^ right), len(worth))
    return Fraction(ticks == right)


def _matching(definition: Definition, chosen: Mapping[str, str]) -> Fraction:
    texts = {pair["key"]: pair["right"] for pair in definition["pairs"]}
    # By their text: two pairs may have the same right side, and either will do.
    made = [texts.get(chosen.get(key, "")) == right for key, right in texts.items()]
    if definition["rule"] == Rule.ALL_OR_NOTHING:
        return Fraction(all(made))
    return Fraction(sum(made), len(made))


def _ordering(definition: Definition, order: Sequence[str]) -> Fraction:
    right = [item["key"] for item in definition["items"]]
    if sorted(order) != sorted(right):
        return ZERO
    if definition["rule"] == Rule.EACH_PLACE:
        return Fraction(sum(a == b for a, b in zip(order, right, strict=True)), len(right))
    if definition["rule"] == Rule.NEIGHBOURS:
        follows = set(pairwise(right))
        kept = sum(pair in follows for pair in pairwise(order))
        return Fraction(kept, len(follows))
    return Fraction(list(order) == right)


def _accepted(definition: Definition, response: str) -> Fraction:
    answer = answer_met(definition, response)
    return _share(answer["credit"]) if answer else ZERO


def _number_fits(definition: Definition, answer: Any, response: str) -> bool:
    given, value, tolerance = map(as_number, (response, answer["value"], answer["tolerance"]))
    if given is None or value is None or tolerance is None:
        return False
    return abs(Fraction(given) - Fraction(value)) <= Fraction(tolerance)


def _words_fit(definition: Definition, answer: Any, response: str) -> bool:
    fold = _tidy if definition["case_sensitive"] else lambda text: _tidy(text).casefold()
    return _matches(fold(answer["pattern"]), fold(response))


def _tidy(text: str) -> str:
    """The same letters however they were typed, with single spaces."""
    return " ".join(normalize("NFKC", text).replace("’", "'").split())


def _matches(pattern: str, text: str) -> bool:
    r"""Whether a text fits a pattern: * is any text, \* is an asterisk.

    Each part is looked for after the one before it, so that time grows with the lengths and not,
    as regular expressions can, without end.
    """
    parts = [part.replace(r"\*", "*") for part in re.split(r"(?<!\\)\*", pattern)]
    if len(parts) == 1:
        return text == parts[0]
    first, *middle, last = parts
    end = len(text) - len(last)
    if not text.startswith(first) or not text.endswith(last) or end < len(first):
        return False
    at = len(first)
    for part in middle:
        found = text.find(part, at, end)
        if found < 0:
            return False
        at = found + len(part)
    return True


CREDIT: dict[str, Callable[[Definition, Any], Fraction]] = {
    Kind.SINGLE: _single,
    Kind.TRUE_FALSE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _accepted,
    Kind.SHORT: _accepted,
}
