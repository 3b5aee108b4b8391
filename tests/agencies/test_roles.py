"""The role table, written out a second time: a change here is a decision, never an accident."""

import pytest

from agencies.models import Agency, User
from agencies.roles import AGENCY_ROLES, GRANTS, MAY_INVITE, Permission, Role
from tests.factories import AgencyFactory, MembershipFactory

P = Permission
TABLE = """
                  worker supervisor lead trainer researcher commissioner reviewer administrator
take_training     x      x          x    x       x          -            x        x
author_training   -      -          -    x       -          -            -        x
review_training   -      -          -    -       -          -            x        -
manage_training   -      -          x    x       -          -            -        x
author_instruments -     -          -    x       x          -            -        x
rate_fidelity     -      x          -    -       -          -            -        -
see_fidelity      -      x          x    -       x          -            -        -
see_dashboard     -      x          x    -       x          -            -        x
plan_rounds       -      -          x    -       -          -            -        x
manage_people     -      -          x    -       -          -            -        x
"""


def cells():
    head, *rows = [line.split() for line in TABLE.strip().splitlines()]
    return [
        (role, permission, mark == "x")
        for permission, *marks in rows
        for role, mark in zip(head, marks, strict=True)
    ]


def test_the_table_names_every_role_and_every_permission():
    assert {role for role, _, _ in cells()} == set(Role)
    assert {permission for _, permission, _ in cells()} == set(Permission)


@pytest.mark.parametrize(("role", "permission", "granted"), cells())
def test_a_role_grants_what_the_table_says_where_it_is_held(role, permission, granted):
    here, elsewhere = AgencyFactory(), AgencyFactory()
    wide = role not in AGENCY_ROLES
    user = MembershipFactory(agency=None if wide else here, role=role).user

    visible = set(Agency.objects.visible_to(user, permission))

    expected = ({here, elsewhere} if wide else {here}) if granted else set()
    assert visible == expected
    assert (permission in user.permissions) is granted


def test_only_those_who_manage_people_invite():
    assert set(MAY_INVITE) == {role for role in Role if P.MANAGE_PEOPLE in GRANTS[role]}


def test_a_lead_never_makes_somebody_who_sees_more_than_an_agency():
    assert set(MAY_INVITE[Role.LEAD]) == set(AGENCY_ROLES)


def test_the_first_person_on_a_new_site_is_an_administrator():
    user = User.objects.create_superuser("first@example.org", "three kind words")

    assert user.roles == {Role.ADMINISTRATOR}


def test_an_address_signs_in_whatever_its_case():
    user = User.objects.create_user("Mixed@Example.org", "three kind words")

    assert user.email == "mixed@example.org"
    assert User.objects.get_by_natural_key("MIXED@example.org") == user
