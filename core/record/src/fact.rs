//! Facts: what a person said, and when. Statements are only ever added.

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::field::{Fields, create_entry, put};
use crate::redact::debug_without_content;
use crate::{ActorKey, PaperId, RecordError, StatementId, StrandDocument, medicine, paper, visit};

pub(crate) const PREFIX: &str = "fact:";
const MAX_FACT_ID_BYTES: usize = 64;

/// What was said about a fact.
#[derive(Clone, PartialEq, Eq)]
pub enum Said {
    /// A value, spelt as in `ID=VALUE`.
    Value(String),
    /// "I would rather not say": stays unknown and is not asked again.
    Declined,
}

/// A statement about to be added.
#[derive(Clone, PartialEq, Eq)]
pub struct StatementDraft {
    /// 16 random bytes drawn for this statement.
    pub id: StatementId,
    /// The fact's id, such as `nhi_enrolled`.
    pub fact: String,
    /// What was said.
    pub said: Said,
    /// The day it was said.
    pub said_on: Date,
    /// Who said it, as people would name them.
    pub by: String,
    /// The paper it stands on, of any strand of the same record.
    pub paper: Option<PaperId>,
}

/// A statement as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct FactStatement {
    /// Names the statement.
    pub id: StatementId,
    /// The fact's id.
    pub fact: String,
    /// What was said.
    pub said: Said,
    /// The day it was said.
    pub said_on: Date,
    /// Who said it, as people would name them.
    pub by: String,
    /// The paper it stands on, of any strand of the same record.
    pub paper: Option<PaperId>,
    /// Whose key wrote it down.
    pub author: ActorKey,
    written: u64,
}

debug_without_content!(Said, StatementDraft.id, FactStatement.id);

impl FactStatement {
    /// Orders statements: by the day they were said, then by the order in which they
    /// were written, which is the same on every device.
    fn order(&self) -> (Date, u64, ActorKey, StatementId) {
        (self.said_on, self.written, self.author, self.id)
    }
}

impl StrandDocument {
    /// Gives the statement that counts for each fact: the one said last, and of those
    /// said on one day the one written last.
    #[must_use]
    pub fn facts(&self) -> BTreeMap<String, FactStatement> {
        let mut latest: BTreeMap<String, FactStatement> = BTreeMap::new();
        for statement in self.statements(PREFIX) {
            let counts = latest
                .get(&statement.fact)
                .is_none_or(|other| other.order() < statement.order());
            if counts {
                latest.insert(statement.fact.clone(), statement);
            }
        }
        latest
    }

    /// Lists everything said about one fact, the one that counts last.
    #[must_use]
    pub fn fact_history(&self, fact: &str) -> Vec<FactStatement> {
        let mut history: Vec<_> = self.statements(&format!("{PREFIX}{fact}:")).collect();
        history.sort_by_key(FactStatement::order);
        history
    }

    /// Adds a statement; what was said before stays.
    ///
    /// # Errors
    /// [`RecordError::AlreadyThere`], [`RecordError::NotInThisStrand`],
    /// [`RecordError::TooLarge`], [`RecordError::InvalidInput`] for an id that is no
    /// fact's (1 to 64 of `a-z`, `0-9`, `_`, `-`, `.`).
    pub fn state_fact(&mut self, draft: &StatementDraft, now_ms: i64) -> Result<(), RecordError> {
        if !self.kind.holds_facts() {
            return Err(RecordError::NotInThisStrand);
        }
        if !is_fact_id(&draft.fact) {
            return Err(RecordError::InvalidInput);
        }
        self.edit(now_ms, |tx| {
            let statement = create_entry(tx, &format!("{PREFIX}{}:{}", draft.fact, draft.id))?;
            match &draft.said {
                Said::Value(value) => put(tx, &statement, "value", value.as_str())?,
                Said::Declined => put(tx, &statement, "declined", true)?,
            }
            put(tx, &statement, "said_on", draft.said_on.to_string())?;
            put(tx, &statement, "by", draft.by.as_str())?;
            match draft.paper {
                Some(paper) => put(tx, &statement, "paper", paper.to_string()),
                None => Ok(()),
            }
        })
    }

    /// Counts entries that are kept but cannot be shown, because a newer version wrote
    /// them or something in them is missing.
    #[must_use]
    pub fn unreadable_entries(&self) -> usize {
        let visits = Fields::entries(&self.doc, visit::PREFIX)
            .filter(|(id, fields)| visit::read_visit(id, fields).is_none());
        let papers = Fields::entries(&self.doc, paper::PREFIX)
            .filter(|(id, fields)| paper::read_paper(id, fields).is_none());
        let medicines = Fields::entries(&self.doc, medicine::PREFIX)
            .filter(|(id, fields)| medicine::read_medicine(id, fields).is_none());
        let statements = Fields::entries(&self.doc, PREFIX)
            .filter(|(key, fields)| read_statement(key, fields).is_none());
        let papers = papers.count() + self.unreadable_versions();
        visits.count() + papers + medicines.count() + statements.count()
    }

    /// The readable statements whose keys begin so.
    fn statements(&self, prefix: &str) -> impl Iterator<Item = FactStatement> {
        let of_facts = Fields::entries(&self.doc, PREFIX);
        let wanted = prefix[PREFIX.len()..].to_owned();
        of_facts
            .filter(move |(key, _)| key.starts_with(&wanted))
            .filter_map(|(key, fields)| read_statement(&key, &fields))
    }
}

fn is_fact_id(id: &str) -> bool {
    let allowed = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_' | b'-' | b'.');
    (1..=MAX_FACT_ID_BYTES).contains(&id.len()) && id.bytes().all(allowed)
}

fn read_statement(key: &str, fields: &Fields<'_>) -> Option<FactStatement> {
    let (fact, id) = key.rsplit_once(':')?;
    let (written, author) = fields.origin()?;
    let said = match fields.text("value") {
        Some(value) => Said::Value(value),
        None if fields.flag("declined") == Some(true) => Said::Declined,
        None => return None,
    };
    Some(FactStatement {
        id: id.parse().ok()?,
        fact: fact.to_owned(),
        said,
        said_on: fields.date("said_on")?,
        by: fields.text("by").unwrap_or_default(),
        paper: fields.text("paper").and_then(|id| id.parse().ok()),
        author,
        written,
    })
}
