//! What is due and when to be reminded of it.

use dodam_companion as companion;
use dodam_companion::{Clock, RemindersRequest};

use crate::answer::{Note, Step};
use crate::crossing::{Given, chosen, debug_without_content, language, shown};
use crate::{DodamError, Profile};

/// What is asked for.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct RemindersQuestion {
    /// The last day on which something is to be scheduled, as `YYYY-MM-DD`; a year ahead at
    /// most.
    pub until: String,
    /// The moment it is, by the clocks of Korea, as `YYYY-MM-DDTHH:MM`; null for now.
    #[uniffi(default = None)]
    pub now: Option<String>,
    /// Whose, by the id of their record; the owner's where not given.
    #[uniffi(default = None)]
    pub person_id: Option<String>,
    /// The language of texts, as a tag; English where there are none.
    #[uniffi(default = None)]
    pub language: Option<String>,
}

debug_without_content!(RemindersQuestion);

chosen! {
    /// What a reminder is about.
    ReminderKind of companion::ReminderKind {
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
}

shown! {
    /// One thing to be reminded of. All of it but `notification` is for inside the app only.
    Reminder of companion::Reminder {
        /// The same for the same thing each time; it tells what it is about, so the system isn't
        /// given it: see `Notification.id`.
        id: String,
        /// What it is about.
        kind: ReminderKind,
        /// The day it is about, which may have passed, as `YYYY-MM-DD`.
        about_on: String,
        /// When to notify, as `YYYY-MM-DDTHH:MM` by the clocks of Korea: moments to come.
        notify_at: Vec<String>,
        /// In a few words.
        title: String,
        /// In a sentence.
        text: String,
        /// How it was worked out, or what is asked.
        why: Vec<String>,
        /// The decision or calculation behind it.
        rule: Option<String>,
        /// Its sources, by id.
        cites: Vec<String>,
        /// Its sources, a line each.
        sources: Vec<String>,
        /// What else is good to know.
        notes: Vec<Note>,
        /// What to do.
        steps: Vec<Step>,
        /// The facts to say or to say again.
        facts: Vec<String>,
        /// How many days ago it was due.
        overdue_days: Option<i32>,
        /// How many days are left.
        days_left: Option<i32>,
        /// What the system may show: nothing of health, stay, money or a name.
        notification: String,
    }
}

shown! {
    /// One notification to schedule with the system. What it is about is known inside the app
    /// only.
    Notification of companion::Notification {
        /// Sixteen hexadecimal digits, the same each time for the same moment; nothing can be
        /// read from them.
        id: String,
        /// When, as `YYYY-MM-DDTHH:MM` by the clocks of Korea.
        at: String,
        /// What is shown.
        text: String,
    }
}

shown! {
    /// Everything to be reminded of, and what to hand to the system.
    Reminders of companion::Reminders {
        /// The day it is, as `YYYY-MM-DD`.
        as_of: String,
        /// The last day on which something is scheduled, as `YYYY-MM-DD`.
        until: String,
        /// By the day they are about.
        reminders: Vec<Reminder>,
        /// What to schedule, in order: 64 at most, the last one asking to open the app again.
        scheduled: Vec<Notification>,
        /// Facts that would bring more reminders, in the order to ask.
        open: Vec<String>,
        /// Why rules couldn't be asked, where what was said contradicts itself.
        unanswered: Option<String>,
    }
}

impl RemindersQuestion {
    /// Reads the question; what it gives makes of it a request at a moment.
    pub(crate) fn request(
        self,
    ) -> Result<impl Fn(&Clock) -> RemindersRequest + Send + 'static, DodamError> {
        let (now, until) = (self.now.given()?, self.until.given()?);
        let language = language(self.language.as_deref());
        Ok(move |clock: &Clock| RemindersRequest {
            person: self.person_id.clone(),
            now: now.unwrap_or_else(|| clock.in_korea()),
            until,
            language,
        })
    }
}

#[uniffi::export]
impl Profile {
    /// Gives what a person is to be reminded of until a day, and what to schedule for it.
    ///
    /// Fails with `InvalidInput` for a last day before today or more than a year ahead,
    /// `NotFound` for anybody but the owner.
    pub async fn reminders(&self, question: RemindersQuestion) -> Result<Reminders, DodamError> {
        let question = question.request()?;
        self.ask(move |vault, packs, clock| Ok(vault.reminders(packs, &question(clock))?))
            .await
    }
}
