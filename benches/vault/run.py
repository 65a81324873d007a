#!/usr/bin/env python3
"""The vault beside plain SQLite on the same work, and the façade over the vault.

    python3 benches/vault/run.py [--people 5000] [--papers 50000] [--photos 1000] [--runs 7]
                                 [--copies 5] [--seed 1] [--folder FOLDER] [--no-build]

Two programs, because SQLCipher and SQLite have the same symbols. They take turns; each phase is
a process of its own, so that its highest memory is the phase's. A cold query is the first of its
process, after every file of the store was put out of the page cache (posix_fadvise). Prints both
sides, medians, spread and ratios. Needs cargo, and Linux.
"""

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SIDES = {"vault": "bench-sealed", "plain": "bench-plain"}
COLD = ["people", "papers_page", "papers_of_person", "paper", "search_frequent", "search_rare",
        "search_three_words", "search_one_letter", "search_filtered"]
# Open files of 200 MB fit in what a phone gives; a file of chance is never read by a query.
CACHED = ["vault.db", "vault.db-wal", "vault.db-shm", "keyslots", "attempts"]


class Bench:
    def __init__(self, options, folder, programs):
        self.options, self.folder, self.programs = options, folder, programs
        self.found = {side: {} for side in SIDES}

    def store(self, side):
        return self.folder / side

    def run(self, side, command, *more, keep=True):
        """Runs one phase and gathers what it prints."""
        o = self.options
        scale = [str(number) for number in (o.seed, o.people, o.papers, o.photos)]
        command_line = [self.programs[side], command, self.store(side), *scale, *map(str, more)]
        said = subprocess.run(command_line, check=True, stdout=subprocess.PIPE, text=True).stdout
        for line in said.splitlines() if keep else []:
            name, value = line.split(" ", 1)
            if name == "memory_kib":
                name = f"memory of {command}"
            self.found[side].setdefault(name, []).append(value)
        return said

    def evict(self, side):
        """Puts a store's files, without those of papers, out of the page cache."""
        for name in CACHED:
            path = self.store(side) / name
            if path.exists():
                file = os.open(path, os.O_RDONLY)
                os.fsync(file)
                os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
                os.close(file)

    def both(self, command, *more, times=1, cold=False, only=None):
        for _ in range(times):
            for side in SIDES:
                if only in (None, side):
                    if cold:
                        self.evict(side)
                    self.run(side, command, *more)

    def measure(self):
        o = self.options
        for side in SIDES:
            if not self.store(side).exists():
                self.run(side, "make")
        self.both("open", times=2)
        for side in SIDES:
            self.found[side].clear()
        self.both("open", times=o.runs)
        self.both("facade-open", times=o.runs, only="vault")
        self.both("unlock", times=o.runs)
        self.both("warm", 40, times=o.runs)
        self.both("facade", times=o.runs, only="vault")
        self.cold_queries()
        self.copies()
        for side in SIDES:
            self.found[side]["size_mb"] = [size_mb(self.store(side))]
            database = (self.store(side) / "vault.db").stat().st_size / 1e6
            self.found[side]["size_mb of database"] = [database]
        self.both("import", 20, times=o.runs)
        self.both("facade-import", times=o.runs, only="vault")

    def cold_queries(self):
        """One query a process; each turn types something else, the same on both sides."""
        for turn in range(self.options.runs):
            for side in SIDES:
                self.evict(side)
                self.keep(side, self.run(side, "open", keep=False))
            for name in COLD:
                for side in SIDES:
                    self.evict(side)
                    self.keep(side, self.run(side, "cold", name, turn, keep=False))

    def keep(self, side, said):
        for line in said.splitlines():
            name, value = line.split(" ", 1)
            if name != "memory_kib":
                self.found[side].setdefault(f"cold {name}", []).append(value)

    def copies(self):
        for _ in range(self.options.copies):
            for side in SIDES:
                backup, restored = self.folder / f"{side}.backup", self.folder / f"{side}-restored"
                self.run(side, "backup", backup)
                self.found[side]["size_mb of backup"] = [backup.stat().st_size / 1e6]
                self.run(side, "restore", backup, restored)
                backup.unlink()
                shutil.rmtree(restored)

    def report(self):
        names = list(dict.fromkeys([*self.found["vault"], *self.found["plain"]]))
        print(f"{'':34} {'vault':>10} {'lowest..highest':>20} {'plain':>10} {'lowest..highest':>20}  ratio")
        for name in names:
            if name.startswith("side_"):
                continue
            cells, middles = [], []
            for side in SIDES:
                values = [float(value) for value in self.found[side].get(name, [])]
                if not values:
                    cells.append(f"{'':10} {'':20}")
                    continue
                middles.append(statistics.median(values))
                spread = f"{min(values):.2f}..{max(values):.2f}"
                cells.append(f"{middles[-1]:10.2f} {spread:>20}")
            both = len(middles) == 2 and middles[1] > 0 and not name.endswith(".rows")
            ratio = f"{middles[0] / middles[1]:6.2f}" if both else ""
            print(f"{name:34} {cells[0]} {cells[1]} {ratio}")


def size_mb(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def build(side):
    # One at a time: together, cargo would give both the features of both.
    command = ["cargo", "build", "--release", "--quiet", "-p", SIDES[side]]
    subprocess.run(command, cwd=HERE, check=True)


def programs():
    folder = Path(os.environ.get("CARGO_TARGET_DIR", HERE / "target"))
    return {side: folder / "release" / name for side, name in SIDES.items()}


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    for name, standard in (("people", 5000), ("papers", 50000), ("photos", 1000), ("runs", 7),
                           ("copies", 5), ("seed", 1)):
        arguments.add_argument(f"--{name}", type=int, default=standard)
    arguments.add_argument("--folder", type=Path, help="kept; one that holds stores is used again")
    arguments.add_argument("--no-build", action="store_true")
    options = arguments.parse_args()
    if not options.no_build:
        for side in SIDES:
            build(side)
    with tempfile.TemporaryDirectory() as name:
        folder = (options.folder or Path(name)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        bench = Bench(options, folder, programs())
        before = os.getloadavg()
        bench.measure()
        versions = {side: bench.run(side, "version", keep=False).split()[1] for side in SIDES}
        for side in SIDES:
            for path in (bench.store(side) / "version", bench.store(side) / "version.words"):
                shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    rustc = subprocess.run(["rustc", "--version"], stdout=subprocess.PIPE, text=True).stdout.strip()
    print(f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, {rustc}")
    print(f"SQLite {versions['vault']} in SQLCipher, {versions['plain']} plain; seed {options.seed}; "
          f"{options.people} people, {options.papers} papers, {options.photos} photos")
    print(f"load {before[0]:.1f} before, {os.getloadavg()[0]:.1f} after; "
          f"{options.runs} runs of each phase, {options.copies} backups and restores; "
          "milliseconds, memory in KiB")
    bench.report()


if __name__ == "__main__":
    main()
