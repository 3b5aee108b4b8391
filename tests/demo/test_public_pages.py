import re
import tomllib

from django.conf import settings
from wagtail.models import Locale, Page, Site

from demo.public_pages import CONTENT, make_public_pages
from demo.site_root import WELCOME, home_page
from pages.models import HomePage, NewsPage, TextPage


def as_wagtail_makes_it(title=WELCOME):
    """An empty site as Wagtail's migrations leave it."""
    Locale.objects.get_or_create(language_code="en-gb")
    root = Page.add_root(title="Root", slug="root")
    welcome = root.add_child(instance=Page(title=title, slug="home"))
    Site.objects.create(hostname="localhost", port=80, root_page=welcome, is_default_site=True)
    return welcome


def test_the_home_page_takes_the_place_of_wagtails_welcome():
    welcome = as_wagtail_makes_it()

    home = home_page()

    site = Site.objects.get()
    assert site.root_page_id == home.pk
    assert (site.hostname, site.port, site.site_name) == ("localhost", 80, "Connecting People")
    assert not Page.objects.filter(pk=welcome.pk).exists()


def test_a_welcome_page_that_somebody_has_changed_is_kept():
    edited = as_wagtail_makes_it(title="Our page")

    home_page()

    assert Page.objects.filter(pk=edited.pk).exists()


def test_the_site_is_made_where_there_is_none():
    as_wagtail_makes_it()
    Site.objects.all().delete()

    home = home_page()

    assert Site.objects.get(is_default_site=True).root_page_id == home.pk


def test_asking_again_gives_the_same_home_page_and_leaves_the_site_alone():
    as_wagtail_makes_it()
    home = home_page()
    Site.objects.update(hostname="people.example.org", site_name="Ours")

    assert home_page().pk == home.pk
    assert HomePage.objects.count() == 1
    assert Site.objects.get().hostname == "people.example.org"
    assert Site.objects.get().site_name == "Ours"


def test_all_pages_are_made_published_once():
    as_wagtail_makes_it()
    make_public_pages(home_page())
    made = list(Page.objects.order_by("path").values_list("url_path", "latest_revision"))

    make_public_pages(home_page())

    again = list(Page.objects.order_by("path").values_list("url_path", "latest_revision"))
    assert again == made
    assert len(made) == 1 + 1 + 5 + 3 + 3
    assert not Page.objects.filter(live=False).exists()
    assert not Page.objects.filter(depth__gt=1, search_description="").exists()


def test_pages_that_have_been_edited_are_left_alone():
    as_wagtail_makes_it()
    home = home_page()
    make_public_pages(home)
    TextPage.objects.update(lede="Changed")
    HomePage.objects.update(lede="Changed", body="")
    NewsPage.objects.get(slug="core-course-ready").delete()

    make_public_pages(HomePage.objects.get())

    assert TextPage.objects.get().lede == "Changed"
    assert HomePage.objects.get().lede == "Changed"
    assert NewsPage.objects.filter(slug="core-course-ready").exists()


def test_the_cards_of_the_home_page_lead_to_pages():
    as_wagtail_makes_it()

    make_public_pages(home_page())

    cards = HomePage.objects.get().audiences
    assert len(cards) == 4
    assert all(card.value["page"].live for card in cards)


def test_the_texts_use_only_what_the_editor_can_keep():
    """The editor would drop, at the next save, any tag that it does not know."""
    known = {"p", "h2", "h3", "b", "i", "a", "ul", "ol", "li"}

    tags = set(re.findall(r"</?(\w+)", CONTENT.read_text()))

    assert tags <= known


def test_the_content_says_where_each_case_study_comes_from():
    studies = tomllib.loads(CONTENT.read_text())["case_studies"]["pages"]

    assert all(study["provenance"] for study in studies)


def test_the_editor_knows_the_headings_that_the_texts_use():
    features = settings.WAGTAILADMIN_RICH_TEXT_EDITORS["default"]["OPTIONS"]["features"]

    assert {"h2", "h3", "bold", "italic", "ol", "ul", "link"} <= set(features)
