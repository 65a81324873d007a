//! Reads what was given: packs, the day, facts.
use std::io::Read;
use std::path::{Path, PathBuf};

use dodam_companion::rules::{Facts, Language, Packs, Request};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::{TimeZone, offset};
use rust_i18n::t;

use super::{CheckArgs, Given, Stop};
use crate::pack::place;
use dodam_companion::pack_store::{PackStore, PackStoreError};
use dodam_companion::packs;

/// More than this isn't a file of facts.
const LARGEST_FACTS: u64 = 1 << 20;

/// The packs of this device; with `--packs` a folder's, beside the built-in ones.
pub fn load_packs(args: &Given, language: Language) -> Result<Packs, Stop> {
    let unusable = |reason: String| {
        Stop::damaged(t!(
            "check.error.packs",
            locale = language.tag(),
            reason = reason
        ))
    };
    let named = || std::env::var_os("DODAM_PACKS").filter(|name| !name.is_empty());
    let Some(folder) = args.packs.clone().or_else(|| named().map(PathBuf::from)) else {
        let store = args.store.clone().or_else(place::usual);
        let packs = match store {
            Some(folder) => PackStore::at(folder).packs(),
            None => packs::embedded().map_err(PackStoreError::from),
        };
        return packs.map_err(|error| unusable(error.to_string()));
    };
    let mut files = Vec::new();
    if folder.join("pack.toml").is_file() {
        let (_, of_pack) = place::pack_folder(&folder)
            .map_err(|failed| Stop::new(failed.code(), failed.sentence()))?;
        files = of_pack;
    } else {
        collect(&folder, &folder, &mut files)
            .map_err(|error| unusable(format!("{}: {error}", folder.display())))?;
    }
    files.sort();
    Packs::load(&place::beside_built_in(files)).map_err(|error| unusable(error.to_string()))
}

/// Every TOML file below a folder, named by its path from there.
fn collect(root: &Path, folder: &Path, files: &mut Vec<(String, String)>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "toml")
        {
            let name = path.strip_prefix(root).unwrap_or(&path);
            let parts = name
                .components()
                .map(|part| part.as_os_str().to_string_lossy());
            let name = parts.collect::<Vec<_>>().join("/");
            files.push((name, std::fs::read_to_string(&path)?));
        }
    }
    Ok(())
}

/// The question: which decisions, for which day.
pub fn request(args: &CheckArgs, packs: &Packs, language: Language) -> Result<Request, Stop> {
    let known = packs.decisions();
    if let Some(unknown) = args
        .decisions
        .iter()
        .find(|id| !known.contains(&id.as_str()))
    {
        return Err(Stop::usage(t!(
            "check.error.decision",
            locale = language.tag(),
            given = unknown,
            known = known.join(", ")
        )));
    }
    Ok(Request {
        as_of: day(args.as_of.as_deref(), packs, language)?,
        known_at: args
            .known_at
            .as_deref()
            .map(|text| date(text, language))
            .transpose()?,
        decisions: args.decisions.clone(),
        language,
    })
}

/// The day that was given, or today.
pub fn day(given: Option<&str>, packs: &Packs, language: Language) -> Result<Date, Stop> {
    match given {
        Some(text) => date(text, language),
        None => plausible_today(packs, language),
    }
}

/// Today by this device's clock, unless its own rules are younger than that.
fn plausible_today(packs: &Packs, language: Language) -> Result<Date, Stop> {
    let today = today_in_korea();
    match packs.newer_than(today) {
        None => Ok(today),
        Some(issued) => Err(Stop::usage(t!(
            "check.error.clock",
            locale = language.tag(),
            today = language.format_date(today),
            issued = language.format_date(issued)
        ))),
    }
}

/// What was said: the file first, then single facts, which replace it.
pub fn facts(
    args: &Given,
    packs: &Packs,
    (as_of, language): (Date, Language),
) -> Result<Facts, Stop> {
    let mut facts = Facts::new();
    if let Some(file) = &args.facts_file {
        let text = read_facts(file, language)?;
        facts.set_json(packs, &text, as_of).map_err(Stop::usage)?;
    }
    let mut said = Vec::new();
    for fact in &args.facts {
        let id = fact.split('=').next().unwrap_or_default().trim();
        if id.is_empty() {
            return Err(Stop::usage(t!(
                "check.error.fact_shape",
                locale = language.tag(),
                given = fact
            )));
        }
        if said.contains(&id) {
            return Err(Stop::usage(t!(
                "check.error.twice",
                locale = language.tag(),
                fact = id
            )));
        }
        said.push(id);
        facts.set_text(packs, fact, as_of).map_err(Stop::usage)?;
    }
    Ok(facts)
}

/// The text of the facts file; empty where none was given.
pub fn facts_text(args: &Given, language: Language) -> Result<String, Stop> {
    let file = args.facts_file.as_deref();
    file.map_or_else(|| Ok(String::new()), |file| read_facts(file, language))
}

fn read_facts(file: &Path, language: Language) -> Result<String, Stop> {
    let read = || -> std::io::Result<String> {
        let source: Box<dyn Read> = if file == Path::new("-") {
            Box::new(std::io::stdin())
        } else {
            Box::new(std::fs::File::open(file)?)
        };
        let mut text = String::new();
        source.take(LARGEST_FACTS + 1).read_to_string(&mut text)?;
        Ok(text)
    };
    read().map_err(|error| {
        Stop::usage(t!(
            "check.error.facts_file",
            locale = language.tag(),
            path = file.display(),
            reason = error
        ))
    })
}

pub fn date(text: &str, language: Language) -> Result<Date, Stop> {
    let written = text.len() == "2025-03-02".len();
    let read = text.parse().ok().filter(|_| written);
    read.ok_or_else(|| {
        Stop::usage(t!(
            "check.error.date",
            locale = language.tag(),
            given = text
        ))
    })
}

/// A time of a day in Korea, to the minute.
pub fn time(text: &str, language: Language) -> Result<DateTime, Stop> {
    let written = text.len() == "2026-03-01T02:30".len();
    let read = text.parse().ok().filter(|_| written);
    read.ok_or_else(|| Stop::usage(t!("lines.at", locale = language.tag(), given = text)))
}

/// The day it is in Korea, by this device's clock.
pub fn today_in_korea() -> Date {
    now_in_korea().date()
}

/// The time it is in Korea, by this device's clock.
pub fn now_in_korea() -> DateTime {
    Timestamp::now()
        .to_zoned(TimeZone::fixed(offset(9)))
        .datetime()
}
