//! Cases as they are written down.

use std::collections::BTreeSet;
use std::path::Path;

use serde::Deserialize;
use serde_json::{Map, Value};

/// One case: steps that have to go as they say.
#[derive(Debug, Clone)]
pub struct Case {
    /// Its name, unique among all.
    pub name: String,
    /// Its steps, or why it can't be run.
    pub(crate) steps: Result<Vec<Step>, String>,
}

#[derive(Debug, Clone)]
pub(crate) enum Step {
    Call(CallStep),
    Hear(HearStep),
    Silent(SilentStep),
    File(FileStep),
    SameFiles(SameFilesStep),
    Lists(ListsStep),
    Server(ServerStep),
    Stop(StopStep),
}

/// Makes a call.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CallStep {
    pub call: String,
    #[serde(default)]
    pub on: Value,
    #[serde(default)]
    pub with: Map<String, Value>,
    #[serde(default, deserialize_with = "present")]
    pub expect: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub error: Option<Value>,
    #[serde(default)]
    pub save: Value,
}

/// Waits until a listener heard something.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct HearStep {
    pub hear: String,
    #[serde(default, deserialize_with = "present")]
    pub first: Option<Value>,
    #[serde(default, deserialize_with = "present")]
    pub last: Option<Value>,
}

/// From here to the end of the case a listener hears nothing more.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SilentStep {
    pub silent: String,
}

/// Writes a file.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FileStep {
    pub file: String,
    pub text: Option<String>,
    pub repeat: Option<Repeat>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Repeat {
    pub text: String,
    pub times: usize,
}

/// Compares two files byte by byte.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SameFilesStep {
    pub same_files: [String; 2],
}

/// Lists a folder's entries by name.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ListsStep {
    pub lists: String,
    pub expect: Value,
}

/// Starts a server, and has it give codes.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ServerStep {
    pub server: String,
    #[serde(default)]
    pub codes: Vec<String>,
}

/// Stops a server.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StopStep {
    pub stop: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Written {
    name: String,
    kind: String,
    steps: Vec<Value>,
}

/// Reads every case of a folder, by file name. What can't be read is a case that fails.
///
/// # Errors
///
/// A sentence, if the folder can't be listed.
pub fn read_cases(folder: &Path) -> Result<Vec<Case>, String> {
    let listed = std::fs::read_dir(folder).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let listed = listed.map_err(|error| format!("{}: {error}", folder.display()))?;
    let mut files: Vec<_> = listed.into_iter().map(|entry| entry.path()).collect();
    files.retain(|file| file.extension().is_some_and(|suffix| suffix == "json"));
    files.sort();
    let mut cases = Vec::new();
    let mut names = BTreeSet::new();
    for file in files {
        for mut case in cases_of(&file) {
            if !names.insert(case.name.clone()) {
                case.steps = Err("another case has this name".into());
            }
            cases.push(case);
        }
    }
    Ok(cases)
}

/// Names every call that a case makes.
#[must_use]
pub fn calls_in(case: &Case) -> BTreeSet<&str> {
    let steps = case.steps.as_deref().unwrap_or_default();
    let calls = steps.iter().filter_map(|step| match step {
        Step::Call(step) => Some(step.call.as_str()),
        _ => None,
    });
    calls.collect()
}

/// A file holds one case, or a list of them.
fn cases_of(file: &Path) -> Vec<Case> {
    let unreadable = |why: String| {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        vec![Case {
            name: name.into_owned(),
            steps: Err(why),
        }]
    };
    let text = match std::fs::read_to_string(file) {
        Ok(text) => text,
        Err(error) => return unreadable(error.to_string()),
    };
    match serde_json::from_str(&text) {
        Ok(Value::Array(cases)) => cases
            .into_iter()
            .flat_map(|case| read_case(case).map_or_else(unreadable, |case| vec![case]))
            .collect(),
        Ok(case) => read_case(case).map_or_else(unreadable, |case| vec![case]),
        Err(error) => unreadable(error.to_string()),
    }
}

fn read_case(value: Value) -> Result<Case, String> {
    let Written { name, kind, steps } =
        serde_json::from_value(value).map_err(|error| error.to_string())?;
    let listens = match kind.as_str() {
        "calls" => Ok(false),
        "watch" => Ok(true),
        other => Err(format!("there is no kind {other}")),
    };
    let steps = listens.and_then(|listens| {
        if steps.is_empty() {
            return Err("a case without steps".into());
        }
        let numbered = steps.into_iter().enumerate();
        numbered
            .map(|(place, step)| {
                read_step(step, listens).map_err(|why| format!("step {}: {why}", place + 1))
            })
            .collect()
    });
    Ok(Case { name, steps })
}

fn read_step(value: Value, listens: bool) -> Result<Step, String> {
    fn read<T: for<'a> Deserialize<'a>>(
        value: Value,
        step: impl Fn(T) -> Step,
    ) -> Result<Step, String> {
        serde_json::from_value(value)
            .map(step)
            .map_err(|error| error.to_string())
    }
    const KEYS: [&str; 8] = [
        "call",
        "hear",
        "silent",
        "file",
        "same_files",
        "lists",
        "server",
        "stop",
    ];
    let key = KEYS.into_iter().find(|key| value.get(key).is_some());
    match key {
        Some("call") => read(value, Step::Call),
        Some("hear" | "silent") if !listens => Err("only a case of kind watch listens".into()),
        Some("hear") => read(value, Step::Hear),
        Some("silent") => read(value, Step::Silent),
        Some("file") => read(value, Step::File),
        Some("same_files") => read(value, Step::SameFiles),
        Some("lists") => read(value, Step::Lists),
        Some("server") => read(value, Step::Server),
        Some("stop") => read(value, Step::Stop),
        _ => Err(format!("a step begins with one of {}", KEYS.join(", "))),
    }
}

/// Tells `null` from nothing.
fn present<'de, D: serde::Deserializer<'de>>(reader: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(reader).map(Some)
}
