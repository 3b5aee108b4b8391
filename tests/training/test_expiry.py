from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.expiry import (
    AFTER,
    MONTH,
    Rule,
    add_months,
    counts_from,
    expires_on,
    reminder_due,
    renewal_opens_on,
)

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("day", "months", "then"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2028, 2, 29), 12, date(2029, 2, 28)),
        (date(2028, 2, 29), 48, date(2032, 2, 29)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 5, 31), -3, date(2026, 2, 28)),
        (date(2026, 1, 15), -1, date(2025, 12, 15)),
        (date(2026, 7, 1), 0, date(2026, 7, 1)),
    ],
)
def test_months_are_counted_on_the_calendar(day, months, then):
    assert add_months(day, months) == then


@given(DAYS, st.integers(-240, 240))
def test_months_added_are_the_months_between(day, months):
    then = add_months(day, months)

    assert (then.year - day.year) * 12 + then.month - day.month == months
    assert then.day == day.day or (then + timedelta(days=1)).day == 1


def test_a_renewal_opens_some_months_before_the_end():
    assert renewal_opens_on(date(2026, 1, 5), date(2028, 1, 5), 3) == date(2027, 10, 5)


def test_what_earned_a_short_certificate_is_over_when_its_renewal_opens():
    assert renewal_opens_on(date(2026, 2, 28), date(2026, 3, 31), 3) == date(2026, 3, 1)


def test_a_certificate_without_a_rule_never_ends():
    assert expires_on(Rule(), date(2026, 1, 1)) is None
    assert expires_on(Rule(AFTER, None), date(2026, 1, 1)) is None
    assert expires_on(Rule(MONTH, 12, None), date(2026, 1, 1)) is None


def test_a_certificate_ends_some_months_after_issue():
    assert expires_on(Rule(AFTER, 24), date(2026, 8, 31)) == date(2028, 8, 31)


@pytest.mark.parametrize(
    ("issued", "end"),
    [
        (date(2026, 2, 28), date(2026, 3, 31)),
        (date(2026, 3, 1), date(2027, 3, 31)),  # 31 March is a day short of a month
        (date(2026, 3, 31), date(2027, 3, 31)),
        (date(2026, 12, 31), date(2027, 3, 31)),
        (date(2026, 4, 1), date(2027, 3, 31)),
    ],
)
def test_a_fixed_month_is_at_least_a_month_away(issued, end):
    assert expires_on(Rule(MONTH, None, 3), issued) == end


def test_the_end_of_february_depends_on_the_year():
    assert expires_on(Rule(MONTH, None, 2), date(2027, 6, 1)) == date(2028, 2, 29)


@given(DAYS, st.integers(1, 12))
def test_a_fixed_month_is_the_first_that_is_far_enough(issued, month):
    end = expires_on(Rule(MONTH, None, month), issued)

    assert end.month == month
    assert (end + timedelta(days=1)).day == 1
    assert add_months(issued, 1) <= end
    year_before = add_months(end, -12)
    assert year_before < add_months(issued, 1)


def test_who_renews_early_loses_nothing():
    assert counts_from(date(2026, 1, 10), date(2026, 3, 31)) == date(2026, 3, 31)
    assert counts_from(date(2026, 5, 10), date(2026, 3, 31)) == date(2026, 5, 10)
    assert counts_from(date(2026, 5, 10), None) == date(2026, 5, 10)


@pytest.mark.parametrize(
    ("days_left", "sent", "due"),
    [
        (61, [], None),
        (60, [], 60),
        (45, [60], None),
        (45, [], 60),
        (30, [60], 30),
        (20, [], 30),  # not also the one for 60
        (7, [60, 30], 7),
        (0, [60, 30, 7], None),
        (0, [], 7),
        (-1, [], None),
    ],
)
def test_each_reminder_is_due_once_from_its_day_on(days_left, sent, due):
    assert reminder_due(days_left, sent) == due
