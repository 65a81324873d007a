#!/usr/bin/env python3
"""Conformance vectors: questions with their answers, for any evaluator of packs.

`vectors.py --write [--worker PATH]` chooses them anew, only where both evaluators agree;
`vectors.py --check` replays them here.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import evaluator as own
from generate import Generator
from reduce import agree, line_of, own_answer
from tally import Boundaries
from values import ordinal
from worker import Worker, found

FOLDER = Path(__file__).resolve().parents[1] / "vectors"
SEED = "vectors"
SEARCHES = 25
CANDIDATES = 12_000
CHUNK = 500
EACH = 105
FIRST = {"verdict": 10, "criterion": 4, "error": 3, "boundary": 1, "declined": 1, "confirm": 1,
         "month end": 1}
MONTH_ENDS = {"01-31", "02-28", "02-29", "03-01", "08-31"}


class Chooser:
    """Chooses vectors of one decision so that everything is covered about equally often."""

    def __init__(self, evaluator, worker, decision_id):
        self.evaluator = evaluator
        self.worker = worker
        self.decision_id = decision_id
        self.generator = Generator(evaluator, decision_id, SEED, SEARCHES)
        self.boundaries = Boundaries(self.generator.interest)
        self.covered = Counter()
        self.chosen = {}

    def candidates(self):
        """Questions on which both evaluators agree, with their answers."""
        found_ones = []
        for number in range(CANDIDATES // CHUNK):
            self.generator.restart(number, SEED)
            questions = [self.generator.question() for _ in range(CHUNK)]
            lines = [line_of(self.decision_id, one.as_of, one.facts) for one in questions]
            for line, theirs in zip(lines, self.worker.answers(self.worker.ask(lines))):
                asked = json.loads(line)
                ours = own_answer(self.evaluator, self.decision_id, ordinal(asked["as_of"]),
                                  asked["facts"])
                if agree(ours, theirs):
                    found_ones.append((asked, ours))
        return found_ones

    def choose(self):
        """The vectors: what must be covered first, then rounds asking for one more of all."""
        candidates = self.candidates()
        features = [self.features(*one) for one in candidates]
        self.take(candidates, features, lambda feature: FIRST.get(feature[0], 0))
        for needed in range(1, EACH):
            self.take(candidates, features, lambda _, needed=needed: needed)
        return [vector(*self.chosen[index]) for index in sorted(self.chosen)]

    def take(self, candidates, features, needed):
        """Takes those that have a feature seen less often than it is needed."""
        for index, named in enumerate(features):
            if len(self.chosen) == EACH:
                return
            if index not in self.chosen and any(
                    self.covered[feature] < needed(feature) for feature in named):
                self.chosen[index] = candidates[index]
                self.covered.update(named)

    def features(self, asked, answer):
        """What a vector is chosen for."""
        if "error" in answer:
            return {("error",)}
        named = {("verdict", answer["verdict"]),
                 ("becomes", answer["verdict"], str(answer["becomes"])[:20]),
                 ("run", answer["from"] is None, answer["until"] is None),
                 ("amounts", answer["amounts"] is None, answer["verdict"])}
        named.update(("criterion", *one) for one in answer["criteria"])
        for name in ("open", "declined", "confirm"):
            named.update((name, fact_id) for fact_id in answer[name])
            named.add((name, min(len(answer[name]), 4)))
        if asked["as_of"][5:] in MONTH_ENDS:
            named.add(("month end", asked["as_of"][5:], answer["verdict"]))
        for label in self.boundaries.of_day.get(ordinal(asked["as_of"]), ()):
            named.add(("boundary", *label))
        for fact_id, raw in asked["facts"].items():
            named.update(self.features_of(fact_id, raw))
        return named

    def features_of(self, fact_id, raw):
        """What a fact that was given is chosen for."""
        if isinstance(raw, dict):
            yield ("said", fact_id)
            raw = raw["value"]
        kind = self.evaluator.folder.facts[fact_id]["type"]
        if kind in ("status", "choice", "bool"):
            yield (fact_id, raw)
        elif kind == "periods":
            yield (fact_id, raw.count(".."))
        else:
            yield (fact_id, raw == "declined")
        if kind == "date" and raw != "declined":
            days = self.boundaries.of_fact.get(fact_id, {}).get(ordinal(raw), ())
            for label in days:
                yield ("boundary", *label)
            if raw[5:] in MONTH_ENDS:
                yield (fact_id, raw[5:])


def vector(asked, answer):
    """A vector as it is written."""
    expect = {"error": True} if "error" in answer else answer
    return {"decision": asked["decision"], "as_of": asked["as_of"], "facts": asked["facts"],
            "expect": expect}


def write(worker_path):
    """Chooses and writes one file a decision."""
    evaluator = own.load()
    FOLDER.mkdir(exist_ok=True)
    worker = Worker(worker_path, own.PACKS)
    written = 0
    for decision_id in evaluator.decisions:
        chosen = Chooser(evaluator, worker, decision_id).choose()
        lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in chosen)
        name = decision_id.replace("/", ".") + ".json"
        (FOLDER / name).write_text(f"[\n{lines}\n]\n")
        written += len(chosen)
        print(f"{name}: {len(chosen)}")
    worker.close()
    print(f"{written} written")


def check():
    """Replays all vectors; prints what differs."""
    evaluator = own.load()
    ran = failed = 0
    for path in sorted(FOLDER.glob("*.json")):
        for one in json.loads(path.read_text()):
            ran += 1
            got = own_answer(evaluator, one["decision"], ordinal(one["as_of"]), one["facts"])
            if not agree(got, one["expect"]):
                failed += 1
                print(f"{path.name}: {json.dumps(one, ensure_ascii=False)}\n  got {got}")
    print(f"{ran - failed} passed, {failed} failed")
    return 1 if failed or ran < 500 else 0


def main():
    """Writes or checks."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--check", action="store_true")
    parser.add_argument("--worker", type=Path)
    given = parser.parse_args()
    if given.write:
        write(given.worker or found())
    return check() if given.check or not given.write else 0


if __name__ == "__main__":
    sys.exit(main())
