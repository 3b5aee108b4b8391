from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest
from agencies.roles import Permission

from .. import actions, queries
from ..forms import SessionForm, WorkshopForm
from ..models import Workshop, WorkshopSession
from .doors import for_learners, for_managers


@for_learners
def mine(request: SignedInRequest) -> HttpResponse:
    workshops = queries.workshops_for(request.user)
    context = {
        "coming": [workshop for workshop in workshops if not workshop.is_past],
        "attended": [workshop for workshop in workshops if workshop.was_there],
    }
    return render(request, "training/workshops_mine.html", context)


@for_managers
def add(request: SignedInRequest) -> HttpResponse:
    form = WorkshopForm(request.POST or None, by=request.user)
    if form.is_valid():
        workshop = actions.create_workshop(by=request.user, **form.cleaned_data)
        messages.success(request, _("The workshop is set up. Now add its first session."))
        return redirect("training:add_session", workshop.pk)
    context = {"form": form, "title": _("Add a workshop"), "back": reverse("training:people")}
    return render(request, "one_form.html", context)


def workshop(request: SignedInRequest, pk: int) -> HttpResponse:
    workshop = _workshop(request, pk)
    context = {"workshop": workshop, "sessions": queries.sessions_of(workshop)}
    return render(request, "training/workshop.html", context)


def change(request: SignedInRequest, pk: int) -> HttpResponse:
    workshop = _workshop(request, pk)
    form = WorkshopForm(request.POST or None, by=request.user, workshop=workshop)
    if form.is_valid():
        actions.change_workshop(workshop=workshop, by=request.user, **form.cleaned_data)
        messages.success(request, _("The change is saved."))
        return redirect(workshop)
    title = _("Change “%(workshop)s”") % {"workshop": workshop}
    context = {"form": form, "title": title, "back": workshop.get_absolute_url()}
    return render(request, "one_form.html", context)


def add_session(request: SignedInRequest, pk: int) -> HttpResponse:
    workshop = _workshop(request, pk)
    note = ""
    if workshop.completes_a_module and workshop.sessions.exists():
        note = _(
            "Who came to every session completes a module. With one more session, that is so only "
            "for those who come to it too, also for people who have completed the module already. "
            "If the workshop is over, add a new workshop instead."
        )
    session = WorkshopSession(workshop=workshop)
    return _save_session(request, session, title=_("Add a session"), note=note)


def change_session(request: SignedInRequest, pk: int) -> HttpResponse:
    return _save_session(request, session_to_run(request, pk), title=_("Change the session"))


def remove_session(request: SignedInRequest, pk: int) -> HttpResponse:
    session = session_to_run(request, pk)
    if request.method == "POST":
        try:
            actions.remove_session(session=session, by=request.user)
        except actions.AttendanceIsRecorded:
            messages.error(request, _("People were recorded at this session, so it stays."))
        else:
            messages.success(request, _("The session is removed."))
        return redirect(session.workshop)
    return render(request, "training/workshop_remove_session.html", {"session": session})


def session_to_run(request: SignedInRequest, pk: int) -> WorkshopSession:
    visible = WorkshopSession.objects.visible_to(request.user, Permission.MANAGE_TRAINING)
    return get_object_or_404(visible.select_related("workshop__agency", "workshop__module"), pk=pk)


def _workshop(request: SignedInRequest, pk: int) -> Workshop:
    visible = Workshop.objects.visible_to(request.user, Permission.MANAGE_TRAINING)
    return get_object_or_404(visible.select_related("agency", "module", "led_by"), pk=pk)


def _save_session(
    request: SignedInRequest, session: WorkshopSession, *, title: str, note: str = ""
) -> HttpResponse:
    form = SessionForm(request.POST or None, session=session)
    if form.is_valid():
        try:
            actions.save_session(
                session=session, place=form.cleaned_data["place"], by=request.user, **form.times
            )
        except actions.SessionAtThatTime:
            form.add_error("begins", _("Another session of this workshop begins at this time."))
        except actions.AttendanceIsRecorded:
            said = _("People were recorded at this session. Choose a time that has passed.")
            form.add_error("on", said)
        else:
            messages.success(request, _("The session is saved."))
            return redirect(session.workshop)
    back = session.workshop.get_absolute_url()
    context = {"form": form, "title": title, "note": note, "back": back}
    return render(request, "one_form.html", context)
