"""What a reader gathers on its way through a file."""

from collections.abc import Iterable

from ..questions import Definition, Fault, faults, gettext_noop, plain
from .cleaning import cleaned
from .limits import LONGEST_OUTCOME, MOST_QUESTIONS, too_much
from .result import (
    CannotRead,
    Loaded,
    LoadedQuestion,
    Loss,
    PastResult,
    Skipped,
)

_ = gettext_noop
LONGEST_NAME = 80


class Findings:
    def __init__(self) -> None:
        self.found = 0
        self.questions: list[LoadedQuestion] = []
        self.skipped: list[Skipped] = []
        self.losses: list[Loss] = []
        self.results: list[PastResult] = []

    def count(self) -> None:
        """One more question is in the file, whether we can have it or not."""
        self.found += 1
        if self.found > MOST_QUESTIONS:
            raise CannotRead(
                _("This file has more than %(most)d questions. Divide it, and import each part."),
                most=MOST_QUESTIONS,
            )

    def skip(self, where: Fault, reason: Fault) -> None:
        self.skipped.append(Skipped(where, reason))

    def lose(self, where: Fault, whats: Iterable[Fault]) -> None:
        self.losses.extend(Loss(where, what) for what in whats)

    def keep(
        self,
        where: Fault,
        definition: Definition,
        *,
        name: str = "",
        outcome: str = "",
        losses: Iterable[Fault] = (),
    ) -> None:
        """Take the question whole and safe, or skip it."""
        reason = next(too_much(definition), None)
        if reason:
            return self.skip(where, reason)
        definition, lost = cleaned(definition)
        wrong = [*too_much(definition), *faults(definition)]  # a text can grow when it is made safe
        if wrong:
            return self.skip(where, wrong[0])
        name = " ".join(name.split()) or plain(definition["stem"])
        self.questions.append(
            LoadedQuestion(name[:LONGEST_NAME], definition, outcome[:LONGEST_OUTCOME], where)
        )
        self.lose(where, [*losses, *lost])
        return None

    def done(self) -> Loaded:
        return Loaded(
            tuple(self.questions),
            tuple(self.skipped),
            tuple(self.losses),
            self.found,
            tuple(self.results),
        )
