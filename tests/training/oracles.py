"""The slow, obvious way to work out what training.queries says."""

from agencies.roles import Role
from training.models import Attempt, LessonCompletion, LessonPage, QuizPage


def all_right(paper):
    """Of a paper whose questions are all choices."""
    return {q["key"]: keys_worth("100", q) for q in paper["questions"]}


def all_wrong(paper):
    return {q["key"]: keys_worth("0", q)[:1] for q in paper["questions"]}


def keys_worth(credit, question):
    return [o["key"] for o in question["definition"]["options"] if o["credit"] == credit]


def steps_done(user, course):
    """The titles of the lessons and quizzes done, by walking the tree page by page."""
    done = []
    for module in course.get_children().live():
        for page in module.get_children().live().specific():
            if isinstance(page, LessonPage):
                is_done = LessonCompletion.objects.filter(
                    user=user, lesson=page, edition=page.edition
                ).exists()
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


def essays_that_wait(marker):
    """The answers to essays that nobody has marked, paper by paper; never the marker's own."""
    if Role.TRAINER not in marker.roles and Role.ADMINISTRATOR not in marker.roles:
        return set()
    found = set()
    for attempt in Attempt.objects.exclude(user=marker):
        essays = [q["key"] for q in attempt.paper["questions"] if is_essay(q)]
        for answer in attempt.answers.all():
            is_written = answer.question_key in essays and answer.response.strip() != ""
            if attempt.submitted_at and is_written and not answer.marks.exists():
                found.add(answer)
    return found


def is_essay(question):
    return question["definition"]["kind"] == "essay"
