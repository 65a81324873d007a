#!/usr/bin/env python3
"""Whose bytes the library for phones has: its sections, and its code by crate.

    python3 benches/bindings/bytes.py [LIBRARY]

LIBRARY is one that has its symbols yet; otherwise that of `cargo xtask size`, which builds it.
A function of a generic type counts for the first crate in its name that isn't Rust's own, so what
is counted for Rust's own is an upper bound. Needs nm and size.
"""

import collections
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RUST = {"core", "alloc", "std"}
NOISE = {"dyn", "mut", "const", "as", "impl", "for"}
SHOWN = 40


def crate(name):
    """The crate a demangled name belongs to, or the first part of a C function's name."""
    parts = [part for part in re.findall(r"(?<![\w:])([a-z_0-9]+)(?:::|\[)", name) if part not in NOISE]
    if not parts:
        return "C " + re.split(r"[_\d]", name)[0]
    return next((part for part in parts if part not in RUST), "Rust's own")


def main():
    library = sys.argv[1] if len(sys.argv) > 1 else ROOT / "target/phone/libdodam_ffi.so"
    sections = subprocess.run(["size", "-A", library], check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in sections.splitlines():
        columns = line.split()
        if len(columns) == 3 and columns[1].isdigit() and int(columns[1]) > 20_000 and ".debug" not in columns[0]:
            print(f"{int(columns[1]):>12,} {columns[0]}")
    named = subprocess.run(["nm", "-SC", "--defined-only", library], check=True, stdout=subprocess.PIPE, text=True)
    sizes, seen = collections.Counter(), set()
    for line in named.stdout.splitlines():
        found = re.match(r"([0-9a-f]+) ([0-9a-f]+) [tTwW] (.*)", line)
        if found and found[1] not in seen:
            seen.add(found[1])
            sizes[crate(found[3])] += int(found[2], 16)
    print(f"{sum(sizes.values()):>12,} of code that has names, of it:")
    for name, size in sizes.most_common(SHOWN):
        print(f"{size:>12,} {name}")


if __name__ == "__main__":
    main()
