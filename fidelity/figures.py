"""Scores and formulas as they are written. Pure: no database, no Django."""

from fractions import Fraction

from .definitions import Ratio, Shown
from .modes import Exact
from .written_numbers import exactly, rounded


def shown(value: Exact | None, places: int, is_percent: bool = False) -> str:
    """The score as pages show it; "" where there is none."""
    if value is None:
        return ""
    return f"{minus(rounded(value, places))}{'%' if is_percent else ''}"


def shown_as_ratio(value: Exact | None, ratio: Ratio) -> str:
    is_percent = ratio.shown is Shown.PERCENT
    text = shown(value, ratio.places, is_percent)
    return text if is_percent or not text else f"{text} : 1"


def in_full(value: Exact | None) -> str:
    """Without rounding: "4", "47/12", or both ways of writing it: "999/250 = 3.996"."""
    if value is None:
        return ""
    fraction, decimal = str(Fraction(value)), exactly(value)
    return minus(fraction if fraction == decimal else f"{fraction} = {decimal}")


def bracketed(terms: list[str]) -> str:
    """One number needs no brackets; anything else does."""
    added = " + ".join(terms)
    return f"({added})" if " " in added and not _is_bracketed(terms) else added


def _is_bracketed(terms: list[str]) -> bool:
    text = terms[0]
    return len(terms) == 1 and text[0] + text[-1] == "()" and text.count("(") == 1


def equals(formula: str, quotient: str, value: Exact, places: int) -> str:
    """The formula, what it comes to, and the score: exactly, or else to as many places as are
    shown."""
    steps = [formula]
    if quotient and quotient != formula:
        steps.append(quotient)
    exact = exactly(value)
    if "/" not in exact:
        text = minus(exact)
        return " = ".join(steps if text == formula else [*steps, text])
    fraction = minus(exact)
    if quotient.replace(" ÷ ", "/") != fraction:
        steps.append(fraction)
    return f"{' = '.join(steps)} ≈ {minus(rounded(value, places))}"


def less(value: Exact, taken: Exact) -> str:
    return f"({term(value)} − {term(taken)})" if taken else term(value)


def term(value: Exact) -> str:
    """In a formula: what would be read wrongly beside another sign stands in brackets."""
    text = minus(exactly(value))
    return f"({text})" if value < 0 or "/" in text else text


def minus(text: str) -> str:
    return text.replace("-", "−")
