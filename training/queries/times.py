from agencies.models import User

from ..models import ExtraTime


def extra_time_percent(user: User) -> int:
    """How much longer than the time limit this person has; 0 is no longer."""
    given = ExtraTime.objects.belonging_to(user).values_list("percent", flat=True).first()
    return given or 0
