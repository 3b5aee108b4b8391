"""After sign-off nothing changes, whichever way code goes about it."""

import pytest
from django.db.models import ProtectedError

from fidelity.models import Assessment, Rating, SignedNeverChanges, StoredScore
from tests.factories import TeamFactory


def test_a_signed_assessment_is_not_saved_again(signed):
    signed.team = TeamFactory()

    with pytest.raises(SignedNeverChanges):
        signed.save()


def test_a_signed_assessment_is_not_opened_again(signed):
    signed.signed_at = None

    with pytest.raises(SignedNeverChanges):
        signed.save()


def test_no_rating_of_a_signed_assessment_is_changed_or_added(signed, items):
    rating = signed.ratings.first()
    rating.value = "1"

    with pytest.raises(SignedNeverChanges):
        rating.save()
    with pytest.raises(SignedNeverChanges):
        Rating.objects.create(assessment=signed, item=items["B3"], value="1")


def test_deleting_an_assessment_or_its_team_loses_no_rating_and_no_score(signed):
    for row in (signed, signed.team, signed.round, signed.assessor):
        with pytest.raises(ProtectedError):
            row.delete()

    assert (Assessment.objects.count(), Rating.objects.count()) == (1, 6)
    assert StoredScore.objects.count() == 3
