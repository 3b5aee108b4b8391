"""What was written under a page, and who reviewed it, for the templates of pages."""

from django import template
from wagtail.models import Page

from agencies.models import User

from .. import queries
from ..forms import PostForm
from ..models import CoursePage, LivedExperienceReview
from ..queries.conversation import KINDS, Talk

register = template.Library()


@register.simple_tag
def talks_under(user: User, lesson: Page, conversation: str) -> tuple[Talk, ...]:
    """`conversation`: what the course allows, which the place of the reader has said already."""
    return queries.talks_under(user, lesson, KINDS[CoursePage.Conversation(conversation)])


@register.simple_tag
def comments_under(user: User, news: Page) -> tuple[Talk, ...]:
    return queries.talks_under(user, news, queries.kinds_of_post(news))


@register.simple_tag
def post_form(kind: str) -> PostForm:
    return PostForm(kind=kind, auto_id=f"id_{kind}_%s")


@register.simple_tag
def last_review(page: Page) -> LivedExperienceReview | None:
    return queries.last_review(page)
