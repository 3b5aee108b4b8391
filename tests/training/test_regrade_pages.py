from decimal import Decimal

import pytest
from django.urls import reverse

from tests.factories import choices, essay, make_quiz, single
from training import actions
from training.models import Regrade

from .oracles import all_right, all_wrong
from .test_actions import submit
from .test_course_pages import html
from .test_regrades import MENDED, WRONG_KEY, rewrite


@pytest.fixture
def quiz(module):
    return make_quiz(module, "Keys", definitions=[WRONG_KEY])


@pytest.fixture
def question(quiz):
    return quiz.questions.get().question


@pytest.fixture
def versions(worker, supervisor, quiz, question):
    """The worker would pass by the second, the supervisor passed by the first."""
    submit(quiz, worker, all_wrong)
    submit(quiz, supervisor, all_right)
    return question.versions.get(), rewrite(question, MENDED)


def address(question):
    return reverse("training:regrade", args=[question.pk])


def chosen(versions, **more):
    asked, marked_by = versions
    return {"asked": asked.pk, "marked_by": marked_by.pk, **more}


def test_the_page_says_who_was_asked_what(author, question, versions):
    page = html(author.get(address(question)))

    assert "Version 1 (2 results)" in page
    assert "The agency" in page
    assert "Both of you" in page
    assert "What would change" not in page


def test_before_anything_changes_it_says_what_would(author, worker, supervisor, question, versions):
    page = html(author.get(address(question), chosen(versions)))

    assert "1 of 2 results changes. Higher: 1. Lower: 0." in page
    assert "1 person passes who did not." in page
    assert f"{worker}: 0 of 1, would be 1 of 1" in page
    assert "1 result would no longer be a pass. It stays as it is" in page
    assert f"{supervisor}: 1 of 1, would be 0 of 1" in page
    assert not Regrade.objects.exists()


def test_a_regrade_needs_a_reason(author, question, versions):
    page = html(author.post(address(question), chosen(versions, reason=" ")))

    assert page.count("Say why, in a sentence that the learner can read.") == 2
    assert "Mark 1 result again" in page
    assert not Regrade.objects.exists()


def test_a_reason_names_nobody(author, question, versions):
    reason = "Write to mary@example.org."

    page = html(author.post(address(question), chosen(versions, reason=reason)))

    assert "an e-mail address" in page
    assert not Regrade.objects.exists()


def test_confirmed_it_is_done_once(author, question, versions):
    given = chosen(versions, reason="The key was wrong.")

    page = html(author.post(address(question), given, follow=True))
    again = html(author.post(address(question), given, follow=True))

    assert "1 result was marked again." in page
    assert "No result would change, so nothing was marked again." in again
    assert Regrade.objects.count() == 1


def test_a_version_that_does_not_fit_is_refused_beside_its_field(author, question, versions):
    other = rewrite(question, single(options=choices("Nobody", wrong=("Both of you",))))

    page = html(author.get(address(question), chosen((versions[0], other))))

    assert page.count("It does not have the same choices: some were added or taken away.") == 2
    assert "What would change" not in page


@pytest.mark.parametrize("pk", ["", "0", "9" * 30, "\0", "x"])
def test_a_version_that_is_not_there_is_refused(author, question, versions, pk):
    page = html(author.post(address(question), {"asked": pk, "marked_by": pk, "reason": "R."}))

    assert "There is a problem" in page


def test_words_that_changed_are_told(author, question, versions):
    options = [{**option, "text": option["text"].upper()} for option in MENDED["options"]]
    reworded = rewrite(question, {**MENDED, "options": options})

    page = html(author.get(address(question), chosen((versions[0], reworded))))

    assert "“Both of you” is now “BOTH OF YOU”" in page


def test_a_question_that_nobody_was_asked_says_so(author, question):
    assert "so there is nothing to mark again" in html(author.get(address(question)))


def test_with_one_version_the_question_is_to_be_mended_first(author, worker, quiz, question):
    submit(quiz, worker)

    assert "There is only one version." in html(author.get(address(question)))


def test_the_learner_reads_why_and_what_it_was(client, worker, trainer, question, versions):
    asked, mended = versions
    actions.regrade(asked=asked, marked_by=mended, reason="The key was wrong.", by=trainer)
    client.force_login(worker)

    attempt = worker.attempts.get()
    page = html(client.get(reverse("training:result", args=[attempt.pk])))

    assert "Marked again" in page
    assert "The key was wrong." in page
    assert "Before: 0 of 1." in page
    assert "1 of 1, 100%" in page
    assert "Passed" in page
    assert "Try again" not in page


def test_the_record_says_what_a_regrade_came_to(client, worker, trainer, question, versions):
    asked, mended = versions
    actions.regrade(asked=asked, marked_by=mended, reason="The key was wrong.", by=trainer)
    client.force_login(worker)

    page = html(client.get(reverse("training:record")))
    table = client.get(reverse("training:record_csv")).content.decode()

    assert "Not passed, 0% <br>Marked again later: Passed, 100%" in page
    assert 'Not passed,0,1,"Marked again later: Passed, 1 of 1"' in table


def test_the_editor_and_the_list_of_questions_lead_there(author, question):
    edit = reverse("wagtailsnippets_training_question:edit", args=[question.pk])
    listing = reverse("wagtailsnippets_training_question:list")

    assert address(question) in html(author.get(edit))
    assert address(question) in html(author.get(listing))


# --- Essays -------------------------------------------------------------------------------------


@pytest.fixture
def marked(worker, trainer, module):
    """An essay that was given 1 of 4 points."""
    quiz = make_quiz(module, "Essay", definitions=[essay(points=4)], pass_mark=50)
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    key = attempt.paper["questions"][0]["key"]
    actions.submit_attempt(attempt=attempt, answers={key: "I would ask."}, by=worker)
    answer = attempt.answers.get()
    actions.mark_essay(answer=answer, points=Decimal(1), comment="Thin.", seen=0, by=trainer)
    return answer


def essay_address(answer):
    return reverse("training:mark_essay_again", args=[answer.pk])


def given(answer, **more):
    seen = answer.marks.last().pk
    return {"points": "3", "comment": "Well put.", "reason": "I misread it.", "seen": seen, **more}


def test_essays_with_a_result_are_listed_by_number(author, worker, marked):
    page = html(author.get(address(marked.version.question)))

    assert essay_address(marked) in page
    assert worker.last_name not in page


def test_an_essays_mark_is_changed(author, worker, marked):
    page = html(author.get(essay_address(marked)))
    assert "I would ask." in page
    assert worker.last_name not in page  # marked blind

    response = author.post(essay_address(marked), given(marked))

    assert response.url == address(marked.version.question)
    assert (Regrade.objects.get().earned, Regrade.objects.get().reason) == (3, "I misread it.")


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        ({"reason": ""}, "Say why, in a sentence that the learner can read."),
        ({"points": "9"}, "The question is worth 4 points. Give from 0 to 4."),
    ],
)
def test_what_is_missing_or_too_much_is_said_and_nothing_is_lost(author, marked, more, sentence):
    page = html(author.post(essay_address(marked), given(marked, **more)))

    assert sentence in page
    assert "Well put." in page
    assert not Regrade.objects.exists()


def test_a_change_that_would_take_a_pass_away_is_refused(author, marked):
    author.post(essay_address(marked), given(marked))

    page = html(author.post(essay_address(marked), given(marked, points="0")))

    assert "This would take a pass away. A pass once given stays." in page
    assert Regrade.objects.count() == 1


def test_a_mark_that_changed_meanwhile_is_shown(author, marked):
    old = given(marked, points="2")
    author.post(essay_address(marked), given(marked))

    page = html(author.post(essay_address(marked), old))

    assert "This answer has been marked since you opened it." in page
    assert Regrade.objects.count() == 1
