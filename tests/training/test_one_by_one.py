"""A quiz that gives its feedback after each question."""

import pytest

from training import actions
from training.models import QuizPage

from .attempts import address, saved, ticks
from .oracles import all_right, all_wrong
from .test_course_pages import html


@pytest.fixture
def each(worker, quiz):
    quiz.feedback = QuizPage.Feedback.EACH
    quiz.save()
    return actions.start_attempt(quiz=quiz, by=worker)


def test_a_checked_answer_is_final_and_has_its_feedback(learner, each):
    first, second = all_right(each.paper)
    wrong, right = all_wrong(each.paper), all_right(each.paper)
    page = address("question", each, 1)

    assert learner.get(address("attempt", each), follow=True).redirect_chain[-1][0] == page
    feedback = html(learner.post(page, ticks({first: wrong[first]}), follow=True))
    assert "Not right" in feedback
    assert "Because 1." in feedback

    learner.post(page, ticks({first: right[first]}))
    learner.post(address("save_attempt", each), ticks(right))
    assert saved(each) == {first: wrong[first], second: right[second]}


def test_a_question_is_not_checked_without_an_answer(learner, each):
    page = html(learner.post(address("question", each, 1), {"other": "1"}))

    assert "Answer question 1." in page
    assert "Because 1." not in page


def test_after_the_last_question_the_attempt_is_handed_in(learner, each):
    for number, (key, chosen) in enumerate(all_right(each.paper).items(), start=1):
        learner.post(address("question", each, number), ticks({key: chosen}))

    assert "You have answered every question." in html(learner.get(address("next_question", each)))
    learner.post(address("next_question", each))

    each.refresh_from_db()
    assert each.passed


def test_a_question_can_be_skipped_and_come_back_to(learner, each):
    first, _ = all_right(each.paper)
    chosen = all_right(each.paper)[first]
    skipped = learner.post(address("question", each, 1), {**ticks({first: chosen}), "skip": "1"})

    assert learner.get(skipped.url).url == address("question", each, 2)
    assert saved(each) == {first: chosen}
    learner.post(address("question", each, 2), {"skip": "1"})
    page = html(learner.get(address("next_question", each) + "?after=2"))
    assert "Question 1</a>: answered, not checked" in page
    assert "Question 2</a>: no answer yet" in page
    assert learner.get(address("next_question", each)).url == address("question", each, 1)


def test_what_cannot_be_read_is_not_kept_when_a_question_is_skipped(learner, each):
    first = each.paper["questions"][0]["key"]

    learner.post(address("question", each, 1), {**ticks({first: ["999"]}), "skip": "1"})

    assert saved(each) == {}


def test_gaps_are_handed_in_only_when_that_is_said(learner, each):
    first, second = all_right(each.paper)
    learner.post(address("question", each, 1), ticks({first: all_right(each.paper)[first]}))

    page = html(learner.post(address("next_question", each)))
    each.refresh_from_db()
    assert "Hand in with these gaps" in page
    assert each.submitted_at is None

    learner.post(address("next_question", each), {"with_gaps": "1"})
    each.refresh_from_db()
    assert (each.earned, each.total) == (1, 2)
    assert each.answers.get(question_key=second).earned == 0


@pytest.mark.parametrize("after", ["x", "-1", "9" * 30, "²"])
def test_nonsense_after_which_to_go_on_is_passed_over(learner, each, after):
    response = learner.get(address("next_question", each), {"after": after})

    assert response.url == address("question", each, 1)


@pytest.mark.parametrize("number", [0, 3, 10**20])
def test_a_question_that_is_not_in_the_paper_is_not_found(learner, each, number):
    assert learner.get(address("question", each, number)).status_code == 404
