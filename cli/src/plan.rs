//! `dodam plan`: a calendar forward, for one person or a household: cover, money and
//! deadlines, each with its rule.
//!
//! Nothing is kept; with `--dir` it begins with the facts that a vault keeps.
mod sheet;

use std::process::ExitCode;

use dodam_companion::rules::{Facts, Kinship, Member, PlanRequest, Planner};
use jiff::ToSpan;
use jiff::civil::Date;
use rust_i18n::t;

use crate::check::{Given, Stop, ended, input};
use crate::household;
use crate::money::{Asked, show};
use crate::vault_access::VaultArgs;

/// A calendar forward: who is covered from when, what it costs, what to do by when
#[derive(Debug, clap::Args)]
pub struct PlanArgs {
    /// First day of the plan; today in Korea if left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// How many months it goes on
    #[arg(long, value_name = "N", default_value_t = 12, value_parser = clap::value_parser!(i32).range(1..=60))]
    months: i32,
    /// A fact that changes on a day, such as 2026-03-02:employed=true; repeat for more
    #[arg(
        long = "then",
        value_name = "DATE:ID=VALUE",
        conflicts_with = "household"
    )]
    changes: Vec<String>,
    #[command(flatten)]
    given: Given,
    /// The facts file holds a household: people with facts and changes, and relations
    #[arg(long, requires = "facts_file")]
    household: bool,
}

/// Who plans alone, by this name.
const ONESELF: &str = "me";

/// Runs `dodam plan`; with `json` it prints JSON.
pub fn run(args: &PlanArgs, vault: &VaultArgs, json: bool) -> ExitCode {
    ended(answer(args, vault, json))
}

fn answer(args: &PlanArgs, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let asked = Asked::new(&args.given)?;
    let (packs, language) = (&asked.packs, asked.language);
    let from = asked.day(args.as_of.as_deref())?;
    let end = from.checked_add(args.months.months());
    let until = end.and_then(Date::yesterday).map_err(Stop::usage)?;
    let (people, kinships) = if args.household {
        let text = input::facts_text(&args.given, language)?;
        let household = household::read(packs, from, &text)?;
        (household.people, household.kinships)
    } else {
        let alone = alone(args, vault, &asked, from)?;
        (vec![alone], Vec::<Kinship>::new())
    };
    let request = PlanRequest {
        from,
        until,
        language,
    };
    let plan = packs
        .plan(request, &people, &kinships)
        .map_err(Stop::usage)?;
    show(&plan, json, || sheet::write(packs, &plan, language))
}

fn alone(args: &PlanArgs, vault: &VaultArgs, asked: &Asked, from: Date) -> Result<Planner, Stop> {
    let (packs, language) = (&asked.packs, asked.language);
    let facts = asked.facts(&args.given, vault, from)?;
    let changes = args.changes.iter().map(|text| {
        let shape = || {
            Stop::usage(t!(
                "plan.error.change",
                locale = language.tag(),
                given = text
            ))
        };
        let (day, fact) = text.split_once(':').ok_or_else(shape)?;
        let day = input::date(day, language)?;
        let mut changed = Facts::new();
        changed.set_text(packs, fact, day).map_err(Stop::usage)?;
        Ok((day, changed))
    });
    Ok(Planner {
        member: Member {
            id: ONESELF.to_owned(),
            facts,
        },
        changes: changes.collect::<Result<_, Stop>>()?,
    })
}
