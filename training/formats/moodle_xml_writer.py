"""Writing Moodle XML, which holds every question of ours.

What Moodle has no field for goes into tags (the name of a rule, what belongs to one scenario) or
into an attribute that Moodle passes over (`credit`, where the weight that Moodle needs is not what
we keep). So what we write, we read back the same.
"""

from collections.abc import Callable, Iterable
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ..questions import FULL, NONE, Definition, Kind, Rule, number_text, parts_of
from .categories import path_of
from .cleaning import portable
from .encoding import without_controls
from .moodle_tags import RULE, SCENARIO
from .result import CannotCarry, Exported, Loss, Written, named
from .shapes import shares

TYPES = {
    Kind.SINGLE: "multichoice",
    Kind.MULTIPLE: "multichoice",
    Kind.TRUE_FALSE: "truefalse",
    Kind.MATCHING: "matching",
    Kind.ORDERING: "ordering",
    Kind.NUMERIC: "numerical",
    Kind.SHORT: "shortanswer",
    Kind.ESSAY: "essay",
    Kind.SCENARIO: "description",
}
GRADING = {
    Rule.ALL_OR_NOTHING: "ALL_OR_NOTHING",
    Rule.EACH_PLACE: "ABSOLUTE_POSITION",
    Rule.NEIGHBOURS: "RELATIVE_NEXT_EXCLUDE_LAST",
}


def write_moodle_xml(questions: Iterable[Exported]) -> Written:
    quiz, losses, category = Element("quiz"), [], ""
    for number, question in enumerate(questions, start=1):
        try:
            definition, lost = portable(question.definition)
        except CannotCarry as cannot:
            losses.append(Loss(named(question.name), cannot.reason))
            continue
        losses += [Loss(named(question.name), what) for what in lost]
        if question.outcome != category:
            category = question.outcome
            _category(quiz, category)
        _write(quiz, question.name, definition, str(number))
    indent(quiz)
    xml = tostring(quiz, encoding="unicode")
    return Written(f'<?xml version="1.0" encoding="UTF-8"?>\n{xml}\n', tuple(losses))


def _category(quiz: Element, outcome: str) -> None:
    question = SubElement(quiz, "question", type="category")
    _text(SubElement(question, "category"), path_of(outcome))


def _write(quiz: Element, name: str, definition: Definition, number: str) -> None:
    if definition["kind"] == Kind.SCENARIO:
        _question(quiz, name, definition, f"{SCENARIO}{number}")
        for part in parts_of(definition):
            _question(quiz, name, part, f"{SCENARIO}{number}")
    else:
        _question(quiz, name, definition)


def _question(quiz: Element, name: str, definition: Definition, *tags: str) -> None:
    kind = definition["kind"]
    question = SubElement(quiz, "question", type=TYPES[Kind(kind)])
    _text(SubElement(question, "name"), without_controls(name))
    _html(question, "questiontext", definition["stem"])
    _html(question, "generalfeedback", definition["feedback"])
    points = 0 if kind == Kind.SCENARIO else definition["points"]
    SubElement(question, "defaultgrade").text = str(points)
    if kind in PARTS:
        PARTS[kind](question, definition)
    if "rule" in definition:
        tags = (*tags, f"{RULE}{definition['rule']}")
    if tags:
        holder = SubElement(question, "tags")
        for tag in tags:
            _text(SubElement(holder, "tag"), tag)


def _text(parent: Element, text: str) -> None:
    SubElement(parent, "text").text = text


def _html(parent: Element, name: str, html: str, **attributes: str) -> Element:
    element = SubElement(parent, name, attributes, format="html")
    _text(element, html)
    return element


def _answer(question: Element, text: str, fraction: str, feedback: str, **more: str) -> Element:
    answer = _html(question, "answer", text, fraction=fraction, **more)
    _html(answer, "feedback", feedback)
    return answer


def _single(question: Element, definition: Definition) -> None:
    SubElement(question, "single").text = "true"
    for option in definition["options"]:
        _answer(question, option["text"], option["credit"], option["feedback"])


def _multiple(question: Element, definition: Definition) -> None:
    SubElement(question, "single").text = "false"
    options = definition["options"]
    if definition["rule"] == Rule.AS_WEIGHTED:
        fractions = [Decimal(option["credit"]) for option in options]
    else:
        fractions = shares(options)
    for option, fraction in zip(options, fractions, strict=True):
        credit = option["credit"]
        worth = number_text(fraction)
        # What the reader makes of the fraction alone.
        read = worth if definition["rule"] == Rule.AS_WEIGHTED else FULL if fraction > 0 else NONE
        more = {} if read == credit else {"credit": credit}
        _answer(question, option["text"], worth, option["feedback"], **more)


def _true_false(question: Element, definition: Definition) -> None:
    for option in definition["options"]:
        _answer(question, option["key"], option["credit"], option["feedback"])


def _matching(question: Element, definition: Definition) -> None:
    sides = [(pair["left"], pair["right"]) for pair in definition["pairs"]]
    sides += [("", item["text"]) for item in definition["distractors"]]
    for left, right in sides:
        part = _html(question, "subquestion", left)
        _text(SubElement(part, "answer"), right)


def _ordering(question: Element, definition: Definition) -> None:
    for name, value in (
        ("layouttype", "VERTICAL"),
        ("selecttype", "ALL"),
        ("selectcount", "0"),
        ("gradingtype", GRADING[Rule(definition["rule"])]),
    ):
        SubElement(question, name).text = value
    for number, item in enumerate(definition["items"], start=1):
        _answer(question, item["text"], str(number), "")


def _numeric(question: Element, definition: Definition) -> None:
    for given in definition["answers"]:
        answer = _answer(question, given["value"], given["credit"], given["feedback"])
        SubElement(answer, "tolerance").text = given["tolerance"]
    if definition["unit"]:
        unit = SubElement(SubElement(question, "units"), "unit")
        SubElement(unit, "multiplier").text = "1"
        SubElement(unit, "unit_name").text = definition["unit"]


def _short(question: Element, definition: Definition) -> None:
    SubElement(question, "usecase").text = "1" if definition["case_sensitive"] else "0"
    for answer in definition["answers"]:
        _answer(question, answer["pattern"], answer["credit"], answer["feedback"])


def _essay(question: Element, definition: Definition) -> None:
    SubElement(question, "responseformat").text = "editor"
    _html(question, "graderinfo", definition["guidance"])


PARTS: dict[str, Callable[[Element, Definition], None]] = {
    Kind.SINGLE: _single,
    Kind.MULTIPLE: _multiple,
    Kind.TRUE_FALSE: _true_false,
    Kind.MATCHING: _matching,
    Kind.ORDERING: _ordering,
    Kind.NUMERIC: _numeric,
    Kind.SHORT: _short,
    Kind.ESSAY: _essay,
}
