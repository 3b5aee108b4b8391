from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from agencies.models import Agency
from agencies.requests import SignedInRequest
from agencies.roles import Permission
from lib.pdf import pdf_response, render_pdf
from training.queries import trained_of_eligible

from ..models import Source
from . import charts, queries

WEAKEST = 5


def agency(request: SignedInRequest, slug: str) -> HttpResponse:
    agency = _agency(request, slug)
    here = request.user.permissions_at(agency)  # somebody may lead another agency
    context = _figures(agency) | {
        "may_plan": Permission.PLAN_ROUNDS in here,
        "may_read": Permission.SEE_FIDELITY in here,
    }
    return render(request, "fidelity/dashboard.html", context)


def agency_pdf(request: SignedInRequest, slug: str) -> HttpResponse:
    context = _figures(_agency(request, slug))
    context["printed_at"] = timezone.localtime()
    pdf = render_pdf("fidelity/dashboard_report.html", context)
    return pdf_response(pdf, f"connecting-people-{slug}.pdf")


def _agency(request: SignedInRequest, slug: str) -> Agency:
    visible = Agency.objects.visible_to(request.user, Permission.SEE_DASHBOARD)
    return get_object_or_404(visible, slug=slug)


def _figures(agency: Agency) -> dict:
    context = {"agency": agency, "training": trained_of_eligible(agency)}
    version = queries.newest_version(agency)
    if version is None:
        return context
    # Supervisors' ratings are the only ones collected so far.
    scope = queries.Scope(agency, version, Source.SUPERVISOR)
    rounds = queries.rounds_due_and_done(scope)
    return context | {
        "scope": scope,
        "figures": charts.figures(queries.means_by_round(scope), rounds, scope),
        "rounds": rounds,
        "newest_round": rounds[0],
        "teams": queries.newest_by_team(scope),
        "weakest": queries.weakest_items(scope, WEAKEST),
    }
