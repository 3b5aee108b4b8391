import re
from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories import essay, make_quiz, single
from training import actions
from training.models import Attempt, ModulePage

from .attempts import let_time_run_out
from .oracles import all_right, all_wrong
from .test_actions import submit
from .test_course_pages import html


def start(learner, quiz):
    return learner.post(reverse("training:start_quiz", args=[quiz.pk]))


@pytest.fixture
def attempt(worker, quiz):
    return actions.start_attempt(quiz=quiz, by=worker)


@pytest.fixture
def address(attempt):
    return reverse("training:attempt", args=[attempt.pk])


@pytest.fixture
def result_address(attempt):
    return reverse("training:result", args=[attempt.pk])


def ticks(answers):
    return {f"question-{key}": chosen for key, chosen in answers.items()}


def test_a_double_click_on_start_opens_one_attempt(learner, quiz):
    first, second = start(learner, quiz), start(learner, quiz)

    assert first.url == second.url == reverse("training:attempt", args=[Attempt.objects.get().pk])


def test_a_quiz_is_started_by_a_form_and_not_by_following_a_link(learner, quiz):
    assert learner.get(reverse("training:start_quiz", args=[quiz.pk])).status_code == 405


def test_a_quiz_without_questions_says_so(learner, quiz):
    empty = make_quiz(quiz.get_parent(), questions=0)

    page = html(learner.post(reverse("training:start_quiz", args=[empty.pk]), follow=True))

    assert "Questions of this quiz are missing." in page


def test_the_paper_asks_every_question_and_gives_nothing_away(learner, address):
    page = html(learner.get(address))

    assert "Question 1?" in page
    assert page.count('type="checkbox"') == 3
    assert page.count('type="radio"') == 2
    assert "Because" not in page


def test_answers_that_are_all_right_pass(learner, attempt, address, result_address):
    response = learner.post(address, ticks(all_right(attempt.paper)))

    assert response.url == result_address
    page = html(learner.get(result_address))
    assert "Passed" in page
    assert "2 of 2, 100%" in page
    assert "Continue: Module 1, lesson 1" in page


def test_a_fail_is_said_kindly_with_the_way_back(learner, attempt, address, result_address, lesson):
    learner.post(address, ticks(all_wrong(attempt.paper)))

    page = html(learner.get(result_address))

    assert "Not passed yet" in page
    assert "0 of 2, 0%" in page
    assert re.search(r"Your answer:</p> <ul [^>]*> <li> Wrong", page)
    assert "Not right" in page
    assert "Because 2." in page
    assert "Try again" in page
    assert lesson.url in page


def test_a_blank_answer_is_refused_beside_its_question_and_the_rest_is_kept(
    learner, attempt, address
):
    second = attempt.paper["questions"][1]

    page = html(learner.post(address, ticks({second["key"]: second["shown"][:1]})))

    assert page.count("Answer question 1.") == 2  # summary and question
    assert "Answer question 2." not in page
    assert page.count(" checked") == 1
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


def test_a_choice_that_was_not_offered_is_refused(learner, attempt, address):
    answers = ticks(all_right(attempt.paper))

    page = html(learner.post(address, {key: ["999"] for key in answers}))

    assert page.count("Choose from the answers that are offered.") == 4
    assert not attempt.answers.exists()


def test_a_second_submission_leads_to_the_result_and_changes_nothing(
    learner, attempt, address, result_address
):
    learner.post(address, ticks(all_right(attempt.paper)))

    response = learner.post(address, ticks(all_wrong(attempt.paper)))

    assert response.url == result_address
    attempt.refresh_from_db()
    assert attempt.passed


def test_two_submissions_at_once_lead_to_the_result(
    learner, worker, attempt, address, result_address, monkeypatch
):
    """The second was let in before the first had been marked."""

    def submitted_meanwhile(**_):
        raise actions.AlreadySubmitted

    monkeypatch.setattr(actions, "submit_attempt", submitted_meanwhile)

    assert learner.post(address, ticks(all_right(attempt.paper))).url == result_address


def test_an_attempt_that_is_open_has_no_result_yet(learner, address, result_address):
    assert learner.get(result_address).url == address


def test_the_result_outlives_the_quiz(learner, worker, quiz):
    attempt, _ = submit(quiz, worker)
    quiz.delete()

    assert "2 of 2, 100%" in html(learner.get(reverse("training:result", args=[attempt.pk])))


def test_the_quiz_that_finishes_the_course_leads_to_the_certificate(learner, worker, lessons, quiz):
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=worker)
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    address = reverse("training:attempt", args=[attempt.pk])

    page = html(learner.post(address, ticks(all_right(attempt.paper)), follow=True))

    assert "You have finished the course and earned your certificate." in page
    assert "See your certificate" in page


@pytest.mark.parametrize("name", ["attempt", "result"])
def test_somebody_elses_attempt_is_not_found(client, supervisor, outsider, attempt, name):
    for person in (supervisor, outsider):
        client.force_login(person)
        assert client.get(reverse(f"training:{name}", args=[attempt.pk])).status_code == 404
        assert client.post(reverse(f"training:{name}", args=[attempt.pk])).status_code == 404


# --- After a try --------------------------------------------------------------------------------


def result_page(learner, attempt):
    return html(learner.get(reverse("training:result", args=[attempt.pk])))


def test_the_quiz_has_its_own_words_for_those_who_passed_and_those_who_did_not(
    learner, worker, quiz
):
    quiz.text_if_passed, quiz.text_if_not_passed = "Well <done>.", "Try the film again."
    quiz.save()
    failed, _ = submit(quiz, worker, all_wrong)
    passed, _ = submit(quiz, worker)
    quiz.text_if_passed = quiz.text_if_not_passed = "Changed since."
    quiz.save()

    assert "Try the film again." in result_page(learner, failed)
    assert "Well &lt;done&gt;." in result_page(learner, passed)


def test_papers_from_before_these_words_have_none(learner, worker, quiz):
    attempt, _ = submit(quiz, worker)
    del attempt.paper["text_if_passed"]
    attempt.save()

    assert "2 of 2, 100%" in result_page(learner, attempt)


def test_without_attempts_left_none_is_offered(learner, worker, quiz):
    quiz.attempts_allowed = 1
    quiz.save()
    attempt, _ = submit(quiz, worker, all_wrong)

    for page in (result_page(learner, attempt), html(learner.get(quiz.url))):
        assert "You have used all the attempts that this quiz allows." in page
        assert "Ask your trainer what to do." in page
        assert "Try again" not in page


def test_while_one_must_wait_the_time_is_said(learner, worker, quiz):
    quiz.wait_hours = 24
    quiz.save()
    attempt, _ = submit(quiz, worker, all_wrong)

    for page in (result_page(learner, attempt), html(learner.get(quiz.url))):
        assert "You can try again from" in page
        assert "Try again" not in page

    attempt.submitted_at -= timedelta(hours=25)
    attempt.save()
    assert "Try again" in result_page(learner, attempt)


def test_while_an_essay_waits_nothing_is_offered(learner, worker, module):
    quiz = make_quiz(module, "Essay", definitions=[essay()])
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    key = attempt.paper["questions"][0]["key"]
    actions.submit_attempt(attempt=attempt, answers={key: "Words."}, by=worker)

    page = html(learner.get(quiz.url))

    assert "You need not do anything now." in page
    assert "Try again" not in page


def test_an_old_fail_does_not_ask_for_another_try_after_a_pass(learner, worker, quiz):
    failed, _ = submit(quiz, worker, all_wrong)
    submit(quiz, worker)

    page = result_page(learner, failed)

    assert "You have passed this quiz in another attempt." in page
    assert "Try again" not in page
    assert "Lessons to look at again" not in page


def test_an_attempt_that_is_open_is_gone_on_with(learner, worker, quiz):
    quiz.attempts_allowed = 2
    quiz.save()
    failed, _ = submit(quiz, worker, all_wrong)
    actions.start_attempt(quiz=quiz, by=worker)

    assert "Continue the quiz" in result_page(learner, failed)


def test_the_story_of_a_scenario_is_told_once_with_the_result(learner, worker, module):
    scenario = {
        "kind": "scenario", "stem": "Sam does not open.", "points": 2, "feedback": "",
        "parts": [single("First?"), single("Then?")],
    }  # fmt: skip
    quiz = make_quiz(module, "Scenario", definitions=[scenario])
    attempt, _ = submit(quiz, worker)

    assert result_page(learner, attempt).count("Sam does not open.") == 1


@pytest.mark.parametrize("rule", [{}, {"attempts_allowed": 1}, {"wait_hours": 24}])
def test_going_on_when_time_is_up_leads_to_the_result_and_begins_no_other(
    learner, worker, module, rule
):
    timed = make_quiz(module, "Timed", time_limit=2, **rule)
    attempt = actions.start_attempt(quiz=timed, by=worker)
    let_time_run_out(attempt)

    page = html(learner.post(reverse("training:start_quiz", args=[timed.pk]), follow=True))

    assert "The time was up." in page
    assert "Your result" in page
    assert Attempt.objects.get().submitted_at


@pytest.mark.parametrize(
    ("minutes", "said"), [(1, "You have 1 minute,"), (2, "You have 2 minutes,")]
)
def test_a_quiz_says_how_long_it_may_take(learner, module, minutes, said):
    timed = make_quiz(module, "Timed", time_limit=minutes)

    page = html(learner.get(timed.url))

    assert said in page
    assert "The time goes on if you leave the quiz." in page


def test_on_a_timed_paper_nobody_is_told_that_they_may_stop(learner, worker, module, address):
    timed = make_quiz(module, "Timed", time_limit=2)
    attempt = actions.start_attempt(quiz=timed, by=worker)

    assert "but the time goes on" in html(
        learner.get(reverse("training:attempt", args=[attempt.pk]))
    )
    assert "You may stop and go on later" in html(learner.get(address))


def test_a_quiz_says_how_many_attempts_are_left(learner, worker, module):
    quiz = make_quiz(module, "Twice", attempts_allowed=2)
    submit(quiz, worker, all_wrong)

    assert "You have 1 attempt left." in html(learner.get(quiz.url))


def test_where_a_module_has_no_lessons_none_are_offered_after_a_fail(learner, worker, module):
    alone = module.get_parent().add_child(instance=ModulePage(title="Exam", summary="The end."))
    attempt, _certificate = submit(make_quiz(alone), worker, all_wrong)

    page = html(learner.get(reverse("training:result", args=[attempt.pk])))

    assert "Not passed yet" in page
    assert "Lessons to look at again" not in page
