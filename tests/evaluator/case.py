"""One person's facts as expressions see them on every day."""

import months
import timeline
from leaves import held_on
from packs import PackError
from states import MET
from values import ABSENT, AGED, DECLINED, KNOWN, InputError, ordinal


class Case:
    """Given facts, what follows from them, and the timelines computed so far."""

    __slots__ = ("given", "facts", "slots", "resolvers")

    def __init__(self, given, slots, resolvers):
        self.given = given
        self.facts = {}
        self.slots = [None] * slots
        self.resolvers = resolvers

    def fact(self, fact_id):
        """A fact's state, or pieces of `(first day, state)` where it changes with the day."""
        state = self.facts.get(fact_id)
        if state is None:
            state = self.facts[fact_id] = self.resolvers[fact_id](self)
        return state


def aged(said_on, after_months, as_of):
    """Whether what was said on a day no longer counts."""
    return after_months is not None and months.corresponding(said_on, after_months) < as_of


def read_given(reader, written, as_of):
    """The states of the facts that were given, aged where they are too old."""
    given = {}
    for fact_id, raw in written.items():
        if type(raw) is dict:
            if set(raw) - {"value", "said_on"} or "value" not in raw:
                raise InputError(f"{fact_id}: {sorted(raw)}")
            state = reader.read(fact_id, raw["value"])
            if "said_on" in raw and state[0] == KNOWN:
                after = reader.facts[fact_id].get("confirm_after_months")
                if aged(ordinal(raw["said_on"]), after, as_of):
                    state = (AGED, None, fact_id)
        else:
            state = reader.read(fact_id, raw)
        given[fact_id] = state
    return given


def resolvers(reader, compile_expression):
    """For each fact a function from a case to its state, and the conditions of `implied`."""
    conditions = {
        fact_id: [compile_expression(rule["when"])
                  for rule in fact.get("implied", []) if "when" in rule]
        for fact_id, fact in reader.facts.items()}
    found = {fact_id: _resolver(fact, reader, iter(conditions[fact_id]))
             for fact_id, fact in reader.facts.items()}
    return found, conditions


def _resolver(fact, reader, conditions):
    fact_id = fact["id"]
    absent = (ABSENT, None, fact_id)
    implied = [_implied(fact, rule, reader, conditions) for rule in fact.get("implied", [])]
    history = fact.get("history")

    def own(case):
        state = case.given.get(fact_id, absent)
        if state[0] in (ABSENT, DECLINED):
            lines = []
            for rule in implied:
                found = rule(case)
                if type(found) is list:
                    lines.append(found)
                elif found is not None:
                    return _first_of(lines, found)
            return _first_of(lines, state)
        return state

    if not history:
        return own

    def by_day(case):
        since = held_on(case.fact(history["since"]), timeline.ALWAYS)
        now = own(case)
        if since[0] != KNOWN:
            return now
        before = held_on(case.fact(history["previous"]), timeline.ALWAYS)
        return [(timeline.ALWAYS, before), (since[1], now)]
    return by_day


def _first_of(lines, state):
    """On each day what the first rule that is met then says; the state itself where none is."""
    for found in reversed(lines):
        state = _or_else(found, state)
    return state


def _or_else(found, rest):
    """What follows, and the rest on days on which nothing does."""
    starts = {start for start, _ in found}
    if type(rest) is list:
        starts.update(start for start, _ in rest)
    pieces = [(start, held_on(found, start), held_on(rest, start)) for start in sorted(starts)]
    return [(start, other if piece[0] == ABSENT else piece) for start, piece, other in pieces]


def _implied(fact, rule, reader, conditions):
    """What follows for an absent fact: its state, pieces by day, or None."""
    fact_id = fact["id"]
    if set(rule) == {"place_of"}:
        source = rule["place_of"]

        def place_of(case):
            place = held_on(case.fact(source), timeline.ALWAYS)
            inside = reader.within.get(place[1]) if place[0] == KNOWN else None
            return (KNOWN, inside, fact_id) if inside else None
        return place_of
    if set(rule) != {"when", "value"}:
        raise PackError(f"fact {fact_id}: implied has the keys {sorted(rule)}")
    value = reader.read(fact_id, rule["value"])
    when = next(conditions)
    absent = (ABSENT, None, fact_id)

    def follows(case):
        line = when.evaluate(case)
        if type(line) is int:
            return value if line == MET else None
        return [(start, value if state == MET else absent) for start, state in line]
    return follows


def contradicted(rules, places, reader, case, as_of):
    """Whether one of the compiled `contradicts` holds on the day asked about, or a city given
    lies in another place than the one given."""
    absent = (ABSENT, None)
    for fact_id, city in places:
        place, inside = case.given.get(fact_id, absent), case.given.get(city, absent)
        if place[0] == KNOWN and inside[0] == KNOWN:
            within = reader.within.get(inside[1])
            if within and within != place[1]:
                return True
    return any(timeline.at(rule.evaluate(case), as_of) == MET for rule in rules)
