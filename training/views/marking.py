"""Marking essays: all answers to one question together, as examiners do."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..forms import MarkForm
from ..models import Answer
from .doors import for_authors


@for_authors
def queue(request: SignedInRequest) -> HttpResponse:
    context = {"queue": queries.marking_queue(request.user)}
    return render(request, "training/marking_queue.html", context)


@for_authors
def essay(request: SignedInRequest, pk: int) -> HttpResponse:
    answer = _answer(request, pk)
    essay = queries.essay_to_mark(answer, request.user)
    form = _form(request, essay)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark_essay(answer=answer, by=request.user, **_given(form))
            return _go_on(request, essay)
        except actions.MarkedMeanwhile:
            essay = _essay(request, pk)
            form.say_marked_meanwhile(essay.seen)
        except actions.ResultIsGiven:
            essay = _essay(request, pk)
            form.add_error(None, _("The learner has the result by now. Your change is not saved."))
    return render(request, "training/marking_essay.html", {"essay": essay, "form": form})


def _answer(request: SignedInRequest, pk: int) -> Answer:
    answers = Answer.objects.markable_by(request.user)
    return get_object_or_404(answers.select_related("attempt__quiz", "attempt__user"), pk=pk)


def _essay(request: SignedInRequest, pk: int) -> queries.Essay:
    """As it is now."""
    return queries.essay_to_mark(_answer(request, pk), request.user)


def _form(request: SignedInRequest, essay: queries.Essay) -> MarkForm:
    """With the last mark written in, to be thought over."""
    started: dict[str, Any] = {"seen": essay.seen}
    if essay.marks:
        started |= {"points": essay.marks[-1].points, "comment": essay.marks[-1].comment}
    return MarkForm(request.POST or None, initial=started, most=essay.points)


def _given(form: MarkForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("points", "comment", "seen")}


def _go_on(request: SignedInRequest, essay: queries.Essay) -> HttpResponse:
    """To the next answer; its address leads to its heading, so that focus is there."""
    if essay.next:
        return redirect(reverse("training:mark_essay", args=[essay.next]) + "#answer")
    messages.success(request, _("The mark is saved. No other answer to that question waits."))
    return redirect("training:marking_queue")
