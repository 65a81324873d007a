"""Periods of months: when they are over."""

from datetime import date
from functools import lru_cache


@lru_cache(maxsize=None)
def over_on(day, months):
    """The day on which a period of `months` from `day` is over: what it gives starts then."""
    start = date.fromordinal(day)
    count = start.year * 12 + start.month - 1 + months
    year, month = divmod(count, 12)
    if start.day <= days_in(year, month + 1):
        return date(year, month + 1, start.day).toordinal()
    return first_after(year, month + 1)


def first_after(year, month):
    """The first day of the following month."""
    return date(year + month // 12, month % 12 + 1, 1).toordinal()


def days_in(year, month):
    """The number of days of a month."""
    return first_after(year, month) - date(year, month, 1).toordinal()


@lru_cache(maxsize=None)
def corresponding(day, months):
    """The same day `months` later, or that month's last day where it has no such day."""
    start = date.fromordinal(day)
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, days_in(year, month + 1))).toordinal()
