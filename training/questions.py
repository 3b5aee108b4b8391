"""What a question is, whatever its type. Pure: no database, no Django.

A definition is plain JSON, so that a version of a question, a paper and an export are the same
thing. Texts are HTML as the CMS keeps it, except names, patterns and numbers. Each part that an
answer may name has a key, unique in its question.

- single, true_false: `options`; one is answered.
- multiple: `options`; `rule` says how ticks become credit.
- matching: `pairs` of left and right, and `distractors` that match nothing; `rule`.
- ordering: `items` in their right order; `rule`.
- numeric: `answers`, each a value with a tolerance; the best that fits counts.
- short: `answers`, each a pattern in which * stands for any text; the first that fits counts.
- essay: marked by a person; `guidance` is for the marker.
- scenario: `stem` is the vignette, `parts` are questions of the types above.

An option or answer is worth `credit`: per cent of the question's points, as a decimal string, from
"-100" to "100".
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from enum import StrEnum
from html import unescape
from typing import Any, NamedTuple, NotRequired, TypedDict

FULL, NONE = "100", "0"
THOUSANDS = re.compile(r"[-+]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?", re.ASCII)
NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)", re.ASCII)


def gettext_noop(sentence: str) -> str:
    """Marks a sentence for translation, which whoever shows it does."""
    return sentence


_ = gettext_noop


class Kind(StrEnum):
    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    MATCHING = "matching"
    ORDERING = "ordering"
    NUMERIC = "numeric"
    SHORT = "short"
    ESSAY = "essay"
    SCENARIO = "scenario"


class Rule(StrEnum):
    """How the parts of an answer add up to its credit (training/marking.py)."""

    ALL_OR_NOTHING = "all-or-nothing"
    RIGHT_MINUS_WRONG = "right-minus-wrong"  # multiple
    EACH_OPTION = "each-option"  # multiple
    AS_WEIGHTED = "as-weighted"  # multiple
    EACH_PAIR = "each-pair"  # matching
    EACH_PLACE = "each-place"  # ordering
    NEIGHBOURS = "neighbours"  # ordering


RULES: dict[str, tuple[Rule, ...]] = {
    Kind.MULTIPLE: (
        Rule.ALL_OR_NOTHING,
        Rule.RIGHT_MINUS_WRONG,
        Rule.EACH_OPTION,
        Rule.AS_WEIGHTED,
    ),
    Kind.MATCHING: (Rule.EACH_PAIR, Rule.ALL_OR_NOTHING),
    Kind.ORDERING: (Rule.ALL_OR_NOTHING, Rule.EACH_PLACE, Rule.NEIGHBOURS),
}


class Option(TypedDict):
    key: str
    text: str
    credit: str
    feedback: str


class Pair(TypedDict):
    key: str
    left: str
    right: str  # plain text: it is offered in a list


class Item(TypedDict):
    key: str
    text: str


class NumericAnswer(TypedDict):
    value: str
    tolerance: str  # either side, in the value's own unit
    credit: str
    feedback: str


class ShortAnswer(TypedDict):
    pattern: str
    credit: str
    feedback: str


class Definition(TypedDict):
    """`kind`, `stem`, `points` and `feedback` always; the others as the kind needs them."""

    kind: str
    stem: str
    points: int  # in a scenario, the sum of its parts'
    feedback: str  # shown with the result, right or wrong
    rule: NotRequired[str]
    options: NotRequired[list[Option]]
    pairs: NotRequired[list[Pair]]
    distractors: NotRequired[list[Item]]
    items: NotRequired[list[Item]]
    answers: NotRequired[list[Any]]  # NumericAnswer or ShortAnswer
    unit: NotRequired[str]  # numeric: shown beside the box
    case_sensitive: NotRequired[bool]  # short
    guidance: NotRequired[str]  # essay
    parts: NotRequired[list["Definition"]]  # scenario


class Fault(NamedTuple):
    """What is wrong, as a sentence to translate and what to put into it."""

    sentence: str
    named: dict[str, Any] = {}

    def __str__(self) -> str:
        return self.sentence % self.named


def faults(definition: Definition) -> list[Fault]:
    """Why the question cannot be asked or marked; none if it can."""
    found = [] if plain(definition["stem"]) else [Fault(_("Write the question."))]
    if definition["kind"] not in Kind.__members__.values():
        return [*found, Fault(_("“%(kind)s” is not a type of question."), definition)]  # type: ignore[arg-type]
    if definition["points"] < 1:
        found.append(Fault(_("A question is worth at least one point.")))
    allowed = RULES.get(definition["kind"])
    if allowed and definition.get("rule") not in allowed:
        found.append(Fault(_("Choose how the answer is marked.")))
    return [*found, *FAULTS[definition["kind"]](definition)]


def plain(html: str) -> str:
    """The words of a text, for lists and for telling whether there are any."""
    return " ".join(unescape(re.sub(r"<[^<>]*>", " ", html)).split()) or (
        "[image]" if "<embed" in html or "<img" in html else ""
    )


def as_number(text: str) -> Decimal | None:
    """A number as people type it; None if it is none.

    Commas part thousands where they can, as here in Britain, and else stand for the point.
    """
    plain = text.strip().replace("−", "-")
    plain = plain.replace(",", "") if THOUSANDS.fullmatch(plain) else plain.replace(",", ".")
    if len(plain) > 40 or not NUMBER.fullmatch(plain):
        return None
    return Decimal(plain)


def number_text(number: Decimal) -> str:
    """The one way in which definitions write a number: 100, never 100.0 or 1E+2."""
    return f"{number.normalize() + 0:f}"


def parts_of(definition: Definition) -> list[Definition]:
    """What is answered: the parts of a scenario, or the question itself."""
    return definition["parts"] if definition["kind"] == Kind.SCENARIO else [definition]


def _options(definition: Definition) -> Iterator[Fault]:
    options = definition["options"]
    if len(options) < 2:
        yield Fault(_("Give at least two choices."))
    yield from _texts([option["text"] for option in options], _("A choice has no text."))
    yield from _twice([plain(option["text"]) for option in options])
    yield from _keys([option["key"] for option in options])
    yield from _credits([option["credit"] for option in options])


def _single(definition: Definition) -> Iterator[Fault]:
    yield from _options(definition)
    if sum(option["credit"] == FULL for option in definition["options"]) != 1:
        yield Fault(_("Mark exactly one choice as correct."))


def _multiple(definition: Definition) -> Iterator[Fault]:
    yield from _options(definition)
    worth = [as_number(option["credit"]) or Decimal(0) for option in definition["options"]]
    correct = [credit for credit in worth if credit > 0]
    if not correct:
        yield Fault(_("Mark at least one choice as correct."))
    elif definition.get("rule") == Rule.AS_WEIGHTED and sum(correct) < 100:
        yield Fault(_("The weights of the correct choices must come to 100 or more."))


def _true_false(definition: Definition) -> Iterator[Fault]:
    worth = {option["key"]: option["credit"] for option in definition["options"]}
    if list(worth) != ["true", "false"] or sorted(worth.values()) != [NONE, FULL]:
        yield Fault(_("Say whether the statement is true or false."))


def _matching(definition: Definition) -> Iterator[Fault]:
    pairs, distractors = definition["pairs"], definition["distractors"]
    if len(pairs) < 2:
        yield Fault(_("Give at least two pairs."))
    yield from _texts(
        [p[side] for p in pairs for side in ("left", "right")], _("A pair has a gap.")
    )  # type: ignore[literal-required]
    yield from _texts([item["text"] for item in distractors], _("A distractor has no text."))
    yield from _twice([plain(pair["left"]) for pair in pairs])
    yield from _keys([part["key"] for part in [*pairs, *distractors]])
    rights = {pair["right"] for pair in pairs}
    if any(item["text"] in rights for item in distractors):
        yield Fault(_("A distractor is the right answer to one of the pairs."))


def _ordering(definition: Definition) -> Iterator[Fault]:
    items = definition["items"]
    if len(items) < 2:
        yield Fault(_("Give at least two things to put in order."))
    yield from _texts([item["text"] for item in items], _("A thing to put in order has no text."))
    yield from _twice([plain(item["text"]) for item in items])
    yield from _keys([item["key"] for item in items])


def _numeric(definition: Definition) -> Iterator[Fault]:
    for answer in definition["answers"]:
        for field in ("value", "tolerance"):
            if as_number(answer[field]) is None:
                yield Fault(_("“%(text)s” is not a number."), {"text": answer[field]})
        if (as_number(answer["tolerance"]) or Decimal(0)) < 0:
            yield Fault(_("A tolerance is zero or more."))
    yield from _answers(definition)


def _short(definition: Definition) -> Iterator[Fault]:
    for answer in definition["answers"]:
        if not answer["pattern"].strip("* "):
            yield Fault(_("An accepted answer needs more than * alone."))
    yield from _answers(definition)


def _answers(definition: Definition) -> Iterator[Fault]:
    worth = [answer["credit"] for answer in definition["answers"]]
    yield from _credits(worth)
    if FULL not in worth:
        yield Fault(_("Give at least one answer that is fully correct."))


def _scenario(definition: Definition) -> Iterator[Fault]:
    parts = definition["parts"]
    if not parts:
        yield Fault(_("Give the scenario at least one question."))
    for number, part in enumerate(parts, start=1):
        if part["kind"] == Kind.SCENARIO:
            yield Fault(_("A scenario cannot be inside another."))
            continue
        for fault in faults(part):
            named = {"number": number, "fault": str(fault)}
            yield Fault(_("Question %(number)d of the scenario: %(fault)s"), named)
    if definition["points"] != sum(part["points"] for part in parts):
        yield Fault(_("A scenario is worth what its questions come to."))


def _nothing_more(definition: Definition) -> Iterator[Fault]:
    return iter(())


def _texts(texts: Sequence[str], sentence: str) -> Iterator[Fault]:
    if not all(plain(text) for text in texts):
        yield Fault(sentence)


def _twice(texts: Sequence[str]) -> Iterator[Fault]:
    for text, times in Counter(texts).items():
        if text and text != "[image]" and times > 1:
            yield Fault(_("“%(text)s” is there twice."), {"text": text})


def _keys(keys: Sequence[str]) -> Iterator[Fault]:
    if len(set(keys)) < len(keys) or not all(keys):
        yield Fault(_("Each choice needs a key of its own."))


def _credits(worth: Sequence[str]) -> Iterator[Fault]:
    numbers = [as_number(credit) for credit in worth]
    if any(number is None or abs(number) > 100 for number in numbers):
        yield Fault(_("A weight is a number from -100 to 100."))


FAULTS: dict[str, Callable[[Definition], Iterator[Fault]]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _numeric,
    Kind.SHORT: _short,
    Kind.ESSAY: _nothing_more,
    Kind.SCENARIO: _scenario,
}
