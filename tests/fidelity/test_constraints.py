"""What the database refuses, whoever writes."""

import datetime

import pytest
from django.db import IntegrityError, transaction

from fidelity.models import (
    Round,
    Source,
)
from fidelity.models import StoredScore as Score
from tests.factories import (
    AssessmentFactory,
    TeamFactory,
)

DAY = datetime.timedelta(days=1)


def test_a_rating_is_never_both_a_value_and_not_applicable(assessment, items):
    with pytest.raises(IntegrityError), transaction.atomic():
        assessment.ratings.create(item=items["A3"], value="3", na_reason="Nobody wanted it.")


def test_an_item_is_rated_once(assessment, items):
    assessment.ratings.create(item=items["A1"], value="3")

    with pytest.raises(IntegrityError), transaction.atomic():
        assessment.ratings.create(item=items["A1"], value="4")


def test_an_assessment_has_one_total(signed):
    total = Score.objects.totals().get()
    total.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        total.save()


@pytest.mark.parametrize("change", [{"exact": ""}, {"value": None}])
def test_a_score_is_exact_and_decimal_or_neither(signed, change):
    with pytest.raises(IntegrityError), transaction.atomic():
        Score.objects.totals().update(**change)


def test_a_round_never_closes_before_it_opens(round_):
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.update(closes_on=round_.opens_on - DAY)


def test_a_rater_rates_a_team_once_a_round_and_source(assessment):
    again = {"round": assessment.round, "team": assessment.team, "assessor": assessment.assessor}

    AssessmentFactory(**again, source=Source.SELF)  # another source is another assessment
    AssessmentFactory(**{**again, "team": TeamFactory(agency=assessment.agency)})
    with pytest.raises(IntegrityError), transaction.atomic():
        AssessmentFactory(**again)
