//! What the owner of an open vault can do.

use std::sync::Arc;

use dodam_companion::Clock;

use crate::installed::Installed;
use crate::question::read_facts;
use crate::{DodamError, PaperDetails, PaperView, Question, Report, SaidFact};

/// An open vault. After `lock` every call fails with `Locked`, on every handle.
#[derive(Debug, uniffi::Object)]
pub struct Profile {
    pub(crate) inner: dodam_companion::Profile,
    installed: Installed,
    clock: Clock,
}

/// One thing the owner said that counts now.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct FactView {
    /// The fact's id.
    pub id: String,
    /// The value as it was typed; null where the owner would rather not say.
    pub value: Option<String>,
    /// The day it was said, as `YYYY-MM-DD`.
    pub said_on: String,
    /// Who said it.
    pub by: String,
    /// Which strand keeps it: `care` or `status`.
    pub strand: String,
}

impl Profile {
    pub(crate) fn new(
        inner: dodam_companion::Profile,
        installed: &Installed,
        clock: &Clock,
    ) -> Arc<Self> {
        Arc::new(Self {
            inner,
            installed: installed.clone(),
            clock: clock.clone(),
        })
    }
}

#[uniffi::export]
impl Profile {
    /// Keeps what the owner says, all of it or none. A fact without a day was said today.
    ///
    /// Fails with `InvalidInput`, `StorageFull`, `Locked`.
    pub fn set_facts(&self, said: &[SaidFact]) -> Result<(), DodamError> {
        let facts = read_facts(self.installed.packs()?, said, self.clock.today())?;
        Ok(self.inner.set_facts(self.installed.packs()?, &facts)?)
    }

    /// Lists what counts now of what the owner said, by fact.
    pub fn facts(&self) -> Result<Vec<FactView>, DodamError> {
        Ok(self
            .inner
            .facts()?
            .into_iter()
            .map(FactView::from)
            .collect())
    }

    /// Answers from what is kept here, with the question's own facts said for this
    /// question only.
    ///
    /// Fails with `InvalidInput` for a fact, a day or a decision that there is not, and
    /// `Locked`.
    pub fn check(&self, question: &Question) -> Result<Report, DodamError> {
        let request = question.request(self.clock.today())?;
        let more = read_facts(self.installed.packs()?, &question.facts, request.as_of)?;
        Ok(self
            .inner
            .check(self.installed.packs()?, &request, &more)?
            .into())
    }

    /// Adds a file as a paper of the owner's. When this returns, the paper survives a
    /// dead battery.
    ///
    /// Fails with `NotFound` or `InvalidInput` for a file that can't be read,
    /// `StorageFull`, `Locked`.
    pub fn add_paper(&self, file: &str, details: PaperDetails) -> Result<PaperView, DodamError> {
        Ok(self
            .inner
            .add_paper(file.as_ref(), &details.try_into()?)?
            .into())
    }

    /// Lists every paper here, the owner's and shared ones.
    pub fn papers(&self) -> Result<Vec<PaperView>, DodamError> {
        Ok(self
            .inner
            .papers()?
            .into_iter()
            .map(PaperView::from)
            .collect())
    }

    /// Lists the papers whose title or kind has every part typed, best match first. Two
    /// characters of Korean or Chinese are enough, and Vietnamese may be typed plain.
    pub fn search_papers(&self, query: &str) -> Result<Vec<PaperView>, DodamError> {
        Ok(self
            .inner
            .search_papers(query)?
            .into_iter()
            .map(PaperView::from)
            .collect())
    }

    /// Writes a paper's file to `target`; every byte is checked before it appears there.
    ///
    /// Fails with `NotFound`, `Damaged`, `StorageFull`, `Locked`.
    pub fn export_paper(&self, paper_id: &str, target: &str) -> Result<PaperView, DodamError> {
        Ok(self.inner.export_paper(paper_id, target.as_ref())?.into())
    }

    /// Remembers that the recovery words of a new vault were shown. Until then `create_vault`
    /// with the same PIN makes it anew, as long as nothing is in it.
    ///
    /// Fails with `Locked`, `StorageFull`.
    pub fn words_were_shown(&self) -> Result<(), DodamError> {
        Ok(self.inner.words_were_shown()?)
    }

    /// Locks the vault at once; a call under way still ends.
    pub fn lock(&self) {
        self.inner.lock();
    }
}

impl From<dodam_companion::FactView> for FactView {
    fn from(fact: dodam_companion::FactView) -> Self {
        let dodam_companion::FactView {
            id,
            value,
            said_on,
            by,
            strand,
            ..
        } = fact;
        Self {
            id,
            value,
            said_on: said_on.to_string(),
            by,
            strand,
        }
    }
}
