"""The root of the Wagtail site."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Page, Site

from pages.models import HomePage

WELCOME = "Welcome to your new Wagtail site!"


@transaction.atomic
def home_page() -> HomePage:
    """The home page at the root of the default site; both are made where there is none."""
    home = HomePage.objects.first()
    if home is None:
        title = settings.WAGTAIL_SITE_NAME
        home = HomePage(title=title, slug="connecting-people", show_in_menus=False)
        Page.get_first_root_node().add_child(instance=home)
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        site = Site(hostname="localhost", port=80, is_default_site=True)
    if site.root_page_id != home.pk:
        site.root_page = home
        site.site_name = settings.WAGTAIL_SITE_NAME
        site.save()
    _remove_welcome_page()
    return home


def _remove_welcome_page() -> None:
    """Remove the page that Wagtail's migrations make, if nobody has touched it since."""
    welcome = Page.objects.filter(
        depth=2, title=WELCOME, slug="home", numchild=0, latest_revision=None
    ).first()
    if welcome and welcome.specific_class is Page and not welcome.sites_rooted_here.exists():
        welcome.delete()
