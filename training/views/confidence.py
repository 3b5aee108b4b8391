from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..forms import ConfidenceForm
from ..models import CoursePage
from .doors import for_learners


@for_learners
def confidence(request: SignedInRequest, pk: int) -> HttpResponse:
    course = get_object_or_404(CoursePage.objects.open_to(request.user), id=pk)
    progress = queries.course_progress(request.user, course)
    occasion = queries.occasion_to_rate(request.user, course, progress)
    form = ConfidenceForm(
        request.POST or None, statements=(str(s.value) for s in course.statements)
    )
    if request.method == "POST" and form.is_valid():
        return _keep(request, course, form)
    context = {
        "progress": progress,
        "occasion": occasion,
        "form": form if occasion else None,
        "changes": queries.confidence_changes(request.user, course),
    }
    return render(request, "training/confidence.html", context)


def _keep(request: SignedInRequest, course: CoursePage, form: ConfidenceForm) -> HttpResponse:
    try:
        actions.rate_confidence(course=course, values=form.values(), by=request.user)
    except actions.NotTheTime:  # sent twice, or left open until the course had begun
        return redirect("training:confidence", course.pk)
    messages.success(request, _("Thank you. Only you can see this."))
    return redirect(course.url)
