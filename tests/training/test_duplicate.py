"""A module copied with its lessons and quiz."""

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import Page

from tests.factories import make_module
from training import actions
from training.models import Attempt, LessonCompletion, LessonPage, QuizPage


def copy(author, page, **data):
    author.post(
        reverse("wagtailadmin_pages:copy", args=[page.pk]),
        {
            "new_title": "Copied",
            "new_slug": "copied",
            "new_parent_page": page.get_parent().pk,
            "copy_subpages": "on",
            **data,
        },
    )
    return type(page).objects.get(slug="copied")


@pytest.fixture
def copied(author, worker, course, module, lessons, quiz):
    """A copy of a module in which the worker has begun, whose first lesson had changed."""
    LessonPage.objects.filter(pk=lessons[0].pk).update(edition=3, what_changed="A film.")
    actions.complete_lesson(lesson=LessonPage.objects.get(pk=lessons[0].pk), by=worker)
    actions.start_attempt(quiz=quiz, by=worker)
    return copy(author, module)


def test_the_copy_has_everything_as_drafts(copied, lessons, quiz):
    pages = Page.objects.descendant_of(copied, inclusive=True)

    assert pages.count() == 4
    assert not pages.live().exists()
    below = LessonPage.objects.descendant_of(copied).order_by("path")
    assert [page.title for page in below] == [lesson.title for lesson in lessons]
    assert [str(page.body) for page in below] == [str(lesson.body) for lesson in lessons]


def test_its_quiz_asks_the_same_questions(copied, quiz):
    copy = QuizPage.objects.descendant_of(copied).get()
    draft = copy.get_latest_revision_as_object()

    asked = [row.question_id for row in quiz.questions.all()]
    assert [row.question_id for row in copy.questions.all()] == asked
    assert [row.question_id for row in draft.questions.all()] == asked
    assert {row.pk for row in copy.questions.all()}.isdisjoint(
        row.pk for row in quiz.questions.all()
    )


def test_records_do_not_follow(copied, lessons, quiz):
    assert LessonCompletion.objects.get().lesson == lessons[0]
    assert Attempt.objects.get().quiz == quiz


def test_the_copy_is_a_first_edition(copied):
    lesson = LessonPage.objects.descendant_of(copied).order_by("path").first()

    assert (lesson.edition, lesson.what_changed) == (1, "")
    assert lesson.get_latest_revision_as_object().edition == 1


def test_what_the_copy_waits_for_is_in_the_copy(author, course, module, lessons, quiz):
    first = make_module(course, "First")
    lessons[1].prerequisites = [("quiz", quiz), ("module", first), ("day", date(2026, 1, 5))]
    lessons[1].save()

    copied = copy(author, module)

    copied_quiz = QuizPage.objects.descendant_of(copied).get()
    lesson = LessonPage.objects.descendant_of(copied).order_by("path")[1]
    waits_for = ["quiz", copied_quiz.pk, "module", first.pk, "day", "2026-01-05"]
    assert _targets(lesson) == waits_for
    assert _targets(lesson.get_latest_revision_as_object()) == waits_for
    assert _targets(LessonPage.objects.get(pk=lessons[1].pk))[1] == quiz.pk


def _targets(page):
    return [
        part for block in page.prerequisites.raw_data for part in (block["type"], block["value"])
    ]


def test_a_copy_without_its_lessons_waits_for_the_same(author, course, module):
    first = make_module(course, "First")
    module.prerequisites = [("module", first)]
    module.save()

    copied = copy(author, module, copy_subpages="")

    assert _targets(copied) == ["module", first.pk]


def test_a_copy_that_is_published_at_once_waits_too(author, module, lessons, quiz):
    lessons[1].prerequisites = [("quiz", quiz)]
    lessons[1].save()

    copied = copy(author, module, publish_copies="on")

    lesson = LessonPage.objects.live().descendant_of(copied).order_by("path")[1]
    assert _targets(lesson) == ["quiz", QuizPage.objects.descendant_of(copied).get().pk]


def test_the_copy_belongs_to_the_same_agencies(author, module, north):
    module.agencies.set([north])
    module.save()

    assert list(copy(author, module).agencies.all()) == [north]


def test_the_editor_offers_it_by_name(author, module):
    page = author.get(reverse("wagtailadmin_explore", args=[module.pk])).content.decode()

    assert "Duplicate this module" in page
