"""A trainer's work on questions: bringing them in, writing one, mending one that was wrong."""

import re

import pytest
from playwright.sync_api import expect

from training.models import Question

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
