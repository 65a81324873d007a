//! What is known about the owner, said when and by whom.

use dodam_companion as companion;

use crate::crossing::{Given, given, shown};
use crate::question::{SaidFact, read_facts};
use crate::{DodamError, NextQuestions, Profile, Question, Report};

shown! {
    /// One thing the owner said.
    FactView of companion::FactView {
        /// The fact's id.
        id: String,
        /// The value as it was typed; null where the owner would rather not say.
        value: Option<String>,
        /// The day it was said, as `YYYY-MM-DD`.
        said_on: String,
        /// Who said it.
        by: String,
        /// The paper it stands on, by its id.
        paper: Option<String>,
        /// Which strand keeps it: `care` or `status`.
        strand: String,
    }
}

given! {
    /// Where a fact comes from, where it wasn't said by the owner from memory.
    Provenance as companion::Provenance {
        /// Who said it, on one line; the owner where not given.
        #[uniffi(default = None)]
        by: Option<String>,
        /// The paper it stands on, by its id.
        #[uniffi(default = None)]
        paper: Option<String>,
    }
}

#[uniffi::export]
impl Profile {
    /// Keeps what the owner says, all of it or none. A fact without a day was said today.
    ///
    /// Fails with `InvalidInput`, `StorageFull`, and `NotFound` for a paper that isn't here.
    #[uniffi::method(default(provenance = None))]
    pub async fn set_facts(
        &self,
        said: Vec<SaidFact>,
        provenance: Option<Provenance>,
    ) -> Result<(), DodamError> {
        self.ask(move |vault, packs, clock| {
            let facts = read_facts(packs, &said, clock.today())?;
            let from = provenance.given()?.unwrap_or_default();
            Ok(vault.set_facts_from(packs, &facts, &from)?)
        })
        .await
    }

    /// Lists what counts now of what the owner said, by fact.
    pub async fn facts(&self) -> Result<Vec<FactView>, DodamError> {
        self.work(|vault| vault.facts()).await
    }

    /// Lists the ids of the facts that were said too long ago to count today.
    pub async fn facts_to_confirm(&self) -> Result<Vec<String>, DodamError> {
        self.ask(|vault, packs, _| Ok(vault.facts_to_confirm(packs)?))
            .await
    }

    /// Lists everything that was ever said about one fact, what counts now last.
    pub async fn fact_history(&self, fact_id: String) -> Result<Vec<FactView>, DodamError> {
        self.work(move |vault| vault.fact_history(&fact_id)).await
    }

    /// Answers from what is kept here, with the question's own facts said for this
    /// question only.
    ///
    /// Fails with `InvalidInput` for a fact, a day or a decision that there is not.
    pub async fn check(&self, question: Question) -> Result<Report, DodamError> {
        self.ask(move |vault, packs, clock| {
            let (request, more) = question.read(packs, clock)?;
            let report = vault.check(packs, &request, &more)?;
            Ok(Report::new(report, packs, request.language))
        })
        .await
    }

    /// Gives what to ask next, as `Companion.next_questions` does, with what is kept here known.
    ///
    /// Fails as `check`.
    pub async fn next_questions(
        &self,
        question: Question,
        passed: Vec<String>,
    ) -> Result<Option<NextQuestions>, DodamError> {
        self.ask(move |vault, packs, clock| {
            let (request, more) = question.read(packs, clock)?;
            let report = vault.check(packs, &request, &more)?;
            Ok(packs.next_questions(&report, &request, &passed.into_iter().collect()))
        })
        .await
    }
}
