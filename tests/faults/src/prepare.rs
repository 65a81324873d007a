//! The places where commands begin, made once by `dodam` itself.

use crate::commands::{Before, Command, INIT, RESTORE, SET};
use crate::mode::Mode;
use crate::observe::{Known, Seen, observe, restored};
use crate::operation::Operation;
use crate::place::{Content, Place, scratch, shape};
use crate::program::{Loaded, Program};
use crate::trace;
use tempfile::TempDir;

/// Inputs, and the content of each place.
pub struct Prepared {
    inputs: TempDir,
    vault: Content,
    backed_up: Content,
    interrupted: Content,
    half_made: Content,
    half_restored: Content,
    with_card: Content,
    binned: Content,
    nearly_wiped: Content,
    paper: String,
    /// Backups whose content is known.
    pub known: Known,
}

/// One command, with what it does when nothing goes wrong.
pub struct Case {
    /// The command.
    pub command: Command,
    /// Its arguments.
    pub arguments: Vec<String>,
    /// The place before.
    pub before: Content,
    /// What it held.
    pub held_before: Seen,
    /// What it holds afterwards.
    pub held_after: Seen,
    /// The names of the vault's folder before and after, and of the targets after.
    pub shapes: [Vec<String>; 3],
    /// What it did to the disk.
    pub operations: Vec<Operation>,
    /// The root that the operations' paths begin with.
    pub root: String,
}

impl Prepared {
    /// Makes all of them.
    pub fn new(program: &Program) -> Result<Self, String> {
        let inputs = scratch().map_err(text)?;
        let input = |name: &str| inputs.path().join(name);
        let place = Place::new().map_err(text)?;
        let vault = place.vault();
        let files = [
            ("first.bin", 5_000, 7_u8),
            ("second.bin", 70_000, 11),
            ("large.bin", 9 << 20, 13),
        ];
        for (name, length, step) in files {
            let mut byte = 0_u8;
            let next = |_| {
                byte = byte.wrapping_mul(5).wrapping_add(step);
                byte
            };
            let bytes: Vec<u8> = (0..length).map(next).collect();
            std::fs::write(input(name), bytes).map_err(text)?;
        }
        let words = program.ask(&vault, &["init"])?["words"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        std::fs::write(input("words"), words).map_err(text)?;
        std::fs::write(input("wrong-pin"), "not this one").map_err(text)?;
        let first = input("first.bin").to_string_lossy().into_owned();
        let paper = program.ask(&vault, &["paper", "add", &first])?["id"]
            .as_str()
            .unwrap_or_default()
            .to_owned();
        let backup = place.out().join("vault.backup");
        let target = backup.to_string_lossy().into_owned();
        program.ask(&vault, &["backup", "--out", &target])?;
        let mut known = Known::new();
        let older = std::fs::read(&backup).map_err(text)?;
        known.insert(older, restored(program, &backup, &input("words"))?);
        program.ask(&vault, &["fact", "set", "nhi_enrolled=false"])?;
        let backed_up = place.content().map_err(text)?;
        std::fs::rename(&backup, input("vault.backup")).map_err(text)?;
        let vault = place.content().map_err(text)?;
        let mut prepared = Self {
            inputs,
            vault,
            backed_up,
            interrupted: Content::new(),
            half_made: Content::new(),
            half_restored: Content::new(),
            with_card: Content::new(),
            binned: Content::new(),
            nearly_wiped: Content::new(),
            paper,
            known,
        };
        let of_log = |operations: &[Operation]| {
            let of_database = |operation: &&Operation| {
                operation.path.ends_with("vault.db") && operation.offset > 0
            };
            operations
                .iter()
                .find(of_database)
                .map(|operation| operation.number)
        };
        let of_keyslots = |operations: &[Operation]| {
            let adopted = |operation: &&Operation| operation.other.ends_with("vault/keyslots");
            operations
                .iter()
                .find(adopted)
                .map(|operation| operation.number)
        };
        let nothing = Content::new();
        prepared.interrupted = prepared.killed(program, (&prepared.vault, SET), of_log)?;
        prepared.half_made = prepared.killed(program, (&nothing, INIT), of_keyslots)?;
        prepared.half_restored = prepared.killed(program, (&nothing, RESTORE), of_keyslots)?;
        let with = |arguments: &[&str]| {
            let place = Place::of(&prepared.vault).map_err(text)?;
            program.ask(&place.vault(), arguments)?;
            place.content().map_err(text)
        };
        let with_card = with(&["emergency-card", "set", "--name", "Synthetic A"])?;
        let binned = with(&["paper", "remove", &prepared.paper])?;
        let mut nearly_wiped = prepared.vault.clone();
        nearly_wiped.insert("vault/attempts".into(), Some(LAST_ATTEMPT.to_vec()));
        prepared.with_card = with_card;
        prepared.binned = binned;
        prepared.nearly_wiped = nearly_wiped;
        Ok(prepared)
    }

    /// What a command leaves that was killed before the operation that `which` finds.
    fn killed(
        &self,
        program: &Program,
        (before, arguments): (&Content, &[&str]),
        which: impl Fn(&[Operation]) -> Option<u64>,
    ) -> Result<Content, String> {
        let arguments = self.filled(arguments);
        let place = Place::of(before).map_err(text)?;
        let (operations, _) = noted(program, &place, (&arguments, 0))?;
        let number = which(&operations).ok_or("a command no longer does what it is killed at")?;
        let place = Place::of(before).map_err(text)?;
        program.run(&place, &arguments, Loaded::At(Mode::Kill, number))?;
        place.content().map_err(text)
    }

    /// Arguments with the paths of inputs and the paper's id in them.
    fn filled(&self, arguments: &[&str]) -> Vec<String> {
        let inputs = format!("{}/", self.inputs.path().display());
        let fill = |word: &&str| word.replace("IN/", &inputs).replace("PAPER", &self.paper);
        arguments.iter().map(fill).collect()
    }

    /// The file of the recovery words.
    pub fn words(&self) -> std::path::PathBuf {
        self.inputs.path().join("words")
    }

    /// Runs a command where nothing goes wrong, and looks.
    pub fn case(&self, program: &Program, command: Command) -> Result<Case, String> {
        let before = match command.before {
            Before::Nothing => Place::new()
                .and_then(|place| place.content())
                .map_err(text)?,
            Before::Vault => self.vault.clone(),
            Before::BackedUp => self.backed_up.clone(),
            Before::Interrupted => self.interrupted.clone(),
            Before::HalfMade => self.half_made.clone(),
            Before::HalfRestored => self.half_restored.clone(),
            Before::WithCard => self.with_card.clone(),
            Before::Binned => self.binned.clone(),
            Before::NearlyWiped => self.nearly_wiped.clone(),
        };
        let place = Place::of(&before).map_err(text)?;
        let arguments = self.filled(command.arguments);
        let look = |place: &Place| observe(program, place, &self.words(), &self.known);
        let unchanged = Place::of(&before).map_err(text)?;
        let held_before = look(&unchanged)?;
        let shape_before = shape(&unchanged.content().map_err(text)?, "vault");
        let (operations, content) = noted(program, &place, (&arguments, command.ends))?;
        let root = place.root().to_string_lossy().into_owned();
        crate::disk::replayed(&before, &operations, &root, &content)?;
        let held_after = look(&place)?;
        let after = place.content().map_err(text)?;
        Ok(Case {
            command,
            arguments,
            before,
            held_before,
            held_after,
            shapes: [shape_before, shape(&after, "vault"), shape(&after, "out")],
            operations,
            root,
        })
    }
}

/// A command's arguments over a place.
pub fn over(place: &Place, arguments: &[String]) -> Vec<String> {
    let out = format!("{}/", place.out().display());
    arguments
        .iter()
        .map(|word| word.replace("OUT/", &out))
        .collect()
}

/// No wrong PIN yet, and the next one destroys the vault: each number with its complement, then
/// when the last attempt was, which is never (`core/vault/src/attempts.rs`). Ten is the fewest
/// that `dodam` lets anybody choose, and between ten there are hours to wait.
const LAST_ATTEMPT: [u8; 48] = {
    let mut bytes = [0; 48];
    let mut at = 4;
    while at < 8 {
        bytes[at] = 0xff;
        bytes[at + 8] = 0xff;
        at += 1;
    }
    bytes[8] = 1;
    bytes[12] = 0xfe;
    let mut at = 40;
    while at < 48 {
        bytes[at] = 0xff;
        at += 1;
    }
    bytes
};

/// Runs a command with every change noted; gives the changes and the content right after.
fn noted(
    program: &Program,
    place: &Place,
    (arguments, ends): (&[String], i32),
) -> Result<(Vec<Operation>, Content), String> {
    let folder = scratch().map_err(text)?;
    let file = folder.path().join("trace");
    let ended = program.run(place, &over(place, arguments), Loaded::Noting(&file))?;
    if ended.code != Some(ends) {
        return Err(format!("it doesn't work at all: it {}", ended.told()));
    }
    let bytes = std::fs::read(&file).map_err(text)?;
    let operations = trace::read_all(&bytes).ok_or("the trace can't be read")?;
    Ok((operations, place.content().map_err(text)?))
}

fn text(error: std::io::Error) -> String {
    error.to_string()
}
