"""Questions and their versions, and the editor in which trainers write them."""

import html
import re

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from tests.factories import essay, make_question, make_quiz, multiple, single
from training.models import Outcome, Question, QuestionBank, QuestionVersion, QuizDraw
from training.models.bank import NeverChanged
from training.models.question_content import block_of
from training.questions import faults, plain


def asked(kind, **parts):
    return {"kind": kind, "stem": "<p>Well?</p>", "points": 2, "feedback": "", **parts}


def accepted(**parts):
    return {"credit": "100", "feedback": "<p>Just so.</p>", **parts}


def option(key, credit, text=None):
    return {"key": key, "text": text or f"<p>{key}</p>", "credit": credit, "feedback": "<p>.</p>"}


MATCHING = asked(
    "matching",
    pairs=[
        {"key": "p1", "left": "<p>Ally</p>", "right": "Beside"},
        {"key": "p2", "left": "<p>Expert</p>", "right": "Above"},
    ],
    distractors=[{"key": "d1", "text": "Below"}],
    rule="each-pair",
)
NUMERIC = asked(
    "numeric",
    answers=[accepted(value="2.5", tolerance="0.1"), accepted(value="1000", tolerance="0")],
    unit="hours",
)
DEFINITIONS = [
    single(feedback="<p>Ask first.</p>"),
    asked("single", options=[option("a", "100"), option("b", "50"), option("c", "-33.33333")]),
    multiple(points=3, rule="right-minus-wrong"),
    asked("true_false", options=[option("true", "0", "True"), option("false", "100", "False")]),
    MATCHING,
    asked(
        "ordering",
        items=[{"key": "i1", "text": "<p>Meet</p>"}, {"key": "i2", "text": "<p>Map</p>"}],
        rule="neighbours",
    ),
    NUMERIC,
    asked(
        "short",
        answers=[accepted(pattern="*strength*"), accepted(pattern="skill", credit="50")],
        case_sensitive=True,
    ),
    essay(points=5, guidance="<p>Look for a step that can be taken.</p>"),
    asked("scenario", points=9, parts=[MATCHING, NUMERIC, essay(points=5)]),
]


@pytest.fixture
def question():
    return make_question(single("Why?"), outcome="Listens")


# --- Versions ---------------------------------------------------------------------------------


@pytest.mark.parametrize("definition", DEFINITIONS, ids=lambda d: d["kind"])
def test_what_is_defined_is_what_the_editor_keeps(definition):
    assert faults(definition) == []

    question = Question.objects.get(pk=make_question(definition).pk)

    assert question.definition == definition
    assert question.version.definition == definition
    assert question.kind == definition["kind"]


def test_a_question_that_did_not_change_keeps_its_version(question):
    question = Question.objects.get(pk=question.pk)
    question.is_retired = True
    question.save()

    assert [v.number for v in question.versions.all()] == [1]
    assert Question.objects.get().version == question.versions.get()


def test_a_changed_question_has_a_new_version_and_keeps_the_old_one(question):
    first = question.version
    question.content = [_as_stream(single("Why not?"))]
    question.save()

    question = Question.objects.get(pk=question.pk)
    assert question.version.number == 2
    assert (question.words, question.version.definition["stem"]) == ("Why not?", "Why not?")
    first.refresh_from_db()
    assert first.definition["stem"] == "Why?"


def test_another_learning_outcome_is_a_new_version_too(question):
    question.outcome = Outcome.objects.create(name="Plans")
    question.save()

    assert [v.outcome.name for v in question.versions.all()] == ["Listens", "Plans"]


def test_a_version_is_never_changed(question):
    with pytest.raises(NeverChanged):
        question.version.save()
    with pytest.raises(NeverChanged):
        QuestionVersion.objects.update(definition={})


def _as_stream(definition):
    block = block_of(definition)
    stream = Question._meta.get_field("content").to_python([block])
    return (block["type"], stream[0].value)


# --- The editor -------------------------------------------------------------------------------


ADD = "wagtailsnippets_training_question:add"


def posted(*options, bank=None, stem="<p>Whose goal is it?</p>", weight=""):
    choices = [
        {
            "text": rich_text(f"<p>{text}</p>"),
            "weight": weight,
            "feedback": rich_text(""),
            **({"correct": "on"} if correct else {}),
        }
        for text, correct in options
    ]
    question = {
        "stem": rich_text(stem),
        "points": "1",
        "feedback": rich_text(""),
        "options": listed(choices),
    }
    bank = bank or QuestionBank.objects.create(name="Goals")
    return nested_form_data(
        {"bank": str(bank.pk), "outcome": "", "content": streamfield([("single", question)])}
    )


def listed(values):
    rows = {
        str(number): {"value": value, "order": str(number), "deleted": "", "id": ""}
        for number, value in enumerate(values)
    }
    return {"count": str(len(values)), **rows}


def test_a_trainer_writes_a_question(author):
    response = author.post(reverse(ADD), posted(("Theirs", True), ("The agency’s", False)))

    assert response.status_code == 302
    question = Question.objects.get(bank__name="Goals")
    assert str(question) == "Whose goal is it?"
    options = question.version.definition["options"]
    assert [(plain(o["text"]), o["credit"]) for o in options] == [
        ("Theirs", "100"),
        ("The agency’s", "0"),
    ]


def test_the_choices_of_a_new_question_have_the_keys_that_they_keep(author):
    author.post(reverse(ADD), posted(("Theirs", True), ("The agency’s", False)))

    question = Question.objects.get(bank__name="Goals")
    keys = [option["key"] for option in question.version.definition["options"]]
    assert len(set(filter(None, keys))) == 2
    question.save()
    assert question.versions.count() == 1


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ([("Theirs", False), ("Ours", False)], "Mark exactly one choice as correct."),
        ([("Theirs", True), ("Ours", True)], "Mark exactly one choice as correct."),
    ],
)
def test_a_question_that_cannot_be_marked_is_refused_with_its_sentence(author, options, sentence):
    response = author.post(reverse(ADD), posted(*options))

    assert response.status_code == 200
    assert sentence in response.content.decode()
    assert not Question.objects.filter(bank__name="Goals").exists()


@pytest.mark.parametrize("weight", ["0", "-50"])
def test_a_correct_choice_that_is_worth_nothing_is_refused(author, weight):
    response = author.post(reverse(ADD), posted(("Theirs", True), ("Ours", False), weight=weight))

    assert "A correct choice is worth more than 0." in html.unescape(response.text)
    assert not Question.objects.filter(bank__name="Goals").exists()


def test_the_list_says_which_questions_are_retired(author, question):
    Question.objects.filter(pk=make_question(single("Old?")).pk).update(is_retired=True)

    page = author.get(reverse("wagtailsnippets_training_question:list")).text

    states = re.findall(r"<td[^>]*>\s*(In use|Retired)\s*</td>", page)
    assert (states[0], states.count("Retired"), states[-1]) == ("In use", 1, "Retired")


def test_who_retires_a_question_is_told_which_quiz_lacks_it(author, module):
    quiz = make_quiz(module, "Weekly", questions=1)
    outcome = Outcome.objects.create(name="Listens")
    question = make_question(single("Whose goal is it?"), outcome="Listens")
    quiz.draws = [QuizDraw(outcome=outcome, number=1)]
    quiz.save()
    address = reverse("wagtailsnippets_training_question:edit", args=[question.pk])
    data = {
        **posted(("Theirs", True), ("Ours", False), bank=question.bank),
        "outcome": str(outcome.pk),
    }

    kept = author.post(address, data, follow=True)
    retired = author.post(address, {**data, "is_retired": "on"}, follow=True)

    assert "Look at the quiz" not in kept.text
    assert "Look at the quiz “Weekly”: “Listens” has 0 questions" in html.unescape(retired.text)


def test_questions_to_choose_from_tell_their_type_and_bank_and_are_in_use(author, question):
    Question.objects.filter(pk=make_question(single("Old?")).pk).update(is_retired=True)

    page = author.get(reverse("wagtailsnippetchoosers_training_question:choose")).json()["html"]

    assert "Why?" in page
    assert "Single choice" in page
    assert str(question.bank) in page
    assert "Old?" not in page


def test_a_question_without_words_is_refused(author):
    response = author.post(reverse(ADD), posted(("A", True), ("B", False), stem=""))

    assert response.status_code == 200
    assert not Question.objects.filter(bank__name="Goals").exists()


def test_the_editor_shows_a_question_as_it_was_written(author, question):
    address = reverse("wagtailsnippets_training_question:edit", args=[question.pk])

    page = author.get(address).content.decode()

    assert "Why?" in page
    assert "Right" in page


def test_the_bank_is_closed_to_those_who_do_not_write(client, lead, question):
    client.force_login(lead)

    response = client.get(reverse("wagtailsnippets_training_question:list"))

    assert response.status_code in (302, 404)
