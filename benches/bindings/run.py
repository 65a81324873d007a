#!/usr/bin/env python3
"""What calls from Kotlin cost: a call, a page of people, a paper of 10 MB by its path.

    python3 benches/bindings/run.py [--people 1000] [--seed 1]

Makes a vault with so many people, as `benches/vault` does, builds the library for release, and
runs the measures of the Kotlin side over it. Milliseconds: median, lowest, 95th of 100. Needs
cargo, Maven and a JDK.
"""

import argparse
import os
import platform
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PIN = "a synthetic benchmark's PIN"


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--people", type=int, default=1000)
    options.add_argument("--seed", type=int, default=1)
    o = options.parse_args()
    cargo = ["cargo", "build", "--quiet", "--release"]
    vault = ROOT / "benches/vault"
    # Alone: the plain side would bring another SQLite.
    sealed = ["--manifest-path", vault / "Cargo.toml", "--package", "bench-sealed"]
    subprocess.run([*cargo, *sealed], check=True)
    subprocess.run([*cargo, "--package", "dodam-ffi", "--features", "bindgen"], cwd=ROOT, check=True)
    library = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "release"
    program = Path(os.environ.get("CARGO_TARGET_DIR", vault / "target")) / "release/bench-sealed"
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "vault"
        scale = [str(o.seed), str(o.people), str(o.people), "0"]
        subprocess.run([program, "make", store, *scale], check=True, stdout=subprocess.DEVNULL)
        maven = ["mvn", "--batch-mode", "--quiet", "-f", ROOT / "bindings/kotlin/pom.xml"]
        maven += [f"-Dnative.folder={library}", "-Dtest=MeasureTest", f"-Ddodam.measured={store}"]
        maven += [f"-Ddodam.measured.pin={PIN}", f"-Ddodam.measured.people={o.people}"]
        said = subprocess.run([*maven, "clean", "test"], check=True, stdout=subprocess.PIPE, text=True)
    lines = [line.split()[1:] for line in said.stdout.splitlines() if line.startswith("measured ")]
    if not lines:
        raise SystemExit("nothing was measured:\n" + said.stdout)
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
          f"{o.people} people, seed {o.seed}")
    print(f"{'':30} {'median':>9} {'lowest':>9} {'95th':>9}  ms")
    for name, *values in lines:
        median, lowest, high = map(float, values)
        print(f"{name:30} {median:9.4f} {lowest:9.4f} {high:9.4f}")


if __name__ == "__main__":
    main()
