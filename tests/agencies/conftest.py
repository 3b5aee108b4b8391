import re

import pytest
from django.core import mail

from agencies import actions
from agencies.roles import Role

DETAILS = {"email": "new@example.org", "first_name": "Nia", "last_name": "New"}


@pytest.fixture
def sent(django_capture_on_commit_callbacks):
    """Do a thing, let its transaction end, and give back the token in the e-mail it sent."""

    def do(action, **details):
        with django_capture_on_commit_callbacks(execute=True):
            action(**details)
        return re.search(r"/people/invitations/([\w-]+)/", mail.outbox[-1].body)[1]

    return do


@pytest.fixture
def invite(sent, north, team, lead):
    """Invite Nia as a worker of North, or as told; gives the token."""

    def invite(**details):
        defaults = {"role": Role.WORKER, "agency": north, "team": team, "by": lead}
        return sent(actions.invite, **{**DETAILS, **defaults, **details})

    return invite
