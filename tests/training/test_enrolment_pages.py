"""Enrolling people: choose them, look at what will happen, confirm."""

import datetime
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from tests.factories import (
    CohortFactory,
    EnrolmentFactory,
    MembershipFactory,
    TeamFactory,
)
from training.models import Enrolment

from .test_course_pages import html

DAY = datetime.timedelta(days=1)


@pytest.fixture
def cohort(north, course, lead):
    return CohortFactory(agency=north, course=course, created_by=lead, name="Spring starters")


@pytest.fixture
def as_lead(client, lead):
    client.force_login(lead)
    return client


def at(name, *args):
    return reverse(f"training:{name}", args=args)


def upload(client, cohort, content):
    data = content if isinstance(content, bytes) else content.encode()
    file = SimpleUploadedFile("people.csv", data, "text/csv")
    return client.post(at("enrol_from_file", cohort.pk), {"file": file})


def confirm(client, page, cohort):
    preview = re.search(r'name="preview" value="([^"]+)"', page.content.decode())
    return client.post(
        at("confirm_enrolment", cohort.pk), {"preview": preview.group(1)}, follow=True
    )


def enrolled(cohort):
    return {e.user for e in cohort.enrolments.filter(left_at=None)}


def test_people_are_enrolled_by_team_role_and_name_after_a_preview(
    as_lead, cohort, north, worker, supervisor, lead, team
):
    other_team = MembershipFactory(agency=north, team=TeamFactory(agency=north)).user
    EnrolmentFactory(cohort=cohort, user=supervisor)
    given = {"teams": [team.pk], "people": [other_team.pk], "roles": ["lead"]}

    preview = as_lead.post(at("enrol", cohort.pk), given)

    assert enrolled(cohort) == {supervisor}
    assert "3 people will be added" in html(preview)
    assert "1 person is in already: no change" in html(preview)
    page = html(confirm(as_lead, preview, cohort))
    assert "3 people added." in page
    assert enrolled(cohort) == {worker, supervisor, lead, other_team}


def test_nobody_ticked_is_told(as_lead, cohort):
    page = html(as_lead.post(at("enrol", cohort.pk), {}))

    assert "Tick at least one team, role or person." in page


def test_people_of_another_agency_cannot_be_ticked(as_lead, cohort, outsider):
    response = as_lead.post(at("enrol", cohort.pk), {"people": [outsider.pk]})

    assert "people" in response.context["form"].errors


@pytest.mark.parametrize("field", ["teams", "roles", "people", "due_on"])
@pytest.mark.parametrize("value", ["9" * 20, "a\0", "-1"])
def test_nonsense_enrols_nobody(as_lead, cohort, worker, field, value):
    response = as_lead.post(at("enrol", cohort.pk), {"people": worker.pk, field: value})

    assert field in response.context["form"].errors
    assert enrolled(cohort) == set()


def test_many_people_are_not_listed_one_by_one(as_lead, cohort, worker, monkeypatch):
    monkeypatch.setattr("training.forms.enrolling.MOST_TO_TICK", 1)

    page = html(as_lead.get(at("enrol", cohort.pk)))

    assert "There are too many people to list here" in page
    assert worker.email not in page


def test_the_template_names_the_columns(as_lead, cohort):
    response = as_lead.get(at("enrolment_template", cohort.pk))

    assert response.content.decode("utf-8-sig") == "email,name,due_on\r\n"


def test_what_is_downloaded_changes_nothing_when_it_comes_back(as_lead, cohort, worker):
    worker.first_name = "=1+1"
    worker.save()
    EnrolmentFactory(cohort=cohort, user=worker, own_due_on=datetime.date(2026, 12, 31))
    content = as_lead.get(at("enrolled_csv", cohort.pk)).content
    assert b"'=1+1" in content

    page = html(upload(as_lead, cohort, content))

    assert "There is nothing to do" in page
    assert "Do this" not in page


def test_a_file_is_carried_out_after_its_preview(as_lead, cohort, worker, supervisor):
    EnrolmentFactory(cohort=cohort, user=worker)
    preview = upload(
        as_lead, cohort, f"email,due_on\n{worker.email},2026-12-31\n{supervisor.email},\n"
    )
    assert enrolled(cohort) == {worker}

    page = html(confirm(as_lead, preview, cohort))

    assert "1 person added. 1 person changed." in page
    assert enrolled(cohort) == {worker, supervisor}
    assert cohort.enrolments.get(user=worker).own_due_on == datetime.date(2026, 12, 31)
    again = html(confirm(as_lead, preview, cohort))
    assert "Everybody on the list is in the cohort already." in again


def test_errors_are_told_with_their_lines_and_nothing_can_be_confirmed(as_lead, cohort, worker):
    content = f"email,due_on\n{worker.email},\n\nnobody@example.org,soon\n{worker.email},\n"

    response = upload(as_lead, cohort, content)

    lines = [(line.number, line.verdict.value) for line in response.context["plan"].in_order]
    assert lines == [(4, "error"), (5, "error"), (2, "add")]
    page = html(response)
    assert "“soon” is not a day." in page
    assert "This person is in line 2 as well." in page
    assert "Do this" not in page


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("mail\na@x", "The first line must name the columns: email, name, due_on."),
        ("email\na\0b", "This is not a CSV file"),
        ("email\n", "The file names columns, but holds no people."),
        ("", "The file is empty. Choose another."),
        ("email\ncafé".encode("latin-1"), "The file is not in UTF-8"),
        (b"x" * (1024 * 1024 + 1), "The file is larger than 1 MB."),
    ],
)
def test_a_file_that_cannot_be_read_is_told_beside_the_field(as_lead, cohort, content, sentence):
    response = upload(as_lead, cohort, content)

    [error] = response.context["form"].errors["file"]
    assert sentence in error


def test_a_file_from_a_foreign_spreadsheet_is_read_and_a_formula_is_only_text(
    as_lead, cohort, worker
):
    content = f"\ufeffemail;due_on;name\r\n{worker.email};31/12/2026;=1+1\r\n=HYPERLINK(1);;\r\n"

    plan = upload(as_lead, cohort, content).context["plan"]

    assert [(x.number, x.verdict.value, x.email) for x in plan.lines] == [
        (2, "add", worker.email),
        (3, "error", "=HYPERLINK(1)"),
    ]


def test_what_changed_after_the_preview_is_shown_again(as_lead, cohort, worker, supervisor):
    preview = upload(as_lead, cohort, f"email\n{worker.email}\n{supervisor.email}\n")
    worker.memberships.update(ends_on=timezone.localdate())

    page = html(confirm(as_lead, preview, cohort))

    assert "Something has changed since you looked, so nothing was done." in page
    assert "1 line has an error" in page
    assert enrolled(cohort) == set()


@pytest.mark.parametrize("preview", ["", "nonsense", "a\0b", "x" * 5000])
def test_a_forged_preview_is_refused(as_lead, cohort, preview):
    response = as_lead.post(at("confirm_enrolment", cohort.pk), {"preview": preview}, follow=True)

    assert response.redirect_chain == [(at("enrol", cohort.pk), 302)]
    assert enrolled(cohort) == set()


def test_a_preview_is_good_for_its_own_cohort_and_person_only(
    as_lead, client, cohort, worker, trainer
):
    preview = upload(as_lead, cohort, f"email\n{worker.email}\n")
    other = CohortFactory(agency=cohort.agency, course=cohort.course)
    confirm(as_lead, preview, other)
    client.force_login(trainer)
    page = html(confirm(client, preview, cohort))

    assert "This preview is too old to be carried out." in page
    assert not Enrolment.objects.exists()
