"""A substantive change asks for a lesson again, once."""

import pytest
from django.core.management import call_command
from django.urls import reverse
from wagtail.models import Revision

from training import actions, queries
from training.models import LessonCompletion, LessonPage

from .editor import edit, let_the_day_come, publish

ASKS = {"asks_again": "on", "what_changed": "Two new stories."}


@pytest.fixture
def done(lesson, worker):
    """The lesson, which the worker has done."""
    lesson.save_revision().publish()
    actions.complete_lesson(lesson=lesson, by=worker)
    return lesson


def edition(lesson):
    return LessonPage.objects.get(pk=lesson.pk).edition


def step(worker, lesson):
    return queries.place_of(worker, LessonPage.objects.get(pk=lesson.pk)).step


def test_a_small_change_leaves_what_people_have_done(author, done, worker):
    publish(author, done, summary="With a comma, now.")

    assert edition(done) == 1
    assert step(worker, done).is_done


def test_a_substantive_change_asks_again_and_says_why(author, done, worker, client):
    publish(author, done, **ASKS)

    assert edition(done) == 2
    assert not step(worker, done).is_done
    assert LessonCompletion.objects.belonging_to(worker).count() == 1
    client.force_login(worker)
    page = client.get(LessonPage.objects.get(pk=done.pk).url).content.decode()
    assert "This lesson has changed since you did it." in page
    assert "Two new stories." in page


def test_what_was_read_before_the_change_is_not_the_new_edition(author, done, worker, client):
    publish(author, done, **ASKS)
    client.force_login(worker)
    address = reverse("training:complete_lesson", args=[done.pk])

    page = client.post(address, {"edition": "1"}, follow=True)

    assert "This lesson has changed since you opened it." in page.text
    assert not step(worker, done).is_done
    client.post(address, {"edition": "2"})
    assert step(worker, done).is_done


def test_done_again_it_is_done(author, done, worker):
    publish(author, done, **ASKS)

    actions.complete_lesson(lesson=LessonPage.objects.get(pk=done.pk), by=worker)

    assert step(worker, done).is_done
    assert LessonCompletion.objects.belonging_to(worker).count() == 2


def test_many_drafts_raise_the_edition_once(author, done):
    for number in range(3):
        edit(author, done, **ASKS, summary=f"Draft {number}")
    assert edition(done) == 1

    publish(author, done, **ASKS)

    assert edition(done) == 2


def test_a_small_change_after_that_does_not_ask_again(author, done):
    publish(author, done, **ASKS)

    page = author.get(reverse("wagtailadmin_pages:edit", args=[done.pk]))
    publish(author, done, summary="With a comma, now.")

    form = page.context["form"]
    assert form["asks_again"].value() is False
    assert form["what_changed"].value() == ""
    lesson = LessonPage.objects.get(pk=done.pk)
    assert lesson.edition == 2
    assert lesson.what_changed == "Two new stories."  # still true for whoever has yet to do it


def test_the_tick_of_a_draft_is_kept_until_it_is_published(author, done):
    edit(author, done, **ASKS)

    form = author.get(reverse("wagtailadmin_pages:edit", args=[done.pk])).context["form"]

    assert form["asks_again"].value() is True
    assert form["what_changed"].value() == "Two new stories."


def test_a_tick_taken_away_is_gone(author, done):
    edit(author, done, **ASKS)

    publish(author, done)

    assert edition(done) == 1


def test_two_substantive_changes_ask_twice(author, done):
    publish(author, done, **ASKS)
    publish(author, done, asks_again="on", what_changed="A new film.")

    assert edition(done) == 3


@pytest.mark.parametrize("words", ["", "  "])
def test_what_has_changed_must_be_said(author, done, words):
    response = publish(author, done, asks_again="on", what_changed=words)

    assert "Say what has changed" in response.content.decode()
    assert edition(done) == 1


def test_a_draft_may_say_it_later(author, done):
    edit(author, done, asks_again="on")

    draft = LessonPage.objects.get(pk=done.pk).get_latest_revision_as_object()
    assert draft.edition == 2


def test_a_scheduled_change_asks_again_on_its_day(author, done, worker):
    publish(author, done, **ASKS, go_live_at="2099-01-01 09:00")
    assert edition(done) == 1
    assert step(worker, done).is_done
    let_the_day_come(done)

    call_command("publish_scheduled")

    assert edition(done) == 2


def test_an_old_draft_does_not_take_an_edition_back(author, done):
    old = done.save_revision()
    publish(author, done, **ASKS)

    Revision.objects.get(pk=old.pk).publish()

    assert edition(done) == 2


def test_a_lesson_that_was_never_published_is_not_asked_about(author, module):
    draft = module.add_child(instance=LessonPage(title="New", summary="S.", live=False))
    draft.save_revision()

    form = author.get(reverse("wagtailadmin_pages:edit", args=[draft.pk])).context["form"]

    assert "asks_again" not in form.fields
    publish(author, draft, **ASKS)
    assert edition(draft) == 1
