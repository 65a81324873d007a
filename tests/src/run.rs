//! Executes rows through the public commands.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command as Process, Stdio};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;

use serde_json::Value;

use crate::compare::difference;
use crate::flip::{flips, unnoticed};
use crate::row::{Case, Command, Row, Step};

/// What running rows came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Cases that did what their row says.
    pub passed: u32,
    /// Cases that didn't.
    pub failed: u32,
}

impl Tally {
    /// Whether something ran and nothing failed.
    pub fn is_success(self) -> bool {
        self.failed == 0 && self.passed > 0
    }
}

/// The PIN of vaults that rows make. Everybody in them is made up.
const PIN: &str = "482913";

/// The `dodam` command rows are run with.
#[derive(Debug)]
pub struct Dodam {
    path: PathBuf,
}

impl Dodam {
    /// Takes the command from `DODAM_BIN`, otherwise the one beside this executable.
    pub fn find() -> Result<Self, String> {
        let path = match std::env::var_os("DODAM_BIN") {
            Some(path) => PathBuf::from(path),
            None => std::env::current_exe()
                .map_err(|error| format!("this executable's folder can't be read: {error}"))?
                .with_file_name(format!("dodam{}", std::env::consts::EXE_SUFFIX)),
        };
        if path.is_file() {
            Ok(Self { path })
        } else {
            Err(format!(
                "{} isn't there: build it, or set DODAM_BIN",
                path.display()
            ))
        }
    }

    /// Runs one step in its case's folder and returns the JSON it printed, or what it
    /// said on standard error.
    ///
    /// The language is English unless the step's arguments say otherwise.
    pub fn answer(&self, step: &Step, row: &Row, folder: &Path) -> Result<Value, String> {
        let arguments = step.args.iter().map(|argument| {
            let of_tests = |name| Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
            argument
                .replace("{case}", &folder.to_string_lossy())
                .replace("{packs}", &of_tests("packs").to_string_lossy())
                .replace("{fixtures}", &of_tests("fixtures").to_string_lossy())
        });
        let arguments: Vec<String> = arguments.collect();
        let command = match step.command {
            Command::Check => "check",
            Command::Plan => "plan",
            Command::Premium => "premium",
            Command::Bill => "bill",
            Command::Copay => "copay",
            Command::Checkup => "checkup",
            Command::Arrears => "arrears",
            Command::Office => "office",
            Command::Lines => "lines",
            Command::Directory => "directory",
            Command::Coverage => "coverage",
            Command::Pack => "pack",
            Command::Receipt => "receipt",
            Command::Init => "init",
            Command::Fact => "fact",
            Command::Paper => "paper",
            Command::Medicine => "medicine",
            Command::Reminders => "reminders",
            Command::Present => "present",
            Command::EmergencyCard => "emergency-card",
            Command::Restore => "restore",
            Command::Pin => "pin",
            Command::Profile => "profile",
            Command::Words => "words",
            Command::CountFiles => return count_files(&arguments),
            Command::Tamper => return tamper(&arguments),
        };
        let facts = match step.command {
            Command::Coverage
            | Command::Pack
            | Command::Receipt
            | Command::Office
            | Command::Init
            | Command::Fact
            | Command::Paper
            | Command::Medicine
            | Command::Reminders
            | Command::Present
            | Command::EmergencyCard
            | Command::Restore
            | Command::Pin
            | Command::Profile
            | Command::Words
            | Command::CountFiles
            | Command::Lines
            | Command::Directory
            | Command::Tamper => Vec::new(),
            _ if step.household.is_some() => Vec::new(),
            _ => step.fact_arguments(&row.given),
        };
        let household = match &step.household {
            None => None,
            Some(household) => Some(write_household(household, folder)?),
        };
        let output = Process::new(&self.path)
            .arg(command)
            .args(&arguments)
            .args(facts.iter().flat_map(|fact| ["--fact", fact]))
            .args(household.iter().flat_map(|file| {
                let file = file.as_os_str();
                ["--household".as_ref(), "--facts".as_ref(), file]
            }))
            .arg("--json")
            .env_remove("DODAM_PACKS")
            .env("DODAM_PIN", PIN)
            .env("DODAM_PACK_STORE", folder.join("store"))
            .env("HOME", folder)
            .env("TMPDIR", folder)
            .env_remove("DODAM_DIR")
            .env_remove("XDG_DATA_HOME")
            .env_remove("XDG_CACHE_HOME")
            .env_remove("XDG_CONFIG_HOME")
            .env_remove("LC_ALL")
            .env_remove("LC_MESSAGES")
            .env("LANG", "C")
            .stdin(Stdio::null())
            .output()
            .map_err(|error| format!("{} can't be run: {error}", self.path.display()))?;
        let said = String::from_utf8_lossy(&output.stderr);
        if output.status.code() != Some(step.exit) {
            return Err(format!(
                "expected exit {}, found {}: {}",
                step.exit,
                output.status,
                said.trim()
            ));
        }
        if step.exit != 0 {
            return Ok(serde_json::json!({ "error": said.trim() }));
        }
        serde_json::from_slice(&output.stdout)
            .map_err(|error| format!("no JSON: {error}: {}", said.trim()))
    }
}

/// In how many files of a folder a text stands.
fn count_files(arguments: &[String]) -> Result<Value, String> {
    let [folder, text] = arguments else {
        return Err("count-files needs a folder and a text".into());
    };
    let mut found = 0_u32;
    let mut looked_at = 0_u32;
    let mut folders = vec![PathBuf::from(folder)];
    while let Some(folder) = folders.pop() {
        let unreadable = |error| format!("{}: {error}", folder.display());
        for entry in std::fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let bytes = std::fs::read(&path).map_err(unreadable)?;
            looked_at += 1;
            let mut parts = bytes.windows(text.len());
            found += u32::from(parts.any(|part| part == text.as_bytes()));
        }
    }
    Ok(serde_json::json!({ "found": found, "looked_at": looked_at }))
}

/// A household as JSON in the case's folder.
fn write_household(household: &toml::Table, folder: &Path) -> Result<PathBuf, String> {
    let file = folder.join("household.json");
    let json = household.iter();
    let json: serde_json::Map<String, Value> = json
        .map(|(key, value)| (key.clone(), crate::row::json(value)))
        .collect();
    let text = Value::Object(json).to_string();
    std::fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    Ok(file)
}

/// Changes a file, as somebody with a text editor would.
fn tamper(arguments: &[String]) -> Result<Value, String> {
    let [file, from, to] = arguments else {
        return Err("tamper needs a file, a text and what stands there instead".into());
    };
    let text = std::fs::read_to_string(file).map_err(|error| format!("{file}: {error}"))?;
    if !text.contains(from.as_str()) {
        return Err(format!("{file} has no {from:?}"));
    }
    std::fs::write(file, text.replacen(from.as_str(), to, 1))
        .map_err(|error| format!("{file}: {error}"))?;
    Ok(serde_json::json!({ "changed": true }))
}

/// A folder for a case, gone with it.
pub fn case_folder() -> Result<tempfile::TempDir, String> {
    tempfile::tempdir().map_err(|error| format!("no folder for the case: {error}"))
}

/// Runs rows, as many at a time as there are processors, telling `say` each with its cases, in
/// their order.
pub fn run_rows(dodam: &Dodam, rows: &[Row], say: &mut dyn FnMut(String)) -> Tally {
    let next = AtomicUsize::new(0);
    let (ended, ends) = mpsc::channel();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..workers {
            let (next, ended) = (&next, ended.clone());
            scope.spawn(move || {
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(row) = rows.get(place) else { break };
                    let sent = ended.send((place, run_row(dodam, row)));
                    sent.expect("the receiver outlives the workers");
                }
            });
        }
        drop(ended);
        let mut tally = Tally::default();
        let mut early = BTreeMap::new();
        let mut told = 0;
        for (place, end) in ends {
            early.insert(place, end);
            while let Some((lines, of_row)) = early.remove(&told) {
                tally.passed += of_row.passed;
                tally.failed += of_row.failed;
                lines.into_iter().for_each(&mut *say);
                told += 1;
            }
        }
        tally
    })
}

/// Runs a row's cases: what is to be told of it, and how many passed and failed.
fn run_row(dodam: &Dodam, row: &Row) -> (Vec<String>, Tally) {
    let mut lines = vec![format!("row {} · {} · {}", row.row, row.source, row.title)];
    let mut tally = Tally::default();
    for case in &row.cases {
        match run_case(dodam, case, row) {
            Ok(()) => {
                tally.passed += 1;
                lines.push(format!("  ok    {}", case.name));
            }
            Err(why) => {
                tally.failed += 1;
                lines.push(format!("  FAIL  {}\n        {why}", case.name));
            }
        }
    }
    (lines, tally)
}

fn run_case(dodam: &Dodam, case: &Case, row: &Row) -> Result<(), String> {
    let folder = case_folder()?;
    for (index, step) in case.steps.iter().enumerate() {
        let wrong = |why: String| format!("step {}: {why}", index + 1);
        let answer = dodam.answer(step, row, folder.path()).map_err(wrong)?;
        hold(step, &answer).map_err(wrong)?;
    }
    Ok(())
}

/// Holds an answer against its step, and each expected value against its opposite.
pub fn hold(step: &Step, answer: &Value) -> Result<(), String> {
    if let Some(difference) = difference(&step.expect, answer) {
        return Err(difference);
    }
    if flips(&step.expect).is_empty() {
        return Err("no value is expected".into());
    }
    match unnoticed(&step.expect, answer).first() {
        Some(flipped) => Err(format!("it also passes with {flipped}")),
        None => Ok(()),
    }
}

/// Where the rows of this workspace stand.
pub fn rows_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("rows")
}
