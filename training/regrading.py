"""Marking an answer by another version of its question. Pure: no database, no Django.

An answer means the words that were chosen. Where the other version has the same words under
another key, that key is meant; where it does not have them, they were reworded, and the key stays,
or is one that is left over if other words have it now. The two versions must have the same keys, so
that every answer can be read.

A regrade never takes a pass away: whoever has passed, and by the other version would not have,
keeps the result that stands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .formats.canonical import as_seen
from .papers import PaperQuestion
from .questions import Definition, Fault, Kind, gettext_noop, parts_of, plain

_ = gettext_noop


@dataclass(frozen=True)
class Standing:
    """A result, as it is stored."""

    earned: Decimal
    total: int
    passed: bool


def misfits(asked: Definition, other: Definition) -> list[Fault]:
    """Why answers to one version cannot be marked by another; none if they can."""
    if asked["kind"] != other["kind"]:
        return [Fault(_("It is another type of question, so the answers do not fit it."))]
    if asked["kind"] == Kind.ESSAY:
        return [Fault(_("An essay is marked by a person, whichever version it answers."))]
    mine, others = parts_of(asked), parts_of(other)
    if len(mine) != len(others):
        return [Fault(_("The scenario has another number of questions."))]
    if any(_shape(a) != _shape(b) for a, b in zip(mine, others, strict=True)):
        return [Fault(_("It does not have the same choices: some were added or taken away."))]
    return []


def marked_by(asked: Definition, other: Definition, response: Any) -> tuple[Definition, Any]:
    """What to mark, and what was answered in its terms. Essays keep what they were marked by."""
    if asked["kind"] == Kind.ESSAY:
        return asked, response
    meant = _meanings(asked, other)
    if isinstance(response, dict):
        return other, {pair: meant.get(key, key) for pair, key in response.items()}
    if isinstance(response, list):
        return other, [meant.get(key, key) for key in response]
    return other, response


def remarked(
    question: PaperQuestion, response: Any, versions: Mapping[int, Definition]
) -> tuple[PaperQuestion, Any]:
    """A question of a paper, with how it is marked from another version where one is named. It
    still asks what it asked."""
    whole = versions.get(question["version"] or 0)
    if whole is None:
        return question, response
    other = parts_of(whole)[max(question["part"], 1) - 1]
    definition, response = marked_by(question["definition"], other, response)
    stem = question["definition"]["stem"]
    return {**question, "definition": {**definition, "stem": stem}}, response


def rewordings(asked: Definition, other: Definition) -> list[tuple[str, str]]:
    """Choices that were reworded: how each was put, and how the other version puts it."""
    found = []
    for a, b in zip(parts_of(asked), parts_of(other), strict=True):
        before, after, meant = _texts(a), _texts(b), _meanings(a, b)
        reworded = [key for key in before if plain(before[key]) != plain(after[meant[key]])]
        found += [(plain(before[key]), plain(after[meant[key]])) for key in reworded]
    return found


def kept(standing: Standing, new: Standing) -> bool:
    """Whether the new result would take a pass away."""
    return standing.passed and not new.passed


def _shape(definition: Definition) -> tuple[str, frozenset[str], frozenset[str]]:
    lefts = frozenset(pair["key"] for pair in definition.get("pairs", ()))
    return definition["kind"], frozenset(_texts(definition)), lefts


def _meanings(asked: Definition, other: Definition) -> dict[str, str]:
    before, after = _texts(as_seen(asked)), _texts(as_seen(other))
    keys = {text: key for key, text in after.items()}
    meant = {
        key: key if after[key] == text else keys[text]
        for key, text in before.items()
        if text in keys
    }
    left = [key for key in after if key not in meant.values()]
    reworded = sorted(before.keys() - meant.keys(), key=lambda key: (key not in left, key))
    for key in reworded:
        meant[key] = key if key in left or not left else left[0]
        left = [other for other in left if other != meant[key]]
    return meant


def _texts(definition: Definition) -> dict[str, str]:
    """What an answer may name, by its key."""
    return dict(_named(definition))


def _named(definition: Definition) -> Iterator[tuple[str, str]]:
    for pair in definition.get("pairs", ()):
        yield pair["key"], pair["right"]
    for name in ("options", "distractors", "items"):
        for part in definition.get(name, ()):  # type: ignore[attr-defined]
            yield part["key"], part["text"]
