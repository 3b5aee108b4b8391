"""A real browser on a live server. Every page that a visitor passes is watched: nothing may break
the content security policy, and nothing may be asked of another machine."""

import os

import pytest
from axe_playwright_python.sync_playwright import Axe

from agencies.models import User
from agencies.roles import Role
from tests.factories import MembershipFactory

# Playwright's synchronous interface runs an event loop, in which Django would refuse queries.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

PASSWORD = "three kind words"
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
# WCAG 2.2 AA and the rules before it, and axe's best practices.
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
# After a change of width the header moves what no longer fits into its menu: in the next frame, and
# once more in the frame after its list has changed size. Before that, links hang over its edge.
SETTLED = """async () => {
    for (let frame = 0; frame < 4; frame++) await new Promise(requestAnimationFrame);
}"""


def pytest_collection_modifyitems(items):
    for item in items:
        if "/browser/" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser_type_launch_args():
    return {
        "executable_path": os.environ.get("CHROMIUM", "/usr/bin/chromium"),
        "args": [
            "--no-sandbox", "--disable-gpu", "--disable-background-networking",
            "--disable-component-update", "--disable-sync", "--no-first-run",
        ],
    }  # fmt: skip


@pytest.fixture(autouse=True)
def _live(transactional_db):
    """The server's threads must see what the test has saved."""


class Visitor:
    """One person in a browser of their own."""

    def __init__(self, browser, address):
        self.address = address
        self.faults: list[str] = []
        self.context = browser.new_context(viewport=DESKTOP, base_url=address)
        self.context.set_default_timeout(10_000)
        self.page = self.context.new_page()
        self.page.on("console", self._listen)
        self.page.on("request", self._watch)
        self.page.on("pageerror", lambda error: self.faults.append(f"script: {error}"))
        self.page.add_init_script(
            "document.addEventListener('securitypolicyviolation', (event) =>"
            " console.error('CSP: ' + event.violatedDirective + ' ' + event.blockedURI))"
        )

    def _listen(self, message):
        if message.text.startswith("CSP:") or "Content Security Policy" in message.text:
            self.faults.append(f"{self.page.url}: {message.text}")

    def _watch(self, request):
        if not request.url.startswith((self.address, "data:", "blob:")):
            self.faults.append(f"{self.page.url} asks {request.url}")

    def sign_in(self, user):
        self.page.goto("/account/login/")
        self.page.get_by_label("E-mail address").fill(user.email)
        self.page.get_by_label("Password", exact=True).fill(PASSWORD)
        self.page.get_by_role("button", name="Sign in").click()
        self.page.wait_for_url("**/start/")
        self.looks_right()

    def looks_right(self):
        """No accessibility rule is broken and nothing scrolls sideways, on phone and desktop."""
        for size in (PHONE, DESKTOP):
            self.page.set_viewport_size(size)
            self.page.evaluate(SETTLED)
            found = Axe().run(self.page, options=AXE)
            broken = [
                f"{v['id']}: {node['failureSummary']} {node['html']}"
                for v in found.response["violations"]
                for node in v["nodes"]
            ]
            assert broken == [], f"{self.page.url} at {size['width']} px"
            width = self.page.evaluate("document.documentElement.scrollWidth")
            assert width <= size["width"], f"{self.page.url} scrolls sideways"


@pytest.fixture
def visit(browser, live_server):
    """Open a browser for somebody: visit() for anyone, visit(user) to sign in."""
    visitors = []

    def open_for(user=None):
        visitor = Visitor(browser, live_server.url)
        visitors.append(visitor)
        if user:
            user.set_password(PASSWORD)
            user.save()
            visitor.sign_in(user)
        return visitor

    yield open_for
    faults = [fault for visitor in visitors for fault in visitor.faults]
    for visitor in visitors:
        visitor.context.close()
    assert faults == []


@pytest.fixture
def author(site):
    """A trainer as `agencies.actions` makes one: in the CMS group that carries the permissions."""
    from django.apps import apps
    from django.contrib.auth.models import Group

    from agencies.roles import cms_groups_of
    from training.trainers import make_trainers_group

    make_trainers_group(apps)
    user = MembershipFactory(agency=None, role=Role.TRAINER).user
    user.groups.add(*Group.objects.filter(name__in=cms_groups_of(Role.TRAINER)))
    return User.objects.get(pk=user.pk)
