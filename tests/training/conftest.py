import pytest
from django.apps import apps

from tests.factories import make_course
from training.models import LessonPage, ModulePage, QuizPage
from training.trainers import make_trainers_group


@pytest.fixture
def course():
    """A core course of one module: two lessons, then a quiz of two questions."""
    return make_course()


@pytest.fixture
def module(course):
    return ModulePage.objects.descendant_of(course).get()


@pytest.fixture
def lessons(course):
    return list(LessonPage.objects.descendant_of(course).order_by("path"))


@pytest.fixture
def lesson(lessons):
    return lessons[0]


@pytest.fixture
def quiz(course):
    return QuizPage.objects.descendant_of(course).get()


@pytest.fixture
def learner(client, worker):
    """A browser in which the worker has signed in."""
    client.force_login(worker)
    return client


@pytest.fixture
def author(client, trainer, course):
    """A browser in which a trainer has signed in."""
    trainer.groups.add(make_trainers_group(apps))
    client.force_login(trainer)
    return client
