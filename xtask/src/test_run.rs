//! `cargo xtask test`: chooses parts, asks before it installs, runs, reports.

use std::fs::File;
use std::io::{self, IsTerminal, Write};
use std::panic::resume_unwind;
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::time::Instant;

use crate::End;
use crate::parts::{self, PARTS, Part};
use crate::process;
use crate::report::{Line, Outcome, all_passed, closing};
use crate::tools::{self, Tool};

/// Runs the named parts, or all.
pub fn run(words: &[&str]) -> End {
    let chosen = match choose(words) {
        Ok(chosen) => chosen,
        Err(sentence) => return End::WrongUsage(sentence),
    };
    let installed = provide(&missing_tools(&chosen), words.contains(&"--install"));
    let both = ["lint", "rust"].map(|name| chosen.iter().any(|part| part.name == name));
    if both == [true; 2] && Tool::Clippy.is_here() {
        process::lint_while_building();
    }
    let lines = run_all(&chosen, &installed);
    println!("{}", closing(&lines));
    if all_passed(&lines) {
        End::Done
    } else {
        End::Failed(String::new())
    }
}

fn choose(words: &[&str]) -> Result<Vec<&'static Part>, String> {
    let names: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| *word != "--install")
        .collect();
    for name in &names {
        if !PARTS.iter().any(|part| part.name == *name) {
            return Err(format!(
                "There is no part called {name}. The parts are:\n{}",
                parts::described()
            ));
        }
    }
    let wanted = |part: &&Part| names.is_empty() || names.contains(&part.name);
    Ok(PARTS.iter().filter(wanted).collect())
}

fn missing_tools(chosen: &[&Part]) -> Vec<Tool> {
    let mut missing: Vec<Tool> = Vec::new();
    for tool in chosen.iter().flat_map(|part| part.needs) {
        if !missing.contains(tool) && !tool.is_here() {
            missing.push(*tool);
        }
    }
    missing
}

/// Installs what is missing if the person agrees; a failure is shown and shows again as
/// a part that was not run.
fn provide(missing: &[Tool], agreed: bool) -> Result<(), String> {
    let (installable, manual): (Vec<Tool>, Vec<Tool>) = missing
        .iter()
        .partition(|tool| tool.installation().is_some());
    for tool in manual {
        eprintln!("Missing: {}. {}", tool.name(), tool.advice());
    }
    if installable.is_empty() {
        return Ok(());
    }
    let names: Vec<String> = installable.iter().map(|tool| tool.name()).collect();
    println!("Missing, and would be installed: {}.", names.join(", "));
    if !agreed && !asked_and_agreed() {
        return Err("not installed without your consent; --install gives it".into());
    }
    for tool in installable {
        if let Err(sentence) = tools::install(tool) {
            eprintln!("{sentence}");
        }
    }
    Ok(())
}

fn asked_and_agreed() -> bool {
    if !io::stdin().is_terminal() {
        return false;
    }
    print!("Install now? [y/N] ");
    let mut answer = String::new();
    let read = io::stdout()
        .flush()
        .and_then(|()| io::stdin().read_line(&mut answer));
    read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
}

/// The part that runs beside the others from their beginning: it compiles for minutes in a folder
/// of its own, much of the time on one processor, as others do at other times.
const BESIDE: &str = "size";

fn run_all(chosen: &[&'static Part], installed: &Result<(), String>) -> Vec<Line> {
    let mut beside = chosen
        .iter()
        .find(|part| part.name == BESIDE && chosen.len() > 1)
        .map(|part| std::thread::spawn(|| run_beside(part.name)));
    let run = |part: &&'static Part| match beside.take_if(|_| part.name == BESIDE) {
        Some(thread) => {
            let (line, said) = thread.join().unwrap_or_else(|it| resume_unwind(it));
            print!("{said}");
            line
        }
        None => run_part(part, installed),
    };
    chosen.iter().map(run).collect()
}

/// Runs a part in a process of its own, so that the lints of the others don't reach it, and gives
/// what it wrote.
fn run_beside(part: &'static str) -> (Line, String) {
    let start = Instant::now();
    let output = process::target_folder().join(format!("{part}.txt"));
    let ended = run_into(&output, part);
    let took = start.elapsed();
    let said = std::fs::read_to_string(&output).unwrap_or_default();
    let outcome = match ended {
        Ok(status) if status.success() => Outcome::Passed,
        Ok(_) => why_not(part, &said),
        Err(error) => Outcome::Failed(error.to_string()),
    };
    let line = Line {
        part,
        outcome,
        took,
    };
    (line, said)
}

fn run_into(output: &Path, part: &str) -> io::Result<ExitStatus> {
    std::fs::create_dir_all(process::target_folder())?;
    let file = File::create(output)?;
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["test", part]).current_dir(process::root());
    command.stdin(Stdio::null()).stderr(file.try_clone()?);
    command.stdout(file).status()
}

/// Reads what a run of one part wrote that didn't end well.
fn why_not(part: &str, said: &str) -> Outcome {
    let sentence = |how: &str| {
        let begin = format!("{how}: {part}: ");
        said.lines()
            .find_map(|line| line.strip_prefix(&begin))
            .map(str::to_owned)
    };
    match sentence("not run") {
        Some(sentence) => Outcome::NotRun(sentence),
        None => Outcome::Failed(sentence("failed").unwrap_or_else(|| "it was stopped".into())),
    }
}

fn run_part(part: &'static Part, installed: &Result<(), String>) -> Line {
    println!("\n== {}: {}", part.name, part.about);
    let start = Instant::now();
    let outcome = match part.needs.iter().find(|tool| !tool.is_here()) {
        Some(tool) => {
            let why = installed
                .as_ref()
                .err()
                .map_or(tool.advice(), String::as_str);
            Outcome::NotRun(format!("{} is missing ({why})", tool.name()))
        }
        None => (part.run)(),
    };
    Line {
        part: part.name,
        outcome,
        took: start.elapsed(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    fn names(words: &[&str]) -> Result<Vec<&'static str>, String> {
        choose(words).map(|parts| parts.iter().map(|part| part.name).collect())
    }

    #[test]
    fn what_a_part_wrote_tells_why_it_did_not_pass() {
        let ended = |outcome: Outcome| {
            let line = Line {
                part: "size",
                outcome,
                took: Duration::ZERO,
            };
            why_not("size", &closing(&[line]))
        };
        for outcome in [
            Outcome::Failed("it grew".into()),
            Outcome::NotRun("strip is missing".into()),
        ] {
            assert_eq!(ended(outcome.clone()), outcome);
        }
        assert_eq!(
            why_not("size", "\n== size: about\n"),
            Outcome::Failed("it was stopped".into())
        );
    }

    #[test]
    fn no_name_means_every_part() {
        assert_eq!(
            names(&["--install"]).map(|parts| parts.len()),
            Ok(PARTS.len())
        );
    }

    #[test]
    fn named_parts_run_in_their_usual_order() {
        assert_eq!(names(&["rust", "format"]), Ok(vec!["format", "rust"]));
    }

    #[test]
    fn an_unknown_part_is_named_and_the_known_ones_listed() {
        let sentence = names(&["rusty"]).unwrap_err();
        assert!(
            sentence.contains("rusty") && sentence.contains("architecture"),
            "{sentence}"
        );
    }
}
