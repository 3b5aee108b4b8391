"""Questions and answers of a paper, on a page."""

from django import template

from .. import answers
from ..forms.papers import rich
from ..queries.results import QuestionResult
from ..sentences import in_words

register = template.Library()
register.filter("rich", rich)
register.filter("in_words", in_words)


@register.filter
def answer_lines(answer: QuestionResult) -> list[answers.Line]:
    return answers.answer_lines(answer.question, answer.response)


@register.filter
def right_lines(answer: QuestionResult) -> list[str]:
    return answers.right_lines(answer.question["definition"])
