"""Rounds keep their place in time."""

import datetime
from decimal import Decimal

from agencies.models import Agency
from fidelity.dashboards.charts import figures
from fidelity.dashboards.queries import TOTAL, RoundMean, RoundProgress, Scope
from fidelity.documents import checked, write_json
from fidelity.models import InstrumentVersion, Source
from tests.factories import simple_instrument

INSTRUMENT = simple_instrument({"A": 2, "B": 2}, slug="s", name="S")
SCOPE = Scope(
    Agency(), InstrumentVersion(document=write_json(checked(INSTRUMENT))), Source.SUPERVISOR
)
MONTHS = [datetime.date(2026, month, 1) for month in range(1, 6)]


def rated(month, mean):
    return RoundMean(f"{month:%B}", month, Decimal(mean), 1, 1)


def test_a_round_that_nobody_rated_keeps_its_place_and_breaks_the_line():
    january, february, _march, april, _may = MONTHS
    means = [rated(january, "2"), rated(february, "3"), rated(april, "4")]
    rounds = [RoundProgress(f"{m:%B}", m, m, False, 1, 1) for m in reversed(MONTHS)]

    drawn = figures({TOTAL: means, "Part A": means}, rounds, SCOPE)

    xs = [point.x for point in drawn.total.points]
    assert xs[2] - xs[1] == 2 * (xs[1] - xs[0])
    assert len(drawn.total.lines) == 1  # April stands alone
    assert xs[2] < drawn.total.right  # the newest round, not rated yet, comes after it
    assert drawn.newest == means[-1]
    assert [[m.assessments for m in row] for row in drawn.rows] == [
        [0, 0], [1, 1], [0, 0], [1, 1], [1, 1],
    ]  # fmt: skip


def test_before_the_first_signed_assessment_there_is_nothing_to_draw():
    assert figures({}, [], SCOPE) is None
