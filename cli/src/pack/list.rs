//! `dodam pack list`: the packs in use.

use super::{StoreArgs, refused};
use crate::output::{Failed, Said};
use dodam_companion::pack_store::ListedPack;
use serde_json::{Value, json};
use std::fmt::Write;

/// As many events are shown.
const SHOWN: usize = 10;

/// Which store.
#[derive(Debug, clap::Args)]
pub struct ListArgs {
    #[command(flatten)]
    store: StoreArgs,
}

/// Lists.
pub fn run(args: &ListArgs) -> Result<Said, Failed> {
    let (store, language) = (args.store.store()?, args.store.language());
    let failed = |error| refused(error, language);
    let packs = store.list().map_err(failed)?;
    let events = store.events().map_err(failed)?;
    let mut text = String::new();
    for pack in &packs {
        let info = &pack.info;
        let _ = writeln!(
            text,
            "{} version {} · {}\n  issued {} · valid from {} · review by {} · {}\n  sha256 {}",
            info.id,
            info.version,
            whose(pack, language),
            info.issued,
            info.valid_from,
            info.review_by,
            info.status.id(),
            info.sha256
        );
    }
    let newest = events.iter().rev().take(SHOWN).collect::<Vec<_>>();
    if !newest.is_empty() {
        text.push_str("\nlately:\n");
    }
    for event in newest.iter().rev() {
        let _ = writeln!(text, "  {} {} {}", event.at, event.code, event.about);
    }
    let packs: Vec<Value> = packs.iter().map(|pack| as_json(pack, language)).collect();
    let events = events
        .iter()
        .map(|event| json!({ "at": event.at, "code": event.code, "about": event.about }));
    let events: Vec<Value> = events.collect();
    Ok(Said::new(json!({ "packs": packs, "events": events }), text))
}

fn whose(pack: &ListedPack, language: &str) -> String {
    let label = pack.label.as_ref();
    label.map_or_else(
        || "came with the program".to_owned(),
        |label| label.text(language),
    )
}

fn as_json(pack: &ListedPack, language: &str) -> Value {
    let info = &pack.info;
    json!({
        "id": info.id,
        "version": info.version,
        "sha256": info.sha256,
        "issued": info.issued.to_string(),
        "valid_from": info.valid_from.to_string(),
        "review_by": info.review_by.to_string(),
        "status": info.status.id(),
        "built_in": pack.label.is_none(),
        "label": pack.label.as_ref().map(|label| label.text(language)),
    })
}
