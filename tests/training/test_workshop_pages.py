"""Planning workshops and taking registers, on a screen and on paper."""

import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from tests.factories import (
    MembershipFactory,
    WorkshopFactory,
    WorkshopSessionFactory,
    make_course,
    make_module,
)
from training.models import Attendance, Workshop, WorkshopSession

from .test_course_pages import html
from .test_workshops import register, there

DAY = datetime.timedelta(days=1)
SESSION = {"on": "2026-06-01", "begins": "09:30", "ends": "12:00", "place": ""}


@pytest.fixture(autouse=True)
def _site(site):
    pass


@pytest.fixture
def workshop(north, lead):
    return WorkshopFactory(agency=north, created_by=lead, title="Mapping")


@pytest.fixture
def session(workshop):
    return WorkshopSessionFactory(workshop=workshop)


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


def at(name, *args):
    return reverse(f"training:{name}", args=args)


def tick(client, session, *people, revision=0, agency=None):
    query = f"?agency={agency.pk}" if agency else ""
    given = {"present": [person.pk for person in people], "revision": revision}
    return client.post(at("register", session.pk) + query, given, follow=True)


def test_a_lead_plans_a_cascade_workshop_of_their_agency(as_lead, lead, north, module):
    given = {
        "title": "What we learned", "module": module.pk, "agency": north.pk, "place": "Team room",
        "led_by_name": str(lead), "is_cascade": "on", "notes": "",
    }  # fmt: skip

    page = html(as_lead.post(at("add_workshop"), given, follow=True))

    workshop = Workshop.objects.get()
    assert (workshop.agency, workshop.led_by, workshop.is_cascade) == (north, lead, True)
    assert workshop.module_title == module.title
    assert "The workshop is set up. Now add its first session." in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""), ("title", "a\0b"), ("title", "x" * 201), ("module", "9" * 20),
        ("module", "a\0"), ("agency", "9" * 20), ("place", ""), ("led_by_name", ""),
        ("notes", "a\0b"), ("notes", "x" * 2001),
    ],
)  # fmt: skip
def test_a_workshop_that_cannot_be_is_refused_beside_the_field(as_lead, north, field, value):
    given = {"title": "A", "agency": north.pk, "place": "B", "led_by_name": "C", field: value}

    response = as_lead.post(at("add_workshop"), given)

    assert field in response.context["form"].errors
    assert not Workshop.objects.exists()


def test_a_workshop_is_changed(as_lead, workshop):
    given = {"title": "New title", "place": "Hall", "led_by_name": "Guest"}
    assert 'value="Mapping"' in html(as_lead.get(at("change_workshop", workshop.pk)))

    as_lead.post(at("change_workshop", workshop.pk), given)

    workshop.refresh_from_db()
    assert (workshop.title, workshop.place, workshop.led_by_name) == ("New title", "Hall", "Guest")


def test_sessions_are_planned_moved_and_removed(as_lead, workshop):
    as_lead.post(at("add_session", workshop.pk), SESSION)
    session = WorkshopSession.objects.get()
    assert timezone.localtime(session.starts_at).strftime("%Y-%m-%d %H:%M") == "2026-06-01 09:30"
    assert 'value="2026-06-01"' in html(as_lead.get(at("change_session", session.pk)))

    as_lead.post(at("change_session", session.pk), {**SESSION, "place": "Hall"})
    session.refresh_from_db()
    assert session.where == "Hall"
    assert "Remove this session?" in html(as_lead.get(at("remove_session", session.pk)))
    as_lead.post(at("remove_session", session.pk))
    assert not WorkshopSession.objects.exists()


def test_one_more_session_of_a_workshop_that_completes_a_module_is_thought_about_first(
    as_lead, session
):
    address, warning = at("add_session", session.workshop_id), "Who came to every session"
    assert warning not in html(as_lead.get(address))

    module = make_module(make_course())
    module.attendance_completes = True
    module.save()
    Workshop.objects.update(module=module)

    assert warning in html(as_lead.get(address))


def test_a_session_with_a_register_is_not_moved_to_a_day_to_come(as_lead, session, worker, lead):
    register(session, [worker], lead)
    tomorrow = timezone.localdate() + DAY

    page = as_lead.post(at("change_session", session.pk), {**SESSION, "on": tomorrow})

    assert "People were recorded at this session." in html(page)
    assert WorkshopSession.objects.get().starts_at == session.starts_at
    as_lead.post(at("change_session", session.pk), SESSION)
    assert WorkshopSession.objects.get().starts_at.month == 6


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("on", ""), ("on", "a\0"), ("on", "0001-01-01"), ("on", "9999-12-31"),
        ("begins", "25:00"), ("ends", "09:30"), ("ends", ""), ("place", "x" * 201),
    ],
)  # fmt: skip
def test_a_session_that_cannot_be_is_refused_beside_the_field(as_lead, workshop, field, value):
    response = as_lead.post(at("add_session", workshop.pk), {**SESSION, field: value})

    assert field in response.context["form"].errors
    assert not WorkshopSession.objects.exists()


def test_a_second_session_at_the_same_time_is_refused(as_lead, workshop):
    for _ in range(2):
        response = as_lead.post(at("add_session", workshop.pk), SESSION)

    assert "Another session of this workshop begins at this time." in html(response)
    assert WorkshopSession.objects.count() == 1


def test_a_session_with_a_register_stays(as_lead, session, worker, lead):
    register(session, [worker], lead)

    page = html(as_lead.post(at("remove_session", session.pk), follow=True))

    assert "People were recorded at this session, so it stays." in page


def test_the_register_lists_the_agencys_people_and_keeps_who_was_there(
    as_lead, session, worker, supervisor, lead, outsider
):
    page = html(as_lead.get(at("register", session.pk)))
    assert str(worker) in page
    assert str(outsider) not in page

    page = html(tick(as_lead, session, worker, supervisor))

    assert there(session) == {worker, supervisor}
    assert "The register is saved." in page
    assert f"Recorded by {lead} on" in page
    again = as_lead.get(at("register", session.pk))
    assert html(again).count("checked") == 2
    assert "A certificate that has been issued stays." in html(again)


def test_a_register_with_nobody_ticked_is_not_said_to_be_saved(as_lead, session):
    page = html(tick(as_lead, session))

    assert "Nobody is ticked, so nothing is recorded yet." in page
    assert "The register has not been taken yet." in page
    assert "The register is saved." not in page


def test_the_register_sent_twice_is_saved_once(as_lead, session, worker):
    for _ in range(2):
        assert "The register is saved." in html(tick(as_lead, session, worker))

    assert Attendance.objects.count() == 1


def test_a_register_that_changed_meanwhile_keeps_the_ticks_and_can_be_saved_again(
    as_lead, session, worker, supervisor, trainer
):
    register(session, [supervisor], trainer, listed=[worker, supervisor])

    response = tick(as_lead, session, worker)
    assert "Somebody else has changed this register" in html(response)
    assert there(session) == {supervisor}
    form = response.context["form"]
    assert form["present"].value() == [str(worker.pk)]

    tick(as_lead, session, worker, revision=form["revision"].value())
    assert there(session) == {worker}


def test_a_register_is_not_taken_before_the_session(as_lead, workshop, worker):
    session = WorkshopSessionFactory(workshop=workshop, starts_at=timezone.now() + DAY)

    page = html(tick(as_lead, session, worker))

    assert "The register can be taken from when the session begins." in page
    assert not Attendance.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [("present", "a\0"), ("present", "9" * 20), ("revision", ""), ("revision", "9" * 20)],
)
def test_a_register_with_nonsense_in_it_is_not_kept(as_lead, session, worker, field, value):
    given = {"present": worker.pk, "revision": 0, field: value}

    response = as_lead.post(at("register", session.pk), given)

    assert field in response.context["form"].errors
    assert not Attendance.objects.exists()


def test_people_of_another_agency_cannot_be_ticked(as_lead, session, outsider):
    assert "present" in tick(as_lead, session, outsider).context["form"].errors


def test_at_a_workshop_of_the_programme_people_are_listed_agency_by_agency(
    client, trainer, worker, outsider, north
):
    session = WorkshopSessionFactory(workshop=WorkshopFactory(agency=None))
    client.force_login(trainer)
    first = html(client.get(at("register", session.pk)))
    assert "Choose an agency to list its people." in first
    assert str(worker) not in first

    tick(client, session, worker, agency=north)
    south = outsider.memberships.first().agency
    tick(client, session, worker, outsider, agency=south, revision=1)

    assert there(session) == {worker, outsider}
    page = html(client.get(at("register", session.pk) + "?agency=a%00"))
    assert str(worker) in page
    assert client.get(at("sign_in_sheet", session.pk) + f"?agency={north.pk}").status_code == 200


def test_attendance_is_downloaded_as_csv(as_lead, session, worker, lead):
    worker.first_name = "-Robin"
    worker.save()
    register(session, [worker], lead)

    response = as_lead.get(at("attendance_csv", session.pk))

    header, line = response.content.decode("utf-8-sig").splitlines()
    assert header == "name,email,present,recorded_by,recorded_at"
    assert line.startswith(f"'{worker},{worker.email},yes,{lead},")


def test_the_sheet_to_sign_names_everybody_who_may_come(as_lead, session, worker, supervisor):
    response = as_lead.get(at("sign_in_sheet", session.pk))

    text = " ".join(
        " ".join(p.extract_text() for p in PdfReader(BytesIO(response.content)).pages).split()
    )
    assert response["Content-Type"] == "application/pdf"
    for words in ("Mapping", "Terry Trainer", str(worker), str(supervisor), "Signature"):
        assert words in text


def test_with_nobody_to_list_the_register_says_so(client, trainer):
    session = WorkshopSessionFactory()
    client.force_login(trainer)

    assert "Nobody takes training here" in html(client.get(at("register", session.pk)))


def test_a_learner_sees_coming_workshops_and_their_own(client, north, worker, trainer, session):
    coming = WorkshopFactory(agency=None, title="For all", notes="Bring lunch.")
    WorkshopSessionFactory(workshop=coming, starts_at=timezone.now() + DAY)
    register(session, [worker], trainer)
    client.force_login(worker)

    page = html(client.get(at("my_workshops")))

    assert "For all" in page
    assert "Bring lunch." in page
    assert "Mapping" in page
    assert "all sessions" in page


def test_with_no_workshop_the_learner_is_told(client, worker):
    client.force_login(worker)

    assert "No workshop is coming" in html(client.get(at("my_workshops")))


def test_the_workshop_page_says_what_is_next(as_lead, workshop, lead, module):
    workshop.module, workshop.module_title = module, module.title
    module.attendance_completes = True
    module.save()
    workshop.save()
    assert "No session is planned yet" in html(as_lead.get(workshop.get_absolute_url()))
    WorkshopSessionFactory(workshop=workshop)
    WorkshopSessionFactory(workshop=workshop, starts_at=timezone.now() + DAY)
    MembershipFactory(agency=workshop.agency)

    page = html(as_lead.get(workshop.get_absolute_url()))

    assert "The register has not been taken yet." in page
    assert "The register can be taken from when the session begins." in page
    assert "Whoever is at all its sessions completes the module" in page
