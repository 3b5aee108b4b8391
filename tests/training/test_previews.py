import json

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import (
    inline_formset,
    nested_form_data,
    rich_text,
    streamfield,
)

from tests.factories import make_module


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
            "introduction": "",
            "pass_mark": "80",
            "questions": inline_formset([]),
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
