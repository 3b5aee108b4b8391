import re
import tomllib

import pytest
from django.conf import settings
from wagtail.models import Page

from demo.public_pages import CONTENT, make_public_pages
from pages.models import HomePage, NewsPage, TextPage


@pytest.fixture
def home(site):
    return site.root_page.specific


def test_all_pages_are_made_published_once(home):
    make_public_pages(home)
    made = list(Page.objects.order_by("path").values_list("url_path", "latest_revision"))

    make_public_pages(home)

    again = list(Page.objects.order_by("path").values_list("url_path", "latest_revision"))
    assert again == made
    assert len(made) == 1 + 1 + 5 + 3 + 3
    assert not Page.objects.filter(live=False).exists()
    assert not Page.objects.filter(depth__gt=1, search_description="").exists()


def test_pages_that_have_been_edited_are_left_alone(home):
    make_public_pages(home)
    TextPage.objects.update(lede="Changed")
    HomePage.objects.update(lede="Changed", body="")
    NewsPage.objects.get(slug="core-course-ready").delete()

    make_public_pages(HomePage.objects.get())

    assert TextPage.objects.get().lede == "Changed"
    assert HomePage.objects.get().lede == "Changed"
    assert NewsPage.objects.filter(slug="core-course-ready").exists()


def test_the_cards_of_the_home_page_lead_to_pages(home):

    make_public_pages(home)

    cards = HomePage.objects.get().audiences
    assert len(cards) == 4
    assert all(card.value["page"].live for card in cards)


def test_the_texts_use_only_what_the_editor_can_keep(home):
    """The editor would drop, at the next save, any tag that it does not know."""
    known = {"p", "h2", "h3", "b", "i", "a", "ul", "ol", "li"}

    tags = set(re.findall(r"</?(\w+)", CONTENT.read_text()))

    assert tags <= known


def test_the_content_says_where_each_case_study_comes_from(home):
    studies = tomllib.loads(CONTENT.read_text())["case_studies"]["pages"]

    assert all(study["provenance"] for study in studies)


def test_the_editor_knows_the_headings_that_the_texts_use(home):
    features = settings.WAGTAILADMIN_RICH_TEXT_EDITORS["default"]["OPTIONS"]["features"]

    assert {"h2", "h3", "bold", "italic", "ol", "ul", "link"} <= set(features)
