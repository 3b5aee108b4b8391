r"""The grammar of one GIFT question, written from Moodle's documentation, and its parser.

    question := title? format? text ( "{" answers "}" text? )?
    title    := "::" text "::"
    format   := "[html]" | "[markdown]" | "[plain]" | "[moodle]"
    answers  := "#"? answer? item* ( "####" text )?
    item     := ( "=" | "~" ) weight? answer
    weight   := "%" number "%"
    answer   := text ( "#" text )*
    text     := any signs; \ before ~ = # { } : or \ makes them plain, and \n is a new line

Here texts are still as they stand in the file. gift.py says what they mean.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ..questions import gettext_noop
from .result import CannotCarry

_ = gettext_noop

# Possessive, so that what does not fit is given up at once and no memory goes on ways back.
TITLE = re.compile(r"\s*::((?:\\.|[^\\:]++|:(?!:))*+)::", re.DOTALL)
UP_TO_BRACE = re.compile(r"(?:\\.|[^\\{}]++|\\\Z)*+", re.DOTALL)
TOKEN = re.compile(r"####|[=~#]|(?:\\.|[^\\=~#]++|\\\Z)++", re.DOTALL)
WEIGHT = re.compile(r"\s*%(-?[\d.,]+)%")


@dataclass(frozen=True)
class Answer:
    text: str
    comments: tuple[str, ...] = ()

    @property
    def feedback(self) -> str:
        return "#".join(self.comments)

    @property
    def whole(self) -> str:
        return "#".join([self.text, *self.comments])


@dataclass(frozen=True)
class Item:
    sign: str
    weight: str | None
    answer: Answer


@dataclass(frozen=True)
class Answers:
    is_numeric: bool
    first: Answer  # what stands before any sign
    items: tuple[Item, ...]
    general: str  # feedback, right or wrong


@dataclass(frozen=True)
class Question:
    title: str
    before: str
    answers: Answers | None  # None: a text, and no question
    after: str


def parse(text: str) -> Question:
    title = TITLE.match(text)
    at = title.end() if title else 0
    before = _text(text, at)
    at += len(before)
    name = title[1] if title else ""
    if at == len(text):
        return Question(name, before, None, "")
    inside = _text(text, at + 1)
    end = at + 1 + len(inside)
    if text[at] == "}" or text[end : end + 1] != "}":
        raise CannotCarry(_("A brace is missing, or one inside the answers has no \\ before it."))
    after = _text(text, end + 1)
    if end + 1 + len(after) < len(text):
        raise CannotCarry(
            _("There are two sets of answers. Leave an empty line between two questions.")
        )
    return Question(name, before, _answers(inside), after)


def _text(text: str, at: int) -> str:
    found = UP_TO_BRACE.match(text, at)
    return found[0] if found else ""


def _answers(text: str) -> Answers:
    text = text.strip()
    is_numeric = text.startswith("#") and not text.startswith("####")
    tokens = _Tokens(text[1:] if is_numeric else text)
    first = tokens.answer()
    items = tuple(tokens.items())
    return Answers(is_numeric, first, items, tokens.general())


class _Tokens:
    """The parser proper: one method for each line of the grammar."""

    def __init__(self, text: str) -> None:
        self.tokens = TOKEN.findall(text)
        self.at = 0

    @property
    def next(self) -> str:
        return self.tokens[self.at] if self.at < len(self.tokens) else ""

    def take(self) -> str:
        self.at += 1
        return self.tokens[self.at - 1]

    def text(self) -> str:
        return "" if self.next in ("", "=", "~", "#", "####") else self.take()

    def answer(self) -> Answer:
        text, comments = self.text(), []
        while self.next == "#":
            self.take()
            comments.append(self.text())
        return Answer(text, tuple(comments))

    def items(self) -> Iterator[Item]:
        while self.next in ("=", "~"):
            sign = self.take()
            answer = self.answer()
            weight = WEIGHT.match(answer.text)
            if weight:
                answer = Answer(answer.text[weight.end() :], answer.comments)
            yield Item(sign, weight[1] if weight else None, answer)

    def general(self) -> str:
        return "".join(self.tokens[self.at + 1 :])
