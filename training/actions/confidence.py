from collections.abc import Mapping

from django.db import transaction
from wagtail.log_actions import log

from agencies.models import User

from .. import queries
from ..models import ConfidenceRating, CoursePage
from .refusals import NotTheTime
from .turns import take_turns


@transaction.atomic
def rate_confidence(*, course: CoursePage, values: Mapping[str, int], by: User) -> None:
    """Keep how sure a learner is of each statement, before the course or after it."""
    take_turns(by)
    occasion = queries.occasion_to_rate(by, course, queries.course_progress(by, course))
    if occasion is None:
        raise NotTheTime
    ratings = [
        ConfidenceRating.objects.create(
            user=by,
            course=course,
            course_title=course.title,
            occasion=occasion,
            statement=statement,
            value=value,
        )
        for statement, value in values.items()
    ]
    log(ratings[0], "training.rate_confidence", user=by)
