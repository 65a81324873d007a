//! The parts of the tests, in the order in which they run: cheap ones first.

use std::process::Stdio;

use crate::process::{self, cargo, program, show, show_and_keep_last_line, target_folder};
use crate::report::Outcome;
use crate::tools::{self, Tool};
use crate::{app, architecture, bindings, contract, size, swift};

/// One part, runnable alone.
pub struct Part {
    /// What it is called.
    pub name: &'static str,
    /// What it checks, for the list.
    pub about: &'static str,
    /// What it cannot run without.
    pub needs: &'static [Tool],
    /// Runs it.
    pub run: fn() -> Outcome,
}

/// All parts.
pub const PARTS: &[Part] = &[
    Part {
        name: "format",
        about: "the code is formatted",
        needs: &[Tool::Rustfmt],
        run: format,
    },
    Part {
        name: "architecture",
        about: "crates use only what lies below them",
        needs: &[],
        run: || of(architecture::check()),
    },
    Part {
        name: "licences",
        about: "licences, versions and sources of dependencies",
        needs: &[Tool::CargoDeny],
        run: licences,
    },
    Part {
        name: "lint",
        about: "clippy and documentation, no warnings",
        needs: &[Tool::Clippy],
        run: lint,
    },
    Part {
        name: "texts",
        about: "no translation stayed behind when its English changed",
        needs: &[],
        run: || of(run_texts(&[])),
    },
    Part {
        name: "rust",
        about: "the tests of every crate",
        needs: &[],
        run: rust,
    },
    Part {
        name: "mutations",
        about: "the packs' own tests notice every changed number and date",
        needs: &[],
        run: mutations,
    },
    Part {
        name: "rows",
        about: "the acceptance rows, through the dodam command",
        needs: &[],
        run: rows,
    },
    Part {
        name: "faults",
        about: "kills, power cuts and full disks at some writes of dodam; Linux only",
        needs: &[],
        run: faults,
    },
    Part {
        name: "evaluator",
        about: "a second evaluator answers as the rules do",
        needs: &[Tool::Python],
        run: evaluator,
    },
    Part {
        name: "tour",
        about: "the tour from end to end, without a terminal",
        needs: &[],
        run: tour,
    },
    Part {
        name: "kotlin",
        about: "the Kotlin side, over the built library",
        needs: &[Tool::Jdk, Tool::Maven],
        run: || of(bindings::test_kotlin()),
    },
    Part {
        name: "swift",
        about: "the Swift side, over the built library",
        needs: &[Tool::Swift],
        run: || of(swift::test()),
    },
    Part {
        name: "contract",
        about: "Rust passes the cases of bindings/contract, and as many as Kotlin and Swift",
        needs: &[],
        run: || of(contract::test_rust().and_then(|()| contract::compare())),
    },
    Part {
        name: "app",
        about: "the app: its style, clicked through over the real core, and pictures of its screens",
        needs: &[Tool::Jdk, Tool::Maven, Tool::Fonts],
        run: || of(app::test()),
    },
    Part {
        name: "size",
        about: "the library for phones has not grown unnoticed",
        needs: &[Tool::Strip],
        run: || {
            if size::runs_here() {
                of(size::check())
            } else {
                Outcome::NotRun(size::WHERE.into())
            }
        },
    },
];

/// One line for each part.
pub fn described() -> String {
    PARTS
        .iter()
        .map(|part| format!("  {:<14}{}\n", part.name, part.about))
        .collect()
}

fn of(result: Result<(), String>) -> Outcome {
    match result {
        Ok(()) => Outcome::Passed,
        Err(sentence) => Outcome::Failed(sentence),
    }
}

fn format() -> Outcome {
    of(show(&mut cargo(&["fmt", "--all", "--", "--check", "-l"])))
}

fn licences() -> Outcome {
    match tools::cargo_deny() {
        Some(cargo_deny) => of(show(&mut program(
            cargo_deny,
            &["check", "licenses", "bans", "sources"],
        ))),
        None => Outcome::NotRun(Tool::CargoDeny.advice().into()),
    }
}

/// With the tests everything is linted while it is built. Without them it is only checked, but for
/// the generator of the bindings: what it stands on takes minutes to check and as long again to
/// build.
fn lint() -> Outcome {
    if process::linted_while_built() {
        return of(show(&mut cargo(&[
            "test",
            "--workspace",
            "--all-targets",
            "--no-run",
        ])));
    }
    let mut rest = cargo(&["clippy", "--workspace", "--all-targets"]);
    rest.args(["--exclude", "dodam-bindings-generator"]);
    let mut generator = cargo(&["build", "--workspace", "--bin", "bindings-generator"]);
    process::lint_what_it_builds(&mut generator);
    of(show(rest.args(["--", "-D", "warnings"])).and_then(|()| show(&mut generator)))
}

/// Holds texts against what was accepted, or accepts them.
pub fn run_texts(words: &[&str]) -> Result<(), String> {
    build(&["texts"])?;
    show(&mut program(built("texts"), words))
}

fn rust() -> Outcome {
    of(show(&mut cargo(&["test", "--workspace"])))
}

fn mutations() -> Outcome {
    if let Err(sentence) = build(&["mutate-packs"]) {
        return Outcome::Failed(sentence);
    }
    of(show(&mut program(built("mutate-packs"), &[])))
}

fn rows() -> Outcome {
    if let Err(sentence) = build(&["dodam", "rows"]) {
        return Outcome::Failed(sentence);
    }
    let mut rows = program(built("rows"), &[]);
    count(rows.env("DODAM_BIN", built("dodam")))
}

/// The short form; `tests/faults/README.md` has the long one.
fn faults() -> Outcome {
    if !cfg!(target_os = "linux") {
        let why = "only Linux loads the library that counts a program's writes";
        return Outcome::NotRun(why.into());
    }
    let library = show(&mut cargo(&["build", "--workspace", "--lib"]));
    if let Err(sentence) = build(&["dodam", "faults"]).and(library) {
        return Outcome::Failed(sentence);
    }
    let mut faults = program(built("faults"), &["--points", "2", "--subsets", "2"]);
    count(faults.env("DODAM_BIN", built("dodam")))
}

/// Runs a program that closes with how many of its checks passed.
fn count(checks: &mut std::process::Command) -> Outcome {
    let (ended, last) = show_and_keep_last_line(checks);
    match (counted(&last), ended) {
        (Some((0, 0)) | None, Ok(())) => Outcome::Failed("nothing was run".into()),
        (Some((passed, 0)), Ok(())) => Outcome::Counted { passed, failed: 0 },
        (Some((passed, failed @ 1..)), _) => Outcome::Counted { passed, failed },
        (_, Err(sentence)) => Outcome::Failed(sentence),
    }
}

/// The second evaluator: the packs' own tests, the vectors, and some thousands of random
/// fact sets for each decision.
fn evaluator() -> Outcome {
    if let Err(sentence) = build(&["answers"]) {
        return Outcome::Failed(sentence);
    }
    let answers = built("answers").to_string_lossy().into_owned();
    let runs: [&[&str]; 3] = [
        &["tests/evaluator/evaluator.py"],
        &[
            "tests/evaluator/vectors.py",
            "--check",
            "--worker",
            &answers,
        ],
        &[
            "tests/evaluator/compare.py",
            "--short",
            "--jobs",
            "2",
            "--worker",
            &answers,
        ],
    ];
    for arguments in runs {
        if let Err(sentence) = show(&mut program("python3", arguments)) {
            return Outcome::Failed(sentence);
        }
    }
    Outcome::Passed
}

/// Runs the tour twice as a script would: no terminal, once as JSON and once in the
/// plainest of languages.
fn tour() -> Outcome {
    if let Err(sentence) = build(&["dodam", "rows"]) {
        return Outcome::Failed(sentence);
    }
    let mut as_json = program(built("dodam"), &["tour", "--json"]);
    let written = match process::read(as_json.stdin(Stdio::null())) {
        Ok(written) => written,
        Err(sentence) => return Outcome::Failed(sentence),
    };
    let mut values = serde_json::Deserializer::from_str(&written).into_iter::<serde_json::Value>();
    if written.trim().is_empty() || values.any(|value| value.is_err()) {
        return Outcome::Failed("`dodam tour --json` wrote something that is not JSON".into());
    }
    let mut plain = program(built("dodam"), &["tour"]);
    plain
        .env("LANG", "C")
        .env("LC_ALL", "C")
        .stdin(Stdio::null());
    let (ended, last) = show_and_keep_last_line(&mut plain);
    if ended.is_ok() && last.is_empty() {
        return Outcome::Failed("`dodam tour` wrote nothing".into());
    }
    of(ended)
}

/// Builds programs with the features of the whole workspace, as the tests did, so that
/// nothing is compiled a second time.
pub fn build(programs: &[&str]) -> Result<(), String> {
    let mut arguments = vec!["build", "--workspace"];
    for program in programs {
        arguments.extend(["--bin", *program]);
    }
    show(&mut cargo(&arguments))
}

fn built(name: &str) -> std::path::PathBuf {
    target_folder().join("debug").join(name)
}

/// Reads `14 passed, 0 failed`.
fn counted(line: &str) -> Option<(usize, usize)> {
    let (passed, failed) = line.trim().split_once(" passed, ")?;
    Some((
        passed.parse().ok()?,
        failed.strip_suffix(" failed")?.parse().ok()?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_plain_closing_line_is_a_count() {
        assert_eq!(counted("14 passed, 2 failed"), Some((14, 2)));
        assert_eq!(counted("14 passed"), None);
        assert_eq!(counted("rows: 14 passed, 2 failed"), None);
        assert_eq!(counted(""), None);
    }

    #[test]
    fn names_of_parts_are_unique() {
        for (place, part) in PARTS.iter().enumerate() {
            assert!(
                PARTS[..place].iter().all(|other| other.name != part.name),
                "{}",
                part.name
            );
        }
    }
}
