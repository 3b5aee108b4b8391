"""The shared core course, from the TOML files in content/course."""

import json
import tomllib
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from pages.models import HomePage
from training import expiry
from training.models import (
    CourseIndexPage,
    CoursePage,
    LessonPage,
    ModulePage,
    Outcome,
    Question,
    QuestionBank,
    QuizPage,
    QuizQuestion,
)
from training.models.question_content import block_of
from training.questions import FULL, NONE, Definition, Kind, Rule, plain

from .certificates import make_design
from .tree import child

CONTENT = Path(__file__).parent / "content" / "course"


def make_course(home: HomePage) -> CoursePage:
    """Publish what is missing of the course; pages that are there are left as they are."""
    index = child(
        home,
        CourseIndexPage(
            title="Training",
            slug="courses",
            introduction="Short lessons for tired people between visits. Stop when you like; "
            "you come back to where you were.",
        ),
    )
    about = read(CONTENT / "course.toml")
    course = child(
        index,
        CoursePage(
            title=about["title"],
            slug=about["slug"],
            summary=about["summary"],
            body=about["body_html"],
            is_core=True,
            statements=[("statement", statement) for statement in about["statements"]],
            cpd_minutes=150,
            conversation=CoursePage.Conversation.EXCHANGE,
            certificate_design=make_design(),
            certificate_expiry=expiry.AFTER,
            certificate_months=24,
        ),
    )
    for file in sorted(CONTENT.glob("0*.toml")):
        make_module(course, read(file))
    return course


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def make_module(course: CoursePage, content: dict[str, Any]) -> ModulePage:
    module = child(
        course,
        ModulePage(title=content["title"], slug=content["slug"], summary=content["summary"]),
    )
    bank, _ = QuestionBank.objects.get_or_create(name=module.title)
    outcome, _ = Outcome.objects.get_or_create(name=module.title)
    for lesson in content["lessons"]:
        child(module, lesson_page(lesson, bank, outcome))
    _make_quiz(module, content["quiz"], bank, outcome)
    return module


def lesson_page(content: dict[str, Any], bank: QuestionBank, outcome: Outcome) -> LessonPage:
    blocks = [
        _try(block, bank, outcome) if block["type"] == "question" else _block(block)
        for block in content["blocks"]
    ]
    return LessonPage(
        title=content["title"],
        slug=content["slug"],
        summary=content["summary"],
        minutes=content["minutes"],
        body=json.dumps(blocks),
    )


def _make_quiz(
    module: ModulePage, content: dict[str, Any], bank: QuestionBank, outcome: Outcome
) -> None:
    quiz = QuizPage(
        title=content["title"],
        slug=slugify(content["slug"]),
        introduction=content["introduction"],
        pass_mark=content["pass_mark"],
    )
    quiz.questions = [
        QuizQuestion(sort_order=number, question=_question(question, bank, outcome))
        for number, question in enumerate(content["questions"])
    ]
    child(module, quiz)


def _question(content: dict[str, Any], bank: QuestionBank, outcome: Outcome) -> Question:
    """The question with these words: made unless the bank has it."""
    definition: Definition = {
        "kind": content["kind"],
        "stem": f"<p>{content['text']}</p>",
        "points": 1,
        "feedback": f"<p>{content['explanation']}</p>",
        "options": [
            {
                "key": str(number),
                "text": choice["text"],
                "credit": FULL if choice["correct"] else NONE,
                "feedback": "",
            }
            for number, choice in enumerate(content["choices"], start=1)
        ],
    }
    if content["kind"] == Kind.MULTIPLE:
        definition["rule"] = Rule.ALL_OR_NOTHING
    there = bank.questions.filter(words=plain(definition["stem"])).first()
    return there or Question.objects.create(
        bank=bank, outcome=outcome, content=json.dumps([block_of(definition)])
    )


def _try(content: dict[str, Any], bank: QuestionBank, outcome: Outcome) -> dict[str, Any]:
    """A question in the middle of a lesson."""
    return {"type": "question", "value": {"question": _question(content, bank, outcome).pk}}


def _block(content: dict[str, Any]) -> dict[str, Any]:
    """A block of the lesson's body, as StreamField stores it."""
    kind = content["type"]
    value: Any = {name: given for name, given in content.items() if name != "type"}
    if kind == "text":
        value = content["html"]
    elif kind in ("do", "dont"):
        value = {kind: content["items"]}
    elif kind in ("callout", "exercise"):
        value["body"] = value.pop("html")
    return {"type": kind, "value": value}
