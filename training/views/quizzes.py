from contextlib import suppress
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..forms import PaperForm
from ..models import Attempt, QuizPage
from .doors import for_learners

REFUSALS = (
    actions.NothingToAsk,
    actions.NoAttemptsLeft,
    actions.WaitFirst,
    actions.Locked,
)


@for_learners
@require_POST
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    quiz = get_object_or_404(QuizPage.objects.open_to(request.user), id=pk)
    begun = Attempt.objects.belonging_to(request.user).filter(quiz=quiz, submitted_at=None).first()
    if begun:  # its own page hands it in if its time is up, and shows the result
        return redirect("training:attempt", begun.pk)
    try:
        attempt = actions.start_attempt(quiz=quiz, by=request.user)
    except REFUSALS as refusal:
        messages.error(request, _sentence(refusal))
        return redirect(quiz.url)
    return redirect("training:attempt", attempt.pk)


@for_learners
def attempt(request: SignedInRequest, pk: int) -> HttpResponse:
    attempt = own_attempt(request, pk)
    if is_over(request, attempt):
        return redirect("training:result", pk)
    if attempt.sheet["feedback"] == QuizPage.Feedback.EACH:
        return redirect("training:next_question", pk)
    form = _form(request, attempt)
    if request.method == "POST":
        if form.is_valid():
            return hand_in(request, attempt, form)
        with suppress(actions.AlreadySubmitted, actions.TimeIsUp):
            actions.save_answers(attempt=attempt, answers=_answers(request, form), by=request.user)
    return render(request, "training/attempt.html", {"attempt": attempt, "form": form})


def hand_in(request: SignedInRequest, attempt: Attempt, form: PaperForm) -> HttpResponse:
    if "later" in request.POST:
        return _save_for_later(request, attempt, form)
    try:
        return submit(request, attempt, _answers(request, form))
    except actions.AnswersMissing as missing:
        form.say_missing(missing.keys)
        context = {"attempt": attempt, "form": form, "has_gaps": True}
        return render(request, "training/attempt.html", context)


def submit(request: SignedInRequest, attempt: Attempt, answers: dict[str, Any]) -> HttpResponse:
    with_gaps = "with_gaps" in request.POST
    try:
        certificate = actions.submit_attempt(
            attempt=attempt, answers=answers, by=request.user, with_gaps=with_gaps
        )
    except actions.AlreadySubmitted:
        certificate = None
    if certificate:
        messages.success(request, _("You have finished the course and earned your certificate."))
    return redirect("training:result", attempt.pk)


def _save_for_later(request: SignedInRequest, attempt: Attempt, form: PaperForm) -> HttpResponse:
    try:
        actions.save_answers(attempt=attempt, answers=_answers(request, form), by=request.user)
    except (actions.AlreadySubmitted, actions.TimeIsUp):
        return redirect("training:result", attempt.pk)
    messages.success(request, _("Your answers are kept. You can go on when you like."))
    return redirect(attempt.quiz.url if attempt.quiz else "training:courses")


@for_learners
@require_POST
def save(request: SignedInRequest, pk: int) -> JsonResponse:
    """What the page sends by itself while somebody answers (site/assets/js/quiz.js)."""
    attempt = get_object_or_404(Attempt.objects.belonging_to(request.user), pk=pk)
    form = _form(request, attempt)
    is_whole = form.is_valid()
    try:
        actions.save_answers(attempt=attempt, answers=_answers(request, form), by=request.user)
    except (actions.AlreadySubmitted, actions.TimeIsUp):
        return JsonResponse({"saved": False, "closed": True}, status=409)
    if not is_whole:  # a number half typed, say: the rest is kept
        return JsonResponse({"saved": False}, status=422)
    now = date_format(timezone.localtime(), "H:i")
    return JsonResponse({"saved": True, "message": _("Saved at %(time)s.") % {"time": now}})


def _answers(request: SignedInRequest, form: PaperForm) -> dict[str, Any]:
    """Those given on this page, where it says which they are (site/assets/js/quiz.js): what it
    shows of the rest may be older than what another tab has saved."""
    answers = form.answers()
    if "changed" not in request.POST:
        return answers
    names = set(request.POST.getlist("changed"))
    return {key: given for key, given in answers.items() if names & set(form.names[key])}


def _form(request: SignedInRequest, attempt: Attempt) -> PaperForm:
    questions = list(enumerate(attempt.sheet["questions"], start=1))
    saved = {} if request.method == "POST" else queries.saved_responses(attempt)
    return PaperForm(request.POST or None, questions=questions, saved=saved)


def own_attempt(request: SignedInRequest, pk: int) -> Attempt:
    attempts = Attempt.objects.belonging_to(request.user).select_related("quiz")
    return get_object_or_404(attempts, pk=pk)


def is_over(request: SignedInRequest, attempt: Attempt) -> bool:
    """Whether it is handed in: if its time has run out, now, and the learner is told so."""
    if actions.hand_in_if_late(attempt=attempt, by=request.user):
        said = _("The time was up. What you had answered by then has been handed in.")
        messages.info(request, said)
        return True
    return attempt.submitted_at is not None


def _sentence(refusal: Exception) -> str:
    if isinstance(refusal, actions.Locked):
        return " ".join(refusal.reasons)
    if isinstance(refusal, actions.WaitFirst):
        when = date_format(timezone.localtime(refusal.until), "j F, H:i")
        return _("You can try again from %(when)s.") % {"when": when}
    if isinstance(refusal, actions.NoAttemptsLeft):
        return _("You have used all the attempts that this quiz allows.")
    return _("Questions of this quiz are missing. Please tell a trainer, or come back later.")


@for_learners
def result(request: SignedInRequest, pk: int) -> HttpResponse:
    attempt = own_attempt(request, pk)
    if not attempt.submitted_at:
        return redirect("training:attempt", pk)
    context = {
        "attempt": attempt,
        "result": queries.result_of(attempt),
        "place": queries.place_of(request.user, attempt.quiz) if attempt.quiz else None,
    }
    return render(request, "training/result.html", context)
