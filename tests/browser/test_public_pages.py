"""What anybody sees, on a phone and a desktop."""

from playwright.sync_api import expect

from demo.public_pages import make_public_pages


def test_every_public_page_looks_right(visit, site):
    make_public_pages(site.root_page.specific)
    anyone = visit()
    anyone.page.goto("/")
    menu = anyone.page.get_by_role("navigation", name="Menu").get_by_role("link").all()
    paths = ["/", *(link.get_attribute("href") for link in menu)]
    for path in [*paths, "/account/login/", "/account/password/reset/", "/nothing-here/"]:
        anyone.page.goto(path)
        expect(anyone.page.get_by_role("heading", level=1)).to_be_visible()
        anyone.looks_right()

    assert len(paths) == 6
    for path in paths[1:]:
        anyone.page.goto(path)
        for link in anyone.page.locator("main h2 a, main h3 a").all()[:1]:
            anyone.page.goto(link.get_attribute("href"))
            anyone.looks_right()


def test_the_main_content_is_one_key_away(visit, site):
    anyone = visit()
    anyone.page.goto("/")

    anyone.page.keyboard.press("Tab")
    anyone.page.keyboard.press("Enter")

    expect(anyone.page.locator("main")).to_be_focused()
