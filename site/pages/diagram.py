"""Where the words of the model's diagram stand. PURE: no Django.

There are two drawings of the same words: a wide one, and a tall one for narrow screens. The
shapes are constants in their templates (templates/pages/_diagram_*.html); only the words vary,
so only they are placed here. Units are CSS pixels at full size; the type is 16 high.
"""

from dataclasses import dataclass
from textwrap import wrap
from typing import NamedTuple

INK, WARM = "#1d2b2a", "#7d3511"
LEADING = 20  # from line to line within a phrase
GAP = 10  # more than that from phrase to phrase
TO_BASELINE = 5  # from the middle of a line of type down to its baseline


class Words(NamedTuple):
    worker_brings: list[str]
    individual_brings: list[str]
    cycle: list[str]
    worker_gains: list[str]
    individual_gains: list[str]
    barriers: list[str]
    around: list[str]


@dataclass(frozen=True)
class Line:
    """One line of text; `y` is its baseline."""

    text: str
    x: int
    y: float
    anchor: str = "middle"
    colour: str = INK


def wide(words: Words) -> list[Line]:
    """960 x 736: what they bring at the sides, the cycle between, what they gain below."""
    return [
        *_stack(words.worker_brings, x=116, top=208),
        *_stack(words.individual_brings, x=844, top=208),
        *_step(words.cycle[0], x=382, middle=180, anchor="end"),
        *_step(words.cycle[1], x=578, middle=180, anchor="start"),
        *_step(words.cycle[2], x=578, middle=344, anchor="start"),
        *_step(words.cycle[3], x=382, middle=344, anchor="end"),
        *_across(words.barriers, xs=(170, 480, 790), y=521),
        *_down(words.worker_gains, x=325, y=614, step=24),
        *_down(words.individual_gains, x=635, y=614, step=24),
        *_across(words.around, xs=(182, 480, 778), y=715),
    ]


def tall(words: Words) -> list[Line]:
    """328 x 1184: the same, one thing under another."""
    left, right = 87, 241
    return [
        *_stack(words.worker_brings, x=left, top=106),
        *_stack(words.individual_brings, x=right, top=106),
        *(Line(step, 66, 559 + 30 * row, "start") for row, step in enumerate(words.cycle)),
        *_down(words.barriers, x=164, y=745, step=44),
        *_stack(words.worker_gains, x=left, top=938),
        *_stack(words.individual_gains, x=right, top=938),
        *_down(words.around, x=164, y=1118, step=24),
    ]


def _across(phrases: list[str], *, xs: tuple[int, ...], y: int) -> list[Line]:
    return [Line(phrase, x, y) for phrase, x in zip(phrases, xs, strict=True)]


def _down(phrases: list[str], *, x: int, y: int, step: int) -> list[Line]:
    return [Line(phrase, x, y + step * row) for row, phrase in enumerate(phrases)]


def _step(phrase: str, *, x: int, middle: float, anchor: str = "middle") -> list[Line]:
    """A step of the cycle on one line or more, around a middle height."""
    lines = _wrapped(phrase)
    first = middle + TO_BASELINE - LEADING * (len(lines) - 1) / 2
    return [Line(text, x, first + LEADING * row, anchor, WARM) for row, text in enumerate(lines)]


def _stack(phrases: list[str], *, x: int, top: int) -> list[Line]:
    """Phrases one under another, each on one line or more."""
    placed = []
    y = top + LEADING / 2 + TO_BASELINE
    for lines in map(_wrapped, phrases):
        placed += [Line(text, x, y + LEADING * row) for row, text in enumerate(lines)]
        y += LEADING * len(lines) + GAP
    return placed


def _wrapped(phrase: str, chars: int = 17) -> list[str]:
    """Lines of even length: no longer than `chars`, and no longer than they need be."""
    lines = wrap(phrase, chars)
    longest_word = max(map(len, phrase.split()))
    for narrower in range(chars - 1, longest_word - 1, -1):
        tighter = wrap(phrase, narrower)
        if len(tighter) > len(lines):
            break
        lines = tighter
    return lines
