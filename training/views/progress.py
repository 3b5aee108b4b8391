from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import slugify

from agencies.requests import SignedInRequest
from lib.pdf import pdf_response, render_pdf
from lib.tables import csv_response

from .. import queries
from ..record_table import HEADER, rows
from .doors import for_learners


@for_learners
def progress(request: SignedInRequest) -> HttpResponse:
    courses = queries.courses_for(request.user)
    tries = [(step, tried) for course in courses for step in course.steps for tried in step.tries]
    context = {
        "courses": [(course, queries.requirements_of(course)) for course in courses],
        "tries": tries,
        "scores": queries.scores_by_outcome(courses),
    }
    return render(request, "training/progress.html", context)


@for_learners
def record(request: SignedInRequest) -> HttpResponse:
    context = {"record": queries.record_of(request.user), "today": timezone.localdate()}
    return render(request, "training/record.html", context)


@for_learners
def record_pdf(request: SignedInRequest) -> HttpResponse:
    context = {
        "record": queries.record_of(request.user),
        "today": timezone.localdate(),
        "person": request.user,
    }
    return pdf_response(render_pdf("training/record_pdf.html", context), _name(request, "pdf"))


@for_learners
def record_csv(request: SignedInRequest) -> HttpResponse:
    record = queries.record_of(request.user)
    return csv_response(HEADER, rows(record), _name(request, "csv"))


def _name(request: SignedInRequest, ending: str) -> str:
    person = slugify(str(request.user)) or "mine"
    return f"record-of-learning-{person}-{timezone.localdate():%Y-%m-%d}.{ending}"
