import datetime

import pytest
from django.utils import timezone

from agencies.roles import Role
from fidelity import actions, queries
from fidelity.models import Assessment, Item, Rating, Source
from fidelity.scoring import NotApplicable
from tests.factories import (
    AgencyFactory,
    AssessmentFactory,
    MembershipFactory,
    RoundFactory,
    TeamFactory,
    rate,
)

from .every_mode import EVERY_ANSWER
from .worlds import make_world

DAY = datetime.timedelta(days=1)


@pytest.fixture
def busy(north, supervisor):
    """North among much else."""
    make_world([AgencyFactory(), north], seed=7)
    return supervisor


# What an assessment holds


def contents_slowly(assessment):
    """[(domain's order, item, value, reason, note)]"""
    answer = []
    for domain in assessment.round.version.domains.all():
        for item in domain.items.all():
            rating = assessment.ratings.filter(item=item).first() or Rating()
            answer.append((domain.order, item.code, rating.value, rating.na_reason, rating.note))
    return answer


def given_in(line):
    """(value, reason)"""
    if isinstance(line.given, NotApplicable):
        return "", line.given.reason
    return line.given or "", ""


def test_contents_say_what_was_given_and_nothing_of_others(busy, django_assert_num_queries):
    for assessment in Assessment.objects.select_related("round__version")[:10]:
        with django_assert_num_queries(2):
            contents = queries.contents(assessment)

        assert [
            (domain.order, line.item.code, *given_in(line), line.note)
            for domain in contents.domains
            for line in domain.items
        ] == contents_slowly(assessment)


def test_a_gap_is_an_item_with_neither_a_value_nor_a_reason(assessment, items):
    rate(assessment, {"A1": 5, "A3": "Nobody wanted it."})
    assessment.ratings.create(item=items["A2"], note="To look up.")

    contents = queries.contents(assessment)

    a, b = contents.domains
    assert [line.item.code for line in a.gaps] == ["A2", "A4"]
    assert [(d.answered, d.asked, len(d.gaps)) for d in (a, b)] == [(2, 4, 2), (0, 3, 3)]
    assert (contents.gaps, contents.is_enough) == (5, False)
    assert (contents.answered.rated, contents.answered.applicable) == (1, 6)


def test_what_is_not_asked_or_not_used_is_no_gap(every_mode):
    rate(every_mode, {"GATE": ("no",), "CHK": ("yes",)})

    lists = queries.contents(every_mode).domains[1]

    assert [(line.item.code, line.outcome.state.name) for line in lists.items] == [
        ("GATE", "RATED"), ("CHK", "NOT_ASKED"), ("OPT", "NOT_USED"),
        ("ASK", "BLANK"), ("REF", "BLANK"),
    ]  # fmt: skip
    assert (lists.answered, lists.asked) == (1, 3)


def test_contents_name_the_criteria_that_were_ticked(every_mode):
    item = Item.objects.get(code="CRI")
    every_mode.ratings.create(item=item, value="2", ticked=[1, 3])

    assert queries.contents(every_mode).domains[0].items[2].ticked == ("The first", "The third")


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
    signed = Assessment.objects.select_related("round__version").get()

    with django_assert_num_queries(4):  # ratings, domains, scores, examples
        found = queries.signed_scores(signed)

    assert [(kept.name, kept.shown, kept.exact) for kept in found.scores] == [
        ("", "3.20", "16/5 = 3.2"), ("Part A", "4.00", "4"), ("Part B", "2.00", "2"),
    ]  # fmt: skip
    assert (found.is_as_computed, found.faults, found.judgement) == (True, [], None)


def test_a_ratio_is_kept_beside_its_counts(every_mode):
    rate(every_mode, EVERY_ANSWER)
    actions.sign_off(assessment=every_mode, by=every_mode.assessor)

    found = queries.signed_scores(every_mode)

    assert [(kept.name, kept.shown, kept.stored.band) for kept in found.ratios] == [
        ("Reflections to questions", "0.75 : 1", ""), ("Share of reflections", "42.86%", "Fair"),
    ]  # fmt: skip
    assert found.is_as_computed


@pytest.mark.parametrize(
    "change",
    [{"exact": "5", "value": 5}, {"band": "Good"}, {"verdict": "Meets"}, {"rated": 9},
     {"exact": "", "value": None}],
)  # fmt: skip
def test_a_stored_score_that_somebody_changed_is_found(signed, change):
    signed.scores.filter(domain=None).update(**change)

    found = queries.signed_scores(signed)

    assert (found.total.is_as_computed, found.is_as_computed) == (False, False)
    assert [kept.is_as_computed for kept in found.domains] == [True, True]


def test_an_answer_that_somebody_changed_into_no_answer_is_told(signed):
    signed.ratings.filter(item__code="A1").update(value="9")

    found = queries.signed_scores(signed)

    assert found.faults == ["Item A1: “9” is not a whole number from 1 to 5."]
    assert not found.is_as_computed
    assert found.contents.domains[0].items[0].outcome.state.name == "BLANK"
