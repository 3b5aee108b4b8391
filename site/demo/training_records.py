"""What the invented people have learned so far."""

import random
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from agencies.models import Agency, User
from agencies.roles import Role
from training import actions
from training.certificate_numbers import ALPHABET
from training.models import (
    Answer,
    Attempt,
    Certificate,
    CoursePage,
    LessonCompletion,
    LessonPage,
    QuizPage,
)

from .accounts import ACCOUNTS
from .agencies import Story

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
    _save(course, learned)
    _begin(course, dict(ACCOUNTS)[Role.WORKER])


def _learners(agency: Agency) -> list[User]:
    roles = [Role.WORKER, Role.SUPERVISOR]
    members = User.objects.filter(memberships__agency=agency, memberships__role__in=roles)
    return list(members.order_by("pk"))


def _save(course: CoursePage, learned: list[tuple[User, date]]) -> None:
    lessons = list(LessonPage.objects.descendant_of(course))
    papers = [(quiz, quiz.as_paper()) for quiz in QuizPage.objects.descendant_of(course)]
    for user, day in learned:
        at = timezone.make_aware(datetime.combine(day, time(15)))
        LessonCompletion.objects.bulk_create(
            LessonCompletion(user=user, lesson=x, lesson_title=x.title, completed_at=at)
            for x in lessons
        )
        attempts = Attempt.objects.bulk_create(
            Attempt(
                user=user,
                quiz=quiz,
                paper=paper,
                started_at=at,
                submitted_at=at,
                correct=len(paper["questions"]),
                total=len(paper["questions"]),
                passed=True,
            )
            for quiz, paper in papers
        )
        Answer.objects.bulk_create(answer for a in attempts for answer in _right_answers(a))
    Certificate.objects.bulk_create(
        Certificate(
            number=_number(user, day),
            user=user,
            course=course,
            holder_name=str(user),
            course_title=course.title,
            issued_on=day,
        )
        for user, day in learned
    )


def _right_answers(attempt: Attempt) -> list[Answer]:
    return [
        Answer(
            attempt=attempt,
            question_key=question["key"],
            choices=[choice["key"] for choice in question["choices"] if choice["correct"]],
        )
        for question in attempt.paper["questions"]
    ]


def _number(user: User, day: date) -> str:
    """As real numbers look, but the same each time: these certify nobody."""
    letters = random.Random(user.email).choices(ALPHABET, k=8)  # noqa: S311
    return f"CP-{day.year}-{''.join(letters[:4])}-{''.join(letters[4:])}"


def _begin(course: CoursePage, email: str) -> None:
    worker = User.objects.get(email=email)
    for lesson in LessonPage.objects.descendant_of(course)[:LESSONS_OF_THE_DEMO_WORKER]:
        actions.complete_lesson(lesson=lesson, by=worker)
