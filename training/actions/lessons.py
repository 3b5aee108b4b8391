from django.db import transaction
from wagtail.log_actions import log

from agencies.models import User

from .. import queries
from ..models import Certificate, LessonCompletion, LessonPage
from .certificates import issue_certificate_if_complete
from .refusals import Locked
from .turns import take_turns


@transaction.atomic
def complete_lesson(*, lesson: LessonPage, by: User) -> Certificate | None:
    """Note that the lesson is done; answer with the certificate if that finishes the course."""
    take_turns(by)
    if reasons := queries.locks_on(by, lesson):
        raise Locked(reasons)
    completion, is_new = LessonCompletion.objects.get_or_create(
        user=by,
        lesson=lesson,
        edition=lesson.edition,
        defaults={"lesson_title": lesson.title},
    )
    if is_new:
        # Not of the lesson: authors read a page's log in the CMS, and this is about a learner.
        log(completion, "training.complete_lesson", user=by)
    return issue_certificate_if_complete(course=queries.course_of(lesson), by=by)
