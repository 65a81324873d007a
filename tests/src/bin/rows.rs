//! Runs the acceptance rows: `rows [FOLDER] [NUMBER]... [--record FOLDER]`.
//!
//! Prints each row and case and closes with `N passed, N failed`. Exits 0 only if
//! something ran and nothing failed, 1 if not, 2 if a row can't be read or run.
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dodam_tests::compare::looked_at;
use dodam_tests::row::{Row, load_rows};
use dodam_tests::run::{Dodam, case_folder, rows_folder, run_rows};

fn main() -> ExitCode {
    match run() {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("rows: {why}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<bool, String> {
    let wanted = Wanted::from_arguments(std::env::args().skip(1))?;
    let mut rows = load_rows(&wanted.folder).map_err(|error| error.to_string())?;
    rows.retain(|row| wanted.numbers.is_empty() || wanted.numbers.contains(&row.row));
    let dodam = Dodam::find()?;
    if let Some(folder) = wanted.record {
        record(&dodam, &rows, &folder)?;
    }
    let tally = run_rows(&dodam, &rows, &mut |line| println!("{line}"));
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(tally.is_success())
}

/// What the arguments ask for.
struct Wanted {
    folder: PathBuf,
    numbers: Vec<u32>,
    record: Option<PathBuf>,
}

impl Wanted {
    fn from_arguments(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut wanted = Self {
            folder: rows_folder(),
            numbers: Vec::new(),
            record: None,
        };
        while let Some(argument) = arguments.next() {
            if argument == "--record" {
                let folder = arguments.next().ok_or("--record needs a folder")?;
                wanted.record = Some(folder.into());
            } else if let Ok(number) = argument.parse() {
                wanted.numbers.push(number);
            } else if Path::new(&argument).is_dir() {
                wanted.folder = argument.into();
            } else {
                return Err(format!("{argument} is neither a folder nor a row's number"));
            }
        }
        Ok(wanted)
    }
}

/// Writes the part of each answer that its step looks at, for the tests that need no build of the command.
fn record(dodam: &Dodam, rows: &[Row], folder: &Path) -> Result<(), String> {
    let unwritten = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    std::fs::create_dir_all(folder).map_err(|error| unwritten(folder, error))?;
    for row in rows {
        let mut answers = Vec::new();
        for case in &row.cases {
            let place = case_folder()?;
            for step in &case.steps {
                let answer = dodam.answer(step, row, place.path());
                let answer = answer.map_err(|why| format!("row {}: {why}", row.row))?;
                answers.push(looked_at(&step.expect, &answer));
            }
        }
        let path = folder.join(format!("row_{:02}.json", row.row));
        let text = serde_json::to_string(&answers).map_err(|error| error.to_string())?;
        std::fs::write(&path, text + "\n").map_err(|error| unwritten(&path, error))?;
    }
    Ok(())
}
