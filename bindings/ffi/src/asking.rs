//! Questions to the packs that need no vault.

use dodam_companion::rules;
use dodam_companion::rules::Receipt;

use crate::answer::Translation;
use crate::crossing::{Cross, chosen, debug_without_content, language, shown};
use crate::error::invalid;
use crate::{Companion, DodamError, Question, Report};

chosen! {
    /// How much it may hurt a person if a fact becomes known, from least to most.
    Sensitivity of rules::Sensitivity {
        /// Where one lives, which centre, which day.
        Open,
        /// Family relations.
        Family,
        /// Employment and income.
        Work,
        /// Health.
        Health,
        /// Insurance and support.
        Cover,
        /// Status and length of stay.
        Status,
    }
}

shown! {
    /// One choice.
    Choice of rules::Choice {
        /// The value to say.
        value: String,
        /// What a person reads.
        label: String,
    }
}

/// What an answer to a question looks like.
#[derive(Clone, PartialEq, Eq, uniffi::Enum)]
#[uniffi::export(Debug)]
pub enum QuestionKind {
    /// `true` or `false`.
    YesNo,
    /// One of these.
    OneOf {
        /// In their order.
        choices: Vec<Choice>,
    },
    /// A day, as `YYYY-MM-DD`.
    Day,
    /// Whole won.
    Money,
    /// How many.
    Number,
    /// A status of residence as on the card.
    Status,
    /// A place; these are known, others may be typed.
    Place {
        /// In their order.
        known: Vec<Choice>,
    },
    /// `none`, or periods abroad.
    Periods,
    /// A short line of one's own.
    Text,
}

/// A question about one fact, as it is put to a person.
#[derive(Clone, PartialEq, Eq, uniffi::Record)]
#[uniffi::export(Debug)]
pub struct FactQuestion {
    /// The fact's id.
    pub fact_id: String,
    /// What to ask.
    pub text: String,
    /// Why it is asked.
    pub why_asked: String,
    /// How much it may hurt to have it known.
    pub sensitivity: Sensitivity,
    /// What an answer looks like.
    pub kind: QuestionKind,
    /// The value that a plain "no" stands for, such as `false`; null where there is none.
    pub none_value: Option<String>,
    /// How far it is translated, its choices with it.
    pub translation: Translation,
}

shown! {
    /// What to ask next.
    NextQuestions of rules::NextQuestions {
        /// The decision that an answer brings nearer.
        decision: String,
        /// What that decision is called.
        title: Option<String>,
        /// One question; or several to be put as one, "does any of these apply?": who answers
        /// that none does says each one's `none_value`.
        questions: Vec<FactQuestion>,
        /// Whether they were answered before and are only to be confirmed.
        again: bool,
    }
}

debug_without_content!(QuestionKind, FactQuestion);

impl Cross for rules::QuestionKind {
    type Out = QuestionKind;
    fn cross(self) -> QuestionKind {
        match self {
            Self::YesNo => QuestionKind::YesNo,
            Self::Choice(choices) => QuestionKind::OneOf {
                choices: choices.cross(),
            },
            Self::Date => QuestionKind::Day,
            Self::Money => QuestionKind::Money,
            Self::Number => QuestionKind::Number,
            Self::Status => QuestionKind::Status,
            Self::Place(known) => QuestionKind::Place {
                known: known.cross(),
            },
            Self::Periods => QuestionKind::Periods,
            Self::Text => QuestionKind::Text,
        }
    }
}

impl Cross for rules::Question {
    type Out = FactQuestion;
    fn cross(self) -> FactQuestion {
        FactQuestion {
            none_value: self.kind.none_value().map(str::to_owned),
            fact_id: self.fact,
            text: self.text,
            why_asked: self.why_asked,
            sensitivity: self.sensitivity.cross(),
            kind: self.kind.cross(),
            translation: self.translation.cross(),
        }
    }
}

#[uniffi::export]
impl Companion {
    /// Answers from what is said here and now. Nothing is read from a vault and nothing
    /// is kept.
    ///
    /// Fails with `InvalidInput` for a fact, a day or a decision that there is not, and
    /// with `Damaged` if the packs can't be read.
    pub async fn check(&self, question: Question) -> Result<Report, DodamError> {
        self.ask(move |packs, clock| {
            let (request, facts) = question.read(packs, clock)?;
            let report = packs.check(&request, &facts);
            let report = report.map_err(|_| invalid("decision"))?;
            Ok(Report::new(report, packs, request.language))
        })
        .await
    }

    /// Gives the questions for facts, such as those an answer names as open, in a language. A
    /// fact that isn't known is left out.
    #[uniffi::method(default(language_tag = None))]
    pub async fn fact_questions(
        &self,
        fact_ids: Vec<String>,
        language_tag: Option<String>,
    ) -> Result<Vec<FactQuestion>, DodamError> {
        self.ask(move |packs, _| {
            let language = language(language_tag.as_deref());
            let questions = fact_ids
                .iter()
                .filter_map(|id| packs.question(id, language));
            Ok(questions.collect::<Vec<_>>())
        })
        .await
    }

    /// Gives what to ask next so that a question's decisions are answered, the fewest steps
    /// first; null where nothing is left to ask. Facts that are `passed`, because somebody
    /// doesn't know, aren't asked again.
    ///
    /// Fails as `check`.
    pub async fn next_questions(
        &self,
        question: Question,
        passed: Vec<String>,
    ) -> Result<Option<NextQuestions>, DodamError> {
        self.ask(move |packs, clock| {
            let (request, facts) = question.read(packs, clock)?;
            let report = packs.check(&request, &facts);
            let report = report.map_err(|_| invalid("decision"))?;
            Ok(packs.next_questions(&report, &request, &passed.into_iter().collect()))
        })
        .await
    }

    /// Lists the ids of the decisions that the packs know.
    pub async fn decisions(&self) -> Result<Vec<String>, DodamError> {
        self.ask(|packs, _| {
            let decisions = packs.decisions().into_iter();
            Ok(decisions.map(str::to_owned).collect::<Vec<_>>())
        })
        .await
    }

    /// Gives a receipt for each answer to a question, as JSON: whoever has it can derive the
    /// answer again. It holds the facts that were said.
    ///
    /// Fails as `check`.
    pub async fn receipts(&self, question: Question) -> Result<Vec<String>, DodamError> {
        self.ask(move |packs, clock| {
            let (request, facts) = question.read(packs, clock)?;
            let receipts = packs.receipts(&request, &facts);
            let receipts = receipts.map_err(|_| invalid("decision"))?;
            Ok(receipts.iter().map(Receipt::to_json).collect::<Vec<_>>())
        })
        .await
    }

    /// Derives a receipt's answer again and compares every byte.
    ///
    /// Fails with `InvalidInput` for what is no receipt, `Rejected` with `receipt_does_not_hold`.
    pub async fn verify_receipt(&self, receipt: String) -> Result<(), DodamError> {
        let installed = self.installed.clone();
        self.ask(move |packs, _| {
            let receipt = Receipt::from_json(&receipt).map_err(|_| invalid("receipt"))?;
            installed.verify(packs, &receipt)
        })
        .await
    }
}
