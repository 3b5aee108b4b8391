"""Fourteen invented agencies, their teams and about 150 invented people."""

import random
import tomllib
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.utils.text import slugify

from agencies.models import Agency, Membership, Team, User
from agencies.roles import AGENCY_ROLES, Role, cms_groups_of

from .accounts import ACCOUNTS, DOMAIN, PASSWORD


@dataclass(frozen=True)
class Story:
    """An agency and how its ratings go: where they start, and how far they move each month."""

    name: str
    teams: tuple[str, ...]
    start: float
    monthly: float = 0.0
    rated_share: float = 0.95  # of the months in which a team is really rated
    trained_share: float = 0.6


STORIES = [
    Story("Amberfold Trust", ("Harbour", "Meadow", "Orchard"), 2.4, 0.085, trained_share=0.85),
    Story("Brindlemoor Council", ("Riverside", "Hilltop"), 4.2, -0.075, trained_share=0.4),
    Story("Cobbleford Connect", ("Town",), 3.1, 0.01, rated_share=0.25),
    Story("Dapplewood Trust", ("North", "South", "East", "West"), 3.4, 0.005),
    Story("Elderwick Council", ("First", "Second"), 2.9, 0.02),
    Story("Foxglove Bay Partnership", ("Seafront", "Old Town", "Station"), 3.7, 0.01),
    Story("Gorsefield Trust", ("Common", "Heath"), 3.0, 0.0, trained_share=0.3),
    Story("Hollowbeck Society", ("Mill",), 3.9, 0.01, trained_share=0.9),
    Story("Inkwell Vale Council", ("Upper Vale", "Lower Vale", "Market"), 3.2, 0.015),
    Story("Juniper Cross Society", ("Garden", "Kitchen"), 3.6, -0.005),
    Story("Kestrelham Trust", ("Red", "Blue", "Green", "Yellow"), 2.7, 0.03),
    Story("Larkspur Vale Council", ("Library", "Park"), 3.3, 0.0),
    Story("Mossgate Partnership", ("Canal", "Bridge", "Lock"), 3.5, 0.01),
    Story("Nimblethwaite Society", ("Green Lane",), 2.8, 0.02, rated_share=0.8),
]
WORKERS_A_TEAM = (2, 4)  # fewest and most

NAMES = tomllib.loads((Path(__file__).parent / "content" / "names.toml").read_text())
FIRST_NAMES, LAST_NAMES = NAMES["first"].split(), NAMES["last"].split()


def make_agencies(started_on: date) -> list[tuple[Agency, Story]]:
    """The agencies with their teams and people; what exists already is left alone."""
    agencies = [(_agency(story), story) for story in STORIES]
    people = _People(started_on)
    for agency, _ in agencies:
        people.add(agency, None, Role.LEAD)
        for team in agency.teams.order_by("pk"):
            people.add(agency, team, Role.SUPERVISOR)
            for _n in range(random.Random(f"{agency.slug} {team.name}").randint(*WORKERS_A_TEAM)):  # noqa: S311
                people.add(agency, team, Role.WORKER)
    for role in (r for r in Role if r not in AGENCY_ROLES):
        people.add(None, None, role)
    people.save()
    return agencies


def _agency(story: Story) -> Agency:
    agency, _ = Agency.objects.get_or_create(
        slug=slugify(story.name), defaults={"name": story.name}
    )
    for name in story.teams:
        Team.objects.get_or_create(agency=agency, name=f"{name} team")
    return agency


class _People:
    """Gathers people, then saves those who are new, all at once."""

    def __init__(self, started_on: date) -> None:
        self.started_on = started_on
        self.random = random.Random("people")  # noqa: S311 - the same people every time
        self.sign_ins = dict(ACCOUNTS)
        self.known = set(User.objects.values_list("email", flat=True))
        self.new: list[tuple[User, Membership]] = []
        self.count = 0

    def add(self, agency: Agency | None, team: Team | None, role: Role) -> None:
        """The first of each role gets the sign-in of that role."""
        self.count += 1
        user = User(
            first_name=self.random.choice(FIRST_NAMES),
            last_name=self.random.choice(LAST_NAMES),
            email=self.sign_ins.pop(role, f"person{self.count}@{DOMAIN}"),
            password=make_password(None),
        )
        if user.email not in self.known:
            membership = Membership(
                user=user, agency=agency, team=team, role=role, starts_on=self.started_on
            )
            self.new.append((user, membership))

    def save(self) -> None:
        one_hash = make_password(PASSWORD)  # a quarter of a second each, so once for all
        sign_ins = {email for _, email in ACCOUNTS}
        for user, _ in self.new:
            if user.email in sign_ins:
                user.password = one_hash
        User.objects.bulk_create(user for user, _ in self.new)
        EmailAddress.objects.bulk_create(
            EmailAddress(user=user, email=user.email, verified=True, primary=True)
            for user, _ in self.new
        )
        Membership.objects.bulk_create(membership for _, membership in self.new)
        for user, membership in self.new:
            for name in cms_groups_of(Role(membership.role)):
                user.groups.add(Group.objects.get_or_create(name=name)[0])
