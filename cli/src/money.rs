//! What it costs and when it is due: premiums, bills, visits, check-ups, arrears, offices.
//!
//! Each command prints JSON for programs or a sheet for people. Nothing is kept; with
//! `--dir` they begin with the facts that a vault keeps.
pub mod arrears;
pub mod bill;
pub mod checkup;
pub mod copay;
pub mod office;
pub mod premium;

use dodam_companion::rules::{Facts, Language, Packs, Told};
use jiff::civil::Date;
use rust_i18n::t;
use serde::Serialize;

use crate::check::card::{Style, section, steps};
use crate::check::layout::wrap;
use crate::check::{Given, Stop, input, kept_facts, language, print, view};
use crate::vault_access::VaultArgs;

/// What is known, and the day that is asked about.
#[derive(Debug, clap::Args)]
pub struct OnDay {
    /// Day the question is about; today in Korea if left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    #[command(flatten)]
    given: Given,
}

impl OnDay {
    fn asked(&self, vault: &VaultArgs) -> Result<(Asked, Date, Facts), Stop> {
        let asked = Asked::new(&self.given)?;
        let as_of = asked.day(self.as_of.as_deref())?;
        let facts = asked.facts(&self.given, vault, as_of)?;
        Ok((asked, as_of, facts))
    }
}

/// The packs, the language and what is known: what every answer stands on.
pub(crate) struct Asked {
    pub(crate) packs: Packs,
    pub(crate) language: Language,
}

impl Asked {
    pub(crate) fn new(given: &Given) -> Result<Self, Stop> {
        let (language, instead) = language::choose(given.lang());
        if let Some(sentence) = instead {
            eprintln!("{sentence}");
        }
        let packs = input::load_packs(given, language)?;
        Ok(Self { packs, language })
    }

    /// What the vault keeps and what was said, which replaces it.
    pub(crate) fn facts(
        &self,
        given: &Given,
        vault: &VaultArgs,
        as_of: Date,
    ) -> Result<Facts, Stop> {
        let mut facts = kept_facts(vault, &self.packs)?;
        facts.extend(&input::facts(given, &self.packs, (as_of, self.language))?);
        Ok(facts)
    }

    pub(crate) fn day(&self, given: Option<&str>) -> Result<Date, Stop> {
        input::day(given, &self.packs, self.language)
    }

    /// The first day of a month such as 2026-03.
    fn month(&self, text: &str) -> Result<Date, Stop> {
        let day = input::date(&format!("{text}-01"), self.language);
        day.map_err(|_| {
            Stop::usage(t!(
                "money.month",
                locale = self.language.tag(),
                given = text
            ))
        })
    }

    /// A number of won as people read it.
    fn krw(&self, krw: i64) -> String {
        self.language.format_number(krw)
    }

    /// The sheet for people: what was found, then what is open, what to do, and why.
    pub(crate) fn sheet(&self, head: &[String], pack: &str, told: &Told) -> String {
        let tag = self.language.tag();
        let style = Style {
            language: tag,
            colour: false,
        };
        let mut out = String::new();
        for (place, line) in head.iter().enumerate() {
            let indent = if place == 0 { "" } else { "    " };
            out += &wrap(line, indent, "    ");
        }
        let questions = |ids: &[String]| -> Vec<String> {
            let facts = ids.iter().filter_map(|id| self.packs.fact_type(id));
            facts
                .map(|fact| fact.question(self.language).to_owned())
                .collect()
        };
        for (title, ids) in [
            (t!("check.card.open", locale = tag), &told.open),
            (t!("check.card.confirm", locale = tag), &told.confirm),
            (t!("check.card.declined", locale = tag), &told.declined),
        ] {
            out += &section(&title, &questions(ids), style);
        }
        let lines: Vec<_> = told
            .steps
            .iter()
            .map(|step| view::step_lines(step, tag))
            .collect();
        out += &steps(&lines, style);
        let notes: Vec<String> = told.notes.iter().map(|note| note.text.clone()).collect();
        out += &section(&t!("check.card.notes", locale = tag), &notes, style);
        out += &section(&t!("money.worked_out", locale = tag), &told.why, style);
        let sources = self.packs.source_lines(pack, &told.cites, self.language);
        out += &section(&t!("check.card.sources", locale = tag), &sources, style);
        out + "\n" + &wrap(&t!("check.card.draft", locale = tag), "", "")
    }
}

/// Prints what was found, for programs or for people.
pub(crate) fn show<T: Serialize>(
    found: &T,
    json: bool,
    sheet: impl FnOnce() -> String,
) -> Result<(), Stop> {
    if !json {
        return print(&sheet());
    }
    let json = serde_json::to_string(found).map_err(Stop::unwritten)?;
    print(&format!("{json}\n"))
}
