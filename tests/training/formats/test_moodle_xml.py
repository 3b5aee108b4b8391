"""Reading Moodle XML, as Moodle and other programs write it."""

import pytest

from training.formats.moodle_xml import read_moodle_xml
from training.formats.result import CannotRead


def quiz(*questions):
    inside = "\n".join(questions)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<quiz>\n{inside}\n</quiz>'


def question(kind, *parts, stem="Which?", name="A name"):
    return (
        f'<question type="{kind}"><name><text>{name}</text></name>'
        f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>'
        f"{''.join(parts)}</question>"
    )


def answer(text, fraction="0", inside="", attributes='format="html"'):
    return f'<answer fraction="{fraction}" {attributes}><text>{text}</text>{inside}</answer>'


def feedback(text):
    return f'<feedback format="html"><text>{text}</text></feedback>'


TWO = answer("a", "100") + answer("b")
SEVERAL = "<single>false</single>"


def one(*parts, **given):
    (read,) = read_moodle_xml(quiz(question(*parts, **given))).questions
    return read.definition


def lost(*parts):
    return [str(loss.what) for loss in read_moodle_xml(quiz(question(*parts))).losses]


def test_one_choice():
    made = one(
        "multichoice",
        "<generalfeedback><text>All</text></generalfeedback><defaultgrade>2.0000000</defaultgrade>",
        answer("yes", "100", feedback("Right.")),
        answer("half", "50"),
        answer("no", "-33.33333"),
    )

    assert made == {
        "kind": "single",
        "stem": "Which?",
        "points": 2,
        "feedback": "All",
        "options": [
            {"key": "1", "text": "yes", "credit": "100", "feedback": "Right."},
            {"key": "2", "text": "half", "credit": "50", "feedback": ""},
            {"key": "3", "text": "no", "credit": "-33.33333", "feedback": ""},
        ],
    }


@pytest.mark.parametrize(
    ("tags", "rule", "credits_read"),
    [
        ("", "as-weighted", ["50", "50", "-100"]),
        ("rule: each-option", "each-option", ["100", "100", "0"]),
        ("rule: no such rule", "as-weighted", ["50", "50", "-100"]),
    ],
)
def test_several_choices_are_marked_by_our_tag_or_as_moodle_does(tags, rule, credits_read):
    parts = answer("a", "50") + answer("b", "50") + answer("c", "-100")

    made = one("multichoice", SEVERAL, parts, f"<tags><tag><text>{tags}</text></tag></tags>")

    assert made["rule"] == rule
    assert [o["credit"] for o in made["options"]] == credits_read


@pytest.mark.parametrize("texts", [("true", "false"), ("false", "true"), ("wahr", "falsch")])
def test_true_or_false_in_any_order_and_language(texts):
    first, second = texts
    is_true = first != "false"

    made = one("truefalse", answer(first, "100", feedback("One.")) + answer(second))

    assert [o["credit"] for o in made["options"]] == (["100", "0"] if is_true else ["0", "100"])
    assert [o["feedback"] for o in made["options"]] == (["One.", ""] if is_true else ["", "One."])


def test_pairs_and_what_matches_nothing():
    def pair(left, right):
        inside = f"<answer><text>{right}</text></answer>"
        return f'<subquestion format="html"><text>{left}</text>{inside}</subquestion>'

    made = one(
        "matching", pair("cat", "kitten"), pair("dog", "puppy"), pair("", "calf"), pair("", "")
    )

    assert [(p["left"], p["right"]) for p in made["pairs"]] == [("cat", "kitten"), ("dog", "puppy")]
    assert made["distractors"] == [{"key": "3", "text": "calf"}]


@pytest.mark.parametrize(
    ("grading", "rule", "losses"),
    [
        ("ALL_OR_NOTHING", "all-or-nothing", []),
        ("ABSOLUTE_POSITION", "each-place", []),
        ("RELATIVE_NEXT_EXCLUDE_LAST", "neighbours", []),
        ("", "each-place", []),
        (
            "LONGEST_ORDERED_SUBSET",
            "each-place",
            ["It was marked by “LONGEST_ORDERED_SUBSET”, and each place counts now."],
        ),
    ],
)
def test_an_order_is_marked_as_moodle_did_where_we_can(grading, rule, losses):
    parts = ("ordering", answer("a", "1"), answer("b", "2"))
    graded = f"<gradingtype>{grading}</gradingtype>"

    assert one(*parts, graded)["rule"] == rule
    assert lost(*parts, graded) == losses


def test_numbers_have_tolerances_and_a_unit():
    units = (
        "<units><unit><unit_name>km</unit_name></unit><unit><unit_name>m</unit_name></unit></units>"
    )
    parts = (
        "numerical",
        answer("1,5", "100", "<tolerance>1.0E-1</tolerance>"),
        answer("*", "0", feedback("No.")),
        units,
    )

    made = one(*parts)

    assert made["answers"] == [
        {"value": "1.5", "tolerance": "0.1", "credit": "100", "feedback": ""}
    ]
    assert made["unit"] == "km"
    assert lost(*parts) == [
        "The feedback to any other answer was left out.",
        "Only the first unit was kept.",
    ]


@pytest.mark.parametrize(("usecase", "is_sensitive"), [("1", True), ("0", False)])
def test_short_answers(usecase, is_sensitive):
    made = one("shortanswer", f"<usecase>{usecase}</usecase>", answer(" R &amp;  D* ", "100"))

    assert made["answers"] == [{"pattern": "R & D*", "credit": "100", "feedback": ""}]
    assert made["case_sensitive"] is is_sensitive


def test_an_essay_has_guidance():
    guidance = '<graderinfo format="html"><text>Look for trust.</text></graderinfo>'

    assert one("essay", guidance)["guidance"] == "Look for trust."


@pytest.mark.parametrize(
    ("part", "loss"),
    [
        (
            "<responsetemplate><text>Dear</text></responsetemplate>",
            "The template for the answer was left out.",
        ),
        ("<attachments>1</attachments>", "Files cannot be handed in with an answer."),
        (
            '<correctfeedback format="html"><text>Well done, you!</text></correctfeedback>',
            "Feedback to all right or all wrong answers was left out.",
        ),
        ("<hint><text>Think.</text></hint>", "Hints between tries were left out."),
        ("<tags><tag><text>hard</text></tag></tags>", "Its tags were left out."),
        ("<defaultgrade>1.5</defaultgrade>", "It was worth 1.5, and is worth 1 now."),
        ('<file name="a.png" encoding="base64">AAAA</file>', "The file “a.png” was left out."),
    ],
)
def test_what_an_essay_said_beyond_ours_is_named(part, loss):
    assert lost("essay", part) == [loss]


def test_what_moodle_fills_in_by_itself_is_no_loss():
    words = "<text>&lt;p&gt;Your answer is correct.&lt;/p&gt;</text>"
    usual = f'<correctfeedback format="html">{words}</correctfeedback>'

    assert lost("multichoice", TWO, usual, "<hint><text/></hint>") == []


def test_things_to_order_that_were_shown_in_part():
    parts = "<gradingtype>ALL_OR_NOTHING</gradingtype><selecttype>RANDOM</selecttype>"

    assert lost("ordering", answer("a"), answer("b"), parts) == [
        "It showed some of the things only, and shows all of them now."
    ]


@pytest.mark.parametrize(
    ("form", "html"),
    [
        ("html", "<b>1</b> &lt;\n2"),
        ("plain_text", "&lt;b&gt;1&lt;/b&gt; &amp;lt;<br/>2"),
        ("moodle_auto_format", "<b>1</b> &lt;<br/>2"),
        ("markdown", "&lt;b&gt;1&lt;/b&gt; &amp;lt;<br/>2"),
    ],
)
def test_texts_are_in_several_formats(form, html):
    stem = f'<questiontext format="{form}"><text><![CDATA[<b>1</b> &lt;\n2]]></text></questiontext>'

    loaded = read_moodle_xml(quiz(f'<question type="essay">{stem}</question>'))

    assert loaded.questions[0].definition["stem"] == html
    assert len(loaded.losses) == (form == "markdown")


def test_html_that_was_not_escaped_is_read_as_html():
    stem = "<questiontext><text>1 &lt; 2 <b>bold</b> tail</text></questiontext>"

    loaded = read_moodle_xml(quiz(f'<question type="essay">{stem}</question>'))

    assert loaded.questions[0].definition["stem"] == "1 &lt; 2 <b>bold</b> tail"


def test_categories_are_learning_outcomes_and_no_questions():
    category = (
        '<question type="category"><category><text>$course$/top/Trust</text></category></question>'
    )

    loaded = read_moodle_xml(quiz(question("essay"), category, question("essay", name="B")))

    assert [(q.name, q.outcome) for q in loaded.questions] == [("A name", ""), ("B", "Trust")]
    assert loaded.found == 2


@pytest.mark.parametrize(
    ("bad", "sentence"),
    [
        (question("description"), "This is a text without a question."),
        (
            question("cloze"),
            "Texts with gaps (Cloze) cannot be carried: write the gaps as questions of their own.",
        ),
        (question("calculated"), "Questions of the type “calculated” cannot be carried."),
        ("<question/>", "It does not say what type of question it is."),
        (question("truefalse"), "It does not say whether the statement is true or false."),
        (question("multichoice"), "Give at least two choices."),
        (
            question("multichoice", answer("a", "1e9"), answer("b")),
            "“1e9” is not a weight from -100 to 100.",
        ),
        (
            question("numerical", answer("three", "100")),
            "“three” is not a number.",
        ),
        (question("numerical"), "Give at least one answer that is fully correct."),
        ('<question type="essay"/>', "Write the question."),
    ],
)
def test_what_cannot_be_had_is_skipped_with_its_line_and_a_sentence(bad, sentence):
    loaded = read_moodle_xml(quiz(question("essay"), bad, question("essay")))

    assert [(str(s.where), str(s.reason)) for s in loaded.skipped] == [("line 4", sentence)]
    assert (loaded.found, len(loaded.questions)) == (3, 2)


def tied(number, kind, *parts):
    return question(kind, f"<tags><tag><text>scenario: {number}</text></tag></tags>", *parts)


def test_a_scenario_is_its_story_and_the_questions_tied_to_it():
    loaded = read_moodle_xml(
        quiz(
            tied(1, "description"),
            tied(1, "essay"),
            tied(1, "multichoice", TWO),
            tied(1, "description"),
            tied(1, "essay"),
            question("essay"),
        )
    )

    kinds = [[part["kind"] for part in q.definition.get("parts", [])] for q in loaded.questions]
    assert kinds == [["essay", "single"], ["essay"], []]
    assert [q.definition["points"] for q in loaded.questions] == [2, 1, 1]


def test_questions_whose_story_is_gone_stand_alone():
    loaded = read_moodle_xml(quiz(tied(1, "essay"), tied(1, "multichoice", TWO)))

    assert [q.definition["kind"] for q in loaded.questions] == ["essay", "single"]


def test_a_scenario_is_had_whole_or_not_at_all():
    loaded = read_moodle_xml(quiz(tied(1, "description"), tied(1, "essay"), tied(1, "cloze")))

    assert (loaded.questions, len(loaded.skipped)) == ((), 1)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This file is not well-formed XML: look at line 1."),
        ("<quiz>\n<question>\n</quiz>", "This file is not well-formed XML: look at line 3."),
        ("<html/>", "This is not Moodle XML: its first element is <html>, not <quiz>."),
        (
            "<quiz>" + "<a>" * 200 + "</a>" * 200 + "</quiz>",
            "This file has elements nested too deeply.",
        ),
    ],
)
def test_a_file_that_is_something_else_is_refused(text, sentence):
    with pytest.raises(CannotRead) as refused:
        read_moodle_xml(text)

    assert str(refused.value) == sentence
