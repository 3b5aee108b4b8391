"""The short way to a page of a course: what its reader has done is read in any case, and with it
who may open what. Wagtail's own way takes two queries for each level of the tree."""

from urllib.parse import quote

from django.http import HttpRequest
from wagtail.models import Site
from wagtail.url_routing import RouteResult

from agencies.models import User

from . import queries

DEPTHS = (2, 3, 4)  # of a course, a module, a lesson or quiz below the site's root


def look_ahead(request: HttpRequest, path: str) -> None:
    """Tell Wagtail which page is asked for, if it is one that this person is held to. All others,
    and all pages where there are several sites, it finds for itself."""
    roots = Site.get_site_root_paths()  # from the cache
    parts = [part for part in path.split("/") if part]
    user = request.user
    if not isinstance(user, User) or len(roots) != 1 or len(parts) not in DEPTHS or "\0" in path:
        return
    url = quote(f"{request.path.removesuffix('/')}/")
    found = queries.found_at(user, parts, roots[0].root_path, url)
    if found:
        page = found.model.objects.get(id=found.page_id)
        page.place_of_reader = found.place  # for training.templatetags.learning.place_of
        request._wagtail_route_for_request = RouteResult(page)  # type: ignore[attr-defined]
