"""A rule that every model must keep, so that a new one cannot forget it."""

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser

from agencies.models import Agency, User
from agencies.roles import Permission, Role
from agencies.scoping import AgencyScopedQuerySet
from tests.factories import AgencyFactory, MembershipFactory

APPS = ("agencies", "training", "fidelity")
# Not loaded by visible_to(), and why.
UNSCOPED: dict[str, str] = {}
OURS = [model for label in APPS for model in apps.get_app_config(label).get_models()]


def leads_to_agency(model, seen=()):
    """Whether rows of this model belong to an agency, directly or through others of ours.

    A person belongs to many agencies over time, so what hangs on a User alone is that
    person's own: its views ask for `user=request.user`.
    """
    return model is Agency or any(
        leads_to_agency(field.related_model, (*seen, model))
        for field in model._meta.fields
        if field.is_relation
        and field.related_model not in (*seen, User)
        and field.related_model._meta.app_label in APPS
    )


def test_the_walk_finds_the_models_that_belong_to_an_agency():
    found = {model._meta.label for model in OURS if leads_to_agency(model)}

    assert {"agencies.Agency", "agencies.Team", "fidelity.Assessment", "fidelity.Rating"} <= found
    assert "agencies.User" not in found


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_that_belongs_to_an_agency_is_scoped(model):
    if leads_to_agency(model) and model._meta.label not in UNSCOPED:
        rows = model._default_manager.all()
        assert isinstance(rows, AgencyScopedQuerySet)
        # Its path is a real one: this would raise FieldError.
        assert not rows.filter(**{f"{rows.agency_path}__in": Agency.objects.none()}).exists()


def test_the_list_of_exceptions_names_only_models_that_need_it():
    needed = {m._meta.label for m in OURS if leads_to_agency(m)}
    assert set(UNSCOPED) <= needed


def test_a_person_with_roles_in_two_agencies_sees_each_by_its_own_role():
    one, two = AgencyFactory(), AgencyFactory()
    user = MembershipFactory(agency=one, role=Role.LEAD).user
    MembershipFactory(user=user, agency=two, role=Role.SUPERVISOR)

    assert set(Agency.objects.visible_to(user, Permission.SEE_DASHBOARD)) == {one, two}
    assert set(Agency.objects.visible_to(user, Permission.MANAGE_PEOPLE)) == {one}
    assert set(Agency.objects.visible_to(user, Permission.RATE_FIDELITY)) == {two}


def test_somebody_who_has_not_signed_in_sees_nothing(north):
    assert not Agency.objects.visible_to(AnonymousUser(), Permission.TAKE_TRAINING).exists()


def test_the_door_costs_two_queries(lead, django_assert_num_queries):
    with django_assert_num_queries(2):
        list(Agency.objects.visible_to(lead, Permission.MANAGE_PEOPLE))
