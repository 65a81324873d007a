//! The format of a row file.
//!
//! ```toml
//! row = 1
//! source = "GB25"
//! title = "Gyeongbuk pilot: core screen"
//!
//! [given]                      # facts of every step of every case
//! registered = true
//!
//! [[case]]
//! name = "everything known"
//!
//! [[case.step]]
//! command = "check"
//! args = ["--decision", "kr.gb.pilot/support", "--as-of", "2025-02-20"]
//! facts = { city = "Pohang" }  # added to the given ones, or instead of them
//! without = ["registered"]     # given facts this step leaves out
//! household = { people = [{ id = "me", facts = { visa = "F-4" } }], relations = [] }  # instead of facts
//!
//! [[case.step.expect.answers]]
//! verdict = "YES"
//! ```
//!
//! Each case has a folder of its own, in which installed packs are kept; `{case}` in an
//! argument stands for it, `{packs}` for `tests/packs`, `{fixtures}` for `tests/fixtures`. It is
//! the home of what runs, too, so that `count-files` sees all that was left behind. Of a step with another `exit` than
//! 0, `expect.error` is what was said on standard error.
//!
//! How `expect` is compared stands in [`crate::compare`]. A key or command that isn't
//! known is an error: a row that tests nothing must not pass.
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

/// One file under `tests/rows`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Row {
    /// The row's number.
    pub row: u32,
    /// Where the row comes from: a source id, or `law`, `facts`, `all`.
    pub source: String,
    /// What the row is about, in a few words.
    pub title: String,
    /// Facts of every step.
    #[serde(default)]
    pub given: BTreeMap<String, toml::Value>,
    /// The cases, each passing or failing on its own.
    #[serde(rename = "case")]
    pub cases: Vec<Case>,
}

/// One case of a row: steps run in order.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Case {
    /// What the case shows.
    pub name: String,
    /// What is run.
    #[serde(rename = "step")]
    pub steps: Vec<Step>,
}

/// One command and what it must print.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// The command.
    pub command: Command,
    /// Its arguments, besides the facts and `--json`.
    #[serde(default)]
    pub args: Vec<String>,
    /// Facts of this step.
    #[serde(default)]
    pub facts: BTreeMap<String, toml::Value>,
    /// Given facts this step leaves out.
    #[serde(default)]
    pub without: Vec<String>,
    /// A household instead of facts: people with facts and changes, and relations.
    pub household: Option<toml::Table>,
    /// The exit code.
    #[serde(default)]
    pub exit: i32,
    /// What its JSON must contain.
    #[serde(deserialize_with = "expected")]
    pub expect: Value,
}

/// The commands a row may use.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// `dodam check --json`
    Check,
    /// `dodam plan --json`
    Plan,
    /// `dodam premium … --json`
    Premium,
    /// `dodam bill … --json`
    Bill,
    /// `dodam copay --json`
    Copay,
    /// `dodam checkup --json`
    Checkup,
    /// `dodam arrears --json`
    Arrears,
    /// `dodam office --json`
    Office,
    /// `dodam lines --json`; it takes no facts
    Lines,
    /// `dodam directory --json`; it takes no facts
    Directory,
    /// `dodam coverage --json`; it takes no facts
    Coverage,
    /// `dodam pack … --json`
    Pack,
    /// `dodam receipt … --json`
    Receipt,
    /// `dodam init --json`, the PIN in its surroundings; it takes no facts
    Init,
    /// `dodam fact … --json`; it takes no facts
    Fact,
    /// `dodam paper … --json`; it takes no facts
    Paper,
    /// `dodam medicine … --json`; it takes no facts
    Medicine,
    /// `dodam reminders --json`; it takes no facts but those that a vault keeps
    Reminders,
    /// `dodam present --json`; it takes no facts
    Present,
    /// `dodam emergency-card … --json`; it takes no facts
    EmergencyCard,
    /// `dodam restore … --json`; it takes no facts
    Restore,
    /// `dodam pin … --json`; it takes no facts
    Pin,
    /// `dodam profile … --json`; it takes no facts
    Profile,
    /// `dodam words … --json`; it takes no facts
    Words,
    /// Not a command of ours: counts the files of a folder, however deep, in which a text
    /// stands. Its arguments are the folder and the text.
    CountFiles,
    /// Not a command of ours: puts one text in another's place in a file. Its arguments
    /// are the file, the text and what stands there instead.
    Tamper,
}

/// Why a row file can't be used.
#[derive(Debug, thiserror::Error)]
pub enum RowError {
    /// The file or folder can't be read.
    #[error("{path}: {source}")]
    Unreadable {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file isn't a row.
    #[error("{path}: {reason}")]
    Malformed {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        reason: String,
    },
}

impl Step {
    /// The facts of this step as the command takes them, `ID=VALUE` in order of id.
    pub fn fact_arguments(&self, given: &BTreeMap<String, toml::Value>) -> Vec<String> {
        let mut facts: BTreeMap<&str, &toml::Value> = BTreeMap::new();
        facts.extend(given.iter().map(|(id, value)| (id.as_str(), value)));
        facts.retain(|id, _| !self.without.iter().any(|left_out| left_out == id));
        facts.extend(self.facts.iter().map(|(id, value)| (id.as_str(), value)));
        facts
            .into_iter()
            .map(|(id, value)| format!("{id}={}", plain(value)))
            .collect()
    }
}

/// Loads every row of a folder, in order of number.
pub fn load_rows(folder: &Path) -> Result<Vec<Row>, RowError> {
    let unreadable = |source| RowError::Unreadable {
        path: folder.to_owned(),
        source,
    };
    let mut rows = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            rows.push(load_row(&path)?);
        }
    }
    rows.sort_by_key(|row| row.row);
    Ok(rows)
}

/// Loads one row file.
pub fn load_row(path: &Path) -> Result<Row, RowError> {
    let text = std::fs::read_to_string(path).map_err(|source| RowError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let malformed = |reason: String| RowError::Malformed {
        path: path.to_owned(),
        reason,
    };
    let row: Row = toml::from_str(&text).map_err(|error| malformed(error.to_string()))?;
    check_row(&row, path).map_err(malformed)?;
    Ok(row)
}

fn check_row(row: &Row, path: &Path) -> Result<(), String> {
    let name = format!("row_{:02}", row.row);
    if path.file_stem().is_none_or(|stem| stem != name.as_str()) {
        return Err(format!("row {} belongs in {name}.toml", row.row));
    }
    if row.cases.is_empty() {
        return Err("there is no case".into());
    }
    for case in &row.cases {
        if case.steps.is_empty() {
            return Err(format!("case \"{}\" has no step", case.name));
        }
        for step in &case.steps {
            check_step(step, row).map_err(|why| format!("case \"{}\": {why}", case.name))?;
        }
    }
    Ok(())
}

fn check_step(step: &Step, row: &Row) -> Result<(), String> {
    let unknown = step.without.iter().find(|id| !row.given.contains_key(*id));
    if let Some(id) = unknown {
        return Err(format!("\"without\" names {id}, which isn't given"));
    }
    if step.expect.as_object().is_none_or(|keys| keys.is_empty()) {
        return Err("nothing is expected".into());
    }
    crate::compare::check_expectation(&step.expect)
}

fn expected<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Value, D::Error> {
    toml::Value::deserialize(source).map(|value| json(&value))
}

/// A TOML value as JSON; dates become strings.
pub(crate) fn json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::from(text.as_str()),
        toml::Value::Integer(number) => Value::from(*number),
        toml::Value::Float(number) => Value::from(*number),
        toml::Value::Boolean(truth) => Value::from(*truth),
        toml::Value::Datetime(date) => Value::from(date.to_string()),
        toml::Value::Array(items) => items.iter().map(json).collect(),
        toml::Value::Table(table) => Value::Object(
            table
                .iter()
                .map(|(key, value)| (key.clone(), json(value)))
                .collect(),
        ),
    }
}

fn plain(value: &toml::Value) -> String {
    match json(value) {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "row = 1\nsource = \"GB25\"\ntitle = \"t\"\n";

    fn read(rest: &str) -> Result<Row, String> {
        let row: Row = toml::from_str(&format!("{HEAD}{rest}")).map_err(|e| e.to_string())?;
        check_row(&row, Path::new("row_01.toml"))?;
        Ok(row)
    }

    #[test]
    fn unknown_keys_commands_and_empty_rows_are_errors() {
        let step = "[[case]]\nname = \"c\"\n[[case.step]]\n";
        let cases = [
            ("colour = 1\n[[case]]\nname=\"c\"\nstep=[]", "colour"),
            ("case = []", "no case"),
            ("[[case]]\nname = \"c\"\nstep = []", "no step"),
            (
                &format!("{step}command = \"chek\"\nexpect = {{ a = 1 }}"),
                "chek",
            ),
            (
                &format!("{step}command = \"check\"\nexpect = {{}}"),
                "nothing is expected",
            ),
            (
                &format!("{step}command = \"check\"\nwithout = [\"x\"]\nexpect = {{ a = 1 }}"),
                "isn't given",
            ),
            (
                &format!("{step}command = \"check\"\nexpects = {{}}\nexpect = {{ a = 1 }}"),
                "expects",
            ),
        ];
        for (text, reason) in cases {
            let error = read(text).err().unwrap_or_default();
            assert!(error.contains(reason), "{text}: {error}");
        }
    }

    #[test]
    fn a_step_replaces_and_leaves_out_given_facts() {
        let row = read(
            "[given]\na = 1\nb = true\nc = 2025-02-01\n[[case]]\nname = \"c\"\n[[case.step]]\n\
             command = \"check\"\nfacts = { a = \"x@2025-01-01\" }\nwithout = [\"b\"]\n\
             expect = { v = 1 }",
        )
        .unwrap();
        let arguments = row.cases[0].steps[0].fact_arguments(&row.given);
        assert_eq!(arguments, ["a=x@2025-01-01", "c=2025-02-01"]);
    }
}
