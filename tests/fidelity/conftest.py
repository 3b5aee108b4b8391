import pytest
from django.apps import apps
from django.contrib.auth.models import Group

from agencies.models import User
from agencies.roles import Role, cms_groups_of
from fidelity import actions
from fidelity.authors import make_instrument_authors
from fidelity.models import Item
from tests.factories import InstrumentVersionFactory, rate

from .every_mode import EVERY_MODE


@pytest.fixture
def items(version):
    """The version's items, by code."""
    return {item.code: item for item in Item.objects.filter(domain__version=version)}


@pytest.fixture
def every_mode(assessment, round_):
    """The supervisor's draft, with an instrument of an item of every mode."""
    round_.version = InstrumentVersionFactory(definition=EVERY_MODE)
    round_.save()
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def signed(assessment, supervisor):
    """A: 5, 4, not applicable, 3. B: 2, 2, blank. So A is 12/3, B 4/2, the whole 16/5."""
    rate(assessment, {"A1": 5, "A2": 4, "A3": "Nobody wanted it.", "A4": 3, "B1": 2, "B2": 2})
    actions.sign_off(assessment=assessment, by=supervisor)
    assessment.refresh_from_db()
    return assessment


@pytest.fixture
def rater(client, supervisor):
    """A browser in which the supervisor has signed in."""
    client.force_login(supervisor)
    return client


@pytest.fixture
def author(client, researcher, site):
    """A browser in which a researcher, who writes instruments, has signed in."""
    make_instrument_authors(apps)
    researcher.groups.add(*Group.objects.filter(name__in=cms_groups_of(Role.RESEARCHER)))
    client.force_login(User.objects.get(pk=researcher.pk))
    return client
