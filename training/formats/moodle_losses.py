"""What a question of Moodle's says that ours cannot."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from ..questions import Fault, as_number, gettext_noop
from .moodle_tags import RULE, SCENARIO, tagged, tags_of
from .moodle_texts import html, is_markdown, text
from .moodle_types import GRADING, is_for_any_other, points_of

_ = gettext_noop

TAG = re.compile(r"<[^<>]*>")
COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
# What Moodle fills in by itself is no loss.
USUAL = {
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
}


def losses_of(element: Element) -> Iterator[Fault]:
    if is_markdown(element):
        yield Fault(_("Markdown is not read: its signs are kept as they were typed."))
    for file in element.iter("file"):
        yield Fault(_("The file “%(name)s” was left out."), {"name": file.get("name", "")[:100]})
    for name in COMBINED:
        words = _words(html(element.find(name)))
        if words and words not in USUAL:
            yield Fault(_("Feedback to all right or all wrong answers was left out."))
            break
    if any(_words(html(hint)) for hint in element.iterfind("hint")):
        yield Fault(_("Hints between tries were left out."))
    grade = as_number(element.findtext("defaultgrade") or "1")
    is_story = element.get("type") == "description"
    if not is_story and grade is not None and grade != points_of(element):
        points = {"grade": element.findtext("defaultgrade"), "points": points_of(element)}
        yield Fault(_("It was worth %(grade)s, and is worth %(points)d now."), points)
    if any(not tag.startswith((RULE, SCENARIO)) for tag in tags_of(element)):
        yield Fault(_("Its tags were left out."))
    yield from _of_type(element)


def _of_type(element: Element) -> Iterator[Fault]:
    kind = element.get("type")
    if kind in ("numerical", "shortanswer"):
        if any(is_for_any_other(a) for a in element.iterfind("answer")):
            yield Fault(_("The feedback to any other answer was left out."))
        if len(element.findall("units/unit")) > 1:
            yield Fault(_("Only the first unit was kept."))
    if kind == "essay":
        if _words(html(element.find("responsetemplate"))):
            yield Fault(_("The template for the answer was left out."))
        if text(element, "attachments") not in ("", "0"):
            yield Fault(_("Files cannot be handed in with an answer."))
    if kind == "ordering" and not tagged(element, RULE):
        grading = text(element, "gradingtype")
        if grading and grading not in GRADING:
            rule = {"rule": grading[:40]}
            yield Fault(_("It was marked by “%(rule)s”, and each place counts now."), rule)
        if text(element, "selecttype") not in ("", "ALL", "0"):
            yield Fault(_("It showed some of the things only, and shows all of them now."))


def _words(html: str) -> str:
    return TAG.sub("", html).strip()
