"""An attempt from its first question to its result, and for ever after."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import essay, make_question, make_quiz, single
from training import actions, queries
from training.models import Answer, Attempt, Outcome, Question, QuizDraw, QuizPage

from .attempts import address, let_time_run_out, saved, ticks
from .oracles import all_right, all_wrong
from .test_actions import submit
from .test_course_pages import html
from .test_questions import numeric


@pytest.fixture
def attempt(worker, quiz):
    return actions.start_attempt(quiz=quiz, by=worker)


# --- The paper --------------------------------------------------------------------------------


def test_an_attempt_draws_its_questions_and_asks_none_twice(worker, module):
    picked = make_question(single("Picked?"), outcome="Listens")
    for number in range(4):
        make_question(single(f"Drawn {number}?"), outcome="Listens")
    quiz = make_quiz(module, definitions=[])
    quiz.questions.create(question=picked)
    quiz.draws.add(QuizDraw(outcome=Outcome.objects.get(), number=3))
    quiz.save()

    paper = actions.start_attempt(quiz=quiz, by=worker).paper

    stems = [q["definition"]["stem"] for q in paper["questions"]]
    assert stems[0] == "Picked?"
    assert len(set(stems)) == 4
    assert {q["outcome"] for q in paper["questions"]} == {"Listens"}


def test_a_retired_question_is_asked_no_more(worker, quiz):
    retired = quiz.questions.first().question
    retired.is_retired = True
    retired.save()

    paper = actions.start_attempt(quiz=quiz, by=worker).paper

    assert [q["definition"]["stem"] for q in paper["questions"]] == ["Question 2?"]
    assert QuizPage.objects.get().number_of_questions == 1


def test_a_quiz_that_draws_more_than_there_is_left_is_not_started(worker, quiz):
    outcome = make_question(single(), outcome="Listens").outcome
    quiz.draws.add(QuizDraw(outcome=outcome, number=1))
    quiz.save()
    Question.objects.update(is_retired=True)

    with pytest.raises(actions.NothingToAsk):
        actions.start_attempt(quiz=quiz, by=worker)


def test_an_open_attempt_asks_what_it_was_begun_with(learner, attempt, quiz):
    question = quiz.questions.first().question
    rewrite(question, "Something else?")

    page = html(learner.get(address("attempt", attempt)))

    assert "Question 1?" in page
    assert "Something else?" not in page


def rewrite(question, stem):
    question.content[0].value["stem"].source = stem
    question.save()


# --- Saving -----------------------------------------------------------------------------------


def test_what_is_answered_is_kept_to_go_on_with_later(learner, attempt):
    answers = all_right(attempt.paper)
    first = next(iter(answers))

    response = learner.post(
        address("attempt", attempt), {**ticks({first: answers[first]}), "later": "1"}
    )

    assert response.url == attempt.quiz.url
    assert saved(attempt)[first] == answers[first]
    assert html(learner.get(address("attempt", attempt))).count(" checked") == len(answers[first])


def test_the_page_keeps_answers_by_itself(learner, attempt):
    answers = all_right(attempt.paper)

    response = learner.post(address("save_attempt", attempt), ticks(answers))

    assert response.json()["saved"]
    assert saved(attempt) == answers
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


@pytest.mark.parametrize("name", ["save_attempt", "attempt"])
def test_a_number_half_typed_does_not_keep_the_other_answers_from_being_kept(
    learner, worker, module, name
):
    quiz = make_quiz(module, "Numbers", definitions=[single(), numeric()])
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    choice, number = (question["key"] for question in attempt.paper["questions"])

    learner.post(address(name, attempt), ticks({choice: ["Right"], number: "about 3"}))

    assert saved(attempt) == {choice: ["Right"]}
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


@pytest.mark.parametrize("name", ["save_attempt", "attempt"])
def test_an_older_tab_leaves_what_another_one_answered(learner, worker, module, name):
    quiz = make_quiz(module, "Two", definitions=[single("One?"), single("Two?")])
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    first, second = (question["key"] for question in attempt.paper["questions"])
    actions.save_answers(attempt=attempt, answers={first: ["Right"]}, by=worker)

    old_tab = {**ticks({second: ["Wrong"]}), "changed": ["", f"question-{second}"]}
    learner.post(address(name, attempt), old_tab)

    assert saved(attempt) == {first: ["Right"], second: ["Wrong"]}


def test_an_answer_given_again_takes_the_place_of_the_first(worker, attempt):
    actions.save_answers(attempt=attempt, answers=all_wrong(attempt.paper), by=worker)
    actions.save_answers(attempt=attempt, answers=all_right(attempt.paper), by=worker)

    assert saved(attempt) == all_right(attempt.paper)


@pytest.mark.parametrize("response", [["no such choice"], "Right", {"Right": "Right"}])
def test_an_answer_that_the_paper_does_not_offer_is_not_kept(worker, attempt, response):
    key = attempt.paper["questions"][0]["key"]

    with pytest.raises(actions.AnswerNotOffered):
        actions.save_answers(attempt=attempt, answers={key: response}, by=worker)

    assert not Answer.objects.exists()


def test_an_answer_to_a_question_of_another_paper_is_not_kept(worker, attempt):
    with pytest.raises(actions.AnswerNotOffered):
        actions.save_answers(attempt=attempt, answers={"999": ["Right"]}, by=worker)


# --- Handing in -------------------------------------------------------------------------------


def test_gaps_are_refused_by_name_and_then_handed_in_if_wished(learner, attempt):
    answers = all_right(attempt.paper)
    first, second = answers
    given = ticks({first: answers[first]})

    page = html(learner.post(address("attempt", attempt), given))
    assert "Answer question 2." in page
    assert "Hand in with these gaps" in page
    assert page.count(" checked") == len(answers[first])
    attempt.refresh_from_db()
    assert attempt.submitted_at is None

    learner.post(address("attempt", attempt), {**given, "with_gaps": "1"})
    attempt.refresh_from_db()
    assert (attempt.earned, attempt.total, attempt.passed) == (1, 2, False)
    assert attempt.answers.get(question_key=second).earned == 0


def test_an_attempt_that_is_handed_in_takes_no_more(learner, worker, quiz):
    attempt, _ = submit(quiz, worker, all_wrong)
    answers = ticks(all_right(attempt.paper))

    assert learner.post(address("save_attempt", attempt), answers).status_code == 409
    assert learner.post(address("attempt", attempt), answers).url == address("result", attempt)
    with pytest.raises(actions.AlreadySubmitted):
        actions.save_answers(attempt=attempt, answers={}, by=worker)

    assert saved(attempt) == all_wrong(attempt.paper)


@pytest.mark.parametrize(
    ("name", "more"),
    [
        ("attempt", []),
        ("save_attempt", []),
        ("next_question", []),
        ("question", [1]),
        ("result", []),
    ],
)
def test_somebody_elses_attempt_is_not_found(client, supervisor, attempt, name, more):
    client.force_login(supervisor)

    assert client.post(address(name, attempt, *more)).status_code == 404


def test_a_quiz_may_be_worth_as_many_points_as_its_author_likes(worker, module):
    quiz = make_quiz(module, "Many", definitions=[single(f"{n}?", points=100) for n in range(101)])
    attempt = actions.start_attempt(quiz=quiz, by=worker)

    actions.submit_attempt(attempt=attempt, answers=all_right(attempt.paper), by=worker)

    attempt.refresh_from_db()
    assert (attempt.earned, attempt.total, attempt.passed) == (10_100, 10_100, True)


# --- Time -------------------------------------------------------------------------------------


def test_a_time_limit_and_the_learners_extra_time_set_the_end(worker, trainer, quiz):
    quiz.time_limit = 60
    quiz.save()
    actions.set_extra_time(user=worker, percent=25, reason="Dyslexia.", by=trainer)

    attempt = actions.start_attempt(quiz=quiz, by=worker)

    taken = attempt.ends_at - attempt.started_at
    assert timedelta(minutes=74) < taken < timedelta(minutes=76)


def test_answers_a_moment_late_still_count(learner, attempt):
    let_time_run_out(attempt, ago=20)

    learner.post(address("attempt", attempt), ticks(all_right(attempt.paper)))

    attempt.refresh_from_db()
    assert attempt.passed


def test_after_the_time_limit_only_what_was_saved_counts(learner, worker, attempt):
    answers = all_right(attempt.paper)
    first = next(iter(answers))
    actions.save_answers(attempt=attempt, answers={first: answers[first]}, by=worker)
    let_time_run_out(attempt)

    assert learner.post(address("attempt", attempt), ticks(answers)).url == address(
        "result", attempt
    )

    attempt.refresh_from_db()
    assert (attempt.earned, attempt.passed) == (1, False)
    assert attempt.submitted_at <= attempt.ends_at + actions.attempts.GRACE


def test_a_late_save_is_not_kept(learner, attempt):
    let_time_run_out(attempt)

    response = learner.post(address("save_attempt", attempt), ticks(all_right(attempt.paper)))

    assert response.status_code == 409
    assert saved(attempt) == {}


def test_starting_again_after_the_time_limit_hands_in_the_old_attempt(worker, quiz, attempt):
    let_time_run_out(attempt)

    again = actions.start_attempt(quiz=quiz, by=worker)

    attempt.refresh_from_db()
    assert again != attempt
    assert attempt.passed is False


def test_an_attempt_whose_time_is_over_stays_handed_in_when_no_other_is_allowed(
    worker, quiz, attempt
):
    QuizPage.objects.update(attempts_allowed=1)
    quiz.refresh_from_db()
    let_time_run_out(attempt)

    with pytest.raises(actions.NoAttemptsLeft):
        actions.start_attempt(quiz=quiz, by=worker)

    attempt.refresh_from_db()
    assert attempt.submitted_at


# --- How often --------------------------------------------------------------------------------


def test_no_more_attempts_than_are_allowed(learner, worker, quiz):
    quiz.attempts_allowed = 1
    quiz.save()
    submit(quiz, worker, all_wrong)

    page = html(learner.post(reverse("training:start_quiz", args=[quiz.pk]), follow=True))

    assert "You have used all the attempts that this quiz allows." in page
    assert Attempt.objects.count() == 1


def test_the_next_attempt_waits_its_hours(learner, worker, quiz):
    quiz.wait_hours = 24
    quiz.save()
    first, _ = submit(quiz, worker, all_wrong)

    page = html(learner.post(reverse("training:start_quiz", args=[quiz.pk]), follow=True))
    assert "You can try again from" in page

    first.submitted_at -= timedelta(hours=25)
    first.save()
    assert actions.start_attempt(quiz=quiz, by=worker) != first


# --- Essays -----------------------------------------------------------------------------------


def test_an_essay_waits_for_a_person_and_is_not_a_fail(learner, worker, module):
    quiz = make_quiz(module, definitions=[single(), essay(points=4)])
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    choice, text = (q["key"] for q in attempt.paper["questions"])

    page = html(
        learner.post(
            address("attempt", attempt),
            ticks({choice: ["Right"], text: "I would ask first."}),
            follow=True,
        )
    )

    attempt.refresh_from_db()
    assert attempt.waits
    assert (attempt.earned, attempt.passed) == (None, None)
    assert attempt.answers.get(question_key=text).earned is None
    assert "Waiting to be marked" in page
    assert "I would ask first." in page
    assert "Not passed yet" not in page
    assert "Try again" not in page


# --- For ever after ---------------------------------------------------------------------------


def test_an_old_result_stays_as_it_was_whatever_changes(learner, worker, quiz):
    attempt, _ = submit(quiz, worker, all_wrong)
    before = row(attempt), main_part(learner.get(address("result", attempt)))

    for pick in quiz.questions.all():
        rewrite(pick.question, "Something else?")
    quiz.pass_mark, quiz.title, quiz.feedback = 1, "Another title", QuizPage.Feedback.WRONG
    quiz.save()

    assert (row(attempt), main_part(learner.get(address("result", attempt)))) == before
    assert queries.result_of(attempt).title == "Module 1, quiz"


def row(attempt):
    return (
        Attempt.objects.filter(pk=attempt.pk).values_list()[0],
        list(Answer.objects.filter(attempt=attempt).order_by("pk").values_list()),
    )


def main_part(response):
    """The page below its trail, without the token that each form has of its own."""
    main = re.search(r"<main.*</main>", response.content.decode(), re.DOTALL)[0]
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", main)
