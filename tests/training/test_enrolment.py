"""Putting people in a cohort: what a list would change, and what is then changed."""

import datetime

import pytest
from django.db import IntegrityError
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agencies.roles import Role
from lib.tables import Row, read_csv, write_csv
from tests.factories import (
    AgencyFactory,
    CohortFactory,
    EnrolmentFactory,
    MembershipFactory,
    UserFactory,
)
from training import actions, queries
from training.models import Enrolment
from training.queries.enrolling import HEADER, OPTIONAL, REQUIRED

DAY = datetime.date(2026, 12, 31)


@pytest.fixture
def cohort(north, course, lead):
    return CohortFactory(agency=north, course=course, created_by=lead, name="Spring")


def rows(*lines):
    """Lines of a file: an address, and perhaps a day."""
    columns = ("email", "due_on")
    return [
        Row(n, dict(zip(columns, line if isinstance(line, tuple) else (line,), strict=False)))
        for n, line in enumerate(lines, start=2)
    ]


def verdicts(cohort, *lines):
    plan = queries.enrolment_plan(cohort, rows(*lines))
    return [(line.verdict.value, line.sentence) for line in plan.lines]


def enrol(cohort, by, *lines):
    plan = queries.enrolment_plan(cohort, rows(*lines))
    return actions.enrol(cohort=cohort, rows=rows(*lines), decisions=plan.decisions, by=by)


def test_a_list_adds_updates_and_skips(cohort, lead, worker, supervisor):
    EnrolmentFactory(cohort=cohort, user=worker)
    EnrolmentFactory(cohort=cohort, user=supervisor, own_due_on=DAY)

    assert verdicts(cohort, lead.email, worker.email.upper(), (supervisor.email, "")) == [
        ("add", "Will be added"),
        ("skip", "Is in already: no change"),
        ("update", "Will have the day of the cohort to finish by"),
    ]


@pytest.mark.parametrize("day", ["2026-12-31", "31/12/2026", " 2026-12-31 "])
def test_a_day_is_read_as_people_and_spreadsheets_write_it(cohort, lead, worker, day):
    enrol(cohort, lead, (worker.email, day))

    assert cohort.enrolments.get().due_on == DAY


@pytest.mark.parametrize("day", ["31/31/2026", "2026-02-30", "soon", "0000-01-01", "10000-01-01"])
def test_a_day_that_is_none_is_an_error_in_its_line(cohort, worker, day):
    assert verdicts(cohort, (worker.email, day)) == [
        ("error", f"“{day}” is not a day. Write it like 2026-12-31 or 31/12/2026.")
    ]


def test_people_who_cannot_be_found_are_errors_that_tell_nothing_of_other_agencies(
    cohort, worker, outsider
):
    elsewhere = (
        "Nobody at North who can take this course has this e-mail address. It may be written "
        "wrongly, or the person may be of another agency."
    )

    assert verdicts(
        cohort, "nobody@example.org", outsider.email, " ", worker.email, worker.email
    ) == [
        ("error", elsewhere),
        ("error", elsewhere),
        ("error", "There is no e-mail address in this line."),
        ("add", "Will be added"),
        ("error", "This person is in line 5 as well."),
    ]


def test_a_cohort_of_the_programme_takes_everybody_who_takes_training(
    course, trainer, worker, outsider, commissioner
):
    cohort = CohortFactory(agency=None, course=course)

    found = [v for v, _ in verdicts(cohort, worker.email, outsider.email, commissioner.email)]

    assert found == ["add", "add", "error"]


def test_people_are_enrolled_all_at_once_or_not_at_all(cohort, lead, worker):
    wanted = rows(worker.email, "nobody@example.org")
    decisions = queries.enrolment_plan(cohort, wanted).decisions

    with pytest.raises(actions.ErrorsInList):
        actions.enrol(cohort=cohort, rows=wanted, decisions=decisions, by=lead)

    assert not Enrolment.objects.exists()


def test_what_was_not_previewed_is_not_done(cohort, lead, worker, supervisor):
    wanted = rows(worker.email, (supervisor.email, "2026-12-31"))
    decisions = queries.enrolment_plan(cohort, wanted).decisions
    EnrolmentFactory(cohort=cohort, user=supervisor)  # somebody else, meanwhile

    with pytest.raises(actions.ChangedMeanwhile):
        actions.enrol(cohort=cohort, rows=wanted, decisions=decisions, by=lead)

    assert not cohort.enrolments.filter(user=worker).exists()


def test_enrolling_twice_is_enrolling_once(cohort, lead, worker):
    wanted = rows(worker.email)
    decisions = queries.enrolment_plan(cohort, wanted).decisions
    for _ in range(2):
        actions.enrol(cohort=cohort, rows=wanted, decisions=decisions, by=lead)

    enrolment = cohort.enrolments.get()
    assert (enrolment.user, enrolment.enrolled_by) == (worker, lead)


def test_who_comes_back_has_another_row_and_the_first_stays(cohort, lead, worker):
    enrol(cohort, lead, worker.email)
    for _ in range(2):
        actions.leave_cohort(enrolment=cohort.enrolments.get(), reason="Moved.", by=lead)
    enrol(cohort, lead, worker.email)

    first, second = cohort.enrolments.order_by("pk")
    assert (first.left_by, first.left_because, second.left_at) == (lead, "Moved.", None)
    assert [e.pk for e in Enrolment.objects.expected()] == [second.pk]


def test_the_database_refuses_two_rows_and_leaving_without_a_reason(cohort, worker, lead):
    enrolment = EnrolmentFactory(cohort=cohort, user=worker)

    from django.db import transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        EnrolmentFactory(cohort=cohort, user=worker)
    enrolment.left_at, enrolment.left_by = datetime.datetime.now(datetime.UTC), lead
    with pytest.raises(IntegrityError), transaction.atomic():
        enrolment.save()


def test_whoever_has_moved_away_is_expected_no_more(cohort, worker, supervisor, lead):
    for person in (worker, supervisor, lead):
        EnrolmentFactory(cohort=cohort, user=person)
    worker.memberships.update(ends_on=datetime.date.today())
    MembershipFactory(user=worker, agency=AgencyFactory())
    supervisor.is_active = False
    supervisor.save()

    assert [e.user for e in Enrolment.objects.expected()] == [lead]
    assert queries.enrolments_of(worker) == []
    assert [row[0] for row in queries.enrolled_rows(cohort)] == [lead.email]


def test_a_learner_is_told_what_is_expected_first_what_is_due_first(worker, course, north):
    late = CohortFactory(agency=north, course=course, name="B")
    soon = CohortFactory(agency=None, course=course, name="A", starts_on=DAY, due_on=DAY)
    for cohort in (late, soon):
        EnrolmentFactory(cohort=cohort, user=worker)

    found = [(e.cohort, e.course_id, e.due_on) for e in queries.enrolments_of(worker)]

    assert found == [("A", course.pk, DAY), ("B", course.pk, None)]


PEOPLE = st.lists(
    st.tuples(
        st.sampled_from(["=a@x.org", "+b@x.org", "-c@x.org", "d.d@x.org", "'=e@x.org"]),
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20),
        st.none() | st.dates(),
    ),
    unique_by=lambda person: person[0],
)


@given(PEOPLE)
@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_exporting_and_importing_again_changes_nothing(cohort, people):
    for email, name, due_on in people:
        user = UserFactory(email=email, first_name=name)
        MembershipFactory(user=user, agency=cohort.agency, role=Role.WORKER)
        EnrolmentFactory(cohort=cohort, user=user, own_due_on=due_on)

    content = write_csv(HEADER, queries.enrolled_rows(cohort))
    plan = queries.enrolment_plan(cohort, read_csv(content, required=REQUIRED, optional=OPTIONAL))

    assert [line.verdict.value for line in plan.lines] == ["skip"] * len(people)
    cohort.enrolments.all().delete()
    for email, _, _ in people:
        UserFactory._meta.model.objects.get(email=email).memberships.all().delete()
        UserFactory._meta.model.objects.filter(email=email).delete()


def test_a_plan_takes_two_queries(cohort, lead, worker, django_assert_num_queries):
    wanted = rows(*(f"person{n}@example.org" for n in range(50)), worker.email)

    with django_assert_num_queries(2):
        queries.enrolment_plan(cohort, wanted)
