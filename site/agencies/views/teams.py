from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import actions
from ..forms import NameForm
from ..models import Team
from ..requests import SignedInRequest
from ..roles import Permission
from .people import agency_to_manage, people_page, programme_to_manage


def add_agency(request: SignedInRequest) -> HttpResponse:
    programme_to_manage(request)

    def add(name: str) -> None:
        actions.add_agency(name=name, by=request.user)

    return _named(request, add, title=_("Add an agency"), back=reverse("agencies:people"))


def add_team(request: SignedInRequest, slug: str) -> HttpResponse:
    agency = agency_to_manage(request, slug)

    def add(name: str) -> None:
        actions.add_team(agency=agency, name=name, by=request.user)

    return _named(request, add, title=_("Add a team"), back=people_page(agency))


def rename_team(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = Team.objects.visible_to(request.user, Permission.MANAGE_PEOPLE)
    team = get_object_or_404(visible.select_related("agency"), pk=pk)
    title = _("Rename %(team)s") % {"team": team}

    def rename(name: str) -> None:
        actions.rename_team(team=team, name=name, by=request.user)

    return _named(request, rename, title=title, back=people_page(team.agency), name=team.name)


def _named(
    request: SignedInRequest,
    change: Callable[[str], None],
    *,
    title: str,
    back: str,
    name: str = "",
) -> HttpResponse:
    """Ask for a name, make the change with it, and go back."""
    form = NameForm(request.POST or None, initial={"name": name})
    if form.is_valid():
        try:
            change(form.cleaned_data["name"])
        except actions.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The change is saved."))
            return redirect(back)
    return render(request, "one_form.html", {"form": form, "title": title, "back": back})
