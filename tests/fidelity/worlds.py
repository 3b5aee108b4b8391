"""Generated data for queries to be held against their oracles."""

import contextlib
import datetime
import random

from django.utils import timezone

from fidelity import actions
from fidelity.models import Item, Rating, Source
from tests.factories import AssessmentFactory, InstrumentVersionFactory, RoundFactory, TeamFactory

DAY = datetime.timedelta(days=1)


def make_world(agencies, seed, rounds=5, teams=2):
    """Agencies with teams and rounds of two versions, rated from two sources, by one or two
    supervisors: not applicable here, blank there, some domains not scorable, some assessments
    never signed."""
    chance = random.Random(seed)
    versions = [InstrumentVersionFactory(domains={"A": 4, "B": 3, "C": 2}) for _ in range(2)]
    for agency in agencies:
        TeamFactory.create_batch(teams, agency=agency)
        # In no order, and with second raters, so that neither hides a wrong query.
        for number in chance.sample(range(rounds), rounds):
            opens_on = timezone.localdate() - 30 * DAY * (rounds - 1 - number)
            version = versions[0] if number % 3 else versions[chance.randrange(2)]
            round_ = RoundFactory(agency=agency, version=version, opens_on=opens_on)
            for team in agency.teams.all():
                _assess(round_, team, chance)
    return versions


def _assess(round_, team, chance):
    items = Item.objects.filter(domain__version=round_.version)
    for source in (Source.SUPERVISOR, Source.SUPERVISOR, Source.SELF):
        if chance.random() < 0.2:
            continue
        observed_on = round_.opens_on + DAY * chance.randrange(3)
        assessment = AssessmentFactory(
            round=round_, team=team, source=source, observed_on=observed_on
        )
        ratings = [_rating(assessment, item, chance) for item in items]
        Rating.objects.bulk_create(rating for rating in ratings if rating)
        if chance.random() < 0.85:
            _sign(assessment)


def _rating(assessment, item, chance):
    """None: blank."""
    if item.code.endswith("3") and chance.random() < 0.5:
        return Rating(assessment=assessment, item=item, na_reason="Nobody wanted it.")
    if chance.random() < 0.75:
        return Rating(assessment=assessment, item=item, value=str(chance.randint(1, 5)))
    if chance.random() < 0.5:
        return Rating(assessment=assessment, item=item, note="Not seen.")
    return None


def _sign(assessment):
    with contextlib.suppress(actions.NotScorable):
        actions.sign_off(assessment=assessment, by=assessment.assessor)
