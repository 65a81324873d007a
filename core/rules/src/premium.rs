//! What insurance costs in a month: health, long-term care, and when it is due.

use crate::calculate::{CalculationRequest, Told};
use crate::error::InputError;
use crate::facts::Facts;
use crate::language::Language;
use crate::packs::Packs;
use jiff::civil::{Date, Weekday};
use serde::Serialize;

/// The two doors of the insurance that cost something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PremiumDoor {
    /// By residence.
    Regional,
    /// Through work: the employee's half.
    Workplace,
}

/// The note that the day to pay is a Saturday, a Sunday or a holiday.
pub(crate) const DUE_ON_A_FREE_DAY: &str = "due_on_a_free_day";

/// The note of what comes of a day to pay that has passed.
pub(crate) const OVERDUE: &str = "overdue";

/// The note that NHIS sets the day to pay, as somebody has joined after the usual one.
pub(crate) const DUE_SET_BY_NHIS: &str = "due_set_by_nhis";

/// The note on a month within which the insurance changes.
pub(crate) const MONTH_OF_CHANGE: &str = "month_of_change";

/// The note on a month to which insurance counts back once it begins.
pub(crate) const CHARGED_BACK: &str = "charged_back";

const OWN_BILL: &str = "kr.nhi.premium/own-bill";

impl PremiumDoor {
    pub(crate) const fn calculation(self) -> &'static str {
        match self {
            Self::Regional => "kr.nhi.premium/regional",
            Self::Workplace => "kr.nhi.premium/workplace",
        }
    }
}

/// What is asked about a premium.
#[derive(Debug, Clone, Copy)]
pub struct PremiumQuestion {
    /// By which door.
    pub door: PremiumDoor,
    /// Any day of the month.
    pub month: Date,
    /// The day on which it isn't paid yet, where that is asked too.
    pub unpaid_on: Option<Date>,
    /// The language of texts.
    pub language: Language,
}

impl PremiumQuestion {
    /// How many days late an unpaid premium is.
    fn days_late(&self, due: Date) -> Option<i32> {
        let late = due.until(self.unpaid_on?).ok()?.get_days();
        (late > 0).then_some(late)
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
    /// How many days ago that was, where it is asked about a premium that isn't paid.
    pub overdue_days: Option<i32>,
    /// Whether the whole is known.
    pub state: Known,
    /// The last month before for which the same facts give an amount, if this one isn't known.
    pub last_known: Option<LastKnown>,
    /// Why, and what to do next.
    #[serde(flatten)]
    pub told: Told,
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

impl Known {
    pub(crate) const fn if_some<T>(what: Option<&T>) -> Self {
        match what {
            Some(_) => Self::Known,
            None => Self::Unknown,
        }
    }
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
    /// A month's premium.
    ///
    /// # Errors
    /// [`InputError`] where no installed pack knows premiums, or facts contradict each
    /// other.
    pub fn premium(&self, asked: PremiumQuestion, facts: &Facts) -> Result<Premium, InputError> {
        let month = asked.month.first_of_month();
        let request = CalculationRequest::on(asked.door.calculation(), month, asked.language);
        let found = self.calculate(&request, facts)?;
        let published = found.krw("total_krw");
        let own = match (published, asked.door) {
            (None, PremiumDoor::Regional) => {
                let request = CalculationRequest::on(OWN_BILL, month, asked.language);
                Some(self.calculate(&request, facts)?)
            }
            _ => None,
        };
        let own_bill = own.as_ref().and_then(|own| own.krw("total_krw"));
        let total_krw = published.or(own_bill);
        let last_known = match total_krw {
            Some(_) => None,
            None => self.last_known(&request, facts)?,
        };
        let due = found.day("due");
        let overdue_days = due.and_then(|due| asked.days_late(due));
        let mut told = found.told.clone();
        if let (Some(own), Some(_)) = (own, own_bill) {
            told.open.clear();
            told.steps.clear();
            told.why.extend(own.told.why);
            told.cites.extend(own.told.cites);
            told.notes.extend(own.told.notes);
        }
        for (id, wanted) in [
            (DUE_ON_A_FREE_DAY, due.is_some_and(is_free)),
            (OVERDUE, overdue_days.is_some()),
        ] {
            if wanted {
                told.notes.extend(self.note(&request, id)?);
            }
        }
        Ok(Premium {
            health_krw: found.krw("health_krw"),
            ltc_krw: found.krw("ltc_krw"),
            total_krw,
            due,
            overdue_days,
            state: Known::if_some(total_krw.as_ref()),
            last_known,
            told,
        })
    }

    /// The last month before for which the same facts give an amount.
    fn last_known(
        &self,
        request: &CalculationRequest,
        facts: &Facts,
    ) -> Result<Option<LastKnown>, InputError> {
        let (pack, _) = self.calculation(request)?;
        // What it would have been for somebody with today's status.
        let facts = &facts.without_history(self);
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
                (found.krw("health_krw"), found.krw("total_krw"))
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

/// A Saturday, a Sunday, or 25 December. Holidays by the moon aren't known here.
fn is_free(day: Date) -> bool {
    let weekend = matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    weekend || (day.month() == 12 && day.day() == 25)
}
