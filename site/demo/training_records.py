"""What the invented people have learned so far."""

import random
from contextlib import suppress
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.models import Agency, User
from agencies.roles import Role
from training import actions, queries
from training.models import (
    Answer,
    Attempt,
    Certificate,
    CoursePage,
    LessonCompletion,
    LessonPage,
    QuizPage,
)
from training.papers import Paper
from training.questions import FULL

from .accounts import ACCOUNTS
from .agencies import Story
from .certificates import days_of_issue, hand_out, make_unusual, renew

LESSONS_OF_THE_DEMO_WORKER = 4  # so that there is something to go on with


def make_training_records(
    agencies: list[tuple[Agency, Story]], course: CoursePage, today: date
) -> None:
    """Some people of each agency hold the certificate; the worker one signs in as has begun."""
    sign_ins = {email for _, email in ACCOUNTS}
    certified = set(Certificate.objects.values_list("user", flat=True))
    learned: list[tuple[User, date]] = []
    for agency, story in agencies:
        chance = random.Random(f"training {agency.slug}")  # noqa: S311 - the same every time
        for user in _learners(agency):
            day = today - timedelta(days=chance.randint(20, 500))
            is_trained = chance.random() < story.trained_share and user.email not in sign_ins
            if is_trained and user.pk not in certified:
                learned.append((user, day))
    if learned and not certified:  # else it is a later month, and they have theirs
        _certify(course, learned, today)
    _begin(course, dict(ACCOUNTS)[Role.WORKER])


def _certify(course: CoursePage, learned: list[tuple[User, date]], today: date) -> None:
    """The supervisor one signs in as holds a certificate that ends soon."""
    soon, soon_too, ended, ended_too = days_of_issue(today, course.certificate_months or 24)
    supervisor = User.objects.get(email=dict(ACCOUNTS)[Role.SUPERVISOR])
    (first, _), (second, _), (third, _), *others = learned
    learned = [
        (supervisor, soon_too), (first, soon), (second, ended), (third, ended_too), *others,
    ]  # fmt: skip
    learn(course, learned)
    hand_out(course, learned)
    _renew(course, third, today - timedelta(days=75))
    make_unusual([user for user, _ in others])


def _renew(course: CoursePage, user: User, day: date) -> None:
    _pass_quizzes(user, _papers(course), _in_the_afternoon(day))
    renew(course, user, day)


def _learners(agency: Agency) -> list[User]:
    roles = [Role.WORKER, Role.SUPERVISOR]
    members = User.objects.filter(memberships__agency=agency, memberships__role__in=roles)
    return list(members.order_by("pk"))


def learn(course: CoursePage, learned: list[tuple[User, date]]) -> None:
    lessons = list(LessonPage.objects.descendant_of(course))
    papers = _papers(course)
    for user, day in learned:
        at = _in_the_afternoon(day)
        LessonCompletion.objects.bulk_create(
            LessonCompletion(user=user, lesson=x, lesson_title=x.title, completed_at=at)
            for x in lessons
        )
        _pass_quizzes(user, papers, at)


def _pass_quizzes(user: User, papers: list[tuple[QuizPage, Paper]], at: datetime) -> None:
    attempts = Attempt.objects.bulk_create(
        Attempt(
            user=user,
            quiz=quiz,
            paper=paper,
            started_at=at,
            submitted_at=at,
            marked_at=at,
            earned=len(paper["questions"]),
            total=len(paper["questions"]),
            passed=True,
        )
        for quiz, paper in papers
    )
    Answer.objects.bulk_create(answer for a in attempts for answer in _right_answers(a))


def _papers(course: CoursePage) -> list[tuple[QuizPage, Paper]]:
    return [(quiz, paper_of(quiz)) for quiz in QuizPage.objects.descendant_of(course)]


def _in_the_afternoon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(15)))


def paper_of(quiz: QuizPage) -> Paper:
    """As actions.start_attempt makes one."""
    fixed, _draws = queries.candidates_of(quiz)
    return quiz.paper(fixed, random.Random(quiz.slug))  # noqa: S311 - the same every time


def _right_answers(attempt: Attempt) -> list[Answer]:
    return [
        Answer(
            attempt=attempt,
            question_key=question["key"],
            response=[o["key"] for o in question["definition"]["options"] if o["credit"] == FULL],
            version_id=question["version"],
            saved_at=attempt.submitted_at or attempt.started_at,
            points=1,
            earned=1,
        )
        for question in attempt.paper["questions"]
    ]


def _begin(course: CoursePage, email: str) -> None:
    worker = User.objects.get(email=email)
    sure = {str(s.value): 3 + number for number, s in enumerate(course.statements)}
    with suppress(actions.NotTheTime):  # they have begun, when this is loaded again
        actions.rate_confidence(course=course, values=sure, by=worker)
    for lesson in LessonPage.objects.descendant_of(course)[:LESSONS_OF_THE_DEMO_WORKER]:
        actions.complete_lesson(lesson=lesson, by=worker)
