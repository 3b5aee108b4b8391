"""How an item is answered, and what score an answer gives. Pure: no database, no Django.

An answer is text, the same in a file, in a form and in the database: "4", "18.5" or "partly". Each
mode says which answers it takes (`expected`), reads them (`read`, which raises OffScale) and
gives each its score. Scores are exact: whole numbers, or fractions where a rule asks for them.

    anchored    a whole number on a scale whose numbers have words (IPS-25, DACTS, TFI)
    agreement   the same, signed if need be; a reversed item counts from the other end (WFI-EZ)
    criteria    how many of the listed criteria are met; a look-up gives the score (CORE)
    number      a number, such as a caseload; a look-up gives the score (an item of IPS-25)
    checklist   yes, partly or no (DART)
    count       how often something happened; scored only through ratios (MITI)
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

Exact = int | Fraction

YES, PARTLY, NO = "yes", "partly", "no"

# Ten million of something in one session is a slip of the finger, and would not fit where scores
# are kept.
LONGEST_ANSWER = 7
WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
DECIMAL = re.compile(r"-?(0|[1-9][0-9]*)(\.[0-9]*[1-9])?")


class OffScale(ValueError):
    """The mode does not take that answer. The text says what it takes."""


@dataclass(frozen=True)
class Step:
    """One row of a look-up: numbers from `start` up to, but not including, `stop` give `score`.
    None at either end: however low, or however high."""

    start: Exact | None
    stop: Exact | None
    score: Exact
    text: str = ""

    def holds(self, number: Exact) -> bool:
        return (self.start is None or number >= self.start) and (
            self.stop is None or number < self.stop
        )


class _Listed(ABC):
    """A mode whose answers can be listed."""

    expected: str

    @cached_property
    @abstractmethod
    def scores(self) -> Mapping[str, Exact]:
        """Each answer with its score, the lowest answer first."""

    @property
    def lowest(self) -> Exact:
        return min(self.scores.values())

    @property
    def highest(self) -> Exact:
        return max(self.scores.values())

    def read(self, answer: str) -> Exact:
        """The answer's score. Raises OffScale."""
        score = self.scores.get(answer)
        if score is None:
            raise OffScale(self.expected)
        return score


@dataclass(frozen=True)
class Anchored(_Listed):
    name: ClassVar = "anchored"
    minimum: int
    maximum: int
    anchors: tuple[str, ...]  # from the minimum to the maximum; a blank one has no words

    @property
    def expected(self) -> str:  # type: ignore[override]
        return f"a whole number from {self.minimum} to {self.maximum}"

    @cached_property
    def scores(self) -> Mapping[str, Exact]:
        return {str(value): value for value in range(self.minimum, self.maximum + 1)}

    def words(self, answer: str) -> str:
        return self.anchors[int(answer) - self.minimum]


@dataclass(frozen=True)
class Agreement(_Listed):
    name: ClassVar = "agreement"
    minimum: int
    maximum: int
    anchors: tuple[str, ...]
    is_reversed: bool = False

    @property
    def expected(self) -> str:  # type: ignore[override]
        return f"a whole number from {self.minimum} to {self.maximum}"

    @cached_property
    def scores(self) -> Mapping[str, Exact]:
        """Reversed, the score is minimum + maximum - answer."""
        ends = self.minimum + self.maximum
        answers = range(self.minimum, self.maximum + 1)
        return {str(value): ends - value if self.is_reversed else value for value in answers}

    def words(self, answer: str) -> str:
        return self.anchors[int(answer) - self.minimum]


@dataclass(frozen=True)
class Criteria(_Listed):
    """The answer is how many are met: 0 to all."""

    name: ClassVar = "criteria"
    criteria: tuple[str, ...]
    lookup: tuple[Step, ...]

    @property
    def expected(self) -> str:  # type: ignore[override]
        return f"a whole number from 0 to {len(self.criteria)}"

    @cached_property
    def scores(self) -> Mapping[str, Exact]:
        counts = range(len(self.criteria) + 1)
        return {str(n): step.score for n in counts for step in self.lookup if step.holds(n)}

    def words(self, answer: str) -> str:
        return _step(self.lookup, int(answer)).text


@dataclass(frozen=True)
class Checklist(_Listed):
    """Yes scores 1 and no 0. `partly` says what partly scores; None: it is not offered."""

    name: ClassVar = "checklist"
    partly: Exact | None = Fraction(1, 2)
    anchors: tuple[str, ...] = ()  # from no to yes, or none at all

    @property
    def expected(self) -> str:  # type: ignore[override]
        return "yes or no" if self.partly is None else "yes, partly or no"

    @cached_property
    def scores(self) -> Mapping[str, Exact]:
        between = {} if self.partly is None else {PARTLY: self.partly}
        return {NO: 0, **between, YES: 1}

    def words(self, answer: str) -> str:
        return self.anchors[list(self.scores).index(answer)] if self.anchors else ""


@dataclass(frozen=True)
class Number:
    """An amount from `least` to `greatest` (None: however much). `decimals`: whether it may have
    any."""

    name: ClassVar = "number"
    lookup: tuple[Step, ...]
    least: Exact = 0
    greatest: Exact | None = None
    decimals: bool = False

    @property
    def lowest(self) -> Exact:
        return min(step.score for step in self.lookup)

    @property
    def highest(self) -> Exact:
        return max(step.score for step in self.lookup)

    @property
    def expected(self) -> str:
        kind = "a number" if self.decimals else "a whole number"
        if self.greatest is None:
            return f"{kind}, {self.least} or more"
        return f"{kind} from {self.least} to {self.greatest}"

    def read(self, answer: str) -> Exact:
        """The score of the step that holds the number. Raises OffScale."""
        return _step(self.lookup, self._number(answer)).score

    def words(self, answer: str) -> str:
        return _step(self.lookup, self._number(answer)).text

    def _number(self, answer: str) -> Exact:
        number = _read_number(answer, DECIMAL if self.decimals else WHOLE)
        too_much = number is not None and self.greatest is not None and number > self.greatest
        if number is None or number < self.least or too_much:
            raise OffScale(self.expected)
        return number


@dataclass(frozen=True)
class Count:
    """It has no score of its own: `read` gives the count, which ratios divide."""

    name: ClassVar = "count"
    expected: ClassVar = "a whole number, 0 or more"

    def read(self, answer: str) -> Exact:
        """The count. Raises OffScale."""
        number = _read_number(answer, WHOLE)
        if number is None or number < 0:
            raise OffScale(self.expected)
        return number

    def words(self, answer: str) -> str:
        return ""


Mode = Anchored | Agreement | Criteria | Number | Checklist | Count
MODES = (Anchored, Agreement, Criteria, Number, Checklist, Count)


def _read_number(answer: str, shape: re.Pattern[str]) -> Exact | None:
    """None where the text is not a number of that shape, written in one way only: no plus sign,
    no needless zeros."""
    if len(answer) > LONGEST_ANSWER or not shape.fullmatch(answer) or answer == "-0":
        return None
    return Fraction(answer) if "." in answer else int(answer)


def _step(lookup: tuple[Step, ...], number: Exact) -> Step:
    return next(step for step in lookup if step.holds(number))
