import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.search.models import IndexEntry

from tests.factories import UserFactory
from tests.training.formats.generated import VALID
from tests.training.formats.quiz_app_dump import changed, dump
from training import actions, queries
from training.formats.reading import Format, load
from training.formats.result import Exported
from training.formats.writing import write
from training.models import ImportedResult, Outcome, Question, QuestionBank, QuestionVersion

GIFT = """$CATEGORY: $course$/top/Trust

::One::Trust takes time.{T}

Bad {=a

::Two::[markdown]Who decides?{=both ~one}
"""


@pytest.fixture
def file(tmp_path):
    def write_file(content):
        path = tmp_path / "questions"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write_file


def run(path, form="gift", bank="Core", **options):
    out = StringIO()
    call_command("import_questions", path, format=form, bank=bank, stdout=out, **options)
    return out.getvalue()


def test_json_says_what_was_found_imported_and_skipped(file):
    answer = run(file(GIFT), json=True)

    assert json.loads(answer) == {
        "questions": 3,
        "imported": 2,
        "skipped": [{"where": "line 5", "reason": "The answers have no closing brace."}],
    }


def test_questions_are_in_the_bank_as_if_written_in_the_editor(file):
    run(file(GIFT))

    one, two = Question.objects.select_related("bank", "outcome", "version")
    assert (one.bank.name, one.outcome.name, one.kind) == ("Core", "Trust", "true_false")
    assert (two.words, two.version.number) == ("Who decides?", 1)
    for question in (one, two):
        assert question.definition == question.version.definition
        question.save()
        assert question.versions.count() == 1


def test_questions_can_be_searched_for_at_once(file):
    run(file(GIFT))

    assert IndexEntry.objects.filter(content_type__model="question").count() == 2


def test_without_json_the_losses_are_told_too(file):
    assert run(file(GIFT)).splitlines() == [
        "Imported 2 of 3 questions.",
        "Skipped, line 5: The answers have no closing brace.",
        "Lost, line 7: Markdown is not read: its signs are kept as they were typed.",
    ]


def test_a_dry_run_says_the_same_and_changes_nothing(file):
    answer = run(file(GIFT), dry_run=True, json=True)

    assert json.loads(answer)["imported"] == 2
    assert not QuestionBank.objects.exists()
    assert not Question.objects.exists()
    assert run(file(GIFT), dry_run=True).startswith("Would import 2 of 3 questions.\n")


def test_the_same_file_again_imports_nothing(file):
    run(file(GIFT))

    again = json.loads(run(file(GIFT), json=True))

    assert (again["questions"], again["imported"]) == (3, 0)
    assert [(row["where"], row["reason"]) for row in again["skipped"]] == [
        ("line 3", "This question is in the bank already."),
        ("line 5", "The answers have no closing brace."),
        ("line 7", "This question is in the bank already."),
    ]
    assert QuestionVersion.objects.count() == 2


def test_an_outcome_that_another_import_makes_meanwhile_is_used(file):
    made = []

    def meanwhile(execute, sql, *args):
        if sql.startswith("INSERT") and '"training_outcome"' in sql and not made:
            made.append(True)
            made[0] = Outcome.objects.create(name="Trust")
        return execute(sql, *args)

    with connection.execute_wrapper(meanwhile):
        run(file(GIFT))

    assert set(Question.objects.values_list("outcome", flat=True)) == {made[0].pk}


def test_another_bank_may_hold_the_same_question_with_the_same_outcome(file):
    run(file(GIFT))
    run(file(GIFT), bank="Extra")

    assert Question.objects.count() == 4
    assert Outcome.objects.count() == 1


def test_a_question_that_is_twice_in_a_file_is_imported_once(file):
    answer = json.loads(run(file("Is it?{T}\n\nIs it?{T}"), json=True))

    assert answer["imported"] == 1
    assert answer["skipped"] == [
        {"where": "line 3", "reason": "The same question is in this file: line 1."}
    ]


@pytest.mark.parametrize(
    ("content", "form", "sentence"),
    [
        ("<quiz>", "moodlexml", "This file is not well-formed XML: look at line 1."),
        ("[", "django-quiz-app", "This file is not JSON: look at line 1."),
        (
            b"\0\0",
            "gift",
            "This is not a text file. Save it as text in UTF-8, and try again.",
        ),
    ],
)
def test_a_file_that_cannot_be_read_imports_nothing_and_fails(file, content, form, sentence):
    out = StringIO()

    with pytest.raises(CommandError) as failed:
        call_command(
            "import_questions", file(content), format=form, bank="Core", json=True, stdout=out
        )

    assert (str(failed.value), failed.value.returncode) == (sentence, 1)
    assert json.loads(out.getvalue()) == {
        "questions": 0,
        "imported": 0,
        "skipped": [{"where": "the file", "reason": sentence}],
    }
    assert not QuestionBank.objects.exists()


@pytest.mark.parametrize("bank", ["", "  ", "x" * 201, "a\0b"])
def test_a_bank_needs_a_name(file, bank):
    with pytest.raises(CommandError, match="Give the bank a name"):
        run(file(GIFT), bank=bank)


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(CommandError, match="The file cannot be opened"):
        run(tmp_path / "none")


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.one_of(*VALID.values()), min_size=1, max_size=4),
    st.sampled_from(["", "Trust", "Trust / Time"]),
)
def test_export_and_then_import_changes_nothing(definitions, outcome):
    exported = [Exported("A name", d, outcome) for d in definitions]
    xml = write(exported, Format.MOODLE_XML).text.encode()
    name = f"Bank {timezone.now().timestamp()}"
    first = actions.import_questions(
        bank_name=name, loaded=load(xml, Format.MOODLE_XML), source=Format.MOODLE_XML, by=None
    )
    bank = QuestionBank.objects.get(name=name)

    again = write(queries.exported(bank), Format.MOODLE_XML).text.encode()
    plan = queries.import_plan(bank, load(again, Format.MOODLE_XML))

    assert plan.questions == ()
    assert plan.found == len(first.questions) == bank.questions.count()
    for question in bank.questions.select_related("version"):
        assert question.definition == question.version.definition


def test_results_of_people_are_kept_as_they_were(file):
    ann = UserFactory(email="ann@example.org")

    assert "Imported 3 results of people." in run(file(dump()), "django-quiz-app")

    quiz = ImportedResult.objects.belonging_to(ann).get(kind="quiz")
    assert (quiz.quiz_title, quiz.score, quiz.out_of, quiz.passed) == ("Boundaries", 2, 3, True)
    assert quiz.taken_at.isoformat() == "2014-05-01T09:20:00+00:00"
    assert (quiz.user, quiz.person, quiz.source) == (ann, "ann", "django-quiz-app")
    assert str(quiz) == "ann: Boundaries"


def test_results_wait_for_an_account_with_their_address(file):
    run(file(dump()), "django-quiz-app")
    ann = UserFactory(email="ann@example.org")

    assert ImportedResult.objects.belonging_to(ann).count() == 3
    assert not ImportedResult.objects.belonging_to(UserFactory()).exists()


def test_results_of_nobodys_address_are_nobodys(file):
    run(file(changed("quiz.sitting", user=["ben"], end="2014-05-01T09:00:00")), "django-quiz-app")

    (kept,) = ImportedResult.objects.filter(person="ben")
    assert kept.taken_at.isoformat() == "2014-05-01T09:00:00+00:00"
    assert (
        not ImportedResult.objects.belonging_to(UserFactory(email="")).filter(person="ben").exists()
    )


def test_results_are_kept_once(file):
    run(file(dump()), "django-quiz-app")
    again = json.loads(run(file(dump()), "django-quiz-app", json=True))

    assert ImportedResult.objects.count() == 3
    assert (again["questions"], again["imported"]) == (3, 0)
    assert {"where": "row 13 (quiz.sitting 1)", "reason": "This result is kept already."} in again[
        "skipped"
    ]


def test_importing_takes_as_many_queries_for_a_hundred_questions_as_for_one():
    def queries_for(number):
        text = "\n\n".join(f"Is it {n}?{{T}}" for n in range(number))
        loaded = load(text.encode(), Format.GIFT)
        with CaptureQueriesContext(connection) as asked:
            actions.import_questions(
                bank_name=f"Bank {number}", loaded=loaded, source=Format.GIFT, by=None
            )
        return len(asked)

    queries_for(1)  # fills Django's caches

    assert queries_for(2) == queries_for(100) <= 20
