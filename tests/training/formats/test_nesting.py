"""What files hold must open in the editor of questions, which is stricter than browsers."""

import re

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter

from training import actions
from training.formats.cleaning import LINE, PROSE, clean
from training.formats.nesting import well_nested
from training.formats.reading import Format, load
from training.models import Question
from training.models.question_blocks import PROSE as FEATURES
from training.questions import plain

XML = """<quiz><question type="essay"><name><text>x</text></name>
<questiontext format="html"><text><![CDATA[{}]]></text></questiontext></question></quiz>"""

NESTED = st.recursive(
    st.sampled_from(["word", "a &lt; b", " ", "<br>"]),
    lambda inside: st.tuples(
        st.sampled_from(["p", "b", "i", "em", "strong", "ul", "ol", "li", "div", "h2", "a"]),
        st.lists(inside, max_size=3).map("".join),
    ).map(
        lambda tag: (
            f'<a href="https://example.org/">{tag[1]}</a>'
            if tag[0] == "a"
            else "<{0}>{1}</{0}>".format(*tag)
        )
    ),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("html", "nested"),
    [
        ("<p>Who<br>decides?</p>", "<p>Who<br/>decides?</p>"),
        ("<b><p>Who</p></b>", "<p><b>Who</b></p>"),
        ("<i><b>a<p>b</p>c</b> d</i>", "<i><b>a</b></i><p><i><b>b</b></i></p><i><b>c</b> d</i>"),
        ('<a href="x">a<p>b</p></a>', '<a href="x">a</a><p><a href="x">b</a></p>'),
        ("<b><ul>\n<li>a</li>\n</ul></b>", "<ul>\n<li><b>a</b></li>\n</ul>"),
        ("<b>a<b>b</b>c</b>d", "<b>abc</b>d"),
        ("<li>a</li>", "<ul><li>a</li></ul>"),
        ("<p>a</p></p>", "<p>a</p>"),
        ("a</b>", "a"),
        ('<embed embedtype="image" id="1">', '<embed embedtype="image" id="1">'),
        ("1 &lt; 2", "1 &lt; 2"),
        ("plain", "plain"),
    ],
)  # fmt: skip
def test_marks_go_inside_paragraphs_and_items(html, nested):
    assert well_nested(html) == nested


@given(NESTED, st.sampled_from([PROSE, LINE]))
def test_whatever_is_let_in_opens_in_the_editor(html, tags):
    cleaned = clean(html, tags)

    assert ContentstateConverter(FEATURES).from_database_format(cleaned)
    assert clean(cleaned, tags) == cleaned
    words = re.sub(r"\s", "", plain(html.replace("<br>", "")))
    assert re.sub(r"\s", "", plain(cleaned.replace("<br/>", ""))) == words


def test_an_imported_question_with_line_breaks_opens_in_the_editor(author, trainer):
    loaded = load(XML.format("<strong><p>Who<br>decides?</p></strong>").encode(), Format.MOODLE_XML)
    actions.import_questions(bank_name="B", loaded=loaded, source=Format.MOODLE_XML, by=trainer)
    question = Question.objects.get(bank__name="B")

    page = author.get(reverse("wagtailsnippets_training_question:edit", args=[question.pk]))

    assert page.status_code == 200


def test_a_small_text_that_grows_is_not_let_in():
    link = f'<a href="https://example.org/{"x" * 9000}">'

    loaded = load(XML.format(link + "<p>x</p>" * 1000 + "</a>").encode(), Format.MOODLE_XML)

    assert not loaded.questions
    assert "20000 characters" in str(loaded.skipped[0].reason)
