from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from agencies.requests import SignedInRequest
from lib.pdf import pdf_response

from ..certificate_numbers import as_number
from ..certificates import certificate_pdf
from ..forms import VerifyForm
from ..models import Certificate


def certificate(request: SignedInRequest, number: str) -> HttpResponse:
    own = get_object_or_404(Certificate.objects.belonging_to(request.user), number=number)
    return render(request, "training/certificate.html", {"certificate": own})


def pdf(request: SignedInRequest, number: str) -> HttpResponse:
    own = get_object_or_404(Certificate.objects.belonging_to(request.user).valid(), number=number)
    return pdf_response(certificate_pdf(own), f"certificate-{own.number}.pdf")


@login_not_required
def verify_form(request: HttpRequest) -> HttpResponse:
    form = VerifyForm(request.GET if "number" in request.GET else None)
    if form.is_valid():
        return redirect("training:certificate_verify", form.cleaned_data["number"])
    return render(request, "training/verify_form.html", {"form": form})


@login_not_required
def verify(request: HttpRequest, number: str) -> HttpResponse:
    """Anybody may ask whether a certificate is real: the number is the key to it."""
    found = Certificate.objects.filter(number=as_number(number)).first()
    if found is None:
        context = {"number": number, "form": VerifyForm(initial={"number": number})}
        return render(request, "training/certificate_unknown.html", context, status=404)
    return render(request, "training/verify.html", {"certificate": found})
