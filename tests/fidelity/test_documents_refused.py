"""What cannot be read of a definition, and in which words that is told, with its place."""

# ruff: noqa: E501  (a table of what is refused reads best with a row a line)

import time
from fractions import Fraction

import pytest

from fidelity import documents
from fidelity.documents import InvalidDefinition
from fidelity.modes import Anchored
from fidelity.tables import LONGEST_TEXT, MOST_ROWS

from .instruments import domain, item, make
from .whole_definition import READ, WHOLE, with_change


def problems(text):
    with pytest.raises(InvalidDefinition) as refused:
        documents.read_toml(text)
    assert str(refused.value) == "\n".join(refused.value.problems)
    return refused.value.problems


BETWEEN = "must be a whole number from"
TEXT = "must be text, not"
SUCH_AS = 'must be a number, such as 2, 0.5 or "1/3", not'


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        # texts
        ('slug = "small-one"\n', "", "“slug” is missing."),
        ('"small-one"', '"Small One"', "“slug” may only be small letters, digits and -, 50 at most."),
        ('"small-one"', f'"{"a" * 51}"', "“slug” may only be small letters, digits and -, 50 at most."),
        ('name = "Small"\n', "", "“name” is missing."),
        ('name = "Small"', 'name = ""', "“name” is missing."),
        ('name = "Small"', 'name = " "', "“name” is missing."),
        ('name = "Small"', f'name = "{"a" * 201}"', "“name” is longer than 200 characters."),
        ('name = "Small"', "name = 4", f"“name” {TEXT} 4."),
        ('name = "Small"', 'name = ["a"]', f"“name” {TEXT} a list."),
        ('name = "Small"', "name = { a = 1 }", f"“name” {TEXT} a table."),
        ('name = "Small"', 'name = "a\\u0000"', f"“name” {TEXT} 'a\\x00'."),
        ('name = "Small"', 'name = "a\\u001b[2J"', f"“name” {TEXT} 'a\\x1b[2J'."),
        ('name = "Small"', 'name = "a\\nTotal: 5"', "“name” must be one line."),
        ('name = "Small"', 'name = "a"\n"\\u001bb" = 1', "“�b” is not known here."),
        ('"Illustrative, not validated"', f'"{"a" * 201}"', "“notice” is longer than 200 characters."),
        ('"CC BY 4.0"', f'"{"a" * 201}"', "“licence” is longer than 200 characters."),
        ('"A."', f'"{"a" * 201}"', "“authored_by” is longer than 200 characters."),
        ('"B."', f'"{"a" * 201}"', "“checked_by” is longer than 200 characters."),
        ('"Rate what is done."', f'"{"a" * 10_001}"', "“guidance” is longer than 10000 characters."),
        ('"One"', f'"{"a" * 201}"', "Item A1: “name” is longer than 200 characters."),
        ('"A theme"', f'"{"a" * 201}"', "Item A1: “theme” is longer than 200 characters."),
        ('"First"', f'"{"a" * 201}"', "Domain A: “name” is longer than 200 characters."),
        ('"What you have seen."', f'"{"a" * 501}"', "Domain A: “examples” is longer than 500 characters."),
        ('"Case notes"', f'"{"a" * 201}"', "Evidence C: “name” is longer than 200 characters."),
        ('"Case notes"', '""', "Evidence C: “name” is missing."),
        ('"Ratio"', f'"{"a" * 201}"', "Ratio R: “name” is longer than 200 characters."),
        ('"Ratio"', '""', "Ratio R: “name” is missing."),
        ('"Low"', f'"{"a" * 101}"', f"Total, band {'a' * 60}…: “name” is longer than 100 characters."),
        ('"Low"', '""', "Total, band 1 in order: “name” is missing."),
        ('not_met = "Not met"\n', "", "Verdict: “not_met” is missing."),
        ('\nmet = "Met"\n', "\n", "Verdict: “met” is missing."),
        ('"Met"', f'"{"a" * 101}"', "Verdict: “met” is longer than 100 characters."),
        ('"Not met"', f'"{"a" * 101}"', "Verdict: “not_met” is longer than 100 characters."),
        ('"One"\ndefinition = "What to look for."', '"One"', "Item A1: “definition” is missing."),
        ('name = "One"', "", "Item A1: “name” is missing."),
        ('name = "First"', "", "Domain A: “name” is missing."),
        # codes
        ('code = "A1"', 'code = "A/1"', "Item A/1: “A/1” may only be letters, digits, _ and -, 20 at most."),
        ('code = "A1"', f'code = "{"A" * 21}"', f"Item {'A' * 21}: “{'A' * 21}” may only be letters, digits, _ and -, 20 at most."),
        ('code = "A1"', "", "Item 1 in order: “code” is missing."),
        ('code = "A1"', "code = 7", "Item 1 in order: “code” must be text, not 7."),
        ('code = "A2"', f'code = "{"A" * 100}"', f"Item {'A' * 60}…: “{'A' * 60}…” may only be letters, digits, _ and -, 20 at most."),
        # lists of texts
        ('["What happened?"]', '"What happened?"', "Item A1: “probes” must be a list of texts."),
        ('["What happened?"]', "[1]", "Item A1: “probes” must be a list of texts."),
        ('["What happened?"]', f'["{"a" * 10_001}"]', "Item A1: “probes” has a text that is longer than 10000 characters or broken."),
        ('["What happened?"]', '["a\\u0000"]', "Item A1: “probes” has a text that is longer than 10000 characters or broken."),
        ('["What happened?"]', "[" + '"a",' * 501 + "]", "Item A1: “probes” has more than 500 texts."),
        ('["First.", "Second."]', "[]", "Item B2: “criteria” is missing."),
        ('["yes", "partly"]', "[]", "Item A1, only_if: “is” is missing."),
        ('item = "B1", ', "", "Item A1, only_if: “item” is missing."),
        ('numerator = ["B4"]', "", "Ratio R: “numerator” is missing."),
        ('denominator = ["B4"]', "", "Ratio R: “denominator” is missing."),
        # flags and whole numbers
        ("reversed = true", 'reversed = "yes"', "Item A2: “reversed” must be true or false, not 'yes'."),
        ("optional = true", "optional = 1", "Item A1: “optional” must be true or false, not 1."),
        ("number = 2", "number = true", f"“number” {BETWEEN} 1 to 9999, not True."),
        ("number = 2", "number = 2.0", f"“number” {BETWEEN} 1 to 9999, not 2.0."),
        ("number = 2", "number = 0", f"“number” {BETWEEN} 1 to 9999, not 0."),
        ("number = 2", "number = 10000", f"“number” {BETWEEN} 1 to 9999, not 10000."),
        ("number = 2", 'number = "2"', f"“number” {BETWEEN} 1 to 9999, not '2'."),
        ("number = 2", f"number = 0x{'f' * 4000}", f"“number” {BETWEEN} 1 to 9999, not one so large."),
        ("places = 1", "places = -1", f"Total: “places” {BETWEEN} 0 to 6, not -1."),
        ("places = 3", "places = 7", f"Domain B: “places” {BETWEEN} 0 to 6, not 7."),
        ("places = 0", "places = 7", f"Ratio R: “places” {BETWEEN} 0 to 6, not 7."),
        ("places = 0", "places = -1", f"Ratio R: “places” {BETWEEN} 0 to 6, not -1."),
        ("minimum = -1", "minimum = -1001", f"Item A2: “minimum” {BETWEEN} -1000 to 1000, not -1001."),
        ("maximum = 3", "maximum = 1001", f"“maximum” {BETWEEN} -1000 to 1000, not 1001."),
        # exact numbers
        ("weight = 2", "weight = nan", f"Domain A: “weight” {SUCH_AS} nan."),
        ("weight = 2", "weight = inf", f"Domain A: “weight” {SUCH_AS} inf."),
        ("weight = 2", "weight = true", f"Domain A: “weight” {SUCH_AS} True."),
        ("weight = 2", "weight = 1e-7", f"Domain A: “weight” {SUCH_AS} 1e-07."),
        ("weight = 2", 'weight = "1/0"', f"Domain A: “weight” {SUCH_AS} '1/0'."),
        ("weight = 2", 'weight = "two"', f"Domain A: “weight” {SUCH_AS} 'two'."),
        ("weight = 2", 'weight = "٢"', f"Domain A: “weight” {SUCH_AS} '٢'."),
        ("weight = 2", 'weight = "2\\n"', f"Domain A: “weight” {SUCH_AS} '2\\n'."),
        ("weight = 2", 'weight = "0.3333333"', f"Domain A: “weight” {SUCH_AS} '0.3333333'."),
        ("weight = 2", "weight = 100001", f"Domain A: “weight” {SUCH_AS} 100001."),
        ("weight = 2", "weight = -100001", f"Domain A: “weight” {SUCH_AS} -100001."),
        ("weight = 2", 'weight = "200001/2"', f"Domain A: “weight” {SUCH_AS} '200001/2'."),
        ("weight = 2", f'weight = "1/{"9" * 19}"', f"Domain A: “weight” {SUCH_AS} '1/{'9' * 19}'."),
        ("weight = 2", f"weight = 0x{'f' * 4000}", f"Domain A: “weight” {SUCH_AS} one so large."),
        ("weight = 2", "weight = [2]", f"Domain A: “weight” {SUCH_AS} a list."),
        ("below = 2.5 },", 'below = "x" },', f"Total, band Low: “below” {SUCH_AS} 'x'."),
        ('"4/5"', "0", "Total: “minimum_coverage” must be over 0 and at most 1, such as \"4/5\"."),
        ('"4/5"', '"5/4"', "Total: “minimum_coverage” must be over 0 and at most 1, such as \"4/5\"."),
        ('"4/5"', "-0.5", "Total: “minimum_coverage” must be over 0 and at most 1, such as \"4/5\"."),
        ('"4/5"', "0.8333333333333334", f"Total: “minimum_coverage” {SUCH_AS} 0.8333333333333334."),
        # days and choices
        ("2026-11-23", '"2026-11-31"', "“date_reviewed” must be a day, such as 2026-11-23, not '2026-11-31'."),
        ("2026-11-23", "2026-11-23T10:00:00", "“date_reviewed” must be a day, such as 2026-11-23, not datetime.datetime(2026, 11, 23, 10, 0)."),
        ("2026-11-23", "7", "“date_reviewed” must be a day, such as 2026-11-23, not 7."),
        ('look = "faces"', 'look = "stars"', "“look” must be one of “numbers”, “faces”, not 'stars'."),
        ('look = "faces"', "look = []", "“look” must be one of “numbers”, “faces”, not a list."),
        ('over = "domains"', 'over = "all"', "Total: “over” must be one of “items”, “domains”, not 'all'."),
        ('shown = "percent"', "shown = 1", "Ratio R: “shown” must be one of “percent”, “ratio”, not 1."),
        ('"excluded"', '"left out"', "Item A1: “not_applicable” must be one of “forbidden”, “excluded”, “lowest”, “met”, not 'left out'."),
        ('mode = "count"', 'mode = "counts"', "Item B4: “mode” must be one of anchored, agreement, criteria, number, checklist, count, not “counts”."),
        ('mode = "agreement"', f'mode = "{"a" * 61}"', f"Item A2: “mode” must be one of anchored, agreement, criteria, number, checklist, count, not “{'a' * 60}”."),
        # tables
        ('only_if = { item = "B1", is = ["yes", "partly"] }', "only_if = 3", "Item A1, only_if: a table is needed here."),
        ('bands = [{ name = "All" }]', "bands = 3", "Ratio R: “bands” must be a list of tables."),
        ('bands = [{ name = "All" }]', "bands = [3]", "Ratio R, band 1 in order: a table is needed here."),
        ('bands = [{ name = "All" }]', f"bands = [{'{},' * 501}]", "Ratio R: “bands” has more than 500 tables."),
        ("{ from = 2, to = 2, score = 3 }", "{ from = 2, to = 2 }", "Item B2, row 2 in order: “score” is missing."),
        # unknown keys, wherever they are
        ("number = 2", "number = 2\nnumbers = 2", "“numbers” is not known here."),
        ("places = 1", "places = 1\nplace = 1", "Total: “place” is not known here."),
        ('met = "Met"', 'met = "Met"\nmeet = 1', "Verdict: “meet” is not known here."),
        ('name = "Case notes"', 'name = "Case notes"\nnmae = ""', "Evidence C: “nmae” is not known here."),
        ('name = "First"', 'name = "First"\nover = "items"', "Domain A: “over” is not known here."),
        ('name = "One"', 'name = "One"\nnmae = 1', "Item A1: “nmae” is not known here."),
        ('mode = "count"', 'mode = "count"\nanchors = ["a"]', "Item B4: “anchors” is not known here."),
        ('anchors = ["Never.", "", "Always."]', 'anchors = ["Never.", "", "Always."]\nreversed = true', "Item A1: “reversed” is not known here."),
        ('item = "B1",', 'item = "B1", not = 1,', "Item A1, only_if: “not” is not known here."),
        ("{ from = 2, to = 2, score = 3 }", "{ from = 2, to = 2, below = 3, score = 3 }", "Item B2, row 2 in order: “below” is not known here."),
        ("{ from = 2.5, score = 2 }", "{ from = 2.5, to = 9, score = 2 }", "Item B3, row 2 in order: “to” is not known here."),
        ('{ name = "All" }', '{ name = "All", to = 3 }', "Ratio R, band All: “to” is not known here."),
        ('shown = "percent"', 'shown = "percent"\nshow = 1', "Ratio R: “show” is not known here."),
        ("number = 2", f'number = 2\n"{"a" * 61}" = 2', f"“{'a' * 60}…” is not known here."),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_told_with_its_place(old, new, problem):
    assert problems(with_change(old, new)) == [problem]


@pytest.mark.parametrize(
    "text",
    ["", "number = 2", "domains = []"],
)
def test_what_is_missing_altogether_is_named(text):
    assert problems(text) == [
        "“total” is missing.",
        "Total: “method” is missing: it is one of “sum”, “mean”, “percent of maximum”, "
        "“range-adjusted percent”, “none”.",
        "“slug” is missing.",
        "“name” is missing.",
    ]


def test_the_ends_of_a_scale_are_needed_once():
    """The item's own, or the instrument's."""
    without = WHOLE.replace("minimum = 1\nmaximum = 3\n", "")
    missing = "“minimum” and “maximum” are missing: the lowest and the highest rating."

    assert problems(without) == [f"Item A1: {missing}"]
    assert problems(without.replace("minimum = -1\n", "")) == [
        f"Item A1: {missing}",
        f"Item A2: {missing}",
    ]
    assert (
        documents.read_toml(without.replace('weight = "1/3"', "minimum = 1\nmaximum = 3")) != READ
    )
    assert problems(WHOLE.replace("maximum = 3\n", "maximum = true\n", 1)) == [
        f"Item A1: {missing}",
        f"“maximum” {BETWEEN} -1000 to 1000, not True.",
    ]


def test_an_item_may_have_one_end_of_its_own():
    wider = documents.read_toml(
        with_change('anchors = ["Never.", "", "Always."]',
                    'minimum = 0\nanchors = ["Never.", "", "", "Always."]')
    )  # fmt: skip

    assert wider.by_code["A1"].mode == Anchored(0, 3, ("Never.", "", "", "Always."))


def test_all_that_is_wrong_is_told_at_once():
    text = WHOLE.replace("number = 2", "number = -1").replace('look = "faces"', 'look = "stars"')

    assert len(problems(text)) == 2


def test_what_cannot_be_read_is_not_checked_further():
    """The check would trip over what is missing."""
    text = WHOLE.replace('["First.", "Second."]', "[]").replace('item = "B1"', 'item = "Z"')

    assert problems(text) == ["Item B2: “criteria” is missing."]


def test_what_is_read_is_checked():
    assert problems(with_change('item = "B1"', 'item = "Z"')) == [
        "Item A1: it hangs on item Z, which is not there."
    ]


@pytest.mark.parametrize(
    "text", ["slug = ", "a = 1\na = 2", f"a = {'[' * 3000}", f"a = {'9' * 5000}", "\0", "a = 1\r"]
)
def test_what_is_not_toml_is_refused(text):
    [problem] = problems(text)

    assert problem.startswith("This is not TOML: ")
    assert len(problem) < 300


def test_a_file_of_over_1_mb_is_refused():
    assert problems("#" * 1_000_001) == ["The file is over 1 MB, which no instrument needs."]
    assert problems("#" + "ŵ" * 500_000) == ["The file is over 1 MB, which no instrument needs."]
    assert documents.read_toml(WHOLE + "#" * (1_000_000 - len(WHOLE.encode()))) == READ


@pytest.mark.parametrize(
    "bomb",
    [
        ".".join(["a"] * 400_000) + " = 1",
        f"[{'.'.join(['a'] * 400_000)}]",
        f"{'.'.join(['a'] * 500)} = 1\n" * 3,
        "name = " + "[" * 400_000,
        "weight = 0x" + "f" * 900_000,
        "".join(f"k{n} = 1\n" for n in range(80_000)),
        f"[[domains]]\nitems = [{'{},' * 300_000}]",
        f"[[domains]]\nweight = {'1' * 900_000}",
    ],
    ids=lambda bomb: bomb[:12],
)
def test_a_file_made_to_keep_us_busy_is_refused_at_once(bomb):
    before = time.process_time()

    assert 1 <= len(problems(bomb)) <= 100
    assert time.process_time() - before < 5


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"\xff\xfe", "It is not UTF-8 text."),
        (b"#" * 1_000_001, "The file is over 1 MB, which no instrument needs."),
        (b"slug =", "This is not TOML: Invalid value (at end of document)."),
    ],
    ids=["not text", "too large", "not TOML"],
)
def test_a_file_that_cannot_be_used(tmp_path, content, problem):
    (tmp_path / "small.toml").write_bytes(content)

    with pytest.raises(InvalidDefinition) as refused:
        documents.read_file(tmp_path / "small.toml")

    assert refused.value.problems == [problem]


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(InvalidDefinition) as refused:
        documents.read_file(tmp_path / "small.toml")

    assert refused.value.problems == ["It cannot be read: No such file or directory."]


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_file_is_read_with_or_without_a_byte_order_mark(tmp_path, mark):
    (tmp_path / "small.toml").write_bytes(mark + WHOLE.encode())

    assert documents.read_file(tmp_path / "small.toml") == READ


def test_a_document_can_be_looked_at_before_it_is_sound():
    whole = documents.as_document(READ)

    assert documents.looked_at(whole) == (READ, [])
    instrument, found = documents.looked_at({**whole, "number": 0, "evidence": []})
    assert (instrument.number, instrument.name, found) == (
        1,
        "Small",
        ["“number” must be a whole number from 1 to 9999, not 0."],
    )
    assert documents.looked_at({**whole, "evidence": []})[1] == [
        "Item A1: “C” is not among the instrument's evidence codes."
    ]


def test_a_line_may_have_as_many_full_stops_as_a_long_text():
    dots = with_change('"Rate what is done."', f'"{"." * 499}"')

    assert documents.read_toml(dots).guidance == "." * 499
    assert problems(dots.replace(".....", ".......", 1)) == ["A line has more than 500 full stops."]


@pytest.mark.parametrize(
    "key",
    ["name", "slug", "notice", "look", "date_reviewed", "number", "evidence", "\ud800"],
    ids=ascii,
)
@pytest.mark.parametrize(
    "value",
    ["\ud800", "a\0", {"a": {"b": []}}, [[[]]], 10**5000, float("nan"), [None], 1.5, b"x"],
    ids=lambda value: type(value).__name__,
)
def test_a_document_that_was_typed_may_hold_anything(key, value):
    """The builder's forms make the document; half a character can be in what a browser sends."""
    document = {**documents.as_document(READ), key: value}

    with pytest.raises(InvalidDefinition) as refused:
        documents.checked(document)

    assert str(refused.value).encode()
    assert max(len(problem) for problem in refused.value.problems) < 200


def test_half_a_character_in_a_list_is_refused():
    with pytest.raises(InvalidDefinition, match=r"“probes” has a text that is .* broken"):
        make(domain("A", item("A1", probes=["\ud800"])))


def test_an_empty_row_is_a_table_that_is_needed():
    with pytest.raises(InvalidDefinition) as refused:
        documents.checked({**documents.as_document(READ), "evidence": [None]})

    assert refused.value.problems == ["Evidence 1 in order: a table is needed here."]


def test_the_longest_text_and_list_are_taken():
    longest = make(domain("A", item("A1", plain="a" * LONGEST_TEXT, probes=["a"] * MOST_ROWS)))

    assert len(longest.by_code["A1"].plain) == LONGEST_TEXT
    assert len(longest.by_code["A1"].probes) == MOST_ROWS


@pytest.mark.parametrize("weight", [1000, "1000/1", "1000.000000", 1000.0, "1/100000"])
def test_the_largest_and_the_smallest_numbers_are_taken(weight):
    made = make(domain("A", item("A1", weight=weight), item("A2", weight="0.000001")))

    assert made.by_code["A1"].weight in (1000, Fraction(1, 100_000))
    assert made.by_code["A2"].weight == Fraction(1, 1_000_000)


def test_a_whole_number_is_kept_as_one():
    made = make(domain("A", item("A1", weight="4/2"), item("A2", weight=3.0)))

    assert [(type(i.weight), i.weight) for i in made.items] == [(int, 2), (int, 3)]
