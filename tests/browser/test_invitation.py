"""A lead invites a worker, who sets a password and lands on the start page."""

import re

from playwright.sync_api import expect

WORDS = "five plain words of mine"


def test_an_invited_worker_comes_in(visit, lead, team, mailoutbox):
    inviter = visit(lead)
    page = inviter.page
    page.get_by_role("link", name="Manage people").click()
    inviter.looks_right()
    page.locator("a", has_text="Invite").first.click()
    inviter.looks_right()
    page.get_by_label("E-mail").fill("new.worker@example.org")
    page.get_by_label("First name").fill("Wren")
    page.get_by_label("Last name").fill("Rainwater")
    page.get_by_label("Worker", exact=True).check()
    page.get_by_role("button", name=re.compile("Send|Invite")).click()
    expect(page.get_by_text("new.worker@example.org").first).to_be_visible()
    inviter.looks_right()

    guest = visit()
    guest.page.goto(re.search(r"/people/invitations/\S+/", mailoutbox[0].body).group())
    guest.looks_right()
    for field in guest.page.locator("input[type=password]").all():
        field.fill(WORDS)
    guest.page.locator("main form button:not([type=button])").click()
    guest.page.get_by_label("E-mail address").fill("new.worker@example.org")
    guest.page.get_by_label("Password", exact=True).fill(WORDS)
    guest.page.get_by_role("button", name="Sign in").click()
    expect(guest.page.get_by_role("heading", name="Hello, Wren")).to_be_visible()
