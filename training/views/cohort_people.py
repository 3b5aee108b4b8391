"""One person of a cohort, for those who run its training."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..forms import DueDayForm, ExtraTimeForm, LeaveForm
from ..models import CoursePage, Enrolment, ExtraTime
from .doors import cohort_to_manage


def person(request: SignedInRequest, pk: int, user_pk: int) -> HttpResponse:
    enrolment = _enrolment(request, pk, user_pk)
    user, course = enrolment.user, enrolment.cohort.course
    progress = queries.course_progress(user, course) if course else None
    context: dict[str, Any] = {
        "enrolment": enrolment,
        "person": user,
        "extra_time": ExtraTime.objects.belonging_to(user).select_related("set_by").first(),
    }
    if progress:
        context["standing"] = queries.standing_of(enrolment, progress)
        context["requirements"] = queries.requirements_of(progress)
        theirs = CoursePage.objects.open_to(request.user)
        context["may_open"] = theirs.filter(id=progress.page_id).exists()
    return render(request, "training/cohort_person.html", context)


def due_day(request: SignedInRequest, pk: int, user_pk: int) -> HttpResponse:
    enrolment = _enrolment(request, pk, user_pk)
    initial = {"due_on": enrolment.own_due_on}
    form = DueDayForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        actions.change_due_day(enrolment=enrolment, by=request.user, **form.cleaned_data)
        messages.success(request, _("The change is saved."))
        return redirect("training:cohort_person", pk, user_pk)
    title = _("The day to finish by, for %(name)s") % {"name": enrolment.user}
    return _ask(request, enrolment, form, title=title, button=_("Save"))


def leave(request: SignedInRequest, pk: int, user_pk: int) -> HttpResponse:
    enrolment = _enrolment(request, pk, user_pk)
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.leave_cohort(enrolment=enrolment, by=request.user, **form.cleaned_data)
        said = _("%(name)s is no longer in this cohort. What they have learned stays.")
        messages.success(request, said % {"name": enrolment.user})
        return redirect(enrolment.cohort)
    title = _("Take %(name)s out of this cohort?") % {"name": enrolment.user}
    button = _("Take out of the cohort")
    return _ask(request, enrolment, form, title=title, button=button, is_leaving=True)


def extra_time(request: SignedInRequest, pk: int, user_pk: int) -> HttpResponse:
    enrolment = _enrolment(request, pk, user_pk)
    given = ExtraTime.objects.belonging_to(enrolment.user).values("percent", "reason").first()
    form = ExtraTimeForm(request.POST if request.method == "POST" else None, initial=given)
    if form.is_valid():
        actions.set_extra_time(user=enrolment.user, by=request.user, **form.cleaned_data)
        messages.success(request, _("The change is saved. It counts from the next attempt on."))
        return redirect("training:cohort_person", pk, user_pk)
    title = _("Extra time for %(name)s") % {"name": enrolment.user}
    return _ask(request, enrolment, form, title=title, button=_("Save"))


def _enrolment(request: SignedInRequest, pk: int, user_pk: int) -> Enrolment:
    """Of somebody who is still expected: nobody looks on when a person has gone elsewhere."""
    cohort = cohort_to_manage(request.user, pk)
    inside = Enrolment.objects.filter(cohort=cohort).expected()
    return get_object_or_404(
        inside.select_related("user", "cohort__course", "cohort__agency"), user__id=user_pk
    )


def _ask(request: SignedInRequest, enrolment: Enrolment, form: Any, **words: Any) -> HttpResponse:
    back = reverse("training:cohort_person", args=[enrolment.cohort_id, enrolment.user_id])
    context = {"enrolment": enrolment, "form": form, "back": back, **words}
    return render(request, "training/cohort_ask.html", context)
