//! `dodam arrears`: what unpaid premiums may lead to.
use std::process::ExitCode;

use dodam_companion::rules::Arrears;
use rust_i18n::t;

use super::{Asked, OnDay, show};
use crate::check::{Stop, ended};
use crate::vault_access::VaultArgs;

/// What unpaid premiums may lead to, and what can be done
#[derive(Debug, clap::Args)]
pub struct ArrearsArgs {
    #[command(flatten)]
    on: OnDay,
}

/// Runs `dodam arrears`; with `json` it prints JSON.
pub fn run(args: &ArrearsArgs, vault: &VaultArgs, json: bool) -> ExitCode {
    ended(answer(args, vault, json))
}

fn answer(args: &ArrearsArgs, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let (asked, as_of, facts) = args.on.asked(vault)?;
    let arrears = asked.packs.arrears(as_of, &facts, asked.language);
    let arrears = arrears.map_err(Stop::usage)?;
    show(&arrears, json, || {
        asked.sheet(&head(&asked, &arrears), "kr.nhi.arrears", &arrears.told)
    })
}

fn head(asked: &Asked, arrears: &Arrears) -> Vec<String> {
    let tag = asked.language.tag();
    let benefits = match arrears.benefits.as_str() {
        "not_limited" => t!("money.arrears.not_limited", locale = tag),
        "may_be_limited" => t!("money.arrears.may_be_limited", locale = tag),
        _ => t!("money.arrears.unknown", locale = tag),
    };
    let stay = match arrears.stay.as_deref() {
        Some("none") => Some(t!("money.arrears.stay.none", locale = tag)),
        Some("may_be_shortened") => Some(t!("money.arrears.stay.may_be_shortened", locale = tag)),
        Some("may_be_refused") => Some(t!("money.arrears.stay.may_be_refused", locale = tag)),
        _ => None,
    };
    let lines = [Some(benefits), stay];
    lines.into_iter().flatten().map(String::from).collect()
}
