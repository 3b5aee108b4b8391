"""Files that mean harm, or are far from what they should be."""

import json
from contextlib import suppress
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.formats import findings, limits
from training.formats.reading import Format, load
from training.formats.result import CannotRead

BOMB = """<?xml version="1.0"?>
<!DOCTYPE quiz [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>
<quiz><question type="essay"><questiontext><text>&b;</text></questiontext></question></quiz>"""
THIEF = """<!DOCTYPE quiz [<!ENTITY secret SYSTEM "file:///etc/hostname">]>
<quiz><question type="essay"><questiontext><text>&secret;</text></questiontext></question></quiz>"""
OUTSIDE = '<!DOCTYPE quiz SYSTEM "https://example.org/quiz.dtd"><quiz/>'


def refusal(content, form=Format.GIFT):
    with pytest.raises(CannotRead) as refused:
        load(content, form)
    return str(refused.value)


@pytest.mark.parametrize("xml", [BOMB, THIEF, OUTSIDE])
def test_xml_with_entities_or_document_types_is_refused(xml):
    assert refusal(xml.encode(), Format.MOODLE_XML) == (
        "This file declares a document type or entities, which we refuse: they can do harm."
    )


def test_a_file_that_is_too_large_is_refused():
    assert refusal(b" " * (limits.MOST_BYTES + 1)) == (
        "This file is larger than 10 MB. Divide it, and import each part."
    )


def test_a_file_with_too_many_questions_is_refused(monkeypatch):
    monkeypatch.setattr(findings, "MOST_QUESTIONS", 2)

    assert refusal(b"A{T}\n\n" * 3) == (
        "This file has more than 2 questions. Divide it, and import each part."
    )


@pytest.mark.parametrize("content", [b"", b"\n\n", b"// nothing\n"])
def test_a_file_without_questions_is_refused(content):
    assert refusal(content) == "There are no questions in this file. Is it the right format?"


@pytest.mark.parametrize(
    ("content", "doubts"),
    [
        ("Is it café?{T}".encode(), 0),
        ("\ufeffIs it café?{T}".encode(), 0),
        ("\ufeffIs it café?{T}".encode("utf-16-le"), 0),
        ("\ufeffIs it café?{T}".encode("utf-16-be"), 0),
        ("Is it café?{T}".encode("windows-1252"), 1),
        (b"Is it\x01 caf\xc3\xa9?\r\n{T}\r\n", 0),
        (b"Is it caf\xc3\xa9?\r{T}\r", 0),
    ],
)
def test_files_are_in_several_encodings(content, doubts):
    loaded = load(content, Format.GIFT)

    assert loaded.questions[0].definition["stem"] == "Is it café?"
    assert [str(loss.where) for loss in loaded.losses] == ["the file"] * doubts


def test_an_old_encoding_is_named():
    (loss,) = load("“Is it?”{T}".encode("windows-1252"), Format.GIFT).losses

    assert str(loss.what) == (
        "The file is not in UTF-8: it was read as Windows-1252. Check the accents and quotes."
    )


def test_xml_that_declares_an_old_encoding_is_read_in_it():
    stem = "<questiontext><text>Café?</text></questiontext>"
    quiz = f'<quiz><question type="essay">{stem}</question></quiz>'
    xml = f'<?xml version="1.0" encoding="ISO-8859-1"?>{quiz}'

    loaded = load(xml.encode("latin-1"), Format.MOODLE_XML)

    assert loaded.questions[0].definition["stem"] == "Café?"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (
            b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
            "This is not a text file. Save it as text in UTF-8, and try again.",
        ),
        (
            b"caf\xe9 \x81",
            "The letters of this file cannot be read. Save it as text in UTF-8, and try again.",
        ),
        (
            b"\xff\xfea",
            "The letters of this file cannot be read. Save it as text in UTF-8, and try again.",
        ),
    ],
)
def test_a_file_that_is_no_text_is_refused(content, sentence):
    assert refusal(content) == sentence


DANGERS = [
    "<script>alert(1)</script>",
    '<img src="x" onerror="alert(1)">',
    '<a href="javascript:alert(1)">',
    '<p style="position:fixed">',
    "<iframe src='https://example.org'></iframe>",
    '<embed embedtype="image" id="1">',
    '<a linktype="page" id="1">x</a>',
]


@pytest.mark.parametrize("html", DANGERS)
def test_html_is_made_safe(html):
    text = f"[html]A{html} <b>bold</b> <i>words</i>".replace("=", r"\=").replace(":", r"\:")

    (question,) = load(f"{text}{{T}}".encode(), Format.GIFT).questions

    stem = question.definition["stem"]
    assert "<b>bold</b> <i>words</i>" in stem
    for danger in ("script", "alert", "style", "frame", "img", "embed", "linktype"):
        assert danger not in stem


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (f"{'x' * 20_001}{{T}}", "A text has at most 20000 characters."),
        (f"A{{={'x' * 301}}}", "An answer has at most 300 characters."),
        (f"A{{=a -> b =c -> d = -> {'x' * 301}}}", "An answer has at most 300 characters."),
        (f"A{{{'~a' * 101}}}", "A question has at most 100 choices or answers."),
    ],
)
def test_what_the_editor_could_not_show_is_skipped(question, sentence):
    (skipped,) = load(question.encode(), Format.GIFT).skipped

    assert str(skipped.reason) == sentence


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("<defaultgrade>101</defaultgrade>", "A question is worth at most 100 points."),
        (
            f"<units><unit><unit_name>{'x' * 41}</unit_name></unit></units>",
            "A unit has at most 40 characters.",
        ),
    ],
)
def test_what_the_editor_could_not_keep_is_skipped(part, sentence):
    stem = "<questiontext><text>A</text></questiontext>"
    answer = '<answer fraction="100"><text>1</text></answer>'
    xml = f'<quiz><question type="numerical">{stem}{answer}{part}</question></quiz>'

    (skipped,) = load(xml.encode(), Format.MOODLE_XML).skipped

    assert str(skipped.reason) == sentence


SIGNS = st.text(st.sampled_from("{}~=#%:\\\n/->[]$ aT1.<"), max_size=200)


@given(SIGNS | st.text())
def test_any_text_is_read_as_gift_or_refused(text):
    try:
        loaded = load(text.encode("utf-8", "ignore"), Format.GIFT)
    except CannotRead:
        return
    assert loaded.found == len(loaded.questions) + len(loaded.skipped)


ELEMENTS = st.recursive(
    st.text("ab&1-", max_size=5).map(lambda text: text.replace("&", "&amp;")),
    lambda inner: st.builds(
        lambda tag, fraction, parts: f'<{tag} fraction="{fraction}">{"".join(parts)}</{tag}>',
        st.sampled_from(["text", "answer", "subquestion", "tags", "tag", "name", "questiontext"]),
        st.sampled_from(["100", "0", "x", ""]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=20,
)
KINDS = st.sampled_from(
    ["multichoice", "truefalse", "matching", "ordering", "numerical", "shortanswer", "essay",
     "description", "category", "x"]
)  # fmt: skip


@given(st.lists(st.tuples(KINDS, ELEMENTS), min_size=1, max_size=3))
def test_any_elements_are_read_as_moodle_xml_or_refused(questions):
    inside = "".join(f'<question type="{kind}">{parts}</question>' for kind, parts in questions)
    try:
        loaded = load(f"<quiz>{inside}</quiz>".encode(), Format.MOODLE_XML)
    except CannotRead:
        return
    assert loaded.found == len(loaded.questions) + len(loaded.skipped)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 10**10) | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3),
    max_leaves=4,
)
NAMES = [
    "category", "sub_category", "content", "correct", "question", "quiz", "title", "pass_mark",
    "max_questions", "complete", "user", "current_score", "question_order", "incorrect_questions",
    "end", "score", "explanation", "figure", "username", "email", "answer_order",
]  # fmt: skip
MODELS = [
    "quiz.category", "quiz.subcategory", "quiz.quiz", "quiz.question", "quiz.sitting",
    "quiz.progress", "multichoice.answer", "multichoice.mcquestion", "true_false.tf_question",
    "essay.essay_question", "auth.user", "sessions.session",
]  # fmt: skip
ROWS = st.fixed_dictionaries(
    {
        "model": st.sampled_from(MODELS),
        "pk": st.integers(1, 3),
        "fields": st.dictionaries(st.sampled_from(NAMES), VALUES, max_size=8),
    }
)


@given(st.lists(ROWS | VALUES, max_size=8))
def test_any_rows_are_read_as_a_dump_or_refused(rows):
    try:
        loaded = load(json.dumps(rows).encode(), Format.QUIZ_APP)
    except CannotRead:
        return
    assert loaded.found >= len(loaded.questions)


BAD = [
    "{", "}", "{~", "{=", "{}", "\\", "::", "::a", "#", "####", "\n", "a{\n\n", "a{=b\n\n", "{a\n",
    "<", "[html]<", "[html]<a ", "//\n", "$CATEGORY:\n", "%", "{~%1", "{=a->", "{#=", "a{T}\n",
]  # fmt: skip


@pytest.mark.parametrize("bad", BAD)
def test_reading_takes_time_in_proportion_to_the_file(bad, monkeypatch):
    """Eight times as long a file takes about eight times as long, not sixty-four times."""
    monkeypatch.setattr(findings, "MOST_QUESTIONS", 10**9)

    short, long = (_seconds(bad * (size // len(bad))) for size in (20_000, 160_000))

    assert long < 24 * max(short, 0.01)


def _seconds(text):
    begun = process_time()
    with suppress(CannotRead):
        load(text.encode(), Format.GIFT)
    return process_time() - begun
