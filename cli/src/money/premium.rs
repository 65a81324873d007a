//! `dodam premium`: what insurance costs in a month, with each step of the calculation.
use std::process::ExitCode;

use clap::ValueEnum;
use dodam_companion::rules::{Known, Premium, PremiumDoor, PremiumQuestion};
use jiff::civil::Date;
use rust_i18n::t;

use super::{Asked, show};
use crate::check::{Given, Stop, ended};
use crate::vault_access::VaultArgs;

/// What insurance costs in a month, and when it is due
#[derive(Debug, clap::Args)]
pub struct PremiumArgs {
    /// By residence (지역가입자) or through work (직장가입자)
    #[arg(value_enum)]
    door: Door,
    /// The month, such as 2026-03
    #[arg(long, value_name = "YYYY-MM")]
    month: String,
    /// The day on which it isn't paid yet: tells how late it is and what that may lead to
    #[arg(long, value_name = "DATE")]
    unpaid_on: Option<String>,
    #[command(flatten)]
    given: Given,
}

/// By which door somebody is insured.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Door {
    Regional,
    Workplace,
}

/// Runs `dodam premium`; with `json` it prints JSON.
pub fn run(args: &PremiumArgs, vault: &VaultArgs, json: bool) -> ExitCode {
    ended(answer(args, vault, json))
}

fn answer(args: &PremiumArgs, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let asked = Asked::new(&args.given)?;
    let month = asked.month(&args.month)?;
    let facts = asked.facts(&args.given, vault, month)?;
    let unpaid_on = args.unpaid_on.as_deref();
    let question = PremiumQuestion {
        door: match args.door {
            Door::Regional => PremiumDoor::Regional,
            Door::Workplace => PremiumDoor::Workplace,
        },
        month,
        unpaid_on: unpaid_on.map(|day| asked.day(Some(day))).transpose()?,
        language: asked.language,
    };
    let premium = asked.packs.premium(question, &facts).map_err(Stop::usage)?;
    show(&premium, json, || {
        let head = head(&asked, &premium, month);
        asked.sheet(&head, "kr.nhi.premium", &premium.told)
    })
}

fn head(asked: &Asked, premium: &Premium, month: Date) -> Vec<String> {
    let tag = asked.language.tag();
    let krw = |krw: Option<i64>| krw.map_or_else(String::new, |krw| asked.krw(krw));
    let (period, total) = (asked.language.format_month(month), krw(premium.total_krw));
    let mut head = Vec::new();
    head.push(match (premium.state, premium.health_krw) {
        (Known::Known, Some(_)) => {
            t!(
                "money.premium.total",
                locale = tag,
                month = period,
                total = total
            )
        }
        (Known::Known, None) => {
            t!(
                "money.premium.own_bill",
                locale = tag,
                month = period,
                total = total
            )
        }
        (Known::Unknown, _) => t!("money.premium.unknown", locale = tag, month = period),
    });
    if premium.health_krw.is_some() && premium.ltc_krw.is_some() {
        head.push(t!(
            "money.premium.parts",
            locale = tag,
            health = krw(premium.health_krw),
            care = krw(premium.ltc_krw)
        ));
    }
    if let Some(due) = premium.due {
        let due = asked.language.format_date(due);
        head.push(t!("money.premium.due", locale = tag, date = due));
    }
    if let Some(days) = premium.overdue_days {
        head.push(t!("money.premium.overdue", locale = tag, days = days));
    }
    if let Some(last) = &premium.last_known {
        head.push(t!(
            "money.premium.last_known",
            locale = tag,
            period = last.period,
            total = asked.krw(last.total_krw)
        ));
    }
    head.into_iter().map(String::from).collect()
}
