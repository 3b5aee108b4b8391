"""What markers type: wrong input, saved comments, and two people at once."""

import re
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from training.forms.marking import PointsField
from training.models import EssayMark, SavedComment

from .essays import address, essays_of, give, hand_in, html, mark, told, words

QUEUE = reverse("training:marking_queue")


@pytest.fixture
def attempt(writer, essay_quiz):
    return hand_in(writer, essay_quiz, "I would ask.\n\nThen I would wait.")


@pytest.fixture
def answer(attempt):
    return essays_of(attempt)[0]


@pytest.fixture
def other_answer(worker, essay_quiz):
    return essays_of(hand_in(worker, essay_quiz, "Ask again."))[0]


# --- Wrong input --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ("", "Give points from 0 to 4, such as 0.5."),
        ("many", "Give points from 0 to 4, such as 0.5."),
        ("nan", "Give points from 0 to 4, such as 0.5."),
        ("9" * 30, "Give points from 0 to 4, such as 0.5."),
        ("4.5", "The question is worth 4 points. Give from 0 to 4."),
        ("-1", "The question is worth 4 points. Give from 0 to 4."),
        ("1.25", "Give whole or half points, such as 2 or 2.5."),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_points_that_are_none_are_refused_and_nothing_is_lost(marker, answer, points, sentence):
    response = mark(marker, answer, points, comment="I liked this.")

    assert sentence in told(response)["points"]
    assert "I liked this." in html(response)
    assert not EssayMark.objects.exists()


def test_one_point_is_one_point():
    with pytest.raises(ValidationError, match=r"is worth 1 point\. Give from 0 to 1\."):
        PointsField(most=1).clean("2")


@pytest.mark.parametrize(
    ("comment", "sentence"),
    [
        ("x" * 3001, "Shorten this to 3000 characters: it has 3001."),
        ("Born 12/3/1990", "This looks like a date of birth."),
        ("a\0b", "Null characters are not allowed."),
    ],
)
def test_a_comment_that_cannot_be_kept_is_refused_and_not_lost(marker, answer, comment, sentence):
    response = mark(marker, answer, comment=comment)

    assert told(response)["comment"][0].startswith(sentence)
    assert comment.replace("\0", "") in html(response).replace("\0", "")
    assert not EssayMark.objects.exists()


@pytest.mark.parametrize("seen", ["x", "-1", "9" * 30, "a\0b"])
def test_nonsense_for_the_mark_that_was_seen_is_refused(marker, answer, seen):
    assert "seen" in told(mark(marker, answer, seen=seen))


@pytest.mark.parametrize(("points", "kept"), [("2,5", "2.5"), (" 0 ", "0"), ("4.0", "4")])
def test_points_may_be_written_as_people_write_them(marker, answer, points, kept):
    mark(marker, answer, points)

    assert EssayMark.objects.get().points == Decimal(kept)


# --- Saved comments -----------------------------------------------------------------------------


@pytest.fixture
def saved():
    SavedComment.objects.create(text="Second.", sort_order=2)
    return SavedComment.objects.create(text="Say what\r\nyou would do.", sort_order=1)


def test_saved_comments_are_offered_in_their_order_with_their_text(marker, answer, saved):
    page = html(marker.get(address(answer)))

    offered = re.findall(r'<option value="\d+" data-text="([^"]*)"', page)
    assert offered == ["Say what\nyou would do.", "Second."]


def test_without_any_the_page_says_where_they_are_kept(marker, answer):
    page = words(marker.get(address(answer)))

    assert "can be kept in the editor" in page
    assert "Add a saved comment" not in page


@pytest.mark.parametrize(
    ("comment", "kept"),
    [("", "Say what\nyou would do."), ("Good.", "Good.\n\nSay what\nyou would do.")],
)
def test_a_chosen_comment_goes_to_the_end(marker, answer, saved, comment, kept):
    mark(marker, answer, comment=comment, saved=saved.pk)

    assert EssayMark.objects.get().comment == kept


def test_a_mistake_elsewhere_keeps_the_choice(marker, answer, saved):
    page = html(mark(marker, answer, "many", comment="Good.", saved=saved.pk))

    assert re.search(rf'<option value="{saved.pk}" selected', page)
    assert "Good.</textarea>" in page


@pytest.mark.parametrize(
    ("chosen", "comment", "sentence"),
    [
        ("x", "", "Choose a saved comment from the list."),
        ("9" * 30, "", "Choose a saved comment from the list."),
        (None, "x" * 2999, "The comment has no room for this. Shorten it first."),
    ],
)
def test_a_saved_comment_that_cannot_be_added_is_refused(
    marker, answer, saved, chosen, comment, sentence
):
    response = mark(marker, answer, comment=comment, saved=chosen or saved.pk)

    assert told(response) == {"saved": [sentence]}
    assert not EssayMark.objects.exists()


def test_trainers_keep_saved_comments_in_the_cms(author):
    response = author.post(
        reverse("wagtailsnippets_training_savedcomment:add"), {"text": "Thank you."}
    )

    assert response.status_code == 302
    assert str(SavedComment.objects.get()) == "Thank you."


# --- Two people at once, and second thoughts ----------------------------------------------------


def test_marked_meanwhile_by_another_the_page_says_so_and_keeps_what_was_typed(
    marker, answer, other_trainer, other_answer
):
    give(answer, "1.5", other_trainer, comment="Too short.")

    response = mark(marker, answer, "4", comment="A fine answer.")

    page = words(response)
    assert "This answer has been marked since you opened it." in page
    assert f"1.5 of 4 , given by {other_trainer}" in page
    assert "Too short." in page
    assert "What you typed, which is not saved Points: 4 A fine answer." in page
    assert "The learner has the result." in page
    assert f'href="{address(other_answer)}#answer">Go to the next answer' in html(response)
    assert EssayMark.objects.count() == 1


@pytest.fixture
def two(writer, two_essays):
    """The essays of an attempt that has two."""
    return essays_of(hand_in(writer, two_essays, "One.", "Two."))


def test_meanwhile_in_an_attempt_that_waits_one_may_still_decide(
    marker, two, trainer, other_trainer
):
    first, _ = two
    give(first, "1", other_trainer)

    response = mark(marker, first, "4", comment="A fine answer.")

    given = EssayMark.objects.get()
    assert f'name="seen" value="{given.pk}"' in html(response)
    assert "A fine answer.</textarea>" in html(response)
    mark(marker, first, "4", comment="A fine answer.", seen=given.pk)
    assert [m.marked_by for m in first.marks.all()] == [other_trainer, trainer]


def test_a_mark_that_can_change_is_in_the_queue_and_begins_as_it_was(marker, two):
    first, _ = two
    mark(marker, first, "2.5", comment="Good.")

    queue = marker.get(QUEUE)
    page = marker.get(address(first))

    assert f"Answer {first.pk} , Two essays: 2.5 of 4" in words(queue)
    assert 'name="points" value="2.5"' in html(page)
    assert "Good.</textarea>" in html(page)
    assert "Save the changed mark" in words(page)


def test_once_the_learner_has_the_result_the_page_only_shows_it(marker, answer):
    mark(marker, answer, "2.5", comment="Good.")

    page = marker.get(address(answer))

    assert "2.5 of 4" in words(page)
    assert "It can change only with a reason that they read." in words(page)
    assert reverse("training:mark_essay_again", args=[answer.pk]) in html(page)
    assert "data-marking" not in html(page)


def test_a_result_given_meanwhile_is_said_too(marker, two, other_trainer):
    first, second = two
    mark(marker, first, "2.5")
    shown = EssayMark.objects.get().pk
    give(second, "1", other_trainer)

    page = words(mark(marker, first, "3", seen=shown))

    assert "The learner has the result by now. Your change is not saved." in page
    assert "Points: 3" in page
    assert [m.points for m in first.marks.all()] == [Decimal("2.5")]
