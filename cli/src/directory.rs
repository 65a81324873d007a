//! `dodam directory`: which programmes are known for a place, and how sure each is.
use std::process::ExitCode;

use dodam_companion::rules::{
    Language, NamedPlace, ProgrammeState, ProgrammeText, Programmes, ProgrammesQuestion, own_name,
};
use rust_i18n::t;

use crate::check::layout::wrap;
use crate::check::{Given, Stop, ended};
use crate::money::{Asked, show};

/// Which programmes are known for a place: what may help now, what to confirm first, what is over
#[derive(Debug, clap::Args)]
pub struct DirectoryArgs {
    /// The province or metropolitan city, in any usual spelling, such as Gyeonggi or 경기도
    #[arg(long, value_name = "NAME")]
    province: Option<String>,
    /// The city or county instead, such as Cheonan or 천안
    #[arg(long, value_name = "NAME", conflicts_with = "province")]
    city: Option<String>,
    /// Day the question is about; today in Korea if left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    #[command(flatten)]
    given: Given,
}

/// Runs `dodam directory`; with `json` it prints JSON.
pub fn run(args: &DirectoryArgs, json: bool) -> ExitCode {
    ended(answer(args, json))
}

fn answer(args: &DirectoryArgs, json: bool) -> Result<(), Stop> {
    let asked = Asked::new(&args.given)?;
    let question = ProgrammesQuestion {
        province: args.province.as_deref(),
        city: args.city.as_deref(),
        as_of: asked.day(args.as_of.as_deref())?,
        language: asked.language,
    };
    let found = asked.packs.programmes(&question).map_err(Stop::usage)?;
    show(&found, json, || sheet(&found, asked.language))
}

/// The sheet for people: the ambulance, then what may help now, what to confirm, what is over.
fn sheet(found: &Programmes, language: Language) -> String {
    let tag = language.tag();
    let date = language.format_date(found.as_of);
    let title = match &found.place {
        Some(place) => t!(
            "directory.title_place",
            locale = tag,
            place = place.name,
            date = date
        ),
        None => t!("directory.title", locale = tag, date = date),
    };
    let mut out = wrap(&title, "", "    ");
    for note in &found.notes {
        out += &wrap(&note.text, "    ", "    ");
    }
    if found.programmes.is_empty() {
        out += &wrap(&t!("directory.none", locale = tag), "    ", "    ");
    }
    let mut number = 0;
    for (heading, states) in [
        (t!("directory.now", locale = tag), NOW),
        (t!("directory.confirm", locale = tag), CONFIRM),
        (t!("directory.over", locale = tag), OVER),
    ] {
        let mut programmes = found.programmes.iter();
        let mut of_heading = programmes
            .by_ref()
            .filter(|one| states.contains(&one.state))
            .peekable();
        if of_heading.peek().is_some() {
            out += &format!("\n{}", wrap(&heading, "", ""));
        }
        for one in of_heading {
            number += 1;
            out += &entry(one, number, language);
        }
    }
    out + "\n" + &wrap(&t!("check.card.draft", locale = tag), "", "")
}

const NOW: &[ProgrammeState] = &[ProgrammeState::Running];
const CONFIRM: &[ProgrammeState] = &[ProgrammeState::Unconfirmed, ProgrammeState::NotBegun];
const OVER: &[ProgrammeState] = &[ProgrammeState::Ended, ProgrammeState::History];

/// One programme; whom to call and what to say only where it may still be there.
fn entry(one: &ProgrammeText, number: usize, language: Language) -> String {
    let tag = language.tag();
    let shape = match one.state {
        ProgrammeState::Running => "[v]",
        ProgrammeState::Unconfirmed | ProgrammeState::NotBegun => "[?]",
        ProgrammeState::Ended | ProgrammeState::History => "[x]",
    };
    let first = format!("{number:>2}. ");
    let mut out = wrap(&format!("{shape} {}", one.title), &first, "    ");
    let over = OVER.contains(&one.state);
    let mut details = vec![one.standing.clone()];
    details.push(t!("directory.who", locale = tag, who = one.who).into_owned());
    details.push(one.what.clone());
    details.extend(places(&one.places, language));
    let hours = one.hours.as_ref();
    details
        .extend(hours.map(|hours| t!("directory.hours", locale = tag, hours = hours).into_owned()));
    if !one.languages.is_empty() {
        let names = names(&one.languages, language);
        details.push(t!("directory.languages", locale = tag, languages = names).into_owned());
    }
    let cost = one.cost.as_ref();
    details.extend(cost.map(|cost| t!("check.card.cost", locale = tag, cost = cost).into_owned()));
    if !over {
        details.extend(whom_to_ask(one, language));
    }
    for detail in details {
        out += &wrap(&detail, "    ", "      ");
    }
    if !over {
        out += &wrap(&t!("check.card.say", locale = tag), "    ", "    ");
        out += &wrap(&format!("「{}」", one.say_ko), "      ", "        ");
    }
    for source in &one.sources {
        let source = t!("directory.source", locale = tag, source = source);
        out += &wrap(&source, "    ", "      ");
    }
    out
}

fn places(places: &[NamedPlace], language: Language) -> Option<String> {
    let tag = language.tag();
    let between = t!("check.card.between_names", locale = tag);
    let names: Vec<&str> = places.iter().map(|place| place.name.as_str()).collect();
    let names = names.join(&between);
    (!places.is_empty()).then(|| t!("directory.where", locale = tag, places = names).into_owned())
}

fn names(tags: &[String], language: Language) -> String {
    let names: Vec<&str> = tags.iter().map(|tag| own_name(tag)).collect();
    names.join(&t!("check.card.between_names", locale = language.tag()))
}

fn whom_to_ask(one: &ProgrammeText, language: Language) -> Vec<String> {
    let tag = language.tag();
    let call = t!("check.card.phone", locale = tag, phone = one.phone);
    let mut lines = vec![format!("{call} · {}", one.answers)];
    lines.extend(one.phone_hours.clone());
    let names = names(&one.phone_languages, language);
    lines.push(t!("check.card.languages", locale = tag, languages = names).into_owned());
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::layout::COLUMNS;
    use jiff::civil::date;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn sheets_fit_sixty_columns_in_every_language_and_call_nobody_for_what_is_over() {
        let packs = dodam_companion::packs::embedded().unwrap();
        for language in Language::COMPLETE {
            for province in [None, Some("Seoul"), Some("Gyeonggi"), Some("Daegu")] {
                let question = ProgrammesQuestion {
                    province,
                    city: None,
                    as_of: date(2026, 11, 28),
                    language,
                };
                let found = packs.programmes(&question).unwrap();
                let shown = sheet(&found, language);
                let wide = shown.lines().find(|line| line.width() > COLUMNS);
                assert_eq!(wide, None, "{shown}");
                for never in ["\u{1b}", "directory.", "check.", "%{"] {
                    assert!(!shown.contains(never), "{never}: {shown}");
                }
                let squeezed: String = shown.split_whitespace().collect();
                for one in &found.programmes {
                    let title: String = one.title.split_whitespace().collect();
                    assert!(squeezed.contains(&title), "{}: {shown}", one.title);
                    let say: String = one.say_ko.split_whitespace().collect();
                    let over = OVER.contains(&one.state);
                    assert_eq!(!squeezed.contains(&say), over, "{}: {shown}", one.title);
                }
            }
        }
    }

    #[test]
    fn packs_that_list_nothing_say_so_and_not_that_there_is_nothing() {
        let nothing = Programmes {
            as_of: date(2026, 11, 28),
            place: None,
            programmes: Vec::new(),
            notes: Vec::new(),
        };
        let shown = sheet(&nothing, Language::En);
        assert!(
            shown.contains("installed packs list no programmes"),
            "{shown}"
        );
    }
}
