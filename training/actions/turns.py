from django.db.models import QuerySet

from agencies.models import User


def take_turns(user: User) -> None:
    """Let one change at a time be made to a learner's records.

    Otherwise a double click marks an attempt twice, and the last two steps of a course, done in
    two tabs at once, each miss the other and neither earns the certificate.
    """
    User.objects.select_for_update().values_list("pk").get(pk=user.pk)


def take_turns_of_all(users: QuerySet[User]) -> None:
    """The same for many, always in one order, so that no two of these wait for each other."""
    pks = set(users.values_list("pk", flat=True))
    list(User.objects.select_for_update().filter(pk__in=pks).order_by("pk").values_list("pk"))
