"""A trainer writes lessons in the Wagtail editor."""

import json

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.blocks import RichTextBlock
from wagtail.documents import get_document_model
from wagtail.embeds.blocks import EmbedBlock
from wagtail.test.utils.form_data import rich_text, streamfield

from training.models import LessonPage
from training.models.blocks import LessonBlocks

from .editor import add, publish


def document(name):
    return get_document_model().objects.create(title=name, file=ContentFile(b"x", name=name))


@pytest.fixture
def film():
    return {
        "title": "A first meeting",
        "video": document("film.mp4").pk,
        "captions": document("film.vtt").pk,
        "transcript": rich_text("<p>Hello, Leo.</p>"),
    }


@pytest.fixture
def case_study():
    return {
        "title": "The seed packets",
        "worker_name": "Amina",
        "worker": rich_text("<p>I asked about the seeds.</p>"),
        "individual_name": "Leo",
        "individual": rich_text("<p>She asked about my seeds.</p>"),
    }


def add_lesson(author, module, *blocks, publish=True):
    data = {"summary": "Short.", "minutes": "5", "body": streamfield(blocks)}
    return add(author, module, "lessonpage", data, publish)


def test_a_trainer_publishes_a_lesson(author, module, film, case_study):
    response = add_lesson(
        author,
        module,
        ("text", rich_text("<p>Words.</p>")),
        ("film", film),
        ("case_study", case_study),
    )

    assert response.status_code == 302
    lesson = LessonPage.objects.get(slug="new")
    assert lesson.live
    page = author.get(lesson.url).content.decode()
    assert '<track kind="captions"' in page
    assert "Hello, Leo." in page
    assert "Amina" in page


@pytest.mark.parametrize(
    ("part", "sentence"),
    [
        ("video", "Choose the film."),
        ("captions", "Choose a captions file."),
        ("transcript", "Write the transcript."),
    ],
)
def test_a_film_without_a_part_cannot_be_published(author, module, film, part, sentence):
    film[part] = rich_text("") if part == "transcript" else ""

    response = add_lesson(author, module, ("film", film))

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not LessonPage.objects.filter(slug="new").exists()


def test_a_transcript_of_empty_paragraphs_is_no_transcript(author, module, film):
    film["transcript"] = rich_text("<p> </p><p></p>")

    response = add_lesson(author, module, ("film", film))

    assert "Write the transcript." in response.content.decode()


@pytest.mark.parametrize(
    ("part", "name", "sentence"),
    [
        ("video", "film.pdf", "The film must be an .mp4 or .webm file."),
        ("captions", "captions.txt", "The captions must be a .vtt file."),
    ],
)
def test_a_film_of_the_wrong_kind_of_file_is_refused(author, module, film, part, name, sentence):
    film[part] = document(name).pk

    response = add_lesson(author, module, ("film", film))

    assert sentence in response.content.decode()


@pytest.mark.parametrize(
    ("voice", "sentence"),
    [
        ("worker", "Tell the worker’s side as well."),
        ("individual", "Tell the individual’s side as well."),
    ],
)
def test_a_case_study_with_one_voice_is_refused(author, module, case_study, voice, sentence):
    case_study[voice] = rich_text("")

    response = add_lesson(author, module, ("case_study", case_study))

    assert response.status_code == 200
    assert json.dumps(sentence).strip('"') in response.content.decode()


def test_an_unfinished_film_can_be_kept_as_a_draft(author, module, film):
    film["captions"] = ""

    response = add_lesson(author, module, ("film", film), publish=False)

    assert response.status_code == 302
    assert not LessonPage.objects.get(slug="new").live


def test_publishing_many_pages_at_once_does_not_let_an_unfinished_film_out(author, module, film):
    film["captions"] = ""
    add_lesson(author, module, ("film", film), publish=False)
    draft = LessonPage.objects.get(slug="new")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    response = author.post(f"{address}?id={draft.pk}&next=/admin/", follow=True)

    draft.refresh_from_db()
    assert not draft.live
    assert "“New” has a part that is not finished." in response.content.decode()


def test_publishing_many_finished_pages_at_once_works(author, module, film):
    add_lesson(author, module, ("film", film), publish=False)
    draft = LessonPage.objects.get(slug="new")
    address = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])

    author.post(f"{address}?id={draft.pk}&next=/admin/")

    draft.refresh_from_db()
    assert draft.live


def test_an_unfinished_lesson_cannot_be_published_by_code_either(module):
    lesson = LessonPage(title="New", summary="Short.", body=[("film", {"title": "Film"})])

    with pytest.raises(ValidationError, match="not finished"):
        module.add_child(instance=lesson)


def test_whoever_publishes_below_a_draft_is_told_that_nobody_sees_it(author, module, lesson):
    assert "Learners do not see it yet" not in publish(author, lesson).text
    module.unpublish()

    page = publish(author, lesson).text

    assert f"Learners do not see it yet: publish “{module.title}” too." in page


def test_authors_see_a_module_in_its_order(author, module, lessons, quiz):
    lessons[0].save_revision()  # the last to change

    page = author.get(reverse("wagtailadmin_explore", args=[module.pk]))

    assert [p.pk for p in page.context["pages"]] == [*(x.pk for x in lessons), quiz.pk]


def test_nothing_is_embedded_from_elsewhere():
    """Films are files of ours: no block and no editor takes the address of another site."""
    blocks = LessonBlocks().child_blocks.values()
    parts = [part for b in blocks for part in [b, *getattr(b, "child_blocks", {}).values()]]
    editors = [part for part in parts if isinstance(part, RichTextBlock)]

    assert not any(isinstance(part, EmbedBlock) for part in parts)
    assert len(editors) > 5
    assert not any("embed" in editor.features for editor in editors)
    assert settings.WAGTAILEMBEDS_FINDERS == []
