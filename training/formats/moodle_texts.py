"""The texts inside an element of Moodle XML."""

from html import escape
from xml.etree.ElementTree import Element, tostring

from . import gift_texts

FORMATS = {"moodle_auto_format": "moodle", "plain_text": "plain", "markdown": "markdown"}


def inner(element: Element | None) -> str:
    """What an element holds; HTML that was written into it unescaped comes out as HTML."""
    if element is None:
        return ""
    children = "".join(tostring(child, encoding="unicode") for child in element)
    return (escape(element.text or "", quote=False) if children else element.text or "") + children


def text(element: Element, path: str = ".") -> str:
    """A plain text, from its <text> or, as in old files, from the element itself."""
    return (element.findtext(f"{path}/text") or element.findtext(path) or "").strip()


def html(element: Element | None, default: str = "html") -> str:
    if element is None:
        return ""
    words = inner(element.find("text")).strip()
    form = element.get("format") or default
    return _in_html(words, FORMATS.get(form, "html"))


def is_markdown(element: Element) -> bool:
    return any(part.get("format") == "markdown" for part in element.iter())


def _in_html(words: str, form: str) -> str:
    if form == "html":
        return words
    is_moodles = form == "moodle"
    safe = gift_texts.NO_TAG.sub("&lt;", words) if is_moodles else escape(words, quote=False)
    return safe.replace("\n", "<br>")
