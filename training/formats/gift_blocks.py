"""Where one question of a GIFT file ends and the next begins.

Questions are parted by empty lines, as Moodle's documentation has it; real files also have empty
lines inside the braces of an answer, and none between two questions. So a question goes on until an
empty line outside its braces, or the line of its closing brace when another pair of braces comes
after it. When a brace is never closed, the question is given up at the last empty line before the
next one, and the rest is read. Every line is looked at a fixed number of times, however bad the
file is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

BRACES = re.compile(r"\\.|[{}]", re.DOTALL)
CATEGORY = re.compile(r"\s*\$CATEGORY:(.*)", re.DOTALL)


@dataclass(frozen=True)
class Block:
    line: int  # of its first line in the file
    text: str
    is_closed: bool = True  # every brace is


@dataclass(frozen=True)
class Category:
    path: str


def blocks(text: str) -> Iterator[Block | Category]:
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip() or _is_comment(line):
            at += 1
        elif found := CATEGORY.match(line):
            yield Category(found[1].strip())
            at += 1
        else:
            end, is_closed = _end(lines, at)
            yield Block(at + 1, "\n".join(_without_comments(lines[at:end])), is_closed)
            at = end


def _end(lines: list[str], start: int) -> tuple[int, bool]:
    """The line after the question that begins at `start`, and whether its braces are closed."""
    is_open, first_gap, last_gap, after_answers = False, 0, 0, 0
    for at in range(start, len(lines)):
        line = lines[at]
        if not line.strip():
            if not is_open:
                return at, True
            first_gap, last_gap = first_gap or at, at
        elif _is_comment(line):
            continue
        elif at > start and _begins_anew(line) and (first_gap or not is_open):
            return (last_gap, False) if is_open else (at, True)
        else:
            for brace in BRACES.findall(line):
                if brace == "{" and is_open and first_gap:
                    return last_gap, False
                if brace == "{" and after_answers and not is_open:
                    return after_answers, True
                if brace in "{}":
                    is_open = brace == "{"
            if "}" in line and not is_open:
                after_answers = after_answers or at + 1
                first_gap = 0
    return (first_gap or len(lines), False) if is_open else (len(lines), True)


def _begins_anew(line: str) -> bool:
    line = line.lstrip()
    return line.startswith("$CATEGORY:") or (line.startswith("::") and line.find("::", 2) > 0)


def _is_comment(line: str) -> bool:
    return line.lstrip().startswith("//")


def _without_comments(lines: list[str]) -> list[str]:
    """Empty lines take their place, so that lines can still be counted."""
    return ["" if _is_comment(line) else line for line in lines]
