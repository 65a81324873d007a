//! `dodam present`: the residence card, opened in memory, with what to know at a desk.
use std::path::PathBuf;
use std::process::ExitCode;

use dodam_companion::rules::{Language, Told};
use dodam_companion::{PaperView, PresentRequest, Presented, PresentedPaper};
use jiff::civil::Date;
use rust_i18n::t;
use serde_json::{Value, json};

use crate::check::{Given, Stop, ended};
use crate::money::{Asked, show};
use crate::output::{Failed, harmless};
use crate::vault_access::VaultArgs;

/// Shows a paper at a desk: your residence card, or another by its id
#[derive(Debug, clap::Args)]
pub struct PresentArgs {
    /// From `dodam paper list`; the residence card if left out
    id: Option<String>,
    /// Also write it in the clear to a file
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,
    /// The day it is shown; today in Korea if left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Language: en, ko, zh-Hans or vi; the system's if left out
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
}

/// Runs `dodam present`; with `json` it prints JSON.
pub fn run(args: &PresentArgs, vault: &VaultArgs, json: bool) -> ExitCode {
    ended(answer(args, vault, json))
}

fn answer(args: &PresentArgs, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let asked = Asked::new(&Given::of_vault(args.lang.as_deref()))?;
    let request = PresentRequest {
        paper: args.id.as_deref(),
        as_of: asked.day(args.as_of.as_deref())?,
        language: asked.language,
    };
    let profile = vault.unlock()?;
    let presented = profile
        .present(&asked.packs, request)
        .map_err(Failed::from)?;
    if let (Some(paper), Some(out)) = (&presented.paper, &args.out) {
        let written = profile.export_paper(&paper.view.id, out);
        written.map_err(Failed::from)?;
    }
    show(&as_json(&presented), json, || {
        let told = presented.rule.as_ref().map(|rule| rule.told.clone());
        let told = Told {
            // What decides at the desk stands first, with the paper.
            notes: Vec::new(),
            ..told.unwrap_or_default()
        };
        let head = head(&presented, args, asked.language);
        harmless(&asked.sheet(&head, "kr.nhi.identity", &told))
    })
}

fn as_json(presented: &Presented) -> Value {
    let told = presented.rule.as_ref().map(|rule| &rule.told);
    json!({
        "paper": presented.paper.as_ref().map(paper_as_json),
        "others": presented.others.iter().map(view_as_json).collect::<Vec<_>>(),
        "notes": told.map(|told| &told.notes),
        "why": told.map(|told| &told.why),
        "steps": told.map(|told| &told.steps),
        "cites": told.map(|told| &told.cites),
        "sources": presented.sources,
    })
}

fn paper_as_json(paper: &PresentedPaper) -> Value {
    let mut json = view_as_json(&paper.view);
    json["media_type"] = json!(paper.media_type);
    json["opened_bytes"] = json!(paper.bytes.len());
    json["expired"] = json!(paper.expired);
    json
}

fn view_as_json(paper: &PaperView) -> Value {
    json!({
        "id": paper.id,
        "title": paper.title,
        "kind": paper.kind,
        "bytes": paper.size_bytes,
        "sha256": paper.sha256,
        "expires": paper.expires,
    })
}

fn head(presented: &Presented, args: &PresentArgs, language: Language) -> Vec<String> {
    let tag = language.tag();
    let mut head = Vec::new();
    match &presented.paper {
        Some(paper) => {
            head.push(paper.view.title.clone());
            let day: Option<Date> = paper.view.expires.as_ref().and_then(|day| day.parse().ok());
            if let Some(day) = day {
                let date = language.format_date(day);
                head.push(if paper.expired {
                    t!("present.expired", locale = tag, date = date).into_owned()
                } else {
                    t!("present.until", locale = tag, date = date).into_owned()
                });
            }
        }
        None => head.push(t!("present.none", locale = tag).into_owned()),
    }
    let notes = presented.rule.iter().flat_map(|rule| &rule.told.notes);
    head.extend(notes.map(|note| note.text.clone()));
    if let Some(paper) = &presented.paper {
        head.push(match &args.out {
            Some(file) => t!("present.written", locale = tag, file = file.display()).into_owned(),
            None => t!(
                "present.opened",
                locale = tag,
                media = paper.media_type,
                bytes = paper.bytes.len()
            )
            .into_owned(),
        });
    }
    if !presented.others.is_empty() {
        head.push(t!("present.others", locale = tag).into_owned());
        let others = presented.others.iter();
        head.extend(others.map(|paper| format!("{}  {}", paper.id, paper.title)));
    }
    head
}
