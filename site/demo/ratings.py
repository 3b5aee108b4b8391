"""Eighteen monthly rounds of believable, invented ratings.

Each (agency, team, month) has its own random numbers, so that running again, or a month later,
makes the same ones. They are written in bulk, as history; the scores are those of
fidelity.scoring, as at any sign-off.
"""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.models import Agency, Team, User
from agencies.roles import Role
from fidelity import scoring
from fidelity.actions.assessments import score_of
from fidelity.models import (
    Assessment,
    Domain,
    InstrumentVersion,
    Item,
    Rating,
    Round,
    Source,
    StoredScore,
)

from .agencies import Story

MONTHS = 18
# Some things are harder than others everywhere; what an item adds to a team's level.
HARDER = {"W4": -0.5, "P4": -0.7, "P9": -0.9, "B2": -0.4, "A2": -0.6, "W1": 0.5, "P1": 0.3}
NOT_APPLICABLE = {
    "P4": "Everybody seen this month is still mapping their connections.",
    "P5": "Nobody wanted somebody to come along.",
}
NOTES = [
    "Six records read, and one supervision session.",
    "Two visits joined this month.",
    "Heard from two individuals after a group.",
    "Team meeting observed; three records read.",
]


def months_until(day: date) -> list[date]:
    """The first days of the last eighteen months, this month's included, oldest first."""
    months = [day.replace(day=1)]
    while len(months) < MONTHS:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months[::-1]


def make_rounds(
    agencies: list[tuple[Agency, Story]], version: InstrumentVersion, today: date
) -> None:
    """A round a month; the newest is open and, but for one team in three, not rated yet."""
    _was_published_before(months_until(today)[0], version)
    made = _Made(version)
    for agency, story in agencies:
        for number, first in enumerate(months_until(today)):
            last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
            round_, _ = Round.objects.get_or_create(
                agency=agency,
                name=f"{first:%B %Y}",
                defaults={"version": version, "opens_on": first, "closes_on": last},
            )
            made.rate(round_, story, number, is_open=last >= today)
    made.save()


def _was_published_before(day: date, version: InstrumentVersion) -> None:
    """The rounds of this story go back further than its database."""
    first = timezone.make_aware(datetime.combine(day - timedelta(days=30), time(9)))
    earlier = InstrumentVersion.objects.filter(pk=version.pk, published_at__gt=first)
    earlier.update(published_at=first)


class _Made:
    """Gathers assessments with their ratings and scores, then saves them all at once."""

    def __init__(self, version: InstrumentVersion) -> None:
        self.version = version
        self.definition = version.definition
        self.domains: dict[str, Domain] = {d.code: d for d in version.domains.all()}
        self.items = list(Item.objects.filter(domain__version=version))
        self.done = set(Assessment.objects.values_list("round", "team"))
        self.teams: dict[int, list[tuple[Team, User]]] = _teams_with_supervisors()
        self.assessments: list[Assessment] = []
        self.ratings: list[Rating] = []
        self.scores: list[StoredScore] = []

    def rate(self, round_: Round, story: Story, number: int, *, is_open: bool) -> None:
        if round_.version_id != self.version.pk:
            return  # a round of an earlier version, from before the site was brought up to date
        for team, supervisor in self.teams[round_.agency_id]:
            chance = random.Random(f"{team.name} {story.name} {round_.opens_on}")  # noqa: S311
            share = story.rated_share / 3 if is_open else story.rated_share
            if (round_.pk, team.pk) not in self.done and chance.random() < share:
                self._assess(round_, team, supervisor, story.start + story.monthly * number, chance)

    def _assess(
        self, round_: Round, team: Team, supervisor: User, level: float, chance: random.Random
    ) -> None:
        observed_on = min(
            round_.opens_on + timedelta(days=chance.randint(8, 20)), timezone.localdate()
        )
        at_half_past_four = timezone.make_aware(datetime.combine(observed_on, time(16, 30)))
        signed_at = min(at_half_past_four, timezone.now())
        assessment = Assessment(
            round=round_,
            team=team,
            agency_id=round_.agency_id,
            assessor=supervisor,
            source=Source.SUPERVISOR,
            observed_on=observed_on,
            started_at=signed_at - timedelta(hours=1),
            signed_at=signed_at,
        )
        team_level = level + random.Random(team.name).uniform(-0.35, 0.35) + chance.gauss(0, 0.15)  # noqa: S311
        ratings = [self._rating(assessment, item, team_level, chance) for item in self.items]
        report = scoring.score(self.definition, {r.item.code: r.given for r in ratings})
        if not report.may_be_signed:
            return  # too many gaps
        for rating in ratings:
            rating.score = score_of(rating, report)
        self.assessments.append(assessment)
        self.ratings += [r for r in ratings if r.given]
        self.scores += StoredScore.all_of(assessment, report, self.domains)

    def _rating(
        self, assessment: Assessment, item: Item, level: float, chance: random.Random
    ) -> Rating:
        value = round(chance.gauss(level + HARDER.get(item.code, 0), 0.6))
        rating = Rating(assessment=assessment, item=item, value=str(max(1, min(5, value))))
        if item.code in NOT_APPLICABLE and chance.random() < 0.12:
            rating.value, rating.na_reason = "", NOT_APPLICABLE[item.code]
        elif chance.random() < 0.01:
            rating.value = ""  # left blank: not enough seen
        if chance.random() < 0.15:
            rating.note = chance.choice(NOTES)
        return rating

    def save(self) -> None:
        Assessment.objects.bulk_create(self.assessments)
        for score in self.scores:
            score.assessment_id = score.assessment.pk
        Rating.objects.bulk_create(self.ratings, batch_size=2000)
        StoredScore.objects.bulk_create(self.scores, batch_size=2000)


def _teams_with_supervisors() -> dict[int, list[tuple[Team, User]]]:
    teams: dict[int, list[tuple[Team, User]]] = {}
    for team in Team.objects.order_by("pk"):
        supervisor = User.objects.filter(
            memberships__team=team, memberships__role=Role.SUPERVISOR
        ).first()
        if supervisor:
            teams.setdefault(team.agency_id, []).append((team, supervisor))
    return teams
