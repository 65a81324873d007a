//! What is due and when to be reminded of it: worked out on the device, from what is kept
//! and the packs, until the app is next opened.

mod kept;
mod moments;
mod ruled;
mod schedule;

use crate::error::CompanionError;
use crate::facts::FactView;
use crate::hex::hex;
use crate::medicines::MedicineView;
use crate::papers::PaperView;
use crate::profile::Profile;
use crate::redact::debug_without_content;
use crate::settings;
use dodam_rules::{Facts, Language, NoteText, Packs, StepText};
use jiff::civil::{Date, DateTime};
use jiff::{Span, ToSpan};
use moments::Moments;

pub use schedule::{MOST_SCHEDULED, Notification};

/// How far ahead reminders are worked out, in days.
pub const MOST_DAYS_AHEAD: i32 = 366;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct RemindersRequest {
    /// Whose, by the id of their record; the owner's where not given.
    pub person: Option<String>,
    /// The moment, by the clocks of Korea (UTC+9, all year).
    pub now: DateTime,
    /// The last day on which something is to be scheduled.
    pub until: Date,
    /// The language of texts.
    pub language: Language,
}

/// What a reminder is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReminderKind {
    /// A premium whose day to pay has passed, as the owner said.
    PremiumOverdue,
    /// A medicine is taken.
    Medicine,
    /// A premium is to be paid.
    PremiumDue,
    /// The permitted stay ends.
    StayExpiry,
    /// A kept paper runs out.
    PaperExpiry,
    /// Something must be done by a day.
    Deadline,
    /// The check-up of a year isn't done.
    Checkup,
    /// What was said long ago counts no more.
    ConfirmFacts,
}

impl ReminderKind {
    /// The kind's name for programs.
    #[must_use]
    pub const fn as_text(self) -> &'static str {
        match self {
            Self::PremiumOverdue => "premium_overdue",
            Self::Medicine => "medicine",
            Self::PremiumDue => "premium_due",
            Self::StayExpiry => "stay_expiry",
            Self::PaperExpiry => "paper_expiry",
            Self::Deadline => "deadline",
            Self::Checkup => "checkup",
            Self::ConfirmFacts => "confirm_facts",
        }
    }
}

/// One thing to be reminded of. All of it but [`Reminder::notification`] is for inside the
/// app only.
#[derive(Clone, PartialEq, Eq)]
pub struct Reminder {
    /// The same for the same thing each time; it tells what it is about, so the system isn't
    /// given it: see [`Notification::id`].
    pub id: String,
    /// What it is about.
    pub kind: ReminderKind,
    /// The day it is about, which may have passed.
    pub about_on: Date,
    /// When to notify, by the clocks of Korea: moments to come, not after the last day asked.
    pub notify_at: Vec<DateTime>,
    /// In a few words.
    pub title: String,
    /// In a sentence.
    pub text: String,
    /// How it was worked out, or what is asked.
    pub why: Vec<String>,
    /// The decision or calculation behind it.
    pub rule: Option<String>,
    /// Its sources, by id.
    pub cites: Vec<String>,
    /// Its sources, a line each.
    pub sources: Vec<String>,
    /// What else is good to know.
    pub notes: Vec<NoteText>,
    /// What to do.
    pub steps: Vec<StepText>,
    /// The facts to say or to say again.
    pub facts: Vec<String>,
    /// How many days ago it was due.
    pub overdue_days: Option<i32>,
    /// How many days are left.
    pub days_left: Option<i32>,
    /// What the system may show: nothing of health, stay, money or a name.
    pub notification: String,
}

/// Everything to be reminded of, and what to hand to the system.
#[derive(Clone, PartialEq, Eq)]
pub struct Reminders {
    /// The day it is.
    pub as_of: Date,
    /// The last day on which something is scheduled.
    pub until: Date,
    /// By the day they are about.
    pub reminders: Vec<Reminder>,
    /// What to schedule, in order: [`MOST_SCHEDULED`] at most, the last one asking to open
    /// the app again.
    pub scheduled: Vec<Notification>,
    /// Facts that would bring more reminders, in the order to ask.
    pub open: Vec<String>,
    /// Why rules couldn't be asked, where what was said contradicts itself.
    pub unanswered: Option<String>,
}

debug_without_content!(Reminder, Reminders);

/// What one person keeps here, and the question.
struct Reminding<'a> {
    packs: &'a Packs,
    language: Language,
    moments: Moments,
    said: Vec<FactView>,
    facts: Facts,
    papers: Vec<PaperView>,
    medicines: Vec<MedicineView>,
}

impl Profile {
    /// What a person is to be reminded of until a day, and what to schedule for it.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for a last day before today or more than a year
    /// ahead; [`CompanionError::NotFound`] for anybody but the owner: a worker's list is to
    /// come; [`CompanionError::Locked`], storage errors.
    pub fn reminders(
        &self,
        packs: &Packs,
        request: &RemindersRequest,
    ) -> Result<Reminders, CompanionError> {
        let own = self.read(settings::own_record)?;
        if request.person.as_ref().is_some_and(|id| *id != hex(&own)) {
            return Err(CompanionError::NotFound("reminders of another person"));
        }
        let moments = Moments::new(request.now, request.until)?;
        let said = self.facts()?;
        let reminding = Reminding {
            packs,
            language: request.language,
            moments,
            facts: readable(packs, &said),
            said,
            papers: self.own_papers()?,
            medicines: self.medicines(request.person.as_deref())?,
        };
        let mut found = reminding.ruled();
        found.reminders.extend(reminding.of_papers());
        found.reminders.extend(reminding.of_medicines());
        found.reminders.extend(reminding.to_confirm());
        found
            .reminders
            .sort_by(|a, b| (a.about_on, a.kind, &a.id).cmp(&(b.about_on, b.kind, &b.id)));
        let all = (found.reminders.as_slice(), reminding.later());
        let scheduled = schedule::of(all, moments, (&own, request.language));
        Ok(Reminders {
            as_of: moments.today(),
            until: moments.until(),
            reminders: found.reminders,
            scheduled,
            open: found.open,
            unanswered: found.unanswered,
        })
    }
}

/// What these packs can read of what was said; the rest isn't known to them.
fn readable(packs: &Packs, said: &[FactView]) -> Facts {
    let mut facts = Facts::new();
    for fact in said {
        // A fact or a spelling of another version stays where it is kept.
        let _ = match &fact.value {
            Some(value) => facts.set_value(packs, &fact.id, value, fact.said_on),
            None => facts.decline(packs, &fact.id, fact.said_on),
        };
    }
    facts
}

impl Reminding<'_> {
    /// Rules read facts anew each year, and a paper may run out in two.
    fn later(&self) -> schedule::Later {
        let runs_out = self.papers.iter().any(|paper| paper.expires.is_some());
        if runs_out || !self.said.is_empty() {
            schedule::Later::Maybe
        } else {
            schedule::Later::Nothing
        }
    }

    /// A reminder of which only the day, the title and the sentence are known.
    fn reminder(
        &self,
        (id, kind): (String, ReminderKind),
        (about_on, days): (Date, &[i32]),
        (title, text): (String, String),
    ) -> Reminder {
        Reminder {
            id,
            kind,
            about_on,
            notify_at: self.moments.around(about_on, days),
            title,
            text,
            why: Vec::new(),
            rule: None,
            cites: Vec::new(),
            sources: Vec::new(),
            notes: Vec::new(),
            steps: Vec::new(),
            facts: Vec::new(),
            overdue_days: None,
            days_left: None,
            notification: schedule::neutral(self.language),
        }
    }

    /// Whether it belongs into the list: its day lies in the time asked about, or a moment
    /// to notify does.
    fn is_near(&self, reminder: &Reminder) -> bool {
        let days = self.moments.today()..=self.moments.until();
        days.contains(&reminder.about_on) || !reminder.notify_at.is_empty()
    }
}

/// The day so many days later, or the calendar's last.
fn later(day: Date, days: i32) -> Date {
    let span: Span = days.days();
    day.saturating_add(span)
}

/// A year ahead at most, and not into the past.
fn check_until(today: Date, until: Date) -> Result<(), CompanionError> {
    if until < today {
        return Err(CompanionError::invalid(
            "last_day",
            "reminders go forward: the last day lies before today",
        ));
    }
    if until > later(today, MOST_DAYS_AHEAD) {
        return Err(CompanionError::invalid(
            "last_day",
            "reminders go a year ahead at most",
        ));
    }
    Ok(())
}
