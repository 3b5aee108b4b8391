"""How a quiz is marked. Nothing here knows of Django, so that the rule can be read and checked.

The rule, "all-or-nothing": a question is right when the choices ticked are exactly its correct
choices, whether it has one of them or several, and is worth one; nothing is taken away for a
wrong answer. The attempt is passed when right answers / questions >= pass mark / 100, compared
as fractions: 2 of 3 is less than 67 %, and 4 of 5 is 80 % exactly.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import TypedDict

ALL_OR_NOTHING = "all-or-nothing"


class PaperChoice(TypedDict):
    key: str
    text: str
    correct: bool


class PaperQuestion(TypedDict):
    key: str
    text: str
    kind: str
    explanation: str
    choices: list[PaperChoice]


class Paper(TypedDict):
    """What was asked, frozen on the day: the questions, their order, the pass mark, the rule."""

    title: str
    pass_mark: int
    rule: str
    questions: list[PaperQuestion]


class CannotBeMarked(Exception):
    """The paper has no questions, or names a rule that is not known here."""


@dataclass(frozen=True)
class MarkedQuestion:
    key: str
    is_right: bool


@dataclass(frozen=True)
class Result:
    correct: int
    total: int
    passed: bool
    questions: tuple[MarkedQuestion, ...]

    @property
    def share(self) -> Fraction:
        return Fraction(self.correct, self.total)


def mark(paper: Paper, answers: Mapping[str, Collection[str]]) -> Result:
    """Mark the keys of the choices ticked, by the key of their question."""
    if paper["rule"] != ALL_OR_NOTHING or not paper["questions"]:
        raise CannotBeMarked
    questions = tuple(
        MarkedQuestion(q["key"], set(answers.get(q["key"], ())) == correct_choices(q))
        for q in paper["questions"]
    )
    correct, total = sum(q.is_right for q in questions), len(questions)
    passed = Fraction(correct, total) >= Fraction(paper["pass_mark"], 100)
    return Result(correct, total, passed, questions)


def correct_choices(question: PaperQuestion) -> set[str]:
    return {choice["key"] for choice in question["choices"] if choice["correct"]}


def percent(correct: int, total: int) -> int:
    """A share to show beside its fraction. Rounded down: 79.9 % must not look like an 80 % pass."""
    return correct * 100 // total
