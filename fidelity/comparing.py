"""What differs between two definitions, place by place and word by word. Pure: no Django.

Domains, items, ratios and evidence codes are known by their codes, so that moving one is a move,
and a new code is something new.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import Enum, auto
from typing import Any

from .definitions import Instrument
from .documents import as_document


class What(Enum):
    ADDED = auto()
    REMOVED = auto()
    CHANGED = auto()
    MOVED = auto()


class Kind(Enum):
    INSTRUMENT = auto()
    DOMAIN = auto()
    ITEM = auto()
    RATIO = auto()
    EVIDENCE = auto()


@dataclass(frozen=True)
class Word:
    """Some words of a text, and whether the other text lacks them."""

    text: str
    is_other: bool


@dataclass(frozen=True)
class Change:
    """One thing that is said otherwise. `key` is a document's, such as "anchors"; `place` is which
    of several it is, from 1, or 0."""

    key: str
    place: int
    was: tuple[Word, ...]
    now: tuple[Word, ...]


@dataclass(frozen=True)
class Difference:
    """What became of the instrument itself, or of one of its parts."""

    kind: Kind
    code: str
    name: str
    what: What
    changes: tuple[Change, ...] = ()


def differences(was: Instrument, now: Instrument) -> list[Difference]:
    """None where both say the same. The number of the version is not looked at."""
    old, new = _parts(as_document(was)), _parts(as_document(now))
    places = list(dict.fromkeys([*new, *old]))
    found = [_difference(place, old.get(place), new.get(place)) for place in places]
    return [*(difference for difference in found if difference), *_moved(old, new)]


Place = tuple[Kind, str]
Part = dict[str, Any]


def _parts(document: dict[str, Any]) -> dict[Place, Part]:
    """Each part of the document by its place, without the parts that it holds."""
    own = {k: v for k, v in document.items() if k not in _HOLDING and k != "number"}
    parts = {(Kind.INSTRUMENT, ""): own}
    for evidence in document.get("evidence", []):
        parts[Kind.EVIDENCE, evidence["code"]] = evidence
    for domain in document["domains"]:
        parts[Kind.DOMAIN, domain["code"]] = {k: v for k, v in domain.items() if k != "items"}
        for item in domain["items"]:
            parts[Kind.ITEM, item["code"]] = {"domain": domain["code"], **item}
    for ratio in document.get("ratios", []):
        parts[Kind.RATIO, ratio["code"]] = ratio
    return parts


_HOLDING = {"domains", "ratios", "evidence"}


def _difference(place: Place, was: Part | None, now: Part | None) -> Difference | None:
    kind, code = place
    name = (now or was or {}).get("name", "")
    if was is None:
        return Difference(kind, code, name, What.ADDED)
    if now is None:
        return Difference(kind, code, name, What.REMOVED)
    changes = tuple(_changes(_said(was), _said(now)))
    return Difference(kind, code, name, What.CHANGED, changes) if changes else None


def _moved(old: Mapping[Place, Part], new: Mapping[Place, Part]) -> list[Difference]:
    """Those that stand in another order than they did: items among those of their domain."""
    return [
        Difference(kind, code, new[kind, code].get("name", ""), What.MOVED)
        for group in dict.fromkeys(_group(place, part) for place, part in new.items())
        for kind, code in _out_of_order(_members(group, old, new), _members(group, new, old))
    ]


def _group(place: Place, part: Part) -> tuple[Kind, str]:
    return place[0], part.get("domain", "")


def _members(
    group: tuple[Kind, str], one: Mapping[Place, Part], other: Mapping[Place, Part]
) -> list[Place]:
    """Those of the group in both, in the order of the one."""
    both = [place for place in one if place in other]
    return [p for p in both if _group(p, one[p]) == _group(p, other[p]) == group]


def _out_of_order(before: list[Place], after: list[Place]) -> list[Place]:
    blocks = SequenceMatcher(a=before, b=after, autojunk=False).get_matching_blocks()
    kept = {place for block in blocks for place in before[block.a : block.a + block.size]}
    return [place for place in after if place not in kept]


def _said(part: Part, inside: str = "") -> dict[tuple[str, int], str]:
    """Every text of a part, by its key and which of several it is."""
    said: dict[tuple[str, int], str] = {}
    for key, value in part.items():
        name = f"{inside}{key}"
        if isinstance(value, dict):
            said |= _said(value, f"{name}.")
        elif isinstance(value, list):
            said |= {(name, place): _text(one) for place, one in enumerate(value, start=1)}
        else:
            said[name, 0] = _text(value)
    return said


def _text(value: Any) -> str:
    """A row of a look-up or a band in one line: from 3, below 4: Fair."""
    if isinstance(value, dict):
        return ", ".join(f"{key} {said}" for key, said in value.items())
    return str(value)


def _changes(was: dict[tuple[str, int], str], now: dict[tuple[str, int], str]) -> list[Change]:
    keys = dict.fromkeys([*now, *was])
    return [
        Change(*key, *_words(was.get(key, ""), now.get(key, "")))
        for key in keys
        if was.get(key, "") != now.get(key, "")
    ]


def _words(was: str, now: str) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    old, new = _split(was), _split(now)
    left: list[Word] = []
    right: list[Word] = []
    for same, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if a < b:
            left.append(Word("".join(old[a:b]), same != "equal"))
        if c < d:
            right.append(Word("".join(new[c:d]), same != "equal"))
    return tuple(left), tuple(right)


def _split(text: str) -> list[str]:
    """Words and what stands between them."""
    return re.findall(r"\s+|\w+|[^\w\s]+", text)
