"""From means to figures: charts, and one table with the same numbers beside them."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from lib.charts import LineChart, line_chart

from .queries import TOTAL, RoundMean, Scope

SMALL = {"width": 400, "height": 220}  # two beside each other


@dataclass(frozen=True)
class Figures:
    """The mean of all items and of each domain over the rounds."""

    total: LineChart
    domains: list[LineChart]
    newest: RoundMean  # of all items
    columns: list[str]
    rows: list[list[RoundMean]]  # a round each, newest first; in a row, a mean for each column


def figures(means: dict[str, list[RoundMean]], scope: Scope) -> Figures | None:
    """None before the first signed assessment."""
    if TOTAL not in means:
        return None
    domains = {name: of_domain for name, of_domain in means.items() if name != TOTAL}
    return Figures(
        total=_chart(_("Mean fidelity, all items"), means[TOTAL], scope, {}),
        domains=[_chart(name, of_domain, scope, SMALL) for name, of_domain in domains.items()],
        newest=means[TOTAL][-1],
        columns=[_("All items"), *domains],
        # Each assessment has a score, or a "not scorable", for every domain: no cell is missing.
        rows=[list(row) for row in zip(means[TOTAL], *domains.values(), strict=True)][::-1],
    )


def _chart(title: str, means: list[RoundMean], scope: Scope, size: dict[str, int]) -> LineChart:
    values = [
        (date_format(m.opens_on, "M Y"), None if m.mean is None else float(m.mean)) for m in means
    ]
    return line_chart(title, values, low=scope.version.minimum, high=scope.version.maximum, **size)
