"""Lessons that appear and go on a day."""

import datetime

import pytest
from django.core.files.base import ContentFile
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.models import PageLogEntry
from wagtail.test.utils.form_data import rich_text, streamfield

from training.models import LessonPage

from .editor import LESSON, add, let_the_day_come, publish

LATER = {"go_live_at": "2099-01-01 09:00"}


@pytest.fixture
def coming(author, module):
    add(author, module, "lessonpage", {**LESSON, **LATER})
    return LessonPage.objects.get(slug="new")


def test_a_lesson_appears_on_its_day(coming, client, worker):
    client.force_login(worker)
    assert client.get(coming.url).status_code == 404
    call_command("publish_scheduled")
    assert client.get(coming.url).status_code == 404

    let_the_day_come(coming)
    call_command("publish_scheduled")

    assert client.get(coming.url).status_code == 200


def test_a_lesson_goes_on_its_day(lesson, client, worker):
    yesterday = timezone.now() - datetime.timedelta(days=1)
    LessonPage.objects.filter(pk=lesson.pk).update(expire_at=yesterday)
    client.force_login(worker)

    call_command("publish_scheduled")

    assert client.get(lesson.url).status_code == 404


def test_a_lesson_that_cannot_be_published_stays_a_draft_and_stops_no_other(
    author, module, lesson, capsys
):
    film, captions = (
        get_document_model().objects.create(title=name, file=ContentFile(b"x", name=name))
        for name in ("film.mp4", "film.vtt")
    )
    parts = {"title": "F", "video": film.pk, "captions": captions.pk, "transcript": rich_text("A")}
    body = streamfield([("film", parts)])
    add(author, module, "lessonpage", {**LESSON, **LATER, "body": body})
    broken = LessonPage.objects.get(slug="new")
    publish(author, lesson, **LATER, summary="On time.")
    captions.delete()
    let_the_day_come(broken)
    let_the_day_come(lesson)

    call_command("publish_scheduled")

    assert not LessonPage.objects.get(pk=broken.pk).live
    assert LessonPage.objects.get(pk=lesson.pk).summary == "On time."
    assert "“New” has a part that is not finished." in capsys.readouterr().err
    history = author.get(reverse("wagtailadmin_pages:history", args=[broken.pk]))
    assert "Not published on its day. “New” has a part" in history.content.decode()
    assert PageLogEntry.objects.filter(action="training.put_off").count() == 1
    call_command("publish_scheduled")
    assert PageLogEntry.objects.filter(action="training.put_off").count() == 1


def test_a_dry_run_changes_nothing(coming):
    let_the_day_come(coming)

    call_command("publish_scheduled", dryrun=True)

    assert coming.revisions.filter(approved_go_live_at__isnull=False).exists()


def test_the_author_is_told_of_the_day(author, coming):
    page = author.get(reverse("wagtailadmin_pages:edit", args=[coming.pk])).content.decode()

    assert "has been scheduled to go live at 1 Jan 2099" in page
