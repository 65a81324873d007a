//! What is known about the owner, said when and by whom.

use crate::chance;
use crate::error::CompanionError;
use crate::profile::Profile;
use crate::redact::debug_without_content;
use crate::settings;
use crate::sharing::one_line;
use crate::strands;
use dodam_record::{FactStatement, PaperId, Said, StatementDraft, StatementId, StrandKind};
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
    /// The paper it stands on, by its id.
    pub paper: Option<String>,
    /// Which strand keeps it: `care` or `status`.
    pub strand: String,
}

/// Where a fact comes from, where it wasn't said by the owner from memory.
#[derive(Clone, Default)]
pub struct Provenance {
    /// Who said it; the owner where not given.
    pub by: Option<String>,
    /// The paper it stands on, by its id.
    pub paper: Option<String>,
}

debug_without_content!(FactView, Provenance);

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
        self.set_facts_from(packs, said, &Provenance::default())
    }

    /// Keeps facts as [`Profile::set_facts`] does, with who said them and by which paper.
    ///
    /// # Errors
    /// As [`Profile::set_facts`]; [`CompanionError::NotFound`] for a paper that isn't here.
    pub fn set_facts_from(
        &self,
        packs: &Packs,
        said: &Facts,
        from: &Provenance,
    ) -> Result<(), CompanionError> {
        let moment = self.moment();
        let paper = match &from.paper {
            Some(id) => Some(PaperId::from_bytes(self.find_paper(id)?.id)),
            None => None,
        };
        let by = from.by.as_deref();
        let by = by.map(|by| one_line(by, ("said_by", "who said it? One line, such as a name")));
        let by = by.transpose()?;
        self.write(|tx| {
            let (record, account) = (settings::own_record(tx)?, settings::account(tx)?);
            let by = match &by {
                Some(by) => by.clone(),
                None => settings::owner_name(tx)?,
            };
            let mut by_strand: BTreeMap<StrandKind, Vec<StatementDraft>> = BTreeMap::new();
            for fact in said.iter() {
                let kind = packs
                    .fact_type(&fact.id)
                    .map(|known| strand_of(known.sensitivity));
                let drafts = by_strand
                    .entry(kind.unwrap_or(StrandKind::Status))
                    .or_default();
                drafts.push(draft(fact, &by, paper));
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

    /// The ids of the facts that were said too long ago to count today.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn facts_to_confirm(&self, packs: &Packs) -> Result<Vec<String>, CompanionError> {
        let today = self.clock().today();
        let aged = |fact: &FactView| {
            let known = packs.fact_type(&fact.id);
            fact.value.is_some() && known.is_some_and(|known| known.is_aged(fact.said_on, today))
        };
        let facts = self.facts()?.into_iter();
        Ok(facts.filter(aged).map(|fact| fact.id).collect())
    }

    /// Everything that was ever said about one fact, what counts now last.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn fact_history(&self, fact: &str) -> Result<Vec<FactView>, CompanionError> {
        self.read(|tx| {
            let record = settings::own_record(tx)?;
            let mut history = Vec::new();
            for strand in strands::list(tx)? {
                if strand.record == record {
                    let said = strands::read(tx, &strand)?.fact_history(fact);
                    let name = strand.kind.as_text();
                    history.extend(said.into_iter().map(|statement| view(statement, name)));
                }
            }
            // A fact whose sensitivity changed with a pack may stand in two strands.
            history.sort_by_key(|fact| fact.said_on);
            Ok(history)
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

fn draft(fact: SaidFact, by: &str, paper: Option<PaperId>) -> StatementDraft {
    StatementDraft {
        id: StatementId::from_bytes(chance::id()),
        fact: fact.id,
        said: fact.value.map_or(Said::Declined, Said::Value),
        said_on: fact.said_on,
        by: by.to_owned(),
        paper,
    }
}

fn invalid(error: impl std::fmt::Display) -> CompanionError {
    CompanionError::invalid("facts", error.to_string())
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
        paper,
        ..
    } = statement;
    FactView {
        id,
        value,
        said_on,
        by,
        paper: paper.map(|id| id.to_string()),
        strand: strand.to_owned(),
    }
}
