"""A small workspace that holds the rules and the worker, and builds in seconds.

The façade's other parts (vault, sync, server) take minutes and decide nothing here: a
stand-in gives `dodam_companion::rules` and nothing else.
"""

import json
import os
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEMBERS = ["core/rules", "core/companion", "tests"]

COMPANION = """[package]
name = "dodam-companion"
version.workspace = true
edition.workspace = true

[dependencies]
dodam-rules.workspace = true
"""

FACADE = """pub use dodam_rules as rules;

pub mod packs {
    use dodam_rules::{PackError, Packs};

    /// The light worker is always given a folder.
    pub fn embedded() -> Result<Packs, PackError> {
        Packs::load::<&str, &str>(&[])
    }
}
"""

TESTS = """[package]
name = "dodam-tests"
version.workspace = true
edition.workspace = true

[dependencies]
dodam-companion.workspace = true
serde.workspace = true
serde_json.workspace = true

[[bin]]
name = "answers"
path = "src/bin/answers.rs"
"""


class BuildError(Exception):
    """Cargo's complaint."""


def copy(target):
    """Writes the small workspace into a folder; what is there already is replaced."""
    target = Path(target)
    _mirror(ROOT / "core/rules", target / "core/rules")
    _write(target / "Cargo.toml", _workspace())
    _write(target / "Cargo.lock", (ROOT / "Cargo.lock").read_text())
    _write(target / "core/companion/Cargo.toml", COMPANION)
    _write(target / "core/companion/src/lib.rs", FACADE)
    _write(target / "tests/Cargo.toml", TESTS)
    _write(target / "tests/src/bin/answers.rs",
           (ROOT / "tests/src/bin/answers.rs").read_text())


def build(target, release=True):
    """Builds the worker there and gives its path."""
    target = Path(target)
    command = ["cargo", "build", "--quiet", "-p", "dodam-tests", "--bin", "answers"]
    environment = dict(os.environ, CARGO_TARGET_DIR=str(target / "target"))
    done = subprocess.run(command + (["--release"] if release else []), cwd=target,
                          env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(done.stderr)
    return target / "target" / ("release" if release else "debug") / "answers"


def _mirror(source, target):
    """Copies a folder; files that are the same keep their time, so that little is rebuilt."""
    wanted = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    if target.exists():
        for path in target.rglob("*"):
            if path.is_file() and path.relative_to(target) not in wanted:
                path.unlink()
    for name in wanted:
        _write(target / name, (source / name).read_bytes())


def _write(path, content):
    content = content.encode() if isinstance(content, str) else content
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.name == "Cargo.lock" and path.exists():
        return
    if not path.exists() or path.read_bytes() != content:
        path.write_bytes(content)


def _workspace():
    """The repository's workspace, reduced to the members that are built here."""
    whole = tomllib.loads((ROOT / "Cargo.toml").read_text())["workspace"]
    lines = ["[workspace]", 'resolver = "3"', f"members = {json.dumps(MEMBERS)}", ""]
    for part in ("package", "dependencies"):
        lines.append(f"[workspace.{part}]")
        for name, value in whole[part].items():
            lines.append(f"{name} = {_toml(value)}")
        lines.append("")
    lines += ["[workspace.lints.rust]", "", "[profile.release]", "debug = false",
              "codegen-units = 16", "incremental = true", "opt-level = 2", ""]
    return "\n".join(lines)


def _toml(value):
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml(one)}" for key, one in value.items()) + " }"
    return json.dumps(value)
