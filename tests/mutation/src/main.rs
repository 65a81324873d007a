//! `mutate-packs`: changes packs in every small way and lists what their tests don't notice.

use dodam_mutation::document::Node;
use dodam_mutation::equivalents::Equivalents;
use dodam_mutation::files::{self, folder_of};
use dodam_mutation::mutant::Mutant;
use dodam_mutation::report::Report;
use dodam_mutation::sections::mutants;
use dodam_mutation::trial::fates;
use dodam_mutation::values::Values;
use std::path::PathBuf;
use std::process::ExitCode;
use std::thread;

const HELP: &str = "\
Usage: cargo xtask mutate-packs [PACK...] [--packs FOLDER] [--jobs N] [--list]

Changes each number, date, table entry and operator of the packs, one at a time, runs
the pack's own tests, and lists the changes that no test notices. PACK is a folder of
packs, such as kr.nhi, or facts for the vocabulary; without one all are tried.
--list shows the changes and tries none.

Ends with 1 if a change of a number or a date goes unnoticed, and with 2 when the
command itself was wrong.
";

const EQUIVALENTS: &str = include_str!("../equivalent_mutants.toml");

/// What was asked for.
struct Wanted {
    folder: PathBuf,
    packs: Vec<String>,
    threads: usize,
    only_list: bool,
}

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    if words.iter().any(|word| word == "--help") {
        print!("{HELP}");
        return ExitCode::SUCCESS;
    }
    match wanted(words).map(|wanted| run(&wanted)) {
        Ok(Ok(true)) => ExitCode::SUCCESS,
        Ok(Ok(false)) => ExitCode::from(1),
        Ok(Err(sentence)) => {
            eprintln!("{sentence}");
            ExitCode::from(1)
        }
        Err(sentence) => {
            eprintln!("{sentence}\n\n{HELP}");
            ExitCode::from(2)
        }
    }
}

fn wanted(words: Vec<String>) -> Result<Wanted, String> {
    let mut wanted = Wanted {
        folder: PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../packs"),
        packs: Vec::new(),
        threads: thread::available_parallelism().map_or(1, usize::from),
        only_list: false,
    };
    let mut words = words.into_iter();
    while let Some(word) = words.next() {
        match word.as_str() {
            "--list" => wanted.only_list = true,
            "--packs" => {
                let folder = words.next().ok_or("--packs needs a folder")?;
                wanted.folder = PathBuf::from(folder);
            }
            "--jobs" => {
                let number = words.next().and_then(|number| number.parse().ok());
                let number = number.filter(|number| *number > 0);
                wanted.threads = number.ok_or("--jobs needs a number, from 1")?;
            }
            other if other.starts_with('-') => return Err(format!("There is no {other}.")),
            _ => wanted.packs.push(word),
        }
    }
    Ok(wanted)
}

/// Whether all is well.
fn run(wanted: &Wanted) -> Result<bool, String> {
    let folder = &wanted.folder;
    let files = files::read(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let mutants = mutants_of(&files, &wanted.packs)?;
    if wanted.only_list {
        for mutant in &mutants {
            println!("{mutant} ({})", mutant.at);
        }
        println!("mutants {}", mutants.len());
        return Ok(true);
    }
    let known = Equivalents::read(EQUIVALENTS)?;
    let fates = fates(&files, &mutants, wanted.threads).map_err(|error| error.to_string())?;
    let report = Report::of(&mutants, &fates, &known);
    println!("{report}");
    Ok(report.is_good())
}

/// The mutants of the packs that were named, or of all.
fn mutants_of(files: &[(String, String)], packs: &[String]) -> Result<Vec<Mutant>, String> {
    let unknown = packs
        .iter()
        .find(|pack| !files.iter().any(|(path, _)| folder_of(path) == **pack));
    if let Some(unknown) = unknown {
        return Err(format!("There is no folder {unknown} among the packs."));
    }
    let trees = files.iter().map(|(_, text)| Node::of_file(text));
    let trees = trees.collect::<Result<Vec<_>, _>>()?;
    let values = Values::of(trees.iter());
    let mut all = Vec::new();
    for (path, text) in files {
        let named = packs.iter().any(|pack| pack == folder_of(path));
        if packs.is_empty() || named {
            all.extend(mutants(path, text, &values)?);
        }
    }
    Ok(all)
}
