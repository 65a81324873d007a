//! What a visit costs somebody who is insured, and somebody who isn't.

use crate::calculate::{CalculationRequest, Told};
use crate::error::InputError;
use crate::facts::Facts;
use crate::language::Language;
use crate::packs::Packs;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Number;

const CALCULATION: &str = "kr.nhi.copay/visit";

/// A person's share of a bill; an estimate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Copay {
    /// In won.
    pub pays_krw: Option<i64>,
    /// In percent of the bill, where it is one rate.
    pub rate_percent: Option<Number>,
    /// Whether the insurance pays a part.
    pub state: CopayState,
    /// Why, and what to do next.
    #[serde(flatten)]
    pub told: Told,
}

/// Whether the insurance pays a part of a bill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CopayState {
    /// It does.
    Covered,
    /// The person pays the whole bill.
    NotCovered,
    /// Not known yet: whether, or how much.
    Unknown,
}

impl Packs {
    /// A person's share of the bill for a visit on a day.
    ///
    /// # Errors
    /// [`InputError`] where no installed pack knows it, or facts contradict each other.
    pub fn copay(
        &self,
        as_of: Date,
        facts: &Facts,
        language: Language,
    ) -> Result<Copay, InputError> {
        let request = CalculationRequest::on(CALCULATION, as_of, language);
        let found = self.calculate(&request, facts)?;
        let (pays_krw, rate_percent) = (found.krw("pays_krw"), found.percent("rate_percent"));
        let known = pays_krw.is_some() || rate_percent.is_some();
        Ok(Copay {
            state: match found.word("state") {
                Some("NOT_COVERED") => CopayState::NotCovered,
                Some("COVERED") if known => CopayState::Covered,
                _ => CopayState::Unknown,
            },
            pays_krw,
            rate_percent,
            told: found.told,
        })
    }
}
