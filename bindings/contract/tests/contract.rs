//! Rust passes every case.

use std::path::Path;
use std::process::ExitCode;

use dodam_contract::{Here, read_cases, run};

fn main() -> ExitCode {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases");
    let ran = read_cases(&folder).and_then(|cases| Ok(run(&cases, &mut Here::new()?)));
    match ran {
        Ok(summary) => {
            summary.failures.iter().for_each(|line| println!("{line}"));
            println!("{summary}");
            if summary.all_passed() {
                ExitCode::SUCCESS
            } else {
                ExitCode::FAILURE
            }
        }
        Err(sentence) => {
            println!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
