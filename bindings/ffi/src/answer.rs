//! Answers, ready to be shown.

use dodam_companion::rules::{self, Language, Packs};

use crate::crossing::{Cross, as_it_is, chosen, debug_without_content, shown};

chosen! {
    /// What a decision comes to.
    Verdict of rules::Verdict {
        /// Yes, in the decision's meaning; shown as "appears eligible", never as a promise.
        Yes,
        /// No; with `becomes` it may be "not yet".
        No,
        /// Not known yet: ask what is open.
        Unknown,
        /// A person has to decide.
        NeedsDecision,
    }
}

chosen! {
    /// What a criterion comes to.
    CriterionState of rules::State {
        /// Fulfilled.
        Met,
        /// Not fulfilled.
        NotMet,
        /// Not known yet.
        Unknown,
        /// A person has to decide.
        NeedsDecision,
    }
}

chosen! {
    /// How far what is shown is translated into the language asked for.
    Translation of rules::Translation {
        /// A native speaker has read all of it.
        Reviewed,
        /// All of it is in the language; nobody has read it yet.
        Draft,
        /// At least one sentence is English instead.
        Missing,
    }
}

/// The answers to one question.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Report {
    /// The day the question was about.
    pub as_of: String,
    /// One answer for each decision, in pack order.
    pub answers: Vec<Answer>,
}

/// One decision's answer.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Answer {
    /// Which decision.
    pub decision: String,
    /// What the decision is called.
    pub title: Option<String>,
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
    /// Facts that keep it open, in the order to ask; see `fact_questions`.
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
    /// Its sources, a line each.
    pub sources: Vec<SourceLine>,
    /// How far its sentences are translated, those of `sources` left out.
    pub translation: Translation,
}

shown! {
    /// A source, one line for a person.
    SourceLine of rules::SourceLine {
        /// The citation's id.
        id: String,
        /// The source's short name, such as `ACT`.
        source: String,
        /// Such as "National Health Insurance Act, art. 109 · checked 2026-11".
        text: String,
    }
}

shown! {
    /// The verdict after this one.
    Becomes of rules::Becomes {
        /// Which.
        verdict: Verdict,
        /// From which day.
        from: String,
    }
}

shown! {
    /// One criterion's part in an answer.
    Criterion of rules::CriterionAnswer {
        /// Its id.
        id: String,
        /// Whether it holds.
        state: CriterionState,
        /// Why, in a sentence.
        why: String,
        /// The facts it reads.
        facts: Vec<String>,
        /// Its sources, by id.
        cites: Vec<String>,
    }
}

shown! {
    /// A request for money against a cap, in whole won.
    Amounts of rules::Amounts {
        /// Asked for.
        requested_krw: i64,
        /// What fits.
        granted_krw: i64,
        /// What doesn't.
        refused_krw: i64,
        /// What is left of the cap afterwards.
        remaining_krw: i64,
    }
}

/// Something the person can do.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Step {
    /// Its id in its pack.
    pub id: String,
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

shown! {
    /// Something to know.
    Note of rules::NoteText {
        /// Its id.
        id: String,
        /// In the asked language.
        text: String,
    }
}

shown! {
    /// Which pack answered: enough to get the same answer years later.
    PackReference of rules::PackStamp {
        /// Its id.
        id: String,
        /// Its version.
        version: u32,
        /// Of its files, hexadecimal.
        sha256: String,
    }
}

debug_without_content!(Report, Answer, Step);
as_it_is!(Report, Answer);

impl Report {
    /// A report with titles and sources.
    pub(crate) fn new(report: rules::Report, packs: &Packs, language: Language) -> Self {
        let answers = report.answers.into_iter();
        Self {
            as_of: report.as_of.cross(),
            answers: answers
                .map(|answer| Answer::new(answer, packs, language))
                .collect(),
        }
    }
}

impl Answer {
    fn new(answer: rules::Answer, packs: &Packs, language: Language) -> Self {
        Self {
            title: packs.title(&answer.decision, language).map(str::to_owned),
            sources: packs.sources(&answer, language).cross(),
            translation: packs.translation(&answer, language).cross(),
            decision: answer.decision,
            verdict: answer.verdict.cross(),
            from: answer.from.cross(),
            until: answer.until.cross(),
            becomes: answer.becomes.cross(),
            criteria: answer.criteria.cross(),
            open: answer.open,
            declined: answer.declined,
            confirm: answer.confirm,
            amounts: answer.amounts.cross(),
            steps: answer.steps.cross(),
            notes: answer.notes.cross(),
            text: answer.text,
            pack: answer.pack.cross(),
        }
    }
}

impl Cross for rules::StepText {
    type Out = Step;
    fn cross(self) -> Step {
        let Self {
            id,
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
        } = self;
        Step {
            id,
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
