//! `contract-generator rust|kotlin|swift LIBRARY FILE` writes a dispatcher;
//! `contract-generator calls LIBRARY` lists the calls there are.

use std::path::Path;
use std::process::ExitCode;

use dodam_contract_generator::{Interface, Language, dispatcher};

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}

fn run(words: &[&str]) -> Result<(), String> {
    match words {
        ["calls", library] => {
            let interface = Interface::read(Path::new(library))?;
            interface
                .calls
                .iter()
                .for_each(|call| println!("{}", call.name));
            Ok(())
        }
        [language, library, file] => {
            let language = Language::from_word(language)
                .ok_or_else(|| format!("no dispatcher is written in {language}"))?;
            let interface = Interface::read(Path::new(library))?;
            write(Path::new(file), &dispatcher(language, &interface))
        }
        _ => Err("contract-generator rust|kotlin|swift LIBRARY FILE | calls LIBRARY".into()),
    }
}

/// Leaves a file that is as it should be, so that nothing is compiled again.
fn write(file: &Path, text: &str) -> Result<(), String> {
    if std::fs::read(file).is_ok_and(|there| there == text.as_bytes()) {
        return Ok(());
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    std::fs::create_dir_all(folder)
        .and_then(|()| std::fs::write(file, text))
        .map_err(|error| format!("{}: {error}", file.display()))
}
