//! `dodam paper edit` and `purge`.

use crate::output::{Failed, Said};
use clap::Args;
use dodam_companion::{PaperEdit, Profile};
use jiff::civil::Date;
use serde_json::json;

/// Says things anew about a paper; an empty text takes one away
#[derive(Debug, Args)]
pub struct EditArgs {
    /// The paper's id
    pub id: String,
    /// What you call it
    #[arg(long)]
    title: Option<String>,
    /// Its kind; see `add`
    #[arg(long)]
    kind: Option<String>,
    /// Who issued it
    #[arg(long, value_name = "NAME")]
    issuer: Option<String>,
    /// The day that stands on it, or none
    #[arg(long, value_name = "DATE", value_parser = day_or_none)]
    dated: Option<DayOrNone>,
    /// The day it runs out, or none
    #[arg(long, value_name = "DATE", value_parser = day_or_none)]
    expires: Option<DayOrNone>,
    /// What you want to remember about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// The visit it belongs to, by its id
    #[arg(long, value_name = "ID")]
    visit: Option<String>,
    /// One more word to find it by
    #[arg(long = "tag", value_name = "WORD")]
    tags: Vec<String>,
    /// A word no longer to find it by
    #[arg(long = "untag", value_name = "WORD")]
    untags: Vec<String>,
}

/// A day, or that there is none.
#[derive(Debug, Clone, Copy)]
struct DayOrNone(Option<Date>);

fn day_or_none(typed: &str) -> Result<DayOrNone, String> {
    match typed.trim() {
        "" | "none" => Ok(DayOrNone(None)),
        day => match day.parse() {
            Ok(day) => Ok(DayOrNone(Some(day))),
            Err(_) => Err("a day is written as 2026-01-31; none takes it away".into()),
        },
    }
}

impl EditArgs {
    /// What is said anew.
    pub fn edit(&self) -> PaperEdit {
        let text = |typed: &Option<String>| {
            typed
                .as_ref()
                .map(|typed| (!typed.trim().is_empty()).then(|| typed.clone()))
        };
        PaperEdit {
            title: self.title.clone(),
            kind: self.kind.clone(),
            issuer: text(&self.issuer),
            dated: self.dated.map(|day| day.0),
            expires: self.expires.map(|day| day.0),
            note: text(&self.note),
            visit: text(&self.visit),
            tags: self.tags.clone(),
            untags: self.untags.clone(),
        }
    }
}

/// Destroys a paper for good: its keys, its files, its picture and its text
#[derive(Debug, Args)]
pub struct PurgeArgs {
    /// The paper's id
    #[arg(required_unless_present = "bin")]
    id: Option<String>,
    /// Every paper in the bin
    #[arg(long, conflicts_with = "id")]
    bin: bool,
}

/// Runs `dodam paper purge`.
pub fn purge(profile: &Profile, args: &PurgeArgs) -> Result<Said, Failed> {
    let Some(id) = &args.id else {
        let count = profile.empty_bin()?;
        let text = format!("Papers destroyed on this device: {count}. {ELSEWHERE}");
        return Ok(Said::new(json!({ "purged": count }), text));
    };
    profile.purge_paper(id)?;
    let text = format!("Destroyed on this device. {ELSEWHERE}");
    Ok(Said::new(json!({ "id": id, "purged": 1 }), text))
}

const ELSEWHERE: &str =
    "Older backups, the server and people you shared with\nmay still hold copies.";
