from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from agencies.models import User

from ..models import ExtraTime
from .turns import take_turns


@transaction.atomic
def set_extra_time(*, user: User, percent: int, reason: str, by: User) -> None:
    """Give a person longer for quizzes with a time limit, from their next attempt on; 0 ends it.

    The log keeps what was given before. It does not say why: a reason may be about health.
    """
    take_turns(user)
    was = ExtraTime.objects.belonging_to(user).values_list("percent", flat=True).first() or 0
    if percent:
        values = {"percent": percent, "reason": reason, "set_by": by, "set_at": timezone.now()}
        ExtraTime.objects.update_or_create(user=user, defaults=values)
    else:
        ExtraTime.objects.belonging_to(user).delete()
    log(user, "training.set_extra_time", user=by, data={"was": was, "percent": percent})
