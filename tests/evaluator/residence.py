"""Residence: from when the months in Korea are over, with trips abroad between."""

from functools import lru_cache
from typing import NamedTuple

import months
import timeline
from states import MET, NOT_MET, UNKNOWN

SHORT, UNCLEAR, LONG = range(3)
NEVER = 10**7


class Rule(NamedTuple):
    """What a leaf says about residence."""

    months: int
    tolerated_days: int
    again: int | None
    again_within: int | None
    again_from: int | None


def kind_of(out, back, tolerated):
    """Short, long, or neither for sure."""
    days = back - out
    if days <= tolerated and back < months.corresponding(out, 1):
        return SHORT
    if days > tolerated and back > months.over_on(out, 1):
        return LONG
    return UNCLEAR


@lru_cache(maxsize=1 << 18)
def without_absences(start, wanted):
    """Where nobody said whether there were trips: open from the earliest first day."""
    return timeline.made([(timeline.ALWAYS, NOT_MET), (months.over_on(start, wanted), UNKNOWN)])


@lru_cache(maxsize=1 << 18)
def line(start, trips, rule):
    """The state on every day for an entry, trips in their order and a leaf's rule."""
    return timeline.made(_Count(start, rule).marks_of(trips))


class _Count:
    """One person's months: still running until `first`, or over where that is None."""

    def __init__(self, start, rule):
        self.wanted = rule.months
        self.tolerated = rule.tolerated_days
        self.again = rule.again or (MET if rule.months == 0 else UNKNOWN)
        self.within = rule.again_within
        self.begun = rule.again_from
        self.start = start
        self.marks = [(timeline.ALWAYS, NOT_MET)]
        self.run_from(start, NOT_MET)

    def run_from(self, day, meanwhile):
        """The months begin on a day; until they are over the state is `meanwhile`."""
        without_end = self.wanted == 0 and meanwhile == UNKNOWN
        self.first = NEVER if without_end else months.over_on(day, self.wanted)
        self.meanwhile = meanwhile
        self.away = 0
        self.doubtful = False

    def marks_of(self, trips):
        """The marks of the timeline."""
        for out, back in trips:
            if back <= self.start:
                continue
            kind = kind_of(out, back, self.tolerated)
            if self.first is not None and out >= self.first:
                self.finish()
            if self.first is None and self.doubtful:
                return self.marks
            if self.first is not None:
                self.trip_while_running(out, back, kind)
            elif kind == LONG:
                self.marks.append((out + 1, NOT_MET))
                self.come_back(out, back)
            elif kind == UNCLEAR:
                self.unclear_trip_afterwards(out, back)
        if self.first is not None:
            self.finish()
        return self.marks

    def finish(self):
        """The months are over, or the state is open for ever after."""
        if self.first < NEVER:
            self.marks.append((self.first, UNKNOWN if self.doubtful else MET))
        self.first = None

    def trip_while_running(self, out, back, kind):
        """A trip before the first day."""
        if kind == LONG:
            self.run_from(back, self.meanwhile)
            return
        self.away += back - out if kind == SHORT else 0
        self.doubtful |= kind == UNCLEAR or self.away > self.tolerated
        if self.doubtful:
            self.finish()
        elif out < self.first < back:
            self.first = back

    def come_back(self, out, back):
        """Re-entry after a long trip of someone who was in."""
        last = months.over_on(out, self.within) if self.within is not None else NEVER
        if back > last:
            self.run_from(back, NOT_MET)
        elif back == last or self.again_on(back) == UNKNOWN:
            self.marks.append((back, UNKNOWN))
            self.run_from(back, UNKNOWN)
        else:
            self.marks.append((back, MET))

    def again_on(self, back):
        """What it is from a return on that day."""
        return UNKNOWN if self.begun is not None and back < self.begun else self.again

    def unclear_trip_afterwards(self, out, back):
        """A trip of about a month of someone who was in."""
        self.marks.append((out + 1, UNKNOWN))
        if self.again_on(back) == MET:
            self.marks.append((back, MET))
        else:
            self.run_from(back, UNKNOWN)
