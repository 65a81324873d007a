"""What a decision's answers can depend on: facts, days, periods, codes, amounts.

Found by looking through the packs' data, so that generated facts lie where something can
change.
"""

from collections import defaultdict
from datetime import date

FACT_KEYS = ("fact", "later_than", "after", "until", "year_parity", "resident", "absences",
             "used", "at", "given")


class Interest:
    """The facts that a decision reads and the values that matter for each."""

    def __init__(self, evaluator, decision_id):
        self.vocabulary = evaluator.folder.facts
        self.packs = {pack.id: pack for pack in evaluator.folder.packs}
        self.of_decision = evaluator.compiler.of_decision
        self.facts = set()
        self.days = {}
        self.fact_days = defaultdict(dict)
        self.months = defaultdict(set)
        self.shifts = defaultdict(set)
        self.values = defaultdict(set)
        self.amounts = defaultdict(set)
        self.codes = set()
        self.entries = set()
        self.tolerated = set()
        self.seen = set()
        self.decision(decision_id)
        self.follow()

    def decision(self, decision_id):
        """Everything that a decision's tree, amounts and head name."""
        if decision_id in self.seen:
            return
        self.seen.add(decision_id)
        pack, decision = self.of_decision[decision_id]
        head = pack.head
        self.mark(head.get("valid_from"), f"{pack.id} valid_from")
        self.mark(head.get("review_by"), f"{pack.id} review_by")
        for fact_id in head.get("review_facts", []):
            self.facts.add(fact_id)
            self.mark_fact(fact_id, head.get("review_by"), f"{pack.id} review_by")
        amounts = decision.get("amounts")
        if amounts:
            self.facts.update(amounts[key] for key in ("used", "request", "at") if key in amounts)
            self.param(pack, amounts["cap"], [amounts["used"], amounts["request"]],
                       amounts.get("at"))
        self.expression(pack, decision["tree"])

    def expression(self, pack, written):
        """Everything that an expression names."""
        if isinstance(written, str):
            written = {"criterion": written}
        for key in ("all", "any", "of"):
            for part in written.get(key, []):
                self.expression(pack, part)
        if "not" in written:
            self.expression(pack, written["not"])
        if "criterion" in written:
            self.expression(pack, pack.listed("criterion")[written["criterion"]]["test"])
        if "decision" in written:
            self.decision(written["decision"])
        self.leaf(pack, written)

    def leaf(self, pack, written):
        """The facts of a leaf, and the values at which it changes."""
        for key in FACT_KEYS:
            if isinstance(written.get(key), str):
                self.facts.add(written[key])
        self.facts.update(written.get("sum", []))
        for key in written.keys() & {"day_from", "day_until"}:
            self.mark(written.get(key), f"{pack.id} {key} {written.get(key)}")
        fact_id = written.get("fact")
        for key in ("from", "until"):
            if fact_id and isinstance(written.get(key), date):
                self.mark_fact(fact_id, written[key], f"{fact_id} {key} {written[key]}")
        for key in ("in", "not_in", "is"):
            if fact_id and key in written and "table" not in written:
                wanted = written[key]
                self.values[fact_id].update(wanted if isinstance(wanted, list) else [wanted])
        self.periods(written)
        if "table" in written:
            self.codes.update(row["code"] for row in pack.listed("table")[written["table"]]["rows"])
        for key in ("min", "max"):
            for amount_id in written.get("sum", [fact_id]):
                self.bound(pack, amount_id, written.get(key))
        if "cap" in written:
            self.param(pack, written["cap"], [written["used"]], written.get("at"))

    def periods(self, written):
        """The periods that are counted from a date fact."""
        count = written.get("months", 12 * written["years"] if "years" in written else None)
        start = (written.get("later_than") or written.get("after") or written.get("resident")
                 or written.get("until"))
        if not isinstance(start, str):
            return
        if count is not None:
            self.months[start].add(count)
        if "days" in written:
            self.shifts[start].add(written["days"])
        if "resident" in written:
            self.months[written["absences"]].add(written["months"])
            self.months[written["absences"]].add(written.get("again_within", written["months"]))
            self.tolerated.add(written["tolerated_days"])
            self.entries.add((start, written["absences"]))

    def bound(self, pack, fact_id, written):
        """An amount that an amount is compared with."""
        if isinstance(written, str):
            self.param(pack, written, [fact_id], None)
        elif isinstance(written, int) and fact_id:
            self.amounts[fact_id].add(written)

    def param(self, pack, param_id, fact_ids, at):
        """A parameter's values and the days on which they change."""
        for span in pack.listed("param")[param_id]["values"]:
            for fact_id in fact_ids:
                self.amounts[fact_id].add(span["value"])
            for key in ("from", "until"):
                label = f"{pack.id} {param_id} {key} {span.get(key)}"
                if at:
                    self.mark_fact(at, span.get(key), label)
                else:
                    self.mark(span.get(key), label)

    def mark(self, day, label):
        """A boundary for the day asked about."""
        if day is not None:
            self.days.setdefault(label, day.toordinal())

    def mark_fact(self, fact_id, day, label):
        """A boundary for a date fact."""
        if day is not None:
            self.fact_days[fact_id].setdefault(label, day.toordinal())

    def follow(self):
        """Adds the facts from which others follow, and those that may contradict them."""
        before = None
        while before != self.facts:
            before = set(self.facts)
            for fact_id in before:
                fact = self.vocabulary[fact_id]
                self.facts.update(fact.get("history", {}).values())
                for rule in fact.get("implied", []):
                    self.facts.update([rule["place_of"]] if "place_of" in rule else [])
                    self.expression(None, rule.get("when", {}))
                for rule in fact.get("contradicts", []):
                    self.expression(None, rule.get("when", {}))
        self.relevant = sorted(self.facts, key=lambda one: self.vocabulary[one]["order"])
        self.others = sorted(set(self.vocabulary) - self.facts)
