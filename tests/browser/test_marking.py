"""Marking essays with the keyboard alone."""

import pytest
from playwright.sync_api import expect

from agencies.roles import Role
from tests.factories import MembershipFactory, essay, make_course, make_quiz
from training import actions
from training.models import EssayMark, ModulePage, SavedComment


@pytest.fixture
def answers():
    """Two that wait, to the same question."""
    make_course()
    quiz = make_quiz(ModulePage.objects.get(), "Essay", definitions=[essay(points=4)])
    return [_written(quiz, text) for text in ("I would ask.", "I would wait.")]


def _written(quiz, text):
    user = MembershipFactory(role=Role.WORKER).user
    attempt = actions.start_attempt(quiz=quiz, by=user)
    [question] = attempt.paper["questions"]
    actions.submit_attempt(attempt=attempt, answers={question["key"]: text}, by=user)
    return attempt.answers.get()


def test_one_marks_and_goes_on_without_a_mouse(visit, author, answers):
    SavedComment.objects.create(text="Say what you would do.")
    marker = visit(author)
    page = marker.page
    page.goto("/training/marking/")
    marker.looks_right()
    page.get_by_role("link", name="Mark 2 answers").press("Enter")

    page.get_by_label("Points, from 0 to 4").fill("2.5")
    page.keyboard.press("Tab")
    page.keyboard.type("Thank you.")
    page.keyboard.press("Tab")
    page.get_by_label("Add a saved comment").select_option("Say what you would do.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    comment = page.get_by_label("Comment to the learner")
    expect(comment).to_be_focused()
    expect(comment).to_have_value("Thank you.\n\nSay what you would do.")
    marker.looks_right()
    page.keyboard.press("Control+Enter")

    first, second = answers
    expect(page.get_by_role("heading", name=f"Answer {second.pk} 2 of 2")).to_be_focused()
    marker.looks_right()
    given = EssayMark.objects.get()
    assert (given.answer, float(given.points)) == (first, 2.5)
    assert given.comment == "Thank you.\n\nSay what you would do."


def test_enter_in_the_points_saves_and_mistakes_are_read_first(visit, author, answers):
    page = visit(author).page
    page.goto(f"/training/marking/{answers[0].pk}/")

    page.get_by_label("Points, from 0 to 4").fill("9")
    page.keyboard.press("Enter")

    expect(page.locator(".nhsuk-error-summary")).to_be_focused()
    assert not EssayMark.objects.exists()


def test_leaving_what_was_typed_is_asked_about(visit, author, answers):
    page = visit(author).page
    page.goto(f"/training/marking/{answers[0].pk}/")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))

    page.get_by_label("Comment to the learner").press_sequentially("Thank")
    page.get_by_role("link", name="Skip to the next").click()

    expect(page).to_have_url(
        f"{page.url.split('/training')[0]}/training/marking/{answers[1].pk}/#answer"
    )
    assert asked == ["beforeunload"]
