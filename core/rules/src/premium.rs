//! What insurance costs in a month: health, long-term care, and when it is due.

use crate::answer::{NoteText, StepText};
use crate::calculate::{Calculated, CalculationRequest, WorkedFigure};
use crate::error::InputError;
use crate::facts::Facts;
use crate::packs::Packs;
use crate::text::Language;
use jiff::civil::Date;
use serde::Serialize;

/// The two doors of the insurance that cost something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PremiumDoor {
    /// By residence.
    Regional,
    /// Through work: the employee's half.
    Workplace,
}

impl PremiumDoor {
    const fn calculation(self) -> &'static str {
        match self {
            Self::Regional => "kr.nhi.premium/regional",
            Self::Workplace => "kr.nhi.premium/workplace",
        }
    }
}

/// A month's premium, in whole won; `None` where something isn't known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Premium {
    /// Health insurance.
    pub health_krw: Option<i64>,
    /// Long-term care.
    pub ltc_krw: Option<i64>,
    /// Both.
    pub total_krw: Option<i64>,
    /// The last day to pay; `None` for wages, from which it is taken.
    pub due: Option<Date>,
    /// Whether the whole is known.
    pub state: Known,
    /// The last month before for which the same facts give an amount, if this one isn't known.
    pub last_known: Option<LastKnown>,
    /// Facts to ask for, in the order to ask.
    pub open: Vec<String>,
    /// Facts the person would rather not say.
    pub declined: Vec<String>,
    /// Facts said too long ago, or guessed.
    pub confirm: Vec<String>,
    /// How it was worked out, a line a step.
    pub why: Vec<String>,
    /// The sources of what was used.
    pub cites: Vec<String>,
    /// What else is good to know.
    pub notes: Vec<NoteText>,
    /// What to do next.
    pub steps: Vec<StepText>,
}

/// Whether an amount is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Known {
    /// To the won.
    Known,
    /// Not all that it needs.
    Unknown,
}

/// What it was when it was last known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct LastKnown {
    /// The year.
    pub period: String,
    /// Health insurance a month then.
    pub health_krw: i64,
    /// With long-term care.
    pub total_krw: i64,
}

impl Packs {
    /// A month's premium; `month` is any day of it.
    ///
    /// # Errors
    /// [`InputError`] where no installed pack knows premiums, or facts contradict each
    /// other.
    pub fn premium(
        &self,
        door: PremiumDoor,
        month: Date,
        facts: &Facts,
        language: Language,
    ) -> Result<Premium, InputError> {
        let request = CalculationRequest {
            calculation: door.calculation().to_owned(),
            as_of: month.first_of_month(),
            known_at: None,
            language,
        };
        let found = self.calculate(&request, facts)?;
        let total_krw = krw(&found, "total_krw");
        let last_known = match total_krw {
            Some(_) => None,
            None => self.last_known(&request, facts)?,
        };
        Ok(Premium {
            health_krw: krw(&found, "health_krw"),
            ltc_krw: krw(&found, "ltc_krw"),
            total_krw,
            due: match found.figures.get("due") {
                Some(Some(WorkedFigure::Day(day))) => Some(*day),
                _ => None,
            },
            state: if total_krw.is_some() {
                Known::Known
            } else {
                Known::Unknown
            },
            last_known,
            open: found.open,
            declined: found.declined,
            confirm: found.confirm,
            why: found.why,
            cites: found.cites,
            notes: found.notes,
            steps: found.steps,
        })
    }

    /// The last month before for which the same facts give an amount.
    fn last_known(
        &self,
        request: &CalculationRequest,
        facts: &Facts,
    ) -> Result<Option<LastKnown>, InputError> {
        let (pack, _) = self.calculation(request)?;
        let values = pack.params.iter().flat_map(|param| &param.values);
        let ends = values.filter_map(|value| value.until);
        let mut months: Vec<Date> = ends
            .filter(|until| *until < request.as_of)
            .map(Date::first_of_month)
            .collect();
        months.sort_unstable();
        months.dedup();
        for month in months.into_iter().rev() {
            let then = CalculationRequest {
                as_of: month,
                ..request.clone()
            };
            let found = self.calculate(&then, facts)?;
            if let (Some(health_krw), Some(total_krw)) =
                (krw(&found, "health_krw"), krw(&found, "total_krw"))
            {
                return Ok(Some(LastKnown {
                    period: month.year().to_string(),
                    health_krw,
                    total_krw,
                }));
            }
        }
        Ok(None)
    }
}

fn krw(found: &Calculated, name: &str) -> Option<i64> {
    match found.figures.get(name) {
        Some(Some(WorkedFigure::Krw(krw))) => Some(*krw),
        _ => None,
    }
}
