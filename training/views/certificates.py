"""One's own certificates, and the public page that says whether one is real."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agencies.models import User
from agencies.requests import SignedInRequest
from lib.pdf import pdf_response

from .. import actions, queries
from ..certificate_numbers import as_number
from ..certificates import certificate_pdf
from ..forms import ShareForm, VerifyForm
from ..models import Certificate, CoursePage, Occasion
from .doors import for_learners


def certificate(request: SignedInRequest, number: str) -> HttpResponse:
    own = get_object_or_404(Certificate.objects.belonging_to(request.user), number=number)
    form = ShareForm(request.POST or None, instance=own)
    if form.is_valid() and request.method == "POST":
        actions.share_certificate(certificate=own, by=request.user, **form.cleaned_data)
        messages.success(request, _("Your choice is saved."))
        return redirect(own)
    context = {
        "certificate": own,
        "form": form,
        "renewal": queries.renewal_of(own),
        "history": queries.history_of(own),
        "course_to_rate": _course_to_rate(request.user, own),
    }
    return render(request, "training/certificate.html", context)


def _course_to_rate(user: User, own: Certificate) -> CoursePage | None:
    """The course, if its holder has not said yet how sure they feel after it: whoever finishes is
    led here, and may not see the page of the course again."""
    course = CoursePage.objects.open_to(user).filter(id=own.course_id).first()
    if course is None or not course.statements:
        return None
    occasion = queries.occasion_to_rate(user, course, queries.course_progress(user, course))
    return course if occasion == Occasion.FOLLOW_UP else None


def pdf(request: SignedInRequest, number: str) -> HttpResponse:
    """Also of one that has expired: it says itself until when it was valid."""
    kept = Certificate.objects.belonging_to(request.user).filter(revoked_at=None)
    own = get_object_or_404(kept, number=number)
    return pdf_response(certificate_pdf(own), f"certificate-{own.number}.pdf")


@for_learners
def renew(request: SignedInRequest, number: str) -> HttpResponse:
    own = get_object_or_404(Certificate.objects.belonging_to(request.user), number=number)
    renewal = queries.renewal_of(own)
    if renewal is None:
        return redirect(own)
    if request.method == "POST":
        try:
            renewed = actions.renew_certificate(certificate=own, by=request.user)
        except actions.NotReadyToRenew:
            messages.error(request, _("It cannot be renewed yet. See below what is left to do."))
        else:
            messages.success(request, _("Your certificate is renewed. Here is the new one."))
            return redirect(renewed)
    context = {"certificate": own, "renewal": renewal}
    return render(request, "training/certificate_renew.html", context)


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
