"""What files cannot hold is named, and nothing is written that would be read as something else."""

import pytest

from training.formats.reading import Format, load
from training.formats.result import Exported
from training.formats.writing import write

ESSAY = {"kind": "essay", "stem": "Why?", "points": 1, "feedback": "", "guidance": ""}
IMAGE = '<embed alt="A map" embedtype="image" format="left" id="1"/>'
LINK = '<a linktype="page" id="3">the course</a>'


def written(form, *definitions, name="A name"):
    return write([Exported(name, {**ESSAY, **d}, "") for d in definitions], form)


def losses(form, definition):
    return [(str(loss.where), str(loss.what)) for loss in written(form, definition).losses]


def lost(form, definition):
    return [what for _where, what in losses(form, definition)]


def options(*worth):
    return [
        {"key": str(n), "text": f"Choice {n}", "credit": credit, "feedback": ""}
        for n, credit in enumerate(worth)
    ]


@pytest.mark.parametrize("form", [Format.GIFT, Format.MOODLE_XML])
def test_what_only_this_site_can_show_is_named(form):
    assert losses(form, {"stem": f"<p>See {IMAGE} and {LINK}</p>"}) == [
        ("“A name”", "An image was left out: files of questions hold words only."),
        (
            "“A name”",
            "A link to a page or a document of this site was made into plain words.",
        ),
    ]


@pytest.mark.parametrize("form", [Format.GIFT, Format.MOODLE_XML])
def test_a_question_that_is_only_an_image_is_left_out(form):
    result = written(form, {"stem": IMAGE}, {})

    assert [str(loss.what) for loss in result.losses] == [
        "Without its images it cannot be asked. It was left out."
    ]
    assert load(result.text.encode(), form).found == 1


@pytest.mark.parametrize(
    ("definition", "sentences"),
    [
        ({"points": 3}, ["GIFT has no points: this question is worth 3."]),
        ({"guidance": "Look."}, ["GIFT has no guidance for whoever marks an essay."]),
        (
            {"kind": "multiple", "options": options("100", "0"), "rule": "each-option"},
            ["GIFT has no name for the way it is marked: “each-option”."],
        ),
        (
            {
                "kind": "ordering",
                "items": [{"key": "1", "text": "a"}, {"key": "2", "text": "b"}],
                "rule": "neighbours",
            },
            ["GIFT has no questions to put in order. This one was left out."],
        ),
        (
            {
                "kind": "numeric",
                "answers": [{"value": "1", "tolerance": "0", "credit": "100", "feedback": ""}],
                "unit": "km",
            },
            ["GIFT has no units: “km” was left out."],
        ),
        (
            {
                "kind": "short",
                "answers": [{"pattern": "a", "credit": "100", "feedback": ""}],
                "case_sensitive": True,
            },
            ["GIFT cannot say that capitals must be right too."],
        ),
        (
            {
                "kind": "short",
                "answers": [{"pattern": "a -> b", "credit": "100", "feedback": ""}],
                "case_sensitive": False,
            },
            ["GIFT cannot write -> in a short answer. This question was left out."],
        ),
        (
            {"kind": "scenario", "feedback": "Well.", "points": 1, "parts": [ESSAY]},
            [
                "GIFT has no scenarios: the questions follow the story as their own.",
                "The feedback to the whole scenario was left out.",
            ],
        ),
    ],
)
def test_what_gift_cannot_say_is_named(definition, sentences):
    assert lost(Format.GIFT, definition) == sentences


def test_a_scenario_in_gift_is_its_story_and_then_its_questions():
    parts = [{**ESSAY, "stem": "First?"}, {**ESSAY, "stem": "Second?"}]
    text = written(Format.GIFT, {"kind": "scenario", "points": 2, "parts": parts}).text

    assert text == (
        "::A name::[html]Why?\n\n::A name::[html]First? {}\n\n::A name::[html]Second? {}\n"
    )


def test_gift_reads_well():
    single = {
        "kind": "single",
        "stem": "<p>Is 1 = 1?</p>",
        "feedback": "Yes: it is.",
        "options": options("100", "0", "50"),
    }

    assert written(Format.GIFT, single, name="One: two").text == (
        "::One\\: two::[html]<p>Is 1 \\= 1?</p> {\n"
        "\t=[html]Choice 0\n\t~[html]Choice 1\n\t~%50%[html]Choice 2\n"
        "\t####[html]Yes\\: it is.\n}\n"
    )


@pytest.mark.parametrize(
    ("worth", "rule", "fractions"),
    [
        (("100", "100", "100", "0"), "all-or-nothing", ["33.33333"] * 3 + ["-100"]),
        (("60", "40", "-10"), "as-weighted", ["60", "40", "-10"]),
    ],
)
def test_programs_that_know_only_weights_are_given_some(worth, rule, fractions):
    multiple = {"kind": "multiple", "options": options(*worth), "rule": rule}

    for fraction in fractions:
        assert f'fraction="{fraction}"' in written(Format.MOODLE_XML, multiple).text
        assert f"~%{fraction}%" in written(Format.GIFT, multiple).text
