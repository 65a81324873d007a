//! Documents that were lost or can't be read, made anew of the envelopes that made them.

use crate::error::CompanionError;
use crate::older_copy::begin_anew;
use crate::strands::{self, Strand};
use dodam_record::StrandDocument;
use dodam_seal::Envelope;
use dodam_vault::{Transaction, load_document, load_envelopes, load_strand_epoch, store_document};

/// What came of mending.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Mended {
    pub(crate) rebuilt: u64,
    /// They begin empty.
    pub(crate) lost: u64,
}

/// Makes every document anew that is lost or can't be read.
pub(crate) fn mend_documents(tx: &Transaction<'_>) -> Result<Mended, CompanionError> {
    let mut mended = Mended::default();
    for strand in strands::list(tx)? {
        mend_document(tx, &strand, &mut mended)?;
    }
    Ok(mended)
}

/// Whether a strand in which something was written has no document.
pub(crate) fn is_lost(tx: &Transaction<'_>, strand: &Strand) -> Result<bool, CompanionError> {
    Ok(load_document(tx, &strand.id)?.is_none() && !load_envelopes(tx, &strand.id)?.is_empty())
}

fn mend_document(
    tx: &Transaction<'_>,
    strand: &Strand,
    mended: &mut Mended,
) -> Result<(), CompanionError> {
    let stored = load_document(tx, &strand.id)?;
    match strands::read(tx, strand) {
        Ok(_) if stored.is_some() => return Ok(()),
        Ok(_) | Err(CompanionError::Damaged(_)) => {}
        Err(error) => return Err(error),
    }
    let mut made = StrandDocument::new(strand.kind.clone(), [0; 32]);
    for stored in load_envelopes(tx, &strand.id)? {
        // One that can't be read or used is left where it is.
        let Ok(envelope) = Envelope::from_bytes(&stored.bytes) else {
            continue;
        };
        let header = envelope.header();
        let secret = load_strand_epoch(tx, &strand.id, &header.epoch)?;
        if let Some(Ok(body)) = secret.map(|secret| envelope.open(&secret)) {
            let _ = made.apply(*header.actor.as_bytes(), &body.payload);
        }
    }
    if !made.heads().is_empty() {
        mended.rebuilt += 1;
    } else if stored.is_some() {
        mended.lost += 1;
    } else {
        return Ok(());
    }
    store_document(tx, &strand.id, &made.save())?;
    // Some of what this device wrote may be lost too: its numbers must not be used again.
    begin_anew(tx, &strand.id).map(drop)
}
