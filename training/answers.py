"""What somebody answered, and what would have been right, in words. Pure: no Django."""

from dataclasses import dataclass
from typing import Any

from .marking import answer_met
from .papers import PaperQuestion
from .questions import FULL, Definition, Kind, as_number, plain


@dataclass(frozen=True)
class Line:
    """One thing that was answered, as plain text, and the feedback to it as HTML."""

    text: str
    feedback: str = ""


def answer_lines(question: PaperQuestion, response: Any) -> list[Line]:
    if not response:
        return []
    definition = question["definition"]
    kind = definition["kind"]
    if kind == Kind.MATCHING:
        return [Line(line) for line in _pairs(definition, response)]
    if kind == Kind.ORDERING:
        texts = {item["key"]: plain(item["text"]) for item in definition["items"]}
        return [Line(f"{place}. {texts[key]}") for place, key in enumerate(response, start=1)]
    if kind in (Kind.NUMERIC, Kind.SHORT):
        met = answer_met(definition, response)
        return [Line(_with_unit(response, definition), met["feedback"] if met else "")]
    if kind == Kind.ESSAY:
        return [Line(response)]
    chosen = [option for option in definition["options"] if option["key"] in response]
    return [Line(plain(option["text"]), option["feedback"]) for option in chosen]


def right_lines(definition: Definition) -> list[str]:
    """What earns all the points; nothing for an essay."""
    kind = definition["kind"]
    if kind == Kind.MATCHING:
        return [f"{plain(pair['left'])} → {pair['right']}" for pair in definition["pairs"]]
    if kind == Kind.ORDERING:
        items = enumerate(definition["items"], start=1)
        return [f"{place}. {plain(item['text'])}" for place, item in items]
    if kind in (Kind.NUMERIC, Kind.SHORT):
        full = [answer for answer in definition["answers"] if answer["credit"] == FULL]
        return [_accepted(definition, answer) for answer in full]
    if kind == Kind.ESSAY:
        return []
    worth = [(option, as_number(option["credit"]) or 0) for option in definition["options"]]
    least = 100 if kind != Kind.MULTIPLE else 0
    return [plain(o["text"]) for o, credit in worth if credit > 0 and credit >= least]


def _pairs(definition: Definition, response: dict[str, str]) -> list[str]:
    rights = {pair["key"]: pair["right"] for pair in definition["pairs"]}
    rights |= {item["key"]: item["text"] for item in definition["distractors"]}
    return [
        f"{plain(pair['left'])} → {rights[response[pair['key']]]}"
        for pair in definition["pairs"]
        if response.get(pair["key"])
    ]


def _accepted(definition: Definition, answer: Any) -> str:
    if definition["kind"] == Kind.SHORT:
        return answer["pattern"].replace(r"\*", "\0").replace("*", "…").replace("\0", "*")
    exact = as_number(answer["tolerance"]) == 0
    text = answer["value"] if exact else f"{answer['value']} ± {answer['tolerance']}"
    return _with_unit(text, definition)


def _with_unit(text: str, definition: Definition) -> str:
    return f"{text} {definition.get('unit', '')}".strip()
