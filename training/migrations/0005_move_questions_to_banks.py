"""Questions that were written on quiz pages move to banks, one bank a quiz."""

import json
from html import escape

from django.db import migrations
from django.db.models import F

FULL, NONE = "100", "0"


def definition_of(question):
    """The pure form (training/questions.py) of a question as a page or its draft had it."""
    definition = {
        "kind": question["kind"],
        "stem": f"<p>{escape(question['text'], quote=False)}</p>",
        "points": 1,
        "feedback": escape(question["explanation"], quote=False),
        "options": [
            {
                "key": str(number),
                "text": escape(choice["text"], quote=False),
                "credit": FULL if choice["correct"] else NONE,
                "feedback": "",
            }
            for number, choice in enumerate(question["choices"], start=1)
        ],
    }
    if question["kind"] == "multiple":
        definition["rule"] = "all-or-nothing"
    return definition


def block_of(definition):
    """What the editor keeps for it."""
    options = [
        {
            "type": "item",
            "id": option["key"],
            "value": {
                "text": option["text"],
                "correct": option["credit"] == FULL,
                "weight": None,
                "feedback": "",
            },
        }
        for option in definition["options"]
    ]
    value = {
        "stem": definition["stem"],
        "points": 1,
        "feedback": definition["feedback"],
        "options": options,
    }
    if "rule" in definition:
        value["rule"] = definition["rule"]
    return {"type": definition["kind"], "value": value}


def move_questions(apps, schema_editor):
    model = lambda name: apps.get_model("training", name)  # noqa: E731
    for quiz in model("QuizPage").objects.all():
        bank = None
        kept = {}
        for row in model("InlineQuestion").objects.filter(page=quiz).order_by("sort_order", "pk"):
            bank = bank or bank_of(model, quiz)
            question = keep(model, bank, kept, inline(model, row))
            model("QuizQuestion").objects.create(
                page=quiz, question=question, sort_order=row.sort_order or 0
            )
        move_drafts(apps, model, quiz, bank, kept)


def bank_of(model, quiz):
    name = quiz.title[:190]
    if model("QuestionBank").objects.filter(name=name).exists():
        name = f"{name} ({quiz.pk})"
    return model("QuestionBank").objects.create(name=name)


def inline(model, row):
    choices = model("InlineChoice").objects.filter(question=row).order_by("sort_order", "pk")
    return {
        "text": row.text,
        "kind": row.kind,
        "explanation": row.explanation,
        "choices": [{"text": c.text, "correct": c.correct} for c in choices],
    }


def keep(model, bank, kept, question):
    """The question of the bank with this content; `kept` has those made so far."""
    definition = definition_of(question)
    key = json.dumps(definition)
    if key not in kept:
        made = model("Question").objects.create(
            bank=bank,
            content=json.dumps([block_of(definition)]),
            kind=definition["kind"],
            words=" ".join(question["text"].split()),
        )
        made.version = model("QuestionVersion").objects.create(
            question=made, number=1, definition=definition
        )
        made.save(update_fields=["version"])
        kept[key] = made
    return kept[key]


def move_drafts(apps, model, quiz, bank, kept):
    """Revisions hold pages as JSON. The last one may be a draft with questions of its own; what
    is older is history, and loses its questions."""
    revisions = apps.get_model("wagtailcore", "Revision").objects
    for revision in revisions.filter(
        base_content_type__app_label="wagtailcore", object_id=str(quiz.pk)
    ):
        if "questions" not in revision.content:
            continue
        old, revision.content["questions"] = revision.content["questions"], []
        if revision.pk in (quiz.latest_revision_id, quiz.live_revision_id):
            bank = bank or bank_of(model, quiz)
            whole = [q for q in old if q.get("choices")]
            revision.content["questions"] = [
                {
                    "pk": None,
                    "sort_order": order,
                    "page": quiz.pk,
                    "question": keep(model, bank, kept, question).pk,
                }
                for order, question in enumerate(whole)
            ]
        revision.content["draws"] = []
        revision.save(update_fields=["content"])


def settle_attempts(apps, schema_editor):
    """What was handed in was marked at once, and each question was worth one point."""
    attempts = apps.get_model("training", "Attempt").objects.exclude(submitted_at=None)
    attempts.update(marked_at=F("submitted_at"))
    answers = apps.get_model("training", "Answer").objects
    for attempt in attempts.iterator(chunk_size=500):
        right = {
            question["key"]: {c["key"] for c in question["choices"] if c["correct"]}
            for question in attempt.paper["questions"]
        }
        for answer in answers.filter(attempt=attempt):
            answer.points = 1
            answer.earned = int(set(answer.response) == right.get(answer.question_key))
            answer.saved_at = attempt.submitted_at
            answer.save(update_fields=["points", "earned", "saved_at"])


class Migration(migrations.Migration):
    dependencies = [("training", "0004_banks_cohorts_and_certificates")]

    operations = [
        migrations.RunPython(move_questions, migrations.RunPython.noop),
        migrations.RunPython(settle_attempts, migrations.RunPython.noop),
    ]
