"""The days of a membership, and what the database refuses."""

import datetime

import pytest
from django.db import IntegrityError
from django.utils import timezone

from agencies.models import Agency, Membership, Team
from agencies.roles import Permission, Role
from tests.factories import AgencyFactory, MembershipFactory, TeamFactory, UserFactory

TODAY = 0


def day(offset):
    return None if offset is None else timezone.localdate() + datetime.timedelta(days=offset)


@pytest.mark.parametrize(
    ("starts", "ends", "in_force"),
    [
        (TODAY, None, True),
        (-30, None, True),
        (-30, 1, True),
        (-30, TODAY, False),
        (-30, -1, False),
        (TODAY, TODAY, False),
        (1, None, False),
        (1, 30, False),
    ],
)
def test_a_membership_is_in_force_from_its_first_day_to_the_day_before_its_end(
    north, starts, ends, in_force
):
    membership = MembershipFactory(
        agency=north, role=Role.LEAD, starts_on=day(starts), ends_on=day(ends)
    )
    user = membership.user

    assert (membership in Membership.objects.current()) is in_force
    assert (Role.LEAD in user.roles) is in_force
    assert (Permission.PLAN_ROUNDS in user.permissions) is in_force
    visible = Agency.objects.visible_to(user, Permission.PLAN_ROUNDS)
    assert (north in visible) is in_force


def test_a_day_of_the_past_can_be_asked_about():
    membership = MembershipFactory(starts_on=day(-30), ends_on=day(-10))

    assert membership in Membership.objects.current(day(-11))
    assert membership not in Membership.objects.current(day(-10))


def test_a_person_without_a_role_today_may_do_nothing():
    user = MembershipFactory(starts_on=day(-30), ends_on=day(-1)).user

    assert user.roles == set()
    assert user.permissions == set()


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": Role.WORKER, "agency": None},
        {"role": Role.TRAINER},
        {"starts_on": day(0), "ends_on": day(-1)},
    ],
    ids=["a worker of no agency", "a trainer of one agency", "an end before its start"],
)
def test_the_database_refuses(wrong):
    with pytest.raises(IntegrityError):
        MembershipFactory(**wrong)


def test_the_database_refuses_a_team_without_an_agency():
    with pytest.raises(IntegrityError):
        MembershipFactory(role=Role.TRAINER, agency=None, team=TeamFactory())


@pytest.mark.parametrize("role", [Role.WORKER, Role.TRAINER])
def test_the_database_refuses_the_same_role_twice_at_a_time(role):
    first = MembershipFactory(agency=None if role == Role.TRAINER else AgencyFactory(), role=role)

    with pytest.raises(IntegrityError):
        MembershipFactory(user=first.user, agency=first.agency, role=role)


def test_the_database_refuses_two_teams_of_one_name_in_an_agency(team):
    with pytest.raises(IntegrityError):
        Team.objects.create(agency=team.agency, name=team.name)


def test_the_database_refuses_two_accounts_of_one_address_whatever_its_case():
    UserFactory(email="one@example.org")

    with pytest.raises(IntegrityError):
        UserFactory(email="ONE@example.org")
