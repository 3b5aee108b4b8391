"""Score a file of ratings, without the database. docs/operations.md says more."""

import os
import sys
from argparse import ArgumentParser
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO, TextIO

from django.core.management.base import BaseCommand, CommandError

from fidelity import documents
from fidelity.definitions import Instrument
from fidelity.rating_files import Problems, scored
from fidelity.reports_as_json import as_json
from fidelity.reports_as_text import as_text, heading

STANDARD_INPUT = Path("-")
CHUNK = 1_000_000  # characters


class Command(BaseCommand):
    help = (
        "Score the assessments in a CSV file with the columns assessment, item, value and "
        "na_reason, by the rules of an instrument in a TOML file. No database is read or written. "
        "If anything is wrong with either file, every problem is told, no score is printed and "
        "the exit status is 1."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("instrument", type=Path, help="a TOML file")
        parser.add_argument("ratings", type=Path, help="a CSV file; - is the standard input")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    def handle(
        self, *args: Any, instrument: Path, ratings: Path, json: bool, **options: Any
    ) -> None:
        definition = _definition(instrument)
        # Scores wait on disk until the last row is read: a file is scored whole or not at all.
        with _opened(ratings) as file, TemporaryFile("w+", encoding="utf-8", newline="") as scores:
            _score(file, definition, scores, json)
            scores.seek(0)
            try:
                self._print(scores)
            except BrokenPipeError:  # whoever reads, such as head, has enough
                os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def _print(self, scores: TextIO) -> None:
        while chunk := scores.read(CHUNK):
            self.stdout.write(chunk, ending="")
        self.stdout.flush()


def _definition(path: Path) -> Instrument:
    try:
        return documents.read_file(path)
    except documents.InvalidDefinition as error:
        raise CommandError(f"{path}:\n{error}") from error


def _opened(path: Path) -> AbstractContextManager[BinaryIO]:
    if path == STANDARD_INPUT:
        return nullcontext(sys.stdin.buffer)
    try:
        return path.open("rb")
    except OSError as error:
        raise CommandError(f"{path}: It cannot be read: {error.strerror}.") from error


def _score(file: BinaryIO, instrument: Instrument, scores: TextIO, json: bool) -> None:
    problems, number = Problems(), 0
    written = as_json if json else as_text
    if not json:
        scores.write(heading(instrument))
    for name, report in scored(file, instrument, problems):
        scores.write(written(name, report, instrument))
        number += 1
    if problems.number:
        raise CommandError(f"Nothing is scored.\n{problems}")
    if not json:
        scores.write("1 assessment.\n" if number == 1 else f"{number} assessments.\n")
