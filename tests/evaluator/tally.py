"""What a comparison has seen: verdicts, criteria's states, days at boundaries, differences."""

from collections import Counter

LEAST_YES = 0.05
LEAST_PER_MILLION = 1000
SIDES = ("before", "on", "after")


class Tally:
    """Counts of one decision; adds up over processes."""

    def __init__(self):
        self.verdicts = Counter()
        self.states = Counter()
        self.boundaries = Counter()
        self.kept = Counter()
        self.differences = []
        self.differing = 0

    def add(self, other):
        """Adds what another process has counted."""
        for name in ("verdicts", "states", "boundaries", "kept"):
            getattr(self, name).update(getattr(other, name))
        self.differences += other.differences
        self.differing += other.differing

    def count(self, answer):
        """Counts an answer."""
        if "error" in answer:
            self.verdicts["input error"] += 1
            return
        self.verdicts[answer["verdict"]] += 1
        self.states.update(map(tuple, answer["criteria"]))
        for name in ("open", "declined", "confirm", "amounts", "becomes"):
            if answer[name]:
                self.kept[name] += 1

    @property
    def sets(self):
        """The number of sets compared."""
        return self.verdicts.total()


class Boundaries:
    """The days a tally looks at: the pack's, for the day asked about and for date facts."""

    def __init__(self, interest):
        self.labels = []
        self.of_day = {}
        self.of_fact = {}
        for label, day in interest.days.items():
            self.mark(self.of_day, day, f"as_of {label}")
        for fact_id, days in interest.fact_days.items():
            for label, day in days.items():
                self.mark(self.of_day, day, f"as_of {label}")
                self.mark(self.of_fact.setdefault(fact_id, {}), day, f"{fact_id} {label}")

    def mark(self, days, day, label):
        """Remembers the three days of a boundary."""
        if label not in self.labels:
            self.labels.append(label)
        for side, shift in zip(SIDES, (-1, 0, 1)):
            days.setdefault(day + shift, []).append((label, side))

    def count(self, tally, question, given):
        """Counts where a question lies at a boundary."""
        tally.boundaries.update(self.of_day.get(question.as_of, ()))
        for fact_id, days in self.of_fact.items():
            state = given.get(fact_id)
            if state is not None:
                tally.boundaries.update(days.get(state, ()))


def possible_states(evaluator, decision_id):
    """The states that a decision's criteria say they can have: those they have a text for."""
    pack, _ = evaluator.compiler.of_decision[decision_id]
    listed = pack.listed("criterion")
    names = [name for name, _ in evaluator.decisions[decision_id].criteria]
    return [(name, state.upper()) for name in names for state in listed[name].get("why", {})]


def report(decision_id, tally, evaluator, boundaries):
    """Prints a tally; returns what is too little of a million's share."""
    sets = tally.sets
    short = []
    print(f"{decision_id}: {sets} sets")
    shares = ", ".join(f"{name} {count / sets:.1%}" for name, count in tally.verdicts.most_common())
    print(f"  verdicts: {shares}")
    filled = ", ".join(f"{name} {tally.kept[name]}" for name in tally.kept)
    print(f"  answers with: {filled}")
    if tally.verdicts["YES"] < LEAST_YES * sets:
        short.append(f"{decision_id}: only {tally.verdicts['YES'] / sets:.1%} YES")
    possible = possible_states(evaluator, decision_id)
    for name, _ in evaluator.decisions[decision_id].criteria:
        seen = {state: count for (one, state), count in tally.states.items() if one == name}
        print(f"  {name}: " + ", ".join(f"{state} {seen[state]}" for state in sorted(seen)))
    needed = LEAST_PER_MILLION * sets / 1_000_000
    for name, state in possible:
        if tally.states[(name, state)] < needed:
            short.append(f"{decision_id}: {name} was {state} {tally.states[(name, state)]} times")
    for label in boundaries.labels:
        counts = [tally.boundaries[(label, side)] for side in SIDES]
        print(f"  {label}: before {counts[0]}, on {counts[1]}, after {counts[2]}")
        if not all(counts):
            short.append(f"{decision_id}: {label}: {counts}")
    print(f"  differences: {tally.differing}")
    return short
