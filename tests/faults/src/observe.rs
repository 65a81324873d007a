//! What a place holds, asked of `dodam` itself.

use crate::place::{Place, scratch};
use crate::program::{Loaded, Program};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// A vault's content, without what differs between two vaults of one content.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Held {
    /// `id=value` of every fact.
    pub facts: BTreeSet<String>,
    /// Title and bytes of every paper.
    pub papers: BTreeSet<(String, Vec<u8>)>,
    /// Titles of those in the bin.
    pub binned: BTreeSet<String>,
    /// Whether the PIN that commands change it to opens it, and the first one no longer.
    pub new_pin: bool,
}

/// What a place holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// The vault; `None` where there is none.
    pub vault: Option<Held>,
    /// The emergency card.
    pub card: String,
    /// Each target with a name of its own: the bytes of a paper, or what a backup gives back.
    pub targets: BTreeMap<String, Target>,
}

/// A target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// A file of these bytes.
    Bytes(Vec<u8>),
    /// A backup that gives back this vault.
    Backup(Held),
}

/// Backups of known bytes needn't be restored again.
pub type Known = BTreeMap<Vec<u8>, Held>;

/// Looks at a place.
pub fn observe(
    program: &Program,
    place: &Place,
    words: &Path,
    known: &Known,
) -> Result<Seen, String> {
    let vault = held(program, &place.vault())?;
    let card = program.ask(&place.vault(), &["emergency-card", "show"])?["card"].to_string();
    let mut targets = BTreeMap::new();
    for entry in std::fs::read_dir(place.out()).map_err(|error| error.to_string())? {
        let path = entry.map_err(|error| error.to_string())?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.starts_with('.') {
            continue;
        }
        let bytes = std::fs::read(&path).map_err(|error| error.to_string())?;
        let target = if !name.ends_with(".backup") {
            Target::Bytes(bytes)
        } else if let Some(held) = known.get(&bytes) {
            Target::Backup(held.clone())
        } else {
            Target::Backup(restored(program, &path, words)?)
        };
        targets.insert(name, target);
    }
    Ok(Seen {
        vault,
        card,
        targets,
    })
}

/// What a backup gives back.
pub fn restored(program: &Program, backup: &Path, words: &Path) -> Result<Held, String> {
    let folder = scratch().map_err(|error| error.to_string())?;
    let vault = folder.path().join("vault");
    let (from, words) = (backup.to_string_lossy(), words.to_string_lossy());
    program.ask(
        &vault,
        &["restore", "--from", &from, "--words-file", &words],
    )?;
    held(program, &vault)?.ok_or_else(|| "a restored vault is not there".to_owned())
}

fn held(program: &Program, vault: &Path) -> Result<Option<Held>, String> {
    let list = ["fact".to_owned(), "list".to_owned()];
    let mut ended = program.run_on(vault, vault, &list, Loaded::Not)?;
    let changed = program.with_new_pin();
    let new_pin = ended.code == Some(3) && ended.complained.contains("PIN");
    let program = if new_pin { &changed } else { program };
    if new_pin {
        ended = program.run_on(vault, vault, &list, Loaded::Not)?;
    }
    if ended.code == Some(2)
        && ended.complained.trim() == "dodam: nothing of that name is here: a vault"
    {
        return Ok(None);
    }
    if ended.code != Some(0) {
        return Err(format!("the vault doesn't open: it {}", ended.told()));
    }
    let facts: Value = serde_json::from_str(&ended.said).map_err(|error| error.to_string())?;
    let mut held = Held {
        new_pin,
        ..Held::default()
    };
    for fact in facts["facts"].as_array().into_iter().flatten() {
        held.facts
            .insert(format!("{}={}", fact["id"], fact["value"]));
    }
    let folder = scratch().map_err(|error| error.to_string())?;
    let papers = program.ask(vault, &["paper", "list"])?;
    for paper in papers["papers"].as_array().into_iter().flatten() {
        let title = paper["title"].as_str().unwrap_or_default().to_owned();
        let target = folder.path().join("paper");
        let id = paper["id"].as_str().unwrap_or_default();
        program.ask(
            vault,
            &["paper", "get", id, "--out", &target.to_string_lossy()],
        )?;
        let bytes = std::fs::read(&target).map_err(|error| error.to_string())?;
        held.papers.insert((title, bytes));
    }
    let binned = program.ask(vault, &["paper", "list", "--bin"])?;
    for paper in binned["papers"].as_array().into_iter().flatten() {
        let title = paper["title"].as_str().unwrap_or_default();
        held.binned.insert(title.to_owned());
    }
    Ok(Some(held))
}

/// A difference in a few words, for a report.
pub fn told(seen: &Seen) -> String {
    let held = |held: &Held| {
        let papers: Vec<String> = held
            .papers
            .iter()
            .map(|(title, bytes)| format!("{title} of {} bytes", bytes.len()))
            .collect();
        let (facts, binned, new_pin) = (&held.facts, &held.binned, held.new_pin);
        format!("facts {facts:?}, papers {papers:?}, binned {binned:?}, new PIN {new_pin}")
    };
    let vault = seen.vault.as_ref().map_or("no vault".to_owned(), held);
    let targets: Vec<String> = seen
        .targets
        .iter()
        .map(|(name, target)| match target {
            Target::Bytes(bytes) => format!("{name} of {} bytes", bytes.len()),
            Target::Backup(backup) => format!("{name} with {}", held(backup)),
        })
        .collect();
    format!("{vault}; card {}; {}", seen.card, targets.join(", "))
}
