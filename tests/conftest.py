"""The cast. North is the agency that tests are about; the outsider must see nothing of it."""

import pytest
from django.apps import apps
from hypothesis import settings as hypothesis_settings

from agencies.roles import Role
from fidelity.authors import make_instrument_authors

from .factories import (
    AgencyFactory,
    AssessmentFactory,
    InstrumentVersionFactory,
    MembershipFactory,
    RoundFactory,
    TeamFactory,
    make_site,
)

# A property is about what comes out, not how fast: on a busy machine one example can take long.
hypothesis_settings.register_profile("unhurried", deadline=None)
hypothesis_settings.load_profile("unhurried")


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PRIVATE_ROOT = tmp_path / "private"


@pytest.fixture(autouse=True)
def _database(db):
    pass


@pytest.fixture
def site():
    """The Wagtail site with its home page."""
    return make_site()


@pytest.fixture
def north():
    """The agency that tests are about."""
    return AgencyFactory(name="North", slug="north")


@pytest.fixture
def team(north):
    return TeamFactory(agency=north, name="North team")


@pytest.fixture
def worker(north, team):
    return MembershipFactory(agency=north, team=team, role=Role.WORKER).user


@pytest.fixture
def supervisor(north, team):
    return MembershipFactory(agency=north, team=team, role=Role.SUPERVISOR).user


@pytest.fixture
def lead(north):
    return MembershipFactory(agency=north, role=Role.LEAD).user


@pytest.fixture
def outsider():
    """A lead and supervisor of another agency, who must see nothing of North's."""
    south = AgencyFactory(name="South", slug="south")
    user = MembershipFactory(agency=south, role=Role.SUPERVISOR).user
    MembershipFactory(user=user, agency=south, role=Role.LEAD)
    return user


@pytest.fixture
def trainer():
    return MembershipFactory(agency=None, role=Role.TRAINER).user


@pytest.fixture
def researcher():
    """As `agencies.actions` makes one: in the CMS group of those who build instruments."""
    user = MembershipFactory(agency=None, role=Role.RESEARCHER).user
    user.groups.add(make_instrument_authors(apps))
    return user


@pytest.fixture
def commissioner():
    return MembershipFactory(agency=None, role=Role.COMMISSIONER).user


@pytest.fixture
def reviewer():
    """A person with lived experience, who reads lessons before they are published."""
    return MembershipFactory(agency=None, role=Role.REVIEWER).user


@pytest.fixture
def administrator():
    return MembershipFactory(agency=None, role=Role.ADMINISTRATOR).user


@pytest.fixture
def version():
    """An instrument of two domains: items A1 to A4 and B1 to B3, rated 1 to 5."""
    return InstrumentVersionFactory()


@pytest.fixture
def round_(north, version):
    """A round of North's that is open today."""
    return RoundFactory(agency=north, version=version, name="This month")


@pytest.fixture
def assessment(round_, team, supervisor):
    """The supervisor's draft for North's team, with nothing rated yet."""
    return AssessmentFactory(round=round_, team=team, assessor=supervisor)
