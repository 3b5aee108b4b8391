import csv
import datetime
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from training import actions, queries
from training.models import Certificate, ConfidenceRating, ImportedResult
from training.models.workshops import Attendance, Workshop, WorkshopSession

from .attempts import hand_in
from .test_actions import submit
from .test_course_pages import html

MARCH = datetime.datetime(2026, 3, 2, 13, tzinfo=datetime.UTC)


@pytest.fixture
def record(worker, course, lesson, quiz, lead):
    """A worker's record with one of everything."""
    actions.complete_lesson(lesson=lesson, by=worker)
    hand_in(worker, quiz, 9)
    hand_in(worker, quiz, 0, waits=True)
    workshop = Workshop.objects.create(
        title="=Day one", place="Hall", led_by_name="Sam Trainer", created_by=lead
    )
    session = WorkshopSession.objects.create(
        workshop=workshop, starts_at=MARCH, ends_at=MARCH + datetime.timedelta(hours=3)
    )
    Attendance.objects.create(session=session, user=worker, present=True, recorded_by=lead)
    first = certificate(worker, course, "CP-2025-1", 60, year=2025)
    certificate(worker, course, "CP-2026-1", 90, renews=first)
    taken_back = {
        "revoked_at": timezone.now(),
        "revocation_reason": "In error.",
        "revoked_by": lead,
    }
    certificate(worker, course, "CP-2024-1", 600, year=2024, **taken_back)
    ConfidenceRating.objects.create(
        user=worker, course=course, course_title=course.title, occasion="baseline",
        statement="I can.", value=4,
    )  # fmt: skip
    ImportedResult.objects.create(
        user=worker, person="worker", kind="quiz", quiz_title="Old quiz", score=7, out_of=9,
        taken_at=MARCH, source="test", raw={}, fingerprint="x",
    )  # fmt: skip


def certificate(user, course, number, minutes, year=2026, **fields):
    return Certificate.objects.create(
        number=number,
        user=user,
        course=course,
        holder_name=str(user),
        course_title=course.title,
        cpd_minutes=minutes,
        issued_on=datetime.date(year, 5, 1),
        **fields,
    )


def table(client):
    text = client.get(reverse("training:record_csv")).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text)))


@pytest.mark.usefixtures("record")
def test_the_record_holds_everything(learner):
    page = html(learner.get(reverse("training:record")))

    for words in (
        "Module 1, lesson 1", "Passed, 90%", "Waiting to be marked", "Day one", "Sam Trainer",
        "3 hours", "CP-2026-1", "1 hour 30 minutes", "Revoked", "I can.", "Old quiz", "7 of 9",
    ):  # fmt: skip
        assert words in page


@pytest.mark.usefixtures("record")
def test_cpd_is_summed_by_year_without_what_was_taken_back(worker):
    assert queries.record_of(worker).cpd == [(2026, 90), (2025, 60)]


@pytest.mark.usefixtures("record")
def test_what_is_gone_stays_on_record(worker, course):
    before = queries.record_of(worker)
    course.delete()

    after = queries.record_of(worker)
    assert [x.lesson_title for x in after.lessons] == ["Module 1, lesson 1"]
    assert (after.quizzes, after.sessions, after.cpd) == (
        before.quizzes,
        before.sessions,
        before.cpd,
    )
    assert after.confidence == before.confidence


@pytest.mark.usefixtures("record")
def test_the_record_as_a_table_is_safe_to_open(learner):
    header, *rows = table(learner)

    assert header == ["kind", "title", "day", "result", "points", "out_of", "detail"]
    assert ["Workshop", "'=Day one", "2026-03-02", "Attended", "", "", "Led by Sam Trainer"] in rows
    assert ["Confidence, before and after", "I can.", "", "", "4", "", "Core course"] in rows
    assert ["Earlier result", "Old quiz", "2026-03-02", "Not marked", "7", "9", "test"] in rows
    assert ["CPD, minutes", "2026", "", "90", "", "", ""] in rows
    assert len(rows) == 1 + 2 + 1 + 3 + 2 + 1 + 1


@pytest.mark.usefixtures("record")
def test_the_record_as_a_pdf(learner):
    response = learner.get(reverse("training:record_pdf"))

    assert response["Content-Type"] == "application/pdf"
    assert "record-of-learning-robin-person" in response["Content-Disposition"]
    assert response.content.startswith(b"%PDF")


@pytest.mark.usefixtures("record")
def test_everybody_sees_their_own_record_and_no_other(client, supervisor, lead, trainer):
    for person in (supervisor, lead, trainer):
        client.force_login(person)
        assert queries.record_of(person).is_empty
        assert "Nothing is on record yet" in html(client.get(reverse("training:record")))
        assert len(table(client)) == 1
        assert client.get(reverse("training:record_pdf")).status_code == 200


@pytest.mark.usefixtures("record")
def test_a_record_takes_a_fixed_number_of_queries(worker, django_assert_num_queries):
    with django_assert_num_queries(6):
        queries.record_of(worker)


def test_points_are_written_without_needless_noughts(learner, worker, quiz):
    submit(quiz, worker)

    [row] = [row for row in table(learner) if row[0] == "Quiz"]

    assert row[4:6] == ["2", "2"]
