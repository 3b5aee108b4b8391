"""Tables as CSV, for spreadsheets: safe to open, and read back as they were written.

A cell that a spreadsheet would take for a formula is written with an apostrophe before it, and
reading takes that one apostrophe away again.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils.translation import gettext as _

LARGEST = 1024 * 1024  # bytes
MOST_ROWS = 5000
# The wide signs are what some spreadsheets make into plain ones. Apostrophes before a sign are
# counted in, so that a text which had one of its own comes back with it.
LOOKS_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")  # noqa: RUF001
SPREADSHEET_FILES = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods; xls
OTHER_ENCODINGS = (b"\xff\xfe", b"\xfe\xff")  # UTF-16
DELIMITERS = ",;\t"  # the semicolon is what spreadsheets write where the comma is a decimal sign


class NotReadable(Exception):
    """Why a file is no table, in a sentence for whoever chose it."""


@dataclass(frozen=True)
class Row:
    line: int  # where it begins in the file, counted from 1
    cells: dict[str, str]
    fault: str = ""  # why its cells cannot be told apart


def csv_response(header: Sequence[str], rows: Iterable[Sequence], filename: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{filename}"'}
    return HttpResponse(
        write_csv(header, rows), content_type="text/csv; charset=utf-8", headers=headers
    )


def write_csv(header: Sequence[str], rows: Iterable[Sequence]) -> bytes:
    """With a byte order mark, without which spreadsheets misread letters such as ŵ."""
    text = io.StringIO()
    csv.writer(text).writerows([_safe(cell) for cell in row] for row in [header, *rows])
    return text.getvalue().encode("utf-8-sig")


def read_csv(content: bytes, *, required: Iterable[str], optional: Iterable[str] = ()) -> list[Row]:
    """The rows of a file, each cell by the name of its column; empty lines are left out."""
    rows = _records(_text(content))
    if not rows:
        raise NotReadable(_("The file is empty."))
    columns = _columns(rows[0][1], list(required), list(optional))
    found = [_row(line, columns, cells) for line, cells in rows[1:]]
    if len(found) > MOST_ROWS:
        said = _("The file has more than %(most)d rows. Split it into smaller files.")
        raise NotReadable(said % {"most": MOST_ROWS})
    return found


def _safe(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if LOOKS_LIKE_A_FORMULA.match(text) else text


def _plain(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and LOOKS_LIKE_A_FORMULA.match(cell) else cell


def _text(content: bytes) -> str:
    if len(content) > LARGEST:
        raise NotReadable(_("The file is larger than 1 MB. Split it into smaller files."))
    if content.startswith(SPREADSHEET_FILES):
        raise NotReadable(
            _("This is a spreadsheet, not CSV. In your spreadsheet, save it as “CSV UTF-8”.")
        )
    if content.startswith(OTHER_ENCODINGS):
        raise NotReadable(
            _("The file is not in UTF-8. Save it again, and choose “CSV UTF-8” as its kind.")
        )
    if b"\0" in content:
        raise NotReadable(_("This is not a CSV file: it holds signs that no text has."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        said = _(
            "The file is not in UTF-8: there is a letter in line %(line)d that we cannot read. "
            "Save it again, and choose “CSV UTF-8” as its kind."
        )
        raise NotReadable(said % {"line": line}) from error


def _records(text: str) -> list[tuple[int, list[str]]]:
    """Each line that holds something, and where it begins."""
    delimiter = max(DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records, begins = [], 1
    try:
        for cells in reader:
            plain = [_plain(cell) for cell in cells]
            if any(cell.strip() for cell in plain):
                records.append((begins, plain))
            begins = reader.line_num + 1
    except csv.Error as error:
        said = _("Line %(line)d cannot be read as CSV. Is there a quotation mark too many or few?")
        raise NotReadable(said % {"line": begins}) from error
    return records


def _columns(header: list[str], required: list[str], optional: list[str]) -> list[str]:
    known = [*required, *optional]
    columns = [cell.strip().lower() for cell in header]
    wrong = (
        not set(required).issubset(columns)
        or not set(columns).issubset(known)
        or len(columns) != len(set(columns))
    )
    if wrong:
        said = _(
            "The first line must name the columns: %(known)s. It says: %(header)s. "
            "Download the template, and fill that in."
        )
        raise NotReadable(said % {"known": ", ".join(known), "header": ", ".join(header)[:200]})
    return columns


def _row(line: int, columns: list[str], cells: list[str]) -> Row:
    # Spreadsheets leave out empty cells at the end of a line, or add some.
    while len(cells) > len(columns) and not cells[-1].strip():
        cells = cells[:-1]
    padded = cells + [""] * (len(columns) - len(cells))
    fault = ""
    if len(cells) > len(columns):
        fault = _("This line has %(n)d cells, but the first line names %(columns)d columns.") % {
            "n": len(cells),
            "columns": len(columns),
        }
    return Row(line, dict(zip(columns, padded, strict=False)), fault)
