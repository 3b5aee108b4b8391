"""Cohorts and their people, for those who run their training."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from agencies.roles import Role
from tests.factories import (
    AgencyFactory,
    CohortFactory,
    EnrolmentFactory,
    MembershipFactory,
    make_course,
)
from training import queries
from training.models import Cohort, Enrolment, ExtraTime

from .test_cohorts import join, learn
from .test_course_pages import html

DAY = datetime.timedelta(days=1)


@pytest.fixture
def cohort(north, course, lead):
    return CohortFactory(agency=north, course=course, created_by=lead, name="Spring starters")


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


@pytest.fixture
def as_trainer(client, trainer):
    client.force_login(trainer)
    return client


def at(name, *args):
    return reverse(f"training:{name}", args=args)


def test_with_nothing_there_the_page_says_what_to_do(as_lead, lead):
    page = html(as_lead.get(at("people")))

    assert "No cohort yet" in page
    assert "No workshop yet" in page
    assert at("add_cohort") in page


def test_trainers_find_the_way_to_all_certificates_and_leads_are_not_shown_it(
    client, lead, trainer
):
    client.force_login(trainer)
    assert at("certificate_register") in html(client.get(at("people")))
    client.force_login(lead)
    assert at("certificate_register") not in html(client.get(at("people")))


def test_a_lead_sets_up_a_cohort_of_their_agency(as_lead, north, course):
    asked = as_lead.get(at("add_cohort"))
    hidden = asked.context["form"]["agency"].value()
    given = {"name": "New", "course": course.pk, "agency": hidden, "starts_on": "2026-11-01"}

    page = html(as_lead.post(at("add_cohort"), given, follow=True))

    cohort = Cohort.objects.get()
    assert (cohort.agency, cohort.course_title, cohort.due_on) == (north, "Core course", None)
    assert "The cohort is set up. Now enrol its people." in page


def test_a_lead_enrols_supervisors_in_their_course(as_lead, north, course, worker, supervisor):
    course.audience = "supervisors"
    course.save()
    given = {"name": "New", "course": course.pk, "agency": north.pk, "starts_on": "2026-11-01"}

    page = html(as_lead.post(at("add_cohort"), given, follow=True))

    assert "The cohort is set up." in page
    cohort = Cohort.objects.get()
    assert list(cohort.candidates()) == [supervisor]  # a worker could not open it
    EnrolmentFactory(cohort=cohort, user=supervisor)
    page = html(as_lead.get(at("cohort_person", cohort.pk, supervisor.pk)))
    assert "Module 1, lesson 1" in page
    assert course.url not in page  # nor can most leads


def test_a_trainer_sets_up_a_cohort_of_the_programme(as_trainer, course):
    given = {"name": "New", "course": course.pk, "agency": "", "starts_on": "2026-11-01"}

    as_trainer.post(at("add_cohort"), given)

    assert Cohort.objects.get().agency is None


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Fill in “Name”."),
        ("name", "a\0b", "Null characters are not allowed."),
        ("name", "spring STARTERS", "Another cohort for this course has this name."),
        ("course", "", "Choose from “Course”."),
        ("course", "9" * 20, "Select a valid choice."),
        ("agency", "", "Whose people"),
        ("starts_on", "soon", "Enter a valid date."),
        ("due_on", "2026-10-31", "Choose a day that is not before the first day."),
    ],
)
def test_a_cohort_that_cannot_be_is_refused_beside_the_field(
    as_lead, cohort, field, value, sentence
):
    given = {
        "name": "Other", "course": cohort.course.pk, "agency": cohort.agency.pk,
        "starts_on": "2026-11-01", field: value,
    }  # fmt: skip

    response = as_lead.post(at("add_cohort"), given)

    assert field in response.context["form"].errors
    assert sentence in html(response)
    assert Cohort.objects.count() == 1


def test_the_agency_of_somebody_else_cannot_be_chosen(as_lead, course, outsider):
    theirs = outsider.memberships.first().agency
    given = {"name": "A", "course": course.pk, "agency": theirs.pk, "starts_on": "2026-11-01"}

    assert "agency" in as_lead.post(at("add_cohort"), given).context["form"].errors
    assert not Cohort.objects.exists()


def test_a_cohort_is_renamed_and_its_days_changed(as_lead, cohort):
    given = {"name": "Autumn", "starts_on": "2026-11-01", "due_on": "2026-12-01"}

    as_lead.post(at("change_cohort", cohort.pk), given)

    cohort.refresh_from_db()
    assert (cohort.name, cohort.due_on) == ("Autumn", datetime.date(2026, 12, 1))


def test_the_cohort_page_shows_each_person_and_the_rule(as_lead, cohort, lessons):
    quiet, _new = join(cohort, 2, enrolled_at=timezone.now() - 40 * DAY)
    Cohort.objects.update(starts_on=timezone.localdate() - 40 * DAY)
    learn(quiet, lessons[0], 20 * DAY)

    page = html(as_lead.get(cohort.get_absolute_url()))

    assert "Nothing done for 20 days" in page
    assert "Not started" in page
    assert "nothing has been done for 14 days, or 3 attempts at one quiz have failed" in page
    assert at("cohort_person", cohort.pk, quiet.pk) in page


@pytest.mark.parametrize(
    ("asked", "shown"), [("stuck", 0), ("not-started", 2), ("nonsense", 2), ("a%00", 2)]
)
def test_the_list_can_be_narrowed_to_a_status(as_lead, cohort, asked, shown):
    join(cohort, 2)

    response = as_lead.get(f"{cohort.get_absolute_url()}?status={asked}")

    assert len(response.context["people"]) == (shown or 2)


def test_a_cohort_with_nobody_in_it_says_what_to_do(as_lead, cohort):
    assert "Nobody is in this cohort yet" in html(as_lead.get(cohort.get_absolute_url()))


def test_progress_is_downloaded_as_csv(as_lead, cohort, lessons):
    [person] = join(cohort, 1)
    person.first_name = "@Robin"
    person.save()
    learn(person, lessons[0], 0 * DAY)

    response = as_lead.get(at("cohort_csv", cohort.pk))

    today = timezone.localdate()
    assert response.content.decode("utf-8-sig").splitlines() == [
        "name,email,status,steps_done,steps,current_step,last_activity,quiz_tries,due_on",
        f'\'{person},{person.email},Going,1,3,"{lessons[1].title}",{today},0,',
    ]


def test_a_persons_page_says_why_the_course_is_not_complete(as_lead, cohort):
    [person] = join(cohort, 1)

    page = html(as_lead.get(at("cohort_person", cohort.pk, person.pk)))

    assert "Not complete because the lesson has not been marked as done." in page
    assert "Not complete because the quiz has not been tried." in page
    assert person.email in page


@pytest.mark.parametrize("who", ["lead", "trainer"])
def test_lead_and_trainer_read_the_reasons_that_the_learner_reads(
    client, request, who, cohort, lessons
):
    [person] = join(cohort, 1)
    learn(person, lessons[0])
    client.force_login(person)
    own = html(client.get(at("progress")))
    client.force_login(request.getfixturevalue(who))

    page = html(client.get(at("cohort_person", cohort.pk, person.pk)))

    sentences = [r.sentence for r in queries.requirements(person, cohort.course)]
    assert len(sentences) == 3
    for sentence in sentences:
        assert sentence in own
        assert sentence in page


def test_nobody_looks_on_when_a_person_has_gone(as_lead, cohort):
    [person] = join(cohort, 1)
    person.memberships.update(ends_on=timezone.localdate())
    MembershipFactory(user=person, agency=AgencyFactory(), role=Role.WORKER)

    assert as_lead.get(at("cohort_person", cohort.pk, person.pk)).status_code == 404


def test_a_person_gets_another_day_and_extra_time(as_lead, cohort, lead):
    [person] = join(cohort, 1)
    where = cohort.pk, person.pk

    as_lead.post(at("due_day", *where), {"due_on": "2027-01-31"})
    as_lead.post(at("extra_time", *where), {"percent": 25, "reason": "Agreed adjustment"})

    page = html(as_lead.get(at("cohort_person", *where)))
    assert "31 January 2027 (their own day)" in page
    assert f"25% more: Agreed adjustment (set by {lead} on" in page
    as_lead.post(at("due_day", *where), {"due_on": ""})
    as_lead.post(at("extra_time", *where), {"percent": 0})
    assert cohort.enrolments.get().own_due_on is None
    assert not ExtraTime.objects.exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("percent", ""), ("percent", "301"), ("percent", "-1"), ("percent", "9" * 20),
        ("percent", "a\0"), ("reason", ""), ("reason", "a\0b"), ("reason", "x" * 201),
    ],
)  # fmt: skip
def test_extra_time_that_cannot_be_is_refused(as_lead, cohort, field, value):
    [person] = join(cohort, 1)
    given = {"percent": "25", "reason": "Agreed", field: value}

    response = as_lead.post(at("extra_time", cohort.pk, person.pk), given)

    assert field in response.context["form"].errors
    assert not ExtraTime.objects.exists()


@pytest.mark.parametrize(
    ("percent", "said"),
    [("-5", "Write a number from 0 to 300."), ("25%", "Write a whole number, such as 25.")],
)
def test_refused_extra_time_is_explained(as_lead, cohort, percent, said):
    [person] = join(cohort, 1)

    response = as_lead.post(at("extra_time", cohort.pk, person.pk), {"percent": percent})

    assert said in html(response)


def test_a_person_leaves_with_a_reason_and_the_record_stays(as_lead, cohort):
    [person] = join(cohort, 1)
    path = at("leave_cohort", cohort.pk, person.pk)
    assert "reason" in as_lead.post(path, {"reason": ""}).context["form"].errors

    page = html(as_lead.post(path, {"reason": "Moved to another team"}, follow=True))

    assert f"{person} is no longer in this cohort." in page
    assert "Moved to another team" in page
    assert as_lead.get(at("cohort_person", cohort.pk, person.pk)).status_code == 404
    assert Enrolment.objects.count() == 1


def test_a_cohort_whose_course_is_gone_still_opens(as_lead, cohort):
    [person] = join(cohort, 1)
    cohort.course.delete()

    assert "This course has been taken away." in html(as_lead.get(cohort.get_absolute_url()))
    assert as_lead.get(at("cohort_person", cohort.pk, person.pk)).status_code == 200
    assert as_lead.get(at("cohort_csv", cohort.pk)).status_code == 200


def test_a_learner_sees_by_when_they_are_to_finish(client, cohort, worker, lessons):
    cohort.due_on = timezone.localdate() + DAY
    cohort.save()
    EnrolmentFactory(cohort=cohort, user=worker)
    EnrolmentFactory(cohort=CohortFactory(course=make_course("Gone"), agency=None), user=worker)
    client.force_login(worker)

    page = html(client.get(at("courses")))

    assert "“Core course” is to be finished by" in page
    assert "Spring starters" in page
    assert "You are expected to take “Gone”" in page


def test_the_header_marks_peoples_training_and_not_training(as_lead, cohort):
    response = as_lead.get(cohort.get_absolute_url())

    marked = [link.title for link in response.context["navigation"] if link.current]
    assert marked == ["People’s training"]
