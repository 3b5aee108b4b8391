"""Individuals are never named: text that looks as if it identifies somebody is refused."""

import re

_NHS_NUMBER = re.compile(r"(?<!\d)(\d{3})[\s.-]?(\d{3})[\s.-]?(\d{4})(?!\d)")
_DAY = r"\d{1,2}(st|nd|rd|th)?"
_DATE = (
    rf"({_DAY}( of)?[./ -]\w{{1,9}},?[./ -]\d{{2,4}}"  # 12/3/1990, 12th of March 1990
    r"|\d{4}[./-]\d{1,2}[./-]\d{1,2}"  # 1990-03-12
    rf"|[a-z]{{3,9}}\.? {_DAY},? \d{{4}})"  # March 12, 1990
)
_DATE_OF_BIRTH = re.compile(
    rf"\b(d\.?o\.?b|date of birth|born)\b[^\d]{{0,10}}?{_DATE}", re.IGNORECASE
)
# From the beginning of a word on: tried from each of its letters, a long one would take minutes.
_EMAIL = re.compile(r"(?<![^@\s])[^@\s]+@[^@\s]+\.[^@\s]+")


def identifying(text: str) -> str:
    """Say in a word or two what in `text` could identify somebody; "" when nothing does."""
    if any(_is_nhs_number("".join(found.groups())) for found in _NHS_NUMBER.finditer(text)):
        return "an NHS number"
    if _DATE_OF_BIRTH.search(text):
        return "a date of birth"
    if _EMAIL.search(text):
        return "an e-mail address"
    return ""


def _is_nhs_number(digits: str) -> bool:
    """The NHS number's check digit: weights 10 to 2, modulus 11 (NHS Data Dictionary)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    check = (11 - total % 11) % 11
    return check == int(digits[9])
