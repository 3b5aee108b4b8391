"""Reading GIFT: each sort of question in Moodle's documentation, in words of our own."""

import pytest

from training.formats.gift import read_gift

CATEGORY = "$CATEGORY: $course$/top/Networks/Trust\n\n"


def definition(text):
    (question,) = read_gift(text).questions
    return question.definition


def reason(text):
    loaded = read_gift(text)
    assert loaded.questions == ()
    (skipped,) = loaded.skipped
    return str(skipped.where), str(skipped.reason)


def lost(text):
    return [(str(loss.where), str(loss.what)) for loss in read_gift(text).losses]


def option(key, text, credit, feedback=""):
    return {"key": key, "text": text, "credit": credit, "feedback": feedback}


def test_one_choice_is_right():
    text = "::Paint::What makes green?{~red and blue =blue and yellow#Well mixed. ~%50%yellow}"

    assert definition(text) == {
        "kind": "single",
        "stem": "What makes green?",
        "points": 1,
        "feedback": "",
        "options": [
            option("1", "red and blue", "0"),
            option("2", "blue and yellow", "100", "Well mixed."),
            option("3", "yellow", "50"),
        ],
    }


def test_several_choices_are_right_when_none_has_an_equals_sign():
    text = "Which are even? {~%50%two ~%50%four ~%-100%five}"

    made = definition(text)

    assert (made["kind"], made["rule"]) == ("multiple", "as-weighted")
    assert [o["credit"] for o in made["options"]] == ["50", "50", "-100"]


def test_three_thirds_are_a_whole():
    made = definition("Which? {~%33.33333%a ~%33.33333%b ~%33.33333%c}")

    assert [o["credit"] for o in made["options"]] == ["33.33333", "33.33333", "33.33334"]


@pytest.mark.parametrize(
    ("answer", "worth"),
    [("T", ["100", "0"]), ("FALSE", ["0", "100"]), ("true", ["100", "0"]), (" F ", ["0", "100"])],
)
def test_a_statement_is_true_or_false(answer, worth):
    made = definition(f"Snow is warm.{{{answer}}}")

    assert made["kind"] == "true_false"
    assert [o["credit"] for o in made["options"]] == worth


@pytest.mark.parametrize(
    ("answer", "feedback"),
    [
        ("TRUE#no#yes", ["yes", "no"]),
        ("FALSE#no#yes", ["no", "yes"]),
        ("FALSE#no", ["no", ""]),
    ],
)
def test_a_statement_says_something_to_wrong_and_then_to_right(answer, feedback):
    made = definition(f"Snow is warm.{{{answer}####All in all}}")

    assert [o["feedback"] for o in made["options"]] == feedback
    assert made["feedback"] == "All in all"


def test_pairs_are_matched_and_a_pair_without_a_left_side_is_a_distractor():
    made = definition("Match.{ =cat -> kitten#1 =dog -> puppy = -> calf }")

    assert made["pairs"] == [
        {"key": "1", "left": "cat", "right": "kitten#1"},
        {"key": "2", "left": "dog", "right": "puppy"},
    ]
    assert made["distractors"] == [{"key": "3", "text": "calf"}]
    assert made["rule"] == "each-pair"


@pytest.mark.parametrize(
    ("answer", "accepted"),
    [
        ("7", [("7", "0", "100")]),
        ("7:0.5", [("7", "0.5", "100")]),
        ("=7:0.50", [("7", "0.5", "100")]),
        ("6.5..7.5", [("7", "0.5", "100")]),
        ("-2..-1", [("-1.5", "0.5", "100")]),
        ("=7:0 =%50%7:2", [("7", "0", "100"), ("7", "2", "50")]),
        ("1.5E-2:0", [("0.015", "0", "100")]),
    ],
)
def test_a_number_has_a_tolerance_or_is_in_a_range(answer, accepted):
    made = definition(f"How many? {{#{answer}}}")

    assert made["kind"] == "numeric"
    assert [(a["value"], a["tolerance"], a["credit"]) for a in made["answers"]] == accepted


def test_short_answers_are_patterns():
    made = definition("Two and two? {=four#Yes. =%80%*our =4}")

    assert made["kind"] == "short"
    assert made["answers"] == [
        {"pattern": "four", "credit": "100", "feedback": "Yes."},
        {"pattern": "*our", "credit": "80", "feedback": ""},
        {"pattern": "4", "credit": "100", "feedback": ""},
    ]


def test_a_short_answer_alone_needs_no_sign():
    assert definition("Two and two? {four}")["answers"][0]["pattern"] == "four"


@pytest.mark.parametrize("answers", ["{}", "{ \n }"])
def test_no_answers_are_an_essay(answers):
    assert definition(f"What is trust? {answers}")["kind"] == "essay"


def test_an_essay_may_have_feedback():
    assert definition("What is trust? {####Talk about it.}")["feedback"] == "Talk about it."


def test_a_word_may_be_missing_in_the_middle():
    assert definition("The sky {~was =is} blue.")["stem"] == "The sky _____ blue."


def test_signs_are_plain_after_a_backslash():
    made = definition(r"::A\: B::Is 1\=1 \{so\}? {=\=\~\#\: ~\\n ~C:\dir\nnext}")

    assert made["stem"] == "Is 1=1 {so}?"
    assert [o["text"] for o in made["options"]] == ["=~#:", "\\n", "C:\\dir<br/>next"]
    assert read_gift(r"::A\: B::Is it?{T}").questions[0].name == "A: B"


@pytest.mark.parametrize(
    ("marked", "stem"),
    [
        ("1 < 2 & <b>bold</b>", "1 &lt; 2 &amp; <b>bold</b>"),
        ("[moodle]a<b", "a&lt;b"),
        ("[html]<p>1 &lt; 2</p>", "<p>1 &lt; 2</p>"),
        ("[HTML] <p>x</p>", "<p>x</p>"),
        ("[plain]<b>not bold</b>", "&lt;b&gt;not bold&lt;/b&gt;"),
        ("[odd]kept", "[odd]kept"),
        ("in two\n   lines", "in two lines"),
        (r"in two\nlines", "in two<br/>lines"),
    ],
)
def test_texts_are_in_several_formats(marked, stem):
    assert definition(f"{marked}{{T}}")["stem"] == stem


def test_answers_are_in_the_format_of_the_question_unless_they_say_their_own():
    made = definition("[plain]Which? {=<i> ~[html]<i>it</i>####<u>}")

    assert [o["text"] for o in made["options"]] == ["&lt;i&gt;", "<i>it</i>"]
    assert made["feedback"] == "&lt;u&gt;"


def test_a_pattern_is_plain_whatever_its_format():
    assert definition("Sign? {=[plain]R&D <x>}")["answers"][0]["pattern"] == "R&D <x>"


def test_markdown_is_kept_as_it_was_typed():
    text = "[markdown]**Bold**? {T}"

    assert definition(text)["stem"] == "**Bold**?"
    assert lost(text) == [
        ("line 1", "Markdown is not read: its signs are kept as they were typed.")
    ]


def test_categories_are_learning_outcomes():
    text = f"{CATEGORY}One.{{T}}\n\n$CATEGORY: top\nTwo.{{T}}\n\n$CATEGORY: a//b/c\n\nThree.{{F}}"

    assert [q.outcome for q in read_gift(text).questions] == ["Networks / Trust", "", "a/b / c"]


def test_comments_are_passed_over_and_tags_named():
    text = "// [id:7] [tag:hard]\n::One::\n// within\nIs it {\n// =no\n=yes ~no}?"

    (question,) = read_gift(text).questions

    assert question.definition["stem"] == "Is it _____?"
    assert len(question.definition["options"]) == 2
    assert lost(text) == [("the file", "Tags and id numbers were left out.")]


def test_a_question_says_where_it_stands_and_what_it_is_called():
    loaded = read_gift("// first\n\n::A title::Is it?{T}\n\nUntitled?\n{F}")

    assert [(str(q.where), q.name) for q in loaded.questions] == [
        ("line 3", "A title"),
        ("line 5", "Untitled?"),
    ]


@pytest.mark.parametrize("answers", ["{#=3 ~#Not that}", "{#3 =%0%*#Not that}", "{=x =%0%*#No}"])
def test_feedback_to_any_other_answer_is_named_as_lost(answers):
    text = f"How many? {answers}"

    assert len(definition(text)["answers"]) == 1
    assert lost(text) == [("line 1", "The feedback to any other answer was left out.")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Only words.", "This is a text without a question."),
        ("Never closed? {=a ~b", "The answers have no closing brace."),
        (
            "Never opened? =a ~b}",
            "A brace is missing, or one inside the answers has no \\ before it.",
        ),
        (
            "Nested? {=a {b} ~c}",
            "A brace is missing, or one inside the answers has no \\ before it.",
        ),
        (
            "One? {T} Two? {F}",
            "There are two sets of answers. Leave an empty line between two questions.",
        ),
        ("Words first? {a =b ~c}", "Each answer begins with = or ~."),
        ("Half a pair? {=a -> b =c}", "A pair has no -> between its two sides."),
        ("Number? {#three}", "“three” is not a number."),
        ("Number? {#3:x}", "“x” is not a number."),
        ("Number? {#3:-1}", "A tolerance is zero or more."),
        ("Number? {#4..3}", "A range goes from the smaller number to the greater."),
        ("Number? {#}", "Give at least one answer that is fully correct."),
        ("Heavy? {~%999999999999%a ~b}", "“999999999999” is not a weight from -100 to 100."),
        ("Both? {=a =b ~c}", "Mark exactly one choice as correct."),
        ("None? {~a ~b}", "Mark at least one choice as correct."),
        ("Alone? {=a ~}", "A choice has no text."),
        ("Twice? {=a ~a}", "“a” is there twice."),
        ("{=a ~b}", "Write the question."),
        ("Order? {>a > b}", "Questions to put in order are not read from GIFT."),
    ],
)
def test_what_cannot_be_had_is_skipped_with_its_line_and_a_sentence(text, sentence):
    assert reason(f"\n\n{text}") == ("line 3", sentence)


def test_a_question_that_is_skipped_does_not_stop_the_next():
    loaded = read_gift("Bad {=a\n\nGood?{T}\n\nBad {#x}\n\nGood too?{F}")

    assert [q.name for q in loaded.questions] == ["Good?", "Good too?"]
    assert [str(s.where) for s in loaded.skipped] == ["line 1", "line 5"]
    assert loaded.found == 4
