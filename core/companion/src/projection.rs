//! What a document says, repeated in rows, so that lists and searches don't open it.

use crate::error::CompanionError;
use crate::strands::Strand;
use dodam_record::{Paper, StrandDocument};
use dodam_seal::{AttachmentKey, Hash};
use dodam_vault::{
    FileId, Held, PaperListing, SealedFile, Transaction, index_words, insert_paper, load_paper,
    remove_paper, remove_words, update_paper_listing,
};

/// What the index calls papers.
pub(crate) const PAPERS: &str = "paper";

/// Brings the rows of one strand up to its document.
pub(crate) fn refresh(
    tx: &Transaction<'_>,
    strand: &Strand,
    document: &StrandDocument,
) -> Result<(), CompanionError> {
    for paper in document.papers() {
        if paper.removed {
            hide(tx, paper.id.as_bytes())?;
        } else {
            list(tx, strand, &paper)?;
        }
    }
    Ok(())
}

/// A removed paper is found no more. Its file and key go only when another place holds
/// the file: anyone who may write can say "removed", and the owner's may be the only copy.
fn hide(tx: &Transaction<'_>, id: &[u8; 16]) -> Result<(), CompanionError> {
    remove_words(tx, PAPERS, id)?;
    if load_paper(tx, id)?.is_some_and(|paper| paper.held == Held::SafeElsewhere) {
        remove_paper(tx, id)?;
    }
    Ok(())
}

fn list(tx: &Transaction<'_>, strand: &Strand, paper: &Paper) -> Result<(), CompanionError> {
    let id = paper.id.as_bytes();
    let listing = PaperListing {
        title: paper.title.clone(),
        kind: paper.kind.as_text().to_owned(),
        expires: paper.expires.map(|date| date.to_string()),
    };
    match load_paper(tx, id)? {
        // Two strands with one paper id: the first keeps it.
        Some(held) if held.strand_id != strand.id => return Ok(()),
        Some(held) if held.listing == listing => {}
        Some(_) => update_paper_listing(tx, id, &listing)?,
        None => insert_paper(tx, &row(strand, paper, listing.clone())?)?,
    }
    Ok(index_words(
        tx,
        PAPERS,
        id,
        &format!("{} {}", listing.title, listing.kind),
    )?)
}

fn row(
    strand: &Strand,
    paper: &Paper,
    listing: PaperListing,
) -> Result<dodam_vault::Paper, CompanionError> {
    let file_id = paper.file_id.as_slice().try_into();
    let file_id = file_id.map_err(|_| CompanionError::Damaged("paper"))?;
    Ok(dodam_vault::Paper {
        id: *paper.id.as_bytes(),
        strand_id: strand.id,
        file: SealedFile {
            id: FileId::from_bytes(file_id),
            key: AttachmentKey::from_bytes(paper.file_key),
            size_bytes: paper.size_bytes,
            sha256: paper.sha256,
            sealed_hash: Hash::from_bytes(paper.sealed_hash),
        },
        // Nobody has said yet who holds it; the server says so when it is fetched.
        held: Held::OnlyHere,
        listing,
    })
}
