"""What a lesson shows of its reader's journal."""

from django import template
from wagtail.models import Page

from agencies.models import User

from .. import queries
from ..forms import ReflectionForm
from ..models import JournalEntry

register = template.Library()


@register.simple_tag
def journal_entry(user: User, lesson: Page, reflection: str) -> JournalEntry | None:
    """Read once a page, however many reflections it asks for."""
    if not hasattr(lesson, "entries_of_reader"):
        lesson.entries_of_reader = queries.entries_under(user, lesson)
    return lesson.entries_of_reader.get(reflection)


@register.simple_tag
def reflection_form(entry: JournalEntry | None, reflection: str) -> ReflectionForm:
    initial = {"text": entry.text if entry else ""}
    return ReflectionForm(initial=initial, auto_id=f"id_{reflection}_%s")
