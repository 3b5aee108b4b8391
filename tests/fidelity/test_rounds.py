import datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from agencies.roles import Role
from fidelity.models import Assessment, Round
from tests.factories import (
    InstrumentVersionFactory,
    MembershipFactory,
    RoundFactory,
    TeamFactory,
)


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


# Planning


PLAN = "/fidelity/agencies/north/rounds/new/"


@pytest.fixture
def planner(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def given(version):
    return {
        "name": "June 2026", "version": version.pk,
        "opens_on": "2026-06-01", "closes_on": "2026-06-30",
    }  # fmt: skip


def test_a_lead_plans_a_round(planner, north, given):
    response = planner.post(PLAN, given)

    assert response.url == "/fidelity/agencies/north/"
    assert said(response) == ["The round is planned. Supervisors see it on its first day."]
    assert [(r.name, r.agency) for r in Round.objects.all()] == [("June 2026", north)]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"name": ""}, {"name": ["Fill in “Name”."]}),
        ({"name": "x" * 101}, {"name": [
            "Ensure this value has at most 100 characters (it has 101)."]}),
        ({"opens_on": "soon"}, {"opens_on": ["Enter a valid date."]}),
        ({"opens_on": "", "closes_on": ""}, {
            "opens_on": ["Fill in “First day”."], "closes_on": ["Fill in “Last day”."]}),
        ({"closes_on": "2026-05-31"}, {
            "closes_on": ["Choose a last day that is not before the first."]}),
        ({"version": "999"}, {"version": [
            "Select a valid choice. That choice is not one of the available choices."]}),
        ({"version": "x"}, {"version": [
            "Select a valid choice. That choice is not one of the available choices."]}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_plan_is_told_beside_the_field(planner, given, change, expected):
    response = planner.post(PLAN, {**given, **change})

    form = response.context["form"]
    assert {name: list(form[name].errors) for name in form.errors} == expected
    assert not Round.objects.exists()


def test_a_round_is_planned_with_versions_in_use_the_newest_first(planner, version):
    InstrumentVersionFactory(instrument=version.instrument, number=2)
    InstrumentVersionFactory(
        instrument=version.instrument, number=3, retired_at=timezone.now(), name="Retired"
    )

    choices = planner.get(PLAN).context["form"].fields["version"].choices

    name, notice = version.instrument.name, "Illustrative, not validated"
    assert [str(label) for _, label in choices] == [
        f"{name}, version {number} – {notice}" for number in (2, 1)
    ]


def test_a_retired_version_is_no_choice(planner, version, given):
    version.retired_at = timezone.now()
    version.save()

    assert planner.post(PLAN, given).context["form"].errors["version"]


def test_a_second_click_plans_nothing_more(planner, given):
    planner.post(PLAN, given)

    response = planner.post(PLAN, given)

    assert list(response.context["form"].errors["name"]) == [
        "This agency has a round of that name. Choose another name."
    ]
    assert Round.objects.count() == 1


@pytest.mark.parametrize("who", ["supervisor", "worker", "researcher", "outsider"])
def test_nobody_else_plans_norths_rounds(client, request, north, given, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(PLAN).status_code == 404
    assert client.post(PLAN, given).status_code == 404
    assert not Round.objects.exists()


# Starting


def start(rater, round_, team):
    return rater.post(reverse("fidelity:start", args=[round_.pk, team.pk]))


def test_start_opens_the_draft_and_a_second_click_the_same(rater, round_, team):
    first, second = start(rater, round_, team), start(rater, round_, team)

    assert first.url == second.url == Assessment.objects.get().get_absolute_url()


def test_a_team_that_another_rates_is_told(client, assessment, north):
    client.force_login(MembershipFactory(agency=north, role=Role.SUPERVISOR).user)

    response = start(client, assessment.round, assessment.team)

    assert response.url == reverse("fidelity:home")
    assert said(response) == [f"{assessment.assessor} is already rating North team in this round."]
    page = client.get(response.url).content.decode()
    assert "In progress" in page
    assert assessment.get_absolute_url() not in page


def test_a_closed_round_is_told(rater, north, team):
    today = timezone.localdate()
    day = datetime.timedelta(days=1)
    closed = RoundFactory(agency=north, opens_on=today - 9 * day, closes_on=today - day)

    response = start(rater, closed, team)

    assert said(response) == ["This round is not open, so it cannot be rated."]
    assert not Assessment.objects.exists()


def test_other_agencies_rounds_and_teams_are_not_found(rater, round_, team):
    assert start(rater, RoundFactory(), team).status_code == 404
    assert start(rater, round_, TeamFactory()).status_code == 404


@pytest.mark.parametrize("who", ["lead", "worker", "researcher", "outsider", "administrator"])
def test_only_its_supervisors_rate_a_team(client, request, round_, team, who):
    client.force_login(request.getfixturevalue(who))

    assert start(client, round_, team).status_code == 404
    assert not Assessment.objects.exists()


# Where both begin


def home(client):
    return client.get(reverse("fidelity:home")).content.decode()


def test_the_supervisors_home_lists_what_to_rate(rater, round_, team):
    page = home(rater)

    assert "This month" in page
    assert "0 of 1 teams signed off" in page
    assert reverse("fidelity:start", args=[round_.pk, team.pk]) in page


def test_the_supervisors_home_says_when_no_round_is_open(rater):
    assert "No round is open" in home(rater)


def test_the_leads_home_leads_to_what_is_signed(planner, signed):
    page = home(planner)

    assert "Rounds open now" not in page
    assert signed.get_absolute_url() in page
    assert "/fidelity/agencies/north/" in page


def test_an_outsiders_home_says_nothing_of_north(client, outsider, signed):
    client.force_login(outsider)

    assert "North" not in home(client)
