"""Who was at a session: the register, on a screen or on paper."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from agencies.models import Agency
from agencies.requests import SignedInRequest
from lib.pdf import pdf_response, render_pdf
from lib.tables import csv_response

from .. import actions, queries
from ..forms import RegisterForm, WhichAgencyForm, listed
from ..models import WorkshopSession
from .workshops import session_to_run

HEADER = ("name", "email", "present", "recorded_by", "recorded_at")


def register(request: SignedInRequest, pk: int) -> HttpResponse:
    session = session_to_run(request, pk)
    agency = _agency(request, session)
    data = request.POST if request.method == "POST" else None
    form = RegisterForm(data, session=session, agency=agency)
    if form.is_valid() and _taken(request, session, agency, form):
        if session.attendances.exists():
            messages.success(request, _("The register is saved."))
        else:
            messages.info(request, _("Nobody is ticked, so nothing is recorded yet."))
        return redirect(session.workshop)
    context = {
        "session": session,
        "form": form,
        "agency": agency,
        "agency_form": WhichAgencyForm(initial={"agency": agency}),
        "recorded": queries.sessions_of(session.workshop, only=session)[0],
    }
    return render(request, "training/workshop_register.html", context)


def attendance_csv(request: SignedInRequest, pk: int) -> HttpResponse:
    session = session_to_run(request, pk)
    rows = (
        (
            str(attendance.user),
            attendance.user.email,
            "yes" if attendance.present else "no",
            str(attendance.recorded_by),
            f"{timezone.localtime(attendance.recorded_at):%Y-%m-%d %H:%M}",
        )
        for attendance in session.attendances.select_related("user", "recorded_by")
    )
    return csv_response(HEADER, rows, f"{_name(session)}.csv")


def sheet(request: SignedInRequest, pk: int) -> HttpResponse:
    """To sign on paper: everybody who may come, and room for more."""
    session = session_to_run(request, pk)
    context = {
        "session": session,
        "people": listed(session, _agency(request, session)),
        "empty_lines": range(8),
    }
    pdf = render_pdf("training/workshop_sheet_pdf.html", context)
    return pdf_response(pdf, f"{_name(session)}.pdf")


def _taken(
    request: SignedInRequest, session: WorkshopSession, agency: Agency | None, form: RegisterForm
) -> bool:
    try:
        actions.take_register(
            session=session,
            listed=list(listed(session, agency)),
            present=form.cleaned_data["present"],
            revision=form.cleaned_data["revision"],
            by=request.user,
        )
    except actions.SessionIsToCome:
        form.add_error(None, _("The register can be taken from when the session begins."))
    except actions.ChangedMeanwhile:
        said = _(
            "Somebody else has changed this register while you filled it in, so yours is not saved "
            "yet. Your ticks are still here. Compare them with the list in a new window, then save "
            "again to keep yours."
        )
        form.add_error(None, said)
        session.refresh_from_db()
        form.data = {
            **form.data,
            "present": request.POST.getlist("present"),
            "revision": session.revision,
        }
    return not form.errors


def _agency(request: SignedInRequest, session: WorkshopSession) -> Agency | None:
    """Whose people to list, where a workshop is for those of all agencies."""
    form = WhichAgencyForm(request.GET)
    if session.workshop.agency or not form.is_valid():
        return session.workshop.agency
    return form.cleaned_data["agency"]


def _name(session: WorkshopSession) -> str:
    title = slugify(session.workshop.title) or "workshop"
    return f"{title}-{timezone.localtime(session.starts_at):%Y-%m-%d}"
