"""Files of ratings: what is scored, and what is refused, with its line."""

import io
import tracemalloc

import pytest

from fidelity.rating_files import LONGEST_ROW, MOST_TOLD, TOO_LONG, Problems, scored

from .instruments import MAY_BE_EXCLUDED, domain, item, make

HEADER = "assessment,item,value,na_reason\n"
INSTRUMENT = make(
    domain(
        "A",
        item("A1"),
        item("A2", **MAY_BE_EXCLUDED),
        item("A3", optional=True, only_if={"item": "A1", "is": ["1", "2"]}),
    ),
    total={"minimum_coverage": "1/2"},
)


def read(content):
    """The totals by assessment, and what is wrong."""
    problems = Problems()
    file = io.BytesIO(content if isinstance(content, bytes) else content.encode())
    reports = {name: report.total.value for name, report in scored(file, INSTRUMENT, problems)}
    return reports, str(problems)


def wrong(content):
    """What is wrong."""
    _, problems = read(content)
    return problems


def wrong_in(*rows):
    return wrong(HEADER + "".join(f"{row}\n" for row in rows))


def test_each_assessment_is_scored_by_itself():
    reports, problems = read(HEADER + "a,A1,5,\na,A2,2,\nb,A2,3,\nb,A1,3,\nb,A3,,\n")

    assert reports == {"a": 3.5, "b": 3}
    assert problems == ""


def test_a_reason_makes_an_item_not_applicable():
    assert read(HEADER + "a,A1,5,\na,A2,,Nobody wanted it.\n") == ({"a": 5}, "")


def test_what_is_blank_or_not_named_is_missing():
    assert read(HEADER + "a,A1,5,\nb,A1,,\nb,A2,,\n") == ({"a": 5, "b": None}, "")


@pytest.mark.parametrize(
    "content",
    [
        b"\xef\xbb\xbf" + HEADER.encode() + b"a,A1,4,\n",
        b"na_reason,value,item,assessment\r\n,4,A1,a\r\n",
        b"assessment,item,value,na_reason\n\na,A1,4,\n\n",
        b'"assessment",item,value,na_reason\n"a","A1","4",""',
        b'assessment,item,value,na_reason\na,A1,4,\na,A2,,"Nobody\nwanted it."\n',
    ],
    ids=[
        "byte order mark",
        "other order",
        "empty lines",
        "quotes, no last break",
        "break in a cell",
    ],
)
def test_programs_write_csv_in_many_ways(content):
    assert read(content) == ({"a": 4}, "")


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("a,A9,4,", "There is no item “A9”."),
        ("a,,4,", "It names no item."),
        ("a,A1,6,", "Item A1: “6” is not a whole number from 1 to 5."),
        ("a,A1,4.0,", "Item A1: “4.0” is not a whole number from 1 to 5."),
        ("a,A1, 4,", "Item A1: “ 4” is not a whole number from 1 to 5."),
        ("a,A1,,Nobody wanted it.", "Item A1: it cannot be marked not applicable."),
        ("a,A2,, ", "Item A2: say why it is not applicable."),
        ("a,A2,4,Nobody wanted it.", "Item A2: give a value or a reason, not both."),
        ("a,A1,4", "It has 3 cells; the header has 4."),
        ("a,A1,4,,", "It has 5 cells; the header has 4."),
        (",A1,4,", "The assessment is missing."),
        (" ,A1,4,", "The assessment is missing."),
        ('"a\tb",A1,4,', "Assessment “a\N{REPLACEMENT CHARACTER}b”: its name may be 100"),
        (f"{'x' * 101},A1,4,", f"Assessment “{'x' * 101}”: its name may be 100"),
        ('a,A1,"4', "It cannot be read as CSV: unexpected end of data."),
        ('a,A1,"4"x,', "It cannot be read as CSV: ',' expected after '\"'."),
    ],
)
def test_a_row_that_says_nothing_sensible_is_refused(row, problem):
    assert f"Line 3: {problem}" in wrong_in("first,A1,4,", row)


def test_an_item_may_not_be_rated_twice():
    problem = "Line 4: Item A1: line 2 rates it already."

    assert wrong_in("a,A1,4,", "a,A2,4,", "a,A1,4,") == problem


def test_an_answer_to_an_item_that_is_not_asked_is_refused():
    assert wrong_in("a,A1,4,", "a,A3,5,") == (
        "Line 3: Item A3: it is asked only where A1 is “1” or “2”. Leave it blank."
    )
    assert read(HEADER + "a,A1,2,\na,A3,5,\n") == ({"a": 3.5}, "")


def test_the_rows_of_an_assessment_stand_together():
    assert wrong_in("a,A1,4,", "b,A1,4,", "a,A2,4,") == (
        "Line 4: Assessment “a”: its rows, which begin in line 2, must stand together."
    )


@pytest.mark.parametrize(
    ("header", "problem"),
    [
        ("assessment,item,value", "“na_reason” is missing."),
        (HEADER.strip() + ",note", "“note” is one too many."),
        (HEADER.strip() + ",item", "“item” is one too many."),
        (
            "Assessment,item,value,na_reason",
            "“assessment” is missing; “Assessment” is one too many.",
        ),
        ("assessment;item;value;na_reason", "“assessment;item;value;na_reason” is one too many."),
        ("a,A1,4,", "“assessment” is missing"),
        ("", "“assessment” is missing"),
    ],
)
def test_the_header_names_the_columns(header, problem):
    said = wrong(f"{header}\na,A1,4,\n")

    assert said.startswith(
        "Line 1: The header must name the columns assessment, item, value, na_reason, in any order;"
    )
    assert problem in said


def test_an_empty_file_is_refused():
    assert wrong("") == "Line 1: The file is empty."
    assert "Line 1: The header must name" in wrong("\ufeff")
    assert wrong(HEADER) == "Line 2: There are no ratings under the header."


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"a,A1,\xe9,\n", "Line 3: It is not UTF-8 text. Save the file as CSV in UTF-8."),
        (b"a,A1,4\0,\n", "Line 3: It holds a NUL character. Save the file as CSV in UTF-8."),
        (b"a,A1,\xed\xa0\x80,\n", "Line 3: It is not UTF-8 text."),  # half a surrogate pair
    ],
)
def test_what_is_not_text_is_refused(content, problem):
    assert problem in wrong(HEADER.encode() + b"first,A1,4,\n" + content)


def test_a_file_saved_in_utf_16_is_refused():
    assert "Save the file as CSV in UTF-8." in wrong((HEADER + "a,A1,4,\n").encode("utf-16"))


class Endless(io.RawIOBase):
    """So many bytes, of which it remembers how many were asked for."""

    def __init__(self, part, times):
        self.part, self.left, self.given = part, times, 0

    def readable(self):
        return True

    def readinto(self, buffer):
        size = min(len(buffer), self.left * len(self.part))
        size -= size % len(self.part)
        buffer[:size] = self.part * (size // len(self.part))
        self.left -= size // len(self.part)
        self.given += size
        return size


def test_100_mb_without_a_line_break_is_refused_at_once():
    file, problems = Endless(b"x", 100_000_000), Problems()

    assert list(scored(io.BufferedReader(file), INSTRUMENT, problems)) == []
    assert str(problems) == f"Line 1: {TOO_LONG}"
    assert file.given < 10 * LONGEST_ROW


def test_a_row_that_goes_over_lines_without_end_is_refused():
    """A quotation mark that is never closed would take in the rest of the file."""
    assert wrong(HEADER + 'a,A2,,"' + "x\n" * 20_000) == f"Line 2: {TOO_LONG}"


def test_the_first_problems_are_told_by_line_and_the_rest_counted():
    rows = [f"a{n},A1,9," for n in range(70)]

    lines = wrong_in("b,A1,4,", *rows).split("\n")

    assert len(lines) == MOST_TOLD + 1
    assert lines[0] == "Line 3: Item A1: “9” is not a whole number from 1 to 5."
    assert lines[-1] == "And 20 more."


def test_what_is_told_moves_no_cursor_and_comes_to_an_end():
    said = wrong_in(f"a,\x1b[2J{'x' * 5000},4,")

    assert "\x1b" not in said
    assert len(said) < 400
    assert said.endswith("…")


def test_nothing_comes_out_after_the_first_problem():
    reports, problems = read(HEADER + "a,A1,4,\nb,A1,6,\nc,A1,4,\n")

    assert reports == {"a": 4}
    assert problems.startswith("Line 3:")


def test_memory_does_not_grow_with_the_file():
    """The names alone would take 300 kB. `make bench-scoring` goes up to a million."""
    assert peak_of(6000) < 200_000


def peak_of(assessments):
    """The most bytes that Python held while it scored so many."""
    rows = (f"a{n},{code},4,\n".encode() for n in range(assessments) for code in ("A1", "A2"))
    file = Rows([HEADER.encode()], rows)
    tracemalloc.start()
    for _ in scored(file, INSTRUMENT, Problems()):
        pass
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return most


class Rows:
    """A file whose lines are made as they are read."""

    def __init__(self, *parts):
        self.lines = (line for part in parts for line in part)

    def readline(self, most):
        return next(self.lines, b"")
