//! Answers questions from standard input, one JSON object a line: the other side of
//! `tests/evaluator/compare.py`.
//!
//! `{"decision", "as_of", "known_at"?, "facts"}` gives the answer without its texts, or
//! `{"error"}` where the facts can't be. `answers [FOLDER]` uses the packs of a folder
//! instead of those built in.
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use dodam_companion::rules::{Answer, Facts, Language, Packs, Request};
use serde::Deserialize;
use serde_json::{Value, json};

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("answers: {why}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<(), String> {
    let packs = match std::env::args().nth(1) {
        Some(folder) => load_folder(Path::new(&folder))?,
        None => dodam_companion::packs::embedded().map_err(|error| error.to_string())?,
    };
    serve(&packs).map_err(|error| error.to_string())
}

/// Answers line by line; what is written leaves as soon as no further line waits.
fn serve(packs: &Packs) -> std::io::Result<()> {
    let mut input = BufReader::with_capacity(1 << 16, std::io::stdin().lock());
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    let mut line = String::new();
    while input.read_line(&mut line)? > 0 {
        let said = answer(packs, &line).unwrap_or_else(|error| json!({ "error": error }));
        writeln!(out, "{said}")?;
        line.clear();
        if input.buffer().is_empty() {
            out.flush()?;
        }
    }
    out.flush()
}

/// One line of input.
#[derive(Deserialize)]
struct Asked {
    decision: String,
    as_of: String,
    known_at: Option<String>,
    facts: Value,
}

fn answer(packs: &Packs, line: &str) -> Result<Value, String> {
    let asked: Asked = serde_json::from_str(line).map_err(|error| error.to_string())?;
    let day = |text: &String| text.parse().map_err(|_| format!("{text} is no day"));
    let request = Request {
        as_of: day(&asked.as_of)?,
        known_at: asked.known_at.as_ref().map(day).transpose()?,
        decisions: vec![asked.decision],
        language: Language::En,
    };
    let mut facts = Facts::new();
    facts
        .set_json(packs, &asked.facts.to_string(), request.as_of)
        .map_err(|error| error.to_string())?;
    let report = packs
        .check(&request, &facts)
        .map_err(|error| error.to_string())?;
    match &report.answers[..] {
        [answer] => without_texts(answer),
        answers => Err(format!("{} answers instead of one", answers.len())),
    }
}

/// What both evaluators must agree on.
fn without_texts(answer: &Answer) -> Result<Value, String> {
    let mut criteria = Vec::new();
    for criterion in &answer.criteria {
        criteria.push(json!([criterion.id, criterion.state]));
    }
    let whole = json!({
        "verdict": answer.verdict, "from": answer.from, "until": answer.until,
        "becomes": answer.becomes, "criteria": criteria, "open": answer.open,
        "declined": answer.declined, "confirm": answer.confirm, "amounts": answer.amounts,
    });
    Ok(whole)
}

/// The packs of a folder, each file named by its path from there.
fn load_folder(root: &Path) -> Result<Packs, String> {
    let mut files = Vec::new();
    let unread = |path: &Path, error: std::io::Error| format!("{}: {error}", path.display());
    for folder in std::fs::read_dir(root).map_err(|error| unread(root, error))? {
        let folder = folder.map_err(|error| unread(root, error))?.path();
        let Ok(entries) = std::fs::read_dir(&folder) else {
            continue;
        };
        for entry in entries {
            let path = entry.map_err(|error| unread(&folder, error))?.path();
            let named = path.strip_prefix(root).unwrap_or(&path);
            if path
                .extension()
                .is_some_and(|extension| extension == "toml")
            {
                let text = std::fs::read_to_string(&path).map_err(|error| unread(&path, error))?;
                files.push((named.to_string_lossy().into_owned(), text));
            }
        }
    }
    files.sort();
    Packs::load(&files).map_err(|error| error.to_string())
}
