"""How a lesson comes to be published where a review is asked for, and its parts without scripts."""

import pytest
from django.apps import apps
from playwright.sync_api import expect

from agencies.models import User
from tests.factories import make_course, make_question, single
from training.models import LessonPage, QuizPage
from training.reviewers import make_reviewers

from .conftest import PASSWORD


@pytest.fixture
def lesson(site):
    make_course(lessons=1)
    return LessonPage.objects.get()


@pytest.fixture
def draft(lesson, author):
    course = lesson.get_parent().get_parent().specific
    course.requires_lived_experience_review = True
    course.save()
    draft = LessonPage(title="Listening", summary="Ask first.", live=False)
    draft.body = [("text", "<p>Wait for the answer.</p>")]
    lesson.get_parent().add_child(instance=draft)
    draft.save_revision(user=author)
    return draft


def choose(page, action):
    page.locator("footer").get_by_role("button", name="More actions").click()
    page.locator("footer").get_by_role("button", name=action).click()


def test_a_trainer_asks_for_a_review_and_a_reviewer_approves(visit, author, reviewer, draft):
    reviewer.groups.add(make_reviewers(apps))
    trainer = visit(author).page
    trainer.goto(f"/admin/pages/{draft.pk}/edit/")
    choose(trainer, "Submit to Review by people with lived experience")
    expect(trainer.get_by_text("has been submitted for moderation")).to_be_visible()

    page = visit(User.objects.get(pk=reviewer.pk)).page
    page.get_by_role("link", name="See what waits").click()
    page.get_by_role("link", name="Listening").click()
    choose(page, "Approve and Publish")
    expect(page.get_by_text("has been updated")).to_be_visible()
    expect(page.get_by_text("Sorry")).to_have_count(0)

    trainer.goto(LessonPage.objects.live().get(pk=draft.pk).url)
    expect(trainer.get_by_text("Reviewed by people with lived experience")).to_be_visible()


def test_the_parts_of_a_lesson_work_without_scripts(browser, live_server, worker, lesson):
    question = make_question(single("A quick one?"))
    lesson.body = [
        {"type": "question", "value": {"question": question.pk}},
        {"type": "reflection", "value": {"prompt": "When were you last asked?"}},
    ]
    lesson.save()
    worker.set_password(PASSWORD)
    worker.save()
    page = browser.new_context(java_script_enabled=False, base_url=live_server.url).new_page()
    page.goto(f"/account/login/?next={lesson.url}")
    page.get_by_label("E-mail address").fill(worker.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()

    page.get_by_label("Right", exact=True).check()
    page.get_by_role("button", name="Check my answer").click()
    expect(page.get_by_role("main")).to_contain_text("Your answer:")
    page.get_by_role("link", name="Back to the lesson").click()
    page.get_by_label("What I think").fill("Last week.")
    page.get_by_role("button", name="Save in my journal").click()

    expect(page.get_by_label("What I think")).to_have_value("Last week.")
    page.context.close()


def test_what_somebody_wrote_is_not_lost_without_a_question(visit, worker, lesson):
    lesson.body = [{"type": "reflection", "value": {"prompt": "When were you last asked?"}}]
    lesson.save()
    page = visit(worker).page
    page.goto(lesson.url)
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_label("What I think").press_sequentially("Last week.")
    page.get_by_role("button", name="Mark as done and continue").click()

    expect(page.get_by_label("What I think")).to_have_value("Last week.")
    assert asked == ["beforeunload"]
    page.get_by_role("button", name="Save in my journal").click()
    expect(page.get_by_text("Saved in your journal on")).to_be_visible()
    page.get_by_role("button", name="Mark as done and continue").click()
    expect(page.get_by_role("button", name="Start the quiz")).to_be_visible()
    assert asked == ["beforeunload"]


def test_whoever_leaves_a_quiz_at_once_finds_their_last_answer_kept(visit, worker, lesson):
    page = visit(worker).page
    page.goto(QuizPage.objects.get().url)
    page.get_by_role("button", name="Start the quiz").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("link", name="Leave the quiz").click()
    page.get_by_role("button", name="Continue the quiz").click()

    expect(page.get_by_role("radio").first).to_be_checked()
