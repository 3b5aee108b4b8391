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
authors = Group.objects.get(name="Instrument authors").permissions
print(sorted(authors.values_list("codename", flat=True)))
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
make = lambda app, model, **values: old.get_model(app, model).objects.create(**values)
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

# An instrument as it was before a version was one document, and an assessment that was signed.
OLD_INSTRUMENT = """
from datetime import date
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone
names = [("fidelity", "0001_initial"), ("agencies", "0002_role_of_reviewers")]
old = MigrationExecutor(connection).loader.project_state(names).apps
make = lambda app, model, **values: old.get_model(app, model).objects.create(**values)
now, day = timezone.now(), date(2026, 1, 1)
instrument = make("fidelity", "Instrument", slug="old", name="Old", notice="Not validated")
version = make("fidelity", "InstrumentVersion", instrument=instrument, number=3, minimum=0,
               maximum=2, minimum_coverage="4/5", guidance="How.", published_at=now,
               date_reviewed=day)
domain = make("fidelity", "Domain", version=version, code="A", name="First", order=1,
              description="What it is.")
items = [make("fidelity", "Item", domain=domain, code=code, name="It", definition="What.",
              order=order, may_be_not_applicable=code == "A2",
              not_applicable_when="Nobody wanted it." if code == "A2" else "")
         for order, code in enumerate(["A1", "A2", "A3"], start=1)]
for item in items:
    for value in (0, 1, 2):
        make("fidelity", "Anchor", item=item, value=value, text=f"Worth {value}")
agency = make("agencies", "Agency", name="North", slug="north")
user = make("agencies", "User", email="s@example.org")
team = make("agencies", "Team", agency=agency, name="Team")
round_ = make("fidelity", "Round", agency=agency, version=version, name="May", opens_on=day,
              closes_on=day)
of = {"agency": agency, "team": team, "round": round_, "source": "supervisor"}
researcher = make("agencies", "User", email="r@example.org")
make("agencies", "Membership", user=researcher, role="researcher", starts_on=day)
make("agencies", "Membership", user=user, role="supervisor", agency=agency, starts_on=day)
signed = make("fidelity", "Assessment", assessor=user, signed_at=now, **of)
for item, given in zip(items, [{"value": 2}, {"na_reason": "Nobody."}, {"note": "Not seen."}]):
    make("fidelity", "Rating", assessment=signed, item=item, **given)
make("fidelity", "StoredScore", assessment=signed, domain=None, exact="2", value=2, coverage=1,
     na_share="0.333333", rated=1, applicable=2, items=3, **of)
"""

ASK_FOR_THE_INSTRUMENT = """
from fidelity import documents
from fidelity.models import InstrumentVersion, Rating, StoredScore
version = InstrumentVersion.objects.get()
said = version.definition
print(version, "|", version.notice, "|", documents.write_json(said) == version.document)
print(said.total.method, said.total.minimum_coverage, said.guidance, said.date_reviewed)
print([(i.code, i.mode.anchors, i.not_applicable.value, i.not_applicable_when)
       for i in said.items])
print([(r.value, r.na_reason, r.note, r.score and int(r.score)) for r in Rating.objects.all()])
print(list(StoredScore.objects.values_list("exact", "not_applicable", "ratio", "band")))
from agencies.models import User
print(list(User.objects.filter(groups__name="Instrument authors").values_list("email", flat=True)))
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
        "['access_admin', 'add_instrumentdraft', 'change_instrumentdraft',"
        " 'delete_instrumentdraft']",
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


def test_an_old_instrument_becomes_a_document_and_its_ratings_and_scores_stay(manage):
    manage("migrate", "fidelity", "0001")
    manage("migrate", "agencies")
    manage("shell", "--command", OLD_INSTRUMENT)

    manage("migrate")

    assert manage("shell", "--command", ASK_FOR_THE_INSTRUMENT) == [
        "Old, version 3 | Not validated | True",
        "mean 4/5 How. 2026-01-01",
        "[('A1', ('Worth 0', 'Worth 1', 'Worth 2'), 'forbidden', ''),"
        " ('A2', ('Worth 0', 'Worth 1', 'Worth 2'), 'excluded', 'Nobody wanted it.'),"
        " ('A3', ('Worth 0', 'Worth 1', 'Worth 2'), 'forbidden', '')]",
        "[('2', '', '', 2), ('', 'Nobody.', '', None), ('', '', 'Not seen.', None)]",
        "[('2', 1, '', '')]",
        "['r@example.org']",
    ]
