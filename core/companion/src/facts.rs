//! What is known about the owner, said when and by whom.

use crate::chance;
use crate::error::CompanionError;
use crate::profile::Profile;
use crate::redact::debug_without_content;
use crate::settings;
use crate::strands;
use dodam_record::{FactStatement, Said, StatementDraft, StatementId, StrandKind};
use dodam_rules::{Facts, Packs, Report, Request, SaidFact, Sensitivity};
use jiff::civil::Date;
use std::collections::BTreeMap;

/// One thing said.
#[derive(Clone, PartialEq, Eq)]
pub struct FactView {
    /// The fact's id.
    pub id: String,
    /// The value as in `ID=VALUE`; `None` where the owner would rather not say.
    pub value: Option<String>,
    /// The day it was said.
    pub said_on: Date,
    /// Who said it.
    pub by: String,
    /// Which strand keeps it: `care` or `status`.
    pub strand: String,
}

debug_without_content!(FactView);

/// Where facts of this sensitivity are kept: stay, status, insurance and work apart
/// from what a care team may read.
fn strand_of(sensitivity: Sensitivity) -> StrandKind {
    match sensitivity {
        Sensitivity::Open | Sensitivity::Family | Sensitivity::Health => StrandKind::Care,
        Sensitivity::Work | Sensitivity::Cover | Sensitivity::Status => StrandKind::Status,
    }
}

impl Profile {
    /// Keeps facts about the owner, each in the strand its sensitivity asks for. All of
    /// them or, where one is not valid, none.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] naming the fact, storage errors.
    pub fn set_facts(&self, packs: &Packs, said: &Facts) -> Result<(), CompanionError> {
        let moment = self.moment();
        self.write(|tx| {
            let (record, account) = (settings::own_record(tx)?, settings::account(tx)?);
            let by = settings::owner_name(tx)?;
            let mut by_strand: BTreeMap<StrandKind, Vec<StatementDraft>> = BTreeMap::new();
            for fact in said.iter() {
                let kind = packs
                    .fact_type(&fact.id)
                    .map(|known| strand_of(known.sensitivity));
                let drafts = by_strand
                    .entry(kind.unwrap_or(StrandKind::Status))
                    .or_default();
                drafts.push(draft(fact, &by));
            }
            for (kind, drafts) in by_strand {
                let strand = strands::find_or_begin(tx, &record, &kind, &account)?;
                strands::edit(tx, &strand, moment, |document| {
                    let mut drafts = drafts.iter();
                    Ok(drafts.try_for_each(|draft| document.state_fact(draft, moment.now_ms))?)
                })?;
            }
            Ok(())
        })
    }

    /// What counts now of what was said, by fact.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn facts(&self) -> Result<Vec<FactView>, CompanionError> {
        self.read(|tx| {
            let record = settings::own_record(tx)?;
            let mut facts = Vec::new();
            for strand in strands::list(tx)? {
                if strand.record == record {
                    let said = strands::read(tx, &strand)?.facts();
                    let name = strand.kind.as_text();
                    facts.extend(said.into_values().map(|statement| view(statement, name)));
                }
            }
            facts.sort_by(|a, b| a.id.cmp(&b.id));
            Ok(facts)
        })
    }

    /// What is kept here, as facts to ask with.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors; [`CompanionError::InvalidInput`] for a
    /// fact that these packs no longer know.
    pub fn kept_facts(&self, packs: &Packs) -> Result<Facts, CompanionError> {
        let mut facts = Facts::new();
        for fact in self.facts()? {
            let kept = match &fact.value {
                Some(value) => facts.set_value(packs, &fact.id, value, fact.said_on),
                None => facts.decline(packs, &fact.id, fact.said_on),
            };
            kept.map_err(invalid)?;
        }
        Ok(facts)
    }

    /// Answers from what is kept here, with `more` said for this question only.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for facts that contradict each other or a
    /// decision that no pack has, those of [`Profile::kept_facts`].
    pub fn check(
        &self,
        packs: &Packs,
        request: &Request,
        more: &Facts,
    ) -> Result<Report, CompanionError> {
        let mut facts = self.kept_facts(packs)?;
        facts.extend(more);
        packs.check(request, &facts).map_err(invalid)
    }
}

fn draft(fact: SaidFact, by: &str) -> StatementDraft {
    StatementDraft {
        id: StatementId::from_bytes(chance::id()),
        fact: fact.id,
        said: fact.value.map_or(Said::Declined, Said::Value),
        said_on: fact.said_on,
        by: by.to_owned(),
    }
}

pub(crate) fn invalid(error: impl std::fmt::Display) -> CompanionError {
    CompanionError::InvalidInput(error.to_string())
}

fn view(statement: FactStatement, strand: &str) -> FactView {
    let value = match statement.said {
        Said::Value(value) => Some(value),
        Said::Declined => None,
    };
    let FactStatement {
        fact: id,
        said_on,
        by,
        ..
    } = statement;
    FactView {
        id,
        value,
        said_on,
        by,
        strand: strand.to_owned(),
    }
}
