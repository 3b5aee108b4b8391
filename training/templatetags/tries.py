"""A question to try, within a lesson or while it is written."""

from django import template

from .. import queries
from ..forms import PaperForm
from ..models import LessonPage, Question
from ..queries.results import QuestionResult

register = template.Library()


@register.simple_tag
def form_to_try(lesson: LessonPage, key: str) -> PaperForm:
    """Read once a page, however many questions it asks."""
    if not hasattr(lesson, "questions_to_try"):
        lesson.questions_to_try = queries.questions_in(lesson)
    asked = lesson.questions_to_try[key]
    return PaperForm(questions=asked, saved={}, auto_id=f"id_{key}_%s")


@register.simple_tag
def form_of(question: Question) -> PaperForm:
    """As it stands in the editor, perhaps not yet saved."""
    return PaperForm(questions=list(enumerate(queries.as_asked(question.definition), 1)), saved={})


@register.simple_tag
def answers_of(question: Question) -> list[QuestionResult]:
    """What is told to somebody who answers nothing: the right answers, and why."""
    return queries.tried(queries.as_asked(question.definition), {})
