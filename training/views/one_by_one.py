"""A quiz with feedback after each question: one question a page, each answer final once checked."""

from contextlib import suppress

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..forms import PaperForm
from ..marking import is_answered
from ..models import Attempt
from .doors import for_learners
from .quizzes import is_over, own_attempt, submit


@for_learners
def next_question(request: SignedInRequest, pk: int) -> HttpResponse:
    """Lead to the next question whose answer is not final yet, or else to handing in."""
    attempt = own_attempt(request, pk)
    if is_over(request, attempt):
        return redirect("training:result", pk)
    if request.method == "POST":
        try:
            return submit(request, attempt, {})
        except actions.AnswersMissing:
            return _to_hand_in(request, attempt)
    left = request.GET.get("after", "")
    after = int(left) if left.isdecimal() and len(left) < 5 else 0
    following = (number for number in _open_questions(attempt) if number > after)
    number = next(following, None)
    return redirect("training:question", pk, number) if number else _to_hand_in(request, attempt)


@for_learners
def question(request: SignedInRequest, pk: int, number: int) -> HttpResponse:
    attempt = own_attempt(request, pk)
    if is_over(request, attempt):
        return redirect("training:result", pk)
    form = _form(request, attempt, number)
    key = attempt.sheet["questions"][number - 1]["key"]
    if key in queries.checked_keys(attempt):
        return _feedback(request, attempt, number)
    if "skip" in request.POST:
        return _skip(request, attempt, form, number)
    if request.method == "POST" and form.is_valid():
        try:
            actions.check_answer(
                attempt=attempt, key=key, response=form.answers()[key], by=request.user
            )
            return redirect("training:question", pk, number)
        except (actions.AlreadyChecked, actions.AlreadySubmitted, actions.TimeIsUp):
            return redirect("training:question", pk, number)
        except actions.AnswersMissing as missing:
            form.say_missing(missing.keys)
    context = {"attempt": attempt, "form": form, "number": number}
    return render(request, "training/attempt_question.html", context)


def _skip(request: SignedInRequest, attempt: Attempt, form: PaperForm, number: int) -> HttpResponse:
    """To the next question. What is answered is kept, to be checked later or handed in so."""
    with suppress(actions.AlreadySubmitted, actions.TimeIsUp):
        actions.save_answers(attempt=attempt, answers=form.answers(), by=request.user)
    return redirect(reverse("training:next_question", args=[attempt.pk]) + f"?after={number}")


def _open_questions(attempt: Attempt) -> dict[int, bool]:
    """The numbers of those that are not final, and whether each has an answer so far."""
    final, saved = queries.checked_keys(attempt), queries.saved_responses(attempt)
    return {
        number: is_answered(saved.get(question["key"]))
        for number, question in enumerate(attempt.sheet["questions"], start=1)
        if question["key"] not in final
    }


def _to_hand_in(request: SignedInRequest, attempt: Attempt) -> HttpResponse:
    left = _open_questions(attempt)
    context = {"attempt": attempt, "left": left, "has_gaps": not all(left.values())}
    return render(request, "training/attempt_done.html", context)


def _feedback(request: SignedInRequest, attempt: Attempt, number: int) -> HttpResponse:
    context = {
        "attempt": attempt,
        "number": number,
        "answer": queries.result_of(attempt).questions[number - 1],
    }
    return render(request, "training/attempt_feedback.html", context)


def _form(request: SignedInRequest, attempt: Attempt, number: int) -> PaperForm:
    questions = list(enumerate(attempt.sheet["questions"], start=1))[number - 1 : number]
    if not questions or number < 1:
        raise Http404
    saved = queries.saved_responses(attempt)
    return PaperForm(request.POST or None, questions=questions, saved=saved)
