"""What learners can do with the parts of a lesson."""

from uuid import UUID

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.test.utils.form_data import rich_text, streamfield

from tests.factories import make_question, single
from training.models import Answer, Attempt, LessonPage

from .editor import LESSON, add

KEY = UUID(int=7)


def document(name, content=b"x"):
    file = ContentFile(content, name=name)
    return get_document_model().objects.create(title=name, file=file)


def give(lesson, kind, value):
    """The lesson, with one part."""
    lesson.body = [{"type": kind, "id": str(KEY), "value": value}]
    lesson.save()
    return LessonPage.objects.get(pk=lesson.pk)


def add_lesson(author, module, kind, value):
    data = {**LESSON, "body": streamfield([(kind, value)])}
    return add(author, module, "lessonpage", data).content.decode()


# --- Exercise -----------------------------------------------------------------------------------

EXERCISE = {"title": "A map of people", "minutes": 20, "body": "<p>Draw your own first.</p>"}


def test_an_exercise_is_printed_with_room_to_write(learner, lesson):
    lesson = give(lesson, "exercise", EXERCISE)
    address = reverse("training:exercise_pdf", args=[lesson.pk, KEY])
    assert address in learner.get(lesson.url).content.decode()

    response = learner.get(address)

    assert response.content.startswith(b"%PDF")
    assert response["Content-Disposition"] == 'attachment; filename="a-map-of-people.pdf"'


def test_a_sheet_that_was_chosen_is_offered_instead(learner, lesson):
    sheet = document("sheet.pdf")
    lesson = give(lesson, "exercise", {**EXERCISE, "sheet": sheet.pk})

    page = learner.get(lesson.url).content.decode()

    assert sheet.url in page
    assert "exercise.pdf" not in page


def test_a_sheet_must_be_a_pdf(author, module):
    value = {**EXERCISE, "body": rich_text("<p>Draw.</p>"), "sheet": document("sheet.docx").pk}

    assert "The sheet must be a .pdf file." in add_lesson(author, module, "exercise", value)


def test_an_exercise_that_is_gone_is_not_found(learner, lesson):
    address = reverse("training:exercise_pdf", args=[lesson.pk, KEY])

    assert learner.get(address).status_code == 404


# --- Question to try ----------------------------------------------------------------------------


@pytest.fixture
def question():
    return make_question(single())


@pytest.fixture
def trying(lesson, question):
    return give(lesson, "question", {"question": question.pk})


def answer(browser, lesson, question, **given):
    address = reverse("training:try_question", args=[lesson.pk, KEY])
    version = question.versions.get()
    return browser.post(
        address, {"sent": "", **{f"question-{version.pk}": v for v in given.values()}}
    )


def keys(question):
    """The right and a wrong choice."""
    options = question.versions.get().definition["options"]
    by_credit = sorted(options, key=lambda option: -float(option["credit"]))
    return by_credit[0]["key"], by_credit[-1]["key"]


def test_a_question_is_asked_in_the_lesson(learner, trying):
    page = learner.get(trying.url).content.decode()

    assert reverse("training:try_question", args=[trying.pk, KEY]) in page
    assert "Check my answer" in page


def test_an_answer_is_checked_and_not_kept(learner, trying, question):
    right, wrong = keys(question)

    good = answer(learner, trying, question, choice=right)
    bad = answer(learner, trying, question, choice=wrong)

    assert good.context["results"][0].is_right
    assert not bad.context["results"][0].is_right
    assert "Right would have been:" in bad.content.decode()
    assert not Attempt.objects.exists()
    assert not Answer.objects.exists()


@pytest.mark.parametrize("given", [{}, {"choice": "nonsense"}])
def test_no_answer_is_asked_for_again(learner, trying, question, given):
    response = answer(learner, trying, question, **given)

    assert "results" not in response.context
    assert "There is a problem" in response.content.decode()


def test_two_questions_in_a_lesson_have_numbers_of_their_own(learner, lesson, question):
    second = make_question(single("And then?"))
    lesson.body = [
        {"type": "question", "id": str(UUID(int=n)), "value": {"question": q.pk}}
        for n, q in enumerate([question, second])
    ]
    lesson.save()

    page = learner.get(lesson.url).content.decode()

    assert page.count('id="asked-1"') == page.count('id="asked-2"') == 1


def test_a_lesson_never_asks_an_essay(author, module):
    essay = make_question({"kind": "essay", "stem": "<p>Tell.</p>", "points": 5, "feedback": "",
                           "guidance": ""})  # fmt: skip

    page = add_lesson(author, module, "question", {"question": essay.pk})

    assert "An essay cannot be checked at once." in page


# --- Picture, document, callout -----------------------------------------------------------------


@pytest.fixture
def image():
    return get_image_model().objects.create(title="Trees", file=get_test_image_file())


def test_a_picture_says_what_it_shows(learner, lesson, image):
    value = {"image": image.pk, "alt_text": "Two people plant a tree", "decorative": False}
    lesson = give(lesson, "picture", value)

    assert 'alt="Two people plant a tree"' in learner.get(lesson.url).content.decode()


def test_a_picture_without_words_cannot_be_published(author, module, image):
    value = {"image": image.pk, "alt_text": "", "decorative": ""}

    page = add_lesson(author, module, "picture", value)

    assert "alt text" in page.lower()
    assert not LessonPage.objects.filter(slug="new").exists()


def test_a_document_is_offered_with_its_kind_and_size(learner, lesson):
    lesson = give(lesson, "document", {"title": "Leaflet", "document": document("leaf.pdf").pk})

    page = learner.get(lesson.url).content.decode()

    assert "Leaflet" in page
    assert "(PDF, 1\xa0byte)" in page


def test_a_callout_is_written_title_first():
    block = LessonPage.body.field.stream_block.child_blocks["callout"]

    assert list(block.child_blocks) == ["title", "body"]


# --- Film ---------------------------------------------------------------------------------------


def test_a_film_comes_in_parts(learner, course):
    film = document("film.mp4", b"0123456789")

    response = learner.get(film.url, headers={"Range": "bytes=0-1"})

    assert response.status_code == 206
    assert response["Content-Range"] == "bytes 0-1/10"
    assert response["Content-Type"] == "video/mp4"
    assert response["Content-Disposition"].startswith("inline")
    assert b"".join(response) == b"01"


def test_a_part_beyond_the_film_is_refused(learner, course):
    film = document("film.mp4", b"0123456789")

    assert learner.get(film.url, headers={"Range": "bytes=10-"}).status_code == 416


def test_no_part_of_a_film_is_for_people_who_have_not_signed_in(client, course):
    film = document("film.mp4", b"0123456789")

    response = client.get(film.url, headers={"Range": "bytes=0-1"})

    assert response.url.startswith(reverse("account_login"))


def test_a_lesson_with_a_faulty_part_is_not_published_by_code(lesson):
    with pytest.raises(ValidationError):
        give(lesson, "document", {"title": "Leaflet", "document": None})


def test_a_lesson_with_every_part_twice_stays_within_its_queries(
    learner, course, lesson, question, image, django_assert_max_num_queries
):
    """One or two for each kind of part, however many there are of it."""
    course.conversation = "exchange"
    course.save()
    parts = [
        ("reflection", {"prompt": "Why?"}),
        ("exercise", EXERCISE),
        ("question", {"question": question.pk}),
        ("picture", {"image": image.pk, "alt_text": "Trees", "decorative": False}),
        ("document", {"title": "Leaflet", "document": document("leaf.pdf").pk}),
    ]
    lesson.body = [
        {"type": kind, "id": str(UUID(int=n)), "value": value}
        for n, (kind, value) in enumerate(2 * parts)
    ]
    lesson.save()
    learner.get(lesson.url)  # draws the picture once

    with django_assert_max_num_queries(18):
        assert learner.get(lesson.url).status_code == 200
