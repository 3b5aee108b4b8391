from agencies.models import User


def take_turns(user: User) -> None:
    """Let one change at a time be made to a learner's records.

    Otherwise a double click marks an attempt twice, and the last two steps of a course, done in
    two tabs at once, each miss the other and neither earns the certificate.
    """
    User.objects.select_for_update().get(pk=user.pk)
