"""How well a question does its work, from the answers that were given. Pure: no Django.

Facility is the mean share of the question's points that people earned: 0 nobody, 1 everybody.

Discrimination is the item-rest correlation: Pearson's between what people earned for the question
and what they earned for the rest of their paper. The question itself is left out of the rest,
because it would else agree with itself (Henrysson, "Correction of item-total correlations in item
analysis", Psychometrika 28, 1963, 211-218). The rest is taken as a share of its points, because
people who were drawn different questions have different rests. From 0.2 up a question tells those
who know more from those who know less (Ebel and Frisbie, Essentials of Educational Measurement,
5th ed., 1991, ch. 13); below 0, the key is the first thing to look at.

How few are too few is our own choice. Of 10 answers, half of them right, the share in the long run
may be anything from 24 % to 76 % (Wilson's interval, 95 %); of fewer, next to anything. With 30
answers a question that tells nobody apart shows a correlation between -0.36 and 0.36 nineteen
times in twenty (Fisher's interval), so a key is doubted only if the whole interval is below 0.
"""

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation, fmean
from typing import Any

from .marking import ONE, Asked, credit, is_answered
from .questions import FULL, Definition, Fault, Kind, as_number, gettext_noop, number_text, plain

_ = gettext_noop

ENOUGH_FOR_FACILITY = 10  # answers
ENOUGH_FOR_DISCRIMINATION = 30
TELLS_APART = 0.2
HARD = 0.2  # facility
MOST_WRITTEN = 10  # different answers that are listed
GIVEN_BY = 2  # people at least: what one alone wrote may tell who they are


@dataclass(frozen=True)
class Given:
    """One answer: its share of the points, and the share earned in the rest of the paper."""

    response: Any
    share: float
    rest: float | None  # None: the paper had nothing else


@dataclass(frozen=True)
class Chosen:
    text: str
    times: int
    is_right: bool


@dataclass(frozen=True)
class Answers:
    chosen: tuple[Chosen, ...]
    others: int  # answers that are not listed
    none: int  # people who left it out


def facility(given: Sequence[Given]) -> float | None:
    """None: too few to say."""
    if len(given) < ENOUGH_FOR_FACILITY:
        return None
    return fmean(g.share for g in given)


def discrimination(given: Sequence[Given]) -> float | None:
    """None: too few to say, or all earned the same, so that nobody is told apart."""
    pairs = [(g.share, g.rest) for g in given if g.rest is not None]
    if len(pairs) < ENOUGH_FOR_DISCRIMINATION:
        return None
    try:
        return correlation(*zip(*pairs, strict=True))
    except StatisticsError:
        return None


def at_most(r: float, n: int) -> float:
    """The upper end of Fisher's 95 % interval of a correlation."""
    if abs(r) >= 1:
        return r
    return math.tanh(math.atanh(r) + 1.96 / math.sqrt(n - 3))


def remarks(definition: Definition, given: Sequence[Given]) -> list[Fault]:
    """What to look at, in sentences."""
    share, r = facility(given), discrimination(given)
    found = []
    if r is not None and at_most(r, len(given)) < 0:
        found.append(
            Fault(_("Most people who did well elsewhere got this wrong: look at its key."))
        )
    if share is not None and (text := _preferred(definition, given)):
        found.append(
            Fault(
                _("More people chose “%(text)s” than the right answer: look at its key."),
                {"text": text},
            )
        )
    if share is not None and share < HARD and not found:
        found.append(Fault(_("Few people get this right. Is it taught, and is it put clearly?")))
    return found


def answers_chosen(definition: Definition, responses: Sequence[Any]) -> Answers:
    """How often each choice was made; of written answers and orders, the most frequent ones."""
    answered = [response for response in responses if is_answered(response)]
    kind, others = definition["kind"], 0
    if kind == Kind.ESSAY:
        chosen = []
    elif kind == Kind.MATCHING:
        chosen = list(_pairs(definition, answered))
    elif kind in (Kind.ORDERING, Kind.NUMERIC, Kind.SHORT):
        chosen = _written(definition, answered)
        others = len(answered) - sum(answer.times for answer in chosen)
    else:
        chosen = list(_options(definition, answered))
    return Answers(tuple(chosen), others, len(responses) - len(answered))


def _preferred(definition: Definition, given: Sequence[Given]) -> str:
    if definition["kind"] not in (Kind.SINGLE, Kind.TRUE_FALSE):
        return ""
    chosen = answers_chosen(definition, [g.response for g in given]).chosen
    most = max(chosen, key=lambda choice: choice.times)
    right = max(choice.times for choice in chosen if choice.is_right)
    return most.text if most.times > right else ""


def _options(definition: Definition, answered: Sequence[Sequence[str]]) -> Iterator[Chosen]:
    times = Counter(key for response in answered for key in set(response))
    for option in definition["options"]:
        worth = as_number(option["credit"]) or 0
        is_right = worth > 0 if definition["kind"] == Kind.MULTIPLE else option["credit"] == FULL
        yield Chosen(plain(option["text"]), times[option["key"]], is_right)


def _pairs(definition: Definition, answered: Sequence[dict[str, str]]) -> Iterator[Chosen]:
    rights = {pair["key"]: pair["right"] for pair in definition["pairs"]}
    rights |= {item["key"]: item["text"] for item in definition["distractors"]}
    for pair in definition["pairs"]:
        made = [response[pair["key"]] for response in answered if response.get(pair["key"])]
        for right, times in Counter(rights[key] for key in made).most_common():
            yield Chosen(f"{plain(pair['left'])} → {right}", times, right == pair["right"])


def _written(definition: Definition, answered: Sequence[Any]) -> list[Chosen]:
    texts = [_as_text(definition, response) for response in answered]
    example = dict(zip(texts, answered, strict=True))
    return [
        Chosen(text, times, credit(Asked("", definition, example[text])) == ONE)
        for text, times in Counter(texts).most_common(MOST_WRITTEN)
        if times >= GIVEN_BY
    ]


def _as_text(definition: Definition, response: Any) -> str:
    """The same for answers that are the same."""
    if definition["kind"] == Kind.ORDERING:
        texts = {item["key"]: plain(item["text"]) for item in definition["items"]}
        return " ".join(f"{place}. {texts[key]}" for place, key in enumerate(response, start=1))
    if definition["kind"] == Kind.NUMERIC and (number := as_number(response)) is not None:
        return f"{number_text(number)} {definition.get('unit', '')}".strip()
    text = " ".join(response.split())
    return text if definition.get("case_sensitive") else text.casefold()
