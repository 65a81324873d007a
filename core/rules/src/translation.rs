//! How far what is shown is translated.

use crate::answer::Answer;
use crate::check::{says, why};
use crate::contact::Contact;
use crate::fact_type::{FactKind, FactType};
use crate::language::Language;
use crate::pack::{Pack, Step};
use crate::packs::Packs;
use crate::text::Text;

/// How far what is shown in a language is a translation, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Translation {
    /// A native speaker has read all of it.
    Reviewed,
    /// All of it is in the language; nobody has read it yet.
    Draft,
    /// At least one sentence is English instead.
    Missing,
}

impl Text {
    /// How far it is translated, for all that it knows itself: that of the complete languages
    /// is known of their packs alone.
    pub(crate) fn translation(&self, language: Language) -> Translation {
        match self.further(language) {
            Some((_, true)) => Translation::Reviewed,
            Some((_, false)) => Translation::Draft,
            None if language.is_complete() => Translation::Draft,
            None => Translation::Missing,
        }
    }
}

impl Packs {
    /// How far an answer's sentences are translated: its title, text, reasons, notes and
    /// steps, with whom to call; names of sources aren't counted. What can't be looked at,
    /// because its pack isn't installed, is missing.
    #[must_use]
    pub fn translation(&self, answer: &Answer, language: Language) -> Translation {
        let Some(pack) = self.stamped(&answer.pack) else {
            return Translation::Missing;
        };
        if language.is_complete() {
            return if pack.info().texts_reviewed {
                Translation::Reviewed
            } else {
                Translation::Draft
            };
        }
        let each = shown(pack, answer, language);
        let each = each.into_iter().map(|text| text.translation(language));
        each.max().unwrap_or(Translation::Missing)
    }
}

impl FactType {
    /// How far the question and its choices are translated.
    pub(crate) fn translation(&self, language: Language) -> Translation {
        let choices = match &self.kind {
            FactKind::Choice(choices) => choices.as_slice(),
            _ => &[],
        };
        let texts = choices.iter().map(|choice| &choice.text);
        let each = texts.chain([&self.ask, &self.why]);
        let each = each.map(|text| text.translation(language));
        each.max().unwrap_or(Translation::Missing)
    }
}

/// The texts that an answer shows.
fn shown<'a>(pack: &'a Pack, answer: &Answer, language: Language) -> Vec<&'a Text> {
    let mut texts: Vec<&Text> = Vec::new();
    let mut decisions = pack.decisions.iter();
    if let Some(decision) = decisions.find(|one| one.id == answer.decision) {
        let becomes = answer.becomes.map(|becomes| becomes.verdict);
        texts.push(&decision.title);
        texts.push(says(&decision.say, answer.verdict, becomes));
    }
    for told in &answer.criteria {
        let criterion = pack.criteria.iter().find(|one| one.id == told.id);
        texts.extend(criterion.and_then(|one| why(&one.why, told.state)));
    }
    for told in &answer.notes {
        let note = pack.notes.iter().find(|one| one.id == told.id);
        texts.extend(note.map(|one| &one.text));
    }
    for told in &answer.steps {
        let step = pack.steps.iter().find(|one| one.id == told.id);
        texts.extend(step.into_iter().flat_map(|step| of_step(step, language)));
    }
    texts
}

fn of_step(step: &Step, language: Language) -> Vec<&Text> {
    let mut texts = vec![&step.what];
    texts.extend(&step.bring.0);
    if let Some(Contact {
        who, hours, cost, ..
    }) = step.contact_for(language)
    {
        texts.push(who);
        texts.extend(hours);
        texts.extend(cost);
    }
    texts
}
