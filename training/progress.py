"""How far a learner has come. Nothing here reads the database: queries.courses fills it in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import cached_property

from .marking import percent


@dataclass(frozen=True)
class Try:
    """A submitted attempt at a quiz, with the result that stands now."""

    attempt_id: int
    submitted_at: datetime
    earned: Decimal | int
    total: int
    passed: bool | None  # None: an essay waits to be marked

    @property
    def waits(self) -> bool:
        return self.passed is None

    @property
    def percent(self) -> int:
        return percent(self.earned, self.total)


@dataclass(frozen=True)
class Need:
    """One thing that opens a lock, in words, with the page to do it on."""

    sentence: str
    url: str | None = None


@dataclass(frozen=True)
class Lock:
    """Why a page is closed: what comes first, all of it or any."""

    needs: tuple[Need, ...]
    any_will_do: bool = False


@dataclass(frozen=True)
class QuizRules:
    pass_mark: int = 80
    last_counts: bool = False
    attempts_allowed: int | None = None
    wait_hours: int = 0


@dataclass(frozen=True)
class Step:
    """A lesson, or a quiz with the tries at it, oldest first."""

    page_id: int
    title: str
    url: str
    is_done: bool
    minutes: int = 0
    quiz: QuizRules | None = None
    tries: tuple[Try, ...] = ()
    open_attempt: int | None = None
    done_at: datetime | None = None  # when last done, in whatever edition
    what_changed: str | None = None  # since it was done; None if it did not
    locks: tuple[Lock, ...] = ()

    @property
    def is_quiz(self) -> bool:
        return self.quiz is not None

    @property
    def last_try(self) -> Try | None:
        return self.tries[-1] if self.tries else None

    @property
    def has_open_attempt(self) -> bool:
        return self.open_attempt is not None

    @property
    def has_changed(self) -> bool:
        return self.what_changed is not None

    @property
    def waits_to_be_marked(self) -> bool:
        return any(t.waits for t in self.tries)

    @property
    def tries_left(self) -> int | None:
        """None where there may be as many as one likes."""
        allowed = self.quiz.attempts_allowed if self.quiz else None
        return None if allowed is None else max(allowed - len(self.tries), 0)

    @property
    def no_tries_left(self) -> bool:
        return self.tries_left == 0

    def closed_until(self, now: datetime) -> datetime | None:
        """When the next try may begin, where there is still a wait after the last one."""
        if self.quiz is None or self.last_try is None:
            return None
        until = self.last_try.submitted_at + timedelta(hours=self.quiz.wait_hours)
        return until if until > now else None

    @property
    def is_begun(self) -> bool:
        return self.is_done or bool(self.tries) or self.has_open_attempt or self.has_changed

    @property
    def is_locked(self) -> bool:
        """What is done, and an attempt that has begun, stay open whatever a trainer sets later."""
        return bool(self.locks) and not self.is_done and not self.has_open_attempt


@dataclass(frozen=True)
class ModuleProgress:
    page_id: int
    title: str
    url: str
    summary: str
    steps: tuple[Step, ...]
    is_own: bool = False  # an agency's, not part of the core
    is_attended: bool = False  # completed by attending a workshop
    needs_attendance: bool = False
    locks: tuple[Lock, ...] = ()

    @property
    def total(self) -> int:
        """The lessons, the quiz, and the workshop where that is asked for."""
        return len(self.steps) + self.needs_attendance

    @cached_property
    def done(self) -> int:
        return self.total if self.is_attended else sum(step.is_done for step in self.steps)

    @property
    def is_done(self) -> bool:
        return self.is_attended or (self.total > 0 and self.done == self.total)

    @property
    def is_begun(self) -> bool:
        return self.is_attended or any(step.is_begun for step in self.steps)

    @property
    def is_locked(self) -> bool:
        return bool(self.locks) and not self.is_done

    @property
    def lessons(self) -> tuple[Step, ...]:
        return tuple(step for step in self.steps if not step.is_quiz)

    @property
    def minutes(self) -> int:
        return sum(step.minutes for step in self.steps)

    @property
    def left(self) -> tuple[Step, ...]:
        """What is still to do; nothing after the workshop."""
        return () if self.is_attended else tuple(s for s in self.steps if not s.is_done)


@dataclass(frozen=True)
class CourseProgress:
    page_id: int
    title: str
    url: str
    summary: str
    modules: tuple[ModuleProgress, ...]
    certificate_number: str | None = None
    cpd_minutes: int = 0
    conversation: str = "off"

    @cached_property
    def steps(self) -> list[Step]:
        return [step for module in self.modules for step in module.steps]

    @cached_property
    def left(self) -> list[Step]:
        return [step for module in self.modules for step in module.left]

    @cached_property
    def done(self) -> int:
        return sum(module.done for module in self.modules)

    @cached_property
    def total(self) -> int:
        return sum(module.total for module in self.modules)

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def minutes_left(self) -> int:
        return sum(step.minutes for step in self.left)

    @property
    def is_done(self) -> bool:
        return self.total > 0 and self.done == self.total

    @property
    def is_begun(self) -> bool:
        return any(module.is_begun for module in self.modules)

    @property
    def percent(self) -> int:
        return percent(self.done, self.total) if self.total else 0

    @cached_property
    def next_step(self) -> Step | None:
        """Where one was: the attempt that is open, else what comes after the step last done."""
        for step in self.steps:
            if step.has_open_attempt:
                return step
        done = [
            (step.done_at, step.page_id) for step in self.steps if step.is_done and step.done_at
        ]
        return self.next_after(max(done)[1] if done else 0)

    def next_after(self, page_id: int) -> Step | None:
        """The first open step to do after this one, and then from the start again."""
        ids = [step.page_id for step in self.steps]
        here = ids.index(page_id) + 1 if page_id in ids else 0
        to_do = {step.page_id for step in self.left if not step.is_locked}
        in_turn = [*self.steps[here:], *self.steps[: max(here - 1, 0)]]
        return next((step for step in in_turn if step.page_id in to_do), None)

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

    @property
    def locks(self) -> tuple[Lock, ...]:
        """What keeps the page closed."""
        if self.step:
            return self.step.locks if self.step.is_locked else ()
        return self.module.locks if self.module and self.module.is_locked else ()
