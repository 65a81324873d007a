//! `dodam copay`: what a visit costs.
use std::process::ExitCode;

use dodam_companion::rules::{Copay, CopayState};
use rust_i18n::t;

use super::{Asked, OnDay, show};
use crate::check::{Stop, ended};
use crate::vault_access::VaultArgs;

/// What a visit to a hospital, clinic or pharmacy costs you, as an estimate
#[derive(Debug, clap::Args)]
pub struct CopayArgs {
    #[command(flatten)]
    on: OnDay,
}

/// Runs `dodam copay`; with `json` it prints JSON.
pub fn run(args: &CopayArgs, vault: &VaultArgs, json: bool) -> ExitCode {
    ended(answer(args, vault, json))
}

fn answer(args: &CopayArgs, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let (asked, as_of, facts) = args.on.asked(vault)?;
    let copay = asked.packs.copay(as_of, &facts, asked.language);
    let copay = copay.map_err(Stop::usage)?;
    show(&copay, json, || {
        asked.sheet(&head(&asked, &copay), "kr.nhi.copay", &copay.told)
    })
}

fn head(asked: &Asked, copay: &Copay) -> Vec<String> {
    let tag = asked.language.tag();
    let pays = copay.pays_krw.map(|krw| {
        let amount = asked.krw(krw);
        t!("money.copay.pays", locale = tag, amount = amount)
    });
    let rate = copay.rate_percent.as_ref();
    let rate = rate.map(|percent| t!("money.copay.rate", locale = tag, percent = percent));
    let lines = match copay.state {
        CopayState::Covered => vec![pays, rate],
        CopayState::NotCovered => vec![Some(t!("money.copay.not_covered", locale = tag)), pays],
        CopayState::Unknown => vec![Some(t!("money.copay.unknown", locale = tag))],
    };
    lines.into_iter().flatten().map(String::from).collect()
}
