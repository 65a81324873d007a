#!/usr/bin/env python3
"""How long `dodam check` takes from its start to its answer, over an empty program, and
what fifty installed packs add. Medians of interleaved runs; prints both sides.

    python3 benches/start/run.py [--dodam target/release/dodam] [--runs 200]

Needs rustc for the empty program, nothing else.
"""

import argparse
import os
import platform
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKS = 50


def run(command, folder, store, **options):
    environment = dict(os.environ, LANG="C", HOME=str(folder), DODAM_PACK_STORE=str(store))
    return subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL, **options)


def empty_program(folder):
    source = folder / "empty.rs"
    source.write_text("fn main() {}\n")
    run(["rustc", "-O", "-o", folder / "empty", source], Path.home(), folder)
    return folder / "empty"


def fifty_packs(dodam, folder, store):
    """Fifty programmes, signed by one key and installed."""
    names = [f"local.p{number:02}" for number in range(1, PACKS + 1)]
    for name in names:
        run([dodam, "pack", "new", folder / name], folder, store)
    run([dodam, "pack", "key", "--out", folder / "k", "--name", "a benchmark's key"], folder, store)
    bundle = folder / "all.dodam-packs"
    folders = [folder / name for name in names]
    run([dodam, "pack", "sign", *folders, "--key", folder / "k", "--out", bundle], folder, store)
    run([dodam, "pack", "trust", folder / "k.pub"], folder, store)
    run([dodam, "pack", "install", bundle], folder, store)


def milliseconds(command, folder, store):
    start = time.perf_counter()
    run(command, folder, store)
    return (time.perf_counter() - start) * 1000


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dodam", type=Path, default=ROOT / "target/release/dodam")
    arguments.add_argument("--runs", type=int, default=200)
    options = arguments.parse_args()
    dodam = options.dodam.resolve()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        none, fifty = folder / "none", folder / "fifty"
        fifty_packs(dodam, folder, fifty)
        check = [dodam, "check", "--as-of", "2025-02-20", "--fact", "registered=true", "--json"]
        one = check + ["--decision", "kr.gb.pilot/support"]
        sides = {
            "empty program": ([empty_program(folder)], none),
            "dodam check, one decision": (one, none),
            "dodam check, every decision": (check, none),
            f"dodam check, one decision, {PACKS} packs more": (one, fifty),
        }
        times = {side: [] for side in sides}
        for _ in range(options.runs):
            for side, (command, store) in sides.items():
                times[side].append(milliseconds(command, folder, store))
    print(f"{platform.machine()}, {os.cpu_count()} cores, {options.runs} runs each, milliseconds")
    base = statistics.median(times["empty program"])
    for side, found in times.items():
        middle = statistics.median(found)
        tenth = statistics.quantiles(found, n=10)
        print(f"{side:45} {middle:6.2f}  over empty {middle - base:6.2f}  10 %..90 % {tenth[0]:.2f}..{tenth[-1]:.2f}")


if __name__ == "__main__":
    main()
