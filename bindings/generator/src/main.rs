//! Writes from the built library what other languages need; `USAGE` lists it.

use std::path::Path;
use std::process::ExitCode;

use dodam_bindings_generator::{Interface, Language, dispatcher, write_sources};

const USAGE: &str = "\
bindings-generator sources kotlin|swift LIBRARY CONFIGURATION FOLDER
bindings-generator dispatcher rust|kotlin|swift LIBRARY FILE
bindings-generator calls LIBRARY";

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
        ["sources", language, library, configuration, folder] => write_sources(
            read_language(language)?,
            Path::new(library),
            Path::new(configuration),
            Path::new(folder),
        ),
        ["dispatcher", language, library, file] => {
            let language = read_language(language)?;
            let interface = Interface::read(Path::new(library))?;
            write(Path::new(file), &dispatcher(language, &interface))
        }
        ["calls", library] => {
            let interface = Interface::read(Path::new(library))?;
            interface
                .calls
                .iter()
                .for_each(|call| println!("{}", call.name));
            Ok(())
        }
        _ => Err(USAGE.into()),
    }
}

fn read_language(word: &str) -> Result<Language, String> {
    Language::from_word(word).ok_or_else(|| format!("nothing is written in {word}"))
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
