"""Each query against its oracle on generated data, in as many statements however much there is."""

import datetime
from decimal import Decimal

import pytest
from django.utils import timezone

from fidelity.dashboards import queries
from fidelity.dashboards.queries import Scope
from fidelity.models import Round, Source, StoredScore
from tests.factories import AgencyFactory, InstrumentVersionFactory, RoundFactory

from .. import oracles
from ..worlds import make_world

NEAR = Decimal("0.000001")
SOURCES = [Source.SUPERVISOR, Source.SELF]


@pytest.fixture(params=[1, 2])
def scopes(request, north):
    """All that a dashboard of North may be of, among three agencies' data."""
    others = AgencyFactory.create_batch(2)
    versions = make_world([others[0], north, others[1]], seed=request.param)
    return [Scope(north, version, source) for version in versions for source in SOURCES]


def test_means_by_round(scopes, django_assert_num_queries):
    for scope in scopes:
        with django_assert_num_queries(1):
            answer = queries.means_by_round(scope)

        expected = oracles.means_by_round(scope)
        assert {name: [(m.round, m.assessments, m.scorable) for m in means]
                for name, means in answer.items()} == {
            name: [(r, n, scorable) for r, _, n, scorable in means]
            for name, means in expected.items()
        }  # fmt: skip
        for name, means in expected.items():
            for mine, (_, average, _, _) in zip(answer[name], means, strict=True):
                assert (mine.mean is None) == (average is None)
                assert average is None or abs(mine.mean - average) < NEAR


def test_the_whole_comes_first_and_then_each_part_in_order(scopes):
    assert list(queries.means_by_round(scopes[0])) == ["", "Part A", "Part B", "Part C"]


def test_the_generated_data_hold_what_is_hard(scopes):
    """Else the comparisons above would prove less than they seem to."""
    scores = StoredScore.objects.filter(agency=scopes[0].agency)

    assert scores.filter(value=None).exists()
    assert scores.filter(na_share__gt=0).exists()
    assert scores.filter(coverage__lt=1).exists()
    assert {scope.version for scope in scopes} == {r.version for r in Round.objects.all()}


def test_newest_by_team(scopes, django_assert_max_num_queries):
    for scope in scopes:
        with django_assert_max_num_queries(2):
            answer = queries.newest_by_team(scope)

        assert [(t.team, t.assessment_id, t.value) for t in answer] == oracles.newest_by_team(scope)


def test_rounds_due_and_done(scopes, django_assert_num_queries):
    for scope in scopes:
        with django_assert_num_queries(1):
            answer = queries.rounds_due_and_done(scope)

        expected = oracles.rounds_due_and_done(scope, timezone.localdate())
        assert [(r.name, r.due, r.done) for r in answer] == expected


@pytest.mark.parametrize("limit", [2, 99])
def test_weakest_items(scopes, limit, django_assert_num_queries):
    for scope in scopes:
        with django_assert_num_queries(1):
            answer = queries.weakest_items(scope, limit)

        assert [
            (i.code, round(Decimal(i.mean), 6), i.rated, i.not_applicable) for i in answer
        ] == oracles.weakest_items(scope, limit)


def test_a_share_not_applicable_is_of_what_was_answered():
    item = queries.ItemMean("P4", "Introduction", 2, 1, 5, rated=3, not_applicable=1)

    assert item.na_percent == 25


def test_shares_of_a_teams_newest_score_are_percent(signed):
    scope = Scope(signed.agency, signed.round.version, Source.SUPERVISOR)

    [team] = queries.newest_by_team(scope)

    assert (round(team.coverage_percent), round(team.na_percent)) == (83, 14)


def test_a_team_without_a_signed_assessment_has_no_score(assessment):
    scope = Scope(assessment.agency, assessment.round.version, Source.SUPERVISOR)

    [team] = queries.newest_by_team(scope)

    assert team == queries.TeamScore("North team", None, None, None, None, None, None)


def test_an_agency_without_rounds_has_no_version(north):
    RoundFactory()

    assert queries.newest_version(north) is None


def test_a_round_that_has_not_begun_decides_nothing(round_):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    RoundFactory(agency=round_.agency, version=InstrumentVersionFactory(), opens_on=tomorrow)

    assert queries.newest_version(round_.agency) == round_.version


def test_the_newest_round_that_has_begun_decides(round_):
    earlier = round_.opens_on - datetime.timedelta(days=40)
    RoundFactory(agency=round_.agency, version=InstrumentVersionFactory(), opens_on=earlier)

    assert queries.newest_version(round_.agency) == round_.version
