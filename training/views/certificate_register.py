"""Everybody's certificates, for the people who write the courses."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest
from agencies.roles import Permission
from lib.pdf import pdf_response

from .. import actions, queries
from ..certificates import certificate_pdf
from ..forms import FindCertificatesForm, ReissueForm, RevokeForm
from ..models import Certificate
from .doors import for_authors

A_PAGE = 50


@for_authors
def register(request: SignedInRequest) -> HttpResponse:
    form = FindCertificatesForm(request.GET or None)
    asked = form.cleaned_data if form.is_valid() else {}
    everybodys = Certificate.objects.visible_to(request.user, Permission.AUTHOR_TRAINING)
    pages = Paginator(queries.certificates_found(everybodys, **asked), A_PAGE)
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    context = {
        "form": form,
        "page_of_certificates": pages.get_page(request.GET.get("page")),
        "query": urlencode(kept),
    }
    return render(request, "training/certificate_register.html", context)


@for_authors
def certificate(request: SignedInRequest, number: str) -> HttpResponse:
    found = _to_manage(request, number)
    history = queries.history_of(found)
    is_latest = found == found.row().last_issued()
    context = {"certificate": found, "history": history, "is_latest": is_latest}
    return render(request, "training/managed_certificate.html", context)


@for_authors
def pdf(request: SignedInRequest, number: str) -> HttpResponse:
    found = _to_manage(request, number)
    return pdf_response(certificate_pdf(found), f"certificate-{found.number}.pdf")


@for_authors
def revoke(request: SignedInRequest, number: str) -> HttpResponse:
    found = _to_manage(request, number)
    form = RevokeForm(request.POST or None)
    if form.is_valid():
        try:
            actions.revoke_certificate(certificate=found, by=request.user, **form.cleaned_data)
            messages.success(request, _("The certificate is revoked."))
        except actions.AlreadyRevoked:
            messages.warning(request, _("The certificate was revoked already."))
        return redirect("training:managed_certificate", number)
    context = {"certificate": found, "form": form}
    return render(request, "training/certificate_revoke.html", context)


@for_authors
def reissue(request: SignedInRequest, number: str) -> HttpResponse:
    found = _to_manage(request, number)
    form = ReissueForm(request.POST or None, certificate=found)
    if form.is_valid():
        try:
            new = actions.reissue_certificate(
                certificate=found, by=request.user, **form.cleaned_data
            )
            messages.success(request, _("Reissued. The old certificate is revoked."))
            return redirect("training:managed_certificate", new.number)
        except (actions.AlreadyRevoked, actions.NotTheLatest):
            messages.warning(request, _("Only a person’s last certificate can be corrected."))
            return redirect("training:managed_certificate", number)
    context = {"certificate": found, "form": form}
    return render(request, "training/certificate_reissue.html", context)


def _to_manage(request: SignedInRequest, number: str) -> Certificate:
    everybodys = Certificate.objects.visible_to(request.user, Permission.AUTHOR_TRAINING)
    return get_object_or_404(everybodys.select_related("user", "course"), number=number)
