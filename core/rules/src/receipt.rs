//! A receipt: everything an answer was made of, so that it can be made again years later
//! to the same byte, and what is left when the facts are taken out.

use crate::answer::{Answer, PackStamp};
use crate::check::Request;
use crate::error::InputError;
use crate::fact_type::FactType;
use crate::facts::{Facts, SaidFact};
use crate::language::Language;
use crate::packs::Packs;
use crate::state::Verdict;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// The receipt's own version; another one is refused.
const FORMAT: u32 = 1;
/// More than this isn't a receipt.
const LARGEST: usize = 1 << 20;

/// An answer and all it was made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Receipt {
    receipt: u32,
    /// The day the question was about.
    pub as_of: Date,
    /// The language of the texts, as a tag.
    pub language: String,
    /// The decision.
    pub decision: String,
    /// What was said.
    pub facts: Vec<ReceiptFact>,
    /// The hash of the vocabulary.
    pub vocabulary: String,
    /// Every pack in use, in pack order.
    pub packs: Vec<PackStamp>,
    /// The answer, as JSON.
    pub answer: Answer,
}

/// A fact as it stands in a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReceiptFact {
    /// Its id.
    pub id: String,
    /// The value; `None` for "rather not say".
    pub value: Option<String>,
    /// The day it was said.
    pub said_on: Date,
}

/// A receipt without facts and reasons: it proves what was answered by which pack to
/// whoever is shown the full one, and tells nothing of the person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReducedReceipt {
    reduced_receipt: u32,
    /// The day the question was about.
    pub as_of: Date,
    /// The decision.
    pub decision: String,
    /// The verdict.
    pub verdict: Verdict,
    /// The pack that answered.
    pub pack: PackStamp,
    /// SHA-256 of the full receipt's bytes, hexadecimal.
    pub of: String,
}

/// Why a receipt doesn't hold.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum ReceiptError {
    /// The bytes are no receipt of this version.
    #[error("this is no receipt that this version of Dodam can read")]
    NotAReceipt,
    /// A pack it was made with isn't here.
    #[error("the rules it was made with aren't here: {id} version {version} ({sha256})")]
    PackMissing {
        /// The pack, `facts` for the vocabulary.
        id: String,
        /// Its version; 0 for the vocabulary.
        version: u32,
        /// Its hash.
        sha256: String,
    },
    /// The facts can't be read any more.
    #[error("its facts can't be read: {0}")]
    Facts(InputError),
    /// The answer derived again is another one.
    #[error(
        "the answer derived again from its facts and rules is another one; the receipt was changed, or made by another version of the program"
    )]
    AnotherAnswer,
}

impl Packs {
    /// The receipts of a question, one for each answer.
    ///
    /// # Errors
    /// As [`Packs::check`].
    pub fn receipts(&self, request: &Request, facts: &Facts) -> Result<Vec<Receipt>, InputError> {
        let report = self.check(request, facts)?;
        let packs = self.stamps(request.as_of, request.known_at);
        // What rules can't read is nobody's but the person's.
        let readable =
            |fact: &SaidFact| self.fact_type(&fact.id).is_some_and(FactType::is_readable);
        let said = facts.iter().filter(readable).map(ReceiptFact::from);
        let said: Vec<ReceiptFact> = said.collect();
        let each = report.answers.into_iter().map(|answer| Receipt {
            receipt: FORMAT,
            as_of: request.as_of,
            language: request.language.tag().to_owned(),
            decision: answer.decision.clone(),
            facts: said.clone(),
            vocabulary: self.vocabulary_sha256.clone(),
            packs: packs.clone(),
            answer,
        });
        Ok(each.collect())
    }

    /// The packs in use on a day.
    fn stamps(&self, as_of: Date, known_at: Option<Date>) -> Vec<PackStamp> {
        let active = self.active(as_of, known_at);
        let mut used: Vec<usize> = active.values().map(|(pack, _)| *pack).collect();
        used.sort_unstable();
        used.dedup();
        let stamp = |index: usize| PackStamp::from(self.installed[index].info());
        used.into_iter().map(stamp).collect()
    }

    /// The vocabulary's hash.
    #[must_use]
    pub fn vocabulary_sha256(&self) -> &str {
        &self.vocabulary_sha256
    }
}

impl From<SaidFact> for ReceiptFact {
    fn from(said: SaidFact) -> Self {
        Self {
            id: said.id,
            value: said.value,
            said_on: said.said_on,
        }
    }
}

impl Receipt {
    /// Reads a receipt.
    ///
    /// # Errors
    /// [`ReceiptError::NotAReceipt`].
    pub fn from_json(text: &str) -> Result<Self, ReceiptError> {
        if text.len() > LARGEST {
            return Err(ReceiptError::NotAReceipt);
        }
        let read: Self = serde_json::from_str(text).map_err(|_| ReceiptError::NotAReceipt)?;
        if read.receipt == FORMAT {
            Ok(read)
        } else {
            Err(ReceiptError::NotAReceipt)
        }
    }

    /// The bytes that are kept: one line of JSON, always the same for the same receipt.
    ///
    /// # Panics
    /// Never: a receipt is plain values.
    #[must_use]
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a receipt is plain values with text keys")
    }

    /// Derives the answer again and compares it byte for byte. `packs` holds the packs
    /// that the receipt names, and may hold others.
    ///
    /// # Errors
    /// [`ReceiptError`], saying what is missing or that the answer is another one.
    pub fn verify(&self, packs: &Packs) -> Result<(), ReceiptError> {
        self.packs_are_here(packs)?;
        let language = Language::from_tag(&self.language).ok_or(ReceiptError::NotAReceipt)?;
        let mut facts = Facts::new();
        // A fact that none of these packs knows can't have been read.
        let known = |fact: &&ReceiptFact| packs.fact_type(&fact.id).is_some();
        for fact in self.facts.iter().filter(known) {
            let said = match &fact.value {
                Some(value) => facts.set_value(packs, &fact.id, value, fact.said_on),
                None => facts.decline(packs, &fact.id, fact.said_on),
            };
            said.map_err(ReceiptError::Facts)?;
        }
        let request = Request {
            as_of: self.as_of,
            known_at: None,
            decisions: vec![self.decision.clone()],
            language,
        };
        let only = packs.only(&self.packs);
        let derived = only
            .receipts(&request, &facts)
            .map_err(ReceiptError::Facts)?;
        let derived = derived.into_iter().next().map(|derived| Self {
            facts: self.facts.clone(),
            ..derived
        });
        if derived.is_some_and(|derived| derived.to_json() == self.to_json()) {
            Ok(())
        } else {
            Err(ReceiptError::AnotherAnswer)
        }
    }

    fn packs_are_here(&self, packs: &Packs) -> Result<(), ReceiptError> {
        let missing = |id: &str, version: u32, sha256: &str| ReceiptError::PackMissing {
            id: id.to_owned(),
            version,
            sha256: sha256.to_owned(),
        };
        if packs.vocabulary_sha256 != self.vocabulary {
            return Err(missing("facts", 0, &self.vocabulary));
        }
        for stamp in &self.packs {
            let here = packs.list().any(|info| {
                (&info.id, info.version, &info.sha256) == (&stamp.id, stamp.version, &stamp.sha256)
            });
            if !here {
                return Err(missing(&stamp.id, stamp.version, &stamp.sha256));
            }
        }
        Ok(())
    }

    /// What is left when facts, reasons and amounts are taken out.
    #[must_use]
    pub fn reduce(&self) -> ReducedReceipt {
        let digest = Sha256::digest(self.to_json().as_bytes());
        ReducedReceipt {
            reduced_receipt: FORMAT,
            as_of: self.as_of,
            decision: self.decision.clone(),
            verdict: self.answer.verdict,
            pack: self.answer.pack.clone(),
            of: digest.iter().map(|byte| format!("{byte:02x}")).collect(),
        }
    }
}

impl ReducedReceipt {
    /// Whether it was made from this receipt.
    #[must_use]
    pub fn is_of(&self, receipt: &Receipt) -> bool {
        *self == receipt.reduce()
    }
}
