"""When a certificate ends, when it may be renewed, and when its holder is reminded.

A certificate is valid up to and including the day it ends. Months are counted on the calendar:
one month after 31 January is the last day of February.
"""

from calendar import monthrange
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

NEVER, AFTER, MONTH = "never", "after", "month"
# Days before the end on which a reminder is due.
REMINDERS = (60, 30, 7)


@dataclass(frozen=True)
class Rule:
    """Never; so many months after issue; or the end of a fixed month, such as each 31 March."""

    kind: str = NEVER
    months: int | None = None
    month: int | None = None


def add_months(day: date, months: int) -> date:
    """The same day of another month, or that month's last day where it is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def end_of_month(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def expires_on(rule: Rule, start: date) -> date | None:
    """The last valid day of a certificate that counts from `start`."""
    if rule.kind == AFTER and rule.months:
        return add_months(start, rule.months)
    if rule.kind == MONTH and rule.month:
        # Not sooner than a month ahead: a certificate of 30 March would be for one day.
        earliest = add_months(start, 1)
        this_year = end_of_month(earliest.year, rule.month)
        return this_year if this_year >= earliest else end_of_month(earliest.year + 1, rule.month)
    return None


def counts_from(issued_on: date, renewed_expires_on: date | None) -> date:
    """Where the time of a certificate begins: whoever renews early loses nothing."""
    return max(issued_on, renewed_expires_on or issued_on)


def renewal_opens_on(issued_on: date, expires_on: date, months: int) -> date:
    """So many months before the end; never on the day of issue, or else what earned a certificate
    that is short would renew it as well."""
    return max(add_months(expires_on, -months), issued_on + timedelta(days=1))


def reminder_due(days_left: int, already_sent: Collection[int]) -> int | None:
    """Which reminder to send: the newest whose day has come, and nothing once it was sent.

    A late start of the timer sends one reminder, not all that were missed.
    """
    reached = [days for days in REMINDERS if 0 <= days_left <= days]
    if not reached or min(reached) in already_sent:
        return None
    return min(reached)
