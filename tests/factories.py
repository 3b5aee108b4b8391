"""Rows for tests."""

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Collection, Locale, Page, Site

from agencies.models import Agency, Membership, Team, User
from agencies.roles import Role


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


def make_quiz(module, title="Quiz", questions=2, pass_mark=80):
    """Its first question has two correct choices, each other one: those that say “Right”."""
    from training.models import Choice, Question, QuizPage

    quiz = QuizPage(title=title, pass_mark=pass_mark)
    for number in range(1, questions + 1):
        question = Question(text=f"Question {number}?", explanation=f"Because {number}.")
        question.choices = [Choice(text="Right", correct=True), Choice(text="Wrong")]
        if number == 1:
            question.kind = Question.Kind.MULTIPLE
            question.choices.add(Choice(text="Right too", correct=True))
        quiz.questions.add(question)
    return module.add_child(instance=quiz)
