"""The short way to a page leads nowhere that Wagtail's own way does not."""

import pytest
from wagtail.models import Page, Site

from tests.factories import AgencyFactory, make_course, make_module
from training.models import CoursePage, LessonPage, ModulePage

from .test_course_pages import html


@pytest.fixture
def tree(course, north):
    """A course with a draft, a module of North's and one of somebody else's; one for supervisors;
    one that has been taken down."""
    for title, agency in (("Ours", north), ("Theirs", AgencyFactory())):
        module = make_module(course, title, lessons=1)
        module.agencies.set([agency])
        module.save()
    make_module(course, "Draft", lessons=1).unpublish()
    track = make_course("For supervisors", lessons=1)
    track.audience = CoursePage.Audience.SUPERVISORS
    track.save()
    make_course("Taken down", lessons=1).unpublish()
    return list(Page.objects.filter(depth__gte=3))


def answers(client, person, pages):
    client.force_login(person)
    return {page.url: client.get(page.url).status_code for page in pages}


@pytest.mark.parametrize("who", ["worker", "supervisor", "trainer", "researcher", "outsider"])
def test_both_ways_open_the_same_pages(client, tree, request, monkeypatch, who):
    person = request.getfixturevalue(who)
    short = answers(client, person, tree)

    monkeypatch.setattr("config.views.look_ahead", lambda request, path: None)

    assert short == answers(client, person, tree)
    assert 200 in short.values()
    assert 404 in short.values()


def test_the_short_way_takes_fewer_queries(
    learner, lesson, monkeypatch, django_assert_max_num_queries
):
    learner.get(lesson.url)
    with django_assert_max_num_queries(14):
        learner.get(lesson.url)

    monkeypatch.setattr("config.views.look_ahead", lambda request, path: None)
    with pytest.raises(pytest.fail.Exception), django_assert_max_num_queries(14):
        learner.get(lesson.url)


def test_under_an_index_or_home_page_that_was_taken_down_nothing_opens(learner, course, lesson):
    index = course.get_parent().specific
    index.unpublish()

    assert learner.get(lesson.url).status_code == 404


def test_an_address_may_have_other_letters(learner, course):
    module = course.add_child(instance=ModulePage(title="Ŵyn", slug="ŵyn_100", summary="Sheep."))
    lesson = module.add_child(
        instance=LessonPage(
            title="Dŵr", slug="dŵr", summary="Water.", body=[("text", "<p>Wet.</p>")]
        )
    )

    assert "Dŵr" in html(learner.get(lesson.url))
    page = html(learner.get(module.url))
    assert f'href="{lesson.url}"' in page


@pytest.mark.parametrize("address", ["core%_", "core\\", "core%00course", "-", "-/-"])
def test_signs_that_mean_something_to_a_database_do_not(learner, course, address):
    assert learner.get(f"/courses/{address}/").status_code == 404


def test_with_two_sites_wagtail_finds_the_page_itself(learner, course, lesson):
    Site.objects.create(hostname="other.example.org", root_page=course.get_parent())
    Site.clear_site_root_paths_cache()

    assert learner.get(f"/courses/{course.slug}/").status_code == 200
    Site.clear_site_root_paths_cache()
