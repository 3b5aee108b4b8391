"""The cast. North is the agency that tests are about; the outsider must see nothing of it."""

import pytest

from agencies.roles import Role

from .factories import AgencyFactory, MembershipFactory, TeamFactory, make_site


@pytest.fixture(autouse=True)
def _settings(settings, tmp_path):
    settings.SECURE_SSL_REDIRECT = False  # pytest-django read the settings before this file
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


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
    return MembershipFactory(agency=None, role=Role.RESEARCHER).user


@pytest.fixture
def commissioner():
    return MembershipFactory(agency=None, role=Role.COMMISSIONER).user


@pytest.fixture
def administrator():
    return MembershipFactory(agency=None, role=Role.ADMINISTRATOR).user
