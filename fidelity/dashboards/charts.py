"""From means to figures: charts, and one table with the same numbers beside them."""

import math
from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.charts import LineChart, line_chart

from ..scales import Scale, scale_of_domain
from .queries import TOTAL, RoundMean, RoundProgress, Scope

SMALL = {"width": 400, "height": 220}  # two beside each other


@dataclass(frozen=True)
class Figures:
    """The mean of the whole and of each domain over the rounds; of what the instrument gives no
    score there is no chart."""

    total: LineChart | None
    domains: list[LineChart]
    newest: RoundMean  # of all items
    columns: list[str]
    rows: list[list[RoundMean]]  # a round each, newest first; in a row, a mean for each column


def figures(
    means: dict[str, list[RoundMean]], rounds: list[RoundProgress], scope: Scope
) -> Figures | None:
    """None before the first signed assessment. `rounds`: all that have begun, newest first."""
    if TOTAL not in means:
        return None
    newest = means[TOTAL][-1]
    scales = {d.name: scale_of_domain(d) for d in scope.version.definition.domains}
    means = {name: _over(rounds, rated) for name, rated in means.items()}
    domains = {name: of_domain for name, of_domain in means.items() if scales.get(name)}
    return Figures(
        total=_chart(_("Mean fidelity, all items"), means[TOTAL], scope.scale, {}),
        domains=[
            chart
            for name, of_domain in domains.items()
            if (chart := _chart(name, of_domain, scales[name], SMALL))
        ],
        newest=newest,
        columns=[
            _named(_("All items"), scope.scale),
            *(_named(name, scales[name]) for name in domains),
        ],
        rows=[list(row) for row in zip(means[TOTAL], *domains.values(), strict=True)][::-1],
    )


def _over(rounds: list[RoundProgress], rated: list[RoundMean]) -> list[RoundMean]:
    """A mean for every round, oldest first: one that nobody rated keeps its place in time, or a
    line would join two scores that lie ten months apart as if they were neighbours."""
    found = {mean.round: mean for mean in rated}
    return [found.get(r.name) or RoundMean(r.name, r.opens_on, None, 0, 0) for r in rounds[::-1]]


def _named(name: str, scale: Scale | None) -> str:
    return f"{name} (%)" if scale and scale.is_percent else name


def _chart(
    title: str, means: list[RoundMean], scale: Scale | None, size: dict[str, int]
) -> LineChart | None:
    if scale is None:
        return None
    values = [
        (date_format(m.opens_on, "M Y"), None if m.mean is None else float(m.mean)) for m in means
    ]
    low, high = math.floor(scale.lowest), math.ceil(scale.highest)
    return line_chart(_named(title, scale), values, low=low, high=high, **size)
