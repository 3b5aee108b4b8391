"""Writing GIFT. What it has no signs for is named, or the question is left out."""

from collections.abc import Callable, Iterable, Iterator

from ..questions import FULL, NONE, Definition, Fault, Kind, Rule, gettext_noop, parts_of
from . import gift_texts as texts
from .categories import path_of
from .cleaning import portable
from .encoding import without_controls
from .result import CannotCarry, Exported, Loss, Written, named
from .shapes import shares

_ = gettext_noop

NO_ORDER = _("GIFT has no questions to put in order. This one was left out.")
NO_ARROW = _("GIFT cannot write -> in a short answer. This question was left out.")


def write_gift(questions: Iterable[Exported]) -> Written:
    blocks, losses, category = [], [], ""
    for question in questions:
        try:
            definition, lost = portable(question.definition)
            text = "\n\n".join(_blocks(question.name, definition))
            lost = [*lost, *_lost(definition)]
        except CannotCarry as cannot:
            text, lost = "", [cannot.reason]
        losses += [Loss(named(question.name), what) for what in lost]
        if text and question.outcome != category:
            category = question.outcome
            blocks.append(f"$CATEGORY: {path_of(category)}")
        blocks.append(text)
    return Written("\n\n".join(filter(None, blocks)) + "\n", tuple(losses))


def _blocks(name: str, definition: Definition) -> Iterator[str]:
    """A scenario is its story as a text, and its questions after it."""
    if definition["kind"] == Kind.SCENARIO:
        yield _head(name, definition["stem"])
    for part in parts_of(definition):
        yield f"{_head(name, part['stem'])} {{{_answers(part)}}}"


def _head(name: str, stem: str) -> str:
    title = texts.written(" ".join(without_controls(name).split()))
    return f"::{title}::{_text(stem)}"


def _text(html: str) -> str:
    return f"[html]{texts.written(html)}" if html else ""


def _answers(definition: Definition) -> str:
    lines = ANSWERS[definition["kind"]](definition)
    if definition["feedback"]:
        lines = [*lines, f"####{_text(definition['feedback'])}"]
    if definition["kind"] == Kind.NUMERIC:
        lines = ["#", *lines]
    return "".join(f"\n\t{line}" for line in lines) + "\n" if lines else ""


def _comment(html: str) -> str:
    return f"#{_text(html)}" if html else ""


def _single(definition: Definition) -> list[str]:
    signs = {FULL: "=", NONE: "~"}
    return [
        signs.get(option["credit"], f"~%{option['credit']}%")
        + _text(option["text"])
        + _comment(option["feedback"])
        for option in definition["options"]
    ]


def _multiple(definition: Definition) -> list[str]:
    options = definition["options"]
    weighted = definition["rule"] == Rule.AS_WEIGHTED
    worth = [o["credit"] for o in options] if weighted else shares(options)
    return [
        f"~%{credit}%{_text(option['text'])}{_comment(option['feedback'])}"
        for option, credit in zip(options, worth, strict=True)
    ]


def _true_false(definition: Definition) -> list[str]:
    if_true, if_false = definition["options"]
    is_true = if_true["credit"] == FULL
    right, wrong = (if_true, if_false) if is_true else (if_false, if_true)
    comments = f"#{_text(wrong['feedback'])}#{_text(right['feedback'])}"
    has_any = right["feedback"] or wrong["feedback"]
    return [f"{'TRUE' if is_true else 'FALSE'}{comments if has_any else ''}"]


def _matching(definition: Definition) -> list[str]:
    # In HTML an arrow can be written so that it is not taken for the one between the sides.
    pairs = [
        f"={_text(pair['left'].replace('->', '-&gt;'))} -> {texts.written(pair['right'])}"
        for pair in definition["pairs"]
    ]
    return pairs + [f"= -> {texts.written(item['text'])}" for item in definition["distractors"]]


def _numeric(definition: Definition) -> list[str]:
    return [
        f"=%{a['credit']}%{a['value']}:{a['tolerance']}{_comment(a['feedback'])}"
        for a in definition["answers"]
    ]


def _short(definition: Definition) -> list[str]:
    if any("->" in answer["pattern"] for answer in definition["answers"]):
        raise CannotCarry(NO_ARROW)
    return [
        f"=%{a['credit']}%{texts.written_plain(a['pattern'])}{_comment(a['feedback'])}"
        for a in definition["answers"]
    ]


def _essay(definition: Definition) -> list[str]:
    return []


def _ordering(definition: Definition) -> list[str]:
    raise CannotCarry(NO_ORDER)


ANSWERS: dict[str, Callable[[Definition], list[str]]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _numeric,
    Kind.SHORT: _short,
    Kind.ESSAY: _essay,
}


def _lost(definition: Definition) -> Iterator[Fault]:
    """What a question says beyond GIFT."""
    if definition["kind"] == Kind.SCENARIO:
        yield Fault(_("GIFT has no scenarios: the questions follow the story as their own."))
        if definition["feedback"]:
            yield Fault(_("The feedback to the whole scenario was left out."))
    for part in parts_of(definition):
        yield from _lost_of_one(part)


def _lost_of_one(definition: Definition) -> Iterator[Fault]:
    if definition["points"] != 1:
        points = {"points": definition["points"]}
        yield Fault(_("GIFT has no points: this question is worth %(points)d."), points)
    if definition.get("rule", Rule.EACH_PAIR) not in (Rule.EACH_PAIR, Rule.AS_WEIGHTED):
        rule = {"rule": definition["rule"]}
        yield Fault(_("GIFT has no name for the way it is marked: “%(rule)s”."), rule)
    if definition.get("unit"):
        yield Fault(_("GIFT has no units: “%(unit)s” was left out."), {"unit": definition["unit"]})
    if definition.get("case_sensitive"):
        yield Fault(_("GIFT cannot say that capitals must be right too."))
    if definition.get("guidance"):
        yield Fault(_("GIFT has no guidance for whoever marks an essay."))
