"""Reading the tables of a document key by key, so that whatever is wrong is told with its place,
and all of it at once. Pure: no Django."""

import datetime
import re
from collections.abc import Iterator
from enum import StrEnum
from fractions import Fraction
from typing import Any, TypeVar

from .modes import Exact
from .quoting import quotable

# Codes stand in addresses and in the names of form fields.
CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")
SLUG = re.compile(r"[a-z0-9-]{1,50}")
LONGEST_TEXT = 10_000
LONGEST_LINE = 200  # names and the like; what may be longer may have paragraphs
BROKEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
LINE_BREAK = re.compile("[\n\r\u2028\u2029]")
MOST_ROWS = 500  # of one list
# No scale has longer or larger numbers, and a score made of them would not fit where it is kept.
# With more than six decimals it is a fraction that somebody rounded: 0.8333333 is more than 5 of 6.
NUMBER = re.compile(r"-?[0-9]+(\.[0-9]{1,6}|/[0-9]+)?")
LONGEST_NUMBER = 20
LARGEST_NUMBER = 100_000
MOST_PROBLEMS = 100  # nobody mends more before looking again
LONGEST_SAID = 60  # of what a sentence quotes

Choice = TypeVar("Choice", bound=StrEnum)


class Table:
    """One table of a document. Each method reads a key, notes what is wrong with it, and then
    gives something that can be read on with. `close` names the keys that nothing read."""

    def __init__(self, raw: Any, place: str, problems: list[str]) -> None:
        self.is_absent = raw is None
        self.place = place
        self.problems = problems
        self.raw: dict[str, Any] = raw if isinstance(raw, dict) else {}
        self.left = set(self.raw)
        if not isinstance(raw, dict | None):
            self.say("a table is needed here")
            self.problems = []  # what it lacks follows from that

    def say(self, problem: str) -> None:
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(f"{self.place}: {problem}." if self.place else _sentence(problem))

    def close(self) -> None:
        for key in sorted(self.left, key=str):
            self.say(f"“{_short(key)}” is not known here")

    def text(self, key: str, *, required: bool = False, longest: int = LONGEST_TEXT) -> str:
        value = self._take(key)
        if value is None or value == "":
            if required:
                self.say(f"“{key}” is missing")
            return ""
        if not isinstance(value, str) or _is_broken(value):
            self.say(f"“{key}” must be text, not {_said(value)}")
            return ""
        if len(value) > longest:
            self.say(f"“{key}” is longer than {longest} characters")
        if longest <= LONGEST_LINE and LINE_BREAK.search(value):
            self.say(f"“{key}” must be one line")
        if required and not value.strip():
            self.say(f"“{key}” is missing")
        return _lines(value)

    def code(self, key: str) -> str:
        value = self.text(key, required=True)
        if value and not CODE.fullmatch(value):
            self.say(f"“{_short(value)}” may only be letters, digits, _ and -, 20 at most")
        return value

    def slug(self, key: str) -> str:
        value = self.text(key, required=True)
        if value and not SLUG.fullmatch(value):
            self.say(f"“{key}” may only be small letters, digits and -, 50 at most")
        return value

    def texts(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        value = self._take(key)
        if value is None or value == []:
            if required:
                self.say(f"“{key}” is missing")
            return ()
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            self.say(f"“{key}” must be a list of texts")
            return ()
        if len(value) > MOST_ROWS:
            self.say(f"“{key}” has more than {MOST_ROWS} texts")
            return ()
        if any(len(text) > LONGEST_TEXT or _is_broken(text) for text in value):
            self.say(f"“{key}” has a text that is longer than {LONGEST_TEXT} characters or broken")
        return tuple(map(_lines, value))

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if not isinstance(value, bool | None):
            self.say(f"“{key}” must be true or false, not {_said(value)}")
        return value is True

    def whole(self, key: str, default: Any, *, least: int = -1000, greatest: int = 1000) -> Any:
        """A whole number between the two; `default` where it is not said."""
        value = self._take(key)
        if value is None:
            return default
        if type(value) is not int or not least <= value <= greatest:  # true is not a 1
            expected = f"a whole number from {least} to {greatest}"
            self.say(f"“{key}” must be {expected}, not {_said(value)}")
            return default
        return value

    def exact(self, key: str, default: Exact | None = None) -> Exact | None:
        """A number without rounding: 0.8 is 4/5, not the float a little over it. It may be written
        as a number, or as text: "0.8" or "4/5"."""
        value = self._take(key)
        if value is None:
            return default
        number = _exact(value)
        if number is None:
            self.say(f'“{key}” must be a number, such as 2, 0.5 or "1/3", not {_said(value)}')
            return default
        return number

    def share(self, key: str, value: Exact | None) -> Fraction:
        """`value` as a share; it must be over 0, and at most 1."""
        if value is None or not 0 < value <= 1:
            self.say(f'“{key}” must be over 0 and at most 1, such as "4/5"')
            return Fraction(1)
        return Fraction(value)

    def date(self, key: str) -> datetime.date | None:
        value = self._take(key)
        if isinstance(value, str):  # JSON has no dates
            try:
                return datetime.date.fromisoformat(value)
            except ValueError:
                pass
        elif value is None or type(value) is datetime.date:
            return value
        self.say(f"“{key}” must be a day, such as 2026-11-23, not {_said(value)}")
        return None

    def choice(self, key: str, kind: type[Choice], default: Any) -> Any:
        value = self._take(key)
        if value is None or value == "":
            if default is None and kind.__name__ == "Method":
                self.say(f"“{key}” is missing: it is one of {_any_of(kind)}")
            return default
        if value not in list(kind):
            self.say(f"“{key}” must be one of {_any_of(kind)}, not {_said(value)}")
            return default
        return kind(value)

    def table(self, key: str, *, required: bool = False) -> "Table":
        value = self._take(key)
        if value is None and required:
            self.say(f"“{key}” is missing")
            value = {}
        return Table(value, _inside(self.place, key), self.problems)

    def tables(
        self, key: str, kind: str, *, name: str = "code", inside: bool = False
    ) -> Iterator["Table"]:
        """Each is called by its kind and code in what is said of it: Item W1. `inside`: by what
        it is a part of too."""
        value = self._take(key)
        if not isinstance(value, list | None):
            self.say(f"“{key}” must be a list of tables")
            return
        if value and len(value) > MOST_ROWS:
            self.say(f"“{key}” has more than {MOST_ROWS} tables")
            return
        for number, raw in enumerate(value or [], start=1):
            called = raw.get(name) if isinstance(raw, dict) else None
            label = f"{kind} {number} in order"
            if isinstance(called, str) and called:
                label = f"{kind} {_short(called)}"
            if inside:
                label = _inside(self.place, label)
            yield Table(raw if raw is not None else 0, label, self.problems)

    def _take(self, key: str) -> Any:
        self.left.discard(key)
        return self.raw.get(key)


def written(**keys: Any) -> dict[str, Any]:
    """A table of what says something: numbers that are not whole become text, such as "4/5"."""
    return {key: _plain(value) for key, value in keys.items() if value not in (None, "", [], {})}


def _plain(value: Any) -> Any:
    if isinstance(value, Fraction):
        return value.numerator if value.denominator == 1 else str(value)
    return str(value) if isinstance(value, StrEnum) else value


def _exact(value: Any) -> Exact | None:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, int) and abs(value) > LARGEST_NUMBER:
        return None
    text = str(value)
    if len(text) > LONGEST_NUMBER or not NUMBER.fullmatch(text):
        return None
    try:
        number = Fraction(text)
    except ZeroDivisionError:
        return None
    if abs(number) > LARGEST_NUMBER:
        return None
    return number.numerator if number.denominator == 1 else number


def _lines(text: str) -> str:
    """Browsers end a line with CR LF, which TOML reads as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_broken(text: str) -> bool:
    """Whether it holds what no database keeps, no page can show, or moves a terminal's cursor: NUL
    and its like, or half a character."""
    return bool(BROKEN.search(text))


def _said(value: Any) -> str:
    """The value as a sentence can quote it, however large, long or deep it is."""
    if isinstance(value, dict | list):
        return "a table" if isinstance(value, dict) else "a list"
    if isinstance(value, int) and abs(value) > 10**LONGEST_NUMBER:
        return "one so large"
    return _short(repr(value))


def _short(text: str) -> str:
    return quotable(text, LONGEST_SAID)


def _any_of(kind: type[StrEnum]) -> str:
    return ", ".join(f"“{choice}”" for choice in kind)


def _inside(place: str, key: str) -> str:
    return f"{place}, {key}" if place else key.capitalize()


def _sentence(problem: str) -> str:
    return f"{problem[0].upper()}{problem[1:]}."
