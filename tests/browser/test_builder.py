"""An author builds an instrument, publishes it, and later publishes a new version of it."""

import re

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from playwright.sync_api import expect

from agencies.models import User
from agencies.roles import Role, cms_groups_of
from fidelity.authors import make_instrument_authors
from fidelity.models import InstrumentDraft, InstrumentVersion
from tests.factories import MembershipFactory

DOMAINS = {
    "Worker": ["Shares decisions", "Starts from strengths", "Keeps learning", "Is open"],
    "Process": ["Maps connections", "Agrees a goal", "Goes along"],
    "Agency": ["Gives time", "Supervises", "Listens"],
}


@pytest.fixture
def writer(site):
    make_instrument_authors(apps)
    user = MembershipFactory(agency=None, role=Role.RESEARCHER).user
    user.groups.add(*Group.objects.filter(name__in=cms_groups_of(Role.RESEARCHER)))
    return User.objects.get(pk=user.pk)


def test_an_instrument_is_built_published_and_later_edited(visit, writer):
    visitor = visit(writer)
    page = visitor.page
    page.goto("/admin/snippets/fidelity/instrumentdraft/add/")
    build(page)
    preview(page)
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Nothing is missing")).to_be_visible()

    first = publish(page)
    definition = first.definition
    assert [len(domain.items) for domain in definition.domains] == [4, 3, 3]
    assert (definition.items[0].weight, definition.items[0].at_least) == (2, 1)
    assert definition.verdict.met == "Meets the standard"
    was = everything(page, first)
    visitor.page.goto(f"/fidelity/versions/{first.pk}/")
    visitor.looks_right()

    edit_a_new_version(page, first)
    second = publish(page)

    assert (second.number, second.definition.items[0].name) == (2, "Decides together")
    assert everything(page, first) == was
    page.goto(f"/admin/instruments/versions/{second.pk}/compare/{first.pk}/")
    expect(page.locator("del").first).to_have_text("Shares")
    expect(page.locator("ins").first).to_have_text("Decides")


def build(page):
    page.locator("#id_name").fill("Built by hand")
    for number, (name, items) in enumerate(DOMAINS.items()):
        add_domain(page, number, name)
        for place, item in enumerate(items):
            add_item(page, f"domains-{number}-value-items", place, item)
    weight = page.locator("[name='domains-0-value-items-0-value-weight']")
    unfold(page, weight)
    weight.fill("2")
    page.locator("[name='domains-0-value-items-0-value-at_least']").fill("1")
    met = page.locator("[name='met']")
    unfold(page, met)
    met.fill("Meets the standard")
    page.locator("[name='not_met']").fill("Does not meet it")


def add_domain(page, number, name):
    insert(page, "domains")
    page.locator(f"[name='domains-{number}-value-name']").fill(name)


def add_item(page, stream, place, name):
    insert(page, stream)
    page.get_by_role("option", name="Checklist").click()
    page.locator(f"[name='{stream}-{place}-value-name']").fill(name)
    page.locator(f"[name='{stream}-{place}-value-definition']").fill("Look at the records.")


def insert(page, stream):
    """At the end of the stream."""
    inside = page.locator(f"input[name='{stream}-count'] ~ [data-streamfield-stream-container]")
    inside.locator("> div > .c-sf-add-button").last.click()


def unfold(page, field):
    """Open the folded panel that the field is in."""
    panel = page.locator("section[data-panel]").filter(has=field).last
    toggle = panel.locator("[data-panel-toggle]").first
    if toggle.get_attribute("aria-expanded") == "false":
        toggle.click()
    expect(field).to_be_visible()


def preview(page):
    """Beside the editor, before anything is saved."""
    page.get_by_role("button", name="Toggle preview").click()
    shown = page.frame_locator("#w-preview-iframe")
    expect(shown.get_by_role("heading", name="W1 Shares decisions")).to_be_visible()
    expect(shown.get_by_text("Verdict:")).to_be_visible()
    assert not InstrumentDraft.objects.exists()


def publish(page):
    page.goto(f"/admin/instruments/drafts/{InstrumentDraft.objects.get().pk}/")
    page.get_by_role("button", name="Send for review").click()
    page.get_by_role("link", name="Publish").click()
    expect(page.get_by_text("Ask somebody else to check it, if you can.")).to_be_visible()
    page.get_by_role("button", name="Publish for good").click()
    expect(page.get_by_text(re.compile("Published: Built by hand"))).to_be_visible()
    return InstrumentVersion.objects.order_by("-number").first()


def edit_a_new_version(page, version):
    page.goto(f"/admin/instruments/versions/{version.pk}/")
    page.get_by_role("button", name="New version").click()
    name = page.locator("[name='domains-0-value-items-0-value-name']")
    unfold(page, name)
    name.fill("Decides together")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Nothing is missing")).to_be_visible()


def everything(page, version):
    """What the version's page, paper and file say."""
    page.goto(f"/fidelity/versions/{version.pk}/")
    words = page.get_by_role("main").inner_text()
    paper = page.request.get(f"/fidelity/versions/{version.pk}.pdf")
    file = page.request.get(f"/admin/instruments/versions/{version.pk}/toml/")
    assert paper.ok
    assert file.ok
    return words, paper.body(), file.text()
