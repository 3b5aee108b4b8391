"""The actions of an invitation, from the first e-mail to the membership."""

import datetime
import smtplib

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from agencies import actions
from agencies.models import Invitation, Membership, User
from agencies.models.invitations import digest_of
from agencies.roles import Role
from tests.factories import AgencyFactory, MembershipFactory, TeamFactory, UserFactory

PASSWORD = "three kind words"


def logged():
    return set(ModelLogEntry.objects.values_list("action", "user__email"))


def test_an_invitation_is_sent_in_plain_words(invite, lead, settings):
    settings.SITE_URL = "https://people.example"
    lead.first_name, lead.last_name = "Siân", "O'Neil"
    lead.save()

    token = invite()

    [message] = mail.outbox
    assert message.subject == "Your invitation to Connecting People"
    assert message.to == ["new@example.org"]
    assert "Hello Nia," in message.body
    assert "Siân O'Neil has invited you to Connecting People as: Worker, North." in message.body
    assert f"\nhttps://people.example/people/invitations/{token}/\n" in message.body


def test_only_a_digest_of_the_token_is_kept(invite):
    token = invite()

    invitation = Invitation.objects.get()
    assert invitation.token_digest == digest_of(token)
    assert token not in str(Invitation.objects.values().get())
    assert ("agencies.invite", invitation.invited_by.email) in logged()


def test_nothing_is_sent_before_the_invitation_is_kept(north, lead):
    with transaction.atomic():
        details = {"email": "new@example.org", "first_name": "N", "last_name": "N"}
        actions.invite(**details, role=Role.WORKER, agency=north, team=None, by=lead)

    assert mail.outbox == []  # the test's own transaction is still open


def test_an_e_mail_that_cannot_leave_is_told_and_the_invitation_kept(invite, monkeypatch):
    def refuse(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("agencies.mail.send_mail", refuse)

    with pytest.raises(actions.EmailNotSent):
        invite()
    assert Invitation.objects.waiting().exists()


@pytest.mark.parametrize("role", [Role.TRAINER, Role.RESEARCHER, Role.ADMINISTRATOR])
def test_a_lead_does_not_invite_to_the_whole_programme(invite, role):
    with pytest.raises(actions.RoleNotYoursToGive, match="cannot give this role"):
        invite(role=role, agency=None, team=None)


def test_a_lead_does_not_invite_to_another_agency(invite):
    with pytest.raises(actions.RoleNotYoursToGive):
        invite(agency=AgencyFactory(), team=None)


def test_a_worker_invites_nobody(invite, worker):
    with pytest.raises(actions.RoleNotYoursToGive):
        invite(by=worker)


def test_a_lead_of_the_past_invites_nobody(invite, lead):
    lead.memberships.update(starts_on="2020-01-01", ends_on=timezone.localdate())

    with pytest.raises(actions.RoleNotYoursToGive):
        invite()


def test_an_administrator_invites_to_any_role_where_it_belongs(invite, north, administrator):
    invite(by=administrator, role=Role.LEAD)
    invite(by=administrator, role=Role.TRAINER, agency=None, team=None)

    assert Invitation.objects.waiting().count() == 2
    with pytest.raises(actions.RoleNotYoursToGive):
        invite(by=administrator, role=Role.TRAINER, agency=north, team=None)


def test_the_team_must_be_of_the_agency(invite):
    with pytest.raises(actions.TeamOfAnotherAgency, match="another agency"):
        invite(team=TeamFactory())


def test_a_role_already_held_is_not_offered_again(invite, worker):
    with pytest.raises(actions.RoleAlreadyHeld, match="already has this role"):
        invite(email=worker.email.upper())


def test_a_second_role_is_offered_to_the_same_person(invite, worker):
    invite(email=worker.email, role=Role.SUPERVISOR)

    assert Invitation.objects.waiting().exists()


def test_an_invitation_that_waits_is_not_made_twice(invite):
    invite()

    with pytest.raises(actions.AlreadyInvited, match="send it again"):
        invite(email="NEW@example.org")
    assert Invitation.objects.count() == 1


def test_sending_again_replaces_the_link_and_its_days(invite, sent, lead):
    old = invite()
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))

    new = sent(actions.resend_invitation, invitation=Invitation.objects.get(), by=lead)

    assert actions.open_invitation(token=new).email == "new@example.org"
    with pytest.raises(actions.InvitationUnknown):
        actions.open_invitation(token=old)


def test_a_cancelled_invitation_opens_nothing_and_is_not_sent_again(invite, lead):
    token = invite()
    invitation = Invitation.objects.get()

    actions.cancel_invitation(invitation=invitation, by=lead)

    with pytest.raises(actions.InvitationCancelled):
        actions.accept_invitation(token=token, password=PASSWORD)
    with pytest.raises(actions.InvitationCancelled):
        actions.resend_invitation(invitation=invitation, by=lead)
    assert not User.objects.filter(email="new@example.org").exists()


def test_after_cancelling_the_person_can_be_invited_again(invite, lead):
    invite()
    actions.cancel_invitation(invitation=Invitation.objects.get(), by=lead)

    token = invite()

    assert actions.open_invitation(token=token)


def test_accepting_makes_the_account_the_address_and_the_membership(invite, north, team):
    token = invite()

    user = actions.accept_invitation(token=token, password=PASSWORD)

    assert (user.email, str(user)) == ("new@example.org", "Nia New")
    assert user.check_password(PASSWORD)
    membership = user.memberships.current().get()
    assert (membership.role, membership.agency, membership.team) == (Role.WORKER, north, team)
    address = EmailAddress.objects.get(user=user)
    assert (address.email, address.verified, address.primary) == (user.email, True, True)
    assert Invitation.objects.get().accepted_at
    assert ("agencies.accept_invitation", user.email) in logged()


def test_accepting_twice_is_refused_and_changes_nothing(invite):
    token = invite()
    user = actions.accept_invitation(token=token, password=PASSWORD)

    with pytest.raises(actions.InvitationUsed):
        actions.accept_invitation(token=token, password="somebody else's words")
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert user.memberships.count() == 1


def test_an_account_that_exists_keeps_its_password_and_gains_the_role(invite):
    user = UserFactory(email="new@example.org", first_name="Anna")
    user.set_password(PASSWORD)
    user.save()
    token = invite(email="New@example.org")

    actions.accept_invitation(token=token, password="another password")

    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert user.first_name == "Anna"
    assert user.memberships.get().role == Role.WORKER


def test_two_invitations_of_one_person_make_one_account(invite, north):
    tokens = [invite(), invite(role=Role.SUPERVISOR)]

    users = {actions.accept_invitation(token=token, password=PASSWORD) for token in tokens}

    [user] = users
    assert user.roles == {Role.WORKER, Role.SUPERVISOR}


def test_a_role_given_meanwhile_is_not_given_twice(invite, north, team):
    token = invite()
    user = MembershipFactory(user__email="new@example.org", agency=north, team=team).user

    actions.accept_invitation(token=token, password=None)

    assert Membership.objects.filter(user=user).count() == 1


def test_a_new_account_needs_a_password(invite):
    token = invite()

    with pytest.raises(actions.PasswordMissing):
        actions.accept_invitation(token=token, password=None)
    assert Invitation.objects.waiting().exists()


def test_an_expired_invitation_is_refused(invite):
    token = invite()
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(seconds=1))

    with pytest.raises(actions.InvitationExpired, match="too old"):
        actions.accept_invitation(token=token, password=PASSWORD)


@pytest.mark.parametrize(("role", "has_agency"), [(Role.TRAINER, True), (Role.WORKER, False)])
def test_the_database_refuses_a_role_in_the_wrong_place(lead, north, role, has_agency):
    invitation = Invitation(role=role, agency=north if has_agency else None, invited_by=lead)
    invitation.expires_at = timezone.now()

    with pytest.raises(IntegrityError):
        invitation.save()
