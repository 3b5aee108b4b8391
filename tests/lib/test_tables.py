"""Tables as CSV: safe in a spreadsheet, and back as they were."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lib.tables import LARGEST, MOST_ROWS, NotReadable, Row, csv_response, read_csv, write_csv

TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30)
RISKY = st.builds(
    str.__add__, st.sampled_from(["=", "+", "-", "@", "\t", "\r", "'=", "''+", "'"]), TEXT
)
CELL = st.one_of(TEXT, RISKY)


def read(text, required=("email",), optional=("name",)):
    content = text if isinstance(text, bytes) else text.encode()
    return read_csv(content, required=required, optional=optional)


def sentence(text):
    with pytest.raises(NotReadable) as caught:
        read(text)
    return str(caught.value)


@given(st.lists(st.tuples(CELL, CELL), max_size=8))
def test_what_is_written_is_read_back(rows):
    found = read(write_csv(("email", "name"), rows))

    kept = [(row.cells["email"], row.cells["name"]) for row in found]
    assert kept == [row for row in rows if any(cell.strip() for cell in row)]


@given(st.lists(st.lists(CELL, min_size=1, max_size=3), max_size=5))
def test_no_cell_is_a_formula_to_a_spreadsheet(rows):
    text = write_csv(("email",), rows).decode("utf-8-sig")

    cells = [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]
    assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]


def test_the_answer_to_a_browser_is_a_file():
    response = csv_response(("email", "age"), [("a@example.org", None), ("=1+1", 3)], "people.csv")

    assert response.content.decode("utf-8-sig") == "email,age\r\na@example.org,\r\n'=1+1,3\r\n"
    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'


def test_rows_know_their_line_whatever_stands_between():
    rows = read('email,name\n\na@x,"two\nlines"\n ,\nb@x,B\n')

    assert rows == [
        Row(3, {"email": "a@x", "name": "two\nlines"}),
        Row(6, {"email": "b@x", "name": "B"}),
    ]


@pytest.mark.parametrize(
    "text", ["email;name\na@x;A", "email\tname\na@x\tA", "EMAIL , Name\na@x,A"]
)
def test_what_spreadsheets_of_other_countries_write_is_read(text):
    assert read(text) == [Row(2, {"email": "a@x", "name": "A"})]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_end_of_a_line_will_do(end):
    assert [row.cells["email"] for row in read(end.join(["email", "a@x", "b@x"]))] == ["a@x", "b@x"]


def test_cells_that_a_spreadsheet_left_out_or_added_do_no_harm():
    rows = read("email,name\na@x\nb@x,B,,\n")

    assert [(row.cells, row.fault) for row in rows] == [
        ({"email": "a@x", "name": ""}, ""),
        ({"email": "b@x", "name": "B"}, ""),
    ]


def test_a_line_with_more_cells_than_columns_says_so():
    [row] = read("email,name\na@x,A,more\n")

    assert row.fault == "This line has 3 cells, but the first line names 2 columns."


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("\n \n", "The file is empty."),
        ("name\nA", "It says: name."),
        ("email,e-mail\na,b", "The first line must name the columns: email, name."),
        ("email,email\na,b", "It says: email, email."),
        ("email\na\0b", "This is not a CSV file"),
        (b"\xff\xfee\0m\0", "The file is not in UTF-8. Save it again"),
        (b"PK\x03\x04rest", "This is a spreadsheet, not CSV."),
        (b"\xd0\xcf\x11\xe0rest", "This is a spreadsheet, not CSV."),
        ("email\nok\ncaf\u00e9".encode("latin-1"), "there is a letter in line 3"),
        ('email\n"a" b\n', "Line 2 cannot be read as CSV."),
        ('email\na\n"never closed\n', "Line 3 cannot be read as CSV."),
        ("x" * (LARGEST + 1), "The file is larger than 1 MB."),
        ("email\n" + "a\n" * (MOST_ROWS + 1), "more than 5000 rows"),
    ],
)
def test_what_is_no_table_is_refused_in_words(text, said):
    assert said in sentence(text)
