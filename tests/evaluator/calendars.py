"""What leaves say about days and amounts: periods, parameters, parity of years."""

from datetime import date

import months
import timeline
from states import MET, NOT_MET, UNKNOWN

PARITY_YEARS = range(1890, 2211)


def months_of(expression):
    """The months of a period, or None where it is of days or of nothing."""
    if "years" in expression:
        return 12 * expression["years"]
    return expression.get("months")


def period_over(expression):
    """From a day to the day on which the expression's period from it is over."""
    count = months_of(expression)
    if count is not None:
        return lambda day: months.over_on(day, count)
    days = expression.get("days", 0)
    return lambda day: day + days


def period_last(expression):
    """From a day to the last day of the expression's period from it."""
    count = months_of(expression)
    if count is not None:
        return lambda day: months.over_on(day, count) - 1
    days = expression.get("days", 0)
    return lambda day: day + days


def parity_line(day):
    """MET in years that are even as the day's year is, or odd as it is."""
    odd = date.fromordinal(day).year % 2
    return timeline.made(
        [(timeline.ALWAYS, MET if PARITY_YEARS[0] % 2 == odd else NOT_MET)]
        + [(date(year, 1, 1).toordinal(), MET if year % 2 == odd else NOT_MET)
           for year in PARITY_YEARS[1:]])


class Param:
    """A parameter's value by day."""

    def __init__(self, pack, param_id):
        self.spans = []
        for span in pack.listed("param")[param_id]["values"]:
            last = span["until"].toordinal() if "until" in span else None
            self.spans.append((span["from"].toordinal(), last, span["value"]))
        self.spans.sort(key=lambda span: span[0])

    def on(self, day):
        """The value on a day, or None."""
        for first, last, value in self.spans:
            if first <= day and (last is None or day <= last):
                return value
        return None

    def line(self, function):
        """The timeline of a function of the value."""
        days = {timeline.ALWAYS}
        for first, last, _ in self.spans:
            days.add(first)
            if last is not None:
                days.add(last + 1)
        return timeline.made((day, function(self.on(day))) for day in sorted(days))


def below(used, cap):
    """Used is below the cap; UNKNOWN where there is none."""
    if cap is None:
        return UNKNOWN
    return MET if used < cap else NOT_MET


def between(amount, least, most):
    """An amount within two bounds, each an amount, a parameter or nothing."""
    varying = [bound for bound in (least, most) if isinstance(bound, Param)]
    if not varying:
        return _between(amount, least, most)
    lines = []
    if least is not None:
        lines.append(_bound_line(least, lambda bound: _between(amount, bound, None)))
    if most is not None:
        lines.append(_bound_line(most, lambda bound: _between(amount, None, bound)))
    return timeline.combined(lines, min)


def _bound_line(bound, function):
    if not isinstance(bound, Param):
        return function(bound)
    return bound.line(lambda value: UNKNOWN if value is None else function(value))


def _between(amount, least, most):
    within = (least is None or amount >= least) and (most is None or amount <= most)
    return MET if within else NOT_MET
