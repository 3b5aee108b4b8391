import pytest

from demo.public_pages import make_public_pages


@pytest.fixture
def home(site):
    """The home page with all the public pages under it."""
    home = site.root_page.specific
    make_public_pages(home)
    return home
