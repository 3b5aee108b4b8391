"""How far a learner has come. Nothing here reads the database: queries.courses fills it in."""

from dataclasses import dataclass
from datetime import datetime

from .marking import percent


@dataclass(frozen=True)
class Try:
    """A submitted attempt at a quiz."""

    attempt_id: int
    submitted_at: datetime
    correct: int
    total: int
    passed: bool

    @property
    def percent(self) -> int:
        return percent(self.correct, self.total)


@dataclass(frozen=True)
class Step:
    """A lesson, or a quiz with the tries at it, oldest first."""

    page_id: int
    title: str
    url: str
    is_done: bool
    minutes: int | None = None  # None: a quiz
    tries: tuple[Try, ...] = ()
    has_open_attempt: bool = False

    @property
    def is_quiz(self) -> bool:
        return self.minutes is None

    @property
    def last_try(self) -> Try | None:
        return self.tries[-1] if self.tries else None

    @property
    def is_begun(self) -> bool:
        return self.is_done or bool(self.tries) or self.has_open_attempt


@dataclass(frozen=True)
class ModuleProgress:
    page_id: int
    title: str
    url: str
    summary: str
    steps: tuple[Step, ...]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def is_done(self) -> bool:
        return bool(self.steps) and self.done == len(self.steps)

    @property
    def is_begun(self) -> bool:
        return any(step.is_begun for step in self.steps)

    @property
    def minutes(self) -> int:
        return sum(step.minutes or 0 for step in self.steps)


@dataclass(frozen=True)
class CourseProgress:
    page_id: int
    title: str
    url: str
    summary: str
    modules: tuple[ModuleProgress, ...]
    certificate_number: str | None = None

    @property
    def steps(self) -> list[Step]:
        return [step for module in self.modules for step in module.steps]

    @property
    def done(self) -> int:
        return sum(module.done for module in self.modules)

    @property
    def total(self) -> int:
        return len(self.steps)

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def is_done(self) -> bool:
        return self.total > 0 and self.done == self.total

    @property
    def is_begun(self) -> bool:
        return any(module.is_begun for module in self.modules)

    @property
    def percent(self) -> int:
        return percent(self.done, self.total) if self.total else 0

    @property
    def next_step(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)

    def next_after(self, page_id: int) -> Step | None:
        """The first step not done after this one, and then from the start again."""
        ids = [step.page_id for step in self.steps]
        here = ids.index(page_id) + 1 if page_id in ids else 0
        in_turn = [*self.steps[here:], *self.steps[:here]]
        return next((s for s in in_turn if not s.is_done and s.page_id != page_id), None)

    def place_of(self, page_id: int) -> "Place":
        for module in self.modules:
            if page_id == module.page_id:
                return Place(self, module)
            for step in module.steps:
                if page_id == step.page_id:
                    return self._place_of_step(module, step)
        return Place(self)

    def _place_of_step(self, module: ModuleProgress, step: Step) -> "Place":
        steps = self.steps
        here = steps.index(step)
        return Place(
            self,
            module,
            step,
            previous=steps[here - 1] if here else None,
            following=steps[here + 1] if here + 1 < len(steps) else None,
        )


@dataclass(frozen=True)
class Place:
    """Where a page stands in its course. The preview of a draft has no module or step yet."""

    course: CourseProgress
    module: ModuleProgress | None = None
    step: Step | None = None
    previous: Step | None = None
    following: Step | None = None
