"""The texts of a GIFT file: their escapes and formats."""

import re
from dataclasses import dataclass
from html import escape

ESCAPED = re.compile(r"\\([\\~=#{}:n])")
FORMAT = re.compile(r"\s*\[(html|moodle|plain|markdown)\]", re.IGNORECASE)
NO_TAG = re.compile(r"<(?!/?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>]*)?/?>)")
RESERVED = re.compile(r"[\\~=#{}:]")


@dataclass(frozen=True)
class Text:
    html: str
    format: str


def read(raw: str, default: str = "moodle") -> Text:
    """A text as HTML, and the format it was in."""
    marker = FORMAT.match(raw)
    form = marker[1].lower() if marker else default
    words = (raw[marker.end() :] if marker else raw).strip()
    if form == "html":
        return Text(_unescaped(words), form)
    words = one_line(words)
    # In Moodle's own format tags are tags; a lone < is only "less than".
    words = NO_TAG.sub("&lt;", words) if form == "moodle" else escape(words, quote=False)
    return Text(words.replace("\n", "<br>"), form)


def one_line(raw: str) -> str:
    r"""A plain text: ends of lines in the file are spaces, and \n is the end of a line."""
    return _unescaped(" ".join(raw.split()))


def plain(raw: str) -> str:
    return " ".join(one_line(raw).split())


def written(text: str) -> str:
    return RESERVED.sub(r"\\\g<0>", text).replace("\n", r"\n")


def written_plain(text: str) -> str:
    """So that words in brackets are not taken for a format."""
    return written(f"[plain]{text}" if FORMAT.match(text) else text)


def _unescaped(words: str) -> str:
    return ESCAPED.sub(lambda found: "\n" if found[1] == "n" else found[1], words)
