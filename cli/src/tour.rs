//! The main job, start to end: what Dodam exists for, with the real parts, each step
//! checking its own result.

mod care;
mod finding;
mod offline;
mod papers;
mod questions;
mod report;
mod stage;

use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Args;
use dodam_companion::rules::Language;
use report::Report;
use stage::Stage;
use std::net::SocketAddr;

/// Shows the main job, start to end, on synthetic people
#[derive(Debug, Args)]
pub struct TourArgs {
    /// The language of answers: ko, en, zh-Hans or vi
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Where the tour's server listens; port 0 takes a free one
    #[arg(long, default_value = "127.0.0.1:0", value_name = "ADDR")]
    listen: SocketAddr,
}

/// Runs `dodam tour`. With `--dir DIR` what it makes is kept there.
pub async fn run(args: &TourArgs, vault: &VaultArgs, json: bool) -> Result<Said, Failed> {
    let language = language(args.lang.as_deref())?;
    let stage = Stage::set(vault.dir.as_deref(), args.listen)?;
    let mut report = Report::begin(json);
    let done = perform(&stage, language, &mut report).await;
    match done {
        Ok(()) => Ok(report.end(stage.kept())),
        Err(failed) => Err(report.stopped(failed)),
    }
}

async fn perform(stage: &Stage, language: Language, report: &mut Report) -> Result<(), Failed> {
    report.step("Two vaults, each with its own keys");
    let people = stage.make_vaults(report)?;
    report.step("Packs, tested as they load");
    let packs = questions::load_packs(report)?;
    report.step("Am I covered? Who helps?");
    questions::ask(&people, &packs, language, report)?;
    report.step("Papers: kept, found, given back");
    papers::keep_and_find(stage, &people, report)?;
    report.step("A server that can't read; sharing");
    let mut server = stage.start_server().await?;
    care::share(&people, &server, report).await?;
    report.step("Offline, both; then together again");
    offline::part_and_meet(stage, &people, &mut server, report).await?;
    report.step("What the server and the team can't see");
    server.stop().await?;
    finding::search(stage, &people, &packs, report)
}

fn language(asked: Option<&str>) -> Result<Language, Failed> {
    if let Some(tag) = asked {
        let complete = Language::from_tag(tag).filter(|language| language.is_complete());
        return complete.ok_or_else(|| {
            Failed::usage(format!(
                "there are no texts in {tag:?}; there are ko, en, zh-Hans and vi"
            ))
        });
    }
    let system = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    Ok(system
        .and_then(|tag| Language::from_tag(&tag))
        .filter(|language| language.is_complete())
        .unwrap_or(Language::En))
}
