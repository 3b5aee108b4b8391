"""What pages of the course show about their reader. Pages are models, and models read no queries,
so their templates ask."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Page

from agencies.models import User

from .. import queries
from ..progress import CourseProgress, Place

register = template.Library()


@register.simple_tag
def place_of(user: User, page: Page) -> Place:
    """Read once for a page: two blocks of its template ask."""
    if not hasattr(page, "place_of_reader"):
        page.place_of_reader = queries.place_of(user, page)
    return page.place_of_reader


@register.simple_tag
def courses_for(user: User) -> list[CourseProgress]:
    return queries.courses_for(user)


@register.simple_tag
def trail(place: Place | None = None) -> list[tuple[str, str]]:
    """What stands above a place, from the outside in, for components/breadcrumb.html."""
    above = [(_("Training"), reverse("training:courses"))]
    if place and place.module:
        above.append((place.course.title, place.course.url))
    if place and place.module and place.step:
        above.append((place.module.title, place.module.url))
    return above
