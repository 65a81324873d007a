//! Answers, ready to be shown.

use dodam_companion::rules;

/// What a decision comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum Verdict {
    /// Yes, in the decision's meaning; shown as "appears eligible", never as a promise.
    Yes,
    /// No; with `becomes` it may be "not yet".
    No,
    /// Not known yet: ask what is open.
    Unknown,
    /// A person has to decide.
    NeedsDecision,
}

/// What a criterion comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum CriterionState {
    /// Fulfilled.
    Met,
    /// Not fulfilled.
    NotMet,
    /// Not known yet.
    Unknown,
    /// A person has to decide.
    NeedsDecision,
}

/// The answers to one question.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Report {
    /// The day the question was about.
    pub as_of: String,
    /// One answer for each decision, in pack order.
    pub answers: Vec<Answer>,
}

/// One decision's answer.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Answer {
    /// Which decision.
    pub decision: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The first day on which it holds; null where unbounded.
    pub from: Option<String>,
    /// The last day on which it holds; null where unbounded.
    pub until: Option<String>,
    /// The verdict that follows.
    pub becomes: Option<Becomes>,
    /// Each criterion, with why and by which source.
    pub criteria: Vec<Criterion>,
    /// Facts that keep it open, in the order to ask.
    pub open: Vec<String>,
    /// Facts that keep it open and that the person would rather not say.
    pub declined: Vec<String>,
    /// Facts that keep it open until they are confirmed.
    pub confirm: Vec<String>,
    /// Where money is asked for.
    pub amounts: Option<Amounts>,
    /// What to do next.
    pub steps: Vec<Step>,
    /// What to know beside it.
    pub notes: Vec<Note>,
    /// The answer in a sentence.
    pub text: String,
    /// The pack that answered.
    pub pack: PackReference,
}

/// The verdict after this one.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Becomes {
    /// Which.
    pub verdict: Verdict,
    /// From which day.
    pub from: String,
}

/// One criterion's part in an answer.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Criterion {
    /// Its id.
    pub id: String,
    /// Whether it holds.
    pub state: CriterionState,
    /// Why, in a sentence.
    pub why: String,
    /// The facts it reads.
    pub facts: Vec<String>,
    /// Its sources.
    pub cites: Vec<String>,
}

/// A request for money against a cap, in whole won.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Record)]
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

/// Something the person can do.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Step {
    /// What to do.
    pub action: String,
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
    pub say_in_korean: Option<String>,
    /// Their number for calls from abroad.
    pub abroad: Option<String>,
    /// The month in which the number was last checked, such as 2026-11.
    pub checked: Option<String>,
}

/// Something to know.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct Note {
    /// Its id.
    pub id: String,
    /// In the asked language.
    pub text: String,
}

/// Which pack answered: enough to get the same answer years later.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct PackReference {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: u32,
    /// Of its files, hexadecimal.
    pub sha256: String,
}

impl From<rules::Verdict> for Verdict {
    fn from(verdict: rules::Verdict) -> Self {
        match verdict {
            rules::Verdict::Yes => Self::Yes,
            rules::Verdict::No => Self::No,
            rules::Verdict::Unknown => Self::Unknown,
            rules::Verdict::NeedsDecision => Self::NeedsDecision,
        }
    }
}

impl From<rules::State> for CriterionState {
    fn from(state: rules::State) -> Self {
        match state {
            rules::State::Met => Self::Met,
            rules::State::NotMet => Self::NotMet,
            rules::State::Unknown => Self::Unknown,
            rules::State::NeedsDecision => Self::NeedsDecision,
        }
    }
}

impl From<rules::Report> for Report {
    fn from(report: rules::Report) -> Self {
        let answers = report.answers.into_iter().map(Answer::from).collect();
        Self {
            as_of: report.as_of.to_string(),
            answers,
        }
    }
}

impl From<rules::Answer> for Answer {
    fn from(answer: rules::Answer) -> Self {
        Self {
            decision: answer.decision,
            verdict: answer.verdict.into(),
            from: answer.from.map(|day| day.to_string()),
            until: answer.until.map(|day| day.to_string()),
            becomes: answer.becomes.map(Becomes::from),
            criteria: answer.criteria.into_iter().map(Criterion::from).collect(),
            open: answer.open,
            declined: answer.declined,
            confirm: answer.confirm,
            amounts: answer.amounts.map(Amounts::from),
            steps: answer.steps.into_iter().map(Step::from).collect(),
            notes: answer.notes.into_iter().map(Note::from).collect(),
            text: answer.text,
            pack: answer.pack.into(),
        }
    }
}

impl From<rules::Becomes> for Becomes {
    fn from(becomes: rules::Becomes) -> Self {
        Self {
            verdict: becomes.verdict.into(),
            from: becomes.from.to_string(),
        }
    }
}

impl From<rules::CriterionAnswer> for Criterion {
    fn from(criterion: rules::CriterionAnswer) -> Self {
        let rules::CriterionAnswer {
            id,
            state,
            why,
            facts,
            cites,
        } = criterion;
        Self {
            id,
            state: state.into(),
            why,
            facts,
            cites,
        }
    }
}

impl From<rules::Amounts> for Amounts {
    fn from(amounts: rules::Amounts) -> Self {
        let rules::Amounts {
            requested_krw,
            granted_krw,
            refused_krw,
            remaining_krw,
        } = amounts;
        Self {
            requested_krw,
            granted_krw,
            refused_krw,
            remaining_krw,
        }
    }
}

impl From<rules::StepText> for Step {
    fn from(step: rules::StepText) -> Self {
        let rules::StepText {
            id: _,
            what: action,
            who,
            phone,
            hours,
            languages,
            cost,
            bring,
            say_ko: say_in_korean,
            abroad,
            checked,
        } = step;
        Self {
            action,
            who,
            phone,
            hours,
            languages,
            cost,
            bring,
            say_in_korean,
            abroad,
            checked,
        }
    }
}

impl From<rules::NoteText> for Note {
    fn from(note: rules::NoteText) -> Self {
        Self {
            id: note.id,
            text: note.text,
        }
    }
}

impl From<rules::PackStamp> for PackReference {
    fn from(pack: rules::PackStamp) -> Self {
        Self {
            id: pack.id,
            version: pack.version,
            sha256: pack.sha256,
        }
    }
}
