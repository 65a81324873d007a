//! Holds the repository's texts against what was accepted: `texts [--accept]`; prints what a
//! further language lacks: `texts --language TAG [--all]`; or writes the app's as Kotlin:
//! `texts --kotlin DIR`, and for pictures mirrored: `texts --mirrored DIR`.
//!
//! Exits 0 if all are as they were accepted, or are now, and for a list; 1 if not, 2 if the
//! command was wrong.
use std::path::Path;
use std::process::ExitCode;

use dodam_rules::Language;
use dodam_texts::{
    ADVICE, Scope, accept, check, lacking, repository, stale, write_kotlin, write_mirrored,
};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let repository = repository();
    match arguments[..] {
        [] => match check(&repository) {
            Ok(count) => {
                println!("{count} texts are as they were accepted");
                tell_stale(&repository)
            }
            Err(told) => {
                println!("{told}\n{} to look at; {ADVICE}", told.lines().count());
                ExitCode::FAILURE
            }
        },
        ["--accept"] => match accept(&repository) {
            Ok(told) => {
                told.iter().for_each(|line| println!("{line}"));
                println!("accepted; {} were not as before", told.len());
                tell_stale(&repository)
            }
            Err(sentence) => {
                eprintln!("{sentence}");
                ExitCode::FAILURE
            }
        },
        ["--kotlin", folder] => wrote(write_kotlin(&repository, folder.as_ref())),
        ["--mirrored", folder] => wrote(write_mirrored(&repository, folder.as_ref())),
        ["--language", tag] => list(tag, Scope::Entrance),
        ["--language", tag, "--all"] => list(tag, Scope::All),
        _ => {
            eprintln!("texts [--accept | --language TAG [--all] | --kotlin DIR | --mirrored DIR]");
            ExitCode::from(2)
        }
    }
}

/// Says what waits for somebody who speaks a further language.
fn tell_stale(repository: &Path) -> ExitCode {
    match stale(repository) {
        Ok(told) => {
            told.iter().for_each(|line| println!("{line}"));
            ExitCode::SUCCESS
        }
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn wrote(done: Result<(), String>) -> ExitCode {
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

/// Prints what a language lacks.
fn list(tag: &str, scope: Scope) -> ExitCode {
    let known = Language::from_tag(tag).filter(|language| !language.is_complete());
    let Some(language) = known else {
        let tags = Language::FURTHER.map(Language::tag).join(", ");
        eprintln!("{tag} is no further language; there are {tags}");
        return ExitCode::from(2);
    };
    match lacking(&repository(), language, scope) {
        Ok(found) => {
            let (name, all) = (language.named(), found.texts);
            print!("{}", found.to_fill_in);
            println!("# {name}: {} of {all} texts to translate", found.lacking);
            ExitCode::SUCCESS
        }
        Err(told) => {
            eprintln!("{told}");
            ExitCode::FAILURE
        }
    }
}
