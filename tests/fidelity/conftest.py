import pytest

from fidelity import actions
from fidelity.models import Item
from tests.factories import rate


@pytest.fixture
def items(version):
    """The version's items, by code."""
    return {item.code: item for item in Item.objects.filter(domain__version=version)}


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
