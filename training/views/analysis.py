"""How the questions of a quiz did. Nobody is named."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from agencies.requests import SignedInRequest
from lib.tables import csv_response

from .. import queries
from ..analysis import ENOUGH_FOR_DISCRIMINATION, ENOUGH_FOR_FACILITY
from ..models import QuizPage
from ..sentences import in_words
from .doors import for_authors

HEADER = (
    "question", "part", "version", "type", "answers", "facility_percent", "discrimination",
    "to_look_at", "answer", "is_right", "chosen",
)  # fmt: skip


@require_safe
@for_authors
def analysis(request: SignedInRequest, pk: int) -> HttpResponse:
    quiz = get_object_or_404(QuizPage, id=pk)
    first_only = request.GET.get("attempts") != "all"
    context = {
        "quiz": quiz,
        "analysis": queries.analysis_of(quiz, first_only=first_only),
        "first_only": first_only,
        "enough_for_facility": ENOUGH_FOR_FACILITY,
        "enough_for_discrimination": ENOUGH_FOR_DISCRIMINATION,
    }
    return render(request, "training/analysis.html", context)


@require_safe
@for_authors
def analysis_csv(request: SignedInRequest, pk: int) -> HttpResponse:
    quiz = get_object_or_404(QuizPage, id=pk)
    first_only = request.GET.get("attempts") != "all"
    found = queries.analysis_of(quiz, first_only=first_only)
    rows = [row for question in found.questions for row in _rows(question)]
    return csv_response(HEADER, rows, f"{slugify(quiz.title) or 'quiz'}-questions.csv")


def _rows(question: queries.QuestionAnalysis) -> Iterator[tuple[object, ...]]:
    """One for each answer that is told apart, so that a spreadsheet can count them."""
    r = question.discrimination
    about = (
        question.words,
        question.part or "",
        question.version,
        question.kind,
        question.answers,
        question.percent,
        None if r is None else f"{r:.2f}",
        " ".join(in_words(remark) for remark in question.remarks),
    )
    for answer in question.given.chosen:
        yield *about, answer.text, _("yes") if answer.is_right else _("no"), answer.times
    yield *about, _("Other answers"), "", question.given.others
    yield *about, _("No answer"), "", question.given.none
