//! Running the real `dodam`.

use crate::mode::Mode;
use crate::operation::variable;
use crate::place::Place;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// The PIN of every vault here.
pub const PIN: &str = "synthetic 7391";
/// The PIN that commands change it to.
pub const NEW_PIN: &str = "synthetic 8402";

/// What loads the library into the command.
#[derive(Clone, Copy)]
pub enum Loaded<'a> {
    /// Nothing.
    Not,
    /// Every change of the disk is written to this file.
    Noting(&'a Path),
    /// At this operation something happens.
    At(Mode, u64),
}

/// The command and the library.
#[derive(Debug, Clone)]
pub struct Program {
    /// The `dodam` command.
    pub dodam: PathBuf,
    /// The library.
    pub library: PathBuf,
    /// The PIN it is given.
    pub pin: &'static str,
}

/// How a command ended.
#[derive(Debug)]
pub struct Ended {
    /// Its exit code; `None` when it was killed.
    pub code: Option<i32>,
    /// What it wrote.
    pub said: String,
    /// What it wrote on standard error.
    pub complained: String,
}

impl Program {
    /// The same, with the PIN that commands change it to.
    pub fn with_new_pin(&self) -> Self {
        Self {
            pin: NEW_PIN,
            ..self.clone()
        }
    }

    /// Runs the command over a place.
    pub fn run(
        &self,
        place: &Place,
        arguments: &[String],
        loaded: Loaded<'_>,
    ) -> Result<Ended, String> {
        self.run_on(&place.vault(), place.root(), arguments, loaded)
    }

    /// Runs the command over a vault's folder, with changes below `watched` counted.
    pub fn run_on(
        &self,
        vault: &Path,
        watched: &Path,
        arguments: &[String],
        loaded: Loaded<'_>,
    ) -> Result<Ended, String> {
        let mut command = Command::new(&self.dodam);
        command.args(arguments).arg("--json").env_clear();
        command.env("DODAM_DIR", vault).env("DODAM_PIN", self.pin);
        command.env("DODAM_NEW_PIN", NEW_PIN);
        command.env("LANG", "C.UTF-8").stdin(Stdio::null());
        if !matches!(loaded, Loaded::Not) {
            command.env("LD_PRELOAD", &self.library);
            command.env(variable::FOLDERS, watched);
        }
        match loaded {
            Loaded::Not => {}
            Loaded::Noting(trace) => {
                command.env(variable::TRACE, trace);
            }
            Loaded::At(mode, number) => {
                command.env(variable::MODE, mode.name());
                command.env(variable::AT, number.to_string());
            }
        }
        let output = command.output();
        let Output {
            status,
            stdout,
            stderr,
        } = output.map_err(|error| format!("dodam could not be started: {error}"))?;
        Ok(Ended {
            code: status.code(),
            said: String::from_utf8_lossy(&stdout).into_owned(),
            complained: String::from_utf8_lossy(&stderr).into_owned(),
        })
    }

    /// Runs the command over a vault's folder, where it must end well; gives its JSON.
    pub fn ask(&self, vault: &Path, arguments: &[&str]) -> Result<serde_json::Value, String> {
        let words: Vec<String> = arguments.iter().map(|&word| word.to_owned()).collect();
        let ended = self.run_on(vault, vault, &words, Loaded::Not)?;
        if ended.code != Some(0) {
            return Err(format!("`dodam {}` {}", arguments.join(" "), ended.told()));
        }
        serde_json::from_str(&ended.said).map_err(|error| format!("no JSON came: {error}"))
    }
}

impl Ended {
    /// How it ended, for a report.
    pub fn told(&self) -> String {
        let code = self
            .code
            .map_or("was killed".to_owned(), |code| format!("ended with {code}"));
        format!("{code}: {}", self.complained.trim())
    }
}
