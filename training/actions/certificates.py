from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import User

from .. import queries
from ..certificate_numbers import new_number
from ..models import Certificate, CoursePage
from .turns import take_turns


@transaction.atomic
def issue_certificate_if_complete(*, course: CoursePage, by: User) -> Certificate | None:
    """Give the learner the course's certificate once every lesson is done and quiz passed.

    A certificate that was revoked is not replaced by taking a quiz again: that is for a person
    to decide.
    """
    take_turns(by)
    held = Certificate.objects.belonging_to(by).filter(course=course)
    if held.exists():
        return held.valid().first()
    if not queries.course_progress(by, course).is_done:
        return None
    today = timezone.localdate()
    certificate = Certificate.objects.create(
        number=new_number(today.year),
        user=by,
        course=course,
        holder_name=str(by),
        course_title=course.title,
        issued_on=today,
    )
    log(certificate, "training.issue_certificate", user=by)
    return certificate
