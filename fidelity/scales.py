"""Between which ends a score lies, and whether it is a percentage. Pure: no database, no Django."""

from dataclasses import dataclass

from .definitions import Domain, Instrument, Method, Over, Rule, range_of
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
    domains = [(d.weight, scale) for d in instrument.domains if (scale := scale_of_domain(d))]
    if total.method is Method.MEAN:
        lowest = min(scale.lowest for _, scale in domains)
        return Scale(lowest, max(scale.highest for _, scale in domains), is_percent)
    # A domain in which nothing applies is left out, so the sum can do without it.
    lowest = sum(weight * min(0, scale.lowest) for weight, scale in domains)
    return Scale(lowest, sum(w * max(0, scale.highest) for w, scale in domains), is_percent)


def scale_of_domain(domain: Domain) -> Scale | None:
    if not domain.scored:
        return None
    return Scale(*range_of(domain.rule.method, domain.scored), domain.rule.method.is_percent)


def is_percentage(instrument: Instrument, rule: Rule) -> bool:
    """Also of a mean over domains that are percentages."""
    if rule is instrument.total and instrument.over is Over.DOMAINS:
        return any(domain.rule.method.is_percent for domain in instrument.domains)
    return rule.method.is_percent
