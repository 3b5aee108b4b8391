"""Certificate numbers: CP, the year, and 40 random bits in Crockford's base 32.

Random, so that nobody can find other people's by counting up; and without I, L, O and U, so
that a number read off paper can be typed: https://www.crockford.com/base32.html
"""

import re
import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PATTERN = re.compile(rf"CP(\d{{4}})([{ALPHABET}]{{4}})([{ALPHABET}]{{4}})")
READ_AS = str.maketrans("OIL", "011")


def new_number(year: int) -> str:
    letters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"CP-{year}-{letters[:4]}-{letters[4:]}"


def as_number(typed: str) -> str | None:
    """Read what a person typed, with or without dashes and capitals; None if it is no number."""
    plain = re.sub(r"[\s\-\u2010-\u2015]", "", typed).upper().translate(READ_AS)
    match = PATTERN.fullmatch(plain)
    return "CP-{}-{}-{}".format(*match.groups()) if match else None
