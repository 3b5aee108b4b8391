"""How sure a learner was of a statement before a course and after it, from 1 to 9, and where that
stands on a line that a template draws."""

from dataclasses import dataclass

LOWEST, HIGHEST = 1, 9
LEFT, STEP = 20, 40  # of the drawing, 360 wide


@dataclass(frozen=True)
class Change:
    statement: str
    before: int | None = None
    after: int | None = None

    @property
    def difference(self) -> int | None:
        if self.before is None or self.after is None:
            return None
        return self.after - self.before

    @property
    def size(self) -> int:
        """Of the difference, whichever way it went."""
        return abs(self.difference or 0)

    @property
    def before_at(self) -> int | None:
        return _place(self.before)

    @property
    def after_at(self) -> int | None:
        return _place(self.after)


def _place(value: int | None) -> int | None:
    return None if value is None else LEFT + (value - LOWEST) * STEP
