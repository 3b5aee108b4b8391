from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..forms import PaperForm
from ..models import Attempt, QuizPage
from .doors import for_learners


@for_learners
@require_POST
def start(request: SignedInRequest, pk: int) -> HttpResponse:
    quiz = get_object_or_404(QuizPage.objects.open(), id=pk)
    try:
        attempt = actions.start_attempt(quiz=quiz, by=request.user)
    except actions.NothingToAsk:
        messages.error(request, _("This quiz has no questions yet. Please come back later."))
        return redirect(quiz.url)
    return redirect("training:attempt", attempt.pk)


@for_learners
def attempt(request: SignedInRequest, pk: int) -> HttpResponse:
    attempt = get_object_or_404(Attempt.objects.belonging_to(request.user), pk=pk)
    if attempt.submitted_at:
        return redirect("training:result", pk)
    form = PaperForm(request.POST or None, paper=attempt.paper)
    if request.method == "POST" and form.is_valid():
        return _submit(request, attempt, form)
    return render(request, "training/attempt.html", {"attempt": attempt, "form": form})


def _submit(request: SignedInRequest, attempt: Attempt, form: PaperForm) -> HttpResponse:
    try:
        certificate = actions.submit_attempt(
            attempt=attempt, answers=form.answers(), by=request.user
        )
    except actions.AlreadySubmitted:
        certificate = None
    if certificate:
        messages.success(request, _("You have finished the course and earned your certificate."))
    return redirect("training:result", attempt.pk)


@for_learners
def result(request: SignedInRequest, pk: int) -> HttpResponse:
    attempts = Attempt.objects.belonging_to(request.user).select_related("quiz")
    attempt = get_object_or_404(attempts, pk=pk)
    if not attempt.submitted_at:
        return redirect("training:attempt", pk)
    context = {
        "attempt": attempt,
        "result": queries.result_of(attempt),
        "place": queries.place_of(request.user, attempt.quiz) if attempt.quiz else None,
    }
    return render(request, "training/result.html", context)
