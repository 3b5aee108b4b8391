"""Numbers as people read them. Pure: no Django."""

from fractions import Fraction

from .modes import Exact

MOST_PLACES = 6


def exactly(number: Exact) -> str:
    """Without rounding: 99.5, or 1/3 where six decimals do not say it."""
    number = Fraction(number)
    if number.denominator == 1:
        return str(number)
    decimal = rounded(number, MOST_PLACES).rstrip("0").rstrip(".")
    return decimal if Fraction(decimal) == number else str(number)


def rounded(number: Exact, places: int) -> str:
    """To so many decimals; half is rounded away from 0, as at school: 0.125 is 0.13."""
    number = Fraction(number)
    above, below = abs(number.numerator), number.denominator
    shifted = (2 * above * 10**places + below) // (2 * below)
    whole, decimals = divmod(shifted, 10**places)
    sign = "-" if number < 0 and shifted else ""
    return f"{sign}{whole}.{decimals:0{places}}" if places else f"{sign}{whole}"
