"""The whole job, from a trainer's module to the point on the lead's dashboard."""

import datetime
import io
import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from demo.management.commands.load_demo import INSTRUMENTS, RATED_WITH
from fidelity import actions
from fidelity.models import Assessment, StoredScore
from tests.factories import make_course, make_question, single

QUESTIONS = [
    ("Whose goal is it?", "The individual’s", "The agency’s"),
    ("What comes first?", "Strengths", "Problems"),
]
# The ratings that the supervisor gives, by item. P4 does not apply and B2 stays blank.
RATINGS = {
    "W1": 4, "W2": 3, "W3": 5, "W4": 2, "W5": 4,
    "P1": 3, "P2": 4, "P3": 3, "P5": 2, "P6": 4, "P7": 3, "P8": 4, "P9": 1,
    "B1": 3, "A1": 4, "A2": 2,
}  # fmt: skip
# By hand: 18 + 24 + 3 + 6 = 51 points over 16 ratings; 17 items apply, 16 of them are rated.
MEAN = "3.19"  # 51/16 = 3.1875


@pytest.fixture
def course(site):
    return make_course(title="Core course", modules=0)


@pytest.fixture
def open_round(north, team, lead):
    today = timezone.localdate()
    return actions.plan_round(
        agency=north,
        version=actions.load_instrument_file(path=INSTRUMENTS / RATED_WITH, by=None),
        name="November",
        opens_on=today - datetime.timedelta(days=3),
        closes_on=today + datetime.timedelta(days=3),
        by=lead,
    )


@pytest.fixture
def bank():
    """The questions, as they came from a file or a colleague."""
    for question, *texts in QUESTIONS:
        worth = zip(texts, ("100", "0"), strict=True)
        options = [
            {"key": text, "text": text, "credit": credit, "feedback": ""} for text, credit in worth
        ]
        make_question(single(question, options=options, feedback="The model starts there."))


def test_the_whole_job(visit, author, worker, supervisor, lead, course, bank, open_round):
    publish_module(visit(author), course)
    number = learn(visit(worker), worker)
    verify(visit(), number, worker)
    rate(visit(supervisor))
    read_dashboard(visit(lead))


# --- The trainer ------------------------------------------------------------------------------


def publish_module(trainer, course):
    page = trainer.page
    page.get_by_role("link", name="Open the editor").click()
    expect(page.get_by_role("heading", name="Site summary")).to_be_visible()

    new_page(page, course.pk, "modulepage", "Working as equals")
    page.locator("#id_summary").fill("Two people, no hierarchy.")
    module = publish(page)

    new_page(page, module, "lessonpage", "Whose goal is it?")
    page.locator("#id_summary").fill("On goals in the individual’s own words.")
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text", exact=True).click()
    editor = page.locator("[data-streamfield-child] .public-DraftEditor-content")
    editor.press_sequentially("Ask what matters to the person you work with.")
    typed = page.locator("[name='body-0-value']")
    expect(typed).to_have_value(re.compile("you work with"))  # the editor keeps it after a pause
    publish(page)

    new_page(page, module, "quizpage", "Check what you know")
    for number, (question, *_) in enumerate(QUESTIONS):
        pick_question(page, number, question)
    publish(page)


def new_page(page, parent, kind, title):
    page.goto(f"/admin/pages/add/training/{kind}/{parent}/")
    page.locator("#id_title").fill(title)
    page.locator("#id_title").blur()  # the slug follows


def pick_question(page, number, question):
    """From the question bank."""
    page.locator("#id_questions-ADD").click()
    chooser = page.locator(f"#id_questions-{number}-question-chooser")
    chooser.get_by_role("button", name="Choose").click()
    page.get_by_role("dialog").get_by_role("link", name=question).click()
    expect(chooser).to_contain_text(question)


def publish(page) -> int:
    """Publish, and return the new page's id."""
    page.get_by_role("button", name="More actions").click()
    page.get_by_role("button", name="Publish").click()
    published = page.get_by_text(re.compile("created and published"))
    expect(published).to_be_visible()
    edit = page.get_by_role("link", name="Edit", exact=True).first.get_attribute("href")
    return int(re.search(r"/pages/(\d+)/edit/", edit).group(1))


# --- The worker -------------------------------------------------------------------------------


def learn(learner, worker) -> str:
    """Read the lesson, fail the quiz, pass it, and come back with the certificate's number."""
    page = learner.page
    page.get_by_role("main").get_by_role("link", name="Start").click()
    learner.looks_right()
    page.get_by_role("button", name="Start: Whose goal is it?").click()
    expect(page.get_by_text("Ask what matters to the person you work with.")).to_be_visible()
    learner.looks_right()
    page.get_by_role("button", name="Mark as done and continue").click()
    expect(page.get_by_role("heading", name="Check what you know")).to_be_visible()
    learner.looks_right()

    page.get_by_role("button", name="Start the quiz").click()
    learner.looks_right()
    answer(page, [wrong for _, _, wrong in QUESTIONS])
    expect(page.get_by_text("0 of 2")).to_be_visible()
    learner.looks_right()

    page.get_by_role("button", name="Try again").click()
    answer(page, [right for _, right, _ in QUESTIONS])
    expect(page.get_by_text("2 of 2")).to_be_visible()
    learner.looks_right()

    page.locator("a", has_text="See your certificate").click()
    learner.looks_right()
    text = downloaded_text(page, "Download")
    number = re.search(r"CP-\d{4}-\w{4}-\w{4}", text).group()
    assert str(worker) in text
    assert "Core course" in text
    return number


def answer(page, choices):
    for choice in choices:
        page.get_by_label(choice, exact=True).check()
    page.get_by_role("button", name="answers").click()


def downloaded_text(page, name) -> str:
    with page.expect_download() as download:
        page.locator("a", has_text=name).click()
    content = download.value.path().read_bytes()
    return "\n".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(content)).pages)


def verify(anyone, number, worker):
    page = anyone.page
    page.goto("/training/certificates/verify/")
    anyone.looks_right()
    page.get_by_label("number").fill(number.lower().replace("-", " "))
    page.get_by_role("button").filter(has_text=re.compile("Check|Verify")).click()
    expect(page.get_by_text(str(worker)).first).to_be_visible()
    anyone.looks_right()


# --- The supervisor ---------------------------------------------------------------------------


def rate(rater):
    page = rater.page
    page.get_by_role("link", name="Go to the round").click()
    rater.looks_right()
    page.get_by_role("button", name="Start").click()
    rater.looks_right()
    page.get_by_role("link", name="Worker", exact=True).click()
    rater.looks_right()
    for code in ("W1", "W2", "W3"):
        choose(page, code)
    choose_without_network(rater, "W4")
    choose(page, "W5")
    page.get_by_role("button", name="Save and continue").click()

    has_part(page, "Process")
    for code in [code for code in RATINGS if code.startswith("P")]:
        choose(page, code)
    not_applicable(page)
    rater.looks_right()
    page.get_by_role("button", name="Save and continue").click()
    has_part(page, "Barriers")
    choose(page, "B1")
    page.get_by_role("button", name="Save and continue").click()
    has_part(page, "Agency")
    choose(page, "A1")
    choose(page, "A2")
    page.get_by_role("button", name="Save and continue").click()

    has_part(page, "Review and sign off")
    gaps = page.locator(".app-gaps li")
    expect(gaps).to_have_count(1)
    expect(gaps).to_contain_text("B2")
    rater.looks_right()
    page.get_by_role("button", name="Sign off this assessment").click()
    expect(page.get_by_text("Signed off. The scores are stored")).to_be_visible()
    expect(page.get_by_role("row", name="All items")).to_contain_text(MEAN)
    rater.looks_right()
    page.get_by_role("link", name="How this score comes about").click()
    expect(page.get_by_text("÷ 16 = 51 ÷ 16 = 3.1875").first).to_be_visible()
    rater.looks_right()
    given = Assessment.objects.get().ratings.exclude(value="")
    assert {r.item.code: int(r.value) for r in given} == RATINGS


def has_part(page, name):
    expect(page.get_by_role("heading", level=1)).to_contain_text(name)


def choose(page, code):
    section = page.locator(f"#item-{code}")
    section.locator(f"input[type=radio][value='{RATINGS[code]}']").check()
    expect(section.get_by_role("status")).to_contain_text("Saved at")


def choose_without_network(rater, code):
    """The network goes; the page says so; it comes back, and the page saves by itself."""
    status = rater.page.locator(f"#item-{code}").get_by_role("status")
    rater.context.set_offline(True)
    rater.page.locator(f"#item-{code} input[type=radio][value='{RATINGS[code]}']").check()
    expect(status).to_contain_text("Not saved yet: no connection")
    rater.context.set_offline(False)
    expect(status).to_contain_text("Saved at")


def not_applicable(page):
    """Not applicable needs its reason: the page asks for it at once, and saves when it is given."""
    section = page.locator("#item-P4")
    section.get_by_label("Not applicable", exact=True).check()
    expect(section.get_by_role("status")).to_contain_text("Say why it does not apply")
    section.get_by_label("Why does it not apply?").fill("Everybody is still mapping.")
    expect(section.get_by_role("status")).to_contain_text("Saved at")


# --- The lead ---------------------------------------------------------------------------------


def read_dashboard(reader):
    page = reader.page
    page.get_by_role("link", name="Open the dashboard").click()
    expect(page.locator(".app-strip__value").first).to_have_text(MEAN)
    expect(page.locator("svg.app-chart").first.locator("circle")).to_have_count(1)
    expect(page.get_by_text("Illustrative, not validated").first).to_be_visible()
    # Barriers: one of two items is rated, which is under 80 %.
    page.get_by_text("The same figures as a table").click()
    row = page.locator(".app-means").get_by_role("row", name="November")
    expect(row).to_contain_text(re.compile(rf"{MEAN}.*not scorable", re.DOTALL))
    reader.looks_right()

    text = downloaded_text(page, "Download as PDF")
    assert MEAN in text
    assert "Illustrative, not validated" in text
    total = StoredScore.objects.totals().get()
    assert (total.exact, total.rated, total.applicable, total.items) == ("51/16", 16, 17, 18)
