"""The shared core course, from the TOML files in content/course."""

import json
import tomllib
from pathlib import Path
from typing import Any

from django.utils.text import slugify

from pages.models import HomePage
from training.models import (
    Choice,
    CourseIndexPage,
    CoursePage,
    LessonPage,
    ModulePage,
    Question,
    QuizPage,
)

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
        ),
    )
    for file in sorted(CONTENT.glob("0*.toml")):
        _make_module(course, read(file))
    return course


def read(file: Path) -> dict[str, Any]:
    return tomllib.loads(file.read_text(encoding="utf-8"))


def _make_module(course: CoursePage, content: dict[str, Any]) -> None:
    module = child(
        course,
        ModulePage(title=content["title"], slug=content["slug"], summary=content["summary"]),
    )
    for lesson in content["lessons"]:
        child(
            module,
            LessonPage(
                title=lesson["title"],
                slug=lesson["slug"],
                summary=lesson["summary"],
                minutes=lesson["minutes"],
                body=json.dumps([_block(block) for block in lesson["blocks"]]),
            ),
        )
    _make_quiz(module, content["quiz"])


def _make_quiz(module: ModulePage, content: dict[str, Any]) -> None:
    quiz = QuizPage(
        title=content["title"],
        slug=slugify(content["slug"]),
        introduction=content["introduction"],
        pass_mark=content["pass_mark"],
    )
    quiz.questions = [
        Question(
            sort_order=number,
            text=question["text"],
            kind=question["kind"],
            explanation=question["explanation"],
            choices=[
                Choice(sort_order=n, text=choice["text"], correct=choice["correct"])
                for n, choice in enumerate(question["choices"])
            ],
        )
        for number, question in enumerate(content["questions"])
    ]
    child(module, quiz)


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
