"""Certificates for many people at once: whom it concerns, start, and how it comes on."""

from django.contrib import messages
from django.db.models import QuerySet
from django.http import FileResponse, Http404, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from agencies.requests import SignedInRequest
from agencies.roles import Permission

from .. import actions, queries
from ..forms import ChooseCourseForm
from ..models import CertificateBatch, CoursePage
from .doors import for_authors


@for_authors
def start(request: SignedInRequest) -> HttpResponseBase:
    given = request.POST or (request.GET if "course" in request.GET else None)
    form = ChooseCourseForm(given, user=request.user)
    course = form.cleaned_data["course"] if form.is_valid() else None
    due = queries.due_certificates(course) if course else None
    if request.method == "POST" and course and due:
        return _start(request, course, due)
    earlier = _batches(request)[:10]
    context = {"form": form, "course": course, "due": due, "earlier": earlier}
    return render(request, "training/batch_start.html", context)


def _start(request: SignedInRequest, course: CoursePage, due: queries.Due) -> HttpResponseBase:
    try:
        batch = actions.start_batch(course=course, users=due.complete, by=request.user)
    except actions.NobodyToCertify:
        messages.warning(request, _("There is nobody to give a certificate to."))
        return redirect("training:start_batch")
    except actions.BatchIsRunning:
        messages.warning(request, _("Certificates of this course are being issued already."))
        running = course.batches.filter(finished_at=None).first()  # it may be done by now
        return redirect(running or "training:start_batch")
    return redirect(batch)


@for_authors
def batch(request: SignedInRequest, pk: int) -> HttpResponseBase:
    batch = get_object_or_404(_batches(request), pk=pk)
    context = {"batch": batch, "state": queries.batch_state(batch)}
    return render(request, "training/batch.html", context)


@for_authors
def archive(request: SignedInRequest, pk: int) -> HttpResponseBase:
    batch = get_object_or_404(_batches(request), pk=pk)
    if not batch.archive:
        raise Http404
    name = f"certificates-{batch.pk}.zip"
    return FileResponse(batch.archive.open(), as_attachment=True, filename=name)


def _batches(request: SignedInRequest) -> QuerySet[CertificateBatch]:
    return CertificateBatch.objects.visible_to(request.user, Permission.AUTHOR_TRAINING)
