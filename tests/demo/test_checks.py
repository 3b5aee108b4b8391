"""What keeps the demonstration out of production."""

import pytest
from django.core.checks import run_checks
from django.core.management import CommandError, call_command

from agencies.models import User
from demo.accounts import DOMAIN
from tests.factories import UserFactory


def complaints(databases=("default",)):
    found = run_checks(include_deployment_checks=True, databases=databases)
    return {message.id for message in found if message.id.startswith("demo.")}


@pytest.fixture
def _production(settings):
    settings.DEMO = settings.DEBUG = False


@pytest.mark.usefixtures("_production")
def test_a_production_without_demo_accounts_passes():
    UserFactory()

    assert complaints() == set()


@pytest.mark.usefixtures("_production")
def test_the_deployment_check_refuses_demo_accounts():
    UserFactory(email=f"lead@{DOMAIN}")

    assert complaints() == {"demo.E002"}


@pytest.mark.usefixtures("_production")
def test_without_a_database_the_accounts_are_not_looked_for():
    UserFactory(email=f"lead@{DOMAIN}")

    assert complaints(databases=None) == set()


@pytest.mark.parametrize("name", ["DEMO", "DEBUG"])
@pytest.mark.usefixtures("_production")
def test_the_deployment_check_refuses_demo_settings(settings, name):
    setattr(settings, name, True)

    assert complaints() == {"demo.E001"}


@pytest.mark.usefixtures("_production")
def test_it_is_not_loaded_in_production():
    with pytest.raises(CommandError, match="never loaded in production"):
        call_command("load_demo")

    assert not User.objects.exists()


def test_it_is_not_loaded_among_real_people():
    real = UserFactory()

    with pytest.raises(CommandError, match="holds real people"):
        call_command("load_demo")

    assert list(User.objects.all()) == [real]
