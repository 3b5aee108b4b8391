"""After signing in: what to do next, by what a person may do."""

import datetime
from uuid import uuid4

import pytest
from django.utils import timezone

from agencies.roles import Role
from fidelity.models import Round
from tests.factories import (
    AgencyFactory,
    MembershipFactory,
    RoundFactory,
    TeamFactory,
    UserFactory,
    make_course,
)
from tests.training.certified import earn, make_small_course
from training import actions
from training.expiry import AFTER
from training.models import JournalEntry, LessonPage


def cards(client, user):
    client.force_login(user)
    return [(card.title, card.action, card.url) for card in start(client).context["cards"]]


def start(client):
    return client.get("/start/")


@pytest.fixture(autouse=True)
def _site(site):
    pass


@pytest.fixture
def course():
    return make_course("Core course")


def test_a_worker_begins_the_course(client, worker, course):
    [(title, action, url)] = cards(client, worker)

    assert (title, action) == ("Core course", "Start")
    assert url == course.url
    assert "0 of 3 steps done. Next: “Module 1, lesson 1”" in start(client).content.decode()


def test_a_worker_goes_on_where_they_stopped(client, worker, course):
    lesson = course.get_descendants().get(title="Module 1, lesson 1").specific
    actions.complete_lesson(lesson=lesson, by=worker)

    assert [action for _, action, _ in cards(client, worker)] == ["Continue"]
    assert "1 of 3 steps done. Next: “Module 1, lesson 2”" in start(client).content.decode()


def test_a_worker_is_told_of_a_certificate_that_can_be_renewed(client, worker):
    course = make_small_course(certificate_expiry=AFTER, certificate_months=24, renewal_months=3)
    certificate = earn(worker, course)
    certificate.issued_on = timezone.localdate() - datetime.timedelta(days=700)
    certificate.expires_on = timezone.localdate() + datetime.timedelta(days=30)
    certificate.save()

    [(title, action, url)] = cards(client, worker)

    assert (title, action) == ("Renew your certificate: Core course", "See what is left")
    assert client.get(url).status_code == 200
    assert "It expires on" in start(client).content.decode()


def test_a_worker_without_a_course_is_not_told_of_commissioners(client, worker):
    assert cards(client, worker) == []
    page = start(client).content.decode()
    assert "Nothing waits for you at the moment." in page
    assert "commissioners" not in page


def test_a_supervisor_rates_first(client, supervisor, course, round_, team):
    TeamFactory(agency=team.agency)

    titles = [title for title, _, _ in cards(client, supervisor)]

    assert titles == ["Rate your teams: This month", "Core course", "How North is doing"]
    closes = f"{round_.closes_on.day} {round_.closes_on:%B}"
    expected = f"2 teams of North are waiting for their checklists, until {closes}."
    assert expected in start(client).content.decode()


def test_a_team_that_is_signed_off_waits_no_more(client, supervisor, assessment):
    assessment.signed_at = timezone.now()
    assessment.save()

    assert [title for title, _, _ in cards(client, supervisor)] == ["How North is doing"]


def test_a_draft_left_in_a_closed_round_can_be_finished(client, supervisor, assessment):
    Round.objects.update(opens_on="2026-01-01", closes_on="2026-01-31")

    assert cards(client, supervisor)[0] == (
        "Finish: North team, This month",
        "Continue rating",
        assessment.get_absolute_url(),
    )


def test_a_round_to_come_asks_for_nothing_yet(client, supervisor, north, team):
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    RoundFactory(agency=north, opens_on=tomorrow)

    assert [title for title, _, _ in cards(client, supervisor)] == ["How North is doing"]


def test_a_lead_sees_the_dashboard_and_the_people(client, lead):
    assert cards(client, lead) == [
        ("How North is doing", "Open the dashboard", "/fidelity/agencies/north/"),
        ("People and teams", "Manage people", "/people/"),
        ("People’s training", "Open", "/training/people/"),
    ]


def test_a_trainer_opens_the_editor(client, trainer, course):
    titles = [title for title, _, _ in cards(client, trainer)]

    assert titles == ["Core course", "People’s training", "Write and edit"]


def test_a_reviewer_is_led_to_what_waits(client, reviewer, course):
    assert [title for title, _, _ in cards(client, reviewer)] == ["Core course", "Review lessons"]


def test_a_trainer_is_told_of_posts_that_wait(client, trainer, worker, course):
    course.conversation = "questions"
    course.save()
    lesson = LessonPage.objects.first()
    actions.write_post(page=lesson, kind="question", text="Why?", by=worker)

    waits = ("Conversations with learners", "Read what waits", "/training/conversations/")
    assert waits in cards(client, trainer)
    assert "1 post waits to be read" in start(client).content.decode()


def test_a_supervisor_is_told_of_entries_they_have_not_read(client, supervisor, worker, course):
    entry = JournalEntry.objects.create(
        user=worker, lesson_title="L", reflection=uuid4(), prompt="Why?", text="Because."
    )
    actions.share_entry(entry=entry, supervisors=[supervisor], by=worker)

    assert "Shared with you" in [title for title, _, _ in cards(client, supervisor)]
    actions.acknowledge_entry(share=entry.shares.get(), reply="", by=supervisor)
    assert "Shared with you" not in [title for title, _, _ in cards(client, supervisor)]


def test_a_researcher_chooses_among_agencies(client, researcher):
    AgencyFactory.create_batch(3)

    assert cards(client, researcher) == [("Dashboards", "Choose an agency", "/fidelity/")]


def test_an_administrator_sees_all_of_it(client, administrator, course):
    AgencyFactory.create_batch(2)

    titles = [title for title, _, _ in cards(client, administrator)]

    assert titles == [
        "Core course",
        "Dashboards",
        "People and teams",
        "People’s training",
        "Write and edit",
    ]


def test_a_commissioner_is_told_what_is_still_being_built(client, commissioner, course):
    assert cards(client, commissioner) == []
    assert "summaries of agencies for commissioners" in start(client).content.decode()


def test_somebody_without_a_role_is_told_whom_to_ask(client):
    assert cards(client, UserFactory()) == []
    assert "You have no role at the moment" in start(client).content.decode()


def test_every_card_leads_somewhere(client, supervisor, assessment, course):
    MembershipFactory(user=supervisor, agency=assessment.agency, role=Role.LEAD)

    for _, _, url in cards(client, supervisor):
        assert client.get(url, follow=True).status_code == 200


@pytest.mark.parametrize("rounds", [1, 5])
def test_the_page_takes_as_many_queries_however_many_rounds(
    client, supervisor, team, rounds, django_assert_max_num_queries
):
    RoundFactory.create_batch(rounds, agency=team.agency)
    client.force_login(supervisor)
    start(client)

    with django_assert_max_num_queries(12):
        start(client)
