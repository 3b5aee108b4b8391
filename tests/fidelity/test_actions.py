import dataclasses
import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from agencies.roles import Role
from fidelity import actions, definitions
from fidelity.actions import Answer
from fidelity.models import Anchor, Assessment, InstrumentVersion, Item, Rating, Round, Source
from fidelity.models import StoredScore as Score
from tests.factories import AssessmentFactory, MembershipFactory, RoundFactory, TeamFactory, rate

SHIPPED = Path(definitions.__file__).parent / "instruments" / "connecting_people.toml"
DAY = datetime.timedelta(days=1)


def logged():
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", "user"))


def answer(value=None, na_reason="", note="", revision=0):
    return Answer(value, na_reason, note, revision)


# Loading an instrument


@pytest.fixture
def definition():
    return definitions.read(SHIPPED.read_text(encoding="utf-8"))


def load(definition):
    return actions.load_instrument(definition=definition, by=None)


def test_an_instrument_is_loaded_whole(definition):
    version = load(definition)

    assert version.as_definition() == definition
    assert (Item.objects.count(), Anchor.objects.count()) == (18, 90)
    assert logged() == [("fidelity.publish", None)]


def test_loading_again_changes_nothing(definition):
    version = load(definition)

    assert load(definition) == version
    assert InstrumentVersion.objects.count() == 1
    assert len(logged()) == 1


def test_a_loaded_version_never_changes(definition):
    load(definition)

    for change in ({"guidance": "Else."}, {"maximum": 4}, {"notice": ""}, {"name": "Else"}):
        with pytest.raises(actions.VersionDiffers):
            load(dataclasses.replace(definition, **change))
    assert InstrumentVersion.objects.get().as_definition() == definition


def test_a_correction_is_a_new_version_and_the_old_file_still_holds(definition):
    first = load(definition)
    later = dataclasses.replace(definition, number=2, name="New name", notice="Validated")

    second = load(later)

    assert (load(definition), load(later)) == (first, second)
    second.instrument.refresh_from_db()
    assert (str(second), second.instrument.notice) == ("New name, version 2", "Validated")


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
        items["A1"]: answer(4, note="Six records."),
        items["A3"]: answer(na_reason="Nobody wanted it."),
        items["A4"]: answer(note="To look up."),
    }

    save(assessment, answers, supervisor)

    assert list(assessment.ratings.values_list("item__code", "value", "na_reason", "note")) == [
        ("A1", 4, "", "Six records."),
        ("A3", None, "Nobody wanted it.", ""),
        ("A4", None, "", "To look up."),
    ]


def test_a_blank_creates_nothing(assessment, items, supervisor):
    [rating] = save(assessment, {items["A1"]: answer()}, supervisor)

    assert (rating.pk, rating.revision) == (None, 0)
    assert not Rating.objects.exists()


def test_a_rating_can_be_changed_and_cleared(assessment, items, supervisor):
    a1 = items["A1"]
    [first] = save(assessment, {a1: answer(4)}, supervisor)
    [second] = save(assessment, {a1: answer(2, revision=first.revision)}, supervisor)
    [third] = save(assessment, {a1: answer(revision=second.revision)}, supervisor)

    assert [first.revision, second.revision, third.revision] == [1, 2, 3]
    assert Rating.objects.get().given is None


def test_what_another_tab_saved_is_never_overwritten_unseen(assessment, items, supervisor):
    save(assessment, {items["A1"]: answer(4)}, supervisor)

    with pytest.raises(actions.ChangedMeanwhile) as conflict:
        save(assessment, {items["A2"]: answer(5), items["A1"]: answer(1)}, supervisor)

    assert conflict.value.rating.value == 4
    assert list(Rating.objects.values_list("item__code", "value")) == [("A1", 4)]  # all or none


def test_saying_the_same_again_is_no_conflict(assessment, items, supervisor):
    save(assessment, {items["A1"]: answer(4)}, supervisor)

    [again] = save(assessment, {items["A1"]: answer(4)}, supervisor)

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
    assert (total.points, total.not_applicable) == (16, 1)
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
        save(signed, {items["B3"]: answer(5)}, supervisor)

    assert not signed.ratings.filter(item=items["B3"]).exists()


# What the database refuses, whoever writes


def test_a_rating_is_never_both_a_value_and_not_applicable(assessment, items):
    with pytest.raises(IntegrityError), transaction.atomic():
        assessment.ratings.create(item=items["A3"], value=3, na_reason="Nobody wanted it.")


def test_an_item_is_rated_once(assessment, items):
    assessment.ratings.create(item=items["A1"], value=3)

    with pytest.raises(IntegrityError), transaction.atomic():
        assessment.ratings.create(item=items["A1"], value=4)


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
