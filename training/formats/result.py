"""What reading or writing a file of questions comes to. Sentences are translated when shown."""

from dataclasses import dataclass

from ..questions import Definition, Fault, gettext_noop

_ = gettext_noop


class CannotRead(Exception):
    """The file as a whole cannot be read. Nothing of it is used."""

    def __init__(self, sentence: str, **named: object) -> None:
        self.reason = Fault(sentence, named)
        super().__init__(str(self.reason))


class CannotCarry(Exception):
    """One question that we cannot have: it is skipped, and the rest is read."""

    def __init__(self, sentence: str, **named: object) -> None:
        self.reason = Fault(sentence, named)
        super().__init__(str(self.reason))


@dataclass(frozen=True)
class LoadedQuestion:
    name: str  # what the file calls it, for lists
    definition: Definition
    outcome: str  # the category that it stood in
    where: Fault


@dataclass(frozen=True)
class Skipped:
    """A question, or another row, that was left out."""

    where: Fault
    reason: Fault


@dataclass(frozen=True)
class Loss:
    """Something about a question that could not be carried. The question itself was."""

    where: Fault
    what: Fault


@dataclass(frozen=True)
class PastResult:
    """What a person once got in another system, as that system computed it."""

    person: str
    email: str
    kind: str  # "quiz" or "category"
    title: str
    score: int
    out_of: int
    passed: bool | None
    taken_at: str  # ISO 8601; empty when the system did not keep it
    raw: dict
    where: Fault


@dataclass(frozen=True)
class Loaded:
    questions: tuple[LoadedQuestion, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    losses: tuple[Loss, ...] = ()
    found: int = 0  # questions in the file, whether they can be had or not
    results: tuple[PastResult, ...] = ()


@dataclass(frozen=True)
class Exported:
    """A question of a bank, on its way into a file."""

    name: str
    definition: Definition
    outcome: str


@dataclass(frozen=True)
class Written:
    text: str
    losses: tuple[Loss, ...]


def line(number: int) -> Fault:
    return Fault(_("line %(number)d"), {"number": number})


def named(name: str) -> Fault:
    return Fault(_("“%(name)s”"), {"name": name})


THE_FILE = Fault(_("the file"))
