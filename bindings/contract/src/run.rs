//! Runs cases, and counts.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::case::{
    CallStep, Case, FileStep, HearStep, ListsStep, SameFilesStep, ServerStep, SilentStep, Step,
    StopStep,
};
use crate::names::{Names, repeated_text};
use crate::partner::{Answer, Partner};
use crate::pattern::{self, compare, short};
use crate::server::Server;

/// What may stand as a key in an argument: a listener takes these words.
const LISTENER: [&str; 2] = ["$listener", "$throws"];

/// How a run of all cases ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// How many cases there are.
    pub cases: usize,
    /// What failed, a line each.
    pub failures: Vec<String>,
}

impl Summary {
    /// Whether there were cases and all passed.
    #[must_use]
    pub fn all_passed(&self) -> bool {
        self.cases > 0 && self.failures.is_empty()
    }
}

impl core::fmt::Display for Summary {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        let passed = self.cases - self.failures.len();
        write!(f, "contract: {} cases, {passed} passed", self.cases)
    }
}

/// Runs cases, each with objects, names and a folder of its own.
#[must_use]
pub fn run(cases: &[Case], partner: &mut dyn Partner) -> Summary {
    let failures = cases.iter().filter_map(|case| {
        let failure = run_case(case, partner).err();
        partner.forget();
        failure.map(|why| format!("{}: {why}", case.name))
    });
    Summary {
        failures: failures.collect(),
        cases: cases.len(),
    }
}

fn run_case(case: &Case, partner: &mut dyn Partner) -> Result<(), String> {
    let mut stage = Stage::new(partner)?;
    for (place, step) in case.steps.as_deref()?.iter().enumerate() {
        stage
            .run(step)
            .map_err(|why| format!("step {}: {why}", place + 1))?;
    }
    stage.check_silence()
}

/// What one case has around it.
struct Stage<'a> {
    partner: &'a mut dyn Partner,
    names: Names,
    folder: TempDir,
    servers: BTreeMap<String, Server>,
    silent: BTreeMap<String, usize>,
}

impl<'a> Stage<'a> {
    fn new(partner: &'a mut dyn Partner) -> Result<Self, String> {
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        std::fs::create_dir(folder.path().join("case")).map_err(|error| error.to_string())?;
        let mut names = Names::default();
        let own = folder.path().join("case");
        names.save("folder", json!(own))?;
        names.save("repository", json!(repository()))?;
        Ok(Self {
            partner,
            names,
            folder,
            servers: BTreeMap::new(),
            silent: BTreeMap::new(),
        })
    }

    fn run(&mut self, step: &Step) -> Result<(), String> {
        match step {
            Step::Call(step) => self.call(step),
            Step::Hear(step) => self.hear(step),
            Step::Silent(step) => self.silence(step),
            Step::File(step) => self.write_file(step),
            Step::SameFiles(step) => self.same_files(step),
            Step::Lists(step) => self.list(step),
            Step::Server(step) => self.start_server(step),
            Step::Stop(StopStep { stop }) => match self.servers.remove(stop) {
                Some(_) => Ok(()),
                None => Err(format!("no server is called {stop}")),
            },
        }
    }

    fn call(&mut self, step: &CallStep) -> Result<(), String> {
        let on = self.names.resolve(&step.on, &[])?;
        let with = Value::Object(step.with.clone());
        let with = self.names.resolve(&with, &LISTENER)?;
        let answer = self.partner.call(&step.call, on, with);
        let said = |why: String| format!("{}: {why}", step.call);
        match (answer, &step.error) {
            (Answer::Misuse(why), _) => Err(said(why)),
            (Answer::Given(value), None) => self.given(step, &value).map_err(said),
            (Answer::Failed(error), Some(expected)) => {
                self.compare(&as_error(expected), &error).map_err(said)
            }
            (Answer::Given(value), Some(_)) => {
                Err(said(format!("gave {} instead of failing", short(&value))))
            }
            (Answer::Failed(error), None) => Err(said(format!("failed with {}", short(&error)))),
        }
    }

    fn given(&mut self, step: &CallStep, value: &Value) -> Result<(), String> {
        if let Some(pattern) = &step.expect {
            self.compare(pattern, value)?;
        }
        match &step.save {
            Value::Null => Ok(()),
            Value::String(name) => self.names.save(name, value.clone()),
            Value::Object(parts) => parts.iter().try_for_each(|(name, place)| {
                let place = place.as_str().ok_or("a part is named by a text")?;
                self.names.save(name, part(value, place)?.clone())
            }),
            other => Err(format!("{other} is no name to save under")),
        }
    }

    fn compare(&self, pattern: &Value, value: &Value) -> Result<(), String> {
        compare(&self.names.resolve(pattern, &pattern::WORDS)?, value)
    }

    fn hear(&mut self, step: &HearStep) -> Result<(), String> {
        let mut heard = self.heard(&step.hear, Some(0))?;
        if let (Some(pattern), Some(first)) = (&step.first, heard.first()) {
            self.compare(pattern, first)?;
        }
        let Some(pattern) = &step.last else {
            return Ok(());
        };
        // Each round waits for one more; when none comes, the partner says so.
        loop {
            let last = heard.last().unwrap_or(&Value::Null);
            let Err(why) = self.compare(pattern, last) else {
                return Ok(());
            };
            heard = self
                .heard(&step.hear, Some(heard.len()))
                .map_err(|silence| format!("{silence}; the last: {why}"))?;
        }
    }

    fn heard(&mut self, listener: &str, more_than: Option<usize>) -> Result<Vec<Value>, String> {
        match self.partner.heard(listener, more_than) {
            Answer::Given(Value::Array(heard)) => Ok(heard),
            Answer::Misuse(why) => Err(why),
            other => Err(format!("{other:?}")),
        }
    }

    fn silence(&mut self, SilentStep { silent }: &SilentStep) -> Result<(), String> {
        let heard = self.heard(silent, None)?.len();
        self.silent.insert(silent.clone(), heard);
        Ok(())
    }

    fn check_silence(&mut self) -> Result<(), String> {
        for (listener, before) in std::mem::take(&mut self.silent) {
            if let Some(more) = self.heard(&listener, None)?.get(before) {
                return Err(format!("{listener} was not silent: {}", short(more)));
            }
        }
        Ok(())
    }

    fn write_file(&self, step: &FileStep) -> Result<(), String> {
        let text = match (&step.text, &step.repeat) {
            (Some(text), None) => text.clone(),
            (None, Some(repeat)) => repeated_text(&repeat.text, repeat.times)?,
            _ => return Err("a file has either a text or a repeat".into()),
        };
        let file = self.names.text(&step.file)?;
        if !Path::new(&file).starts_with(self.folder.path()) {
            return Err(format!("{file} is outside the case's folder"));
        }
        std::fs::write(&file, text).map_err(|error| format!("{file}: {error}"))
    }

    fn same_files(&self, SameFilesStep { same_files }: &SameFilesStep) -> Result<(), String> {
        let read = |file: &String| {
            let file = self.names.text(file)?;
            std::fs::read(&file).map_err(|error| format!("{file}: {error}"))
        };
        if read(&same_files[0])? == read(&same_files[1])? {
            Ok(())
        } else {
            Err(format!("{} and {} differ", same_files[0], same_files[1]))
        }
    }

    fn list(&self, step: &ListsStep) -> Result<(), String> {
        let folder = self.names.text(&step.lists)?;
        let entries = std::fs::read_dir(&folder).map_err(|error| format!("{folder}: {error}"))?;
        let names = entries.map(|entry| entry.map(|entry| entry.file_name()));
        let mut names = names
            .map(|name| name.map(|name| name.to_string_lossy().into_owned()))
            .collect::<Result<Vec<String>, _>>()
            .map_err(|error| format!("{folder}: {error}"))?;
        names.sort();
        self.compare(&step.expect, &json!(names))
    }

    fn start_server(&mut self, step: &ServerStep) -> Result<(), String> {
        let server = Server::start(&self.folder.path().join(format!("server-{}", step.server)))?;
        self.names.save(&step.server, json!(server.url))?;
        for code in &step.codes {
            self.names.save(code, json!(server.admit()?))?;
        }
        self.servers.insert(step.server.clone(), server);
        Ok(())
    }
}

/// An error may be written by its name alone.
fn as_error(expected: &Value) -> Value {
    match expected {
        Value::String(name) => json!({"error": name}),
        other => other.clone(),
    }
}

/// A part of a value, such as `papers.0.id`.
fn part<'a>(value: &'a Value, place: &str) -> Result<&'a Value, String> {
    place.split('.').try_fold(value, |value, step| {
        let found = match value {
            Value::Array(values) => step.parse::<usize>().ok().and_then(|nth| values.get(nth)),
            other => other.get(step),
        };
        found.ok_or_else(|| format!("the result has no {place}: {}", short(value)))
    })
}

/// The root of the repository.
fn repository() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.ancestors().nth(2).unwrap_or(here).to_path_buf()
}
