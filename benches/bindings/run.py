#!/usr/bin/env python3
"""What calls from Kotlin and Swift cost: a call, a page of people, a paper of 10 MB by its path.

    python3 benches/bindings/run.py [--people 1000] [--seed 1]

Makes a vault with so many people for each side, as `benches/vault` does, builds the library for
release, and runs the measures of both sides. Milliseconds: median, lowest, 95th of 100. Needs cargo,
Maven, a JDK, and Swift as `cargo xtask test swift` finds it or sets it up.
"""

import argparse
import os
import platform
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
LIBRARY = TARGET / "release"
SWIFT_PACKAGE = ROOT / "bindings/swift"
PIN = "a synthetic benchmark's PIN"


def measures(command, **settings):
    """Runs one side's measures; gives what it printed of them."""
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, **settings).stdout
    lines = [line.split()[1:] for line in said.splitlines() if line.startswith("measured ")]
    if not lines:
        raise SystemExit("nothing was measured:\n" + said)
    return lines


def kotlin(store, people):
    maven = ["mvn", "--batch-mode", "--quiet", "-f", ROOT / "bindings/kotlin/pom.xml"]
    maven += [f"-Dnative.folder={LIBRARY}", "-Dtest=MeasureTest", f"-Ddodam.measured={store}"]
    maven += [f"-Ddodam.measured.pin={PIN}", f"-Ddodam.measured.people={people}"]
    return measures([*maven, "clean", "test"])


def swift(store, people):
    command = ["swift"]
    if not shutil.which("swift"):
        # The one that was set up here sees the folders that are named.
        command = [ROOT / "xtask/swift-toolchain.sh", "run", TARGET / "tools/swift", ROOT, TARGET]
        command += ["--", SWIFT_PACKAGE, "swift"]
    command += ["test", "-c", "release", "-Xswiftc", "-enable-testing", "--disable-xctest"]
    command += ["--scratch-path", TARGET / "swift-release", "--filter", "MeasureTests"]
    environment = {"LIBRARY_PATH": LIBRARY, "LD_LIBRARY_PATH": LIBRARY, "DODAM_MEASURED": store,
                   "DODAM_MEASURED_PIN": PIN, "DODAM_MEASURED_PEOPLE": str(people)}
    return measures(command, cwd=SWIFT_PACKAGE, env=os.environ | environment)


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
    subprocess.run([*cargo, "--package", "dodam-ffi"], cwd=ROOT, check=True)
    subprocess.run(["cargo", "xtask", "bindings", "swift"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    program = Path(os.environ.get("CARGO_TARGET_DIR", vault / "target")) / "release/bench-sealed"
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, "
          f"{o.people} people, seed {o.seed}")
    scale = [str(o.seed), str(o.people), str(o.people), "0"]
    for side in (kotlin, swift):
        # Each side has a vault of its own: what one adds would make the other's slower.
        with tempfile.TemporaryDirectory(dir=TARGET) as folder:
            store = Path(folder) / "vault"
            subprocess.run([program, "make", store, *scale], check=True, stdout=subprocess.DEVNULL)
            print(f"{side.__name__:30} {'median':>9} {'lowest':>9} {'95th':>9}  ms")
            for name, *values in side(store, o.people):
                median, lowest, high = map(float, values)
                print(f"{name:30} {median:9.4f} {lowest:9.4f} {high:9.4f}", flush=True)


if __name__ == "__main__":
    main()
