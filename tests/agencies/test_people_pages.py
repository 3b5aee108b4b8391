"""The pages for those who manage people."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from agencies import queries
from agencies.models import Invitation, Team
from agencies.roles import Role
from tests.factories import AgencyFactory, MembershipFactory, TeamFactory

PEOPLE = "/people/agencies/north/"
INVITE = f"{PEOPLE}invite/"
NIA = {"email": "new@example.org", "first_name": "Nia", "last_name": "New", "role": "worker"}


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def as_administrator(client, administrator):
    client.force_login(administrator)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def test_a_lead_goes_straight_to_their_own_people(as_lead):
    response = as_lead.get("/people/")

    assert (response.status_code, response.url) == (302, PEOPLE)


def test_an_administrator_chooses_an_agency(as_administrator, worker, north):
    MembershipFactory(user=worker, agency=north, role=Role.SUPERVISOR)
    AgencyFactory(name="South", slug="south")

    page = as_administrator.get("/people/")

    assert page.context["agencies"] == [
        queries.AgencyNumbers(name="North", slug="north", people=1, waiting=0),
        queries.AgencyNumbers(name="South", slug="south", people=0, waiting=0),
    ]
    assert PEOPLE in text(page)


@pytest.mark.parametrize("path", ["/people/", PEOPLE, INVITE, "/people/programme/"])
@pytest.mark.parametrize("who", ["worker", "supervisor", "trainer", "researcher", "commissioner"])
def test_others_find_nothing(client, request, north, who, path):
    client.force_login(request.getfixturevalue(who))

    assert client.get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/people/programme/", "/people/programme/invite/", "/people/agencies/add/"]
)
def test_the_whole_programme_is_not_a_leads(as_lead, path):
    assert as_lead.get(path).status_code == 404


def test_people_are_listed_by_team_with_their_days(as_lead, worker, north, team):
    other = TeamFactory(agency=north, name="Quiet team")
    today = timezone.localdate()
    month = datetime.timedelta(days=30)
    past = MembershipFactory(agency=north, starts_on=today - month, ends_on=today)

    page = as_lead.get(PEOPLE)

    shown = [(t.pk, t.name, [m.email for m in t.members]) for t in page.context["teams"]]
    lead = as_lead.get(PEOPLE).wsgi_request.user
    assert shown == [
        (None, "", [lead.email]),
        (team.pk, "North team", [worker.email]),
        (other.pk, "Quiet team", []),
    ]
    assert [m.membership for m in page.context["past"]] == [past.pk]
    assert "1 role that has ended" in text(page)
    assert "Nobody is in this team yet." in text(page)


def test_the_list_costs_the_same_for_many_as_for_few(lead, north, team, django_assert_num_queries):
    MembershipFactory.create_batch(20, agency=north, team=team)

    with django_assert_num_queries(2):
        everybody = queries.members(north)
        teams = queries.by_team(north, everybody)
    assert [len(t.members) for t in teams] == [1, 20]


def test_the_numbers_of_all_agencies_cost_the_same_for_many(
    administrator, django_assert_num_queries
):
    MembershipFactory.create_batch(5)

    with django_assert_num_queries(2):
        assert len(queries.agencies_with_numbers(administrator)) == 5


def test_a_lead_invites_somebody(as_lead, team, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        response = as_lead.post(INVITE, {**NIA, "team": team.pk}, follow=True)

    assert "The invitation is on its way by e-mail." in text(response)
    assert "new@example.org" in text(response)
    assert len(mail.outbox) == 1


def test_a_double_click_sends_one_invitation_and_says_so(as_lead):
    as_lead.post(INVITE, NIA)
    response = as_lead.post(INVITE, NIA)

    assert "already has an invitation" in text(response)
    assert Invitation.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"role": "administrator"}, "Select a valid choice. administrator is not one of"),
        ({"email": "nobody"}, "Enter a whole e-mail address, like name@example.org."),
        ({"first_name": "N" * 151}, "Ensure this value has at most 150 characters"),
        ({"team": "999999"}, "Select a valid choice."),
    ],
)
def test_a_wrong_answer_is_told_beside_the_field_and_the_rest_is_kept(as_lead, wrong, sentence):
    response = as_lead.post(INVITE, {**NIA, **wrong})

    assert response.status_code == 200
    assert sentence in text(response)
    assert 'value="New"' in text(response)
    assert not Invitation.objects.exists()


def test_the_team_of_another_agency_cannot_be_chosen(as_lead, outsider):
    foreign = TeamFactory(agency=outsider.memberships.first().agency)

    response = as_lead.post(INVITE, {**NIA, "team": foreign.pk})

    assert "Select a valid choice." in text(response)


def test_an_administrator_invites_to_the_whole_programme(as_administrator):
    path = "/people/programme/invite/"

    response = as_administrator.post(path, {**NIA, "role": "trainer"}, follow=True)

    assert response.redirect_chain == [("/people/programme/", 302)]
    assert Invitation.objects.get().role == Role.TRAINER
    role = as_administrator.get(path).context["form"].fields["role"]
    offered = [value for value, _ in role.choices]
    assert offered == ["trainer", "researcher", "commissioner", "reviewer", "administrator"]


def test_a_waiting_invitation_is_sent_again_or_cancelled(as_lead):
    as_lead.post(INVITE, NIA)
    pk = Invitation.objects.get().pk
    digest = Invitation.objects.get().token_digest

    as_lead.post(f"/people/invitations/{pk}/send-again/")
    assert Invitation.objects.get().token_digest != digest
    as_lead.post(f"/people/invitations/{pk}/cancel/")
    assert not Invitation.objects.waiting().exists()
    response = as_lead.post(f"/people/invitations/{pk}/cancel/", follow=True)
    assert "This invitation was taken back." in text(response)


def test_an_expired_invitation_is_marked(as_lead):
    as_lead.post(INVITE, NIA)
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(days=1))

    assert "Expired" in text(as_lead.get(PEOPLE))


def test_a_role_is_ended_after_asking(as_lead, worker):
    path = f"/people/memberships/{worker.memberships.get().pk}/end/"
    asked = as_lead.get(path)
    assert "End the role of" in text(asked)
    assert worker.memberships.current().exists()

    response = as_lead.post(path, {"ends_on": timezone.localdate()}, follow=True)

    assert "The change is saved." in text(response)
    assert not worker.memberships.current().exists()


@pytest.mark.parametrize("ends_on", ["", "31 Brumaire", "0001-01-01", "99999-01-01"])
def test_a_wrong_day_is_told_beside_the_field(as_lead, worker, ends_on):
    path = f"/people/memberships/{worker.memberships.get().pk}/end/"

    response = as_lead.post(path, {"ends_on": ends_on})

    assert response.context["form"].errors["ends_on"]
    assert worker.memberships.current().exists()


def test_a_lead_who_would_lock_themselves_out_is_told(as_lead, lead):
    path = f"/people/memberships/{lead.memberships.get().pk}/end/"

    response = as_lead.post(path, {"ends_on": timezone.localdate()})

    assert "Ask another agency lead or an administrator" in text(response)


def test_a_team_is_added_and_renamed(as_lead, north):
    as_lead.post(f"{PEOPLE}teams/add/", {"name": "East"})
    team = Team.objects.get()
    response = as_lead.post(f"/people/teams/{team.pk}/rename/", {"name": "West"}, follow=True)

    assert response.redirect_chain == [(PEOPLE, 302)]
    assert [t.name for t in north.teams.all()] == ["West"]


def test_a_team_name_in_use_is_told_beside_the_field(as_lead, team):
    response = as_lead.post(f"{PEOPLE}teams/add/", {"name": "north TEAM"})

    assert response.context["form"].errors == {
        "name": ["This name is already in use. Choose another name."]
    }
    assert 'value="north TEAM"' in text(response)


def test_an_administrator_adds_an_agency(as_administrator):
    as_administrator.post("/people/agencies/add/", {"name": "Grapevine"})

    assert as_administrator.get("/people/agencies/grapevine/").status_code == 200


def test_nothing_of_another_agency_is_found_or_changed(client, outsider, worker, team, invite):
    invite()
    invitation, membership = Invitation.objects.get(), worker.memberships.get()
    client.force_login(outsider)

    for path in (
        PEOPLE,
        INVITE,
        f"{PEOPLE}teams/add/",
        f"/people/teams/{team.pk}/rename/",
        f"/people/memberships/{membership.pk}/end/",
        f"/people/invitations/{invitation.pk}/send-again/",
        f"/people/invitations/{invitation.pk}/cancel/",
    ):
        assert client.post(path, {"name": "X"}).status_code == 404, path
        assert client.post(path.replace(str(team.pk), "99999")).status_code == 404, path
    assert Invitation.objects.waiting().exists()
    assert worker.memberships.current().exists()


@pytest.mark.parametrize("action", ["send-again", "cancel"])
def test_a_link_alone_changes_nothing(as_lead, invite, action):
    invite()
    path = f"/people/invitations/{Invitation.objects.get().pk}/{action}/"

    assert as_lead.get(path).status_code == 405
