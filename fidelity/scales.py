"""Between which ends a score lies, and whether it is a percentage. Pure: no database, no Django."""

from dataclasses import dataclass

from .definitions import Domain, Instrument, Method, Over, Rule, range_of, range_over
from .modes import Exact


@dataclass(frozen=True)
class Scale:
    """The lowest and the highest that a score can be."""

    lowest: Exact
    highest: Exact
    is_percent: bool


def scale_of_total(instrument: Instrument) -> Scale | None:
    """None where the whole has no score."""
    total = instrument.total
    if total.method is Method.NONE:
        return None
    is_percent = is_percentage(instrument, total)
    if instrument.over is Over.ITEMS:
        return Scale(*range_of(total.method, instrument.scored), is_percent)
    domains = [domain for domain in instrument.domains if domain.scored]
    return Scale(*range_over(total.method, domains), is_percent)


def scale_of_domain(domain: Domain) -> Scale | None:
    if not domain.scored:
        return None
    return Scale(*range_of(domain.rule.method, domain.scored), domain.rule.method.is_percent)


def is_percentage(instrument: Instrument, rule: Rule) -> bool:
    """Also of a mean over domains that are percentages."""
    if rule is instrument.total and instrument.over is Over.DOMAINS:
        return any(domain.rule.method.is_percent for domain in instrument.domains)
    return rule.method.is_percent
