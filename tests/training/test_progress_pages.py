"""What is done, and why something is not complete, as its learner reads it."""

import datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from tests.factories import make_module
from training import actions, queries
from training.models import Answer, LessonPage, Outcome, QuestionVersion, QuizPage

from .attempts import HOUR, begin, hand_in
from .test_course_pages import html


def sentences(user, course):
    return [(r.title, r.is_done, r.sentence) for r in queries.requirements(user, course)]


def of_quiz(user, course):
    return queries.requirements(user, course)[-1].sentence


def set_rules(quiz, **rules):
    QuizPage.objects.filter(pk=quiz.pk).update(**rules)


def test_each_thing_that_a_course_asks_for(worker, course, lesson, quiz):
    completion = actions.complete_lesson(lesson=lesson, by=worker)
    assert completion is None
    today = worker.lesson_completions.get().completed_at
    hand_in(worker, quiz, 6)

    assert sentences(worker, course) == [
        ("Module 1, lesson 1", True, f"Done on {today:%-d %B %Y}."),
        (
            "Module 1, lesson 2",
            False,
            "Not complete because the lesson has not been marked as done.",
        ),
        (
            "Module 1, quiz",
            False,
            "Not complete because the best attempt got 60%, and 80% is needed.",
        ),
    ]


def test_a_quiz_from_not_tried_to_passed(worker, course, quiz):
    assert of_quiz(worker, course) == "Not complete because the quiz has not been tried."

    attempt = begin(worker, quiz)
    assert of_quiz(worker, course).endswith("begun and not handed in.")
    attempt.delete()

    waiting = hand_in(worker, quiz, 0, waits=True)
    assert of_quiz(worker, course) == "Not complete because a trainer has an answer to mark."
    waiting.delete()

    hand_in(worker, quiz, 9)
    assert of_quiz(worker, course) == "Passed with 90%."


def test_the_last_attempt_counts_where_the_quiz_says_so(worker, course, quiz):
    set_rules(quiz, counts=QuizPage.Counts.LAST)
    hand_in(worker, quiz, 9)
    hand_in(worker, quiz, 3, ago=HOUR)

    assert of_quiz(worker, course).startswith("Not complete because the last attempt got 30%")


def test_when_one_may_try_again(worker, course, quiz):
    set_rules(quiz, wait_hours=24)
    hand_in(worker, quiz, 3, ago=HOUR)

    assert "The next attempt can begin on " in of_quiz(worker, course)

    set_rules(quiz, attempts_allowed=1)
    assert "No attempts are left. Ask your trainer what to do." in of_quiz(worker, course)


def test_a_lesson_that_has_changed_is_asked_for_again_with_the_reason(
    learner, worker, course, lesson
):
    actions.complete_lesson(lesson=lesson, by=worker)
    LessonPage.objects.filter(pk=lesson.pk).update(edition=2, what_changed="The law is new.")

    first = queries.requirements(worker, course)[0]
    assert not first.is_done
    assert first.sentence == (
        "Not complete because the lesson has changed since you did it. The law is new."
    )
    page = html(learner.get(lesson.get_parent().url))
    assert "Changed since you did it: The law is new." in page
    assert "Has changed" in page

    actions.complete_lesson(lesson=LessonPage.objects.get(pk=lesson.pk), by=worker)

    assert queries.requirements(worker, course)[0].is_done
    assert worker.lesson_completions.count() == 2  # the history is kept


def test_a_closed_module_says_what_opens_it(worker, course, module):
    second = make_module(course, "Second", lessons=1)
    second.prerequisites = [("module", module)]
    second.save()

    assert sentences(worker, course)[-1] == (
        "Second, quiz",
        False,
        "Not complete because it is not open yet. Complete the module “Module 1”.",
    )


@pytest.fixture
def _attended(monkeypatch, module):
    def everybody(users):
        return {user.pk: {module.pk} for user in users}

    monkeypatch.setattr("training.queries.learned.modules_attended_by", everybody)


@pytest.mark.usefixtures("_attended")
def test_a_module_is_completed_by_attending_its_workshop(learner, worker, course, module):
    assert {r.sentence for r in queries.requirements(worker, course)} == {
        "Completed by attending the workshop."
    }
    assert "Completed by attending the workshop." in html(learner.get(course.url))
    assert "Completed by attending the workshop." in html(learner.get(module.url))
    assert actions.issue_certificate_if_complete(course=course, by=worker)


def test_a_workshop_that_must_be_attended_keeps_the_course_open(
    learner, worker, course, module, lessons, quiz
):
    module.needs_attendance = True
    module.save()
    for lesson in lessons:
        actions.complete_lesson(lesson=lesson, by=worker)
    hand_in(worker, quiz, 10)

    assert sentences(worker, course)[-1] == (
        "The workshop of this module",
        False,
        "Not complete because attendance is not on record.",
    )
    assert actions.issue_certificate_if_complete(course=course, by=worker) is None
    assert "taught in a room" in html(learner.get(module.url))


def answer(attempt, question, outcome, earned, points=1):
    content = [("true_false", {"stem": "<p>Is it?</p>"})]
    version = QuestionVersion.objects.filter(outcome=outcome).first()
    Answer.objects.create(
        attempt=attempt,
        question_key=question,
        response=["a"],
        version=version or make_version(outcome, content),
        earned=earned,
        points=points,
    )


def make_version(outcome, content):
    from training.models import Question, QuestionBank

    bank, _new = QuestionBank.objects.get_or_create(name="Bank")
    question = Question.objects.bulk_create(
        [Question(bank=bank, outcome=outcome, content=[], kind="true_false", words="Is it?")]
    )[0]
    return QuestionVersion.objects.create(
        question=question, number=1, definition={"kind": "true_false"}, outcome=outcome
    )


def test_scores_by_learning_outcome_are_those_of_the_attempts_that_count(
    learner, worker, course, quiz, supervisor
):
    boundaries = Outcome.objects.create(name="Talks about boundaries")
    places = Outcome.objects.create(name="Knows places")
    best, worse = hand_in(worker, quiz, 9), hand_in(worker, quiz, 2, ago=HOUR)
    for n in range(3):
        answer(best, f"b{n}", boundaries, Decimal("0.5") if n else 1)
        answer(worse, f"b{n}", boundaries, 0)
        answer(hand_in(supervisor, quiz, 0), f"b{n}", boundaries, 0)
    answer(best, "p1", places, 1)

    scores = queries.scores_by_outcome([queries.course_progress(worker, course)])

    assert [(s.outcome, s.questions, s.percent, s.is_enough) for s in scores] == [
        ("Knows places", 1, 100, False),
        ("Talks about boundaries", 3, 66, True),
    ]
    page = html(learner.get(reverse("training:progress")))
    assert "Too few questions to say" in page
    assert "66%" in page


def test_the_page_shows_requirements_reasons_and_attempts(learner, worker, course, lesson, quiz):
    actions.complete_lesson(lesson=lesson, by=worker)
    attempt = hand_in(worker, quiz, 6)

    page = html(learner.get(reverse("training:progress")))

    assert "Not complete because the best attempt got 60%, and 80% is needed." in page
    assert reverse("training:result", args=[attempt.pk]) in page
    assert "Not passed, 60%" in page
    assert "1 of 3 steps done" in page


def test_without_courses_and_attempts_the_page_says_what_will_be_there(learner, site):
    page = html(learner.get(reverse("training:progress")))

    assert "There are no courses yet" in page
    assert "Your attempts at quizzes" not in page


def test_what_is_left_is_said_in_minutes(learner, worker, course, lesson):
    course.cpd_minutes = 90
    course.save()
    page = html(learner.get(course.url))
    assert "Takes about 20 minutes in all." in page
    assert "Counts as 1 hour 30 minutes of CPD" in page

    actions.complete_lesson(lesson=lesson, by=worker)

    assert "About 15 minutes left." in html(learner.get(course.url))


def test_one_goes_on_where_one_was(learner, worker, course, lessons, quiz):
    make_module(course, "Second")
    actions.complete_lesson(lesson=lessons[1], by=worker)
    assert "Continue: Module 1, quiz" in html(learner.get(course.url))

    last = QuizPage.objects.descendant_of(course).order_by("path").last()
    begin(worker, last)
    assert "Continue: Second, quiz" in html(learner.get(course.url))


def test_progress_and_requirements_take_a_fixed_number_of_queries(
    learner, worker, course, quiz, django_assert_num_queries
):
    learner.get(reverse("training:progress"))
    for n in range(3):
        make_module(course, f"More {n}")
        hand_in(worker, quiz, n, ago=datetime.timedelta(hours=n + 1))

    with django_assert_num_queries(9):
        courses = queries.courses_for(worker)
        queries.scores_by_outcome(courses)
        for each in courses:
            queries.requirements_of(each)
