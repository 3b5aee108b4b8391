"""Walks the demonstration that scripts/screenshots serves, and keeps its main pages."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, Page, sync_playwright

SITE = os.environ["SITE_URL"]
PASSWORD = "people-connect-people"  # noqa: S105 - the demonstration's, see site/demo/accounts.py
FOLDER = Path("docs/screenshots")
DESKTOP, TABLET, PHONE = (1280, 900), (820, 1180), (360, 740)
COURSE = "/courses/core-course/working-as-equals"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    wait_for_server()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        anybody(browser)
        worker(browser)
        supervisor(browser)
        lead(browser)
        trainer(browser)
        browser.close()


def wait_for_server() -> None:
    for _ in range(100):
        try:
            urlopen(SITE).close()  # noqa: S310 - our own address
        except URLError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"Nothing answers at {SITE}.")


def anybody(browser: Browser) -> None:
    with visit(browser, None) as page:
        take(page, "home", "/")
        take(page, "model", "/the-model/", size=(1280, 1220))
        take(page, "home-phone", "/", size=PHONE)


def worker(browser: Browser) -> None:
    with visit(browser, "worker") as page:
        take(page, "start", "/start/")
        take(page, "course", "/courses/core-course/")
        take(page, "lesson", f"{COURSE}/seeing-the-person/")
        take(page, "lesson-phone", f"{COURSE}/seeing-the-person/", size=PHONE)
        take(page, "progress", "/training/progress/")
        page.goto(f"{SITE}{COURSE}/quiz/")
        page.locator("main form button").first.click()
        for question in page.locator("main fieldset").all():
            question.locator("input").first.check()
        page.evaluate("scrollTo(0, 0)")
        take(page, "quiz", None, size=TABLET)
        page.get_by_role("button", name="Hand in your answers").click()
        take(page, "quiz-result", None)


def supervisor(browser: Browser) -> None:
    with visit(browser, "supervisor") as page:
        page.goto(f"{SITE}/fidelity/")
        take(page, "rounds", None)
        page.get_by_role("button", name="Start").first.click()
        page.locator("main .nhsuk-task-list a").nth(1).click()
        first = page.locator("[data-autosave]").first
        first.locator("input[type=radio]").nth(3).check()
        first.locator("textarea").fill("Six records read, and one supervision session.")
        first.get_by_text("Saved at").wait_for()
        take(page, "rating", None, size=TABLET)
        take(page, "rating-phone", None, size=PHONE)


def lead(browser: Browser) -> None:
    with visit(browser, "lead") as page:
        page.goto(f"{SITE}/start/")
        page.get_by_role("link", name="Open the dashboard").click()
        take(page, "dashboard", None, size=(1280, 1180))
        take(page, "dashboard-phone", None, size=PHONE)
        page.locator("main table a").first.click()
        take(page, "signed-assessment", None)
        take(page, "people", "/people/")
        page.goto(f"{SITE}/training/people/")
        page.get_by_role("link", name="This year’s starters").click()
        take(page, "cohort", None, size=(1280, 1400))


def trainer(browser: Browser) -> None:
    with visit(browser, "trainer") as page:
        take(page, "marking", "/training/marking/")
        page.goto(f"{SITE}/training/certificates/manage/")
        page.locator("main table a").first.click()
        take(page, "certificate", None)
        page.goto(f"{SITE}/admin/pages/")
        for title in ("Training", "Connecting People: the core course"):
            page.get_by_role("link", name=f"Explore child pages of '{title}'").click()
        page.get_by_role("link", name="Explore child pages of 'Working as equals'").click()
        page.get_by_role("link", name="How do I see the person I work with?").first.click()
        page.locator("#id_title").wait_for()
        take(page, "editor", None)


@contextmanager
def visit(browser: Browser, role: str | None) -> Iterator[Page]:
    context = browser.new_context()
    page = context.new_page()
    page.set_default_timeout(10_000)
    if role:
        page.goto(f"{SITE}/account/login/")
        page.get_by_label("E-mail address").fill(f"{role}@demo.example.org")
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name="Sign in").click()
        page.wait_for_url("**/start/")
    yield page
    context.close()


def take(
    page: Page,
    name: str,
    path: str | None,
    size: tuple[int, int] = DESKTOP,
) -> None:
    """Keep a picture of a page, or with no path of the page as it is now."""
    page.set_viewport_size({"width": size[0], "height": size[1]})
    if path:
        page.goto(f"{SITE}{path}")
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
