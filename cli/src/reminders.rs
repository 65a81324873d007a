//! `dodam reminders`: what a vault's owner is to be reminded of, and what to schedule.
use std::process::ExitCode;

use dodam_companion::rules::{Language, Packs, StepText};
use dodam_companion::{Clock, Reminder, ReminderKind, Reminders, RemindersRequest};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use rust_i18n::t;
use serde_json::{Value, json};

use crate::check::card::{Style, section};
use crate::check::layout::wrap;
use crate::check::view::step_lines;
use crate::check::{Given, Stop, ended, input};
use crate::lines::moment;
use crate::money::{Asked, show};
use crate::output::{Failed, harmless};
use crate::vault_access::VaultArgs;

/// How far ahead is looked where no last day is given.
const DAYS_AHEAD: i64 = 60;
/// How many questions stand on a sheet.
const QUESTIONS_AT_ONCE: usize = 6;

/// What you are to be reminded of: premiums, deadlines, papers, medicines
#[derive(Debug, clap::Args)]
pub struct RemindersArgs {
    /// The last day; 60 days ahead if left out, a year at most
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    /// As if it were the morning of this day; now in Korea if left out
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    /// Language: en, ko, zh-Hans or vi; the system's if left out
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
}

/// Runs `dodam reminders`; with `json` it prints JSON.
pub fn run(args: &RemindersArgs, vault: &VaultArgs, json: bool) -> ExitCode {
    ended(answer(args, vault, json))
}

fn answer(args: &RemindersArgs, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let asked = Asked::new(&Given::of_vault(args.lang.as_deref()))?;
    let today = asked.day(args.as_of.as_deref())?;
    let now = match &args.as_of {
        Some(_) => today.to_datetime(Time::midnight()),
        None => Clock::default().in_korea(),
    };
    let until = match &args.until {
        Some(text) => input::date(text, asked.language)?,
        None => today.saturating_add(DAYS_AHEAD.days()),
    };
    let request = RemindersRequest {
        person: None,
        now,
        until,
        language: asked.language,
    };
    let profile = vault.unlock()?;
    let reminders = profile.reminders(&asked.packs, &request);
    let reminders = reminders.map_err(Failed::from)?;
    show(&as_json(&reminders), json, || {
        harmless(&sheet(&asked.packs, &reminders, asked.language))
    })
}

fn as_json(reminders: &Reminders) -> Value {
    let scheduled = reminders
        .scheduled
        .iter()
        .map(|one| json!({ "id": one.id, "at": written(one.at), "text": one.text }));
    json!({
        "as_of": reminders.as_of.to_string(),
        "until": reminders.until.to_string(),
        "reminders": reminders.reminders.iter().map(one_as_json).collect::<Vec<_>>(),
        "scheduled": scheduled.collect::<Vec<_>>(),
        "open": reminders.open,
        "unanswered": reminders.unanswered,
    })
}

fn one_as_json(reminder: &Reminder) -> Value {
    let notify_at: Vec<String> = reminder.notify_at.iter().map(|at| written(*at)).collect();
    json!({
        "id": reminder.id,
        "kind": reminder.kind.as_text(),
        "about_on": reminder.about_on.to_string(),
        "notify_at": notify_at,
        "title": reminder.title,
        "text": reminder.text,
        "why": reminder.why,
        "rule": reminder.rule,
        "cites": reminder.cites,
        "sources": reminder.sources,
        "notes": reminder.notes,
        "steps": reminder.steps,
        "facts": reminder.facts,
        "overdue_days": reminder.overdue_days,
        "days_left": reminder.days_left,
        "notification": reminder.notification,
    })
}

/// A moment with Korea's offset, to the minute.
fn written(at: DateTime) -> String {
    format!("{}T{:02}:{:02}+09:00", at.date(), at.hour(), at.minute())
}

/// The sheet for people: by the day, what is due and what to do.
fn sheet(packs: &Packs, reminders: &Reminders, language: Language) -> String {
    let tag = language.tag();
    let style = Style {
        language: tag,
        colour: false,
    };
    let date = |day: Date| language.format_date(day);
    let title = t!(
        "reminders.sheet.title",
        locale = tag,
        from = date(reminders.as_of),
        until = date(reminders.until)
    );
    let mut out = wrap(&title, "", "    ");
    if let Some(why) = &reminders.unanswered {
        let said = t!("reminders.sheet.unanswered", locale = tag, why = why);
        out += &wrap(&said, "    ", "    ");
    }
    if reminders.reminders.is_empty() {
        out += &wrap(&t!("reminders.sheet.none", locale = tag), "    ", "    ");
        out += &wrap(&t!("reminders.sheet.how", locale = tag), "    ", "    ");
    }
    out.push('\n');
    let mut before = None;
    let mut sources: Vec<String> = Vec::new();
    for (reminder, last) in shown(&reminders.reminders) {
        if before != Some(reminder.about_on) {
            out += &wrap(&date(reminder.about_on), "  ", "    ");
        }
        before = Some(reminder.about_on);
        out += &one(reminder, last, language);
        for source in &reminder.sources {
            if !sources.contains(source) {
                sources.push(source.clone());
            }
        }
    }
    // The most harmless first; more are asked once these are answered.
    let asked = reminders
        .open
        .iter()
        .take(QUESTIONS_AT_ONCE)
        .filter_map(|id| {
            let question = packs.fact_type(id)?.question(language);
            let said = t!(
                "reminders.sheet.told_by",
                locale = tag,
                question = question,
                fact = id
            );
            Some(said.into_owned())
        });
    let tell = t!("reminders.sheet.tell", locale = tag);
    out += &section(&tell, &asked.collect::<Vec<_>>(), style);
    out += &section(&t!("check.card.sources", locale = tag), &sources, style);
    out.push('\n');
    if let Some(first) = reminders.scheduled.first() {
        let outside = t!(
            "reminders.sheet.outside",
            locale = tag,
            text = first.text,
            count = reminders.scheduled.len()
        );
        out += &wrap(&outside, "", "");
    }
    out + &wrap(&t!("check.card.draft", locale = tag), "", "")
}

/// What a sheet shows: a medicine that is taken every day stands once, with its last day here.
fn shown(reminders: &[Reminder]) -> Vec<(&Reminder, Option<Date>)> {
    let course = |one: &Reminder| -> Option<String> {
        let (course, _) = one.id.rsplit_once(':')?;
        (one.kind == ReminderKind::Medicine).then(|| course.to_owned())
    };
    let mut shown: Vec<(&Reminder, Option<Date>)> = Vec::new();
    for reminder in reminders {
        let of_course = course(reminder);
        let begun = shown
            .iter_mut()
            .find(|(other, _)| of_course.is_some() && course(other) == of_course);
        match begun {
            Some((_, last)) => *last = Some(reminder.about_on),
            None => shown.push((reminder, None)),
        }
    }
    shown
}

fn one(reminder: &Reminder, last: Option<Date>, language: Language) -> String {
    let tag = language.tag();
    let mut out = wrap(&reminder.title, "  - ", "    ");
    out += &wrap(&reminder.text, "    ", "    ");
    if let Some(last) = last {
        let until = language.format_date(last);
        let daily = t!("reminders.sheet.daily", locale = tag, until = until);
        out += &wrap(&daily, "    ", "    ");
    } else if !reminder.notify_at.is_empty() {
        let times: Vec<String> = reminder
            .notify_at
            .iter()
            .map(|at| moment(*at, language))
            .collect();
        let times = times.join(&t!("check.card.between_names", locale = tag));
        let notified = t!("reminders.sheet.notified", locale = tag, times = times);
        out += &wrap(&notified, "    ", "    ");
    }
    let steps = reminder.steps.iter();
    for step in steps
        .filter(|step| step.phone.as_deref() != Some("119"))
        .take(2)
    {
        out += &step_text(step, tag);
    }
    for why in &reminder.why {
        out += &wrap(why, "    · ", "      ");
    }
    for note in &reminder.notes {
        out += &wrap(&note.text, "    ", "    ");
    }
    out
}

fn step_text(step: &StepText, tag: &str) -> String {
    let lines = step_lines(step, tag);
    let mut parts = vec![lines.what];
    parts.extend(lines.details.into_iter().next());
    let said = t!("plan.first_step", locale = tag, step = parts.join(" "));
    wrap(&said, "    ", "      ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::layout::COLUMNS;
    use dodam_companion::rules::Facts;
    use dodam_companion::{MedicineDetails, Profile};
    use jiff::civil::{date, time};
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn sheets_fit_sixty_columns_in_every_language_and_say_each_medicine_once() {
        let packs = dodam_companion::packs::embedded().unwrap();
        let folder = tempfile::tempdir().unwrap();
        let setup = Profile::create(folder.path(), "246810", "Synthetic", Clock::default());
        let profile = setup.unwrap().profile;
        let today = date(2026, 12, 1);
        let empty = |language| RemindersRequest {
            person: None,
            now: today.to_datetime(Time::midnight()),
            until: date(2027, 1, 31),
            language,
        };
        let before = Language::COMPLETE.map(|language| {
            let found = profile.reminders(&packs, &empty(language)).unwrap();
            sheet(&packs, &found, language)
        });
        let mut facts = Facts::new();
        for fact in [
            "visa=D-2",
            "stay_until=2027-01-05",
            "nhi_enrolled=true@2026-06-05",
            "birth_date=1990-05-05",
            "employed=false",
            "checkup_done=false",
            "unpaid_since=2026-10-25",
            "months_unpaid=2",
        ] {
            facts.set_text(&packs, fact, today).unwrap();
        }
        profile.set_facts(&packs, &facts).unwrap();
        let medicine = MedicineDetails {
            name: "Synthecillin".to_owned(),
            dose: String::new(),
            times: vec![time(8, 0, 0, 0)],
            first_day: today,
            last_day: None,
            note: String::new(),
        };
        profile.add_medicine(None, &medicine).unwrap();
        for (language, before) in Language::COMPLETE.into_iter().zip(before) {
            let found = profile.reminders(&packs, &empty(language)).unwrap();
            let shown = sheet(&packs, &found, language);
            assert_eq!(shown.matches("Synthecillin").count(), 1, "{shown}");
            for shown in [before, shown] {
                let wide = shown.lines().find(|line| line.width() > COLUMNS);
                assert_eq!(wide, None, "{shown}");
                for never in ["\u{1b}", "reminders.sheet", "check.", "%{", "{fact}"] {
                    assert!(!shown.contains(never), "{never}: {shown}");
                }
            }
        }
    }
}
