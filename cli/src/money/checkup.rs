//! `dodam checkup`: whether this is the year for the check-up that the insurance pays.
use std::process::ExitCode;

use dodam_companion::rules::Checkup;
use jiff::civil::Date;
use rust_i18n::t;

use super::{Asked, OnDay, show};
use crate::check::{Stop, ended};
use crate::vault_access::VaultArgs;

/// Whether this is your year for the check-up that the insurance pays
#[derive(Debug, clap::Args)]
pub struct CheckupArgs {
    #[command(flatten)]
    on: OnDay,
}

/// Runs `dodam checkup`; with `json` it prints JSON.
pub fn run(args: &CheckupArgs, vault: &VaultArgs, json: bool) -> ExitCode {
    ended(answer(args, vault, json))
}

fn answer(args: &CheckupArgs, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let (asked, as_of, facts) = args.on.asked(vault)?;
    let checkup = asked.packs.checkup(as_of, &facts, asked.language);
    let checkup = checkup.map_err(Stop::usage)?;
    show(&checkup, json, || {
        let head = head(&asked, &checkup, as_of);
        asked.sheet(&head, "kr.nhi.checkup", &checkup.told)
    })
}

fn head(asked: &Asked, checkup: &Checkup, as_of: Date) -> Vec<String> {
    let (tag, year) = (asked.language.tag(), as_of.year());
    let mut head = vec![match checkup.due_this_year {
        Some(true) => t!("money.checkup.due", locale = tag, year = year),
        Some(false) => t!("money.checkup.not_due", locale = tag, year = year),
        None => t!("money.checkup.unknown", locale = tag, year = year),
    }];
    if let Some(days) = checkup.days_left {
        head.push(t!("money.checkup.left", locale = tag, days = days));
    }
    if let Some(year) = checkup.next_year {
        head.push(t!("money.checkup.next", locale = tag, year = year));
    }
    head.into_iter().map(String::from).collect()
}
