"""When two definitions are the same question, whatever their keys and the editor's own marks."""

import hashlib
import json
from typing import Any

from ..questions import Definition, Kind
from .cleaning import PROSE, clean, with_texts

# The editor's own images and links are part of a question; its block keys are not.
TAGS = {*PROSE, "embed"}
ATTRIBUTES = {
    "a": {"href", "linktype", "id"},
    "embed": {"embedtype", "id", "alt", "format"},
}


def canonical(definition: Definition) -> Definition:
    new: dict[str, Any] = dict(with_texts(definition, _tidy, _tidy))
    if definition["kind"] != Kind.TRUE_FALSE:
        for name in ("options", "pairs", "items"):
            if name in new:
                new[name] = [{**part, "key": str(n)} for n, part in enumerate(new[name], 1)]
    if "distractors" in new:
        start = len(new["pairs"]) + 1
        new["distractors"] = [
            {**item, "key": str(n)} for n, item in enumerate(new["distractors"], start)
        ]
    if "parts" in new:
        new["parts"] = [canonical(part) for part in new["parts"]]
    return new  # type: ignore[return-value]


def as_seen(definition: Definition) -> Definition:
    """With its keys, and each text in the one way to write what looks the same."""
    return with_texts(with_texts(definition, _tidy, _tidy), _simplest, _simplest)


def fingerprint(definition: Definition) -> str:
    simplest = with_texts(canonical(definition), _simplest, _simplest)
    return hashlib.sha256(json.dumps(simplest, sort_keys=True).encode()).hexdigest()


def _tidy(html: str) -> str:
    return clean(html, TAGS, ATTRIBUTES)


def _simplest(html: str) -> str:
    """One way to write what looks the same: the editor rewrites what it is given."""
    for long, short in (("strong", "b"), ("em", "i")):
        html = html.replace(f"<{long}>", f"<{short}>").replace(f"</{long}>", f"</{short}>")
    html = " ".join(html.split())
    alone = html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1
    return html[3:-4] if alone else html
