import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from tests.factories import make_module, make_question, single
from training.models import Question

from .editor import LESSON, NOTHING_FIRST
from .test_question_bank import DEFINITIONS, posted

COURSE = {
    "audience": "everybody",
    "cpd_minutes": "0",
    "statements": streamfield([]),
    "conversation": "off",
    "certificate_expiry": "never",
    "renewal_months": "3",
}
QUIZ = {
    "introduction": "",
    "pass_mark": "80",
    "counts": "best",
    "feedback": "end",
    "wait_hours": "0",
    "questions": inline_formset([]),
    "draws": inline_formset([]),
}


@pytest.mark.parametrize("model", ["coursepage", "modulepage", "lessonpage", "quizpage"])
def test_the_preview_of_a_page_not_yet_saved_works(author, course, module, model):
    parent = {"coursepage": course.get_parent(), "modulepage": course}.get(model, module)
    address = reverse("wagtailadmin_pages:preview_on_add", args=["training", model, parent.pk])
    data = nested_form_data(
        {
            "title": "New",
            "slug": "new",
            "summary": "Short.",
            "minutes": "5",
            "body": rich_text("<p>Long.</p>")
            if model == "coursepage"
            else streamfield([("film", {"title": "", "transcript": rich_text("")})]),
            **COURSE,
            **QUIZ,
            **NOTHING_FIRST,
        }
    )

    assert json.loads(author.post(address, data).content)["is_valid"]
    page = author.get(address)
    assert page.status_code == 200
    assert "New" in page.content.decode()


def test_every_published_page_can_be_previewed(author, course):
    make_module(course, "Second")
    for page in course.get_descendants(inclusive=True):
        page.specific.save_revision()
        address = reverse("wagtailadmin_pages:view_draft", args=[page.pk])
        assert author.get(address).status_code == 200


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda d: d["kind"])
def test_a_question_can_be_previewed_with_what_is_told_afterwards(rf, trainer, site, definition):
    request = rf.get("/")
    request.user = trainer

    page = make_question(definition).serve_preview(request, "").render().content.decode()

    assert "As learners see it" in page
    assert "No answer" in page


def test_the_preview_of_a_question_shows_what_is_not_yet_saved(author):
    address = reverse("wagtailsnippets_training_question:preview_on_add")

    assert json.loads(author.post(address, posted(("Theirs", True), ("Ours", False))).content)[
        "is_valid"
    ]
    page = author.get(address).content.decode()

    assert "Whose goal is it?" in page
    assert not Question.objects.filter(words="Whose goal is it?").exists()


def test_the_preview_of_a_lesson_shows_its_question_and_offers_no_answer(author, module):
    address = reverse(
        "wagtailadmin_pages:preview_on_add", args=["training", "lessonpage", module.pk]
    )
    body = streamfield([("question", {"question": str(make_question(single("Whose?")).pk)})])
    author.post(address, nested_form_data({"title": "New", "slug": "new", **LESSON, "body": body}))

    page = author.get(address).content.decode()

    assert "Whose?" in page
    assert "Check my answer" not in page
