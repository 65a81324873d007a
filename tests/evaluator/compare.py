#!/usr/bin/env python3
"""Compares this evaluator with the worker over random partial facts.

`compare.py (--all | --decision ID...) [--sets N] [--seed S] [--jobs N] [--worker PATH]`
prints for each decision what was covered and every difference, reduced to the least facts,
and exits 1 if there was one. `--short` is the form for every run of the tests.
"""

import argparse
import json
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path

import evaluator as own
import forms
import planted
from generate import Generator
from interest import Interest
from reduce import Reducer, agree, line_of, own_answer, what_differs
from tally import Boundaries, Tally, report
from values import InputError
from worker import Worker, WorkerError, found

CHUNK = 500
SHORT_SETS = 4000
SHORT_SEARCHES = 12
SEARCHES = 40
KEPT_DIFFERENCES = 40
PRINTED = 6
JUDGED_FROM = 20_000


class Comparison:
    """One process's part of the comparison of one decision."""

    def __init__(self, given, decision_id):
        self.given = given
        self.decision_id = decision_id
        if given.fault:
            planted.plant(given.fault)
        self.evaluator = own.load(given.packs)
        searches = SHORT_SEARCHES if given.short else SEARCHES
        self.generator = Generator(self.evaluator, decision_id, given.seed, searches)
        self.boundaries = Boundaries(self.generator.interest)
        self.tally = Tally()

    def run(self, first, step):
        """Compares every `step`th chunk from the `first` on."""
        worker = Worker(self.given.worker, self.given.packs)
        try:
            chunks = range(0, self.given.sets, CHUNK)
            for number in list(range(len(chunks)))[first::step]:
                size = min(CHUNK, self.given.sets - chunks[number])
                self.chunk(worker, number, size)
                if self.tally.differing >= (1 if self.given.first else KEPT_DIFFERENCES):
                    break
        finally:
            worker.close()
        return self.tally

    def chunk(self, worker, number, size):
        """Compares one chunk of questions."""
        self.generator.restart(number, self.given.seed)
        questions = [self.generator.question() for _ in range(size)]
        lines = [line_of(self.decision_id, one.as_of, one.facts) for one in questions]
        asked = worker.ask(lines)
        ours = [own_answer(self.evaluator, self.decision_id, one.as_of, one.facts)
                for one in questions]
        for question, mine, theirs in zip(questions, ours, worker.answers(asked)):
            self.tally.count(mine)
            self.boundaries.count(self.tally, question, self.days_of(question.facts))
            if not agree(mine, theirs):
                self.tally.differing += 1
                kind = what_differs(mine, theirs)
                self.tally.differences.append((kind, question.as_of, question.facts))

    def days_of(self, facts):
        """The date facts that boundaries are counted for."""
        days = {}
        for fact_id in self.boundaries.of_fact:
            value = facts.get(fact_id)
            value = value["value"] if isinstance(value, dict) else value
            if value is not None and value != "declined":
                days[fact_id] = self.evaluator.reader.read(fact_id, value)[1]
        return days


def part(given, decision_id, first, step):
    """A process's part."""
    try:
        return Comparison(given, decision_id).run(first, step)
    except WorkerError as error:
        return str(error)


def compared(given, decision_id):
    """The whole tally of a decision, over all processes."""
    tally = Tally()
    with get_context("fork").Pool(given.jobs) as pool:
        parts = pool.starmap(part, [(given, decision_id, job, given.jobs)
                                    for job in range(given.jobs)])
    for one in parts:
        if isinstance(one, str):
            raise WorkerError(one)
        tally.add(one)
    return tally


def print_differences(given, decision_id, tally):
    """Prints the differences, one of each kind, reduced."""
    with get_context("fork").Pool(1) as pool:
        for line in pool.apply(reduced, (given, decision_id, tally)):
            print("difference: " + json.dumps(line, ensure_ascii=False))


def reduced(given, decision_id, tally):
    """The differences, one of each kind, reduced; in a process that may hold a fault."""
    if given.fault:
        planted.plant(given.fault)
    worker = Worker(given.worker, given.packs)
    reducer = Reducer(own.load(given.packs), worker)
    least_ones = []
    printed = set()
    for _, as_of, facts in sorted(tally.differences, key=lambda one: len(one[2])):
        if len(printed) == PRINTED:
            break
        least = reducer.reduced(decision_id, as_of, facts)
        kind = (least["differing"], tuple(sorted(least["facts"])))
        if kind not in printed:
            printed.add(kind)
            least_ones.append(least)
    worker.close()
    return least_ones


def arguments():
    """What is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--decision", action="append", default=[])
    parser.add_argument("--all", action="store_true")
    parser.add_argument("--sets", type=int)
    parser.add_argument("--seed", default="1")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--worker", type=Path)
    parser.add_argument("--packs", type=Path, default=own.PACKS)
    parser.add_argument("--short", action="store_true")
    parser.add_argument("--forms", action="store_true",
                        help="on a pack that uses every form of expression")
    parser.add_argument("--no-forms", action="store_true", help="with --short: leave that out")
    parser.add_argument("--fault", type=int, default=0, metavar="N",
                        help=f"plant a fault here, 1 to {len(planted.FAULTS)}")
    parser.add_argument("--first", action="store_true",
                        help="stop at the first difference, and don't reduce it")
    given = parser.parse_args()
    given.sets = given.sets or (SHORT_SETS if given.short else 100_000)
    return parser, given


def all_compared(given, evaluator, decisions):
    """Compares decision by decision; the number of differences, and what was too little."""
    short, differing = [], 0
    for decision_id in decisions:
        began = time.monotonic()
        tally = compared(given, decision_id)
        boundaries = Boundaries(Interest(evaluator, decision_id))
        lacking = report(decision_id, tally, evaluator, boundaries)
        if tally.sets >= JUDGED_FROM and not given.fault:
            short += lacking
        print(f"  {tally.sets / (time.monotonic() - began):.0f} sets a second", flush=True)
        differing += tally.differing
        if tally.differing:
            if given.first:
                break
            print_differences(given, decision_id, tally)
    return differing, short


def main():
    """Compares; 0 if nothing differs and enough was covered."""
    parser, given = arguments()
    try:
        given.worker = given.worker or found()
        evaluator = own.load(given.packs)
        decisions = list(evaluator.decisions) if given.all or given.short else given.decision
        if not decisions and not given.forms:
            parser.error("--all, --decision or --forms is needed")
        differing, short = all_compared(given, evaluator, decisions)
        with_forms = given.forms or (given.short and not given.no_forms)
        if with_forms and not (differing and given.first):
            with tempfile.TemporaryDirectory() as folder:
                given.packs = forms.write(folder)
                evaluator = own.load(given.packs)
                differing += all_compared(given, evaluator, list(evaluator.decisions))[0]
    except (WorkerError, InputError) as error:
        print(f"compare: {error}", file=sys.stderr)
        return 2
    for line in short:
        print(f"too little: {line}")
    print(f"{differing} differences")
    return 1 if differing or short else 0


if __name__ == "__main__":
    sys.exit(main())
