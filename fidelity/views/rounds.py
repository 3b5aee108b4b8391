from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.models import Agency, Team
from agencies.requests import SignedInRequest
from agencies.roles import Permission

from .. import actions
from ..forms import RoundForm
from ..models import Round


def plan(request: SignedInRequest, slug: str) -> HttpResponse:
    agency = get_object_or_404(
        Agency.objects.visible_to(request.user, Permission.PLAN_ROUNDS), slug=slug
    )
    form = RoundForm(request.POST or None)
    if request.method == "POST" and form.is_valid() and _plan(request, form, agency):
        return redirect("fidelity:agency-dashboard", agency.slug)
    return render(request, "fidelity/plan_round.html", {"form": form, "agency": agency})


def _plan(request: SignedInRequest, form: RoundForm, agency: Agency) -> bool:
    try:
        actions.plan_round(agency=agency, by=request.user, **form.cleaned_data)
    except actions.RoundNameTaken:
        form.add_error("name", _("This agency has a round of that name. Choose another name."))
        return False
    messages.success(request, _("The round is planned. Supervisors see it on its first day."))
    return True


@require_POST
def start(request: SignedInRequest, pk: int, team_pk: int) -> HttpResponse:
    round_ = get_object_or_404(
        Round.objects.visible_to(request.user, Permission.RATE_FIDELITY), pk=pk
    )
    team = get_object_or_404(Team, pk=team_pk, agency=round_.agency_id)
    try:
        assessment = actions.start_assessment(round_=round_, team=team, by=request.user)
    except actions.AlreadyBegun as begun:
        messages.error(
            request,
            _("%(who)s is already rating %(team)s in this round.")
            % {"who": begun.assessment.assessor, "team": team},
        )
    except actions.RoundNotOpen:
        messages.error(request, _("This round is not open, so it cannot be rated."))
    else:
        return redirect(assessment)
    return redirect("fidelity:home")
