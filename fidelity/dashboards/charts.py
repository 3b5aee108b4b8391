"""From means to figures: a chart and the table beside it."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.charts import LineChart, line_chart

from .queries import TOTAL, RoundMean, Scope

SMALL = {"width": 400, "height": 220}  # two beside each other


@dataclass(frozen=True)
class Figure:
    title: str
    chart: LineChart
    means: list[RoundMean]

    @property
    def newest(self) -> RoundMean:
        return self.means[-1]


def total(means: dict[str, list[RoundMean]], scope: Scope) -> Figure | None:
    """The whole instrument over the rounds; None before the first signed assessment."""
    if TOTAL not in means:
        return None
    return _figure(_("Mean fidelity, all items"), means[TOTAL], scope, {})


def domains(means: dict[str, list[RoundMean]], scope: Scope) -> list[Figure]:
    return [
        _figure(name, of_domain, scope, SMALL) for name, of_domain in means.items() if name != TOTAL
    ]


def _figure(title: str, means: list[RoundMean], scope: Scope, size: dict[str, int]) -> Figure:
    values = [
        (date_format(m.opens_on, "M Y"), None if m.mean is None else float(m.mean)) for m in means
    ]
    chart = line_chart(title, values, low=scope.version.minimum, high=scope.version.maximum, **size)
    return Figure(title, chart, means)
