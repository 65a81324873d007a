//! Answers as they are printed: the field names and their order are a contract.

use crate::pack::PackInfo;
use crate::state::{State, Verdict};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// Answers about one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    /// The day the question is about.
    pub as_of: Date,
    /// In pack order.
    pub answers: Vec<Answer>,
}

/// One decision's answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Which decision.
    pub decision: String,
    /// The answer.
    pub verdict: Verdict,
    /// The first day of the run on which it holds; null where there is none.
    pub from: Option<Date>,
    /// The last day of that run; null where there is none.
    pub until: Option<Date>,
    /// What comes after the run.
    pub becomes: Option<Becomes>,
    /// Each criterion, in the tree's order.
    pub criteria: Vec<CriterionAnswer>,
    /// Facts that keep it open, in the order to ask.
    pub open: Vec<String>,
    /// Facts that keep it open and that the person would rather not say.
    pub declined: Vec<String>,
    /// Facts that keep it open until they are confirmed.
    pub confirm: Vec<String>,
    /// Where money is asked for.
    pub amounts: Option<Amounts>,
    /// What to do next.
    pub steps: Vec<StepText>,
    /// What to know beside it.
    pub notes: Vec<NoteText>,
    /// The answer in a sentence.
    pub text: String,
    /// By which pack.
    pub pack: PackStamp,
}

/// The verdict after this one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Becomes {
    /// Which.
    pub verdict: Verdict,
    /// From which day.
    pub from: Date,
}

/// One criterion's part in an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CriterionAnswer {
    /// Its id.
    pub id: String,
    /// Whether it holds.
    pub state: State,
    /// Why, in a sentence.
    pub why: String,
    /// The facts it reads.
    pub facts: Vec<String>,
    /// Its sources.
    pub cites: Vec<String>,
}

/// A request for money against a cap, in won.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amounts {
    /// Asked for.
    pub requested_krw: i64,
    /// What fits.
    pub granted_krw: i64,
    /// What doesn't.
    pub refused_krw: i64,
    /// What is left of the cap afterwards.
    pub remaining_krw: i64,
}

impl Amounts {
    /// Whether more was asked for than was left before.
    pub(crate) fn over_cap(&self) -> bool {
        self.requested_krw > self.granted_krw + self.remaining_krw
    }
}

/// Something to do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepText {
    /// Its id in the pack; not part of what is printed.
    #[serde(skip)]
    pub id: String,
    /// What.
    #[serde(rename = "do")]
    pub what: String,
    /// With whom.
    pub who: Option<String>,
    /// Their number.
    pub phone: Option<String>,
    /// When they answer.
    pub hours: Option<String>,
    /// In which languages, as tags.
    pub languages: Vec<String>,
    /// What it costs.
    pub cost: Option<String>,
    /// What to bring.
    pub bring: Vec<String>,
    /// A sentence to say or to show, in Korean.
    pub say_ko: Option<String>,
    /// Their number for calls from abroad; left out where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub abroad: Option<String>,
    /// The month in which the number was last checked, such as 2026-11; left out where it
    /// isn't said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub checked: Option<String>,
}

/// Something to know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoteText {
    /// Its id.
    pub id: String,
    /// In the asked language.
    pub text: String,
}

/// Which pack answered: enough to answer the same again years later.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PackStamp {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Of its files, hexadecimal.
    pub sha256: String,
}

impl From<&PackInfo> for PackStamp {
    fn from(info: &PackInfo) -> Self {
        Self {
            id: info.id.clone(),
            version: info.version,
            sha256: info.sha256.clone(),
        }
    }
}

/// A source, one line for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLine {
    /// The citation's id.
    pub id: String,
    /// The source's short name, such as `ACT`.
    pub source: String,
    /// Such as "National Health Insurance Act, art. 109 · checked 2026-11".
    pub text: String,
}
