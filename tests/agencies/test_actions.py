"""Giving and ending roles; agencies and teams."""

import datetime

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from agencies import actions
from agencies.models import Agency
from agencies.roles import CMS_GROUPS, Permission, Role
from tests.factories import AgencyFactory, MembershipFactory, TeamFactory, UserFactory

DAY = datetime.timedelta(days=1)


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def appoint(administrator, today):
    def appoint(user, role, agency=None, team=None, starts_on=today, by=administrator):
        return actions.appoint(
            user=user, role=role, agency=agency, team=team, starts_on=starts_on, by=by
        )

    return appoint


def authors():
    return in_group(Permission.AUTHOR_TRAINING)


def in_group(permission):
    return set(Group.objects.get_or_create(name=CMS_GROUPS[permission])[0].user_set.all())


def test_a_role_is_given(appoint, north, team, lead):
    user = UserFactory()

    appoint(user, Role.SUPERVISOR, north, team, by=lead)

    assert user.roles == {Role.SUPERVISOR}


def test_a_role_is_not_given_twice_at_a_time(appoint, worker, north, team, today):
    with pytest.raises(actions.RoleAlreadyHeld):
        appoint(worker, Role.WORKER, north, team)
    worker.memberships.update(ends_on=today + 30 * DAY)
    with pytest.raises(actions.RoleAlreadyHeld):
        appoint(worker, Role.WORKER, north, team)


def test_a_role_that_has_ended_is_given_again(appoint, worker, north, team, lead, today):
    actions.end_membership(membership=worker.memberships.get(), ends_on=today, by=lead)

    appoint(worker, Role.WORKER, north, team)

    assert worker.memberships.current().count() == 1


def test_nobody_gives_a_role_that_is_not_theirs_to_give(appoint, lead, supervisor, north):
    with pytest.raises(actions.RoleNotYoursToGive):
        appoint(UserFactory(), Role.ADMINISTRATOR, by=lead)
    with pytest.raises(actions.RoleNotYoursToGive):
        appoint(UserFactory(), Role.WORKER, north, by=supervisor)
    with pytest.raises(actions.TeamOfAnotherAgency):
        appoint(UserFactory(), Role.WORKER, north, TeamFactory(), by=lead)


@pytest.mark.parametrize("role", [Role.TRAINER, Role.ADMINISTRATOR])
def test_those_who_author_training_are_in_wagtails_group(appoint, role):
    user = UserFactory()

    appoint(user, role)

    assert authors() == {user}


def test_others_are_not_in_wagtails_group(appoint, north):
    appoint(UserFactory(), Role.WORKER, north)
    appoint(UserFactory(), Role.RESEARCHER)

    assert authors() == set()


def test_the_group_is_left_with_the_last_role_that_needs_it(appoint, administrator, today):
    user = UserFactory()
    as_trainer = appoint(user, Role.TRAINER)
    as_administrator = appoint(user, Role.ADMINISTRATOR)

    actions.end_membership(membership=as_trainer, ends_on=today, by=administrator)
    assert authors() == {user}
    actions.end_membership(membership=as_administrator, ends_on=today, by=administrator)
    assert authors() == set()


def test_the_group_is_kept_until_a_later_day(appoint, administrator, today):
    user = UserFactory()
    membership = appoint(user, Role.TRAINER)

    actions.end_membership(membership=membership, ends_on=today + DAY, by=administrator)

    assert authors() == {user}


def test_a_role_begun_today_ends_at_once(worker, lead, today):
    membership = worker.memberships.get()
    assert membership.starts_on == today

    actions.end_membership(membership=membership, ends_on=today, by=lead)

    assert not worker.memberships.current().exists()
    assert worker.roles == set()


def test_a_later_end_can_be_brought_forward(worker, lead, today):
    membership = worker.memberships.get()
    actions.end_membership(membership=membership, ends_on=today + 30 * DAY, by=lead)
    assert worker.memberships.current().exists()

    actions.end_membership(membership=membership, ends_on=today, by=lead)

    assert not worker.memberships.current().exists()


def test_a_role_ends_once(worker, lead, today):
    membership = worker.memberships.get()
    actions.end_membership(membership=membership, ends_on=today, by=lead)

    with pytest.raises(actions.AlreadyEnded):
        actions.end_membership(membership=membership, ends_on=today + DAY, by=lead)


def test_a_role_does_not_end_before_it_starts(worker, lead, today):
    with pytest.raises(actions.EndsBeforeItStarts):
        actions.end_membership(membership=worker.memberships.get(), ends_on=today - DAY, by=lead)


@pytest.mark.parametrize("who", ["lead", "administrator"])
def test_nobody_ends_the_role_that_lets_them_manage_people(who, request, today):
    user = request.getfixturevalue(who)

    with pytest.raises(actions.OwnRoleKept, match="Ask another"):
        actions.end_membership(membership=user.memberships.get(), ends_on=today, by=user)


def test_a_lead_may_end_a_second_role_of_their_own(lead, north, today):
    membership = MembershipFactory(user=lead, agency=north, role=Role.WORKER)

    actions.end_membership(membership=membership, ends_on=today, by=lead)

    assert lead.roles == {Role.LEAD}


@pytest.mark.parametrize("name", ["North team", "north TEAM"])
def test_a_team_name_is_used_once_in_an_agency(team, lead, name):
    with pytest.raises(actions.NameTaken, match="already in use"):
        actions.add_team(agency=team.agency, name=name, by=lead)
    other = actions.add_team(agency=team.agency, name="Another", by=lead)
    with pytest.raises(actions.NameTaken):
        actions.rename_team(team=other, name=name, by=lead)


def test_two_agencies_may_use_the_same_team_name(team, administrator):
    agency = AgencyFactory()

    actions.add_team(agency=agency, name=team.name, by=administrator)

    assert agency.teams.get().name == team.name


def test_a_team_may_change_the_case_of_its_own_name(team, lead):
    actions.rename_team(team=team, name="NORTH team", by=lead)

    team.refresh_from_db()
    assert team.name == "NORTH team"


def test_an_agency_gets_a_short_name_that_nobody_has(administrator):
    names = ["Grapevine", "Grapevine!", "Add", "日本"]

    made = [actions.add_agency(name=name, by=administrator).slug for name in names]

    assert made == ["grapevine", "grapevine-2", "add-2", "agency"]


def test_an_agency_name_is_used_once(north, administrator):
    with pytest.raises(actions.NameTaken):
        actions.add_agency(name="NORTH", by=administrator)
    assert Agency.objects.count() == 1
