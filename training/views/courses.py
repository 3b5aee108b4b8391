from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from agencies.requests import SignedInRequest

from .. import actions, queries
from ..models import Certificate, CoursePage, LessonPage
from .doors import for_learners


@for_learners
def courses(request: SignedInRequest) -> HttpResponse:
    courses = queries.courses_for(request.user)
    context = {
        "courses": courses,
        "expected": queries.still_expected(request.user, courses),
        "certificates": queries.my_certificates(request.user),
        "renewals": queries.my_renewals(request.user),
    }
    return render(request, "training/courses.html", context)


@for_learners
@require_POST
def complete_lesson(request: SignedInRequest, pk: int) -> HttpResponse:
    lesson = get_object_or_404(LessonPage.objects.open_to(request.user), id=pk)
    if request.POST.get("edition", str(lesson.edition)) != str(lesson.edition):
        messages.error(request, _("This lesson has changed since you opened it. Read it again."))
        return redirect(lesson.url)
    try:
        certificate = actions.complete_lesson(lesson=lesson, by=request.user)
    except actions.Locked as refusal:
        messages.error(request, " ".join(refusal.reasons))
        return redirect(lesson.url)
    if certificate:
        return to_certificate(request, certificate)
    course = queries.place_of(request.user, lesson).course
    next_step = course.next_after(lesson.pk)
    return redirect(next_step.url if next_step else course.url)


@for_learners
@require_POST
def claim_certificate(request: SignedInRequest, pk: int) -> HttpResponse:
    """For a course that became complete because a step was taken away from it."""
    course = get_object_or_404(CoursePage.objects.open_to(request.user), id=pk)
    certificate = actions.issue_certificate_if_complete(course=course, by=request.user)
    if certificate:
        return to_certificate(request, certificate)
    held = Certificate.objects.belonging_to(request.user).filter(course=course).last_issued()
    if held and held.revoked_at:
        messages.error(request, _("Your certificate was revoked. Its history says why."))
    return redirect(held or course.url)


def to_certificate(request: SignedInRequest, certificate: Certificate) -> HttpResponse:
    messages.success(request, _("You have finished the course. Here is your certificate."))
    return redirect(certificate)
