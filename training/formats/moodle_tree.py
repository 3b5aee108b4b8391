"""Moodle XML as a tree, from a file that nobody vouches for.

defusedxml refuses document types and entities, which can blow up memory and read other files.
"""

from typing import Any
from xml.etree.ElementTree import Element, TreeBuilder

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import ParseError, XMLParser

from ..questions import gettext_noop
from .result import CannotRead

_ = gettext_noop

DEEPEST = 100  # Moodle's own files have six levels, and unescaped HTML in them some more


class _Builder(TreeBuilder):
    """Builds the tree, and notes the line on which each question begins."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.lines: list[int] = []
        self.expat: Any = None

    def start(self, tag: str, attrs: dict[Any, Any], /) -> Element:
        self.depth += 1
        if self.depth > DEEPEST:
            raise CannotRead(_("This file has elements nested too deeply."))
        if self.depth == 2 and tag == "question":
            self.lines.append(self.expat.CurrentLineNumber)
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Element:
        self.depth -= 1
        return super().end(tag)


def questions_in(text: str) -> list[tuple[int, Element]]:
    """Each <question> with its line."""
    builder = _Builder()
    parser = XMLParser(target=builder, forbid_dtd=True)
    builder.expat = parser.parser
    try:
        parser.feed(text)
        root = parser.close()
    except DefusedXmlException:
        raise CannotRead(
            _("This file declares a document type or entities, which we refuse: they can do harm.")
        ) from None
    except ParseError as error:
        raise CannotRead(
            _("This file is not well-formed XML: look at line %(line)d."), line=error.position[0]
        ) from None
    if root.tag != "quiz":
        raise CannotRead(
            _("This is not Moodle XML: its first element is <%(tag)s>, not <quiz>."),
            tag=root.tag[:40],
        )
    return list(zip(builder.lines, root.findall("question"), strict=True))
