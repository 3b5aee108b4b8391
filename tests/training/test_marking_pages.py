"""The pages on which essays are marked, and what their learner sees before and after."""

import re
from decimal import Decimal

import pytest
from django.apps import apps
from django.urls import reverse

from training import actions
from training.models import EssayMark, QuizPage, SavedComment
from training.trainers import make_trainers_group

from .essays import address, essays_of, give, hand_in, html, mark, words

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


# --- The queue ----------------------------------------------------------------------------------


def test_an_empty_queue_says_what_comes_here(marker, site):
    page = words(marker.get(QUEUE))

    assert "No essay waits" in page
    assert "When somebody hands in a quiz with an essay" in page


def test_the_queue_leads_to_the_answers(marker, answer, other_answer):
    response = marker.get(QUEUE)

    page = words(response)
    assert "What would you do?" in page
    assert "Mark 2 answers" in page
    assert address(answer) in html(response)


def test_trainers_are_told_that_essays_wait(marker, answer, trainer):
    trainer.groups.add(make_trainers_group(apps))

    assert "1 essay waits to be marked." in words(marker.get(reverse("start")))
    assert QUEUE in html(marker.get(reverse("training:courses")))
    home = html(marker.get(reverse("wagtailadmin_home")))
    assert "1 essay waits to be marked" in home
    assert QUEUE in home


def test_without_essays_the_front_pages_are_silent(marker, site, trainer):
    trainer.groups.add(make_trainers_group(apps))

    assert "to be marked" not in words(marker.get(reverse("start")))
    assert "to be marked" not in html(marker.get(reverse("wagtailadmin_home")))


def test_ones_own_essays_wait_for_another(marker, trainer, essay_quiz):
    [own] = essays_of(hand_in(trainer, essay_quiz, "Mine."))

    page = words(marker.get(QUEUE))

    assert "One essay of your own waits too. Another trainer marks it." in page
    assert "Mark 1 answer" not in page
    assert marker.get(address(own)).status_code == 404
    assert mark(marker, own).status_code == 404


# --- One answer ---------------------------------------------------------------------------------


def test_the_marker_reads_the_question_the_guidance_and_the_answer(marker, answer, other_answer):
    page = words(marker.get(address(answer)))

    assert "The question What would you do?" in page
    assert "What to look for Look for a step." in page
    assert f"Answer {answer.pk} 1 of 2" in page
    assert "I would ask. Then I would wait. 7 words" in page
    assert "Points, from 0 to 4" in page


def test_marked_blind_nothing_on_the_page_tells_whose_it_is(
    marker, answer, attempt, writer, other_answer, other_trainer, north, team
):
    """Neither before, nor after a mistake, nor when it is marked, nor in the queue."""
    pages = [marker.get(QUEUE), marker.get(address(answer)), mark(marker, answer, "many")]
    pages.append(mark(marker, other_answer, follow=True))
    give(answer, "1", other_trainer)
    pages += [mark(marker, answer), marker.get(address(answer))]

    for page in map(html, pages):
        for telling in (
            "Unmistakable", "unmistakable@", str(team), f">{north}", f" {north}<",
            f"/attempts/{attempt.pk}/", f"/people/{writer.pk}/",
        ):  # fmt: skip
            assert telling not in page


def test_the_message_after_the_last_mark_is_blind_too(marker, answer):
    assert "Unmistakable" not in html(mark(marker, answer, follow=True))


def test_otherwise_the_name_and_the_agency_are_shown(marker, answer, essay_quiz):
    QuizPage.objects.filter(pk=essay_quiz.pk).update(marked_blind=False)

    assert "Written by Unmistakable Writer, North" in words(marker.get(address(answer)))


def test_saving_leads_to_the_heading_of_the_next_answer(marker, answer, other_answer):
    response = mark(marker, answer, "2.5", comment="Good.")

    assert response.url == f"{address(other_answer)}#answer"
    given = EssayMark.objects.get()
    assert (given.points, given.comment) == (Decimal("2.5"), "Good.")
    page = marker.get(response.url)
    assert '<h2 class="app-marking__answer" id="answer" tabindex="-1"' in html(page)
    assert f"Answer {other_answer.pk} 2 of 2" in words(page)
    assert f"Saved: you gave answer {answer.pk} 2.5 of 4." in words(page)


def test_after_the_last_answer_the_queue_says_so(marker, answer):
    response = mark(marker, answer, follow=True)

    assert response.redirect_chain == [(QUEUE, 302)]
    assert "No other answer to that question waits." in words(response)


def test_one_may_skip(marker, answer, other_answer):
    page = html(marker.get(address(answer)))
    assert f'href="{address(other_answer)}#answer">Skip to the next' in page

    page = html(marker.get(address(other_answer)))
    assert f'href="{address(answer)}#answer">Skip to the next' in page


def test_the_only_answer_cannot_be_skipped(marker, answer):
    assert "Skip to the next" not in html(marker.get(address(answer)))


def test_enter_in_a_field_saves(marker, answer, other_answer):
    """A browser presses the first button of the form that sends it."""
    SavedComment.objects.create(text="Good.")

    page = html(marker.get(address(answer)))

    form = re.search(r"<form[^>]*data-marking.*?</form>", page, re.DOTALL)[0]
    senders = [b for b in re.findall(r"<button[^>]*>", form) if 'type="button"' not in b]
    assert len(senders) == 1


@pytest.mark.parametrize("who", ["worker", "lead", "reviewer"])
def test_for_others_there_are_no_such_pages(client, answer, who, request):
    client.force_login(request.getfixturevalue(who))

    assert client.get(QUEUE).status_code == 404
    assert client.get(address(answer)).status_code == 404


def test_what_is_not_an_essay_or_not_handed_in_is_not_found(
    marker, writer, worker, module, essay_quiz
):
    choices = QuizPage.objects.exclude(pk=essay_quiz.pk).get()
    ticked = hand_in(writer, choices).answers.first()
    draft = actions.start_attempt(quiz=essay_quiz, by=worker)
    key = draft.paper["questions"][1]["key"]
    actions.save_answers(attempt=draft, answers={key: "Half a"}, by=worker)

    for answer in (ticked, draft.answers.get()):
        assert marker.get(address(answer)).status_code == 404


# --- The learner --------------------------------------------------------------------------------


def test_the_learner_reads_that_it_waits_and_then_the_points_and_the_comment(
    client, attempt, answer, writer, trainer
):
    client.force_login(writer)
    result = reverse("training:result", args=[attempt.pk])
    before = words(client.get(result))
    assert "Waiting to be marked" in before
    assert "Not passed yet" not in before

    give(answer, "3.5", trainer, comment="Well put.")

    after = words(client.get(result))
    assert "Waiting to be marked" not in after
    assert "Passed" in after
    assert "From the person who marked it: Well put." in after
    assert str(trainer) not in after.split("Your result", 1)[1]
