"""Rating under less than perfect conditions."""

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from fidelity.models import Rating
from tests.browser.conftest import PASSWORD


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
    assert Rating.objects.get().value == 2

    first_item(other).locator("textarea").fill("Mine is right.")
    expect(first_item(other).get_by_role("status")).to_contain_text("Saved at")
    assert Rating.objects.get().value == 4


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
    assert (rating.value, rating.note) == (3, "Seen on a visit.")
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
    assert Rating.objects.get().value == 2
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
