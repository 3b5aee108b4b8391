"""Reading Moodle XML.

A scenario of ours is a text and the questions after it, tied together by a tag (moodle_tags.py).
Moodle shows it as that, and we read it as one question again.
"""

from collections.abc import Iterator
from itertools import groupby
from xml.etree.ElementTree import Element

from ..questions import Definition, Fault, Kind, gettext_noop
from .categories import outcome_of
from .findings import Findings
from .moodle_losses import losses_of
from .moodle_tags import SCENARIO, tagged
from .moodle_texts import html, text
from .moodle_tree import questions_in
from .moodle_types import definition_of, form_of, stem_of
from .result import CannotCarry, Loaded, line
from .shapes import definition

_ = gettext_noop

Numbered = tuple[int, Element]


def read_moodle_xml(xml: str) -> Loaded:
    findings, outcome = Findings(), ""
    for group in _tied(questions_in(xml)):
        number, first = group[0]
        if first.get("type") == "category":
            outcome = outcome_of(text(first, "category"))
            continue
        findings.count()
        _keep(findings, line(number), [element for _number, element in group], outcome)
    return findings.done()


def _tied(questions: list[Numbered]) -> Iterator[list[Numbered]]:
    """Each question alone, but a scenario's story together with its questions."""

    def tie(numbered: Numbered) -> str:
        number, element = numbered
        tag = tagged(element, SCENARIO)
        return f"tied {tag}" if tag else f"line {number}"

    for key, group in groupby(questions, tie):
        if key.startswith("tied "):
            yield from _scenarios(list(group))
        else:
            yield from ([numbered] for numbered in group)


def _scenarios(tied: list[Numbered]) -> Iterator[list[Numbered]]:
    """A story begins a scenario; questions whose story is gone stand alone."""
    scenario: list[Numbered] = []
    for numbered in tied:
        if numbered[1].get("type") == "description":
            if scenario:
                yield scenario
            scenario = [numbered]
        elif scenario:
            scenario.append(numbered)
        else:
            yield [numbered]
    if scenario:
        yield scenario


def _keep(findings: Findings, where: Fault, elements: list[Element], outcome: str) -> None:
    first = elements[0]
    try:
        losses = [loss for element in elements for loss in losses_of(element)]
        made = definition_of(first) if len(elements) == 1 else _scenario(first, elements[1:])
    except CannotCarry as cannot:
        findings.skip(where, cannot.reason)
        return
    findings.keep(where, made, name=text(first, "name"), outcome=outcome, losses=losses)


def _scenario(story: Element, elements: list[Element]) -> Definition:
    parts = [definition_of(element) for element in elements]
    feedback = html(story.find("generalfeedback"), form_of(story))
    points = sum(part["points"] for part in parts)
    return definition(Kind.SCENARIO, stem_of(story), feedback, points, parts=parts)
