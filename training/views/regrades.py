"""Marking again what has a result (actions/regrades.py)."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..forms import MarkAgainForm, ReasonForm, VersionsForm
from ..models import Answer, Question
from ..regrading import rewordings
from .doors import for_authors


@for_authors
def regrade(request: SignedInRequest, pk: int) -> HttpResponse:
    """Choose two versions, see what would change, and say why: all on one page."""
    question = get_object_or_404(Question, pk=pk)
    versions = queries.versions_asked(question)
    chosen = VersionsForm(request.POST or request.GET or None, versions=versions)
    reason = ReasonForm(request.POST or None)
    if chosen.is_valid() and request.method == "POST" and reason.is_valid():
        return _regraded(request, question, chosen, reason.cleaned_data["reason"])
    context = {
        "question": question,
        "versions": versions,
        "form": chosen,
        "essays": queries.essays_with_a_result(question, request.user),
        **(_preview(chosen, versions, reason) if chosen.is_valid() else {}),
    }
    return render(request, "training/regrade.html", context)


def _preview(
    chosen: VersionsForm, versions: list[queries.VersionAsked], reason: ReasonForm
) -> dict[str, Any]:
    asked, marked_by = chosen.cleaned_data["asked"], chosen.cleaned_data["marked_by"]
    return {
        "asked": next(v for v in versions if v.version == asked),
        "marked_by": marked_by,
        "plan": queries.regrade_plan(asked, marked_by),
        "rewordings": rewordings(asked.definition, marked_by.definition),
        "reason": reason,
    }


def _regraded(
    request: SignedInRequest, question: Question, chosen: VersionsForm, reason: str
) -> HttpResponse:
    try:
        plan = actions.regrade(**chosen.cleaned_data, reason=reason, by=request.user)
    except actions.NothingToRegrade:
        messages.info(request, _("No result would change, so nothing was marked again."))
    else:
        sentence = ngettext(
            "%(count)d result was marked again.",
            "%(count)d results were marked again.",
            len(plan.changes),
        )
        messages.success(request, sentence % {"count": len(plan.changes)})
    return redirect("training:regrade", question.pk)


@for_authors
def mark_essay_again(request: SignedInRequest, pk: int) -> HttpResponse:
    answer = _with_result(request, pk)
    essay = queries.essay_to_mark(answer, request.user)
    last = essay.marks[-1] if essay.marks else None
    started = {"seen": essay.seen, "points": last and last.points, "comment": last and last.comment}
    form = MarkAgainForm(request.POST or None, initial=started, most=essay.points)
    if request.method == "POST" and form.is_valid():
        try:
            return _marked_again(request, answer, form)
        except actions.PassStays:
            form.add_error("points", _("This would take a pass away. A pass once given stays."))
        except actions.MarkedMeanwhile:
            essay = queries.essay_to_mark(_with_result(request, pk), request.user)
            form.say_marked_meanwhile(essay.seen)
    context = {"essay": essay, "form": form, "back": _back(answer)}
    return render(request, "training/mark_essay_again.html", context)


def _with_result(request: SignedInRequest, pk: int) -> Answer:
    answers = Answer.objects.markable_by(request.user).filter(attempt__marked_at__isnull=False)
    answers = answers.select_related("attempt__quiz", "attempt__user", "version__question")
    return get_object_or_404(answers, pk=pk)


def _marked_again(request: SignedInRequest, answer: Answer, form: MarkAgainForm) -> HttpResponse:
    given = {name: form.cleaned_data[name] for name in ("points", "comment", "reason", "seen")}
    actions.mark_essay_again(answer=answer, by=request.user, **given)
    messages.success(request, _("The mark is changed. The learner sees both results, and why."))
    return redirect(_back(answer))


def _back(answer: Answer) -> str:
    """Answers from before there were versions have none."""
    if answer.version is None:
        return reverse("training:marking_queue")
    return reverse("training:regrade", args=[answer.version.question_id])
