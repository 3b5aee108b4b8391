"""The real migrations. All other tests run without them, which is faster."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

ASK = """
from django.contrib.auth.models import Group
from wagtail.models import Page, Site, Workflow
site = Site.objects.get()
print(site.root_page.specific_class.__name__, site.is_default_site, Page.objects.count())
allowed = Group.objects.get(name="Trainers").permissions
print(allowed.filter(codename__in=["access_admin", "add_question"]).count())
review = Workflow.objects.get(name="Review by people with lived experience")
print([group.name for task in review.tasks for group in task.specific.groups.all()])
"""

# A quiz as it was before questions had banks: a question on its page, another in its draft, and an
# attempt that was handed in. Made of the models of that time.
OLD_QUIZ = """
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
names = [("training", "0002_trainers_group"), ("agencies", "0001_initial")]
old = MigrationExecutor(connection).loader.project_state(names).apps
make = lambda app, name, **values: old.get_model(app, name).objects.create(**values)
kind = lambda app, name: old.get_model("contenttypes", "ContentType").objects.get_or_create(
    app_label=app, model=name)[0]
now = timezone.now()
quiz = make("training", "QuizPage", title="Check", draft_title="Check", slug="check", depth=2,
            path="00010009", url_path="/check/", content_type=kind("training", "quizpage"),
            has_unpublished_changes=True,
            locale=old.get_model("wagtailcore", "Locale").objects.get())
def written(text):
    question = make("training", "Question", page=quiz, sort_order=0, text=text, kind="single",
                    explanation="Both do.")
    for correct, choice in [(True, "Both"), (False, "The worker & nobody else")]:
        make("training", "Choice", question=question, text=choice, correct=correct, sort_order=0)
written("Who decides?")
draft = [{"text": "Who decides?", "kind": "single", "explanation": "Both do.",
          "choices": [{"text": "Both", "correct": True},
                      {"text": "The worker & nobody else", "correct": False}]},
         {"text": "Only in the draft", "kind": "single", "explanation": "",
          "choices": [{"text": "Yes", "correct": True}, {"text": "No", "correct": False}]}]
quiz.latest_revision = make(
    "wagtailcore", "Revision", object_id=str(quiz.pk), object_str="Check", created_at=now,
    content={"pk": quiz.pk, "title": "Check", "slug": "check", "questions": draft},
    content_type=kind("training", "quizpage"), base_content_type=kind("wagtailcore", "page"))
quiz.save()
paper = {"format": 1, "title": "Check", "pass_mark": 80, "marking": "all-or-nothing",
         "questions": [{"key": "1", "kind": "single", "text": "Who decides?",
                        "explanation": "Both do.",
                        "choices": [{"key": "7", "text": "Both", "correct": True},
                                    {"key": "8", "text": "The worker", "correct": False}]}]}
user = make("agencies", "User", email="w@example.org")
attempt = make("training", "Attempt", quiz=quiz, user=user, paper=paper, submitted_at=now,
               correct=1, total=1, passed=True)
make("training", "Answer", attempt=attempt, question_key="1", choices=["7"])
"""

ASK_FOR_THE_QUIZ = """
from training import queries
from training.models import Answer, Attempt, QuestionBank, QuizPage
print([bank.name for bank in QuestionBank.objects.all()])
quiz = QuizPage.objects.get()
print([str(row.question) for row in quiz.questions.all()])
print([str(row.question) for row in quiz.get_latest_revision_as_object().questions.all()])
print([option["text"] for option in quiz.questions.get().question.version.definition["options"]])
attempt = Attempt.objects.get()
print(attempt.earned, attempt.passed, attempt.paper["format"])
print(attempt.marked_at == attempt.submitted_at)
print(Answer.objects.get().earned, queries.mark_of(attempt).passes(80))
"""


@pytest.fixture
def manage(tmp_path):
    """Runs a command of manage.py in a site with an empty database, and answers with its lines."""

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "manage.py", *arguments, "--verbosity=0"],
            cwd=settings.BASE_DIR,
            env={**os.environ, "DATA_DIR": str(tmp_path), "DATABASE_URL": "", "DEMO": ""}
            | {"DJANGO_SETTINGS_MODULE": "config.settings"},
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        ).stdout.splitlines()

    return run


def test_an_empty_database_becomes_a_site_with_a_home_page_trainers_and_reviewers(manage):
    manage("migrate")

    assert manage("shell", "--command", ASK) == [
        "HomePage True 2",
        "2",
        "['Lived-experience reviewers']",
    ]


def test_questions_of_a_page_and_of_its_draft_move_to_a_bank_and_results_stay(manage):
    manage("migrate", "training", "0002")
    manage("shell", "--command", OLD_QUIZ)

    manage("migrate")

    assert manage("shell", "--command", ASK_FOR_THE_QUIZ) == [
        "['Check']",
        "['Who decides?']",
        "['Who decides?', 'Only in the draft']",
        "['Both', 'The worker &amp; nobody else']",
        "1.0000 True 1",
        "True",
        "1.0000 True",
    ]
