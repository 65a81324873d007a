#!/usr/bin/env python3
"""Plants faults, one at a time, and sees whether the short comparison finds each.

`faults.py [--python] [--rust] [--worker PATH]`: those of this evaluator (planted.py), and
those of the engine (planted_rust.py). The engine's are planted in a copy, which is
built in a folder that is used again, so that only the rules are compiled anew.

The packs' own tests would refuse many faults when packs are loaded; here they are left
out, so that it is the comparison that must find them.
"""

import argparse
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import light
import planted
import planted_rust

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = Path(tempfile.gettempdir()) / "dodam-faults"

def packs_without_tests(target):
    """A copy of the packs without the files that hold only tests."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(ROOT / "packs", target, ignore=shutil.ignore_patterns("tests*.toml"))
    return target


def compared(worker, packs, more):
    """Runs the short comparison; its exit code and last line."""
    command = [sys.executable, str(HERE / "compare.py"), "--short", "--first",
               "--worker", str(worker), "--packs", str(packs), *more]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, (done.stdout + done.stderr).strip().splitlines()[-1]


def without_fault(worker, packs):
    """What to add so that nothing differs without a fault, or None."""
    for more in ([], ["--no-forms"]):
        code, last = compared(worker, packs, more)
        if code == 0:
            return more
        print(f"without any fault {' '.join(more)}: {last}", flush=True)
    return None


def python_faults(worker, packs, more):
    """Each fault of this evaluator: its name and whether it was found."""
    for number, fault in enumerate(planted.FAULTS, 1):
        code, last = compared(worker, packs, ["--fault", str(number), *more])
        yield f"python {number}: {fault.__name__.replace('_', ' ')}", code == 1, last


def rust_faults(_, packs, more):
    """Each fault of the engine: its name and whether it was found."""
    for name, file, old, new in planted_rust.FAULTS:
        light.copy(BUILD)
        path = BUILD / file
        text = path.read_text()
        if text.count(old) != 1:
            yield f"rust: {name}", False, f"{file} has the text {text.count(old)} times"
            continue
        path.write_text(text.replace(old, new))
        try:
            worker = light.build(BUILD)
        except light.BuildError as error:
            yield f"rust: {name}", False, str(error).splitlines()[0]
            continue
        code, last = compared(worker, packs, more)
        yield f"rust: {name}", code == 1, last


def main():
    """Runs the faults; 0 if all were found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--python", action="store_true")
    parser.add_argument("--rust", action="store_true")
    parser.add_argument("--worker", type=Path, help="built here, if left out")
    given = parser.parse_args()
    kinds = [run for run, wanted in ((python_faults, given.python), (rust_faults, given.rust))
             if wanted or given.python == given.rust]
    light.copy(BUILD)
    packs = packs_without_tests(BUILD / "packs")
    worker = given.worker or light.build(BUILD)
    more = without_fault(worker, packs)
    if more is None:
        return 2
    counts = {True: 0, False: 0}
    for kind in kinds:
        began = time.monotonic()
        for name, was_found, last in kind(worker, packs, more):
            counts[was_found] += 1
            took = time.monotonic() - began
            began = time.monotonic()
            print(f"{'found ' if was_found else 'MISSED'} {name} ({took:.0f} s): {last}", flush=True)
    print(f"{counts[True]} found, {counts[False]} missed")
    return 1 if counts[False] or not counts[True] else 0


if __name__ == "__main__":
    sys.exit(main())
