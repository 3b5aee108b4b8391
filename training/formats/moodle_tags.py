"""What Moodle has no field for, written as tags of a question, which Moodle keeps."""

from xml.etree.ElementTree import Element

RULE, SCENARIO = "rule: ", "scenario: "


def tags_of(element: Element) -> list[str]:
    return [" ".join((tag.findtext("text") or "").split()) for tag in element.iterfind("tags/tag")]


def tagged(element: Element, prefix: str) -> str:
    """What the tag with this beginning says; nothing if there is none."""
    found = (tag[len(prefix) :] for tag in tags_of(element) if tag.startswith(prefix))
    return next(found, "").strip()
