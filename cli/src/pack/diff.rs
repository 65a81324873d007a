//! `dodam pack diff`: what differs between two versions of a pack.

use super::place::{beside_built_in, pack_folder};
use crate::output::{Failed, NOT_AS_EXPECTED, Said};
use dodam_companion::packs;
use dodam_companion::rules::{Packs, differences};
use serde_json::json;
use std::fmt::Write;
use std::path::{Path, PathBuf};

/// Two versions of a pack.
#[derive(Debug, clap::Args)]
pub struct DiffArgs {
    /// Folder of the older version, or the id of a pack that came with the program
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// Folder of the newer version
    #[arg(value_name = "NEW")]
    new: PathBuf,
}

/// A pack within the set it is loaded in.
struct Side {
    packs: Packs,
    id: String,
    version: u32,
}

/// Compares.
pub fn run(args: &DiffArgs) -> Result<Said, Failed> {
    let (old, new) = (side(&args.old)?, side(&args.new)?);
    let found = differences(
        (&old.packs, &old.id, old.version),
        (&new.packs, &new.id, new.version),
    );
    let found = found.unwrap_or_default();
    let mut text = String::new();
    for difference in &found {
        let sign = if difference.decides { "!" } else { " " };
        let change = match (difference.before.as_str(), difference.after.as_str()) {
            ("", new) => format!("new: {new}"),
            (old, "") => format!("gone: {old}"),
            (old, new) => format!("{old} -> {new}"),
        };
        let _ = writeln!(text, "{sign} {}: {change}", difference.what);
    }
    if found.is_empty() {
        text.push_str("no difference");
    } else {
        text.push_str("! may change answers; the rest changes words only");
    }
    Ok(Said::new(json!({ "differences": found }), text))
}

fn side(named: &Path) -> Result<Side, Failed> {
    let id = named.to_string_lossy().into_owned();
    if !named.is_dir() {
        let packs = packs::embedded().map_err(|error| Failed::usage(error.to_string()))?;
        let version = packs
            .list()
            .find(|info| info.id == id)
            .map(|info| info.version);
        let Some(version) = version else {
            let known: Vec<&str> = packs.list().map(|info| info.id.as_str()).collect();
            return Err(Failed::usage(format!(
                "{id} is neither a folder nor a pack of this program; there are {}",
                known.join(", ")
            )));
        };
        return Ok(Side { packs, id, version });
    }
    let (id, files) = pack_folder(named)?;
    let packs = Packs::load(&beside_built_in(files))
        .map_err(|error| Failed::new(NOT_AS_EXPECTED, error.to_string()))?;
    let version = packs
        .list()
        .filter(|info| info.id == id)
        .map(|info| info.version);
    let version = version.max().unwrap_or_default();
    Ok(Side { packs, id, version })
}
