"""What pages of the course show about their reader. Pages are models, and models read no queries,
so their templates ask."""

from datetime import datetime

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from agencies.models import User

from .. import queries
from ..models import CoursePage, Occasion, QuizPage, hours_in_words
from ..progress import CourseProgress, Place, Step

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
def quizzes_of(course: CoursePage) -> list[QuizPage]:
    return list(QuizPage.objects.descendant_of(course).live().order_by("path"))


@register.simple_tag
def occasion_to_rate(user: User, course: CoursePage, progress: CourseProgress) -> Occasion | None:
    return queries.occasion_to_rate(user, course, progress)


@register.filter
def closed_until(step: Step) -> datetime | None:
    """When the next try at a quiz may begin; None if now."""
    return step.closed_until(timezone.now())


@register.filter
def duration(minutes: int) -> str:
    """Such as "1 hour 20 minutes"."""
    return hours_in_words(minutes)


@register.simple_tag
def course_trail(course: CourseProgress) -> list[tuple[str, str]]:
    """What stands above a page that belongs to a course."""
    return [*trail(), (course.title, course.url)]


@register.simple_tag
def trail(place: Place | None = None) -> list[tuple[str, str]]:
    """What stands above a place, from the outside in, for components/breadcrumb.html."""
    above = [(_("Training"), reverse("training:courses"))]
    if place and place.module:
        above.append((place.course.title, place.course.url))
    if place and place.module and place.step:
        above.append((place.module.title, place.module.url))
    return above
