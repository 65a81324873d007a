#!/usr/bin/env python3
"""What the app's screens cost over a vault of many papers, beside one of few, in one run.

    python3 benches/app/run.py [--papers 5000] [--few 10] [--runs 5] [--seed 1]

Builds the library for release, makes both vaults as `benches/vault` does, and draws the screens of each in turn, without
a display: the processor draws. Milliseconds: the median of the runs and the lowest. Needs cargo,
Maven and a JDK, and the fonts that `cargo xtask test app --install` fetches.
"""

import argparse
import os
import platform
import statistics
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
VAULT = ROOT / "benches/vault"
PEOPLE = 10
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))


def draw(folder):
    classes = ROOT / "android/desktop/target/classes"
    libraries = (ROOT / "android/desktop/target/class-path").read_text().strip()
    fonts = TARGET / "tools/fonts/fonts.conf"
    environment = {**os.environ, "CLASSPATH": f"{classes}{os.pathsep}{libraries}", "FONTCONFIG_FILE": str(fonts)}
    options = ["-Djava.awt.headless=true", "-Dskiko.renderApi=SOFTWARE", f"-Djna.library.path={TARGET / 'release'}"]
    command = ["java", *options, "dodam.desktop.measure.MeasureKt", str(folder)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout


def measured(vault):
    lines = [line.split(maxsplit=2)[1:] for line in draw(vault).splitlines() if line.startswith("measured ")]
    return {name: float(value) for value, name in lines}


def main():
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--papers", type=int, default=5000)
    options.add_argument("--few", type=int, default=10)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--runs", type=int, default=5)
    o = options.parse_args()
    maven = ["mvn", "--batch-mode", "--quiet", "-f", ROOT / "android/pom.xml", "process-classes"]
    subprocess.run(maven, check=True, stdout=subprocess.DEVNULL)
    build = ["cargo", "build", "--quiet", "--release", "--package", "dodam-ffi"]
    subprocess.run(build, cwd=ROOT, check=True)
    sealed = ["cargo", "build", "--quiet", "--release", "--manifest-path", VAULT / "Cargo.toml", "--package", "bench-sealed"]
    subprocess.run(sealed, check=True)
    maker = Path(os.environ.get("CARGO_TARGET_DIR", VAULT / "target")) / "release/bench-sealed"
    with tempfile.TemporaryDirectory() as folder:
        vaults = {count: Path(folder) / str(count) for count in (o.few, o.papers)}
        for count, vault in vaults.items():
            vault.mkdir()
            # Alone: the plain side would bring another SQLite.
            scale = [str(word) for word in (o.seed, PEOPLE, count, 0)]
            subprocess.run([maker, "make", vault / "vault", *scale], check=True, stdout=subprocess.DEVNULL)
        runs = {count: [] for count in vaults}
        for _ in range(o.runs):
            for count, vault in vaults.items():
                runs[count].append(measured(vault))
    print(f"{platform.machine()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {o.runs} runs, "
          f"{o.papers} papers beside {o.few}, seed {o.seed}")
    print(f"{'':60} {'median':>8} {'lowest':>8} {'few':>8} {'ratio':>6}")
    for name in runs[o.papers][0]:
        many = [run[name] for run in runs[o.papers]]
        few = [run[name] for run in runs[o.few]]
        median, plain = statistics.median(many), statistics.median(few)
        print(f"{name:60} {median:8.1f} {min(many):8.1f} {plain:8.1f} {median / plain:6.2f}")


if __name__ == "__main__":
    main()
