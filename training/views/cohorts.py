from collections import Counter

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest
from agencies.roles import Permission
from lib.tables import csv_response

from .. import actions, queries
from ..forms import CohortForm
from ..queries.standings import WORDS
from ..standing import FAILED_TRIES, QUIET_DAYS, Status
from .doors import cohort_to_manage, for_managers

HEADER = (
    "name", "email", "status", "steps_done", "steps", "current_step", "last_activity",
    "quiz_tries", "due_on",
)  # fmt: skip


@for_managers
def people(request: SignedInRequest) -> HttpResponse:
    workshops = queries.workshops_to_run(request.user)
    context = {
        "cohorts": queries.cohorts_managed_by(request.user),
        "coming": [workshop for workshop in workshops if not workshop.is_past],
        "past": [workshop for workshop in workshops if workshop.is_past],
        "looks_after_certificates": Permission.AUTHOR_TRAINING in request.user.permissions,
    }
    return render(request, "training/people.html", context)


@for_managers
def add(request: SignedInRequest) -> HttpResponse:
    form = CohortForm(request.POST or None, by=request.user)
    if form.is_valid():
        try:
            cohort = actions.create_cohort(by=request.user, **form.cleaned_data)
        except actions.NameTaken:
            _say_taken(form)
        else:
            messages.success(request, _("The cohort is set up. Now enrol its people."))
            return redirect("training:enrol", cohort.pk)
    context = {"form": form, "title": _("Add a cohort"), "back": reverse("training:people")}
    return render(request, "one_form.html", context)


def change(request: SignedInRequest, pk: int) -> HttpResponse:
    cohort = cohort_to_manage(request.user, pk)
    form = CohortForm(request.POST or None, by=request.user, cohort=cohort)
    if form.is_valid():
        try:
            actions.change_cohort(cohort=cohort, by=request.user, **form.cleaned_data)
        except actions.NameTaken:
            _say_taken(form)
        else:
            messages.success(request, _("The change is saved."))
            return redirect(cohort)
    title = _("Change “%(cohort)s”") % {"cohort": form.initial["name"]}
    context = {"form": form, "title": title, "back": cohort.get_absolute_url()}
    return render(request, "one_form.html", context)


def cohort(request: SignedInRequest, pk: int) -> HttpResponse:
    """One row a person, by name: no ranking. `?status=` leaves only some of them."""
    cohort = cohort_to_manage(request.user, pk)
    everybody = queries.standings(cohort)
    wanted = request.GET.get("status", "")
    counts = Counter(person.status for person in everybody)
    context = {
        "cohort": cohort,
        "people": [p for p in everybody if p.status == wanted] if wanted in counts else everybody,
        "count": len(everybody),
        "wanted": wanted if wanted in counts else "",
        "statuses": [(s.value, WORDS[s], counts[s]) for s in Status if counts[s]],
        "steps": queries.people_at_steps(everybody),
        "left": cohort.enrolments.exclude(left_at=None).select_related("user", "left_by"),
        "quiet_days": QUIET_DAYS,
        "failed_tries": FAILED_TRIES,
    }
    return render(request, "training/cohort.html", context)


def progress_csv(request: SignedInRequest, pk: int) -> HttpResponse:
    cohort = cohort_to_manage(request.user, pk)
    rows = (
        (
            person.name,
            person.email,
            person.status_words,
            person.course.done,
            person.course.total,
            person.current.title if person.current else "",
            timezone.localdate(person.last_activity) if person.last_activity else "",
            person.tries,
            person.due_on,
        )
        for person in queries.standings(cohort)
    )
    name = f"{slugify(cohort.name) or 'cohort'}-{timezone.localdate():%Y-%m-%d}.csv"
    return csv_response(HEADER, rows, name)


def _say_taken(form: CohortForm) -> None:
    form.add_error("name", _("Another cohort for this course has this name. Choose another."))
