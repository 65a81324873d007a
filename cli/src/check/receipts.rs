//! Receipts of answers, one file each.

use super::{CheckArgs, Stop};
use crate::pack::place;
use dodam_companion::rules::{Facts, Packs, Request};
use std::path::Path;

/// Writes them, and keeps the rules they were made by.
pub fn write(
    args: &CheckArgs,
    folder: &Path,
    packs: &Packs,
    (request, facts): (&Request, &Facts),
) -> Result<(), Stop> {
    let store = place::store(args.given.store.as_deref())
        .map_err(|failed| Stop::new(failed.code(), failed.sentence()))?;
    let receipts = packs.receipts(request, facts).map_err(Stop::usage)?;
    std::fs::create_dir_all(folder).map_err(Stop::unwritten)?;
    for receipt in receipts {
        store.keep_rules_of(&receipt).map_err(Stop::unwritten)?;
        let name = receipt.decision.replace('/', "_");
        let path = folder.join(format!("{name}_{}.json", receipt.as_of));
        let text = format!("{}\n", receipt.to_json());
        std::fs::write(&path, text).map_err(Stop::unwritten)?;
    }
    Ok(())
}
