"""Enrolling people in a cohort: choose, look at what will happen, confirm."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from agencies.requests import SignedInRequest
from lib.tables import Row, csv_response

from .. import actions, queries
from ..forms import ConfirmForm, EnrolForm, PeopleFileForm
from ..models import Cohort
from ..queries.enrolling import HEADER
from .doors import cohort_to_manage


def enrol(request: SignedInRequest, pk: int) -> HttpResponse:
    cohort = cohort_to_manage(request.user, pk)
    form = EnrolForm(request.POST if request.method == "POST" else None, cohort=cohort)
    if form.is_valid():
        rows = queries.as_rows(form.chosen(), form.cleaned_data["due_on"])
        return _preview(request, cohort, rows)
    return render(request, "training/cohort_enrol.html", {"cohort": cohort, "form": form})


def enrol_from_file(request: SignedInRequest, pk: int) -> HttpResponse:
    cohort = cohort_to_manage(request.user, pk)
    posted = request.method == "POST"
    form = PeopleFileForm(request.POST if posted else None, request.FILES if posted else None)
    if form.is_valid():
        return _preview(request, cohort, form.rows)
    return render(request, "training/cohort_file.html", {"cohort": cohort, "form": form})


@require_POST
def confirm(request: SignedInRequest, pk: int) -> HttpResponse:
    cohort = cohort_to_manage(request.user, pk)
    form = ConfirmForm(request.POST, cohort=cohort, by=request.user)
    if not form.is_valid():
        messages.error(request, str(form.errors["preview"][0]))
        return redirect("training:enrol", pk)
    asked = form.cleaned_data["preview"]
    try:
        plan = actions.enrol(cohort=cohort, by=request.user, **asked)
    except (actions.ChangedMeanwhile, actions.ErrorsInList):
        said = _("Something has changed since you looked, so nothing was done. Look again, please.")
        messages.error(request, said)
        return _preview(request, cohort, asked["rows"])
    messages.success(request, _done(plan))
    return redirect(cohort)


def template(request: SignedInRequest, pk: int) -> HttpResponse:
    cohort_to_manage(request.user, pk)
    return csv_response(HEADER, [], "people-to-enrol.csv")


def enrolled(request: SignedInRequest, pk: int) -> HttpResponse:
    cohort = cohort_to_manage(request.user, pk)
    name = f"{slugify(cohort.name) or 'cohort'}-people.csv"
    return csv_response(HEADER, queries.enrolled_rows(cohort), name)


def _preview(request: SignedInRequest, cohort: Cohort, rows: list[Row]) -> HttpResponse:
    """The list comes back with the confirmation, signed: nothing is kept here meanwhile."""
    plan = queries.enrolment_plan(cohort, rows)
    context = {
        "cohort": cohort,
        "plan": plan,
        "file_form": PeopleFileForm(),
        "is_file": any(row.line for row in rows),
        "preview": ConfirmForm(cohort=cohort, by=request.user).sign(rows, plan),
    }
    return render(request, "training/cohort_preview.html", context)


def _done(plan: queries.EnrolmentPlan) -> str:
    added, updated = plan.counts["add"], plan.counts["update"]
    said = []
    if added:
        said.append(ngettext("%(n)d person added.", "%(n)d people added.", added) % {"n": added})
    if updated:
        changed = ngettext("%(n)d person changed.", "%(n)d people changed.", updated)
        said.append(changed % {"n": updated})
    return " ".join(said) or _("Everybody on the list is in the cohort already.")
