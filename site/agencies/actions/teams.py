from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.text import slugify
from wagtail.log_actions import log

from ..models import Agency, Team, User
from .refusals import NameTaken


@transaction.atomic
def add_agency(*, name: str, by: User) -> Agency:
    agency = Agency(name=name, slug=_free_slug(name))
    _save_under_its_name(agency, Agency.objects.all())
    log(agency, "agencies.add_agency", user=by)
    return agency


@transaction.atomic
def add_team(*, agency: Agency, name: str, by: User) -> Team:
    team = Team(agency=agency, name=name)
    _save_under_its_name(team, team.agency.teams.all())
    log(team, "agencies.add_team", user=by)
    return team


@transaction.atomic
def rename_team(*, team: Team, name: str, by: User) -> None:
    was, team.name = team.name, name
    _save_under_its_name(team, team.agency.teams.all())
    log(team, "agencies.rename_team", user=by, data={"was": was})


def _save_under_its_name(named: Agency | Team, others: QuerySet) -> None:
    """Names are told apart whatever their case; the database refuses those that race."""
    if others.exclude(pk=named.pk).filter(name__iexact=named.name).exists():
        raise NameTaken
    try:
        with transaction.atomic():
            named.save()
    except IntegrityError as error:
        raise NameTaken from error


def _free_slug(name: str) -> str:
    """A short name for addresses: the name's own, or with a number when that is taken."""
    stem = slugify(name)[:40] or "agency"
    taken = {*Agency.objects.filter(slug__startswith=stem).values_list("slug", flat=True), "add"}
    numbered = (f"{stem}-{n}" for n in range(2, len(taken) + 3))
    return next(slug for slug in (stem, *numbered) if slug not in taken)
