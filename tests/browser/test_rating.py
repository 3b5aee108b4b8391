"""Rating under less than perfect conditions."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from fidelity.models import Rating
from tests.browser.conftest import PASSWORD
from tests.factories import InstrumentVersionFactory, rate
from tests.fidelity.every_mode import EVERY_ANSWER, EVERY_MODE


@pytest.fixture
def first_part(assessment):
    """The address of the draft's first domain."""
    return f"/fidelity/assessments/{assessment.pk}/domains/1/"


def first_item(page):
    return page.locator("[data-autosave]").first


def test_two_windows_do_not_overwrite_each_other_unseen(visit, supervisor, first_part):
    rater = visit(supervisor)
    one, other = rater.page, rater.context.new_page()
    one.goto(first_part)
    other.goto(first_part)

    first_item(one).locator("input[value='2']").check()
    expect(first_item(one).get_by_role("status")).to_contain_text("Saved at")
    first_item(other).locator("input[value='4']").check()

    expect(first_item(other).get_by_role("status")).to_contain_text("It says: “2”")
    assert Rating.objects.get().value == "2"

    first_item(other).locator("textarea").fill("Mine is right.")
    expect(first_item(other).get_by_role("status")).to_contain_text("Saved at")
    assert Rating.objects.get().value == "4"


def test_to_leave_a_field_or_to_save_the_page_is_not_to_overwrite(visit, supervisor, first_part):
    rater = visit(supervisor)
    one, other = rater.page, rater.context.new_page()
    one.goto(first_part)
    other.goto(first_part)
    first_item(one).locator("textarea").press_sequentially("One.")
    expect(first_item(one).get_by_role("status")).to_contain_text("Saved at")
    note = first_item(other).locator("textarea")
    note.press_sequentially("Other.")
    status = first_item(other).get_by_role("status")
    expect(status).to_contain_text("It says: “no rating: One.”")

    note.blur()
    expect(status).to_contain_text("It says: “no rating: One.”")
    other.get_by_role("button", name="Save and continue").click()

    expect(other.get_by_role("alert")).to_contain_text("it now says “no rating: One.”")
    assert Rating.objects.get().note == "One."


def test_a_note_typed_last_is_saved_by_itself(visit, supervisor, first_part):
    rater = visit(supervisor)
    rater.page.goto(first_part)

    first_item(rater.page).locator("textarea").press_sequentially("Six records read.")

    expect(first_item(rater.page).get_by_role("status")).to_contain_text("Saved at")
    assert Rating.objects.get().note == "Six records read."


def test_rating_works_without_scripts(browser, live_server, supervisor, first_part):
    supervisor.set_password(PASSWORD)
    supervisor.save()
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    page = context.new_page()
    page.goto("/account/login/")
    page.get_by_label("E-mail address").fill(supervisor.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.goto(first_part)

    first_item(page).locator("input[value='3']").check()
    first_item(page).locator("textarea").fill("Seen on a visit.")
    page.get_by_role("button", name="Save and continue").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("part 2")
    rating = Rating.objects.get()
    assert (rating.value, rating.note) == ("3", "Seen on a visit.")
    context.close()


def test_who_was_signed_out_signs_in_elsewhere_and_goes_on(visit, supervisor, first_part):
    rater = visit(supervisor)
    page, cookies = rater.page, rater.context.cookies()
    page.goto(first_part)
    rater.context.clear_cookies()

    first_item(page).locator("input[value='2']").check()
    expect(first_item(page).get_by_role("status")).to_contain_text("signed out")
    assert not Rating.objects.exists()

    # Signing in changes the token that forms carry.
    session = next(c for c in cookies if c["name"] == "sessionid")
    token = {**session, "name": "csrftoken", "value": "x" * 32, "httpOnly": False}
    rater.context.add_cookies([session, token])
    page.evaluate("dispatchEvent(new Event('focus'))")

    expect(first_item(page).get_by_role("status")).to_contain_text("Saved at")
    assert Rating.objects.get().value == "2"
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("part 2")


def test_a_page_whose_draft_is_gone_says_so_once(visit, supervisor, assessment, first_part):
    rater = visit(supervisor)
    page = rater.page
    page.goto(first_part)
    supervisor.memberships.update(ends_on=timezone.localdate())
    sent = []
    page.on("request", lambda request: sent.append(request.url))

    first_item(page).locator("input[value='2']").check()

    expect(first_item(page).get_by_role("status")).to_contain_text("can no longer be saved")
    page.evaluate("dispatchEvent(new Event('focus'))")
    assert len([url for url in sent if "/items/" in url]) == 1


# Every way of answering


@pytest.fixture
def every_mode(assessment, round_):
    round_.version = InstrumentVersionFactory(definition=EVERY_MODE)
    round_.save()
    return assessment


def item(page, code):
    return page.locator(f"#item-{code}")


def saved(page, code):
    expect(item(page, code).get_by_role("status")).to_contain_text("Saved at")
    return Rating.objects.get(item__code=code)


def test_ticks_are_counted_and_none_of_these_stands_alone(visit, supervisor, every_mode):
    page = visit(supervisor).page
    page.goto(f"/fidelity/assessments/{every_mode.pk}/domains/1/")

    item(page, "CRI").get_by_label("The first").check()
    expect(item(page, "CRI").get_by_role("status")).to_contain_text("Saved at")
    item(page, "CRI").get_by_label("The third").check()
    expect(item(page, "CRI").locator("[name=CRI-revision]")).to_have_value("2")
    page.reload()

    expect(item(page, "CRI").get_by_label("The third")).to_be_checked()
    item(page, "CRI").get_by_label("None of these").check()
    expect(item(page, "CRI").get_by_label("The first")).not_to_be_checked()
    rating = saved(page, "CRI")
    assert (rating.value, rating.ticked) == ("0", [])


def test_an_item_opens_when_the_one_it_hangs_on_says_so(visit, supervisor, every_mode):
    rater = visit(supervisor)
    page = rater.page
    page.goto(f"/fidelity/assessments/{every_mode.pk}/domains/2/")

    expect(item(page, "CHK").get_by_text("Only answer this if GATE")).to_be_visible()
    expect(item(page, "CHK").get_by_text("All was ready.")).to_be_hidden()
    item(page, "GATE").get_by_label("Yes").check()
    expect(item(page, "CHK").get_by_text("All was ready.")).to_be_visible()
    item(page, "GATE").get_by_label("No").check()
    expect(item(page, "CHK").get_by_text("All was ready.")).to_be_hidden()
    rater.looks_right()


def test_a_count_goes_up_and_down_and_never_under_nothing(visit, supervisor, every_mode):
    page = visit(supervisor).page
    page.goto(f"/fidelity/assessments/{every_mode.pk}/domains/2/")

    item(page, "ASK").get_by_role("button", name="One less").click()
    expect(item(page, "ASK").get_by_role("textbox").first).to_have_value("0")
    item(page, "ASK").get_by_role("button", name="One more").click()
    item(page, "ASK").get_by_role("button", name="One more").click()
    expect(item(page, "ASK").get_by_role("textbox").first).to_have_value("2")
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Review")
    assert Rating.objects.get().value == "2"


def test_examples_are_saved_by_themselves(visit, supervisor, every_mode):
    page = visit(supervisor).page
    page.goto(f"/fidelity/assessments/{every_mode.pk}/domains/1/")

    page.locator("#examples textarea").press_sequentially("A walk.")

    expect(page.locator("#examples").get_by_role("status")).to_contain_text("Saved at")
    assert every_mode.examples.get().text == "A walk."


def test_pages_of_every_mode_look_right(visit, supervisor, every_mode):
    rater = visit(supervisor)
    rater.page.goto(f"/fidelity/assessments/{every_mode.pk}/domains/1/")
    rater.looks_right()
    rate(every_mode, EVERY_ANSWER)
    rater.page.goto(f"/fidelity/assessments/{every_mode.pk}/review/")
    rater.looks_right()
    rater.page.get_by_role("button", name="Sign off this assessment").click()
    rater.looks_right()
    rater.page.get_by_role("link", name="How this score comes about").click()
    expect(rater.page.get_by_text("every score is as it was stored")).to_be_visible()
    rater.looks_right()
