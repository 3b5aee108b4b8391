"""A course is deleted: what people have done stays on record, and every screen still opens."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    WorkshopFactory,
    WorkshopSessionFactory,
)
from training import actions
from training.expiry import AFTER
from training.models import Certificate, CoursePage, ModulePage, QuizPage

from .certified import at_noon, complete, days, earn, make_small_course, pass_quiz, text_of
from .test_course_pages import html


@pytest.fixture
def course():
    return make_small_course(certificate_expiry=AFTER, certificate_months=12)


@pytest.fixture
def cohort(north, course, lead, worker, supervisor):
    cohort = CohortFactory(agency=north, course=course, created_by=lead)
    for user in (worker, supervisor):
        EnrolmentFactory(cohort=cohort, user=user, enrolled_by=lead)
    return cohort


@pytest.fixture
def session(north, course, lead, worker):
    module = ModulePage.objects.descendant_of(course).get()
    workshop = WorkshopFactory(agency=north, module=module, created_by=lead)
    session = WorkshopSessionFactory(workshop=workshop)
    actions.take_register(session=session, listed=[worker], present=[worker], revision=0, by=lead)
    return session


@pytest.fixture
def old(course, worker):
    """A certificate that has been renewed."""
    complete(worker, course, at_noon(days(-300)))
    old = earn(worker, course)
    Certificate.objects.update(issued_on=days(-300), expires_on=days(65))
    pass_quiz(worker, QuizPage.objects.descendant_of(course).get())
    actions.issue_certificate_if_complete(course=course, by=worker)
    return old


@pytest.fixture
def new(old):
    return Certificate.objects.exclude(pk=old.pk).get()


@pytest.fixture
def batch(course, supervisor, trainer):
    complete(supervisor, course)
    return actions.start_batch(course=course, users=[supervisor], by=trainer)


@pytest.fixture
def gone(course, cohort, session, new, batch):
    CoursePage.objects.get(pk=course.pk).delete()


def opens(client, name, *args):
    return client.get(reverse(f"training:{name}", args=args)).status_code == 200


@pytest.mark.usefixtures("gone")
def test_the_learners_screens_open(client, worker, old, new):
    client.force_login(worker)

    for name in ("courses", "progress", "record", "record_pdf", "record_csv", "my_workshops"):
        assert opens(client, name), name
    for held in (old, new):
        for name in ("certificate", "certificate_pdf", "certificate_verify"):
            assert opens(client, name, held.number), name
    assert "Core course" in html(client.get(reverse("training:record")))


@pytest.mark.usefixtures("gone")
def test_the_leads_screens_open(client, lead, cohort, session, worker):
    client.force_login(lead)

    assert opens(client, "people")
    for name in ("cohort", "change_cohort", "cohort_csv", "enrol", "enrol_from_file",
                 "enrolled_csv"):  # fmt: skip
        assert opens(client, name, cohort.pk), name
    for name in ("cohort_person", "due_day", "leave_cohort"):
        assert opens(client, name, cohort.pk, worker.pk), name
    for name in ("workshop", "change_workshop", "add_session"):
        assert opens(client, name, session.workshop_id), name
    for name in ("register", "change_session", "attendance_csv", "sign_in_sheet"):
        assert opens(client, name, session.pk), name


@pytest.mark.usefixtures("gone")
def test_the_trainers_screens_open_and_certificates_are_looked_after(client, trainer, old, new,
                                                                     batch):  # fmt: skip
    client.force_login(trainer)

    for name in ("certificate_register", "start_batch"):
        assert opens(client, name), name
    for name in ("batch", "batch_archive"):
        assert opens(client, name, batch.pk), name
    for name in ("managed_certificate", "managed_certificate_pdf", "revoke_certificate",
                 "reissue_certificate"):  # fmt: skip
        assert opens(client, name, new.number), name
    put_right = actions.reissue_certificate(certificate=new, holder_name="Robin New", by=trainer)
    assert "Robin New" in text_of(put_right)
    assert put_right.row().last_issued() == put_right
    actions.revoke_certificate(certificate=old, reason="A mistake.", by=trainer)
    call_command("send_training_reminders")
