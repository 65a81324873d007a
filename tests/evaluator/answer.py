"""Answers: verdict, run of days, criteria, what is open, amounts."""

from datetime import date

import calendars
import case as cases
import packs
import timeline
import values
from expressions import Compiler
from states import MET, NAMES, NEEDS_DECISION, NOT_MET, UNKNOWN, VERDICTS
from values import ABSENT, AGED, DECLINED, GUESSED, KNOWN, InputError


class Evaluator:
    """All packs of a folder, compiled."""

    def __init__(self, folder):
        self.folder = folder
        self.reader = values.Reader(folder)
        self.compiler = Compiler(folder)
        alone = packs.Pack("facts", {}, {kind: [] for kind in packs.KEYS})
        self.resolvers, self.implied = cases.resolvers(
            self.reader, lambda expression: self.compiler.compile(alone, expression))
        self.contradictions = [
            self.compiler.compile(alone, rule["when"])
            for fact in folder.facts.values() for rule in fact.get("contradicts", [])
            if "when" in rule]
        self.contradicting_places = [
            (fact["id"], rule["place_of"])
            for fact in folder.facts.values() for rule in fact.get("contradicts", [])
            if "place_of" in rule]
        self.decisions = {
            decision_id: Decision(self, *found)
            for decision_id, found in self.compiler.of_decision.items()}
        self.compile_conditions()

    def compile_conditions(self):
        """Compiles the conditions of notes and steps, only to see that they are readable."""
        for pack in self.folder.packs:
            for part in [*pack.parts["note"], *pack.parts["step"]]:
                when = part.get("when", {})
                if "figure" in when:
                    continue
                if more := set(when) - {"verdict", "criterion", "state", "test", "refused"}:
                    raise packs.PackError(f"{pack.id}: {part['id']}: {more} isn't specified")
                if "test" in when:
                    self.compiler.compile(pack, when["test"])

    def answer(self, decision_id, as_of, facts, known_at=None):
        """The answer as other programs read it; raises `InputError`."""
        if decision_id not in self.decisions:
            raise InputError(f"{decision_id} is no decision")
        del known_at  # every pack has one version here
        given = cases.read_given(self.reader, facts, as_of)
        case = cases.Case(given, self.compiler.slots, self.resolvers)
        if cases.contradicted(self.contradictions, self.contradicting_places, self.reader, case,
                              as_of):
            raise InputError("the facts contradict each other")
        return self.decisions[decision_id].answer(case, as_of)


class Decision:
    """One decision, compiled."""

    def __init__(self, evaluator, pack, decision):
        self.id = decision["id"]
        self.head = pack.head
        self.tree, self.criteria = evaluator.compiler.decision(self.id)
        self.facts = evaluator.folder.facts
        self.implied = evaluator.implied
        self.place_of = {
            fact_id: [rule["place_of"] for rule in fact.get("implied", []) if "place_of" in rule]
            for fact_id, fact in self.facts.items()}
        self.review_by = pack.head["review_by"].toordinal() if "review_by" in pack.head else None
        amounts = decision.get("amounts")
        self.amounts = amounts and Amounts(pack, amounts)
        self.rank = {
            fact_id: (packs.SENSITIVITIES.index(fact["sensitivity"]), fact["order"])
            for fact_id, fact in self.facts.items()}

    def answer(self, case, as_of):
        """The answer for a case on a day."""
        line = self.tree.evaluate(case)
        states = [[name, NAMES[timeline.at(node.evaluate(case), as_of)]]
                  for name, node in self.criteria]
        state = timeline.at(line, as_of)
        first, last, after = timeline.run_around(line, as_of)
        found = self.found(case, as_of) if state == UNKNOWN else Found()
        if state in (MET, NEEDS_DECISION) and self.review_is_due(case, as_of):
            state = UNKNOWN
            first = last = after = None
        becomes = None
        if after is not None:
            becomes = {"verdict": VERDICTS[after], "from": day_text(last + 1)}
        return {
            "verdict": VERDICTS[state],
            "from": day_text(first),
            "until": day_text(last),
            "becomes": becomes,
            "criteria": states,
            "open": self.ordered(found.open),
            "declined": self.ordered(found.declined),
            "confirm": self.ordered(found.confirm),
            "amounts": self.amounts.of(case, as_of, state) if self.amounts else None,
        }

    def review_is_due(self, case, as_of):
        """Whether the day, or a date that is compared as it is, lies past `review_by`."""
        if self.review_by is None:
            return False
        days = [as_of]
        for fact_id in self.head.get("review_facts", []):
            held = cases.held_on(case.fact(fact_id), as_of)
            if held[0] == KNOWN:
                days.append(held[1])
        return any(day > self.review_by for day in days)

    def found(self, case, as_of):
        """What is missing where the tree is UNKNOWN."""
        found = Found()
        self.walk(self.tree, case, as_of, found)
        return found

    def walk(self, node, case, as_of, found):
        """Looks through undecided nodes for leaves that lack a fact."""
        if timeline.at(node.evaluate(case), as_of) != UNKNOWN:
            return
        for child in node.below:
            self.walk(child, case, as_of, found)
        of_leaf = Found()
        for fact_id in node.reads:
            self.read(node, cases.held_on(case.fact(fact_id), as_of), case, as_of, of_leaf)
        found.add_once(of_leaf)

    def read(self, node, state, case, as_of, found):
        """Looks at one fact of an UNKNOWN leaf."""
        kind, value, fact_id = state
        if kind == KNOWN:
            if node.is_coarse and node.is_coarse(value):
                found.count_open(fact_id, self.facts)
        elif kind == ABSENT:
            found.count_open(fact_id, self.facts)
            for condition in self.implied[fact_id]:
                self.walk(condition, case, as_of, found)
            for city in self.place_of[fact_id]:
                if case.given.get(city, (ABSENT,))[0] in (AGED, GUESSED):
                    found.count(found.confirm, city)
        else:
            found.count(found.declined if kind == DECLINED else found.confirm, fact_id)

    def ordered(self, counts):
        """Least sensitive first, then most often read, then as in the vocabulary."""
        if len(counts) < 2:
            return list(counts)
        rank = self.rank
        return sorted(counts, key=lambda f: (rank[f][0], -counts[f], rank[f][1]))


class Found:
    """Facts that are missing, with how often they are read."""

    __slots__ = ("open", "declined", "confirm")

    def __init__(self):
        self.open = {}
        self.declined = {}
        self.confirm = {}

    def count_open(self, fact_id, facts):
        """Counts a fact that somebody could be asked about."""
        fact = facts[fact_id]
        if not fact.get("optional") and fact.get("askable", True):
            self.count(self.open, fact_id)

    def add_once(self, of_leaf):
        """Counts what a leaf lacks, each fact once."""
        for name in self.__slots__:
            for fact_id in getattr(of_leaf, name):
                self.count(getattr(self, name), fact_id)

    @staticmethod
    def count(counts, fact_id):
        """Counts a fact."""
        counts[fact_id] = counts.get(fact_id, 0) + 1


class Amounts:
    """What is granted under a cap."""

    def __init__(self, pack, written):
        self.param = calendars.Param(pack, written["cap"])
        self.used = written["used"]
        self.request = written["request"]
        self.at = written.get("at")

    def of(self, case, as_of, state):
        """The amounts, or None where one isn't known or the verdict is open."""
        day = self.value(case, self.at, as_of) if self.at else as_of
        used = self.value(case, self.used, as_of)
        requested = self.value(case, self.request, as_of)
        cap = None if day is None else self.param.on(day)
        if state == UNKNOWN or used is None or requested is None or cap is None:
            return None
        left = max(cap - used, 0)
        granted = 0 if state == NOT_MET else min(requested, left)
        return {"requested_krw": requested, "granted_krw": granted,
                "refused_krw": requested - granted, "remaining_krw": left - granted}

    @staticmethod
    def value(case, fact_id, as_of):
        """A fact's known value, or None."""
        kind, value, _ = cases.held_on(case.fact(fact_id), as_of)
        return value if kind == KNOWN else None


def day_text(day):
    """A day as it is written."""
    return None if day is None else date.fromordinal(day).isoformat()
