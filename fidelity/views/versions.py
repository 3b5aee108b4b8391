"""A published version, to be read before rating and as a paper."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agencies.requests import SignedInRequest
from agencies.roles import Permission
from lib.pdf import pdf_response, render_pdf

from ..models import InstrumentVersion
from ..sheets import rules, sheets

MAY_READ = {Permission.RATE_FIDELITY, Permission.SEE_FIDELITY, Permission.AUTHOR_INSTRUMENTS}


@require_safe
def version(request: SignedInRequest, pk: int) -> HttpResponse:
    return render(request, "fidelity/version.html", _version(request, pk))


@require_safe
def version_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    context = _version(request, pk)
    definition = context["instrument"]
    pdf = render_pdf("fidelity/version_pdf.html", context)
    return pdf_response(pdf, f"{definition.slug}-{definition.number}.pdf")


def _version(request: SignedInRequest, pk: int) -> dict[str, Any]:
    if not MAY_READ & request.user.permissions:
        raise Http404
    found = get_object_or_404(InstrumentVersion, pk=pk)
    instrument = found.definition
    return {
        "version": found,
        "instrument": instrument,
        "rules": rules(instrument),
        "sheets": sheets(instrument, {}),
    }
