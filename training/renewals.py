"""What a holder has to do again before a certificate is renewed."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class RenewalStep:
    """A quiz to pass once more; of a course without quizzes, a lesson to go through."""

    page_id: int
    title: str
    url: str
    is_done: bool


@dataclass(frozen=True)
class Renewal:
    """Of a certificate that ends. It may be renewed from `opens_on` on, even after its end."""

    number: str
    course_title: str
    expires_on: date
    opens_on: date
    today: date
    steps: tuple[RenewalStep, ...]
    asks_to_confirm: bool  # that the lessons were read: there is no quiz to take that shows it

    @property
    def is_open(self) -> bool:
        return self.opens_on <= self.today

    @property
    def has_expired(self) -> bool:
        return self.expires_on < self.today

    @property
    def left(self) -> tuple[RenewalStep, ...]:
        return tuple(step for step in self.steps if not step.is_done)

    @property
    def is_ready(self) -> bool:
        """All is done; where there are no quizzes, but for the holder's word."""
        return self.is_open and bool(self.steps) and not self.left
