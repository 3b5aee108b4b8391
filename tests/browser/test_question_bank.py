"""A trainer's work on questions: bringing them in, writing one, mending one that was wrong."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories import choices, make_course, make_quiz, single
from training import actions
from training.models import Certificate, LessonPage, ModulePage, Question, QuizPage

GIFT = """
::Goals:: Whose goal is it? {=The individual’s ~The agency’s}

::Broken:: What is this? {=

::Pairs:: Who does what? {=Scores -> Supervisor =Meets people -> Worker}
"""


@pytest.fixture
def gift(tmp_path):
    file = tmp_path / "questions.gift"
    file.write_text(GIFT)
    return file


def test_a_trainer_brings_questions_in_and_writes_one(visit, author, gift):
    trainer = visit(author)
    make_bank(trainer)
    bring_in(trainer, gift)
    write_question(trainer)


def make_bank(trainer):
    page = trainer.page
    page.goto("/admin/snippets/training/questionbank/add/")
    page.locator("#id_name").fill("First meetings")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("First meetings").first).to_be_visible()


def bring_in(trainer, gift):
    page = trainer.page
    page.goto("/admin/question-files/")
    page.get_by_role("link", name="Import into First meetings").click()
    page.locator("input[type=file]").set_input_files(gift)
    page.get_by_role("button", name="Look at the file").click()
    main = page.get_by_role("main")
    expect(main).to_contain_text("2 would be imported")
    expect(main).to_contain_text("The answers have no closing brace.")
    assert not Question.objects.exists()
    page.get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_role("row", name="First meetings")).to_contain_text("2")


def write_question(trainer):
    page = trainer.page
    page.goto("/admin/snippets/training/question/add/")
    chooser = page.locator("#id_bank-chooser")
    chooser.get_by_role("button", name="Choose").click()
    page.get_by_role("dialog").get_by_role("link", name="First meetings").click()
    expect(chooser).to_contain_text("First meetings")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="True or false").click()
    stem = page.locator("[name='content-0-value-stem']")
    expect(stem).to_be_attached()  # the editor is there
    editor = page.locator("[data-streamfield-child] .public-DraftEditor-content").first
    editor.click()
    editor.press_sequentially("Both decide together.")
    expect(stem).to_have_value(re.compile("decide together"))  # it keeps it after a pause
    page.get_by_label("The statement is").select_option(label="True")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text("Both decide together.").first).to_be_visible()
    written = Question.objects.get(kind="true_false")
    assert [version.number for version in written.versions.all()] == [1]


@pytest.fixture
def failed(worker, site):
    """An attempt whose only question has the wrong key, at the end of a course."""
    make_course()
    QuizPage.objects.all().delete()
    options = choices("The agency’s", wrong=("The individual’s",))
    quiz = make_quiz(
        ModulePage.objects.get(), definitions=[single("Whose goal is it?", options=options)]
    )
    for lesson in LessonPage.objects.all():
        actions.complete_lesson(lesson=lesson, by=worker)
    attempt = actions.start_attempt(quiz=quiz, by=worker)
    (question,) = attempt.paper["questions"]
    answers = {question["key"]: ["The individual’s"]}
    actions.submit_attempt(attempt=attempt, answers=answers, by=worker)
    attempt.refresh_from_db()
    assert not attempt.passed
    return attempt


def test_a_wrong_key_is_mended_and_the_learner_passes(visit, author, worker, failed):
    trainer = visit(author)
    question = failed.answers.get().version.question
    mend_key(trainer, question)
    mark_again(trainer, question)

    learner = visit(worker)
    learner.page.goto(f"/training/attempts/{failed.pk}/result/")
    main = learner.page.get_by_role("main")
    expect(main).to_contain_text("Passed")
    expect(main).to_contain_text("The key was wrong.")
    learner.looks_right()
    assert Certificate.objects.get().user == worker


def mend_key(trainer, question):
    page = trainer.page
    page.goto(f"/admin/snippets/training/question/edit/{question.pk}/")
    for number in range(2):
        correct = page.locator(f"[name='content-0-value-options-{number}-value-correct']")
        correct.set_checked(not correct.is_checked())
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(re.compile("updated"))).to_be_visible()
    assert [version.number for version in question.versions.all()] == [1, 2]


def mark_again(trainer, question):
    page = trainer.page
    page.goto(f"/training/questions/{question.pk}/mark-again/")
    trainer.looks_right()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("1 person passes who did not.")).to_be_visible()
    trainer.looks_right()
    page.get_by_label("Why is it marked again?").fill("The key was wrong.")
    page.get_by_role("button", name="Mark 1 result again").click()
    expect(page.get_by_role("main")).to_contain_text("1")
    page.goto(f"/training/quizzes/{QuizPage.objects.get().pk}/analysis/")
    trainer.looks_right()
