import datetime

import pytest
from django.utils import timezone

from agencies.roles import Role
from fidelity import queries
from fidelity.models import Assessment, Source
from fidelity.queries import ItemLine
from tests.factories import (
    AgencyFactory,
    AssessmentFactory,
    MembershipFactory,
    RoundFactory,
    TeamFactory,
    rate,
)

from .worlds import make_world

DAY = datetime.timedelta(days=1)


@pytest.fixture
def busy(north, supervisor):
    """North among much else."""
    make_world([AgencyFactory(), north], seed=7)
    return supervisor


# What an assessment holds


def contents_slowly(assessment):
    answer = []
    for domain in assessment.round.version.domains.all():
        for item in domain.items.all():
            rating = assessment.ratings.filter(item=item).first()
            anchor = rating and item.anchors.filter(value=rating.value).first()
            answer.append((
                domain.order, domain.name, item.code,
                rating.value if rating else None, anchor.text if anchor else "",
                rating.na_reason if rating else "", rating.note if rating else "",
            ))  # fmt: skip
    return answer


def test_contents_say_what_was_given_and_nothing_of_others(busy, django_assert_num_queries):
    for assessment in Assessment.objects.select_related("round")[:10]:
        with django_assert_num_queries(1):
            domains = queries.contents(assessment)

        assert [
            (d.order, d.name, i.code, i.value, i.anchor, i.na_reason, i.note)
            for d in domains
            for i in d.items
        ] == contents_slowly(assessment)


def test_a_gap_is_an_item_with_neither_a_value_nor_a_reason(assessment, items):
    rate(assessment, {"A1": 5, "A3": "Nobody wanted it."})
    assessment.ratings.create(item=items["A2"], note="To look up.")

    a, b = queries.contents(assessment)

    assert ([item.code for item in a.gaps], a.answered) == (["A2", "A4"], 2)
    assert (len(b.gaps), b.answered) == (3, 0)
    assert a.items[0] == ItemLine("A1", "Item 1 of Part A", 5, "What a 5 looks like.", "", "")


# What there is to rate


def test_open_rounds_with_their_teams_the_first_to_close_first(north, supervisor, assessment):
    other = TeamFactory(agency=north, name="Another team")
    sooner = RoundFactory(agency=north, name="Sooner", closes_on=timezone.localdate())

    rounds = queries.rounds_to_rate(supervisor)

    assert [(r.name, r.agency, r.done) for r in rounds] == [
        ("Sooner", "North", 0),
        ("This month", "North", 0),
    ]
    assert rounds[0].pk == sooner.pk
    assert [(t.team_id, t.name, t.assessment) for t in rounds[1].teams] == [
        (other.pk, "Another team", None),
        (assessment.team.pk, "North team", assessment),
    ]


def test_done_counts_the_signed(signed, supervisor):
    assert [r.done for r in queries.rounds_to_rate(supervisor)] == [1]


def test_rounds_that_are_closed_to_come_or_anothers_are_not_listed(north, supervisor, outsider):
    today = timezone.localdate()
    RoundFactory(agency=north, opens_on=today - 9 * DAY, closes_on=today - DAY)
    RoundFactory(agency=north, opens_on=today + DAY)
    RoundFactory(agency=outsider.memberships.first().agency)

    assert queries.rounds_to_rate(supervisor) == []


def test_a_self_rating_leaves_the_team_to_be_rated_by_its_supervisor(round_, team, supervisor):
    AssessmentFactory(round=round_, team=team, source=Source.SELF, signed_at=timezone.now())

    [to_rate] = queries.rounds_to_rate(supervisor)

    assert (to_rate.teams[0].assessment, to_rate.done) == (None, 0)


def test_who_may_not_rate_has_nothing_to_rate(round_, team, lead, worker, researcher):
    assert [queries.rounds_to_rate(user) for user in (lead, worker, researcher)] == [[], [], []]


def test_rounds_to_rate_take_as_many_queries_however_many(busy, django_assert_num_queries):
    RoundFactory.create_batch(4, agency=busy.memberships.get().agency)

    with django_assert_num_queries(4):  # whose roles; rounds, teams, assessments
        assert len(queries.rounds_to_rate(busy)) > 4


def test_a_draft_whose_round_has_closed_is_unfinished(assessment, north, supervisor):
    colleague = MembershipFactory(agency=north, role=Role.SUPERVISOR).user
    today = timezone.localdate()
    closed = RoundFactory(agency=north, opens_on=today - 9 * DAY, closes_on=today - DAY)
    late = AssessmentFactory(round=closed, assessor=supervisor)
    AssessmentFactory(round=closed, assessor=supervisor, signed_at=timezone.now())

    assert queries.unfinished(supervisor) == [late]
    assert queries.unfinished(colleague) == []


# What is signed


def test_signed_assessments_newest_first(busy, researcher, lead, outsider):
    signed = Assessment.objects.exclude(signed_at=None)
    newest = sorted(signed, key=lambda a: (a.signed_at, a.pk), reverse=True)
    in_north = [a.pk for a in newest if a.agency.name == "North"]

    assert [s.pk for s in queries.signed_assessments(researcher, 99)] == [a.pk for a in newest]
    assert [s.pk for s in queries.signed_assessments(lead, 4)] == in_north[:4]
    assert queries.signed_assessments(outsider, 99) == []


def test_a_signed_assessment_in_words(signed, lead, django_assert_num_queries):
    with django_assert_num_queries(2):  # whose agencies; the assessments
        [line] = queries.signed_assessments(lead, 10)

    assert line == queries.SignedAssessment(
        signed.pk, "North team (North)", "This month", str(signed.assessor), signed.signed_at
    )


def test_ratings_stay_with_the_agency_where_they_were_made(signed, lead):
    signed.team.agency = AgencyFactory(name="Elsewhere")
    signed.team.save()

    [line] = queries.signed_assessments(lead, 10)

    assert line.team == "North team (North)"


def test_scores_come_with_the_total_first(signed, django_assert_num_queries):
    with django_assert_num_queries(1):
        scores = queries.scores_of(signed)

    assert [str(s) for s in scores] == ["Total: 16/5", "Part A: 4", "Part B: 2"]
