from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render

from agencies.requests import SignedInRequest

from .. import queries
from ..forms import PaperForm
from ..marking import is_answered
from .doors import for_learners, lesson_to_read


@for_learners
def question_in_page(request: SignedInRequest, pk: int, key: UUID) -> HttpResponse:
    """Check an answer and keep nothing. The page is the same with and without scripts."""
    lesson = lesson_to_read(request.user, pk)
    asked = queries.questions_in(lesson).get(str(key))
    if not asked:
        raise Http404
    form = PaperForm(request.POST or None, questions=asked, saved={})
    context = {"lesson": lesson, "key": key, "form": form, "before": asked[0][0] - 1}
    if request.method == "POST" and form.is_valid():
        answers = form.answers()
        form.say_missing([k for k, given in answers.items() if not is_answered(given)])
        if form.is_valid():
            context["results"] = queries.tried([question for _, question in asked], answers)
    return render(request, "training/question_in_page.html", context)
