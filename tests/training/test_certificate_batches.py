"""Certificates for many people at once, in the background."""

import datetime
import os
import zipfile
from io import BytesIO

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from django_tasks import task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from tests.factories import UserFactory
from training import actions, queries
from training.models import BatchMember, Certificate, CertificateBatch, LessonPage

from .certified import complete, make_certificate, make_small_course
from .test_course_pages import html

Outcome = BatchMember.Outcome


@pytest.fixture
def course():
    return make_small_course()


@pytest.fixture
def people(course):
    """Three who have done everything."""
    people = [UserFactory(last_name=name) for name in ("Ash", "Birch", "Cedar")]
    for person in people:
        complete(person, course)
    return people


@pytest.fixture
def in_background():
    """The queue as in production: nothing runs until a worker comes."""
    at_once = task_backends["background"]
    task_backends["background"] = DatabaseBackend("background", {})
    yield
    task_backends["background"] = at_once


def begin(user, course):
    """Only the lesson, so that a quiz is left."""
    lesson = LessonPage.objects.descendant_of(course).get()
    actions.complete_lesson(lesson=lesson, by=user)


def outcomes(batch):
    return dict(batch.members.values_list("user__last_name", "outcome"))


def test_who_is_due_a_certificate_and_who_is_not(course, people, worker, supervisor, outsider):
    begin(worker, course)
    begin(supervisor, course)
    make_certificate(people[2], course)

    due = queries.due_certificates(course)

    assert due.complete == (people[0], people[1])
    assert set(due.not_complete) == {worker, supervisor}
    assert [(m.title, m.people) for m in due.missing] == [("Quiz 1", 2)]
    assert due.held == 1


def test_a_list_of_people_may_be_given(course, people, worker):
    due = queries.due_certificates(course, [people[0], worker])

    assert due.complete == (people[0],)
    assert due.not_complete == (worker,)


def test_whoever_cannot_sign_in_any_more_gets_none(course, people):
    people[0].is_active = False
    people[0].save()

    assert people[0] not in queries.due_certificates(course).complete


def test_a_batch_issues_to_each_and_says_what_came_of_it(course, people, worker, trainer):
    batch = actions.start_batch(course=course, users=[*people, worker], by=trainer)

    batch.refresh_from_db()
    assert outcomes(batch) == {
        "Ash": Outcome.ISSUED,
        "Birch": Outcome.ISSUED,
        "Cedar": Outcome.ISSUED,
        worker.last_name: Outcome.NOT_COMPLETE,
    }
    assert set(Certificate.objects.values_list("user", flat=True)) == {p.pk for p in people}
    assert Certificate.objects.filter(issued_by=trainer).count() == 3
    state = queries.batch_state(batch)
    assert (state.done, state.total, state.issued, state.is_finished) == (4, 4, 3, True)
    assert state.other == ((str(worker), "The course is no longer complete"),)


def test_the_pdfs_are_in_one_file_that_is_not_public(course, people, trainer, settings):
    batch = actions.start_batch(course=course, users=people, by=trainer)
    batch.refresh_from_db()

    with zipfile.ZipFile(batch.archive.open()) as archive:
        numbers = set(Certificate.objects.values_list("number", flat=True))
        assert set(archive.namelist()) == {f"{number}.pdf" for number in numbers}
        assert archive.read(archive.namelist()[0]).startswith(b"%PDF")
    assert os.path.commonpath([batch.archive.path, settings.PRIVATE_ROOT]) == str(
        settings.PRIVATE_ROOT
    )
    with pytest.raises(ValueError, match="not accessible via a URL"):
        _ = batch.archive.url


def test_whoever_holds_one_is_left_as_they_are(course, people, trainer):
    held = make_certificate(people[0], course)
    revoked = make_certificate(
        people[1], course, "CP-2026-AAAA-CCCC", revoked_at=timezone.now(), revocation_reason="No."
    )

    batch = actions.start_batch(course=course, users=people, by=trainer)

    assert outcomes(batch)["Ash"] == Outcome.HELD
    assert outcomes(batch)["Birch"] == Outcome.HELD
    assert Certificate.objects.exclude(pk__in=[held.pk, revoked.pk]).get().user == people[2]


def test_a_killed_worker_is_followed_by_one_that_does_the_rest(
    course, people, trainer, in_background, monkeypatch
):
    batch = actions.start_batch(course=course, users=people, by=trainer)
    assert not Certificate.objects.exists()

    class Killed(BaseException):
        pass

    issue = actions.batches._issue_to
    done = []

    def be_killed_at_the_second(member, **given):
        if done:
            raise Killed
        issue(member, **given)
        done.append(member)

    monkeypatch.setattr(actions.batches, "_issue_to", be_killed_at_the_second)
    with pytest.raises(Killed):
        actions.issue_batch.call(batch.pk)
    assert Certificate.objects.count() == 1
    monkeypatch.undo()

    actions.issue_batch.call(batch.pk)
    actions.issue_batch.call(batch.pk)

    assert Certificate.objects.count() == 3
    assert set(outcomes(batch).values()) == {Outcome.ISSUED}
    with zipfile.ZipFile(CertificateBatch.objects.get().archive.open()) as archive:
        assert len(archive.namelist()) == 3


def test_of_two_workers_at_once_neither_does_a_thing_twice(
    course, people, trainer, in_background, monkeypatch
):
    """The second begins when the first has issued one, and does all that is left."""
    batch = actions.start_batch(course=course, users=people, by=trainer)
    issue = actions.batches._issue_to
    also = iter([True])

    def let_the_other_begin(member, **given):
        issue(member, **given)
        if next(also, False):
            actions.issue_batch.call(batch.pk)

    monkeypatch.setattr(actions.batches, "_issue_to", let_the_other_begin)
    actions.issue_batch.call(batch.pk)

    assert Certificate.objects.count() == 3
    assert set(outcomes(batch).values()) == {Outcome.ISSUED}
    batch.refresh_from_db()
    assert os.listdir(os.path.dirname(batch.archive.path)) == [f"certificates-{batch.pk}.zip"]


def test_the_page_says_how_many_are_drawn(
    staff, course, people, trainer, in_background, monkeypatch
):
    batch = actions.start_batch(course=course, users=people, by=trainer)
    draw, seen = actions.batches.write_archive, []

    def look_on(certificates):
        def looking():
            for certificate in certificates:
                yield certificate
                seen.append(html(staff.get(batch.get_absolute_url())))

        return draw(looking())

    monkeypatch.setattr(actions.batches, "write_archive", look_on)
    monkeypatch.setattr(actions.batches, "A_HANDFUL", 1)
    actions.issue_batch.call(batch.pk)

    assert ["0 of 3 certificates drawn" in page for page in seen] == [True, False, False]
    assert "2 of 3 certificates drawn" in seen[2]
    assert "The file to download is being made." in seen[2]
    assert "certificates drawn" not in html(staff.get(batch.get_absolute_url()))


def test_one_persons_trouble_does_not_stop_the_others(course, people, trainer, monkeypatch):
    issue = actions.batches.issue

    def fail_for_birch(course, learner, by):
        if learner == people[1]:
            raise RuntimeError
        return issue(course, learner, by)

    monkeypatch.setattr(actions.batches, "issue", fail_for_birch)
    batch = actions.start_batch(course=course, users=people, by=trainer)

    assert outcomes(batch) == {"Ash": "issued", "Birch": "failed", "Cedar": "issued"}
    batch.refresh_from_db()
    assert batch.finished_at is not None


def test_one_batch_at_a_time_for_a_course(course, people, trainer, in_background):
    actions.start_batch(course=course, users=people[:1], by=trainer)

    with pytest.raises(actions.BatchIsRunning):
        actions.start_batch(course=course, users=people[1:], by=trainer)

    assert CertificateBatch.objects.count() == 1
    assert DBTaskResult.objects.count() == 1


def test_a_batch_for_nobody_is_not_started(course, trainer):
    with pytest.raises(actions.NobodyToCertify):
        actions.start_batch(course=course, users=[], by=trainer)


def test_the_worker_command_does_what_waits(
    transactional_db, course, people, trainer, in_background
):
    """Not inside a transaction: the command closes its connection."""
    batch = actions.start_batch(course=course, users=people, by=trainer)

    worker = "db_worker --backend background --batch --no-startup-delay --no-reload --verbosity 0"
    call_command(*worker.split())

    assert set(outcomes(batch).values()) == {Outcome.ISSUED}


def test_work_that_a_killed_worker_left_is_queued_again(course, people, trainer, in_background):
    actions.start_batch(course=course, users=people, by=trainer)
    hour_ago = timezone.now() - datetime.timedelta(hours=1)
    left = DBTaskResult.objects.get()
    left.claim("killed")
    call_command("sweep_tasks", older_than=0)
    left.refresh_from_db()
    assert left.status == "READY"

    left.claim("slow")
    call_command("sweep_tasks")
    left.refresh_from_db()
    assert left.status == "RUNNING"  # it may be at work still

    DBTaskResult.objects.update(started_at=hour_ago)
    call_command("sweep_tasks")
    left.refresh_from_db()
    assert left.status == "READY"


def test_archives_go_after_a_week_and_certificates_stay(course, people, trainer):
    batch = actions.start_batch(course=course, users=people, by=trainer)
    batch.refresh_from_db()
    path = batch.archive.path
    call_command("sweep_tasks")
    assert os.path.exists(path)

    CertificateBatch.objects.update(finished_at=timezone.now() - datetime.timedelta(days=8))
    call_command("sweep_tasks")

    batch.refresh_from_db()
    assert not batch.archive
    assert not os.path.exists(path)
    assert Certificate.objects.count() == 3


# --- Screens -----------------------------------------------------------------------------------


@pytest.fixture
def staff(client, trainer):
    client.force_login(trainer)
    return client


def test_the_preview_says_who_gets_one_and_why_others_do_not(staff, course, people, worker):
    begin(worker, course)

    page = html(staff.get(reverse("training:start_batch"), {"course": course.pk}))

    assert "3 people have finished and have no certificate" in page
    assert "Birch" in page
    assert "1 person has begun and not finished" in page
    assert "Quiz 1: 1 person" in page
    assert not Certificate.objects.exists()


def test_starting_leads_to_the_progress_and_the_file(staff, course, people):
    response = staff.post(reverse("training:start_batch"), {"course": course.pk}, follow=True)
    page = html(response)

    assert "3 of 3 people done" in page
    assert "Finished: 3 certificates were issued." in page
    file = staff.get(reverse("training:batch_archive", args=[CertificateBatch.objects.get().pk]))
    assert file["Content-Disposition"].startswith("attachment")
    assert zipfile.is_zipfile(BytesIO(file.getvalue()))


def test_a_batch_under_way_refreshes_itself(staff, course, people, trainer, in_background):
    batch = actions.start_batch(course=course, users=people, by=trainer)

    page = staff.get(batch.get_absolute_url()).content.decode()

    assert 'data-refresh="2000"' in page
    assert "js/refresh" in page
    assert "You can leave this page: the work goes on." in page
    assert f'<a href="{batch.get_absolute_url()}">Refresh</a>' in page  # without JavaScript


def test_where_no_worker_runs_the_page_says_so(staff, course, people, trainer, in_background):
    batch = actions.start_batch(course=course, users=people, by=trainer)
    CertificateBatch.objects.update(started_at=timezone.now() - datetime.timedelta(seconds=20))

    page = html(staff.get(batch.get_absolute_url()))

    assert "Waiting for the background worker to begin." in page
    CertificateBatch.objects.update(started_at=timezone.now() - datetime.timedelta(hours=1))
    assert "Nothing has moved for two minutes" in html(staff.get(batch.get_absolute_url()))


def test_starting_twice_leads_to_the_one_under_way(staff, course, people, trainer, in_background):
    batch = actions.start_batch(course=course, users=people[:1], by=trainer)

    response = staff.post(reverse("training:start_batch"), {"course": course.pk}, follow=True)

    assert response.redirect_chain[-1][0] == batch.get_absolute_url()
    assert "are being issued already" in html(response)


def test_without_anybody_due_the_page_says_so(staff, course):
    response = staff.post(reverse("training:start_batch"), {"course": course.pk}, follow=True)

    assert "There is nobody to give a certificate to." in html(response)


@pytest.mark.parametrize("course", ["", "99999999999999999999", "x\x00"])
def test_a_course_must_be_chosen(staff, site, course):
    response = staff.post(reverse("training:start_batch"), {"course": course})

    assert response.status_code == 200
    assert "There is a problem" in html(response)


def test_a_file_that_is_gone_is_not_found(staff, course, people, trainer):
    actions.start_batch(course=course, users=people, by=trainer)
    CertificateBatch.objects.update(archive="")

    pk = CertificateBatch.objects.get().pk
    assert staff.get(reverse("training:batch_archive", args=[pk])).status_code == 404
