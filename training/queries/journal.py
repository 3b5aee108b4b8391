from django.db.models import Prefetch, QuerySet

from agencies.models import Membership, User
from agencies.roles import Role

from ..models import JournalEntry, LessonPage, SharedEntry


def journal_of(user: User) -> list[JournalEntry]:
    """All that a learner has written, the newest first, each with whom it is shared."""
    return list(_with_shares(JournalEntry.objects.belonging_to(user)).select_related("lesson"))


def entries_under(user: User, lesson: LessonPage) -> dict[str, JournalEntry]:
    """What a learner has written under a lesson, by the id of the block that asked."""
    entries = _with_shares(JournalEntry.objects.belonging_to(user).filter(lesson=lesson))
    return {str(entry.reflection): entry for entry in entries}


def supervisors_of(user: User) -> list[User]:
    """The supervisors of one's agencies of today, those of one's own teams first."""
    mine = [m for m in user.held if m.agency_id]
    teams = {m.team_id for m in mine if m.team_id}
    found = Membership.objects.current().filter(
        role=Role.SUPERVISOR, agency__in=[m.agency_id for m in mine]
    )
    people: dict[User, bool] = {}
    for membership in found.exclude(user=user).select_related("user"):
        is_near = membership.team_id in teams
        people[membership.user] = people.get(membership.user, False) or is_near
    return sorted(people, key=lambda person: not people[person])


def entries_shared_with(user: User) -> list[SharedEntry]:
    """What learners show to this supervisor, unread first, then the newest first."""
    shares = SharedEntry.objects.shared_with(user).select_related("entry__user", "entry__lesson")
    return sorted(shares, key=lambda share: share.acknowledged_at is not None)


def _with_shares(entries: QuerySet) -> QuerySet:
    shares = SharedEntry.objects.open().select_related("supervisor")
    return entries.prefetch_related(Prefetch("shares", queryset=shares, to_attr="seen_by"))
