"""Who is expected to take the course, how far they have come, and workshops in a room."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.models import Agency, User
from agencies.roles import Role
from training import actions
from training.models import (
    Attempt,
    Certificate,
    Cohort,
    CoursePage,
    Enrolment,
    LessonCompletion,
    LessonPage,
    ModulePage,
    QuizPage,
    Workshop,
    WorkshopSession,
    learners_of,
)

from .accounts import ACCOUNTS
from .training_records import paper_of

SIGN_INS = dict(ACCOUNTS)


def make_cohorts(course: CoursePage, today: date) -> None:
    """Once: what is there is left as it is."""
    if Cohort.objects.exists():
        return
    lead, trainer, worker = (
        User.objects.get(email=SIGN_INS[role]) for role in (Role.LEAD, Role.TRAINER, Role.WORKER)
    )
    agency = Agency.objects.get(memberships__user=lead)
    _agencys_cohort(course, agency, lead, today)
    _programmes_cohort(course, trainer, today)
    actions.set_extra_time(user=worker, percent=25, reason="Agreed adjustment", by=lead)
    _past_workshop(agency, trainer, worker, today)
    _cascade(agency, lead, today)
    _coming_workshop(trainer, today)


def _agencys_cohort(course: CoursePage, agency: Agency, lead: User, today: date) -> None:
    """People at different points: done, going, stuck in two ways, and not begun."""
    begun = today - timedelta(days=45)
    cohort = actions.create_cohort(
        name="This year’s starters",
        course=course,
        agency=agency,
        starts_on=begun,
        due_on=today + timedelta(days=30),
        by=lead,
    )
    people = list(learners_of(agency).exclude(pk=lead.pk))
    _enrol(cohort, people, begun)
    trained = Certificate.objects.filter(course=course).values("user")
    learning = list(
        learners_of(agency).exclude(pk__in=trained).exclude(email__in=SIGN_INS.values())
    )
    for user, (lessons, days_ago, failed) in zip(
        learning, [(3, 32, 0), (2, 5, 3), (7, 2, 0)], strict=False
    ):
        _come_as_far_as(course, user, lessons, today - timedelta(days=days_ago), failed)


def _programmes_cohort(course: CoursePage, trainer: User, today: date) -> None:
    cohort = actions.create_cohort(
        name="Supervisors of the programme",
        course=course,
        agency=None,
        starts_on=today - timedelta(days=90),
        due_on=today - timedelta(days=7),
        by=trainer,
    )
    supervisors = User.objects.filter(memberships__role=Role.SUPERVISOR).distinct()
    _enrol(cohort, supervisors, cohort.starts_on)


def _enrol(cohort: Cohort, people: Iterable[User], day: date) -> None:
    at = _at(day, 9)
    by = cohort.created_by
    Enrolment.objects.bulk_create(
        Enrolment(cohort=cohort, user=user, enrolled_at=at, enrolled_by=by) for user in people
    )


def _come_as_far_as(course: CoursePage, user: User, lessons: int, day: date, failed: int) -> None:
    done = LessonPage.objects.descendant_of(course).order_by("path")[:lessons]
    LessonCompletion.objects.bulk_create(
        LessonCompletion(user=user, lesson=x, lesson_title=x.title, completed_at=_at(day, 15))
        for x in done
    )
    quiz = QuizPage.objects.descendant_of(course).order_by("path").first()
    if quiz is None:
        return
    paper = paper_of(quiz)
    Attempt.objects.bulk_create(
        Attempt(
            user=user,
            quiz=quiz,
            paper=paper,
            started_at=_at(day, 15 + n),
            submitted_at=_at(day, 15 + n),
            marked_at=_at(day, 15 + n),
            earned=0,
            total=len(paper["questions"]),
            passed=False,
        )
        for n in range(failed)
    )


def _past_workshop(agency: Agency, trainer: User, worker: User, today: date) -> None:
    """Two mornings, after which a module counts as done."""
    module = ModulePage.objects.order_by("path")[1]
    module.attendance_completes = True
    module.save()
    workshop = _workshop(
        trainer, agency, "Mapping networks together", "Community centre, large room", module
    )
    there = [worker, *learners_of(agency).exclude(pk=worker.pk)[:6]]
    for weeks in (5, 4):
        session = _session(workshop, today - timedelta(weeks=weeks), 9, 13, trainer)
        actions.take_register(session=session, listed=there, present=there, revision=0, by=trainer)
        there = there[:-1]  # one came to the first only


def _cascade(agency: Agency, lead: User, today: date) -> None:
    """One session yesterday, with its register still to be taken, and one to come."""
    workshop = _workshop(lead, agency, "What we learned, for the team", "Team room", cascade=True)
    for days in (-1, 13):
        _session(workshop, today + timedelta(days=days), 14, 16, lead)


def _coming_workshop(trainer: User, today: date) -> None:
    workshop = _workshop(
        trainer, None, "Practising the first conversation", "Library, room 2", notes="Bring lunch."
    )
    for days in (14, 21):
        _session(workshop, today + timedelta(days=days), 10, 15, trainer)


def _workshop(
    by: User,
    agency: Agency | None,
    title: str,
    place: str,
    module: ModulePage | None = None,
    *,
    cascade: bool = False,
    notes: str = "",
) -> Workshop:
    return actions.create_workshop(
        agency=agency,
        title=title,
        module=module,
        place=place,
        led_by_name=str(by),
        is_cascade=cascade,
        notes=notes,
        by=by,
    )


def _session(workshop: Workshop, day: date, begins: int, ends: int, by: User) -> WorkshopSession:
    session = WorkshopSession(workshop=workshop)
    actions.save_session(
        session=session, starts_at=_at(day, begins), ends_at=_at(day, ends), place="", by=by
    )
    return session


def _at(day: date, hour: int) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(hour)))
