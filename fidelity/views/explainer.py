"""How a signed score comes about, on a page and as a PDF."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from agencies.requests import SignedInRequest
from lib.pdf import pdf_response, render_pdf

from .. import queries
from ..models import Assessment

ASSESSMENTS = Assessment.objects.select_related("round__version", "team", "agency", "assessor")


@require_safe
def explained(request: SignedInRequest, pk: int) -> HttpResponse:
    return render(request, "fidelity/explained.html", _explained(request, pk))


@require_safe
def explained_pdf(request: SignedInRequest, pk: int) -> HttpResponse:
    pdf = render_pdf("fidelity/explained_pdf.html", _explained(request, pk))
    return pdf_response(pdf, f"connecting-people-score-{pk}.pdf")


def _explained(request: SignedInRequest, pk: int) -> dict[str, Any]:
    signed = get_object_or_404(ASSESSMENTS.readable_by(request.user).signed(), pk=pk)
    return {"assessment": signed, "signed": queries.signed_scores(signed)}
