//! `contract FOLDER` runs the cases of a folder with whoever is at the other end of its
//! standard input and output; a language's tests start it. The last line it writes is
//! `{"end": "contract: N cases, M passed", "cases": N, "failures": [...]}`.

use std::path::Path;
use std::process::ExitCode;

use dodam_contract::{Piped, read_cases, run};
use serde_json::json;

fn main() -> ExitCode {
    let Some(folder) = std::env::args().nth(1) else {
        eprintln!("contract FOLDER");
        return ExitCode::from(2);
    };
    match converse(Path::new(&folder)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn converse(folder: &Path) -> Result<(), String> {
    let cases = read_cases(folder)?;
    let mut partner = Piped::new(std::io::stdin().lock(), std::io::stdout().lock());
    let summary = run(&cases, &mut partner);
    partner.say(&json!({
        "end": summary.to_string(),
        "cases": summary.cases,
        "failures": summary.failures,
    }))
}
