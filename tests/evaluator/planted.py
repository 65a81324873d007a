"""Faults that can be planted in this evaluator, to see that the comparison finds them.

Each replaces one function or table by one that is wrong in a way people are wrong.
"""

import answer
import calendars
import case
import codes
import leaves
import months
import residence
import timeline
import truth
import values
from states import MET, NEEDS_DECISION, NOT_MET, UNKNOWN


def any_takes_unknown_for_not_met():
    unknown_last = {MET: 0, NEEDS_DECISION: 1, NOT_MET: 2, UNKNOWN: 2}
    truth.ANY = tuple(
        tuple(min(left, right, key=unknown_last.__getitem__) for right in range(4))
        for left in range(4))


def not_makes_unknown_met():
    truth.NOT = dict(truth.NOT) | {UNKNOWN: MET}


def month_without_the_day_ends_a_day_early():
    rightly = months.over_on

    def over_on(day, count):
        return min(rightly(day, count), months.corresponding(day, count))
    months.over_on = over_on


def six_months_are_180_days():
    months.over_on = lambda day, count: day + 30 * count


def until_leaves_out_its_last_day():
    leaves._until_day = lambda day: timeline.made([(timeline.ALWAYS, MET), (day, NOT_MET)])


def after_leaves_out_its_first_day():
    leaves._from_day = lambda day: timeline.made([(timeline.ALWAYS, NOT_MET), (day + 1, MET)])


def declined_counts_as_absent():
    rightly = values.Reader._state

    def state(self, fact, raw):
        found = rightly(self, fact, raw)
        return (values.ABSENT, *found[1:]) if found[0] == values.DECLINED else found
    values.Reader._state = state


def nothing_ages():
    case.aged = lambda said_on, after_months, as_of: False


def a_fact_is_aged_on_its_last_day():
    case.aged = lambda said_on, after, as_of: (
        after is not None and months.corresponding(said_on, after) <= as_of)


def guesses_are_taken():
    rightly = values.read_status

    def read_status(raw):
        kind, value = rightly(raw)
        return (values.KNOWN, ("G", "1", "5")) if kind == values.GUESSED else (kind, value)
    values.read_status = read_status


def sub_codes_are_ignored():
    codes.Lookup.own = lambda self, status: self.sides.get(status[:2], self.sides.get(status[:1]))


def coarse_codes_are_taken_as_they_are():
    codes.Lookup.possible = lambda self, status: {self.own(status)} - {None}


def a_row_in_review_is_not_met():
    rightly = codes.Lookup.__init__

    def init(self, rows, column, among):
        rightly(self, rows, column, among)
        self.sides = {code: NOT_MET if side == UNKNOWN else side
                      for code, side in self.sides.items()}
    codes.Lookup.__init__ = init


def open_is_ordered_by_id():
    answer.Decision.ordered = lambda self, counts: sorted(counts)


def open_is_not_counted():
    answer.Decision.ordered = lambda self, counts: sorted(counts, key=self.rank.__getitem__)


def optional_facts_are_open():
    answer.Found.count_open = lambda self, fact_id, facts: self.count(self.open, fact_id)


def decided_parts_are_walked():
    rightly = answer.Decision.walk

    def walk(self, node, seen, as_of, found):
        rightly(self, node, seen, as_of, found)
        if timeline.at(node.evaluate(seen), as_of) == MET:
            for child in node.below:
                walk(self, child, seen, as_of, found)
    answer.Decision.walk = walk


def becomes_is_a_day_late():
    rightly = answer.Decision.answer

    def late(self, seen, as_of):
        found = rightly(self, seen, as_of)
        if found["becomes"]:
            day = values.ordinal(found["becomes"]["from"]) + 1
            found["becomes"]["from"] = answer.day_text(day)
        return found
    answer.Decision.answer = late


def ageing_ends_a_run():
    rightly = answer.Decision.answer

    def shorter(self, seen, as_of):
        found = rightly(self, seen, as_of)
        if self.review_by is not None and found["until"] is None:
            found["until"] = answer.day_text(self.review_by)
        return found
    answer.Decision.answer = shorter


def review_by_is_ignored():
    answer.Decision.review_is_due = lambda self, seen, as_of: False


def review_comes_a_day_early():
    rightly = answer.Decision.__init__

    def init(self, *given):
        rightly(self, *given)
        self.review_by = self.review_by and self.review_by - 1
    answer.Decision.__init__ = init


def a_cap_that_is_used_up_is_met():
    calendars.below = lambda used, cap: UNKNOWN if cap is None else MET if used <= cap else NOT_MET


def granted_forgets_what_was_used():
    rightly = answer.Amounts.of

    def of(self, seen, as_of, state):
        found = rightly(self, seen, as_of, state)
        if found and state != NOT_MET:
            found["granted_krw"] = min(found["requested_krw"], self.param.spans[0][2])
        return found
    answer.Amounts.of = of


def thirty_one_days_are_tolerated():
    rightly = residence.kind_of
    residence.kind_of = lambda out, back, tolerated: rightly(out, back, tolerated + 1)


def a_calendar_month_is_not_looked_at():
    residence.kind_of = lambda out, back, tolerated: (
        residence.SHORT if back - out <= tolerated else residence.LONG)


def a_month_ends_on_the_31st():
    months.corresponding = months.over_on


def trips_after_a_doubtful_one_are_looked_at():
    def trip(self, out, back, kind):
        if kind == residence.LONG:
            self.run_from(back, self.meanwhile)
            return
        self.away += back - out if kind == residence.SHORT else 0
        self.doubtful |= kind == residence.UNCLEAR or self.away > self.tolerated
        if out < self.first < back:
            self.first = back
    residence._Count.trip_while_running = trip


def facts_behind_implied_are_not_read():
    rightly = answer.Decision.__init__

    def init(self, evaluator, *given):
        rightly(self, evaluator, *given)
        self.implied = {fact_id: [] for fact_id in self.facts}
    answer.Decision.__init__ = init


def short_trips_are_not_added_up():
    rightly = residence._Count.trip_while_running

    def trip(self, out, back, kind):
        self.away = 0
        rightly(self, out, back, kind)
    residence._Count.trip_while_running = trip


def a_long_trip_changes_nothing_before_the_first_day():
    rightly = residence._Count.trip_while_running

    def trip(self, out, back, kind):
        if kind != residence.LONG:
            rightly(self, out, back, kind)
    residence._Count.trip_while_running = trip


def quick_return_has_no_limit():
    rightly = residence._Count.__init__

    def init(self, start, rule):
        rightly(self, start, rule._replace(again_within=None))
    residence._Count.__init__ = init


def the_previous_status_is_ignored():
    rightly = case._resolver

    def resolver(fact, reader, conditions):
        plain = {key: value for key, value in fact.items() if key != "history"}
        return rightly(plain, reader, conditions)
    case._resolver = resolver


def nothing_is_implied():
    rightly = case._resolver

    def resolver(fact, reader, conditions):
        plain = {key: value for key, value in fact.items() if key != "implied"}
        return rightly(plain, reader, conditions)
    case._resolver = resolver


def contradictions_are_accepted():
    case.contradicted = lambda rules, seen, as_of: False


def otherwise_is_ignored():
    leaves._otherwise = lambda expression: leaves.IDENTITY


FAULTS = [
    any_takes_unknown_for_not_met, not_makes_unknown_met, month_without_the_day_ends_a_day_early,
    six_months_are_180_days, until_leaves_out_its_last_day, after_leaves_out_its_first_day,
    declined_counts_as_absent, nothing_ages, a_fact_is_aged_on_its_last_day, guesses_are_taken,
    sub_codes_are_ignored, coarse_codes_are_taken_as_they_are, a_row_in_review_is_not_met,
    open_is_ordered_by_id, open_is_not_counted, optional_facts_are_open, decided_parts_are_walked,
    becomes_is_a_day_late, ageing_ends_a_run, review_by_is_ignored, review_comes_a_day_early,
    a_cap_that_is_used_up_is_met, granted_forgets_what_was_used, thirty_one_days_are_tolerated,
    a_calendar_month_is_not_looked_at, a_month_ends_on_the_31st,
    trips_after_a_doubtful_one_are_looked_at, facts_behind_implied_are_not_read, short_trips_are_not_added_up,
    a_long_trip_changes_nothing_before_the_first_day, quick_return_has_no_limit,
    the_previous_status_is_ignored, nothing_is_implied, contradictions_are_accepted,
    otherwise_is_ignored,
]


def plant(number):
    """Plants the fault with a number, counted from 1; before packs are loaded."""
    FAULTS[number - 1]()
