"""A worker's way through a course, a trainer's marking, and a lead's view of both."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import make_course, make_question, make_quiz, single
from training.models import LessonPage, ModulePage, QuizPage

from .every_kind import QUESTIONS, answer_rightly
from .test_whole_job import downloaded_text

REFLECTION = "When did somebody last ask you?"


@pytest.fixture
def course(site):
    """One module of one lesson with all that a learner can do, and a quiz of all types."""
    course = make_course(lessons=1)
    course.statements = [("statement", "I can talk about boundaries.")]
    course.conversation = "exchange"
    course.save()
    QuizPage.objects.all().delete()
    make_quiz(ModulePage.objects.get(), "Check what you know", definitions=QUESTIONS)
    lesson = LessonPage.objects.get()
    question = make_question(single("A quick one?"))
    lesson.body = [
        {"type": "text", "value": "<h2>Begin</h2><p>Start with the person.</p>"},
        {"type": "reflection", "value": {"prompt": REFLECTION}},
        {"type": "exercise", "value": {"title": "A walk", "minutes": 20, "body": "<p>Walk.</p>"}},
        {"type": "question", "value": {"question": question.pk}},
    ]
    lesson.save()
    return course


def test_a_worker_learns_a_trainer_marks_and_a_lead_sees_it(visit, worker, author, lead, course):
    learner = visit(worker)
    rate_confidence(learner, course)
    study(learner)
    take_the_quiz(learner)
    mark(visit(author))
    see_what_is_done(learner, worker)
    follow(visit(lead), worker)


def rate_confidence(learner, course):
    page = learner.page
    page.goto(course.url)
    learner.looks_right()
    page.get_by_role("link", name="Rate your confidence").click()
    page.get_by_role("radio", name="3", exact=True).check()
    learner.looks_right()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Core course")).to_be_visible()


def study(learner):
    page = learner.page
    page.get_by_role("button", name="Start: Module 1, lesson 1").click()
    expect(page.get_by_text("Start with the person.")).to_be_visible()
    page.get_by_label("What I think").fill("Last week, at the market.")
    page.get_by_role("button", name="Save in my journal").click()
    expect(page.get_by_label("What I think")).to_have_value("Last week, at the market.")
    page.get_by_label("Right", exact=True).check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.locator("[data-try]")).to_contain_text("Right")
    learner.looks_right()
    assert "Walk." in downloaded_text(page, "PDF")
    page.get_by_role("button", name="Mark as done and continue").click()


def take_the_quiz(learner):
    page = learner.page
    page.get_by_role("button", name="Start the quiz").click()
    learner.looks_right()
    page.get_by_role("button", name="Hand in your answers").click()
    expect(page.get_by_role("alert")).to_contain_text("Answer question 1")
    learner.looks_right()
    answer_rightly(page)
    page.get_by_role("button", name="Hand in your answers").click()
    expect(page.get_by_text("Waiting to be marked").first).to_be_visible()
    learner.looks_right()


def mark(marker):
    page = marker.page
    page.goto("/training/marking/")
    expect(page.get_by_role("main")).to_contain_text("What would you say to Sam?")
    marker.looks_right()
    page.get_by_role("main").get_by_role("link", name=re.compile("Mark|What would")).first.click()
    expect(page.get_by_text("Which songs do you like?")).to_be_visible()
    marker.looks_right()
    page.get_by_label("Points").fill("1")
    page.get_by_label("Comment").fill("A good start.")
    page.get_by_role("button", name=re.compile("Save")).first.click()
    expect(page.get_by_role("main")).not_to_contain_text("Which songs do you like?")
    marker.looks_right()


def see_what_is_done(learner, worker):
    page = learner.page
    page.reload()
    expect(page.get_by_text("Passed").first).to_be_visible()
    expect(page.get_by_text("A good start.")).to_be_visible()
    learner.looks_right()
    for address in ("/training/progress/", "/training/record/", "/training/journal/"):
        page.goto(address)
        learner.looks_right()
    page.goto("/training/progress/")
    page.get_by_role("link", name=re.compile("certificate", re.IGNORECASE)).first.click()
    learner.looks_right()
    assert str(worker) in downloaded_text(page, "Download")


def follow(reader, worker):
    page = reader.page
    page.goto("/training/people/")
    reader.looks_right()
    page.locator("a", has_text="Add a cohort").click()
    page.get_by_label("Course").select_option(label="Core course")
    page.get_by_label("Name").fill("Autumn")
    reader.looks_right()
    page.get_by_role("button", name="Save").click()
    page.get_by_label(str(worker)).check()
    reader.looks_right()
    page.get_by_role("button", name="See what will happen").click()
    reader.looks_right()
    page.get_by_role("button", name="Do this").click()
    expect(page.get_by_role("table").last).to_contain_text(str(worker))
    expect(page.get_by_role("table").last).to_contain_text("Done")
    reader.looks_right()
