//! Of what packs know: premiums, deadlines, the stay, the check-up.

use super::kept::BEFORE_IT_ENDS;
use super::{Reminder, ReminderKind, Reminding, later};
use dodam_rules::{
    Facts, InputError, LineKind, Member, PlanLine, PlanRequest, Planner, Premium, PremiumDoor,
    PremiumQuestion, Told,
};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use rust_i18n::t;

/// The day before a premium is due, and that day.
const BEFORE_PAYING: &[i32] = &[-1, 0];
/// After a premium was due: soon, after a week, and before it is late by a month.
const AFTER_DUE: &[i32] = &[1, 8, 25];
/// Before the year of a check-up ends: a season, a month, while places are still open.
const BEFORE_THE_YEAR_ENDS: &[i32] = &[-91, -30, -11];
/// How far ahead a day may lie of which people are told before.
const LONGEST_BEFORE_DAYS: i32 = 31;
/// A bill may be due in the month before its own.
const MONTHS_BEHIND: i64 = 1;

const STAY: &str = "kr.nhi.deadlines/stay";
const CHECKUP: &str = "kr.nhi.checkup/year";
const REGIONAL_PREMIUM: &str = "kr.nhi.premium/regional";
const ARREARS: &str = "kr.nhi.arrears/consequences";
const PREMIUM_PACK: &str = "kr.nhi.premium";
const ARREARS_PACK: &str = "kr.nhi.arrears";
const CHECKUP_PACK: &str = "kr.nhi.checkup";
/// The note on what comes of a day to pay that has passed.
const OVERDUE: &str = "overdue";

const MONTHS_UNPAID: &str = "months_unpaid";
const UNPAID_SINCE: &str = "unpaid_since";
const CHECKUP_DONE: &str = "checkup_done";

/// What rules gave.
#[derive(Default)]
pub(super) struct Ruled {
    pub(super) reminders: Vec<Reminder>,
    pub(super) open: Vec<String>,
    pub(super) unanswered: Option<String>,
}

impl Ruled {
    fn ask(&mut self, facts: &[String]) {
        for fact in facts {
            if !self.open.contains(fact) {
                self.open.push(fact.clone());
            }
        }
    }

    fn add(&mut self, what: Result<Self, InputError>) {
        match what {
            Ok(more) => {
                self.reminders.extend(more.reminders);
                self.ask(&more.open);
            }
            Err(error) => self.unanswered = Some(error.to_string()),
        }
    }
}

impl Reminding<'_> {
    /// Where what was said contradicts itself, that is told and everything else goes on.
    pub(super) fn ruled(&self) -> Ruled {
        let mut ruled = Ruled::default();
        ruled.add(self.planned());
        ruled.add(self.unpaid());
        ruled.add(self.checkup());
        ruled
    }

    /// Days to pay and deadlines, as a plan has them.
    fn planned(&self) -> Result<Ruled, InputError> {
        let ahead: Span = MONTHS_BEHIND.months();
        let until = later(self.moments.until(), LONGEST_BEFORE_DAYS).saturating_add(ahead);
        let request = PlanRequest {
            from: self.moments.today(),
            until: until.last_of_month(),
            language: self.language,
        };
        let member = Member {
            id: String::new(),
            facts: self.facts.clone(),
        };
        let alone = Planner {
            member,
            changes: Vec::new(),
        };
        let plan = self.packs.plan(request, &[alone], &[])?;
        let mut ruled = Ruled::default();
        for line in &plan.lines {
            let reminder = match line.kind {
                LineKind::Money => self.premium_due(line),
                LineKind::Deadline => Some(self.deadline(line)),
                LineKind::Cover | LineKind::Application => None,
            };
            let near = reminder.filter(|one| self.is_near(one));
            ruled.reminders.extend(near);
        }
        for person in plan.people {
            ruled.ask(&person.open);
        }
        Ok(ruled)
    }

    fn premium_due(&self, line: &PlanLine) -> Option<Reminder> {
        let tag = self.language.tag();
        let month = line.month.as_ref()?;
        let first: Date = format!("{month}-01").parse().ok()?;
        let title = t!(
            "reminders.premium_due.title",
            locale = tag,
            month = self.language.format_month(first)
        );
        let date = self.language.format_date(line.day);
        let text = match line.total_krw {
            Some(krw) => t!(
                "reminders.premium_due.known",
                locale = tag,
                total = self.language.format_number(krw),
                date = date
            ),
            None => t!("reminders.premium_due.unknown", locale = tag, date = date),
        };
        let kind = ReminderKind::PremiumDue;
        let id = format!("{}:{month}", kind.as_text());
        let words = (title.into_owned(), text.into_owned());
        let reminder = self.reminder((id, kind), (line.day, BEFORE_PAYING), words);
        Some(from_line(reminder, line))
    }

    fn deadline(&self, line: &PlanLine) -> Reminder {
        let kind = if line.rule == STAY {
            ReminderKind::StayExpiry
        } else {
            ReminderKind::Deadline
        };
        let id = match kind {
            ReminderKind::StayExpiry => format!("{}:{}", kind.as_text(), line.day),
            _ => format!("{}:{}:{}", kind.as_text(), line.rule, line.day),
        };
        let title = self.packs.calculation_title(&line.rule, self.language);
        let words = (title.to_owned(), line.text.clone());
        let reminder = self.reminder((id, kind), (line.day, BEFORE_IT_ENDS), words);
        from_line(reminder, line)
    }

    /// Premiums of which the owner said that they aren't paid; nobody else knows.
    fn unpaid(&self) -> Result<Ruled, InputError> {
        let mut ruled = Ruled::default();
        let said = |id: &str| {
            let fact = self.said.iter().find(|fact| fact.id == id)?;
            Some((fact.value.as_deref()?, fact.said_on))
        };
        let months = said(MONTHS_UNPAID).and_then(|(months, on)| {
            let months: u32 = months.parse().ok()?;
            Some((months, on))
        });
        let since: Option<(Date, Date)> =
            said(UNPAID_SINCE).and_then(|(since, on)| Some((since.parse().ok()?, on)));
        let unpaid = match (months, since) {
            // Of the two, what was said last counts.
            (Some((0, none_on)), Some((_, since_on))) => since_on > none_on,
            (Some((months, _)), _) => months > 0,
            (None, since) => since.is_some(),
        };
        if !unpaid {
            return Ok(ruled);
        }
        let today = self.moments.today();
        let since = since.map(|(since, _)| since);
        let month = match since {
            Some(since) => self.month_unpaid(since)?,
            None => None,
        };
        if since.is_none() {
            ruled.ask(&[UNPAID_SINCE.to_owned()]);
        }
        let arrears = self.packs.arrears(today, &self.facts, self.language)?;
        let reminder = self.overdue(month, since.unwrap_or(today));
        let mut reminder = with_told(reminder, &arrears.told);
        let sources = self
            .packs
            .source_lines(ARREARS_PACK, &arrears.told.cites, self.language);
        reminder.sources.extend(sources);
        ruled.ask(&arrears.told.open);
        ruled.reminders.push(reminder);
        Ok(ruled)
    }

    fn overdue(&self, month: Option<(Date, Premium)>, since: Date) -> Reminder {
        let tag = self.language.tag();
        let kind = ReminderKind::PremiumOverdue;
        let known = month.and_then(|(first, premium)| {
            let (due, days) = (premium.due?, premium.overdue_days?);
            Some((first, due, days, premium.told))
        });
        let Some((first, due, days, told)) = known else {
            let title = t!("reminders.premium_overdue.title_only", locale = tag);
            let text = t!("reminders.premium_overdue.undated", locale = tag);
            let words = (title.into_owned(), text.into_owned());
            let id = (kind.as_text().to_owned(), kind);
            let mut reminder = self.reminder(id, (since, AFTER_DUE), words);
            reminder.rule = Some(ARREARS.to_owned());
            return reminder;
        };
        let title = t!(
            "reminders.premium_overdue.title",
            locale = tag,
            month = self.language.format_month(first)
        );
        let text = t!(
            "reminders.premium_overdue.days",
            locale = tag,
            date = self.language.format_date(due),
            days = days
        );
        let id = format!("{}:{}-{:02}", kind.as_text(), first.year(), first.month());
        let words = (title.into_owned(), text.into_owned());
        let mut reminder = self.reminder((id, kind), (due, AFTER_DUE), words);
        reminder.rule = Some(REGIONAL_PREMIUM.to_owned());
        reminder.overdue_days = Some(days);
        let notes = told.notes.into_iter();
        reminder.notes = notes.filter(|note| note.id == OVERDUE).collect();
        reminder.sources = self
            .packs
            .source_lines(PREMIUM_PACK, &told.cites, self.language);
        reminder.cites = told.cites;
        reminder
    }

    /// The month whose day to pay was the last one by the day since when nothing is paid.
    fn month_unpaid(&self, since: Date) -> Result<Option<(Date, Premium)>, InputError> {
        let mut found: Option<(Date, Premium)> = None;
        for months in -2..=2_i64 {
            let shifted: Span = months.months();
            let Ok(month) = since.first_of_month().checked_add(shifted) else {
                continue;
            };
            let question = PremiumQuestion {
                door: PremiumDoor::Regional,
                month,
                unpaid_on: Some(self.moments.today()),
                language: self.language,
            };
            let premium = self.packs.premium(question, &self.facts)?;
            if premium.due.is_some_and(|due| due <= since) {
                found = Some((month, premium));
            }
        }
        Ok(found)
    }

    /// The check-up of this year, where it was said that it isn't done.
    fn checkup(&self) -> Result<Ruled, InputError> {
        let (today, tag) = (self.moments.today(), self.language.tag());
        let facts = self.facts_of_this_year();
        let checkup = self.packs.checkup(today, &facts, self.language)?;
        let mut ruled = Ruled::default();
        ruled.ask(&checkup.told.open);
        let said = self
            .said
            .iter()
            .any(|fact| fact.id == CHECKUP_DONE && fact.said_on.year() == today.year());
        if checkup.due_this_year == Some(true) && !said {
            ruled.ask(&[CHECKUP_DONE.to_owned()]);
        }
        let Some(days) = checkup.days_left else {
            return Ok(ruled);
        };
        let title = t!("reminders.checkup.title", locale = tag, year = today.year());
        let text = match days {
            0 => t!("reminders.checkup.none_left", locale = tag),
            1 => t!("reminders.checkup.one_left", locale = tag),
            days => t!("reminders.checkup.left", locale = tag, days = days),
        };
        let kind = ReminderKind::Checkup;
        let id = format!("{}:{}", kind.as_text(), today.year());
        let about = (today.last_of_year(), BEFORE_THE_YEAR_ENDS);
        let words = (title.into_owned(), text.into_owned());
        let reminder = self.reminder((id, kind), about, words);
        let mut reminder = with_told(reminder, &checkup.told);
        reminder.sources =
            self.packs
                .source_lines(CHECKUP_PACK, &checkup.told.cites, self.language);
        reminder.rule = Some(CHECKUP.to_owned());
        reminder.days_left = Some(days);
        ruled.reminders.push(reminder);
        Ok(ruled)
    }

    /// What was said of the check-up is about the year in which it was said.
    fn facts_of_this_year(&self) -> Facts {
        let year = self.moments.today().year();
        let of_this_year =
            |fact: &&crate::facts::FactView| fact.id != CHECKUP_DONE || fact.said_on.year() == year;
        let said: Vec<_> = self.said.iter().filter(of_this_year).cloned().collect();
        super::readable(self.packs, &said)
    }
}

fn from_line(mut reminder: Reminder, line: &PlanLine) -> Reminder {
    reminder.rule = Some(line.rule.clone());
    reminder.why.clone_from(&line.why);
    reminder.cites.clone_from(&line.cites);
    reminder.sources.clone_from(&line.sources);
    reminder.notes.clone_from(&line.notes);
    reminder.steps.clone_from(&line.steps);
    reminder
}

fn with_told(mut reminder: Reminder, told: &Told) -> Reminder {
    reminder.why.extend(told.why.iter().cloned());
    reminder.cites.extend(told.cites.iter().cloned());
    reminder.notes.extend(told.notes.iter().cloned());
    reminder.steps.extend(told.steps.iter().cloned());
    reminder
}
