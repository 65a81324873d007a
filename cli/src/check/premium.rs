//! `dodam premium`: what insurance costs in a month, with each step of the calculation.
use std::process::ExitCode;

use clap::ValueEnum;
use dodam_companion::rules::{Known, Language, Packs, Premium, PremiumDoor};
use jiff::civil::Date;
use rust_i18n::t;
use serde_json::json;

use super::card::{Style, section, steps};
use super::layout::wrap;
use super::{Given, Stop, ended, input, language, print, view};

/// What insurance costs in a month, and when it is due
#[derive(Debug, clap::Args)]
pub struct PremiumArgs {
    /// By residence (지역가입자) or through work (직장가입자)
    #[arg(value_enum)]
    door: Door,
    /// The month, such as 2026-03
    #[arg(long, value_name = "YYYY-MM")]
    month: String,
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
pub fn run(args: &PremiumArgs, json: bool) -> ExitCode {
    ended(answer(args, json))
}

fn answer(args: &PremiumArgs, as_json: bool) -> Result<(), Stop> {
    let (language, instead) = language::choose(args.given.lang.as_deref());
    if let Some(sentence) = instead {
        eprintln!("{sentence}");
    }
    let month = month(&args.month, language)?;
    let packs = input::load_packs(&args.given, language)?;
    let facts = input::facts(&args.given, &packs, (month, language))?;
    let door = match args.door {
        Door::Regional => PremiumDoor::Regional,
        Door::Workplace => PremiumDoor::Workplace,
    };
    let premium = packs.premium(door, month, &facts, language);
    let premium = premium.map_err(Stop::usage)?;
    if as_json {
        let json = serde_json::to_string(&json!(premium)).map_err(Stop::unwritten)?;
        return print(&format!("{json}\n"));
    }
    print(&shown(&packs, &premium, (month, language)))
}

/// The first day of a month.
fn month(text: &str, language: Language) -> Result<Date, Stop> {
    let day = format!("{text}-01");
    let wrong = || {
        Stop::usage(t!(
            "check.premium.month",
            locale = language.tag(),
            given = text
        ))
    };
    input::date(&day, language).map_err(|_| wrong())
}

fn shown(packs: &Packs, premium: &Premium, (month, language): (Date, Language)) -> String {
    let tag = language.tag();
    let style = Style {
        language: tag,
        colour: false,
    };
    let krw = |krw: Option<i64>| krw.map_or_else(String::new, |krw| language.format_number(krw));
    let period = format!("{}-{:02}", month.year(), month.month());
    let mut out = match premium.state {
        Known::Known => {
            let total = t!(
                "check.premium.total",
                locale = tag,
                month = period,
                total = krw(premium.total_krw)
            );
            let parts = t!(
                "check.premium.parts",
                locale = tag,
                health = krw(premium.health_krw),
                care = krw(premium.ltc_krw)
            );
            wrap(&total, "", "    ") + &wrap(&parts, "    ", "    ")
        }
        Known::Unknown => wrap(
            &t!("check.premium.unknown", locale = tag, month = period),
            "",
            "    ",
        ),
    };
    if let Some(due) = premium.due {
        let due = language.format_date(due);
        out += &wrap(
            &t!("check.premium.due", locale = tag, date = due),
            "    ",
            "    ",
        );
    }
    if let Some(last) = &premium.last_known {
        let last = t!(
            "check.premium.last_known",
            locale = tag,
            period = last.period,
            total = krw(Some(last.total_krw))
        );
        out += &wrap(&last, "    ", "    ");
    }
    let open: Vec<String> = premium
        .open
        .iter()
        .filter_map(|id| packs.fact_type(id))
        .map(|fact| fact.question(language).to_owned())
        .collect();
    out += &section(&t!("check.card.open", locale = tag), &open, style);
    let lines: Vec<_> = premium
        .steps
        .iter()
        .map(|step| view::step_lines(step, tag))
        .collect();
    out += &steps(&lines, style);
    let notes: Vec<String> = premium.notes.iter().map(|note| note.text.clone()).collect();
    out += &section(&t!("check.card.notes", locale = tag), &notes, style);
    out += &section(
        &t!("check.premium.worked_out", locale = tag),
        &premium.why,
        style,
    );
    let sources = packs.source_lines("kr.nhi.premium", &premium.cites, language);
    out += &section(&t!("check.card.sources", locale = tag), &sources, style);
    out + "\n" + &wrap(&t!("check.card.draft", locale = tag), "", "")
}
