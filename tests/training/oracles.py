"""The slow, obvious way to work out what training.queries says."""

from agencies.roles import Role
from training.models import Attempt, LessonCompletion, LessonPage, QuizPage


def all_right(paper):
    return {q["key"]: [c["key"] for c in q["choices"] if c["correct"]] for q in paper["questions"]}


def all_wrong(paper):
    return {
        q["key"]: [next(c["key"] for c in q["choices"] if not c["correct"])]
        for q in paper["questions"]
    }


def steps_done(user, course):
    """The titles of the lessons and quizzes done, by walking the tree page by page."""
    done = []
    for module in course.get_children().live():
        for page in module.get_children().live().specific():
            if isinstance(page, LessonPage):
                is_done = LessonCompletion.objects.filter(user=user, lesson=page).exists()
            else:
                assert isinstance(page, QuizPage)
                is_done = any(a.passed for a in Attempt.objects.filter(user=user, quiz=page))
            if is_done:
                done.append(page.title)
    return done


def trained_of_eligible(agency, today):
    eligible, trained = set(), set()
    for membership in agency.memberships.all():
        begun = membership.starts_on <= today
        ended = membership.ends_on is not None and membership.ends_on < today
        if membership.role in (Role.WORKER, Role.SUPERVISOR) and begun and not ended:
            eligible.add(membership.user)
    for person in eligible:
        for certificate in person.certificates.all():
            course = certificate.course
            if course and course.is_core and course.live and certificate.revoked_at is None:
                trained.add(person)
    return len(eligible), len(trained)
