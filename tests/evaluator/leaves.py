"""The leaves of expressions: what each form says about facts, on every day."""

import calendars
import codes
import residence
import timeline
import values
from packs import PackError
from states import BY_NAME, MET, NOT_MET, UNKNOWN
from values import ABSENT, KNOWN

IDENTITY = (0, 1, 2, 3)


class Leaves:
    """Compiles leaves; each method gives a function from a case to a timeline."""

    def __init__(self, compiler):
        self.facts = compiler.folder.facts

    def given(self, _pack, expression, node, _depth, _named):
        fact_id = self.fact(expression["given"])
        return lambda case: _each(
            [case.fact(fact_id)], lambda state: MET if state[0] == KNOWN else NOT_MET)

    def never(self, _pack, expression, node, _depth, _named):
        state = _otherwise(expression)[NOT_MET]
        return lambda case: state

    def day(self, _pack, expression, node, _depth, _named):
        line = _window(_day(expression.get("day_from")), _day(expression.get("day_until")))
        line = timeline.mapped(line, _otherwise(expression))
        return lambda case: line

    def after(self, _pack, expression, node, _depth, _named):
        over = calendars.period_over(expression)
        return self.of_facts(expression, node, [("after", "date")],
                             lambda day: _from_day(over(day)))

    def until(self, _pack, expression, node, _depth, _named):
        last = calendars.period_last(expression)
        return self.of_facts(expression, node, [("until", "date")],
                             lambda day: _until_day(last(day)))

    def year_parity(self, _pack, expression, node, _depth, _named):
        return self.of_facts(expression, node, [("year_parity", "date")], calendars.parity_line)

    def sum(self, pack, expression, node, _depth, _named):
        least = self.bound(pack, expression.get("min"))
        most = self.bound(pack, expression.get("max"))
        keys = [self.fact(fact_id, "krw") for fact_id in expression["sum"]]
        node.reads = tuple(keys)
        return self.known(expression, node,
                          lambda *amounts: calendars.between(sum(amounts), least, most))

    def amount(self, pack, expression, node, _depth, _named):
        least = self.bound(pack, expression.get("min"))
        most = self.bound(pack, expression.get("max"))
        return self.of_facts(expression, node, [("fact", "krw")],
                             lambda amount: calendars.between(amount, least, most))

    def is_value(self, _pack, expression, node, _depth, _named):
        among = self.among(expression["fact"], [expression["is"]])
        return self.of_facts(expression, node, [("fact", None)],
                             lambda value: MET if among(value) else NOT_MET)

    def is_among(self, _pack, expression, node, _depth, _named):
        among = self.among(expression["fact"], expression["in"])
        return self.of_facts(expression, node, [("fact", None)],
                             lambda value: MET if among(value) else NOT_MET)

    def is_not_among(self, _pack, expression, node, _depth, _named):
        among = self.among(expression["fact"], expression["not_in"])
        return self.of_facts(expression, node, [("fact", None)],
                             lambda value: NOT_MET if among(value) else MET)

    def in_days(self, _pack, expression, node, _depth, _named):
        first = _day(expression.get("from")) or 0
        last = _day(expression.get("until")) or residence.NEVER
        return self.of_facts(expression, node, [("fact", "date")],
                             lambda day: MET if first <= day <= last else NOT_MET)

    def later_than(self, _pack, expression, node, _depth, _named):
        last = calendars.period_last(expression)
        return self.of_facts(expression, node, [("fact", "date"), ("later_than", "date")],
                             lambda day, other: MET if day > last(other) else NOT_MET)

    def table(self, pack, expression, node, _depth, _named):
        rows = pack.listed("table")[expression["table"]]["rows"]
        look = codes.Lookup(rows, expression["column"], expression["in"])
        node.is_coarse = look.is_coarse
        return self.of_facts(expression, node, [("fact", "status")], look.state)

    def cap(self, pack, expression, node, _depth, _named):
        param = calendars.Param(pack, expression["cap"])
        if "at" in expression:
            return self.of_facts(
                expression, node, [("used", "krw"), ("at", "date")],
                lambda used, day: calendars.below(used, param.on(day)))
        return self.of_facts(
            expression, node, [("used", "krw")],
            lambda used: param.line(lambda value: calendars.below(used, value)))

    def resident(self, _pack, expression, node, _depth, _named):
        again = expression.get("again")
        rule = residence.Rule(
            expression["months"], expression["tolerated_days"],
            BY_NAME[again] if again else None, expression.get("again_within"),
            expression["again_from"].toordinal() if "again_from" in expression else None)
        entry = self.fact(expression["resident"], "date")
        absences = self.fact(expression["absences"], "periods")
        node.reads = (entry, absences)
        table = _otherwise(expression)

        def line(start, trips):
            if start[0] != KNOWN:
                return UNKNOWN
            if trips[0] != KNOWN:
                return timeline.mapped(
                    residence.without_absences(start[1], expression["months"]), table)
            return timeline.mapped(residence.line(start[1], trips[1], rule), table)
        return lambda case: _each([case.fact(entry), case.fact(absences)], line)

    def of_facts(self, expression, node, keys, function):
        """A leaf that is UNKNOWN unless all its facts are known."""
        node.reads = tuple(self.fact(expression[key], kind) for key, kind in keys)
        return self.known(expression, node, function)

    def known(self, expression, node, function):
        """`function` of the known values; `absent` where an optional fact isn't given."""
        reads = node.reads
        table = _otherwise(expression)
        absent = BY_NAME[expression["absent"]] if "absent" in expression else None
        may_lack = frozenset(f for f in reads if self.facts[f].get("optional"))
        remembered = {}

        def line(*states):
            if absent is not None:
                for fact_id, state in zip(reads, states):
                    if state[0] == ABSENT and fact_id in may_lack:
                        return absent
            for state in states:
                if state[0] != KNOWN:
                    return UNKNOWN
            held = tuple([state[1] for state in states])
            found = remembered.get(held)
            if found is None:
                if len(remembered) > 1 << 16:
                    remembered.clear()
                found = remembered[held] = timeline.mapped(function(*held), table)
            return found

        if len(reads) == 1:
            only = reads[0]

            def evaluate_one(case):
                state = case.fact(only)
                return _each([state], line) if type(state) is list else line(state)
            return evaluate_one
        return lambda case: _each([case.fact(fact_id) for fact_id in reads], line)

    def fact(self, fact_id, kind=None):
        """A fact's id, refused if there is no such fact or it is of another type."""
        if fact_id not in self.facts:
            raise PackError(f"{fact_id} is no fact")
        # How many is compared as an amount is.
        found = self.facts[fact_id]["type"].replace("count", "krw")
        if kind and found != kind:
            raise PackError(f"{fact_id} is no {kind}")
        return fact_id

    def bound(self, pack, written):
        """An amount, a parameter, or nothing."""
        if written is None or isinstance(written, int):
            return written
        return calendars.Param(pack, written)

    def literal(self, fact_id, written):
        """A value in an expression, as facts hold it."""
        kind = self.facts[self.fact(fact_id)]["type"]
        if kind == "status":
            return values.code(written)
        if kind == "date":
            return written.toordinal()
        return values.read_periods(written)[1] if kind == "periods" else written

    def among(self, fact_id, written):
        """Whether a value is among those given; a status also by its sub-codes."""
        listed = [self.literal(fact_id, value) for value in written]
        if self.facts[fact_id]["type"] == "status":
            return lambda value: any(value[:len(one)] == one for one in listed)
        return frozenset(listed).__contains__


def _each(states, function):
    """`function` of fact states, piece by piece where a fact changes with the day."""
    if not any(type(state) is list for state in states):
        return function(*states)
    days = {timeline.ALWAYS}
    for state in states:
        if type(state) is list:
            days.update(start for start, _ in state)
    return timeline.spliced([
        (day, function(*[held_on(state, day) for state in states])) for day in sorted(days)])


def held_on(state, day):
    """A fact's state on a day."""
    if type(state) is not list:
        return state
    held = state[0][1]
    for start, later in state:
        if start > day:
            break
        held = later
    return held


def _otherwise(expression):
    other = BY_NAME[expression["otherwise"]] if "otherwise" in expression else NOT_MET
    return (other, *IDENTITY[1:])


def _day(written):
    return written.toordinal() if written is not None else None


def _from_day(day):
    return timeline.made([(timeline.ALWAYS, NOT_MET), (day, MET)])


def _until_day(day):
    return timeline.made([(timeline.ALWAYS, MET), (day + 1, NOT_MET)])


def _window(first, last):
    marks = [(timeline.ALWAYS, NOT_MET if first else MET)]
    if first:
        marks.append((first, MET))
    if last:
        marks.append((last + 1, NOT_MET))
    return timeline.made(marks)
