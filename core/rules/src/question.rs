use crate::fact_type::{FactKind, Sensitivity};
use crate::language::Language;
use crate::packs::Packs;
use crate::translation::Translation;

/// A question about one fact, as it is put to a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The fact's id.
    pub fact: String,
    /// What to ask.
    pub text: String,
    /// Why it is asked.
    pub why_asked: String,
    /// How much it may hurt to have it known.
    pub sensitivity: Sensitivity,
    /// What an answer looks like.
    pub kind: QuestionKind,
    /// How far it is translated, its choices with it; names of places aren't counted.
    pub translation: Translation,
}

/// What an answer looks like.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum QuestionKind {
    /// `true` or `false`.
    YesNo,
    /// One of these.
    Choice(Vec<Choice>),
    /// A day.
    Date,
    /// Whole won.
    Money,
    /// How many.
    Number,
    /// A status of residence as on the card.
    Status,
    /// A place; these are known, others may be typed.
    Place(Vec<Choice>),
    /// `none`, or periods abroad.
    Periods,
    /// A short line of one's own.
    Text,
}

impl QuestionKind {
    /// The value that a plain "no" stands for; `None` where there is no such answer.
    #[must_use]
    pub const fn none_value(&self) -> Option<&'static str> {
        match self {
            Self::YesNo => Some("false"),
            Self::Periods => Some("none"),
            _ => None,
        }
    }
}

/// One choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choice {
    /// The value to say.
    pub value: String,
    /// What a person reads.
    pub label: String,
}

impl Packs {
    /// The question for a fact; `None` for a fact that isn't in the vocabulary.
    #[must_use]
    pub fn question(&self, fact: &str, language: Language) -> Option<Question> {
        let about = self.fact_type(fact)?;
        let kind = match &about.kind {
            FactKind::Bool => QuestionKind::YesNo,
            FactKind::Date => QuestionKind::Date,
            FactKind::Krw => QuestionKind::Money,
            FactKind::Count => QuestionKind::Number,
            FactKind::Status => QuestionKind::Status,
            FactKind::Periods => QuestionKind::Periods,
            FactKind::Text => QuestionKind::Text,
            FactKind::Choice(choices) => {
                let choices = choices.iter().map(|choice| {
                    let label = choice.text.in_language(language).to_owned();
                    Choice {
                        value: choice.id.clone(),
                        label,
                    }
                });
                QuestionKind::Choice(choices.collect())
            }
            FactKind::Place(kind) => {
                let places = self.vocabulary.places_of(*kind).map(|place| {
                    let label = place.text.in_language(language).to_owned();
                    Choice {
                        value: place.id.clone(),
                        label,
                    }
                });
                QuestionKind::Place(places.collect())
            }
        };
        Some(Question {
            fact: about.id.clone(),
            text: about.ask.in_language(language).to_owned(),
            why_asked: about.why.in_language(language).to_owned(),
            sensitivity: about.sensitivity,
            kind,
            translation: about.translation(language),
        })
    }
}
