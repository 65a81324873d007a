//! `dodam lines`: whom to call now, in which language.
use std::process::ExitCode;

use dodam_companion::rules::{Language, Line, Lines, LinesQuestion, Need, own_name};
use jiff::civil::DateTime;
use rust_i18n::t;

use crate::check::card::{Style, section};
use crate::check::layout::wrap;
use crate::check::{Given, Stop, ended, input};
use crate::money::{Asked, show};

/// Which phone lines are open at an hour and speak a language
#[derive(Debug, clap::Args)]
pub struct LinesArgs {
    /// The language to speak, such as km, ja or zh-Hans; that of the answer if left out
    #[arg(long, value_name = "TAG")]
    language: Option<String>,
    /// When to call, in Korean time, such as 2026-03-01T02:30; now if left out
    #[arg(long, value_name = "TIME")]
    at: Option<String>,
    /// What it is about
    #[arg(long, value_enum, default_value_t = About::Any)]
    need: About,
    /// Name authorities last: the immigration office's line, the police
    #[arg(long)]
    sensitive: bool,
    #[command(flatten)]
    given: Given,
}

/// What a call is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum About {
    Emergency,
    Hospital,
    Insurance,
    Welfare,
    Infection,
    Stay,
    Any,
}

impl About {
    const fn need(self) -> Option<Need> {
        match self {
            Self::Emergency => Some(Need::Emergency),
            Self::Hospital => Some(Need::Hospital),
            Self::Insurance => Some(Need::Insurance),
            Self::Welfare => Some(Need::Welfare),
            Self::Infection => Some(Need::Infection),
            Self::Stay => Some(Need::Stay),
            Self::Any => None,
        }
    }
}

/// The note that no line that is open surely speaks the language.
const NO_LINE_SPEAKS: &str = "no_line_speaks";

/// Runs `dodam lines`; with `json` it prints JSON.
pub fn run(args: &LinesArgs, json: bool) -> ExitCode {
    ended(answer(args, json))
}

fn answer(args: &LinesArgs, json: bool) -> Result<(), Stop> {
    let asked = Asked::new(&args.given)?;
    let at = match &args.at {
        Some(text) => input::time(text, asked.language)?,
        None => {
            // Complains about a clock that can't be right.
            asked.day(None)?;
            input::now_in_korea()
        }
    };
    let question = LinesQuestion {
        at,
        spoken: args.language.as_deref().unwrap_or(asked.language.tag()),
        need: args.need.need(),
        sensitive: args.sensitive,
        language: asked.language,
    };
    let lines = asked.packs.lines(&question).map_err(Stop::usage)?;
    show(&lines, json, || sheet(&lines, asked.language))
}

/// The sheet for people: each line with whether it is open, when, and what to say.
fn sheet(lines: &Lines, language: Language) -> String {
    let tag = language.tag();
    let spoken = own_name(&lines.language);
    let title = t!(
        "lines.title",
        locale = tag,
        spoken = spoken,
        time = moment(lines.at, language)
    );
    let mut out = wrap(&title, "", "    ");
    // That nobody speaks the language is said before whom to call all the same.
    let (plainly, beside): (Vec<_>, Vec<_>) = lines
        .notes
        .iter()
        .partition(|note| note.id == NO_LINE_SPEAKS);
    for note in plainly {
        out += &wrap(&note.text, "    ", "    ");
    }
    out.push('\n');
    for (index, line) in lines.lines.iter().enumerate() {
        let call = t!("check.card.phone", locale = tag, phone = line.phone);
        let first = format!("{:>2}. ", index + 1);
        out += &wrap(&format!("{call} · {}", line.who), &first, "    ");
        for detail in details(line, spoken, language) {
            out += &wrap(&detail, "    ", "      ");
        }
        if let Some(say) = &line.say_ko {
            out += &wrap(&t!("check.card.say", locale = tag), "    ", "    ");
            out += &wrap(&format!("「{say}」"), "      ", "        ");
        }
    }
    let style = Style {
        language: tag,
        colour: false,
    };
    let notes: Vec<String> = beside.iter().map(|note| note.text.clone()).collect();
    out += &section(&t!("check.card.notes", locale = tag), &notes, style);
    out + "\n" + &wrap(&t!("check.card.draft", locale = tag), "", "")
}

fn details(line: &Line, spoken: &str, language: Language) -> Vec<String> {
    let tag = language.tag();
    let mut details = vec![standing(line, spoken, language)];
    details.extend(line.hours.clone());
    let names: Vec<&str> = line.languages.iter().map(|tag| own_name(tag)).collect();
    let mut names = names.join(&t!("check.card.between_names", locale = tag));
    if line.more_languages {
        names = t!("lines.and_others", locale = tag, languages = names).into_owned();
    }
    details.push(t!("check.card.languages", locale = tag, languages = names).into_owned());
    let abroad = line.abroad.as_ref();
    details.extend(
        abroad.map(|phone| t!("check.card.abroad", locale = tag, phone = phone).into_owned()),
    );
    let checked = line.checked.as_ref();
    details
        .extend(checked.map(|month| t!("lines.checked", locale = tag, month = month).into_owned()));
    details
}

/// Whether it is open and speaks the language: a shape, and both in words.
fn standing(line: &Line, spoken: &str, language: Language) -> String {
    let tag = language.tag();
    let opens = line.opens.map(|opens| moment(opens, language));
    let open = match (line.open, &opens) {
        (Some(true), _) => t!("lines.open", locale = tag),
        (Some(false), Some(opens)) => t!("lines.closed_until", locale = tag, time = opens),
        _ => t!("lines.hours_unknown", locale = tag),
    };
    let speaks = match (line.speaks, line.open, opens) {
        (Some(true), ..) => t!("lines.speaks", locale = tag, spoken = spoken),
        (None, ..) => t!("lines.may_speak", locale = tag, spoken = spoken),
        (Some(false), Some(true), Some(again)) => {
            t!(
                "lines.speaks_from",
                locale = tag,
                spoken = spoken,
                time = again
            )
        }
        (Some(false), ..) => t!("lines.silent", locale = tag, spoken = spoken),
    };
    let shape = match (line.open, line.speaks) {
        (Some(true), Some(true)) => "[v]",
        (Some(false), _) | (_, Some(false)) => "[x]",
        _ => "[?]",
    };
    format!("{shape} {open} · {speaks}")
}

/// A time of a day as the reader writes it.
pub fn moment(at: DateTime, language: Language) -> String {
    let date = language.format_date(at.date());
    let clock = format!("{:02}:{:02}", at.hour(), at.minute());
    t!(
        "lines.time",
        locale = language.tag(),
        date = date,
        clock = clock
    )
    .into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::layout::COLUMNS;
    use jiff::civil::date;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn sheets_fit_sixty_columns_in_every_language_and_say_when_a_line_opens() {
        let packs = dodam_companion::packs::embedded().unwrap();
        for language in Language::COMPLETE {
            for (spoken, need) in [("ja", None), ("si", Some(Need::Insurance)), ("zh", None)] {
                let question = LinesQuestion {
                    at: date(2026, 3, 1).at(2, 30, 0, 0),
                    spoken,
                    need,
                    sensitive: true,
                    language,
                };
                let shown = sheet(&packs.lines(&question).unwrap(), language);
                let wide = shown.lines().find(|line| line.width() > COLUMNS);
                assert_eq!(wide, None, "{shown}");
                for never in ["\u{1b}", "lines.", "check.", "%{"] {
                    assert!(!shown.contains(never), "{never}: {shown}");
                }
                let squeezed: String = shown.split_whitespace().collect();
                let opens = moment(date(2026, 3, 2).at(9, 0, 0, 0), language);
                let opens: String = opens.split_whitespace().collect();
                assert!(squeezed.contains(&opens), "{opens}: {shown}");
            }
        }
    }
}
