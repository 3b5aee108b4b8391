"""What one person is asked: drawn, put in order and frozen. Pure: no database, no Django.

A paper is JSON. It keeps whole definitions, so that it can be read and marked when the questions,
the quiz and the page have changed or gone. Papers of the first format, which had choices only, are
read as the same thing.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape
from random import Random
from typing import Any, NotRequired, TypedDict

from .questions import FULL, NONE, Definition, Kind, Rule, parts_of


class PaperQuestion(TypedDict):
    key: str  # unique in the paper
    version: int | None  # of the question; None in papers of the first format
    part: int  # of a scenario, from 1; 0: not of one
    outcome: str
    vignette: str  # of the scenario; "" if not of one
    definition: Definition
    shown: list[str]  # the keys of what is chosen from or put in order, as it was shown


class Paper(TypedDict):
    format: int
    title: str
    pass_mark: int
    feedback: str  # training.models.QuizPage.Feedback
    time_limit: int | None  # minutes, this person's extra time not included
    text_if_passed: NotRequired[str]  # plain; older papers have neither
    text_if_not_passed: NotRequired[str]
    questions: list[PaperQuestion]


@dataclass(frozen=True)
class Candidate:
    """A version of a question that a paper may ask."""

    version: int
    question: int
    outcome: str
    definition: Definition


@dataclass(frozen=True)
class Draw:
    pool: tuple[Candidate, ...]
    number: int


class NotEnoughQuestions(Exception):
    """A draw asks for more questions than there are."""


def draw(fixed: Sequence[Candidate], draws: Sequence[Draw], chance: Random) -> list[Candidate]:
    """The fixed questions, then as many of each pool as it asks for; none twice."""
    asked = list(fixed)
    for wanted in draws:
        used = {candidate.question for candidate in asked}
        left = [candidate for candidate in wanted.pool if candidate.question not in used]
        if len(left) < wanted.number:
            raise NotEnoughQuestions
        asked += chance.sample(left, wanted.number)
    return asked


def paper_questions(
    asked: Sequence[Candidate], chance: Random, *, shuffle_questions: bool, shuffle_choices: bool
) -> list[PaperQuestion]:
    """A scenario's questions stay together and in their order."""
    order = list(asked)
    if shuffle_questions:
        chance.shuffle(order)
    return [q for candidate in order for q in _questions(candidate, chance, shuffle_choices)]


def read(paper: Any) -> Paper:
    """A stored paper of either format."""
    if paper.get("format") == 2:
        return paper
    return {
        "format": 2,
        "title": paper["title"],
        "pass_mark": paper["pass_mark"],
        "feedback": "end",
        "time_limit": None,
        "questions": [_of_first_format(question) for question in paper["questions"]],
    }


def fits(question: PaperQuestion, response: Any) -> bool:
    """Whether an answer names only what the question offers. No answer fits."""
    definition = question["definition"]
    kind = definition["kind"]
    if kind in (Kind.NUMERIC, Kind.SHORT, Kind.ESSAY):
        return isinstance(response, str)
    offered = set(question["shown"])
    if kind == Kind.MATCHING:
        lefts = {pair["key"] for pair in definition["pairs"]}
        return (
            isinstance(response, dict)
            and lefts.issuperset(response)
            and offered.issuperset(filter(None, response.values()))
        )
    return isinstance(response, list) and offered.issuperset(response)


def _questions(
    candidate: Candidate, chance: Random, shuffle_choices: bool
) -> Iterator[PaperQuestion]:
    whole = candidate.definition
    in_parts = whole["kind"] == Kind.SCENARIO
    for number, definition in enumerate(parts_of(whole), start=1):
        yield {
            "key": f"{candidate.version}-{number}" if in_parts else str(candidate.version),
            "version": candidate.version,
            "part": number if in_parts else 0,
            "outcome": candidate.outcome,
            "vignette": whole["stem"] if in_parts else "",
            "definition": definition,
            "shown": _shown(definition, chance, shuffle_choices),
        }


def _shown(definition: Definition, chance: Random, shuffle_choices: bool) -> list[str]:
    kind = definition["kind"]
    keys = [option["key"] for option in definition.get("options", ())]
    if kind == Kind.MATCHING:
        keys = [part["key"] for part in [*definition["pairs"], *definition["distractors"]]]
    if kind == Kind.ORDERING:
        return _disordered([item["key"] for item in definition["items"]], chance)
    # As they stand, the right sides of pairs would give the answer away.
    if kind == Kind.MATCHING or (shuffle_choices and kind != Kind.TRUE_FALSE):
        chance.shuffle(keys)
    return keys


def _disordered(keys: list[str], chance: Random) -> list[str]:
    """In any order but the right one."""
    mixed = list(keys)
    while mixed == keys and len(keys) > 1:
        chance.shuffle(mixed)
    return mixed


def _of_first_format(question: Any) -> PaperQuestion:
    definition: Definition = {
        "kind": question["kind"],
        "stem": escape(question["text"]),
        "points": 1,
        "feedback": escape(question["explanation"]),
        "rule": Rule.ALL_OR_NOTHING,
        "options": [
            {
                "key": choice["key"],
                "text": escape(choice["text"]),
                "credit": FULL if choice["correct"] else NONE,
                "feedback": "",
            }
            for choice in question["choices"]
        ],
    }
    return {
        "key": question["key"],
        "version": None,
        "part": 0,
        "outcome": "",
        "vignette": "",
        "definition": definition,
        "shown": [choice["key"] for choice in question["choices"]],
    }
