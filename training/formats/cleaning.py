"""HTML from files, made safe and brought down to what the editor of questions has.

Every reader's definitions come through here, and nowhere else is HTML from a file let in.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

import nh3

from ..questions import Definition, Fault, Kind, faults, gettext_noop
from .encoding import without_controls
from .nesting import well_nested
from .result import CannotCarry

_ = gettext_noop

LINE = {"p", "br", "b", "strong", "i", "em"}
PROSE = {*LINE, "ul", "ol", "li", "a"}
# Else the words of two paragraphs would run together when the tags are taken away.
PARTS = re.compile(r"<(/?)(?:div|h[1-6]|tr|pre|blockquote|dt|dd|section)\b[^<>]*>", re.IGNORECASE)
CELLS = re.compile(r"</t[dh]\s*>", re.IGNORECASE)
NOTHING = re.compile(r"<p>\s*</p>")
LOST = {
    _("An image was left out: add it in the editor."): re.compile(r"<(?:img|svg)\b", re.IGNORECASE),
    _("A film or a sound was left out."): re.compile(
        r"<(?:video|audio|iframe|object|embed)\b", re.IGNORECASE
    ),
    _("A table was made into lines of text."): re.compile(r"<table\b", re.IGNORECASE),
    _("A heading was made into a paragraph."): re.compile(r"<h[1-6]\b", re.IGNORECASE),
}
LOST_IN_LINES = {
    _("A list or a link in a choice was made into plain words."): re.compile(
        r"<(?:ul|ol|a)\b", re.IGNORECASE
    )
}
OURS = {
    _("An image was left out: files of questions hold words only."): re.compile(
        r"<embed\b", re.IGNORECASE
    ),
    _("A link to a page or a document of this site was made into plain words."): re.compile(
        r"<a\b[^<>]*\blinktype=", re.IGNORECASE
    ),
}
LISTS_OF_PARTS = ("options", "pairs", "items", "answers")
LINES_OF_PARTS = ("text", "left", "feedback")
PLAIN_OF_PARTS = ("right", "pattern")


def cleaned(definition: Definition) -> tuple[Definition, list[Fault]]:
    """A definition from a file with safe texts, and what was lost of them."""
    return _cleaned(definition, LOST, {**LOST, **LOST_IN_LINES})


def portable(definition: Definition) -> tuple[Definition, list[Fault]]:
    """A definition of ours for a file: without what only this site can show."""
    definition, lost = _cleaned(definition, OURS, OURS)
    if faults(definition):
        raise CannotCarry(_("Without its images it cannot be asked. It was left out."))
    return definition, lost


def _cleaned(
    definition: Definition,
    in_prose: dict[str, re.Pattern[str]],
    in_lines: dict[str, re.Pattern[str]],
) -> tuple[Definition, list[Fault]]:
    lost: dict[str, None] = {}

    def prose(html: str) -> str:
        lost.update(dict.fromkeys(_found(in_prose, html)))
        return clean(html, PROSE)

    def line(html: str) -> str:
        lost.update(dict.fromkeys(_found(in_lines, html)))
        return clean(html, LINE)

    return with_texts(definition, prose, line), [Fault(sentence) for sentence in lost]


def clean(html: str, tags: set[str], attributes: dict[str, set[str]] | None = None) -> str:
    html = without_controls(html).replace("\r\n", "\n").replace("\r", "\n")
    html = CELLS.sub(" ", PARTS.sub(r"<\1p>", html))
    safe = nh3.clean(
        html,
        tags=tags,
        attributes={"a": {"href"}} if attributes is None else attributes,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
    )
    return NOTHING.sub("", well_nested(safe)).strip()


def with_texts(
    definition: Definition, prose: Callable[[str], str], line: Callable[[str], str]
) -> Definition:
    """The definition with each of its texts passed through one of the two."""
    new: dict[str, Any] = dict(definition)
    new["stem"], new["feedback"] = prose(definition["stem"]), prose(definition["feedback"])
    if "guidance" in new:
        new["guidance"] = prose(new["guidance"])
    for name in LISTS_OF_PARTS:
        if name in new:
            new[name] = [_part(part, line) for part in new[name]]
    if "distractors" in new:
        new["distractors"] = [{**i, "text": _plain(i["text"])} for i in new["distractors"]]
    if "unit" in new:
        new["unit"] = _plain(new["unit"])
    if definition["kind"] == Kind.TRUE_FALSE:
        for option, text in zip(new["options"], ("True", "False"), strict=True):
            option["text"] = text
    if "parts" in new:
        new["parts"] = [with_texts(part, prose, line) for part in new["parts"]]
    return new  # type: ignore[return-value]


def _part(part: dict[str, str], line: Callable[[str], str]) -> dict[str, str]:
    return {
        **part,
        **{name: line(part[name]) for name in LINES_OF_PARTS if name in part},
        **{name: _plain(part[name]) for name in PLAIN_OF_PARTS if name in part},
    }


def _plain(text: str) -> str:
    return " ".join(without_controls(text).split())


def _found(patterns: dict[str, re.Pattern[str]], html: str) -> Iterator[str]:
    return (sentence for sentence, pattern in patterns.items() if pattern.search(html))
