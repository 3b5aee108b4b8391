"""What is closed until something else is done, and what opens it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from .. import locks
from ..progress import Lock, ModuleProgress, Need

Rules = Mapping[int, locks.Rule]  # by the id of the page


def targets_of(rules: Rules) -> set[int]:
    """The pages that are waited for."""
    conditions = (condition for rule in rules.values() for condition in rule.conditions)
    return {c.target for c in conditions if isinstance(c.target, int)}


def with_locks(
    modules: Iterable[ModuleProgress], elsewhere: Iterable[ModuleProgress], rules: Rules
) -> list[ModuleProgress]:
    """The modules with what keeps each of them and its steps closed. `elsewhere` are modules of
    other courses that are waited for."""
    modules = list(modules)
    locks_of = _lock_maker([*modules, *elsewhere], rules)
    return [_closed(module, locks_of) for module in modules]


def sentences(closed_by: Iterable[Lock]) -> tuple[str, ...]:
    said: list[str] = []
    for lock in closed_by:
        needs = [need.sentence for need in lock.needs]
        if lock.any_will_do and len(needs) > 1:
            said.append(_("One of these is enough: %(needs)s") % {"needs": " ".join(needs)})
        else:
            said += needs
    return tuple(said)


def _closed(module: ModuleProgress, locks_of: Callable[[int], tuple[Lock, ...]]) -> ModuleProgress:
    above = locks_of(module.page_id)
    steps = (replace(step, locks=above + locks_of(step.page_id)) for step in module.steps)
    return replace(module, steps=tuple(steps), locks=above)


def _lock_maker(modules: list[ModuleProgress], rules: Rules) -> Callable[[int], tuple[Lock, ...]]:
    parts = list(_parts(modules, rules))
    done = {module.page_id for module in modules if module.is_done}
    done |= {step.page_id for module in modules for step in module.steps if step.is_done}
    reachable = locks.within_reach(parts)
    words = _words(modules)
    today = timezone.localdate()

    def locks_of(page_id: int) -> tuple[Lock, ...]:
        rule = rules.get(page_id, locks.Rule())
        unmet = locks.unmet(rule, done=done, reachable=reachable, today=today)
        needs = tuple(_need(condition, words) for condition in unmet)
        return (Lock(needs, rule.any_will_do),) if needs else ()

    return locks_of


def _parts(modules: Iterable[ModuleProgress], rules: Rules) -> Iterable[locks.Part]:
    """A module with nothing in it is never complete, so nothing can wait for it."""
    for module in modules:
        if module.total:
            yield locks.Part(module.page_id, rules.get(module.page_id, locks.Rule()))
        for step in module.steps:
            rule = rules.get(step.page_id, locks.Rule())
            yield locks.Part(step.page_id, rule, module.page_id)


def _words(modules: Iterable[ModuleProgress]) -> dict[int, Need]:
    words = {}
    for module in modules:
        said = _("Complete the module “%(title)s”.") % {"title": module.title}
        words[module.page_id] = Need(said, module.url)
        for step in module.steps:
            if step.is_quiz:
                said = _("Pass the quiz “%(title)s”.") % {"title": step.title}
                words[step.page_id] = Need(said, step.url)
    return words


def _need(condition: locks.Condition, words: Mapping[int, Need]) -> Need:
    if isinstance(condition.target, date):
        day = date_format(condition.target, "j F Y")
        return Need(_("Wait until %(day)s.") % {"day": day})
    return words[condition.target]
