"""Rating one assessment: contents, a page a domain, review, sign-off."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.requests import SignedInRequest

from .. import actions, queries, sentences
from ..forms import PartForm
from ..models import Assessment, Domain

ASSESSMENTS = Assessment.objects.select_related("round__version", "team", "agency", "assessor")


def assessment(request: SignedInRequest, pk: int) -> HttpResponse:
    """The signed assessment with its scores; or, to its rater, how far the draft has come."""
    shown = get_object_or_404(ASSESSMENTS.readable_by(request.user), pk=pk)
    if not shown.signed_at:
        context = {"assessment": shown, "contents": queries.contents(shown)}
        return render(request, "fidelity/contents.html", context)
    context = {"assessment": shown, "signed": queries.signed_scores(shown)}
    return render(request, "fidelity/signed.html", context)


def rate(request: SignedInRequest, pk: int, order: int) -> HttpResponse:
    draft = get_object_or_404(ASSESSMENTS.rated_by(request.user), pk=pk)
    if draft.signed_at:
        return _say_signed(request, draft)
    domains = list(draft.round.version.domains.all())
    domain = next((d for d in domains if d.order == order), None)
    if domain is None:
        raise Http404
    part = PartForm(draft, domain, request.POST if request.method == "POST" else None)
    try:
        if request.method == "POST" and _saved(request, draft, part):
            return _go_on(draft, domains, order)
    except actions.AlreadySigned:  # in another window, since this one was drawn
        return _say_signed(request, draft)
    context = {"assessment": draft, "domain": domain, "domains": domains, "part": part}
    return render(request, "fidelity/rate.html", context)


def _saved(request: SignedInRequest, draft: Assessment, part: PartForm) -> bool:
    if not part.is_valid():
        return False
    try:
        actions.save_part(
            assessment=draft, answers=part.answers(), examples=part.written(), by=request.user
        )
    except actions.ChangedMeanwhile as conflict:
        part.show_conflict(conflict.saved)
        return False
    return True


def _go_on(draft: Assessment, domains: list[Domain], order: int) -> HttpResponse:
    if any(domain.order > order for domain in domains):
        return redirect("fidelity:rate", draft.pk, order + 1)
    return redirect("fidelity:review", draft.pk)


def review(request: SignedInRequest, pk: int) -> HttpResponse:
    """Everything given so far, with the gaps first, before signing. Never the scores: they would
    lead the rater."""
    draft = get_object_or_404(ASSESSMENTS.rated_by(request.user), pk=pk)
    if draft.signed_at:
        return _say_signed(request, draft)
    context = {"assessment": draft, "contents": queries.contents(draft)}
    return render(request, "fidelity/review.html", context)


@require_POST
def sign_off(request: SignedInRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(ASSESSMENTS.rated_by(request.user), pk=pk)
    try:
        actions.sign_off(assessment=draft, by=request.user)
    except actions.AlreadySigned:
        return _say_signed(request, draft)
    except actions.NotScorable:
        needed = draft.round.version.definition.total.minimum_coverage
        messages.error(
            request,
            _("Not signed off yet: at least %(share)s of the items that apply must be rated.")
            % {"share": sentences.percent(needed)},
        )
        return redirect("fidelity:review", draft.pk)
    messages.success(request, _("Signed off. The scores are stored and cannot change."))
    return redirect(draft)


def _say_signed(request: SignedInRequest, signed: Assessment) -> HttpResponse:
    messages.info(request, _("This assessment is signed off, so it can no longer be changed."))
    return redirect(signed)
