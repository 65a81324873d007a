//! What a command says, for people and for programs, and how it ends.

use dodam_companion::CompanionError;
use serde_json::Value;
use std::process::ExitCode;

/// What a command did.
pub struct Said {
    /// For programs, with `--json`.
    pub json: Value,
    /// For people.
    pub text: String,
    /// How the command ends: 0, or [`NOT_AS_EXPECTED`].
    code: u8,
    /// What is done once it was printed.
    then: Option<Box<dyn FnOnce()>>,
}

impl Said {
    /// Both forms of one result.
    pub fn new(json: Value, text: impl Into<String>) -> Self {
        Self {
            json,
            text: text.into(),
            code: 0,
            then: None,
        }
    }

    /// Says the same and ends with another code.
    pub fn ending_with(self, code: u8) -> Self {
        Self { code, ..self }
    }

    /// The same, with what is to be done once it was printed.
    pub fn then(mut self, work: impl FnOnce() + 'static) -> Self {
        self.then = Some(Box::new(work));
        self
    }
}

/// Why a command did not do what was asked: one plain sentence, and a number that
/// programs can tell apart.
#[derive(Debug)]
pub struct Failed {
    sentence: String,
    code: u8,
}

/// The command was not understood, or what was typed can't be used.
pub const USAGE: u8 = 2;
/// A wrong PIN, or the vault is in use by another program.
pub const LOCKED: u8 = 3;
/// No space or memory left, a folder that can't be written to, or storage that fails.
pub const STORAGE: u8 = 4;
/// The server can't be reached, or refused.
pub const NETWORK: u8 = 5;
/// Stored data is damaged, or was made by a newer version.
pub const DAMAGED: u8 = 6;
/// The command ran and found that something does not hold.
pub const NOT_AS_EXPECTED: u8 = 1;

impl Failed {
    /// Ends with this code, saying this.
    pub fn new(code: u8, sentence: impl Into<String>) -> Self {
        Self {
            sentence: sentence.into(),
            code,
        }
    }

    /// What was typed can't be used.
    pub fn usage(sentence: impl Into<String>) -> Self {
        Self::new(USAGE, sentence)
    }

    /// The sentence.
    pub fn sentence(&self) -> &str {
        &self.sentence
    }

    /// The exit code.
    pub fn code(&self) -> u8 {
        self.code
    }

    /// The same, with what was being done.
    pub fn during(self, what: &str) -> Self {
        Self {
            sentence: format!("{what}: {}", self.sentence),
            code: self.code,
        }
    }
}

impl From<CompanionError> for Failed {
    fn from(error: CompanionError) -> Self {
        use CompanionError as E;
        let code = match &error {
            E::InvalidInput(_) | E::NotFound(_) | E::AlreadyThere => USAGE,
            E::WrongPin { .. } | E::TooSoon { .. } | E::Wiped | E::Locked | E::Busy => LOCKED,
            E::StorageFull | E::ReadOnly | E::StorageFailing | E::OutOfMemory => STORAGE,
            E::Rejected { code } if code == "storage_full" => STORAGE,
            E::Offline | E::Rejected { .. } => NETWORK,
            _ => DAMAGED,
        };
        let sentence = match &error {
            E::Rejected { code } => refused(code),
            other => other.to_string(),
        };
        Self::new(code, sentence)
    }
}

fn refused(code: &str) -> String {
    match code {
        "not_enrolled" => "this device has no server yet; get a code from the server's operator and run: dodam join CODE --server URL",
        "unknown_code" => "the server doesn't know this code; ask its operator for a new one",
        "unknown_invitation" => "the server has no invitation for these twelve words; ask for new ones",
        "invitation_does_not_fit" => "these twelve words belong to another invitation; nothing was shared",
        "conflicted" => "two people wrote different things here; choose first: dodam conflicts list",
        "not_a_dodam_server" => "no Dodam server answers at this address",
        "untrusted_server" => "the server's answer was not signed by the server this device enrolled at; nothing of it was kept",
        "not_on_this_device" | "unknown_attachment" => {
            "the file isn't here and the server doesn't have it yet; its owner's next sync sends it"
        }
        "already_enrolled" => "this vault stores at another server already; what that one holds would not be at this one",
        "storage_full" => "the server has no space left; everything is kept here",
        other => return format!("the server refused ({other}); everything is kept here"),
    }
    .to_owned()
}

/// Prints a result as asked for.
pub fn finish(result: Result<Said, Failed>, json: bool) -> ExitCode {
    match result {
        Ok(said) => {
            let printed = if json {
                print(&said.json.to_string(), said.then)
            } else {
                print(harmless(&said.text).trim_end(), said.then)
            };
            match said.code {
                0 => printed,
                code => ExitCode::from(code),
            }
        }
        Err(failed) => {
            eprintln!("dodam: {}", harmless(&failed.sentence));
            ExitCode::from(failed.code)
        }
    }
}

/// Prints a line before a command has ended.
pub fn announce(line: &str) -> Result<(), Failed> {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    let written = writeln!(out, "{line}").and_then(|()| out.flush());
    written
        .map_err(|error| Failed::new(STORAGE, format!("nothing can be printed: {}", error.kind())))
}

/// Text as it may go to a terminal: what other people wrote must not move its cursor.
pub fn harmless(text: &str) -> String {
    let shown = |letter: char| {
        if letter.is_control() && letter != '\n' {
            '\u{fffd}'
        } else {
            letter
        }
    };
    text.chars().map(shown).collect()
}

/// A reader that went away (`dodam … | head`) is no failure of ours.
fn print(text: &str, then: Option<Box<dyn FnOnce()>>) -> ExitCode {
    use std::io::Write;
    let mut out = std::io::stdout().lock();
    match writeln!(out, "{text}").and_then(|()| out.flush()) {
        Ok(()) => {
            then.into_iter().for_each(|then| then());
            ExitCode::SUCCESS
        }
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("dodam: the answer could not be written: {}", error.kind());
            ExitCode::from(STORAGE)
        }
    }
}
