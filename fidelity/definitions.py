"""What an instrument is, read from TOML and checked. Pure: no database, no Django.

A definition that does not hold together is refused with every problem in a sentence that names
the place, so that an author can mend all of them at once.
"""

import datetime
import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import Any, get_args

# Codes stand in addresses and in the names of form fields.
CODE = re.compile(r"[A-Za-z0-9_-]{1,20}")


class InvalidDefinition(Exception):
    """The definition cannot be used. `problems` says why, a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems


@dataclass(frozen=True)
class ItemDefinition:
    code: str
    name: str
    definition: str
    anchors: tuple[str, ...]  # one a rating, from the instrument's minimum to its maximum
    may_be_not_applicable: bool = False
    not_applicable_when: str = ""


@dataclass(frozen=True)
class DomainDefinition:
    code: str
    name: str
    items: tuple[ItemDefinition, ...]
    description: str = ""


@dataclass(frozen=True)
class InstrumentDefinition:
    slug: str
    name: str
    number: int
    minimum: int
    maximum: int
    minimum_coverage: Fraction
    domains: tuple[DomainDefinition, ...]
    notice: str = ""
    guidance: str = ""
    source: str = ""
    licence: str = ""
    authored_by: str = ""
    checked_by: str = ""
    date_reviewed: datetime.date | None = None


def read(text: str) -> InstrumentDefinition:
    """Read one instrument from TOML. Raises InvalidDefinition."""
    try:
        raw = tomllib.loads(text)
        definition = _instrument(raw)
    except tomllib.TOMLDecodeError as error:
        raise InvalidDefinition([f"This is not TOML: {error}."]) from error
    except KeyError as error:
        raise InvalidDefinition([f"{error.args[0]} is missing."]) from error
    except (TypeError, ValueError, ZeroDivisionError) as error:
        raise InvalidDefinition([f"A value is of the wrong kind: {error}."]) from error
    if problems := list(_problems(definition)):
        raise InvalidDefinition(problems)
    return definition


def _instrument(raw: dict[str, Any]) -> InstrumentDefinition:
    raw = dict(raw)
    return InstrumentDefinition(
        domains=tuple(_domain(d) for d in raw.pop("domains", [])),
        # Through str(), so that 0.8 is 4/5, and not the float a little over it.
        minimum_coverage=Fraction(str(raw.pop("minimum_coverage"))),
        **_only_known(
            InstrumentDefinition, raw, required=("slug", "name", "number", "minimum", "maximum")
        ),
    )


def _domain(raw: dict[str, Any]) -> DomainDefinition:
    raw = dict(raw)
    return DomainDefinition(
        items=tuple(_item(i) for i in raw.pop("items", [])),
        **_only_known(DomainDefinition, raw, required=("code", "name")),
    )


def _item(raw: dict[str, Any]) -> ItemDefinition:
    raw = dict(raw)
    return ItemDefinition(
        anchors=tuple(str(a) for a in raw.pop("anchors", [])),
        **_only_known(ItemDefinition, raw, required=("code", "name", "definition")),
    )


def _only_known(kind: Any, raw: dict[str, Any], *, required: tuple[str, ...]) -> dict[str, Any]:
    place = raw.get("code") or raw.get("slug") or "the instrument"
    known = {field.name: field.type for field in fields(kind)}
    problems = [
        f"{name} (of {place}) is missing." for name in required if raw.get(name) in ("", None)
    ]
    for name, value in raw.items():
        if name not in known:
            problems.append(f"{name} (of {place}) is not known here.")
        elif type(value) not in (known[name], *get_args(known[name])):  # true is not a 1
            problems.append(f"{name} (of {place}) is of the wrong kind: {value!r}.")
    if problems:
        raise InvalidDefinition(problems)
    return raw


def _problems(instrument: InstrumentDefinition) -> Iterator[str]:
    if not instrument.minimum < instrument.maximum:
        yield "The minimum must be under the maximum."
    if not 0 < instrument.minimum_coverage <= 1 or len(str(instrument.minimum_coverage)) > 20:
        yield "minimum_coverage must be over 0 and at most 1, such as 4/5."
    if not instrument.domains:
        yield "The instrument has no domains."
    yield from _repeated("Domain code", [d.code for d in instrument.domains])
    yield from _repeated("Domain name", [d.name for d in instrument.domains])
    yield from _repeated("Item code", [i.code for d in instrument.domains for i in d.items])
    for domain in instrument.domains:
        yield from _code_problems("Domain", domain.code)
        if not domain.items:
            yield f"Domain {domain.code} has no items."
        for item in domain.items:
            yield from _item_problems(item, instrument)


def _repeated(what: str, codes: list[str]) -> Iterator[str]:
    for code, times in Counter(codes).items():
        if times > 1:
            yield f"{what} {code} is used {times} times."


def _code_problems(what: str, code: str) -> Iterator[str]:
    if not CODE.fullmatch(code):
        yield f"{what} code {code} may only be letters, digits, _ and -, 20 at most."


def _item_problems(item: ItemDefinition, instrument: InstrumentDefinition) -> Iterator[str]:
    yield from _code_problems("Item", item.code)
    expected = instrument.maximum - instrument.minimum + 1
    if len(item.anchors) != expected:
        yield (
            f"Item {item.code} has {len(item.anchors)} anchors; ratings from "
            f"{instrument.minimum} to {instrument.maximum} need {expected}."
        )
    for value, anchor in enumerate(item.anchors, start=instrument.minimum):
        if not anchor.strip():
            yield f"Item {item.code}: the anchor for {value} is empty."
    if item.may_be_not_applicable and not item.not_applicable_when:
        yield f"Item {item.code} may be not applicable, but does not say when."
