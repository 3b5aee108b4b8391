"""What every page shows around its own content: the menu, and the way to each person's work."""

from dataclasses import dataclass, replace
from functools import partial

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise, SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

# A place of work, and the permissions of which any one opens it (see agencies.roles).
WORK: list[tuple[Promise, str, set[str]]] = [
    (_("Training"), "training:courses", {"take_training"}),
    (_("People’s training"), "training:people", {"manage_training"}),
    (_("Fidelity"), "fidelity:home", {"rate_fidelity", "see_fidelity", "see_dashboard"}),
    (_("People"), "agencies:people", {"manage_people"}),
    (_("Edit pages"), "wagtailadmin_home", {"author_training"}),
    (_("Review pages"), "wagtailadmin_home", {"review_training"}),
]
# What belongs to a place of work and is not below its address.
ALSO = {
    "training:people": (
        "/training/cohorts/", "/training/workshops/", "/training/sessions/",
        "/training/certificates/manage/", "/training/certificates/batches/",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Link:
    title: str
    url: str
    current: str  # the value of aria-current: "page", "true" within that part, or nothing
    work: str = ""  # the place of work, which a page's own `work` names if it belongs there


def navigation(request: HttpRequest) -> dict:
    """Lazy, so that pages which show no menu (Wagtail's admin) ask nothing of the database."""
    menu = SimpleLazyObject(partial(public_links, request))
    signed_in = getattr(request, "user", None) and request.user.is_authenticated
    return {
        "menu": menu,
        "navigation": SimpleLazyObject(partial(work_links, request)) if signed_in else menu,
        "demo": settings.DEMO,
    }


def public_links(request: HttpRequest) -> list[Link]:
    """The pages directly under the home page that their authors put in the menu."""
    pages = Page.objects.live().in_menu().filter(depth=3).order_by("path")
    links = [(page.title, page.url) for page in pages.only("title", "url_path")]
    return [_link(request, title, url) for title, url in links if url]


def work_links(request: HttpRequest) -> list[Link]:
    may = request.user.permissions  # type: ignore[union-attr]
    links = [_link(request, _("Start"), reverse("start"))]
    for title, name, needed in WORK:
        if needed & may:
            links.append(_link(request, title, reverse(name), name))
    # Of places inside one another, the page belongs to the inner one.
    inner = max((part for link in links for part in _parts(link, request)), key=len, default="")
    return [link if inner in _parts(link, request) else replace(link, current="") for link in links]


def _link(request: HttpRequest, title: str | Promise, url: str, work: str = "") -> Link:
    link = Link(str(title), url, "", work)
    if request.path == url:
        return replace(link, current="page")
    return replace(link, current="true" if _parts(link, request) else "")


def _parts(link: Link, request: HttpRequest) -> list[str]:
    """The beginnings of addresses by which this page belongs to a link."""
    beginnings = [link.url, *ALSO.get(link.work, ())]
    return [part for part in beginnings if request.path.startswith(part)]
