"""The words of a certificate: lines with placeholders such as {name}.

Nothing but the named placeholders is replaced, so a name or a title with braces stays as it is.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

PLACEHOLDERS = ("name", "course", "date", "hours", "expiry")
# Braces with anything inside, so that {Name} and { name } are found and refused.
IN_BRACES = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True)
class Line:
    text: str
    is_name: bool = False
    is_course: bool = False


def faults(wording: str) -> list[str]:
    """The placeholders that we do not know, and stray braces, in the order they are met."""
    unknown = [f"{{{p}}}" for p in IN_BRACES.findall(wording) if p not in PLACEHOLDERS]
    stray = [brace for brace in "{}" if brace in IN_BRACES.sub("", wording)]
    return list(dict.fromkeys([*unknown, *stray]))


def filled(wording: str, values: Mapping[str, str]) -> list[Line]:
    """The lines with their values. A line that asks for a value which is empty is left out.

    A line that is nothing but the name, or the course, is set large.
    """
    written = [line.strip() for line in wording.splitlines() if line.strip()]
    return [
        Line(_fill(line, values), is_name=line == "{name}", is_course=line == "{course}")
        for line in written
        if all(values.get(p) for p in IN_BRACES.findall(line) if p in PLACEHOLDERS)
    ]


def _fill(line: str, values: Mapping[str, str]) -> str:
    """In one pass: what is filled in is never filled again."""
    return IN_BRACES.sub(lambda found: values.get(found[1], found[0]), line)
