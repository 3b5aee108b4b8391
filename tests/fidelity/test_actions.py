import datetime
from decimal import Decimal

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from agencies.roles import Role
from fidelity import actions
from fidelity.actions import Answer
from fidelity.documents import checked
from fidelity.models import (
    Assessment,
    Rating,
    Round,
    Source,
)
from fidelity.models import StoredScore as Score
from tests.factories import (
    AssessmentFactory,
    InstrumentVersionFactory,
    MembershipFactory,
    RoundFactory,
    rate,
    simple_instrument,
)

DAY = datetime.timedelta(days=1)


def logged():
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "user"))


def answer(value="", na_reason="", note="", revision=0):
    return Answer(value, na_reason, note, revision)


# Planning a round


def plan(agency, version, by, name="May", closes_after=30):
    today = timezone.localdate()
    return actions.plan_round(
        agency=agency, version=version, name=name, opens_on=today,
        closes_on=today + closes_after * DAY, by=by,
    )  # fmt: skip


def test_a_round_is_planned(north, version, lead):
    round_ = plan(north, version, lead)

    assert (round_.agency, round_.version, round_.is_open) == (north, version, True)
    assert logged() == [("fidelity.plan", lead.pk)]


def test_a_name_is_taken_once_in_an_agency_and_free_in_another(north, version, lead, outsider):
    plan(north, version, lead)

    with pytest.raises(actions.RoundNameTaken):
        plan(north, version, lead)
    plan(outsider.memberships.first().agency, version, outsider)
    assert Round.objects.count() == 2


# Starting


def test_starting_makes_a_draft_of_the_supervisors(round_, team, supervisor):
    draft = actions.start_assessment(round_=round_, team=team, by=supervisor)

    assert (draft.agency, draft.assessor, draft.source) == (
        round_.agency,
        supervisor,
        Source.SUPERVISOR,
    )
    assert draft.signed_at is None
    assert logged() == [("fidelity.start", supervisor.pk)]


def test_starting_twice_takes_up_the_same_draft(round_, team, supervisor):
    first = actions.start_assessment(round_=round_, team=team, by=supervisor)
    second = actions.start_assessment(round_=round_, team=team, by=supervisor)

    assert first == second
    assert len(logged()) == 1


def test_two_supervisors_never_rate_one_team_by_accident(assessment, north):
    colleague = MembershipFactory(agency=north, role=Role.SUPERVISOR).user

    with pytest.raises(actions.AlreadyBegun) as begun:
        actions.start_assessment(round_=assessment.round, team=assessment.team, by=colleague)

    assert begun.value.assessment == assessment


def test_the_draft_of_somebody_who_has_left_does_not_block_the_team(north, round_, team):
    leaver, successor = (
        MembershipFactory(agency=north, role=Role.SUPERVISOR).user for _ in range(2)
    )
    left_behind = actions.start_assessment(round_=round_, team=team, by=leaver)
    leaver.memberships.update(starts_on=timezone.localdate() - DAY, ends_on=timezone.localdate())

    taken_up = actions.start_assessment(round_=round_, team=team, by=successor)

    assert taken_up.assessor == successor
    assert Assessment.objects.filter(pk=left_behind.pk).exists()


def test_somebody_elses_self_rating_does_not_stop_a_supervisor(round_, team, supervisor):
    AssessmentFactory(round=round_, team=team, source=Source.SELF)

    assert actions.start_assessment(round_=round_, team=team, by=supervisor).pk


def round_between(agency, opens, closes):
    today = timezone.localdate()
    return RoundFactory(agency=agency, opens_on=today + opens * DAY, closes_on=today + closes * DAY)


@pytest.mark.parametrize(("opens", "closes"), [(-9, -1), (1, 9)])
def test_only_an_open_round_is_begun(north, team, supervisor, opens, closes):
    today = timezone.localdate()
    round_ = RoundFactory(
        agency=north, opens_on=today + opens * DAY, closes_on=today + closes * DAY
    )

    with pytest.raises(actions.RoundNotOpen):
        actions.start_assessment(round_=round_, team=team, by=supervisor)
    assert not Assessment.objects.exists()


@pytest.mark.parametrize(("opens", "closes"), [(0, 0), (-5, 0), (0, 5)])
def test_its_first_and_last_days_belong_to_a_round(north, team, supervisor, opens, closes):
    today = timezone.localdate()
    round_ = RoundFactory(
        agency=north, opens_on=today + opens * DAY, closes_on=today + closes * DAY
    )

    assert actions.start_assessment(round_=round_, team=team, by=supervisor).pk


def test_a_draft_of_a_closed_round_is_taken_up_again(assessment, supervisor):
    Round.objects.update(opens_on="2026-01-01", closes_on="2026-01-31")
    assessment.round.refresh_from_db()

    again = actions.start_assessment(round_=assessment.round, team=assessment.team, by=supervisor)

    assert again == assessment


# Saving


def save(assessment, answers, by):
    return actions.save_ratings(assessment=assessment, answers=answers, by=by)


def test_answers_are_kept(assessment, items, supervisor):
    answers = {
        items["A1"]: answer("4", note="Six records."),
        items["A3"]: answer(na_reason="Nobody wanted it."),
        items["A4"]: answer(note="To look up."),
    }

    save(assessment, answers, supervisor)

    assert list(assessment.ratings.values_list("item__code", "value", "na_reason", "note")) == [
        ("A1", "4", "", "Six records."),
        ("A3", "", "Nobody wanted it.", ""),
        ("A4", "", "", "To look up."),
    ]


def test_a_blank_creates_nothing(assessment, items, supervisor):
    [rating] = save(assessment, {items["A1"]: answer()}, supervisor)

    assert (rating.pk, rating.revision) == (None, 0)
    assert not Rating.objects.exists()


def test_a_rating_can_be_changed_and_cleared(assessment, items, supervisor):
    a1 = items["A1"]
    [first] = save(assessment, {a1: answer("4")}, supervisor)
    [second] = save(assessment, {a1: answer("2", revision=first.revision)}, supervisor)
    [third] = save(assessment, {a1: answer(revision=second.revision)}, supervisor)

    assert [first.revision, second.revision, third.revision] == [1, 2, 3]
    assert Rating.objects.get().given == ""


def test_what_another_tab_saved_is_never_overwritten_unseen(assessment, items, supervisor):
    save(assessment, {items["A1"]: answer("4")}, supervisor)

    with pytest.raises(actions.ChangedMeanwhile) as conflict:
        save(assessment, {items["A2"]: answer("5"), items["A1"]: answer("1")}, supervisor)

    assert conflict.value.saved.value == "4"
    assert list(Rating.objects.values_list("item__code", "value")) == [("A1", "4")]  # all or none


def test_saying_the_same_again_is_no_conflict(assessment, items, supervisor):
    save(assessment, {items["A1"]: answer("4")}, supervisor)

    [again] = save(assessment, {items["A1"]: answer("4")}, supervisor)

    assert again.revision == 1


# Signing off


def stored(assessment):
    return [
        (s.domain.code if s.domain else "", s.exact, s.value, s.rated, s.applicable, s.items)
        for s in Score.objects.filter(assessment=assessment).order_by("pk")
    ]


def test_signing_off_stores_the_scores_that_a_hand_would_reckon(signed, supervisor):
    """A: 5 + 4 + 3 of three ratings; B: 2 + 2 of two, one blank; the whole 16 of five."""
    assert signed.signed_at
    assert stored(signed) == [
        ("", "16/5", Decimal("3.2"), 5, 6, 7),
        ("A", "4", Decimal(4), 3, 3, 4),
        ("B", "2", Decimal(2), 2, 3, 3),
    ]
    total = Score.objects.totals().get()
    assert (total.coverage, total.na_share) == (Decimal("0.833333"), Decimal("0.142857"))
    assert (total.agency, total.team, total.round, total.source) == (
        signed.agency,
        signed.team,
        signed.round,
        signed.source,
    )
    assert total.not_applicable == 1
    scores = signed.ratings.values_list("item__code", "score")
    assert dict(scores) == {"A1": 5, "A2": 4, "A3": None, "A4": 3, "B1": 2, "B2": 2}
    assert logged()[-1] == ("fidelity.sign", supervisor.pk)


def test_a_domain_with_too_few_ratings_has_no_score(assessment, supervisor):
    rate(assessment, {"A1": 5, "A2": 4, "A3": 3, "A4": 3, "B1": 2})

    actions.sign_off(assessment=assessment, by=supervisor)

    assert stored(assessment) == [
        ("", "17/5", Decimal("3.4"), 5, 7, 7),
        ("A", "15/4", Decimal("3.75"), 4, 4, 4),
        ("B", "", None, 1, 3, 3),
    ]


def test_too_few_ratings_leave_everything_as_it_was(assessment, supervisor):
    rate(assessment, {"A1": 5, "A2": 4, "A4": 3})

    with pytest.raises(actions.NotScorable):
        actions.sign_off(assessment=assessment, by=supervisor)

    assessment.refresh_from_db()
    assert assessment.signed_at is None
    assert not Score.objects.exists()
    assert logged() == []


def test_signing_twice_is_refused_and_changes_nothing(signed, supervisor):
    before = stored(signed), signed.signed_at

    with pytest.raises(actions.AlreadySigned):
        actions.sign_off(assessment=signed, by=supervisor)

    signed.refresh_from_db()
    assert (stored(signed), signed.signed_at) == before


def test_nothing_is_saved_after_signing(signed, items, supervisor):
    with pytest.raises(actions.AlreadySigned):
        save(signed, {items["B3"]: answer("5")}, supervisor)

    assert not signed.ratings.filter(item=items["B3"]).exists()


def test_bands_ratios_and_the_verdict_are_stored_with_the_scores(supervisor):
    version = InstrumentVersionFactory(definition=checked(counted_instrument()))
    assessment = AssessmentFactory(round__version=version, assessor=supervisor)
    rate(assessment, {"A1": 4, "A2": 3, "C1": 6, "C2": 2})

    actions.sign_off(assessment=assessment, by=supervisor)

    scores = Score.objects.filter(assessment=assessment).order_by("pk")
    assert [(s.ratio, s.exact, s.band, s.verdict) for s in scores] == [
        ("", "7/2", "Fair", "Not passed"),
        ("", "7/2", "", ""),
        ("", "", "", ""),
        ("R", "75", "Good", ""),
    ]
    assert {r.item.code: r.score for r in assessment.ratings.all()}["C1"] == 6


def counted_instrument():
    """A mean with bands and a verdict, and a percentage of two counts."""
    document = simple_instrument({"A": 2}, slug="counted", name="Counted")
    fair_and_good = [{"name": "Fair", "below": 4}, {"name": "Good", "from": 4}]
    document["total"]["bands"] = fair_and_good
    document["verdict"] = {"met": "Passed", "not_met": "Not passed", "total_at_least": 4}
    counts = [
        {"code": f"C{n}", "name": f"Count {n}", "definition": "How often.", "mode": "count"}
        for n in (1, 2)
    ]
    document["domains"].append({"code": "C", "name": "Counts", "method": "none", "items": counts})
    document["ratios"] = [
        {
            "code": "R", "name": "Share", "shown": "percent", "numerator": ["C1"],
            "denominator": ["C1", "C2"], "bands": [
                {"name": "Fair", "below": 50}, {"name": "Good", "from": 50},
            ],
        }
    ]  # fmt: skip
    return document


def test_examples_are_kept_changed_and_never_overwritten_unseen(assessment, supervisor):
    domain = assessment.round.version.domains.first()

    def save(text, revision):
        return actions.save_examples(
            assessment=assessment, domain=domain, text=text, revision=revision, by=supervisor
        )

    assert save("", 0).pk is None
    first = save("A walking group.", 0)
    assert save("A walking group.", 0).revision == first.revision == 1
    second = save("A choir.", 1)

    with pytest.raises(actions.ChangedMeanwhile) as conflict:
        save("A garden.", 1)

    assert (second.revision, conflict.value.saved.text) == (2, "A choir.")


def test_no_examples_are_saved_after_signing(signed, supervisor):
    domain = signed.round.version.domains.first()

    with pytest.raises(actions.AlreadySigned):
        actions.save_examples(
            assessment=signed, domain=domain, text="Late.", revision=0, by=supervisor
        )
