"""What test_access looks at: North and all its people, with one of each thing that a URL names."""

import datetime
from types import SimpleNamespace
from uuid import UUID

from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.documents.models import Document

from agencies import actions as agencies_actions
from agencies.roles import Role
from fidelity.documents import checked
from fidelity.models import Item, Source
from pages.models import NewsIndexPage, NewsPage
from tests.factories import (
    AssessmentFactory,
    CohortFactory,
    EnrolmentFactory,
    InstrumentVersionFactory,
    MembershipFactory,
    RoundFactory,
    TeamFactory,
    UserFactory,
    WorkshopSessionFactory,
    essay,
    make_course,
    make_question,
    make_quiz,
    simple_instrument,
    single,
)
from training import actions as training_actions
from training.models import Certificate, CertificateBatch, LessonPage, QuizPage

PART = UUID(int=7)  # of the lesson


def build(fixture):
    """Make it all with pytest's fixtures, which `fixture` answers with by name."""
    names = ("worker", "supervisor", "lead", "trainer", "researcher", "commissioner", "reviewer",
             "administrator", "outsider")  # fmt: skip
    people = {name: fixture(name) for name in names}
    north, team, worker = fixture("north"), fixture("team"), people["worker"]
    supervisor, trainer = people["supervisor"], people["trainer"]
    colleague = MembershipFactory(agency=north, role=Role.SUPERVISOR).user
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    long_ago = yesterday - datetime.timedelta(days=100)
    former = MembershipFactory(
        agency=north, role=Role.LEAD, starts_on=long_ago, ends_on=yesterday
    ).user
    suspended = MembershipFactory(
        user=UserFactory(is_active=False), agency=north, role=Role.LEAD
    ).user
    version = InstrumentVersionFactory()
    today = timezone.localdate()
    round_ = RoundFactory(agency=north, version=version, opens_on=long_ago, closes_on=today)
    with fixture("django_capture_on_commit_callbacks")(execute=True):
        invitation = agencies_actions.invite(
            email="new@example.org", first_name="New", last_name="Person", role=Role.WORKER,
            agency=north, team=None, by=people["lead"],
        )  # fmt: skip
    course = make_course()
    quiz = QuizPage.objects.get()
    lesson = _with_parts(LessonPage.objects.first(), course)
    entry = training_actions.write_reflection(
        lesson=lesson, reflection=PART, text="Words.", by=worker
    )
    training_actions.share_entry(entry=entry, supervisors=[supervisor], by=worker)
    cohort = CohortFactory(agency=north, course=course)
    return SimpleNamespace(
        people={
            **people, "anonymous": None, "suspended": suspended, "former": former,
            "colleague": colleague,
        },
        team=team,
        membership=worker.memberships.get(),
        invitation=invitation,
        token=fixture("mailoutbox")[0].body.split("/people/invitations/")[1].split("/")[0],
        course=course,
        lesson=lesson,
        shared=entry.shares.get(),
        post=training_actions.write_post(page=lesson, kind="question", text="?", by=worker),
        news=_news(fixture("site").root_page),
        quiz=quiz,
        marked=_marked_attempt(quiz, worker),
        essay=_essay(quiz, worker),
        essay_with_a_result=_essay_with_a_result(quiz, worker, trainer),
        question=quiz.questions.first().question,
        attempt=training_actions.start_attempt(quiz=quiz, by=worker),
        one_by_one=_attempt_one_by_one(quiz, worker),
        certificate=Certificate.objects.create(
            number="CP-2026-AAAA-BBBB", user=worker, course=course, holder_name="W",
            course_title="C",
        ),
        batch=CertificateBatch.objects.create(
            course=course, course_title="C", started_by=trainer,
            archive=ContentFile(b"zip", "certificates.zip"),
        ),
        cohort=cohort,
        enrolled=EnrolmentFactory(cohort=cohort, user=worker).user,
        session=WorkshopSessionFactory(workshop__agency=north),
        round=round_,
        item=Item.objects.filter(domain__version=version).first(),
        draft=AssessmentFactory(
            round=round_, team=TeamFactory(agency=north), agency=north, assessor=supervisor
        ),
        writable=_writable(north, supervisor),
        signed=_signed(round_, TeamFactory(agency=north), supervisor),
        document=Document.objects.create(title="Doc", file=ContentFile(b"text", "doc.txt")),
    )  # fmt: skip


def _with_parts(lesson, course):
    """The lesson, with one of each part that has an address."""
    course.conversation = "questions"
    course.save()
    values = {
        "reflection": {"prompt": "Why?"},
        "exercise": {"title": "Walk", "minutes": 5, "body": "<p>Walk.</p>"},
        "question": {"question": make_question(single()).pk},
    }
    lesson.body = [{"type": k, "value": v, "id": str(PART)} for k, v in values.items()]
    lesson.save()
    return LessonPage.objects.get(pk=lesson.pk)


def _news(home):
    index = home.add_child(instance=NewsIndexPage(title="News", lede="All."))
    news = NewsPage(title="A day", date="2026-11-01", summary="S", body="B", comments_open=True)
    return index.add_child(instance=news)


def _marked_attempt(quiz, by):
    attempt = training_actions.start_attempt(quiz=quiz, by=by)
    answers = {q["key"]: q["shown"][:1] for q in attempt.paper["questions"]}
    training_actions.submit_attempt(attempt=attempt, answers=answers, by=by)
    return attempt


def _essay_with_a_result(beside, by, marker):
    answer = _essay(beside, by)
    training_actions.mark_essay(answer=answer, points=1, comment="", seen=0, by=marker)
    return answer


def _essay(beside, by):
    """An answer that waits to be marked."""
    quiz = make_quiz(beside.get_parent(), "Essay", definitions=[essay()])
    attempt = training_actions.start_attempt(quiz=quiz, by=by)
    answers = {q["key"]: "I would ask." for q in attempt.paper["questions"]}
    training_actions.submit_attempt(attempt=attempt, answers=answers, by=by)
    return attempt.answers.get()


def _attempt_one_by_one(like, by):
    """An attempt whose questions are answered one at a time."""
    quiz = like.copy(update_attrs={"slug": "one-by-one"})
    quiz.feedback = QuizPage.Feedback.EACH
    quiz.save()
    return training_actions.start_attempt(quiz=quiz, by=by)


def _writable(north, by):
    """A draft whose first domain asks for examples."""
    said = simple_instrument({"A": 1}, slug="examples", name="Examples")
    said["domains"][0]["examples"] = "Such as?"
    version = InstrumentVersionFactory(definition=checked(said))
    round_ = RoundFactory(agency=north, version=version)
    return AssessmentFactory(round=round_, team=TeamFactory(agency=north), assessor=by)


def _signed(round_, team, by):
    return AssessmentFactory(
        round=round_, team=team, agency=round_.agency, assessor=by, source=Source.SUPERVISOR,
        signed_at=timezone.now(),
    )  # fmt: skip
