"""What no form sends unless somebody tries: the page comes back with a sentence, and nothing is
kept. PostgreSQL refuses much that SQLite takes, so this says most when it runs there."""

import pytest
from django.urls import reverse

from agencies.models import Invitation, Team
from fidelity.models import Rating, Round
from tests.factories import make_course
from training import actions
from training.models import QuizPage

NUL, HUGE = "a\0b", "9" * 20
PERSON = {"first_name": "A", "last_name": "B", "email": "a@example.org", "role": "worker"}
ROUND = {"name": "June", "opens_on": "2026-06-01", "closes_on": "2026-06-30"}


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("first_name", NUL),
        ("email", NUL),
        ("email", f"{'x' * 243}@example.org"),  # one more than the column holds
        ("role", NUL),
        ("role", "administrator"),
        ("team", NUL),
        ("team", HUGE),
    ],
)
def test_an_invitation_with_nonsense_in_it_is_not_made(client, lead, field, value):
    client.force_login(lead)

    response = client.post(reverse("agencies:invite", args=["north"]), {**PERSON, field: value})

    assert field in response.context["form"].errors
    assert not Invitation.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", NUL),
        ("version", NUL),
        ("version", HUGE),
        ("opens_on", NUL),
        ("opens_on", "10000-01-01"),
        ("closes_on", "0001-01-01"),
    ],
)
def test_a_round_with_nonsense_in_it_is_not_planned(client, lead, version, field, value):
    client.force_login(lead)
    given = {**ROUND, "version": version.pk, field: value}

    response = client.post(reverse("fidelity:plan-round", args=["north"]), given)

    assert field in response.context["form"].errors
    assert not Round.objects.exists()


@pytest.mark.parametrize("day", ["", NUL, "0001-01-01", "10000-01-01", "2026-02-30"])
def test_a_role_does_not_end_on_a_day_that_is_none(client, lead, worker, day):
    client.force_login(lead)
    membership = worker.memberships.get()

    response = client.post(
        reverse("agencies:end_membership", args=[membership.pk]), {"ends_on": day}
    )

    assert "ends_on" in response.context["form"].errors
    membership.refresh_from_db()
    assert membership.ends_on is None


def test_a_team_keeps_its_name_when_the_new_one_is_nonsense(client, lead, team):
    client.force_login(lead)

    response = client.post(reverse("agencies:rename_team", args=[team.pk]), {"name": NUL})

    assert "name" in response.context["form"].errors
    assert Team.objects.get().name == "North team"


@pytest.mark.parametrize(
    ("field", "value"),
    [("note", NUL), ("rating", NUL), ("rating", HUGE), ("revision", NUL), ("revision", "9" * 5000)],
)
def test_a_rating_with_nonsense_in_it_is_not_kept(client, supervisor, assessment, field, value):
    client.force_login(supervisor)
    given = {f"A1-{field}": value}

    page = client.post(reverse("fidelity:rate", args=[assessment.pk, 1]), given)
    answer = client.post(reverse("fidelity:autosave", args=[assessment.pk, "A1"]), given)

    assert field in page.context["part"].ratings[0].errors
    assert field in answer.json()["errors"]
    assert not Rating.objects.exists()


@pytest.mark.parametrize("ticked", ["", NUL, HUGE])
def test_an_attempt_with_nonsense_in_it_stays_open(client, worker, ticked):
    make_course()
    client.force_login(worker)
    attempt = actions.start_attempt(quiz=QuizPage.objects.get(), by=worker)
    given = {f"question-{question['key']}": ticked for question in attempt.paper["questions"]}

    response = client.post(reverse("training:attempt", args=[attempt.pk]), given)

    # Nothing ticked is a gap of the second question only: the first takes lists.
    assert len(response.context["form"].errors) == (1 if ticked == "" else 2)
    attempt.refresh_from_db()
    assert attempt.submitted_at is None


@pytest.mark.parametrize("number", ["", NUL, HUGE, "CP-" + "X" * 5000])
def test_a_certificate_number_that_is_nonsense_is_told(client, site, number):
    response = client.get(reverse("training:verify"), {"number": number})

    assert "number" in response.context["form"].errors


@pytest.mark.parametrize("value", [NUL, HUGE, "x" * 5000])
def test_nonsense_signs_nobody_in(client, site, value):
    response = client.post(reverse("account_login"), {"login": value, "password": value})

    assert response.context["form"].errors


def test_a_far_last_day_is_taken_as_it_is(client, lead, version):
    client.force_login(lead)
    given = {**ROUND, "version": version.pk, "opens_on": "0001-01-01", "closes_on": "9999-12-31"}

    client.post(reverse("fidelity:plan-round", args=["north"]), given)

    assert Round.objects.get().is_open
    assert client.get(reverse("fidelity:agency-dashboard", args=["north"])).status_code == 200
