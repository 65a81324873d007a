"""Random partial facts for a decision, where answers can change.

Part of the sets is drawn freely; the others begin with a complete set that was found by
search (one whose verdict is YES, or one for a criterion's state that is rare) and lose or
change a few facts.
"""

import random
from datetime import date

import months
import values
from interest import Interest
from pools import FIRST, LAST, Pools, day_text, is_day
from values import InputError

RATES = (0.02, 0.1, 0.3, 0.6, 0.9)
DECLINE_RATES = (0.0, 0.0, 0.0, 0.03, 0.25)
SAID_RATES = (0.0, 0.0, 0.1, 0.5)
STEPS = 400


class Question:
    """A day and facts in the form that JSON has."""

    __slots__ = ("as_of", "facts")

    def __init__(self, as_of, facts):
        self.as_of = as_of
        self.facts = facts


class Generator:
    """Questions for one decision; the same seed gives the same questions."""

    def __init__(self, evaluator, decision_id, seed, searches):
        self.evaluator = evaluator
        self.decision_id = decision_id
        self.rng = random.Random(f"{seed} {decision_id}")
        self.interest = Interest(evaluator, decision_id)
        self.pools = Pools(evaluator, self.interest, self.rng)
        self.vocabulary = evaluator.folder.facts
        self.ages = {f: self.vocabulary[f].get("confirm_after_months")
                     for f in self.vocabulary}
        self.days = list(self.interest.days.values())
        self.entries = sorted(self.interest.entries)
        self.bases = self.search(searches)

    def restart(self, chunk, seed):
        """Draws as if this chunk were the first."""
        self.rng.seed(f"{seed} {self.decision_id} {chunk}")

    def question(self):
        """One question."""
        rng = self.rng
        if self.bases and rng.random() < 0.65:
            group = rng.choice(self.bases)
            base = rng.choice(group)
            facts = dict(base.facts)
            as_of = base.as_of
            for _ in range(rng.choice((0, 0, 0, 1, 1, 1, 2, 2, 3, 5))):
                self.change(facts)
            if rng.random() < 0.55:
                as_of = self.some_day(facts)
        else:
            facts = self.fresh(rng.choice(RATES))
            as_of = self.some_day(facts)
        for entry, absences in self.entries:
            if entry in facts and rng.random() < 0.2:
                facts[absences] = self.pools.value(absences, facts)
        self.decline(facts, rng.choice(DECLINE_RATES))
        if rng.random() < 0.1 and self.interest.others:
            other = rng.choice(self.interest.others)
            facts[other] = self.pools.value(other, facts)
        self.drop_trips_over_entries(facts)
        if rng.random() < 0.95:
            self.drop_other_places(facts)
        self.say(facts, as_of, rng.choice(SAID_RATES))
        return Question(as_of, facts)

    def fresh(self, absent):
        """Facts drawn freely, each absent at a rate."""
        facts = {}
        relevant = list(self.interest.relevant)
        if self.rng.random() < 0.5:
            self.rng.shuffle(relevant)
        for fact_id in relevant:
            if self.rng.random() >= absent:
                facts[fact_id] = self.pools.value(fact_id, facts)
        return facts

    def change(self, facts):
        """Drops, declines, moves or draws anew one fact."""
        rng = self.rng
        fact_id = rng.choice(self.interest.relevant)
        draw = rng.random()
        if draw < 0.3:
            facts.pop(fact_id, None)
        elif draw < 0.35:
            facts[fact_id] = "declined"
        elif draw < 0.5 and is_day(facts.get(fact_id)):
            day = date.fromisoformat(facts[fact_id]).toordinal()
            facts[fact_id] = day_text(day + rng.choice((-1, 1)))
        else:
            facts[fact_id] = self.pools.value(fact_id, facts)

    def decline(self, facts, rate):
        """Declines some facts, given or not."""
        if rate:
            for fact_id in self.interest.relevant:
                if self.rng.random() < rate:
                    facts[fact_id] = "declined"

    def drop_trips_over_entries(self, facts):
        """Leaves out trips that began before an entry and ended after it: nothing is specified."""
        for entry, absences in self.interest.entries:
            if is_day(facts.get(entry)) and ".." in str(facts.get(absences)):
                day = date.fromisoformat(facts[entry]).toordinal()
                trips = values.read_periods(facts[absences])[1]
                if any(out < day < back for out, back in trips):
                    del facts[absences]

    def drop_other_places(self, facts):
        """Leaves out a place that the city given doesn't lie in: an input error."""
        for fact_id, city in self.evaluator.contradicting_places:
            if fact_id in facts and city in facts:
                place, inside = (self.evaluator.reader.read(one, facts[one]) for one in (fact_id, city))
                if self.evaluator.reader.within.get(inside[1], place[1]) != place[1]:
                    del facts[fact_id]

    def say(self, facts, as_of, rate):
        """Adds the days on which facts were said, some of them too long ago."""
        if not rate:
            return
        rng = self.rng
        for fact_id, value in facts.items():
            if rng.random() >= rate or value == "declined":
                continue
            after = self.ages[fact_id]
            if after and rng.random() < 0.8:
                said = months.over_on(as_of, -after) + rng.choice((-2, -1, 0, 1, 1, 2, 40))
            else:
                said = as_of - rng.randrange(1000)
            facts[fact_id] = {"value": value, "said_on": day_text(said)}

    def some_day(self, facts):
        """A day: at a pack's boundary, where the facts change something, or any."""
        rng = self.rng
        draw = rng.random()
        if draw < 0.35 and self.days:
            return rng.choice(self.days) + rng.choice((-1, 0, 1))
        if draw < 0.85:
            implied = self.implied_days(facts)
            if implied:
                return rng.choice(implied) + rng.choice((-1, 0, 0, 1))
        return rng.randrange(FIRST, LAST)

    def implied_days(self, facts):
        """Days on which an answer can change because of the facts."""
        days = []
        for fact_id, value in facts.items():
            if is_day(value):
                day = date.fromisoformat(value).toordinal()
                days.append(day)
                days += [months.over_on(day, count) for count in self.interest.months[fact_id]]
                days += [day + shift for shift in self.interest.shifts[fact_id]]
            elif self.vocabulary[fact_id]["type"] == "periods" and value not in ("none", "declined"):
                for out, back in values.read_periods(value)[1]:
                    days += [out, back]
                    days += [months.over_on(back, count) for count in self.interest.months[fact_id]]
        return days

    def search(self, searches):
        """Complete sets whose verdict is YES, and sets for every state of every criterion."""
        found = {}
        for number in range(searches):
            self.rng.seed(f"search {number}")
            self.climb(found)
        groups = [found.pop("YES")] if "YES" in found else []
        rare = sorted(found.items(), key=lambda item: (len(item[1]), item[0]))
        groups = groups * max(len(rare) // 2, 1)
        return groups + [sets for _, sets in rare]

    def climb(self, found):
        """From a random set to one that meets all criteria; keeps what it sees on the way."""
        facts = self.fresh(0.1)
        best, as_of = -1, self.some_day(facts)
        for _ in range(STEPS):
            tried, day = dict(facts), as_of
            for _ in range(self.rng.choice((1, 1, 2))):
                self.change(tried)
            if self.rng.random() < 0.3:
                day = self.some_day(tried)
            try:
                answer = self.evaluator.answer(self.decision_id, day, tried)
            except InputError:
                continue
            self.keep(found, answer, Question(day, tried))
            score = sum(state == "MET" for _, state in answer["criteria"])
            if score >= best:
                facts, as_of, best = tried, day, score

    def keep(self, found, answer, question):
        """Keeps a set under its verdict and under each of its criteria's states."""
        labels = [f"{name} {state}" for name, state in answer["criteria"]]
        if answer["verdict"] == "YES":
            labels = ["YES"]
        for label in labels:
            sets = found.setdefault(label, [])
            if len(sets) < 40:
                sets.append(question)
