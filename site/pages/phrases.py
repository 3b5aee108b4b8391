"""A few short phrases in one text field, one a line."""

from django.core.exceptions import ValidationError
from django.utils.deconstruct import deconstructible
from django.utils.translation import gettext as _

LONGEST = 28  # what the diagram's narrowest place holds on two lines


def phrases(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


@deconstructible
class Phrases:
    """Refuse any other number of phrases than the drawing has places for, and long ones."""

    def __init__(self, count: int) -> None:
        self.count = count

    def __call__(self, text: str) -> None:
        found = phrases(text)
        if len(found) != self.count:
            raise ValidationError(
                _("Write %(count)s phrases, one a line. There are %(found)s now.")
                % {"count": self.count, "found": len(found)}
            )
        for phrase in found:
            if len(phrase) > LONGEST:
                raise ValidationError(
                    _("Shorten “%(phrase)s” to %(longest)s characters. It has %(found)s now.")
                    % {"phrase": phrase, "longest": LONGEST, "found": len(phrase)}
                )

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Phrases) and other.count == self.count

    def __hash__(self) -> int:
        return hash(self.count)
