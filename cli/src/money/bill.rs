//! `dodam bill explain`: what a bill is made of.
use std::process::ExitCode;

use dodam_companion::rules::{BillExplained, BillQuestion, BillWay};
use rust_i18n::t;

use super::{Asked, show};
use crate::check::{Given, Stop, ended};
use crate::vault_access::VaultArgs;

/// A premium bill by residence (지역가입자 고지서)
#[derive(Debug, clap::Subcommand)]
pub enum BillCommand {
    /// What a bill's amount is made of
    Explain(ExplainArgs),
}

/// What a bill's amount is made of
#[derive(Debug, clap::Args)]
pub struct ExplainArgs {
    /// What is to be paid, in won, such as 39540
    #[arg(long, value_name = "WON")]
    amount: String,
    /// The month it is for, such as 2026-03
    #[arg(long, value_name = "YYYY-MM")]
    month: String,
    #[command(flatten)]
    given: Given,
}

/// Runs `dodam bill`; with `json` it prints JSON.
pub fn run(command: &BillCommand, vault: &VaultArgs, json: bool) -> ExitCode {
    let BillCommand::Explain(args) = command;
    ended(explain(args, vault, json))
}

fn explain(args: &ExplainArgs, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let asked = Asked::new(&args.given)?;
    let month = asked.month(&args.month)?;
    let facts = asked.facts(&args.given, vault, month)?;
    let amount = args.amount.replace([',', '원'], "");
    let amount_krw = amount.trim().parse().map_err(|_| {
        Stop::usage(t!(
            "money.bill.amount",
            locale = asked.language.tag(),
            given = args.amount
        ))
    })?;
    let question = BillQuestion {
        amount_krw,
        month,
        language: asked.language,
    };
    let explained = asked.packs.explain_bill(question, &facts);
    let explained = explained.map_err(Stop::usage)?;
    show(&explained, json, || {
        let tag = asked.language.tag();
        let title = t!(
            "money.bill.title",
            locale = tag,
            month = asked.language.format_month(month),
            amount = asked.krw(amount_krw)
        );
        let mut head = vec![title.into_owned()];
        head.extend(ways(&asked, &explained));
        asked.sheet(&head, "kr.nhi.premium", &explained.told)
    })
}

fn ways(asked: &Asked, explained: &BillExplained) -> Vec<String> {
    let tag = asked.language.tag();
    let title = match explained.explanations.len() {
        0 => return vec![t!("money.bill.none", locale = tag).into_owned()],
        1 => t!("money.bill.one", locale = tag),
        _ => t!("money.bill.several", locale = tag),
    };
    let ways = explained.explanations.iter();
    let ways = ways.map(|one| format!("{title}: {}.", way(asked, one)));
    ways.collect()
}

fn way(asked: &Asked, one: &BillWay) -> String {
    let tag = asked.language.tag();
    let mut way = t!(
        "money.bill.way",
        locale = tag,
        base = asked.krw(one.base_krw),
        percent = one.reduction_percent,
        health = asked.krw(one.health_krw),
        care = asked.krw(one.ltc_krw)
    );
    if one.months > 1 {
        way = t!(
            "money.bill.months",
            locale = tag,
            way = way,
            months = one.months
        );
    }
    if one.late_krw > 0 {
        let late = asked.krw(one.late_krw);
        way = t!("money.bill.late", locale = tag, way = way, late = late);
    }
    way.into_owned()
}
