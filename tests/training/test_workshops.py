"""Workshops: planning, registers, and what attending completes."""

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone
from wagtail.models import ModelLogEntry

from agencies.roles import Role
from tests.factories import (
    AgencyFactory,
    MembershipFactory,
    WorkshopFactory,
    WorkshopSessionFactory,
)
from training import actions, queries
from training.models import Attendance, Certificate, Workshop, WorkshopSession

from .test_actions import finish

HOUR = datetime.timedelta(hours=1)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def attended_module(module):
    module.attendance_completes = True
    module.save()
    return module


@pytest.fixture
def workshop(north, attended_module, trainer):
    return WorkshopFactory(agency=north, module=attended_module, created_by=trainer)


@pytest.fixture
def session(workshop):
    return WorkshopSessionFactory(workshop=workshop)


def register(session, present, by, listed=None, revision=None):
    session.refresh_from_db()
    actions.take_register(
        session=session,
        listed=listed or present,
        present=present,
        revision=session.revision if revision is None else revision,
        by=by,
    )


def there(session):
    return {a.user for a in session.attendances.filter(present=True)}


def attended(user):
    """The slow, obvious way."""
    modules = set()
    for workshop in Workshop.objects.all():
        sessions = list(workshop.sessions.all())
        over = sessions and all(s.ends_at <= timezone.now() for s in sessions)
        counts = workshop.module and (
            workshop.module.attendance_completes or workshop.module.needs_attendance
        )
        if over and counts and all(user in there(s) for s in sessions):
            modules.add(workshop.module.pk)
    return modules


def test_a_register_is_taken_and_says_who_recorded_it(session, trainer, worker, supervisor):
    register(session, [worker], trainer, listed=[worker, supervisor])

    attendance = session.attendances.get()
    assert (attendance.user, attendance.present) == (worker, True)
    assert attendance.recorded_by == trainer
    [line] = queries.sessions_of(session.workshop)
    assert (line.present, line.recorded_by) == (1, str(trainer))


def test_the_same_register_sent_twice_is_kept_once(session, trainer, worker):
    for _ in range(2):
        register(session, [worker], trainer, revision=0)

    assert session.attendances.count() == 1
    assert WorkshopSession.objects.get().revision == 1


def test_a_register_does_not_undo_what_somebody_else_recorded(
    session, trainer, lead, worker, supervisor
):
    people = [worker, supervisor]
    register(session, [supervisor], lead, listed=people)

    with pytest.raises(actions.ChangedMeanwhile):
        register(session, [worker], trainer, listed=people, revision=0)

    assert there(session) == {supervisor}


def test_a_correction_is_kept_and_logged(session, trainer, lead, worker):
    register(session, [worker], trainer)
    register(session, [], lead, listed=[worker])

    attendance = session.attendances.get()
    assert (attendance.present, attendance.recorded_by) == (False, lead)
    logged = ModelLogEntry.objects.filter(action="training.take_register").order_by("pk")
    assert [entry.data for entry in logged] == [
        {"present": [worker.pk], "corrected": []},
        {"present": [], "corrected": [worker.pk]},
    ]


def test_people_of_another_agency_stay_as_they_are(session, trainer, worker, outsider):
    register(session, [outsider], trainer)
    register(session, [worker], trainer)

    assert there(session) == {outsider, worker}


def test_nobody_was_at_a_session_that_is_to_come(workshop, trainer, worker):
    session = WorkshopSessionFactory(workshop=workshop, starts_at=timezone.now() + HOUR)

    with pytest.raises(actions.SessionIsToCome):
        register(session, [worker], trainer)


def test_attending_every_session_completes_the_module(
    workshop, session, trainer, worker, supervisor, lead, course
):
    second = WorkshopSessionFactory(workshop=workshop, starts_at=timezone.now() - 5 * HOUR)
    WorkshopSessionFactory(workshop=WorkshopFactory(module=workshop.module))
    register(session, [worker, supervisor], trainer)
    register(second, [worker], trainer)

    for person in (worker, supervisor, lead):
        assert queries.modules_attended(person) == attended(person)
    assert queries.modules_attended(worker) == {workshop.module.pk}
    assert queries.modules_attended(supervisor) == set()
    assert queries.course_progress(worker, course).is_done


def test_a_workshop_counts_when_its_last_session_is_over(workshop, session, trainer, worker):
    going_on = WorkshopSessionFactory(workshop=workshop, starts_at=timezone.now() - HOUR)
    for each in (session, going_on):
        register(each, [worker], trainer)

    assert queries.modules_attended(worker) == set() == attended(worker)
    WorkshopSession.objects.filter(pk=going_on.pk).update(ends_at=timezone.now())
    assert queries.modules_attended(worker) == {workshop.module.pk}


@pytest.mark.parametrize(("flag", "counts"), [("", False), ("needs_attendance", True)])
def test_a_module_says_whether_attending_completes_it(session, trainer, worker, flag, counts):
    module = session.workshop.module
    module.attendance_completes = False
    if flag:
        setattr(module, flag, True)
    module.save()

    register(session, [worker], trainer)

    assert bool(queries.modules_attended(worker)) == counts == bool(attended(worker))


def test_modules_attended_take_two_queries_at_most(
    session, trainer, worker, supervisor, django_assert_num_queries
):
    register(session, [worker], trainer)

    with django_assert_num_queries(2):
        queries.modules_attended_by([worker, supervisor])
    with django_assert_num_queries(1):
        queries.modules_attended(supervisor)


def test_attending_the_last_thing_to_do_brings_the_certificate(
    session, trainer, worker, supervisor
):
    register(session, [worker], trainer, listed=[worker, supervisor])

    certificate = Certificate.objects.get()
    assert (certificate.user, certificate.issued_by) == (worker, trainer)


def test_a_certificate_stays_when_the_register_is_put_right(session, trainer, worker):
    register(session, [worker], trainer)
    register(session, [], trainer, listed=[worker])

    assert Certificate.objects.valid().filter(user=worker).exists()
    assert queries.modules_attended(worker) == set()


def test_attendance_outlives_the_page(session, trainer, worker):
    register(session, [worker], trainer)
    title = session.workshop.module.title
    session.workshop.module.delete()

    workshop = Workshop.objects.get()
    assert (workshop.module, workshop.module_title) == (None, title)
    assert Attendance.objects.count() == 1


def test_a_session_without_a_register_can_be_removed(workshop, session, trainer, worker):
    second = WorkshopSessionFactory(workshop=workshop, starts_at=timezone.now() + DAY)
    register(session, [worker], trainer)

    actions.remove_session(session=second, by=trainer)
    with pytest.raises(actions.AttendanceIsRecorded):
        actions.remove_session(session=session, by=trainer)

    assert list(workshop.sessions.all()) == [session]


def test_two_sessions_cannot_begin_at_one_time(session, trainer):
    again = WorkshopSession(workshop=session.workshop)
    times = {"starts_at": session.starts_at, "ends_at": session.ends_at}

    with pytest.raises(actions.SessionAtThatTime):
        actions.save_session(session=again, place="", by=trainer, **times)


def test_the_database_refuses_a_session_that_ends_before_it_starts(workshop):
    now = timezone.now()

    with pytest.raises(IntegrityError), transaction.atomic():
        WorkshopSession.objects.create(workshop=workshop, starts_at=now, ends_at=now)


def test_a_lead_runs_workshops_of_their_own_agency_only(lead, north, outsider, trainer):
    fields = {
        "title": "A", "module": None, "place": "Here", "is_cascade": True, "notes": "",
    }  # fmt: skip
    for agency in (None, outsider.memberships.first().agency):
        with pytest.raises(actions.NotTheirsToManage):
            actions.create_workshop(agency=agency, by=lead, led_by_name="X", **fields)

    own = actions.create_workshop(agency=north, by=lead, led_by_name=str(lead), **fields)
    theirs = actions.create_workshop(agency=None, by=trainer, led_by_name="Guest", **fields)

    assert (own.led_by, theirs.led_by) == (lead, None)
    actions.change_workshop(workshop=own, by=trainer, led_by_name="Guest", **fields)
    assert own.led_by is None
    assert [w.title for w in queries.workshops_to_run(lead)] == ["A"]
    assert len(queries.workshops_to_run(trainer)) == 2
    assert queries.workshops_to_run(outsider) == []


def test_workshops_are_listed_soonest_first_and_then_the_past_newest_first(
    north, lead, django_assert_num_queries
):
    for title, days in (("Old", -9), ("Past", -2), ("Next", 2), ("Later", 9)):
        workshop = WorkshopFactory(agency=north, title=title)
        WorkshopSessionFactory(workshop=workshop, starts_at=timezone.now() + days * DAY)
        WorkshopSessionFactory(workshop=workshop, starts_at=timezone.now() + days * DAY + HOUR)
    WorkshopFactory(agency=north, title="Unplanned")

    with django_assert_num_queries(2):
        lines = queries.workshops_to_run(lead)

    assert [(line.title, line.sessions) for line in lines] == [
        ("Unplanned", 0), ("Next", 2), ("Later", 2), ("Past", 2), ("Old", 2),
    ]  # fmt: skip


def test_a_learner_sees_what_they_can_come_to_and_what_they_came_to(
    worker, trainer, north, django_assert_num_queries
):
    south = AgencyFactory()
    for title, agency, days in (
        ("Ours", north, 1), ("Everybody’s", None, 2), ("Theirs", south, 3), ("Missed", north, -1),
        ("Been", south, -2),
    ):  # fmt: skip
        session = WorkshopSessionFactory(
            workshop=WorkshopFactory(agency=agency, title=title),
            starts_at=timezone.now() + days * DAY,
        )
        if title == "Been":  # before they moved here
            WorkshopSessionFactory(
                workshop=session.workshop, starts_at=session.starts_at + 3 * HOUR
            )
            register(session, [worker], trainer)

    with django_assert_num_queries(1):
        lines = queries.workshops_for(worker)

    assert [(line.title, line.was_there, line.is_complete) for line in lines] == [
        ("Ours", 0, False), ("Everybody’s", 0, False), ("Been", 1, False),
    ]  # fmt: skip


def test_a_certificate_needs_the_rest_of_the_course_too(workshop, session, trainer, worker, course):
    from tests.factories import make_module

    make_module(course, "More")
    register(session, [worker], trainer)

    assert not Certificate.objects.exists()


def test_whoever_finished_before_gets_no_second_certificate(
    session, trainer, worker, lessons, quiz
):
    finish(lessons, quiz, worker)
    MembershipFactory(user=worker, agency=session.workshop.agency, role=Role.SUPERVISOR)

    register(session, [worker], trainer)

    assert Certificate.objects.filter(user=worker).count() == 1
