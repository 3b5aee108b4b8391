"""Rows for tests."""

import datetime
import json

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Locale, Page, Site

from agencies.models import Agency, Membership, Team, User
from agencies.roles import Role
from fidelity.documents import checked, write_json
from fidelity.models import (
    Assessment,
    Domain,
    Instrument,
    InstrumentVersion,
    Item,
    Rating,
    Round,
    Source,
)
from fidelity.models.instruments import rows_of
from training.models import Cohort, Enrolment, Workshop, WorkshopSession


def make_site() -> Site:
    """What Wagtail's migrations put in an empty database, and a home page of ours."""
    from pages.models import HomePage

    Locale.objects.get_or_create(language_code="en-gb")
    if not Collection.objects.exists():
        Collection.add_root(name="Root")
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    home = HomePage.objects.first() or root.add_child(
        instance=HomePage(title="Home", slug="home-page")
    )
    return Site.objects.get_or_create(
        is_default_site=True, defaults={"hostname": "localhost", "root_page": home}
    )[0]


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence("person{}@example.org".format)
    first_name = "Robin"
    last_name = factory.Sequence("Person{}".format)


class AgencyFactory(DjangoModelFactory):
    class Meta:
        model = Agency

    name = factory.Sequence("Agency {}".format)
    slug = factory.Sequence("agency-{}".format)


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team

    agency = factory.SubFactory(AgencyFactory)
    name = factory.Sequence("Team {}".format)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    user = factory.SubFactory(UserFactory)
    agency = factory.SubFactory(AgencyFactory)
    role = Role.WORKER


def make_course(title="Core course", modules=1, lessons=2, questions=2, is_core=True):
    """A published course in the page tree; each of its modules ends with a quiz."""
    from training.models import CourseIndexPage, CoursePage

    home = make_site().root_page
    index = CourseIndexPage.objects.first() or home.add_child(
        instance=CourseIndexPage(title="Courses", slug="courses")
    )
    course = index.add_child(
        instance=CoursePage(title=title, summary="What it is about.", is_core=is_core)
    )
    for number in range(1, modules + 1):
        make_module(course, f"Module {number}", lessons, questions)
    return course


def make_module(course, title="Module", lessons=2, questions=2):
    from training.models import LessonPage, ModulePage

    module = course.add_child(instance=ModulePage(title=title, summary="Its lessons."))
    for number in range(1, lessons + 1):
        module.add_child(
            instance=LessonPage(
                title=f"{title}, lesson {number}",
                summary="A short lesson.",
                body=[("text", "<p>Start with the person.</p>")],
            )
        )
    make_quiz(module, f"{title}, quiz", questions)
    return module


def choices(*right, wrong=("Wrong",)):
    """A question's choices: their text is their key too."""
    return [
        {"key": text, "text": text, "credit": "100" if text in right else "0", "feedback": ""}
        for text in [*right, *wrong]
    ]


def single(stem="Which?", **more):
    options = choices("Right")
    return {
        "kind": "single", "stem": stem, "points": 1, "feedback": "", "options": options, **more
    }  # fmt: skip


def multiple(stem="Which ones?", rule="all-or-nothing", **more):
    options = choices("Right", "Right too")
    return {
        "kind": "multiple", "stem": stem, "points": 1, "feedback": "", "options": options,
        "rule": rule, **more,
    }  # fmt: skip


def essay(stem="What would you do?", **more):
    return {
        "kind": "essay", "stem": stem, "points": 1, "feedback": "", "guidance": "", **more
    }  # fmt: skip


def make_question(definition, bank="Bank", outcome=None):
    """A question of the bank, as the editor saves it."""
    from training.models import Outcome, Question, QuestionBank
    from training.models.question_content import block_of

    return Question.objects.create(
        bank=QuestionBank.objects.get_or_create(name=bank)[0],
        outcome=outcome and Outcome.objects.get_or_create(name=outcome)[0],
        content=json.dumps([block_of(definition)]),
    )


def make_quiz(module, title="Quiz", questions=2, pass_mark=80, definitions=None, **settings):
    """Its first question has two correct choices, each other one: those that say “Right”."""
    from training.models import QuizPage, QuizQuestion

    if definitions is None:
        feedback = [f"Because {number}." for number in range(1, questions + 1)]
        definitions = [
            (multiple if number == 1 else single)(f"Question {number}?", feedback=because)
            for number, because in enumerate(feedback, start=1)
        ]
    quiz = QuizPage(title=title, pass_mark=pass_mark, **settings)
    quiz.questions = [
        QuizQuestion(sort_order=number, question=make_question(definition, bank=title))
        for number, definition in enumerate(definitions)
    ]
    return module.add_child(instance=quiz)


class InstrumentFactory(DjangoModelFactory):
    class Meta:
        model = Instrument

    slug = factory.Sequence("instrument-{}".format)
    name = factory.Sequence("Instrument {}".format)
    notice = "Illustrative, not validated"


class InstrumentVersionFactory(DjangoModelFactory):
    """Items A1 to A4 and B1 to B3, rated 1 to 5, of which A3 and B3 may be not applicable, unless
    `domains` says how many items each domain has, or `definition` says everything."""

    class Meta:
        model = InstrumentVersion
        exclude = ["domains", "definition"]

    domains = {"A": 4, "B": 3}
    definition = factory.LazyAttribute(
        lambda o: checked(
            simple_instrument(
                o.domains, slug=o.instrument.slug, name=o.instrument.name, number=o.number
            )
        )
    )
    instrument = factory.SubFactory(InstrumentFactory)
    number = 1
    name = factory.LazyAttribute(lambda o: o.definition.name)
    notice = factory.LazyAttribute(lambda o: o.definition.notice)
    document = factory.LazyAttribute(lambda o: write_json(o.definition))
    published_at = factory.LazyFunction(timezone.now)

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        version = super()._create(model_class, *args, **kwargs)
        domains, items = rows_of(version)
        Domain.objects.bulk_create(domains)
        Item.objects.bulk_create(items)
        return version


def simple_instrument(domains, **said):
    """The document of an instrument with so many items in each domain; every third may be not
    applicable."""
    return {
        "notice": "Illustrative, not validated",
        "guidance": "Rate what the team has done.",
        "minimum": 1,
        "maximum": 5,
        "total": {"method": "mean", "minimum_coverage": "1/2"},
        "domains": [
            {
                "code": code,
                "name": f"Part {code}",
                "items": [simple_item(code, number) for number in range(1, size + 1)],
            }
            for code, size in domains.items()
        ],
    } | said


def simple_item(domain, number):
    item = {
        "code": f"{domain}{number}",
        "name": f"Item {number} of Part {domain}",
        "definition": "What to look for.",
        "anchors": [f"What a {value} looks like." for value in range(1, 6)],
    }
    if number == 3:
        item |= {"not_applicable": "excluded", "not_applicable_when": "Nobody wanted it."}
    return item


class RoundFactory(DjangoModelFactory):
    """A round that is open today."""

    class Meta:
        model = Round

    agency = factory.SubFactory(AgencyFactory)
    version = factory.SubFactory(InstrumentVersionFactory)
    name = factory.Sequence("Round {}".format)
    opens_on = factory.LazyFunction(lambda: timezone.localdate() - datetime.timedelta(days=3))
    closes_on = factory.LazyAttribute(lambda r: r.opens_on + datetime.timedelta(days=27))


class AssessmentFactory(DjangoModelFactory):
    class Meta:
        model = Assessment

    round = factory.SubFactory(RoundFactory)
    agency = factory.SelfAttribute("round.agency")
    team = factory.SubFactory(TeamFactory, agency=factory.SelfAttribute("..agency"))
    assessor = factory.SubFactory(UserFactory)
    source = Source.SUPERVISOR


def rate(assessment, given):
    """Rate items by their code: a number, or in words why one does not apply. An answer that is
    text itself, such as "yes", goes in a tuple: ("yes",)."""
    items = Item.objects.filter(domain__version=assessment.round.version_id)
    codes = {item.code: item for item in items}
    for code, value in given.items():
        if isinstance(value, str):
            given = {"na_reason": value}
        else:
            given = {"value": value[0] if isinstance(value, tuple) else str(value)}
        Rating.objects.create(assessment=assessment, item=codes[code], **given)
    return assessment


class CohortFactory(DjangoModelFactory):
    class Meta:
        model = Cohort

    name = factory.Sequence("Cohort {}".format)
    course = factory.LazyFunction(make_course)
    course_title = factory.LazyAttribute(lambda cohort: cohort.course.title)
    agency = factory.SubFactory(AgencyFactory)
    created_by = factory.SubFactory(UserFactory)


class EnrolmentFactory(DjangoModelFactory):
    class Meta:
        model = Enrolment

    cohort = factory.SubFactory(CohortFactory)
    user = factory.SubFactory(UserFactory)
    enrolled_by = factory.SelfAttribute("cohort.created_by")


class WorkshopFactory(DjangoModelFactory):
    class Meta:
        model = Workshop

    title = factory.Sequence("Workshop {}".format)
    module_title = factory.LazyAttribute(lambda w: w.module.title if w.module else "")
    module = None
    agency = factory.SubFactory(AgencyFactory)
    place = "Room 1"
    led_by_name = "Terry Trainer"
    created_by = factory.SubFactory(UserFactory)


class WorkshopSessionFactory(DjangoModelFactory):
    """A session of two hours that began yesterday."""

    class Meta:
        model = WorkshopSession

    workshop = factory.SubFactory(WorkshopFactory)
    starts_at = factory.LazyFunction(lambda: timezone.now() - datetime.timedelta(days=1))
    ends_at = factory.LazyAttribute(lambda s: s.starts_at + datetime.timedelta(hours=2))
