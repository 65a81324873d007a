#!/usr/bin/env python3
"""A second evaluator of packs, written from docs/packs.md alone.

`evaluator.py [--packs DIR]` runs every pack's own tests. With `--decision ID --as-of DATE
--facts JSON` it prints one answer.
"""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

import directory
import packs
from answer import Evaluator
from values import InputError, ordinal

PACKS = Path(__file__).resolve().parents[2] / "packs"


def load(root=PACKS):
    """The evaluator of a folder of packs."""
    return Evaluator(packs.load(root))


def plain(written):
    """A value of a TOML file as JSON has it."""
    return written.isoformat() if isinstance(written, date) else written


def facts_of(test):
    """A test's facts in the form that JSON has."""
    written = dict(test["facts"])
    said_on = written.pop("said_on", {})
    facts = {fact_id: plain(value) for fact_id, value in written.items()}
    for fact_id, day in said_on.items():
        facts[fact_id] = {"value": facts[fact_id], "said_on": plain(day)}
    return facts


def failures(evaluator):
    """Runs every pack's own tests; yields what differs."""
    for pack in evaluator.folder.packs:
        for test in pack.parts["test"]:
            wrong = differing(evaluator, pack, test)
            if wrong:
                yield f"{pack.id}: {test['name']}: {wrong}"


def differing(evaluator, pack, test):
    """What of a test's expectations doesn't hold, or nothing."""
    if "programme" in test:
        given = {"listed": True} | test["expect"]
        found = directory.of_test(evaluator, pack, test)
        return {key: {"wanted": wanted, "got": found[key]}
                for key, wanted in given.items() if found[key] != wanted}
    try:
        given = evaluator.answer(test["decision"], test["as_of"].toordinal(), facts_of(test))
    except InputError as error:
        return str(error)
    wrong = {}
    criteria = dict(given["criteria"])
    for key, wanted in test["expect"].items():
        if key in ("notes", "without_notes", "steps", "without_steps"):
            continue
        got = given[key]
        if key == "criteria":
            got = {name: criteria.get(name) for name in wanted}
        elif key == "amounts" and got is not None and wanted != "none":
            got = {name: got[f"{name}_krw"] for name in wanted}
        elif key == "becomes" and wanted != "none":
            wanted = {name: plain(value) for name, value in wanted.items()}
        if wanted == "none":
            wanted = None
        if got != plain(wanted):
            wrong[key] = {"wanted": plain(wanted), "got": got}
    return wrong


def main():
    """Runs the packs' tests, or answers once."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--packs", type=Path, default=PACKS)
    parser.add_argument("--decision")
    parser.add_argument("--as-of")
    parser.add_argument("--facts", default="{}")
    given = parser.parse_args()
    evaluator = load(given.packs)
    if given.decision:
        answer = evaluator.answer(given.decision, ordinal(given.as_of), json.loads(given.facts))
        print(json.dumps(answer, ensure_ascii=False))
        return 0
    ran = sum(len(pack.parts["test"]) for pack in evaluator.folder.packs)
    failed = list(failures(evaluator))
    for line in failed:
        print(line)
    print(f"{ran - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not ran else 0


if __name__ == "__main__":
    sys.exit(main())
