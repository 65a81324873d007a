//! Visits: what was seen and done, when, by whom.

use crate::field::{Fields, change, create_entry, existing_entry, put};
use crate::redact::debug_without_content;
use crate::{ActorKey, RecordError, StrandDocument, VisitId};

pub(crate) const PREFIX: &str = "visit:";

/// How a visit took place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VisitKind {
    /// At the person's home.
    Home,
    /// By telephone or video.
    Phone,
    /// At a clinic or a centre.
    Clinic,
    /// A kind of a newer version, kept as written.
    Unknown(String),
}

impl VisitKind {
    /// Gives the kind's name as the document holds it.
    #[must_use]
    pub fn as_text(&self) -> &str {
        match self {
            Self::Home => "home",
            Self::Phone => "phone",
            Self::Clinic => "clinic",
            Self::Unknown(name) => name,
        }
    }

    /// Reads a name; one this version doesn't know is kept.
    #[must_use]
    pub fn from_text(name: &str) -> Self {
        match name {
            "home" => Self::Home,
            "phone" => Self::Phone,
            "clinic" => Self::Clinic,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

/// A visit about to be recorded.
#[derive(Clone, PartialEq, Eq)]
pub struct VisitDraft {
    /// 16 random bytes drawn for this visit.
    pub id: VisitId,
    /// When it took place, in milliseconds since 1970.
    pub at_ms: i64,
    /// How it took place.
    pub kind: VisitKind,
    /// What was seen and done.
    pub note: String,
    /// The visitor as colleagues would name them.
    pub by: String,
}

/// A visit as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Visit {
    /// Names the visit.
    pub id: VisitId,
    /// When it took place, in milliseconds since 1970.
    pub at_ms: i64,
    /// How it took place.
    pub kind: VisitKind,
    /// What was seen and done.
    pub note: String,
    /// The visitor as colleagues would name them.
    pub by: String,
    /// Whose key recorded it.
    pub author: ActorKey,
}

debug_without_content!(VisitDraft.id, Visit.id);

impl StrandDocument {
    /// Lists the visits, earliest first.
    #[must_use]
    pub fn visits(&self) -> Vec<Visit> {
        let mut visits: Vec<_> = Fields::entries(&self.doc, PREFIX)
            .filter_map(|(id, fields)| read_visit(&id, &fields))
            .collect();
        visits.sort_by_key(|visit| (visit.at_ms, visit.id));
        visits
    }

    /// Gives one visit.
    #[must_use]
    pub fn visit(&self, id: VisitId) -> Option<Visit> {
        let fields = Fields::entry(&self.doc, &key(id))?;
        read_visit(&id.to_string(), &fields)
    }

    /// Records a visit under the id it brings.
    ///
    /// # Errors
    /// [`RecordError::AlreadyThere`], [`RecordError::NotInThisStrand`], [`RecordError::TooLarge`].
    pub fn record_visit(&mut self, draft: &VisitDraft, now_ms: i64) -> Result<(), RecordError> {
        self.require_visits()?;
        self.edit(now_ms, |tx| {
            let visit = create_entry(tx, &key(draft.id))?;
            put(tx, &visit, "at_ms", draft.at_ms)?;
            put(tx, &visit, "kind", draft.kind.as_text())?;
            put(tx, &visit, "note", draft.note.as_str())?;
            put(tx, &visit, "by", draft.by.as_str())
        })
    }

    /// Rewrites a visit's note; everything else of the visit stays as it is.
    ///
    /// # Errors
    /// [`RecordError::NotFound`], [`RecordError::Conflicted`], [`RecordError::TooLarge`].
    pub fn set_visit_note(
        &mut self,
        id: VisitId,
        note: &str,
        now_ms: i64,
    ) -> Result<(), RecordError> {
        self.require_visits()?;
        self.edit(now_ms, |tx| {
            let visit = existing_entry(tx, &key(id))?;
            change(tx, &visit, "note", note)
        })
    }

    fn require_visits(&self) -> Result<(), RecordError> {
        if self.kind.holds_visits() {
            Ok(())
        } else {
            Err(RecordError::NotInThisStrand)
        }
    }
}

fn key(id: VisitId) -> String {
    format!("{PREFIX}{id}")
}

pub(crate) fn read_visit(id: &str, fields: &Fields<'_>) -> Option<Visit> {
    Some(Visit {
        id: id.parse().ok()?,
        at_ms: fields.integer("at_ms")?,
        kind: VisitKind::from_text(&fields.text("kind")?),
        note: fields.text("note").unwrap_or_default(),
        by: fields.text("by").unwrap_or_default(),
        author: fields.origin()?.1,
    })
}
