//! `cargo xtask test`: chooses parts, asks before it installs, runs, reports.

use std::io::{IsTerminal, Write};
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
    let linted = chosen.iter().any(|part| part.name == "lint");
    if linted && chosen.len() > 1 && Tool::Clippy.is_here() {
        process::lint_while_building();
    }
    let lines: Vec<Line> = chosen
        .into_iter()
        .map(|part| run_part(part, &installed))
        .collect();
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
    if !std::io::stdin().is_terminal() {
        return false;
    }
    print!("Install now? [y/N] ");
    let mut answer = String::new();
    let read = std::io::stdout()
        .flush()
        .and_then(|()| std::io::stdin().read_line(&mut answer));
    read.is_ok() && matches!(answer.trim(), "y" | "Y" | "yes")
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

    fn names(words: &[&str]) -> Result<Vec<&'static str>, String> {
        choose(words).map(|parts| parts.iter().map(|part| part.name).collect())
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
