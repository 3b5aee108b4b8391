"""When a module, lesson or quiz opens, where its trainer has set what comes first.

A page without conditions is always open. With conditions it opens when all of them are met, or, if
any will do, when one is. A step is also closed while its module is.

A condition that can no longer be met does not count, so that nothing stays closed for ever: its
target is gone, is not meant for this person, or waits in the end for the very page it should open.
"""

from collections.abc import Collection, Mapping, Set
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Condition:
    """That a module is complete, a quiz is passed, or a day has come: a page's id, or a day."""

    target: int | date

    def is_met(self, done: Set[int], today: date) -> bool:
        if isinstance(self.target, date):
            return self.target <= today
        return self.target in done

    def can_be_met(self, reachable: Set[int]) -> bool:
        return isinstance(self.target, date) or self.target in reachable


@dataclass(frozen=True)
class Rule:
    conditions: tuple[Condition, ...] = ()
    any_will_do: bool = False


@dataclass(frozen=True)
class Part:
    """A module, or with `module` one of its lessons or quizzes."""

    key: int
    rule: Rule = Rule()
    module: int | None = None


def unmet(rule: Rule, *, done: Set[int], reachable: Set[int], today: date) -> tuple[Condition, ...]:
    """What still keeps a page closed; nothing once it is open."""
    met = [c for c in rule.conditions if c.is_met(done, today)]
    waiting = tuple(c for c in rule.conditions if c not in met and c.can_be_met(reachable))
    return () if rule.any_will_do and met else waiting


def within_reach(parts: Collection[Part]) -> set[int]:
    """What can be done in the end by somebody who does all that opens, however long it takes."""
    rules = {part.key: part.rule for part in parts}
    steps: dict[int | None, set[int]] = {part.key: set() for part in parts}
    for part in parts:
        steps.setdefault(part.module, set()).add(part.key)
    done: set[int] = set()
    while more := {
        part.key
        for part in parts
        if part.key not in done and steps[part.key] <= done and _opens(part, rules, done)
    }:
        done |= more
    return done


def waits_for_itself(part: Part, parts: Collection[Part]) -> bool:
    """Whether a page could never be opened, because of a circle that it stands in or behind."""
    return not _opens(part, {p.key: p.rule for p in parts}, within_reach(parts))


def _opens(part: Part, rules: Mapping[int, Rule], done: Set[int]) -> bool:
    own = [rules[key] for key in (part.key, part.module) if key is not None and key in rules]
    return all(_is_open(rule, rules.keys(), done) for rule in own)


def _is_open(rule: Rule, known: Set[int], done: Set[int]) -> bool:
    waited_for = [c for c in rule.conditions if c.can_be_met(known)]
    met = [c for c in waited_for if c.can_be_met(done)]
    return len(met) == len(waited_for) or (rule.any_will_do and bool(met))
