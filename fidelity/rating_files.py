"""Ratings in CSV files, for researchers who score many assessments at once. Pure: no Django.

    assessment,item,value,na_reason
    a17,W1,4,
    a17,P4,,No introduction is due yet.

A row with neither value nor reason says that the item was left blank, and so does no row at all.
A file is read row by row and an assessment scored as soon as its rows end, so that a file of any
size takes the same memory. That is why the rows of an assessment must stand together.
"""

import csv
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from tempfile import TemporaryDirectory
from typing import BinaryIO

from . import scoring
from .definitions import Instrument
from .quoting import quotable

COLUMNS = ("assessment", "item", "value", "na_reason")
# In bytes. A file without line breaks is refused here, not when it has filled the memory.
LONGEST_ROW = 20_000
LONGEST_NAME = 100  # of an assessment
MOST_TOLD = 50
LONGEST_TOLD = 300
BOM = b"\xef\xbb\xbf"
TOO_LONG = (
    f"The row that begins here is over {LONGEST_ROW} bytes long. Perhaps a quotation mark is not "
    "closed."
)
SAVE_AS = "Save the file as CSV in UTF-8."

Row = tuple[int, str, str, str, str]  # the number of its line, then the COLUMNS


@dataclass
class Problems:
    """The first MOST_TOLD, each with the number of its line, and how many there are."""

    told: list[tuple[int, str]] = field(default_factory=list)
    number: int = 0

    def add(self, line: int, problem: str) -> None:
        self.number += 1
        if len(self.told) < MOST_TOLD:
            self.told.append((line, quotable(problem, LONGEST_TOLD)))

    def __str__(self) -> str:
        lines = [f"Line {line}: {problem}" for line, problem in sorted(self.told)]
        if more := self.number - len(self.told):
            lines.append(f"And {more} more.")
        return "\n".join(lines)


class _Stop(Exception):
    """What follows in the file cannot be made sense of."""

    def __init__(self, line: int, problem: str) -> None:
        super().__init__(problem)
        self.line = line


def scored(
    file: BinaryIO, instrument: Instrument, problems: Problems
) -> Iterator[tuple[str, scoring.Report]]:
    """Each assessment's name and report. After the first problem only problems are looked for, and
    nothing more comes out: whoever calls this uses nothing of it before the end."""
    try:
        with closing(_Names()) as names:
            for name, rows in groupby(_rows(file, problems), key=itemgetter(1)):
                assessment = _Assessment(rows, instrument, problems)
                names.check(name, assessment.line, problems)
                report = assessment.report()
                if report and not problems.number:
                    yield name, report
            if not names.number and not problems.number:
                raise _Stop(2, "There are no ratings under the header.")
    except _Stop as stop:
        problems.add(stop.line, str(stop))


class _Assessment:
    """The rows of one assessment, and where they stand in the file."""

    def __init__(self, rows: Iterable[Row], instrument: Instrument, problems: Problems) -> None:
        self.instrument, self.problems = instrument, problems
        self.line = 0
        self.answers: dict[str, scoring.Given] = {}
        self.lines: dict[str, int] = {}  # by item
        for line, _, item, value, reason in rows:
            self.line = self.line or line
            if item not in instrument.by_code:
                problem = f"There is no item “{item}”." if item else "It names no item."
            elif item in self.lines:
                problem = f"Item {item}: line {self.lines[item]} rates it already."
            elif value and reason:
                problem = f"Item {item}: give a value or a reason, not both."
            else:
                self.lines[item] = line
                self.answers[item] = scoring.NotApplicable(reason) if reason else value
                continue
            problems.add(line, problem)

    def report(self) -> scoring.Report | None:
        try:
            report = scoring.score(self.instrument, self.answers)
        except scoring.Refused as refused:
            for item, problem in refused.problems:
                self.problems.add(self.lines[item], problem)
            return None
        for code, problem in _not_asked(self.instrument, self.answers, report):
            self.problems.add(self.lines[code], problem)
        return report


def _not_asked(
    instrument: Instrument, answers: dict[str, scoring.Given], report: scoring.Report
) -> Iterator[tuple[str, str]]:
    """Answers that scoring leaves aside, with what is wrong. In a file they are mistakes."""
    for item in instrument.items:
        if not (item.only_if and answers.get(item.code)):
            continue
        if report.outcomes[item.code].state is scoring.State.NOT_ASKED:
            wanted = " or ".join(f"“{answer}”" for answer in item.only_if.answers)
            where = f"it is asked only where {item.only_if.item} is {wanted}"
            yield item.code, f"Item {item.code}: {where}. Leave it blank."


class _Names:
    """The names of the assessments that have ended, on disk: a million of them would need more
    memory than all else here. In a file of its own, because SQLite may be built to keep what is
    temporary in memory."""

    def __init__(self) -> None:
        self.number = 0
        self.folder = TemporaryDirectory()
        self.database = sqlite3.connect(f"{self.folder.name}/names", isolation_level=None)
        self.database.execute("PRAGMA journal_mode = OFF")  # nothing is ever taken back
        self.database.execute("PRAGMA synchronous = OFF")
        self.database.execute("CREATE TABLE ended (name TEXT PRIMARY KEY, line INT) WITHOUT ROWID")
        self.database.execute("BEGIN")

    def check(self, name: str, line: int, problems: Problems) -> None:
        self.number += 1
        if not name.strip():
            problems.add(line, "The assessment is missing.")
        elif len(name) > LONGEST_NAME or not name.isprintable():
            problems.add(
                line,
                f"Assessment “{name}”: its name may be {LONGEST_NAME} characters long, without "
                "line breaks and the like.",
            )
        elif not self._is_new(name, line):
            problems.add(line, f"Assessment “{name}”: {self._first(name)}")

    def _is_new(self, name: str, line: int) -> bool:
        insert = "INSERT OR IGNORE INTO ended VALUES (?, ?)"
        return bool(self.database.execute(insert, (name, line)).rowcount)

    def _first(self, name: str) -> str:
        select = "SELECT line FROM ended WHERE name = ?"
        (line,) = self.database.execute(select, (name,)).fetchone()
        return f"its rows, which begin in line {line}, must stand together."

    def close(self) -> None:
        self.database.close()
        self.folder.cleanup()


def _rows(file: BinaryIO, problems: Problems) -> Iterator[Row]:
    lines = _Lines(file)
    reader = csv.reader(lines, strict=True)
    try:
        pick = _columns(next(reader, None))
        while True:
            line = lines.begin_row()
            cells = next(reader)
            if len(cells) == len(COLUMNS):
                yield (line, *pick(cells))
            elif cells:  # a line with nothing in it says nothing
                problems.add(line, f"It has {len(cells)} cells; the header has {len(COLUMNS)}.")
    except StopIteration:
        return
    except csv.Error as error:
        raise _Stop(lines.number, f"It cannot be read as CSV: {error}.") from error


def _columns(header: list[str] | None) -> Callable[[list[str]], tuple[str, str, str, str]]:
    """What takes the COLUMNS from a row, in their order."""
    if header is None:
        raise _Stop(1, "The file is empty.")
    found, wanted = Counter(header), Counter(COLUMNS)
    if found != wanted:
        parts = [
            f"The header must name the columns {', '.join(COLUMNS)}, in any order",
            *(f"“{column}” is missing" for column in wanted - found),
            *(f"“{column}” is one too many" for column in found - wanted),
        ]
        raise _Stop(1, f"{'; '.join(parts)}.")
    return itemgetter(*map(header.index, COLUMNS))


class _Lines:
    """The lines of a file as text."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = file
        self.number = 0
        self.row = 1  # the line in which the row began: a cell in quotes may go over several
        self.row_bytes = 0

    def begin_row(self) -> int:
        """The number of the row's first line."""
        self.row, self.row_bytes = self.number + 1, 0
        return self.row

    def __iter__(self) -> Iterator[str]:
        for line in iter(lambda: self.file.readline(LONGEST_ROW + 1), b""):
            self.number += 1
            self.row_bytes += len(line)
            if self.row_bytes > LONGEST_ROW:
                raise _Stop(self.row, TOO_LONG)
            if b"\0" in line:
                raise _Stop(self.number, f"It holds a NUL character. {SAVE_AS}")
            try:
                yield (line.removeprefix(BOM) if self.number == 1 else line).decode()
            except UnicodeDecodeError:
                raise _Stop(self.number, f"It is not UTF-8 text. {SAVE_AS}") from None
