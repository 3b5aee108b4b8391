"""What becomes of each item: its score, or why it has none. Pure: no database, no Django."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto
from typing import NamedTuple

from .definitions import Instrument, Item, Policy
from .modes import Exact, OffScale
from .quoting import quotable

LONGEST_SAID = 40  # of what a refusal quotes


@dataclass(frozen=True)
class NotApplicable:
    reason: str


Given = str | NotApplicable | None  # None or "": left blank


class Refused(Exception):
    """The answers cannot be scored. `problems` says why, by the code of the item; "" is none."""

    def __init__(self, problems: list[tuple[str, str]]) -> None:
        super().__init__("\n".join(problem for _, problem in problems))
        self.problems = problems


class State(Enum):
    """What became of an item."""

    RATED = auto()
    NA_LOWEST = auto()  # not applicable, scored lowest
    NA_MET = auto()  # not applicable, scored as met
    EXCLUDED = auto()  # not applicable, left out
    BLANK = auto()
    NOT_USED = auto()  # optional and left blank
    NOT_ASKED = auto()  # its condition does not hold

    @property
    def has_score(self) -> bool:
        return self in SCORED

    @property
    def is_not_applicable(self) -> bool:
        return self in NOT_APPLICABLE


SCORED = frozenset({State.RATED, State.NA_LOWEST, State.NA_MET})
NOT_APPLICABLE = frozenset({State.NA_LOWEST, State.NA_MET, State.EXCLUDED})


class Outcome(NamedTuple):
    state: State
    score: Exact | None  # of a count: the count


_EXCLUDED = Outcome(State.EXCLUDED, None)
_BLANK = Outcome(State.BLANK, None)
_NOT_USED = Outcome(State.NOT_USED, None)
_NOT_ASKED = Outcome(State.NOT_ASKED, None)


def outcomes_of(instrument: Instrument, answers: Mapping[str, Given]) -> dict[str, Outcome]:
    """By item code, in the instrument's order. Raises Refused."""
    problems = [
        (code, f"There is no item {quotable(code, LONGEST_SAID)}.")
        for code in answers
        if code not in instrument.by_code
    ]
    outcomes: dict[str, Outcome] = {}
    for item in instrument.items:
        try:
            outcomes[item.code] = _outcome(item, answers.get(item.code))
        except OffScale as error:
            problems.append((item.code, f"Item {item.code}: {error}"))
    if problems:
        raise Refused(problems)
    for item in instrument.items:
        if item.only_if and not is_asked(item, instrument, answers):
            outcomes[item.code] = _NOT_ASKED
    if not any(outcomes[item.code].state is State.RATED for item in instrument.scored):
        return {code: _left_out(outcome) for code, outcome in outcomes.items()}
    return outcomes


def _left_out(outcome: Outcome) -> Outcome:
    """Where nobody rated anything, “not applicable” alone makes no score, high or low."""
    return _EXCLUDED if outcome.state.is_not_applicable else outcome


def _outcome(item: Item, given: Given) -> Outcome:
    if isinstance(given, NotApplicable):
        return _not_applicable(item, given.reason)
    if given:
        try:
            return Outcome(State.RATED, item.mode.read(given))
        except OffScale as error:
            raise OffScale(f"“{quotable(given, LONGEST_SAID)}” is not {error}.") from None
    return _NOT_USED if item.is_optional else _BLANK


def _not_applicable(item: Item, reason: str) -> Outcome:
    if item.not_applicable is Policy.FORBIDDEN:
        raise OffScale("it cannot be marked not applicable.")
    if not reason.strip():
        raise OffScale("say why it is not applicable.")
    if item.not_applicable is Policy.EXCLUDED or not item.is_scored:
        return _EXCLUDED
    if item.not_applicable is Policy.LOWEST:
        return Outcome(State.NA_LOWEST, item.mode.lowest)  # type: ignore[union-attr]
    return Outcome(State.NA_MET, item.mode.highest)  # type: ignore[union-attr]


def is_asked(item: Item, instrument: Instrument, answers: Mapping[str, Given]) -> bool:
    """Whether the item's condition holds. Where the item it hangs on is blank, nobody knows: it
    is asked, so that what may be missing counts as missing."""
    while item.only_if:
        gate, wanted = instrument.by_code[item.only_if.item], item.only_if.answers
        answer = answers.get(gate.code)
        if answer and answer not in wanted:
            return False
        item = gate
    return True
