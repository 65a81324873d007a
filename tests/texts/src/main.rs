//! Holds the repository's texts against what was accepted: `texts [--accept]`; or writes the
//! app's as Kotlin: `texts --kotlin DIR`.
//!
//! Exits 0 if all are as they were accepted, or are now; 1 if not, 2 if the command was
//! wrong.
use std::process::ExitCode;

use dodam_texts::{ADVICE, accept, check, repository, write_kotlin};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let repository = repository();
    match arguments[..] {
        [] => match check(&repository) {
            Ok(count) => {
                println!("{count} texts are as they were accepted");
                ExitCode::SUCCESS
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
                ExitCode::SUCCESS
            }
            Err(sentence) => {
                eprintln!("{sentence}");
                ExitCode::FAILURE
            }
        },
        ["--kotlin", folder] => match write_kotlin(&repository, folder.as_ref()) {
            Ok(()) => ExitCode::SUCCESS,
            Err(sentence) => {
                eprintln!("{sentence}");
                ExitCode::FAILURE
            }
        },
        _ => {
            eprintln!("texts [--accept | --kotlin DIR]");
            ExitCode::from(2)
        }
    }
}
