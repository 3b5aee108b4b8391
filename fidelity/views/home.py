from django.http import HttpResponse
from django.shortcuts import render

from agencies.models import Agency
from agencies.requests import SignedInRequest
from agencies.roles import Permission

from .. import queries

RECENT = 10


def home(request: SignedInRequest) -> HttpResponse:
    """What there is to rate and to finish, what has been signed, and which dashboards to open."""
    user = request.user
    context = {
        "may_rate": Permission.RATE_FIDELITY in user.permissions,
        "rounds": queries.rounds_to_rate(user),
        "unfinished": queries.unfinished(user),
        "signed": queries.signed_assessments(user, RECENT),
        "dashboards": Agency.objects.visible_to(user, Permission.SEE_DASHBOARD),
    }
    return render(request, "fidelity/home.html", context)
