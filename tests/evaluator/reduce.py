"""The smallest facts on which both evaluators still differ."""

import json

from pools import day_text
from values import InputError

COMPARED = ("verdict", "from", "until", "becomes", "criteria", "open", "declined", "confirm",
            "amounts")


def line_of(decision_id, as_of, facts):
    """A question as a line of JSON."""
    return json.dumps({"decision": decision_id, "as_of": day_text(as_of), "facts": facts},
                      ensure_ascii=False)


def own_answer(evaluator, decision_id, as_of, facts):
    """This evaluator's answer, or its error in the same form."""
    try:
        return evaluator.answer(decision_id, as_of, facts)
    except InputError as error:
        return {"error": str(error)}


def agree(ours, theirs):
    """Whether two answers are the same; the words of errors may differ."""
    if "error" in ours or "error" in theirs:
        return ("error" in ours) == ("error" in theirs)
    return ours == theirs


def what_differs(ours, theirs):
    """The parts of two answers that aren't the same."""
    if "error" in ours or "error" in theirs:
        return ("error",)
    return tuple(name for name in COMPARED if ours[name] != theirs.get(name))


class Reducer:
    """Drops facts as long as the difference stays."""

    def __init__(self, evaluator, worker):
        self.evaluator = evaluator
        self.worker = worker

    def answers(self, decision_id, as_of, facts):
        """Both answers."""
        ours = own_answer(self.evaluator, decision_id, as_of, facts)
        return ours, self.worker.answer(line_of(decision_id, as_of, facts))

    def reduced(self, decision_id, as_of, facts):
        """A minimal question on which the answers differ, with both answers."""
        wanted = what_differs(*self.answers(decision_id, as_of, facts))
        smaller = True
        while smaller:
            smaller = False
            for fewer in self.fewer(facts):
                differing = what_differs(*self.answers(decision_id, as_of, fewer))
                if set(differing) & set(wanted):
                    facts, smaller = fewer, True
                    break
        ours, theirs = self.answers(decision_id, as_of, facts)
        differing = what_differs(ours, theirs)
        return {
            "decision": decision_id, "as_of": day_text(as_of), "facts": facts,
            "differing": differing,
            "python": {name: ours.get(name) for name in differing},
            "rust": {name: theirs.get(name) for name in differing},
        }

    @staticmethod
    def fewer(facts):
        """The same facts with one left out, or said plainly, or with one trip fewer."""
        for fact_id, value in facts.items():
            yield {name: one for name, one in facts.items() if name != fact_id}
            if isinstance(value, dict):
                yield facts | {fact_id: value["value"]}
            if isinstance(value, str) and ".." in value and "," in value:
                trips = value.split(",")
                for index in range(len(trips)):
                    yield facts | {fact_id: ",".join(trips[:index] + trips[index + 1:])}


