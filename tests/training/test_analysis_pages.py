import csv
import io

import pytest
from django.urls import reverse

from tests.factories import CohortFactory, EnrolmentFactory, UserFactory, essay, make_quiz, single
from training import actions, queries

from .oracles import all_right, all_wrong
from .test_actions import submit
from .test_course_pages import html


@pytest.fixture
def people(north):
    return UserFactory.create_batch(12)


def address(quiz, name="analysis", query=""):
    return reverse(f"training:{name}", args=[quiz.pk]) + query


def slowly(quiz, *, first_only):
    """By walking each attempt: the question's words and the mean share of its points."""
    seen, earned = set(), {}
    for attempt in quiz.attempts.order_by("started_at", "pk"):
        if first_only and attempt.user in seen:
            continue
        seen.add(attempt.user)
        if attempt.marked_at:
            for answer in attempt.answers.all():
                stem = answer.version.definition["stem"]
                earned.setdefault(stem, []).append(answer.earned / answer.points)
    return {stem: (len(given), sum(given) / len(given)) for stem, given in earned.items()}


@pytest.mark.parametrize("first_only", [True, False])
def test_the_numbers_are_those_of_the_slow_way(quiz, people, first_only):
    for number, person in enumerate(people):
        submit(quiz, person, all_right if number % 3 else all_wrong)
        submit(quiz, person, all_right)

    found = queries.analysis_of(quiz, first_only=first_only)

    assert {q.words: (q.answers, pytest.approx(q.facility)) for q in found.questions} == {
        stem: (n, float(share)) for stem, (n, share) in slowly(quiz, first_only=first_only).items()
    }
    assert (found.people, found.attempts) == (12, 12 if first_only else 24)


def test_the_analysis_takes_a_fixed_number_of_queries(quiz, people, django_assert_num_queries):
    for person in people:
        submit(quiz, person)

    with django_assert_num_queries(4):
        queries.analysis_of(quiz)


def test_who_did_well_in_the_rest_and_wrong_here_shows_a_wrong_key(module):
    quiz = make_quiz(
        module, "Keys", definitions=[single("Mended?"), *[single(f"{n}?") for n in "abc"]]
    )
    for number, person in enumerate(UserFactory.create_batch(40)):
        does_well = number % 2 == 0

        def choose(paper, does_well=does_well):
            right, wrong = all_right(paper), all_wrong(paper)
            first, *others = paper["questions"]
            mine = wrong if does_well else right
            rest = right if does_well else wrong
            return {first["key"]: mine[first["key"]], **{q["key"]: rest[q["key"]] for q in others}}

        submit(quiz, person, choose)

    first, *others = queries.analysis_of(quiz).questions

    assert first.discrimination == pytest.approx(-1)
    assert [str(remark) for remark in first.remarks] == [
        "Most people who did well elsewhere got this wrong: look at its key."
    ]
    assert all(question.discrimination > 0 and not question.remarks for question in others)


def test_an_attempt_that_waits_and_those_after_it_are_not_counted(worker, module):
    quiz = make_quiz(module, "Essay", definitions=[essay()])
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    key = attempt.paper["questions"][0]["key"]
    actions.submit_attempt(attempt=attempt, answers={key: "Words."}, by=worker)

    assert queries.analysis_of(quiz).questions == ()


def test_each_version_has_its_own_numbers(worker, supervisor, quiz):
    submit(quiz, worker)
    question = quiz.questions.first().question
    question.content[0].value["stem"].source = "Put better?"
    question.save()
    submit(quiz, supervisor)

    found = queries.analysis_of(quiz).questions

    assert [(q.words, q.version, q.answers) for q in found] == [
        ("Question 1?", 1, 1),
        ("Put better?", 2, 1),
        ("Question 2?", 1, 2),
    ]


def test_the_page_says_too_few_and_names_nobody(author, worker, quiz):
    submit(quiz, worker)

    page = html(author.get(address(quiz)))

    assert page.count("Too few to say") >= 4
    assert "1 person has a result." in page
    assert worker.last_name not in page
    assert "What do these numbers mean?" in page


def test_the_page_shows_facility_and_the_answers_chosen(author, people, quiz):
    for person in people:
        submit(quiz, person, all_wrong)

    page = html(author.get(address(quiz, query="?attempts=all")))

    assert "0%" in page
    assert "More people chose “Wrong” than the right answer: look at its key." in page
    assert "All attempts are counted: 12." in page
    assert address(quiz, "analysis_csv") + "?attempts=all" in page


def test_a_quiz_that_nobody_took_says_so(author, quiz):
    assert "No answers to look at yet" in html(author.get(address(quiz)))


def test_the_same_as_csv(author, worker, quiz):
    submit(quiz, worker)

    response = author.get(address(quiz, "analysis_csv"))

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert [
        (r["answer"], r["is_right"], r["chosen"]) for r in rows if r["question"] == "Question 2?"
    ] == [
        ("Right", "yes", "1"),
        ("Wrong", "no", "0"),
        ("Other answers", "", "0"),
        ("No answer", "", "0"),
    ]
    assert {r["facility_percent"] for r in rows} == {""}
    assert "module-1-quiz-questions.csv" in response["Content-Disposition"]


def test_the_cohort_of_a_course_leads_there_for_those_who_may(
    client, author, worker, lead, north, course, quiz
):
    cohort = CohortFactory(agency=north, course=course)
    EnrolmentFactory(cohort=cohort, user=worker)
    page = reverse("training:cohort", args=[cohort.pk])

    assert address(quiz) in html(author.get(page))
    client.force_login(lead)
    assert address(quiz) not in html(client.get(page))


def test_the_editor_of_a_quiz_leads_there(author, quiz):
    page = html(author.get(reverse("wagtailadmin_pages:edit", args=[quiz.pk])))

    assert address(quiz) in page
