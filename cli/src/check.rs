//! `dodam check`: what is decided, why, from when, and what to do next.
//!
//! With `--json` it prints the answers as other programs read them. On a terminal it asks
//! what is open, one question at a time, and shows a card. Nothing is kept; with `--dir` it
//! begins with the facts that a vault keeps.
mod ask;
pub mod card;
mod household;
pub mod input;
pub mod language;
pub mod layout;
mod receipts;
mod since;
pub mod view;

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use dodam_companion::rules::{Facts, Language, Packs, Report, Request};
use rust_i18n::t;

use crate::output::{self, Failed};
use crate::vault_access::VaultArgs;

/// Who is covered, why, from when, and what to do next
#[derive(Debug, clap::Args)]
pub struct CheckArgs {
    /// Decision to answer, such as kr.nhi/regional; repeat for more; all if left out
    #[arg(long = "decision", value_name = "ID")]
    decisions: Vec<String>,
    /// Day the question is about; today in Korea if left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Answer as if only packs issued until then were known
    #[arg(long, value_name = "DATE")]
    known_at: Option<String>,
    #[command(flatten)]
    given: Given,
    /// The facts file holds a household: people with facts, and relations
    #[arg(long, requires = "facts_file")]
    household: bool,
    /// Write a receipt of each answer into this folder, and keep the rules it was made by
    #[arg(long, value_name = "DIR", conflicts_with = "household")]
    receipts: Option<PathBuf>,
}

/// What is known, in which language to answer, and by which packs.
#[derive(Debug, clap::Args)]
pub struct Given {
    /// One fact, with the day it was said if that isn't the day asked about
    #[arg(long = "fact", value_name = "ID=VALUE[@SAID_ON]")]
    facts: Vec<String>,
    /// JSON file of facts, or - for standard input
    #[arg(long = "facts", value_name = "FILE")]
    facts_file: Option<PathBuf>,
    /// Language: en, ko, zh-Hans or vi, or one with some texts such as id; the system's if left out
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
    /// Folder of packs, or of one pack, to use beside the built-in ones and instead of
    /// those of the same name, unsigned, for pack authors; otherwise the one named in
    /// DODAM_PACKS
    #[arg(long, value_name = "DIR")]
    packs: Option<PathBuf>,
    /// Folder of the installed packs; otherwise the one named in DODAM_PACK_STORE, or the
    /// system's folder for programs' data
    #[arg(long, value_name = "DIR")]
    store: Option<PathBuf>,
}

impl Given {
    /// Nothing but a language: of what a vault keeps, nothing is said beside it.
    pub fn of_vault(lang: Option<&str>) -> Self {
        Self {
            facts: Vec::new(),
            facts_file: None,
            lang: lang.map(str::to_owned),
            packs: None,
            store: None,
        }
    }

    /// The language that was asked for.
    pub fn lang(&self) -> Option<&str> {
        self.lang.as_deref()
    }
}

/// The language for a tag, or the system's.
pub fn language_of(tag: Option<&str>) -> Language {
    language::choose(tag).0
}

pub use input::today_in_korea;

/// Runs `dodam check`; with `json` it prints JSON and asks nothing.
pub fn run(args: &CheckArgs, vault: &VaultArgs, json: bool) -> ExitCode {
    ended(answer(args, vault, json))
}

pub(crate) fn ended(result: Result<(), Stop>) -> ExitCode {
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(stop) => {
            eprintln!("dodam: {}", stop.sentence);
            ExitCode::from(stop.code)
        }
    }
}

/// Why there is no answer: a sentence for the person and an exit code.
#[derive(Debug)]
pub(crate) struct Stop {
    sentence: String,
    code: u8,
}

impl Stop {
    /// What was given can't be used.
    pub(crate) fn usage(sentence: impl ToString) -> Self {
        Self::new(output::USAGE, sentence)
    }

    /// The packs are damaged.
    fn damaged(sentence: impl ToString) -> Self {
        Self::new(output::DAMAGED, sentence)
    }

    /// The terminal or file written to takes no more.
    pub(crate) fn unwritten(error: impl ToString) -> Self {
        Self::new(
            output::STORAGE,
            format!("the answer could not be written: {}", error.to_string()),
        )
    }

    fn new(code: u8, sentence: impl ToString) -> Self {
        Self {
            sentence: sentence.to_string(),
            code,
        }
    }
}

impl From<Failed> for Stop {
    fn from(failed: Failed) -> Self {
        Self::new(failed.code(), failed.sentence())
    }
}

fn answer(args: &CheckArgs, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let (language, instead) = language::choose(args.given.lang.as_deref());
    if let Some(sentence) = instead {
        eprintln!("{sentence}");
    }
    let packs = input::load_packs(&args.given, language)?;
    let request = input::request(args, &packs, language)?;
    if args.household {
        return answer_household(args, &packs, &request, json);
    }
    let mut facts = kept_facts(vault, &packs)?;
    facts.extend(&input::facts(
        &args.given,
        &packs,
        (request.as_of, language),
    )?);
    let report = packs.check(&request, &facts).map_err(Stop::usage)?;
    if let Some(folder) = &args.receipts {
        receipts::write(args, folder, &packs, (&request, &facts))?;
    }
    if json {
        let json = serde_json::to_string(&report).map_err(Stop::unwritten)?;
        return print(&format!("{json}\n"));
    }
    let asks = std::io::stdin().is_terminal()
        && std::io::stdout().is_terminal()
        && args
            .given
            .facts_file
            .as_deref()
            .is_none_or(|file| file != "-");
    let report = if asks {
        ask::ask_open_questions(&packs, &request, &mut facts)?
    } else {
        report
    };
    print(&cards(&packs, &report, &facts, language))
}

fn answer_household(
    args: &CheckArgs,
    packs: &Packs,
    request: &Request,
    json: bool,
) -> Result<(), Stop> {
    let text = input::facts_text(&args.given, request.language)?;
    let answered = household::answer(packs, request, &text)?;
    if json {
        let answers = household::as_json(request.as_of, answered);
        let json = serde_json::to_string(&answers).map_err(Stop::unwritten)?;
        return print(&format!("{json}\n"));
    }
    for one in &answered {
        let cards = cards(packs, &one.report, &one.facts, request.language);
        print(&format!(
            "=== {}\n\n{cards}\n",
            output::harmless(&one.person)
        ))?;
    }
    Ok(())
}

/// The facts of the vault that was named, if one was.
pub(crate) fn kept_facts(vault: &VaultArgs, packs: &Packs) -> Result<Facts, Stop> {
    if vault.dir.is_none() {
        return Ok(Facts::new());
    }
    let kept = vault
        .unlock()
        .and_then(|profile| Ok(profile.kept_facts(packs)?));
    kept.map_err(|failed: Failed| failed.into())
}

fn cards(packs: &Packs, report: &Report, facts: &Facts, language: Language) -> String {
    let style = card::Style {
        language: language.tag(),
        colour: std::io::stdout().is_terminal()
            && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            && std::env::var_os("TERM").is_none_or(|term| term != "dumb"),
    };
    if report.answers.is_empty() {
        return layout::wrap(&t!("check.card.no_packs", locale = style.language), "", "");
    }
    let rule = format!("\n{}\n", "-".repeat(layout::COLUMNS));
    let cards = report.answers.iter().map(|answer| {
        let card = view::card(packs, answer, report.as_of, facts, language);
        card::render(&card, style)
    });
    let cards: Vec<String> = cards.collect();
    let advice = t!("check.card.not_advice", locale = style.language);
    format!(
        "{}{rule}{}",
        cards.join(&rule),
        layout::wrap(&advice, "", "")
    )
}

pub(crate) fn print(text: &str) -> Result<(), Stop> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        // Who reads no further, as in `dodam check | head`, has what they wanted.
        Err(error) if error.kind() == std::io::ErrorKind::BrokenPipe => Ok(()),
        written => written.map_err(Stop::unwritten),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_width::UnicodeWidthStr;

    const WORDS: &str = concat!(
        include_str!("../../locales/check.yml"),
        include_str!("../../locales/money.yml"),
        include_str!("../../locales/lines.yml"),
        include_str!("../../locales/emergency.yml"),
        include_str!("../../locales/present.yml"),
        include_str!("../../locales/reminders.yml")
    );

    #[test]
    fn every_word_exists_in_every_language() {
        let mut languages: Vec<&str> = Vec::new();
        let mut keys = 0;
        for line in WORDS.lines().chain(["check.end:"]) {
            if let Some((language, text)) = line
                .strip_prefix("  ")
                .and_then(|line| line.split_once(": "))
            {
                assert!(text.len() > 2, "{line}");
                languages.push(language);
            } else if [
                "check.",
                "money.",
                "lines.",
                "emergency.",
                "present.",
                "reminders.",
            ]
            .iter()
            .any(|begin| line.starts_with(begin))
            {
                if keys > 0 {
                    assert_eq!(
                        languages,
                        Language::COMPLETE.map(Language::tag),
                        "before {line}"
                    );
                }
                keys += 1;
                languages.clear();
            }
        }
        assert!(keys > 40, "{keys} keys");
    }

    #[test]
    fn cards_fit_sixty_columns_in_every_language_and_have_no_colour_when_piped() {
        let packs = dodam_companion::packs::embedded().unwrap();
        let cases: [&[&str]; 4] = [
            &[],
            &[
                "visa=G-1",
                "registered=false",
                "province=Daegu",
                "centre=Daegu Medical Center",
            ],
            &[
                "visa=declined",
                "nhi_enrolled=false@2024-01-01",
                "service=dental",
            ],
            &[
                "visa=D-2",
                "registered=true",
                "entry_date=2024-08-31",
                "absences=none",
                "stay_until=2025-01-01",
            ],
        ];
        for language in Language::COMPLETE {
            for case in cases {
                let as_of = jiff::civil::date(2025, 2, 28);
                let mut facts = Facts::new();
                for fact in case {
                    facts.set_text(&packs, fact, as_of).unwrap();
                }
                let request = Request {
                    as_of,
                    known_at: None,
                    decisions: Vec::new(),
                    language,
                };
                let report = packs.check(&request, &facts).unwrap();
                let shown = cards(&packs, &report, &facts, language);
                let wide = shown.lines().find(|line| line.width() > layout::COLUMNS);
                assert_eq!(wide, None, "{shown}");
                assert!(
                    !shown.contains('\u{1b}') && !shown.contains("check."),
                    "{shown}"
                );
                assert!(!shown.contains('{') && !shown.contains("%{"), "{shown}");
            }
        }
    }
}
