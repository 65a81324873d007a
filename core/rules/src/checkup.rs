//! Whether this year is somebody's year for the check-up that the insurance pays.

use crate::calculate::{CalculationRequest, Told};
use crate::error::InputError;
use crate::facts::Facts;
use crate::language::Language;
use crate::packs::Packs;
use crate::premium::Known;
use crate::value::{Reading, Value};
use jiff::civil::Date;
use serde::Serialize;

const CALCULATION: &str = "kr.nhi.checkup/year";

/// The check-up of a year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Checkup {
    /// Whether it is the person's year, done or not.
    pub due_this_year: Option<bool>,
    /// The next year after this one that is the person's.
    pub next_year: Option<i16>,
    /// Days until the year ends, where it is due and not done.
    pub days_left: Option<i32>,
    /// Whether it is known.
    pub state: Known,
    /// Why, and what to do next.
    #[serde(flatten)]
    pub told: Told,
}

impl Packs {
    /// Whether the year of a day is the person's year.
    ///
    /// # Errors
    /// [`InputError`] where no installed pack knows it, or facts contradict each other.
    pub fn checkup(
        &self,
        as_of: Date,
        facts: &Facts,
        language: Language,
    ) -> Result<Checkup, InputError> {
        let request = CalculationRequest::on(CALCULATION, as_of, language);
        let found = self.calculate(&request, facts)?;
        let every = found.word("every");
        // A year that is somebody's either way isn't told before it is known which way.
        let due_this_year = match found.word("due_this_year") {
            Some("yes") => every.map(|_| true),
            Some(_) => Some(false),
            None => None,
        };
        let gap = match (due_this_year, every) {
            (Some(true), Some("two_years")) => Some(2),
            (Some(_), Some(_)) => Some(1),
            _ => None,
        };
        let last = as_of.last_of_year();
        let left = as_of.until(last).map_or(0, |left| left.get_days());
        let not_done = matches!(
            facts.reading("checkup_done"),
            Some(Reading::Clear(Value::Bool(false)))
        );
        Ok(Checkup {
            next_year: gap.map(|gap| as_of.year() + gap),
            days_left: (due_this_year == Some(true) && not_done).then_some(left),
            state: Known::if_some(due_this_year.as_ref()),
            due_this_year,
            told: found.told,
        })
    }
}
