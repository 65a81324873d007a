//! What unpaid premiums may lead to, by the rule of the day.

use crate::calculate::{CalculationRequest, Told};
use crate::error::InputError;
use crate::facts::Facts;
use crate::language::Language;
use crate::packs::Packs;
use crate::premium::Known;
use jiff::civil::Date;
use serde::Serialize;

const CALCULATION: &str = "kr.nhi.arrears/consequences";

/// What the pack says where a rule doesn't tell.
const NOT_TOLD: &str = "not_told";

/// The fact of how many months are unpaid.
const UNPAID: &str = "months_unpaid";

/// What unpaid premiums may lead to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Arrears {
    /// The rule: `before-2025-04-23`, `since-2025-04-23`, `transitional` or `nationals`.
    pub rule: Option<String>,
    /// What becomes of benefits: `not_limited`, `may_be_limited` or `unknown`.
    pub benefits: String,
    /// What becomes of the next extension of stay: `none`, `may_be_shortened` or
    /// `may_be_refused`.
    pub stay: Option<String>,
    /// Whether both are known.
    pub state: Known,
    /// Why, and what to do next.
    #[serde(flatten)]
    pub told: Told,
}

impl Packs {
    /// What somebody's unpaid premiums may lead to on a day.
    ///
    /// # Errors
    /// [`InputError`] where no installed pack knows it, or facts contradict each other.
    pub fn arrears(
        &self,
        as_of: Date,
        facts: &Facts,
        language: Language,
    ) -> Result<Arrears, InputError> {
        let request = CalculationRequest::on(CALCULATION, as_of, language);
        let found = self.calculate(&request, facts)?;
        let mut told = found.told.clone();
        // Optional for what a visit costs, but the question here.
        if !facts.says(UNPAID) {
            told.open.insert(0, UNPAID.to_owned());
        }
        let word = |name: &str| found.word(name).map(str::to_owned);
        let (benefits, stay) = (word("benefits"), word("stay"));
        let both = benefits.as_deref().filter(|word| *word != NOT_TOLD);
        Ok(Arrears {
            rule: word("rule"),
            state: Known::if_some(both.and(stay.as_ref())),
            benefits: benefits
                .filter(|word| word != NOT_TOLD)
                .unwrap_or_else(|| "unknown".to_owned()),
            stay,
            told,
        })
    }
}
