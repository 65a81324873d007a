"""Expressions compiled to functions from a case to a timeline.

Every node computes the state for all days at once. The walk for open facts then looks at
the timelines' states on the day asked about.
"""


import timeline
import truth
from leaves import Leaves
from packs import PackError
from states import BY_VERDICT, MET, NEEDS_DECISION, NOT_MET, UNKNOWN

DEEPEST = 16
COMMON = {"otherwise", "note", "absent"}
PERIOD = {"years", "months", "days"}


class Node:
    """One node: its function, what lies below it, and the facts it reads."""

    __slots__ = ("slot", "evaluate", "below", "reads", "is_coarse")

    def __init__(self, slot):
        self.slot = slot
        self.below = ()
        self.reads = ()
        self.is_coarse = None


class Compiler:
    """Compiles the expressions of all packs."""

    def __init__(self, folder):
        self.folder = folder
        self.slots = 0
        self.decisions = {}
        self.criteria = {}
        self.of_decision = {}
        for pack in folder.packs:
            for decision in pack.parts["decision"]:
                self.of_decision[decision["id"]] = (pack, decision)

    def decision(self, decision_id):
        """The tree of a decision and its criteria in the order in which they are named."""
        if decision_id not in self.decisions:
            if decision_id not in self.of_decision:
                raise PackError(f"{decision_id} is no decision")
            self.decisions[decision_id] = None
            pack, decision = self.of_decision[decision_id]
            named = []
            tree = self.tree(pack, decision["tree"], named)
            self.decisions[decision_id] = (tree, named)
        if self.decisions[decision_id] is None:
            raise PackError(f"{decision_id} depends on itself")
        return self.decisions[decision_id]

    def tree(self, pack, expression, named):
        """A tree, in which a text is a criterion's id."""
        if isinstance(expression, str):
            expression = {"criterion": expression}
        return self.compile(pack, expression, named=named)

    def criterion(self, pack, criterion_id, depth):
        """A criterion's test, compiled once."""
        key = (pack.id, criterion_id)
        if key not in self.criteria:
            listed = pack.listed("criterion")
            if criterion_id not in listed:
                raise PackError(f"{pack.id}: {criterion_id} is no criterion")
            self.criteria[key] = None
            self.criteria[key] = self.compile(pack, listed[criterion_id]["test"], depth)
        if self.criteria[key] is None:
            raise PackError(f"{pack.id}: {criterion_id} depends on itself")
        return self.criteria[key]

    def compile(self, pack, expression, depth=1, named=None):
        """One expression; `named` collects the criteria that a tree names."""
        if depth > DEEPEST:
            raise PackError(f"{pack.id}: an expression is nested deeper than {DEEPEST}")
        keys = set(expression)
        for form, needed, allowed in self.forms():
            if needed <= keys and keys <= needed | allowed:
                break
        else:
            raise PackError(f"{pack.id}: no form has the keys {sorted(keys)}")
        node = Node(self.slots)
        self.slots += 1
        function = form(pack, expression, node, depth, named)
        node.evaluate = _kept(node.slot, function)
        return node

    def forms(self):
        """Every form: what compiles it, the keys that name it, further keys."""
        leaf = Leaves(self)
        return (
            (self.all_of, {"all"}, set()),
            (self.any_of, {"any"}, set()),
            (self.not_of, {"not"}, set()),
            (self.at_least, {"at_least", "of"}, set()),
            (self.named_criterion, {"criterion"}, set()),
            (self.other_decision, {"decision", "is"}, set()),
            (self.other_decision, {"decision", "is_not"}, set()),
            (leaf.given, {"given"}, set()),
            (leaf.never, {"never"}, COMMON),
            (leaf.day, {"day_from"}, {"day_until"} | COMMON),
            (leaf.day, {"day_until"}, COMMON),
            (leaf.after, {"after"}, PERIOD | COMMON),
            (leaf.until, {"until"}, PERIOD | COMMON),
            (leaf.year_parity, {"year_parity"}, COMMON),
            (leaf.sum, {"sum"}, {"min", "max"} | COMMON),
            (leaf.is_value, {"fact", "is"}, COMMON),
            (leaf.is_among, {"fact", "in"}, COMMON),
            (leaf.is_not_among, {"fact", "not_in"}, COMMON),
            (leaf.amount, {"fact", "min"}, {"max"} | COMMON),
            (leaf.amount, {"fact", "max"}, COMMON),
            (leaf.in_days, {"fact", "from"}, {"until"} | COMMON),
            (leaf.in_days, {"fact", "until"}, COMMON),
            (leaf.later_than, {"fact", "later_than"}, PERIOD | COMMON),
            (leaf.table, {"table", "fact", "column", "in"}, COMMON),
            (leaf.resident, {"resident", "months", "absences", "tolerated_days"},
             {"again", "again_within", "again_from", "unclear_note", "rejoin_note", "near_note"} | COMMON),
            (leaf.cap, {"cap", "used"}, {"at"} | COMMON),
        )

    def children(self, pack, expressions, depth, named):
        """The nodes below a node; only a tree may hold criteria's ids as texts."""
        below = []
        for expression in expressions:
            if isinstance(expression, str) and named is not None:
                expression = {"criterion": expression}
            below.append(self.compile(pack, expression, depth + 1, named))
        return tuple(below)

    def all_of(self, pack, expression, node, depth, named):
        node.below = self.children(pack, expression["all"], depth, named)
        parts = [child.evaluate for child in node.below]
        return lambda case: truth.joined_until(truth.ALL, NOT_MET, parts, case)

    def any_of(self, pack, expression, node, depth, named):
        node.below = self.children(pack, expression["any"], depth, named)
        parts = [child.evaluate for child in node.below]
        return lambda case: truth.joined_until(truth.ANY, MET, parts, case)

    def not_of(self, pack, expression, node, depth, named):
        node.below = self.children(pack, [expression["not"]], depth, named)
        part = node.below[0].evaluate
        return lambda case: timeline.mapped(part(case), truth.NOT)

    def at_least(self, pack, expression, node, depth, named):
        node.below = self.children(pack, expression["of"], depth, named)
        parts = [child.evaluate for child in node.below]
        needed = expression["at_least"]
        return lambda case: timeline.combined(
            [part(case) for part in parts], lambda states: truth.at_least(needed, states))

    def named_criterion(self, pack, expression, node, depth, named):
        criterion = self.criterion(pack, expression["criterion"], depth + 1)
        node.below = (criterion,)
        if named is not None and all(criterion_id != expression["criterion"]
                                     for criterion_id, _ in named):
            named.append((expression["criterion"], criterion))
        return criterion.evaluate

    def other_decision(self, _pack, expression, node, _depth, _named):
        """Another decision's verdict: what isn't decided there isn't decided here."""
        tree, _ = self.decision(expression["decision"])
        node.below = (tree,)
        wanted = BY_VERDICT[expression.get("is", expression.get("is_not"))]
        hit, miss = (MET, NOT_MET) if "is" in expression else (NOT_MET, MET)
        table = {state: hit if state == wanted else miss for state in (NOT_MET, MET)}
        for state in (UNKNOWN, NEEDS_DECISION):
            table[state] = hit if state == wanted else state
        return lambda case: timeline.mapped(tree.evaluate(case), table)


def _kept(slot, function):
    """The function with its timeline kept in the case, so that it runs once a case."""
    def evaluate(case):
        line = case.slots[slot]
        if line is None:
            line = case.slots[slot] = function(case)
        return line
    return evaluate



