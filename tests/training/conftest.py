import pytest
from django.apps import apps

from agencies.models import User
from agencies.roles import Role
from tests.factories import MembershipFactory, essay, make_course, make_quiz, single
from training.models import LessonPage, ModulePage, QuizPage
from training.reviewers import make_reviewers
from training.trainers import make_trainers_group


@pytest.fixture
def course():
    """A core course of one module: two lessons, then a quiz of two questions."""
    return make_course()


@pytest.fixture
def module(course):
    return ModulePage.objects.descendant_of(course).order_by("path").first()


@pytest.fixture
def lessons(course):
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


@pytest.fixture
def lesson(lessons):
    return lessons[0]


@pytest.fixture
def quiz(course):
    return QuizPage.objects.descendant_of(course).order_by("path").first()


@pytest.fixture
def learner(client, worker):
    """A browser in which the worker has signed in."""
    client.force_login(worker)
    return client


@pytest.fixture
def reviewing(site, reviewer):
    """The workflow, with the reviewer in its group."""
    reviewer.groups.add(make_reviewers(apps))


@pytest.fixture
def author(client, trainer, course):
    """A browser in which a trainer has signed in."""
    trainer.groups.add(make_trainers_group(apps))
    client.force_login(trainer)
    return client


@pytest.fixture
def essay_quiz(module):
    """A choice worth one point and an essay worth four, marked blind."""
    guidance = "<p>Look for a step.</p>"
    definitions = [single(), essay("<p>What would you do?</p>", points=4, guidance=guidance)]
    return make_quiz(module, "Essay", definitions=definitions)


@pytest.fixture
def two_essays(module):
    """A quiz of two essays, worth four and two points."""
    definitions = [essay("First?", points=4), essay("Second?", points=2)]
    return make_quiz(module, "Two essays", definitions=definitions)


@pytest.fixture
def writer(north, team):
    """A worker whose name could not be there by chance."""
    user = MembershipFactory(agency=north, team=team, role=Role.WORKER).user
    User.objects.filter(pk=user.pk).update(
        first_name="Unmistakable", last_name="Writer", email="unmistakable@example.org"
    )
    return User.objects.get(pk=user.pk)


@pytest.fixture
def other_trainer():
    return MembershipFactory(agency=None, role=Role.TRAINER).user


@pytest.fixture
def marker(client, trainer):
    """A browser in which a trainer has signed in."""
    client.force_login(trainer)
    return client
