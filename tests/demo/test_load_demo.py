"""The demonstration, loaded once for the whole file: it takes some seconds."""

import datetime
import json
from fractions import Fraction
from itertools import pairwise
from statistics import mean

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.models import Locale, Page

from agencies.models import Agency, Membership, Team, User
from agencies.roles import Role
from demo.accounts import ACCOUNTS, PASSWORD
from fidelity.definitions import Policy
from fidelity.models import Assessment, InstrumentVersion, Rating, Round, StoredScore
from tests.factories import make_site
from training import queries
from training.models import (
    Attempt,
    Attendance,
    Certificate,
    CertificateDesign,
    Cohort,
    CoursePage,
    Enrolment,
    LessonPage,
    ModulePage,
    QuizPage,
    SavedComment,
    Workshop,
    WorkshopSession,
)
from training.reviewers import make_reviewers
from training.standing import Status

from ..fidelity import plain_scoring

COUNTED = [
    Agency, Team, User, Membership, Round, Assessment, Rating, StoredScore, InstrumentVersion,
    Page, Certificate, Locale, Attempt, Attendance, CertificateDesign, Cohort, Enrolment, Workshop,
    WorkshopSession,
]  # fmt: skip


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """The demonstration's rows, undone when this file's tests are over."""
    with django_db_blocker.unblock(), transaction.atomic():
        make_site()
        make_reviewers(apps)
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


def counts():
    return {model.__name__: model.objects.count() for model in COUNTED}


def mean_totals(agency_name):
    """The agency's mean total of each round that has one, oldest first."""
    rounds = Round.objects.filter(agency__name=agency_name).order_by("opens_on")
    totals = [list(StoredScore.objects.totals().filter(round=r)) for r in rounds]
    return [float(mean(score.value for score in scores)) for scores in totals if scores]


def test_there_are_agencies_teams_and_people_enough(demo):
    teams = [agency.teams.count() for agency in Agency.objects.all()]

    assert len(teams) == 14
    assert (min(teams), max(teams)) == (1, 4)
    assert 140 <= User.objects.count() <= 170
    for agency in Agency.objects.all():
        assert agency.memberships.filter(role=Role.LEAD).count() == 1
        for team in agency.teams.all():
            assert team.memberships.filter(role=Role.SUPERVISOR).count() == 1
            assert 2 <= team.memberships.filter(role=Role.WORKER).count() <= 4


def test_one_can_sign_in_as_each_role_and_as_nobody_else(demo):
    can_sign_in = {user.email for user in User.objects.all() if user.has_usable_password()}

    assert can_sign_in == {email for _, email in ACCOUNTS}
    for role, email in ACCOUNTS:
        user = User.objects.get(email=email)
        assert (user.roles, user.check_password(PASSWORD)) == ({role}, True)


def test_every_agency_has_eighteen_monthly_rounds_of_which_one_is_open(demo):
    for agency in Agency.objects.all():
        rounds = list(agency.rounds.order_by("opens_on"))
        assert len(rounds) == 18
        assert [r.is_open for r in rounds] == [False] * 17 + [True]
        assert all(a.closes_on < b.opens_on for a, b in pairwise(rounds))


def test_every_shipped_instrument_is_there_and_the_checklist_rates(demo):
    rated_with = set(Round.objects.values_list("version__instrument__slug", flat=True))

    assert InstrumentVersion.objects.in_use().count() == 4
    assert rated_with == {"connecting-people-checklist"}


def test_every_stored_score_is_the_one_reckoned_anew(demo):
    document = json.loads(Round.objects.first().version.document)
    blank = {item["code"]: "" for item in plain_scoring.items_of(document)}
    given, scores = {}, {}
    for rating in Rating.objects.select_related("item"):
        answer = plain_scoring.NA if rating.na_reason else rating.value
        given.setdefault(rating.assessment_id, {})[rating.item.code] = answer
    for score in StoredScore.objects.select_related("domain"):
        exact = Fraction(score.exact) if score.exact else None
        scores.setdefault(score.assessment_id, {})[score.domain.code if score.domain else ""] = (
            exact
        )

    assert set(scores) == set(given) == set(Assessment.objects.values_list("pk", flat=True))
    for pk, answers in given.items():
        reckoned = plain_scoring.score(document, blank | answers)
        parts = {"": reckoned["total"], **reckoned["domains"]}
        assert scores[pk] == {part: score[0] for part, score in parts.items()}


def test_the_stored_scores_are_proved_by_the_command(demo, capsys):
    call_command("rescore", "--check")

    assert capsys.readouterr().out.endswith("all as stored.\n")


def test_every_assessment_could_have_been_made_on_the_screens(demo):
    for assessment in Assessment.objects.select_related("round", "team"):
        assert assessment.round.opens_on <= assessment.observed_on <= assessment.round.closes_on
        assert assessment.started_at < assessment.signed_at
        assert assessment.team.agency_id == assessment.agency_id == assessment.round.agency_id
    items = Round.objects.first().version.definition.by_code
    not_applicable = Rating.objects.exclude(na_reason="").values_list("item__code", flat=True)
    assert {items[code].not_applicable for code in not_applicable} == {Policy.EXCLUDED}
    assert set(Rating.objects.values_list("value", flat=True)) == {"", *"12345"}


def test_one_agency_improves_one_slips_and_one_rates_seldom(demo):
    better, worse = mean_totals("Amberfold Trust"), mean_totals("Brindlemoor Council")

    assert mean(better[-3:]) - mean(better[:3]) > 0.7
    assert mean(worse[-3:]) - mean(worse[:3]) < -0.7
    assert 1 <= len(mean_totals("Cobbleford Connect")) <= 9
    assert all(1 <= value <= 5 for value in better + worse)


def test_there_is_a_course_to_take(demo):
    quizzes = QuizPage.objects.live()

    assert CoursePage.objects.live().filter(is_core=True).count() == 1
    assert ModulePage.objects.live().count() >= 4
    assert LessonPage.objects.live().count() == 12 + 2 + 2
    assert min(quiz.questions.count() for quiz in quizzes) >= 3
    assert quizzes.count() == ModulePage.objects.live().count() + 1  # one more for essays


def test_essays_wait_for_the_trainer_one_signs_in_as(demo):
    trainer = User.objects.get(email=dict(ACCOUNTS)[Role.TRAINER])

    piles = queries.marking_queue(trainer).piles

    assert [(pile.quiz, pile.waiting) for pile in piles] == [("In your own words", 3)] * 2
    assert SavedComment.objects.count() == 3


def test_one_agency_has_its_own_module_and_supervisors_a_course_of_theirs(demo):
    own = ModulePage.objects.exclude(agencies=None).get()
    track = CoursePage.objects.get(audience=CoursePage.Audience.SUPERVISORS)
    worker, supervisor = (
        User.objects.get(email=dict(ACCOUNTS)[role]) for role in (Role.WORKER, Role.SUPERVISOR)
    )

    assert [agency.name for agency in own.agencies.all()] == ["Amberfold Trust"]
    assert own in ModulePage.objects.meant_for(worker)
    assert track not in CoursePage.objects.open_to(worker)
    assert track in CoursePage.objects.open_to(supervisor)


def test_a_module_waits_for_another_one(demo):
    worker = User.objects.get(email=dict(ACCOUNTS)[Role.WORKER])
    last = ModulePage.objects.get(slug="the-agency-around-you")

    assert queries.locks_on(worker, last) == ("Complete the module “Working as equals”.",)


def test_a_lesson_waits_for_the_reviewer_one_can_sign_in_as(demo):
    lesson = LessonPage.objects.not_live().get()
    reviewer = User.objects.get(email=dict(ACCOUNTS)[Role.REVIEWER])

    assert reviewer.has_perm("wagtailadmin.access_admin")
    actions = lesson.current_workflow_task.get_actions(lesson, reviewer)
    assert "approve" in [name for name, _label, _more in actions]


def test_some_are_trained_and_the_demonstrations_worker_has_begun(demo):
    worker = User.objects.get(email=dict(ACCOUNTS)[Role.WORKER])

    assert 40 <= Certificate.objects.count() < User.objects.count()
    assert worker.lesson_completions.count() == 4


def test_certificates_of_two_designs_end_soon_have_ended_and_are_renewed(demo):
    designs = CoursePage.objects.values_list("certificate_design__name", flat=True)
    soon = timezone.localdate() + datetime.timedelta(days=7)

    assert len(set(designs) - {None}) == 2
    assert Certificate.objects.valid().filter(expires_on__lte=soon).exists()
    assert Certificate.objects.expired().not_followed().exists()
    renewed = Certificate.objects.get(renews__isnull=False)
    assert renewed.is_valid
    assert renewed.renews.has_expired


def test_people_of_a_cohort_are_at_every_stage_and_a_workshop_has_past_and_coming_sessions(demo):
    cohort = Cohort.objects.get(agency__isnull=False)
    stages = {person.status for person in queries.standings(cohort)}
    now = timezone.now()

    assert stages == {Status.NOT_STARTED, Status.GOING, Status.STUCK, Status.DONE}
    past = Workshop.objects.filter(sessions__ends_at__lt=now)
    assert past.filter(sessions__starts_at__gt=now).exists()


def test_loading_again_changes_nothing(demo):
    before = counts()

    call_command("load_demo", verbosity=0)

    assert counts() == before
