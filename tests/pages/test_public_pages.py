"""The public pages, as somebody sees them who has not signed in."""

import datetime
import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.html import escape
from wagtail.models import Page, PageViewRestriction

from pages.models import CaseStudyPage, ModelPage, NewsIndexPage, NewsPage

PATHS = [
    "/",
    "/the-model/",
    "/about-the-study/",
    "/case-studies/",
    "/case-studies/football-friends-flat-job/",
    "/news/",
    "/news/demo-site-open/",
    "/resources/",
]


def text_of(response, element):
    found = re.search(rf"<{element}\b.*?</{element}>", response.content.decode(), re.DOTALL)
    return found[0]


@pytest.mark.parametrize("path", PATHS)
def test_anybody_may_read_it_in_few_queries(path, home, client, django_assert_max_num_queries):
    with django_assert_max_num_queries(15):
        response = client.get(path)

    assert response.status_code == 200
    assert len(re.findall(r"<h1\b", response.content.decode())) == 1
    assert " style=" not in response.content.decode()


def test_every_public_page_is_walked_by_the_test_above(home):
    types = {type(page) for page in home.get_descendants(inclusive=True).specific()}

    assert len(types) == len(PATHS)
    assert all(page_type.is_public for page_type in types)


def test_a_page_that_does_not_say_it_is_public_asks_to_sign_in(home, client):
    home.add_child(instance=Page(title="Lesson", slug="lesson"))

    response = client.get("/lesson/")

    assert response.status_code == 302
    assert response.url == "/account/login/?next=/lesson/"


def test_the_home_page_offers_sign_in_and_the_model(home, client):
    page = client.get("/").content.decode()

    assert 'class="nhsuk-button" href="/account/login/"' in page
    assert 'class="nhsuk-button nhsuk-button--secondary" href="/the-model/"' in page


def test_the_home_page_offers_somebody_signed_in_their_start_page(home, client, worker):
    client.force_login(worker)

    page = client.get("/").content.decode()

    assert 'class="nhsuk-button" href="/start/"' in page


def test_a_home_page_with_nothing_under_it_is_still_a_page(site, client):
    assert client.get("/").status_code == 200


def test_a_card_whose_page_was_deleted_stays_without_its_link(home, client):
    ModelPage.objects.get().delete()

    response = client.get("/")

    assert "For workers" in text_of(response, "main")
    assert "/the-model/" not in text_of(response, "main")


def test_the_text_says_all_that_the_diagram_says(home, client):
    page = ModelPage.objects.get()

    response = client.get("/the-model/")

    in_words = text_of(response, "section")
    assert "app-words" in in_words
    for phrase in (phrase for group in page.words for phrase in group):
        assert f"<li>{escape(phrase)}</li>" in in_words
    assert escape(page.diagram_note) in text_of(response, "figure")


def test_both_drawings_have_a_name_and_a_description(home, client):
    figure = text_of(client.get("/the-model/"), "figure")

    drawings = re.findall(r'<svg [^>]*role="img" aria-labelledby="(\S+) (\S+)"', figure)
    assert len(drawings) == 2
    for title, description in drawings:
        assert figure.count(f'<title id="{title}">') == 1
        assert figure.count(f'<desc id="{description}">') == 1
    ids = re.findall(r'\bid="([^"]+)"', figure)
    assert len(ids) == len(set(ids))


def test_a_diagram_with_a_missing_phrase_is_refused_beside_its_field(home):
    page = ModelPage.objects.get()
    page.cycle = "Look\nPlan\nTry"

    with pytest.raises(ValidationError) as refusal:
        page.save()

    assert refusal.value.message_dict == {
        "cycle": ["Write 4 phrases, one a line. There are 3 now."]
    }


def test_a_case_study_says_where_it_comes_from(home, client):
    study = CaseStudyPage.objects.get(slug="something-to-mend")

    assert study.provenance in client.get("/case-studies/").content.decode()
    assert study.provenance in client.get("/case-studies/something-to-mend/").content.decode()


def add_posts(home, count):
    index = NewsIndexPage.objects.get()
    for number in range(count):
        date = datetime.date(2027, 1, 1) + datetime.timedelta(days=number)
        index.add_child(instance=NewsPage(
            title=f"Post {number}", slug=f"post-{number}", date=date, summary="s", body="b"
        ))  # fmt: skip


def test_news_is_newest_first_ten_a_page(home, client):
    add_posts(home, 12)

    first, second = client.get("/news/"), client.get("/news/?page=2")

    assert [post.title for post in first.context["posts"]][:2] == ["Post 11", "Post 10"]
    assert len(first.context["posts"]) == 10
    assert [post.title for post in second.context["posts"]][:2] == ["Post 1", "Post 0"]
    assert 'href="?page=2"' in first.content.decode()
    assert 'href="?page=1"' in second.content.decode()


@pytest.mark.parametrize("number", ["0", "99", "-1", "x", "\x00"])
def test_a_page_number_that_does_not_exist_shows_one_that_does(home, client, number):
    assert client.get("/news/", {"page": number}).status_code == 200


def test_unpublished_news_is_not_shown(home, client):
    NewsPage.objects.get(slug="demo-site-open").unpublish()

    assert "demo-site-open" not in client.get("/news/").content.decode()
    assert "demo-site-open" not in client.get("/").content.decode()
    assert client.get("/news/demo-site-open/").status_code == 404


def test_more_news_asks_no_more_queries(home, client, django_assert_num_queries):
    client.get("/news/")
    with CaptureQueriesContext(connection) as few:
        client.get("/news/")
    add_posts(home, 6)

    with django_assert_num_queries(len(few)):
        client.get("/news/")


def test_a_page_kept_for_some_is_not_told_of_in_the_lists(home, client):
    for page in (CaseStudyPage.objects.first(), NewsPage.objects.first()):
        page.title = "Not for all"
        page.save_revision().publish()
        PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)

    for path in ("/", "/case-studies/", "/news/"):
        assert "Not for all" not in client.get(path).content.decode()


def test_a_page_that_got_another_address_is_found_at_the_old_one(
    home, client, django_capture_on_commit_callbacks
):
    page = ModelPage.objects.get()
    with django_capture_on_commit_callbacks(execute=True):
        page.slug = "how-it-works"
        page.save_revision().publish()

    response = client.get("/the-model/")

    assert (response.status_code, response.url) == (301, "/how-it-works/")
