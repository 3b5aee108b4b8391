from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from .. import actions, queries
from ..forms import EndMembershipForm
from ..models import Agency, Membership
from ..requests import SignedInRequest
from ..roles import Permission


def people(request: SignedInRequest) -> HttpResponse:
    """A lead of one agency goes straight to its people; others choose first."""
    agencies = queries.agencies_with_numbers(request.user)
    programme = queries.manages_programme(request.user)
    if not agencies and not programme:
        raise Http404
    if len(agencies) == 1 and not programme:
        return redirect("agencies:agency_people", agencies[0].slug)
    context = {"agencies": agencies, "manages_programme": programme}
    return render(request, "agencies/agencies.html", context)


def agency_people(request: SignedInRequest, slug: str) -> HttpResponse:
    return _people(request, agency_to_manage(request, slug))


def programme_people(request: SignedInRequest) -> HttpResponse:
    programme_to_manage(request)
    return _people(request, None)


def _people(request: SignedInRequest, agency: Agency | None) -> HttpResponse:
    everybody = queries.members(agency)
    context = {
        "agency": agency,
        "teams": queries.by_team(agency, everybody),
        "past": [member for member in everybody if member.has_ended],
        "invitations": queries.waiting_invitations(agency),
        "manages_programme": queries.manages_programme(request.user),
    }
    return render(request, "agencies/people.html", context)


def end_membership(request: SignedInRequest, pk: int) -> HttpResponse:
    visible = Membership.objects.visible_to(request.user, Permission.MANAGE_PEOPLE)
    membership = get_object_or_404(visible.select_related("user", "agency", "team"), pk=pk)
    form = EndMembershipForm(request.POST or None)
    if form.is_valid():
        try:
            actions.end_membership(membership=membership, by=request.user, **form.cleaned_data)
        except actions.Refused as refusal:
            form.add_error(refusal.field, str(refusal))
        else:
            messages.success(request, _("The change is saved."))
            return redirect(people_page(membership.agency))
    context = {"membership": membership, "form": form, "back": people_page(membership.agency)}
    return render(request, "agencies/end_membership.html", context)


def agency_to_manage(request: SignedInRequest, slug: str) -> Agency:
    visible = Agency.objects.visible_to(request.user, Permission.MANAGE_PEOPLE)
    return get_object_or_404(visible, slug=slug)


def programme_to_manage(request: SignedInRequest) -> None:
    """Turn away all but those who manage the people that belong to no agency."""
    if not queries.manages_programme(request.user):
        raise Http404


def people_page(agency: Agency | None) -> str:
    if agency is None:
        return reverse("agencies:programme_people")
    return reverse("agencies:agency_people", args=[agency.slug])
