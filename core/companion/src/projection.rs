//! What a document says, repeated in rows, so that lists and searches don't open it.
//!
//! Only papers that differ from what they were before an edit are looked at; when the rows of
//! an older version open, everything is repeated anew.

use crate::error::CompanionError;
use crate::mending::{Mended, mend_documents};
use crate::settings;
use crate::strands::{self, Strand};
use dodam_record::{
    Paper, PaperFile, PaperId, PaperState, PaperVersion, StrandDocument, StrandKind,
};
use dodam_seal::{AttachmentKey, Hash};
use dodam_vault::{
    FileId, FormerFile, Held, PAPERS, PaperListing, PersonListing, REPAIRED, SealedFile,
    Transaction, Words, index_words, insert_former_file, insert_paper, load_file_text,
    load_owner_of_file, load_paper, load_setting, remove_paper, remove_setting, remove_words,
    replace_file, set_strand_conflicted, store_person, update_paper_listing,
};

/// Raised when rows are to be made anew from the documents.
const VERSION: u32 = 3;

/// Makes the rows of an older version anew, and before that documents that a repair left damaged.
pub(crate) fn bring_up_to_date(tx: &Transaction<'_>) -> Result<Mended, CompanionError> {
    let mended = if was_repaired(tx)? {
        mend_documents(tx)?
    } else {
        Mended::default()
    };
    for strand in strands::list(tx)? {
        let document = strands::read(tx, &strand)?;
        refresh(tx, &strand, &[], &document)?;
    }
    remove_setting(tx, REPAIRED)?;
    settings::set_projection_version(tx, VERSION)?;
    Ok(mended)
}

pub(crate) fn is_up_to_date(tx: &Transaction<'_>) -> Result<bool, CompanionError> {
    Ok(settings::projection_version(tx)? == VERSION && !was_repaired(tx)?)
}

/// Whether the rows come out of a damaged database.
fn was_repaired(tx: &Transaction<'_>) -> Result<bool, CompanionError> {
    Ok(load_setting(tx, REPAIRED)?.is_some())
}

/// Brings the rows of one strand up to its document, of whose papers `before` are repeated
/// already.
pub(crate) fn refresh(
    tx: &Transaction<'_>,
    strand: &Strand,
    before: &[Paper],
    document: &StrandDocument,
) -> Result<(), CompanionError> {
    if strand.kind == StrandKind::Care {
        store_person(tx, &strand.id, &person(document))?;
    }
    set_strand_conflicted(tx, &strand.id, !document.conflicts().is_empty())?;
    for paper in &document.papers() {
        // Both are ordered alike, and few differ.
        let at = before.binary_search_by_key(&order(paper), order);
        if at.is_ok_and(|at| before[at] == *paper) {
            continue;
        }
        match paper.state {
            PaperState::Kept | PaperState::Binned => list(tx, strand, paper)?,
            PaperState::Purged => purge(tx, strand, paper)?,
        }
    }
    Ok(())
}

/// What lists show of the person a care strand is about.
pub(crate) fn person(document: &StrandDocument) -> PersonListing {
    let person = document.person();
    PersonListing {
        name: person.name.unwrap_or_default(),
        phone: person.phone,
        address: person.address,
        visits: document.visits().len() as u64,
    }
}

fn order(paper: &Paper) -> (i64, PaperId) {
    (paper.added_at_ms, paper.id)
}

/// What somebody else destroyed of the owner's own stays in the bin: anyone who may write can
/// say so, and this may be the only copy. Of another person's record it goes.
fn purge(tx: &Transaction<'_>, strand: &Strand, paper: &Paper) -> Result<(), CompanionError> {
    let id = paper.id.as_bytes();
    // A paper of another strand with this id isn't this strand's to destroy.
    let held = load_paper(tx, id)?.filter(|held| held.strand_id == strand.id);
    let Some(mut held) = held else {
        return Ok(());
    };
    remove_words(tx, PAPERS, id)?;
    if strand.record == settings::own_record(tx)? {
        held.listing.binned = true;
        Ok(update_paper_listing(tx, id, &held.listing)?)
    } else {
        // The files are swept when the vault opens next.
        remove_paper(tx, id)?;
        Ok(())
    }
}

fn list(tx: &Transaction<'_>, strand: &Strand, paper: &Paper) -> Result<(), CompanionError> {
    let id = paper.id.as_bytes();
    // Two strands with one paper id, two papers with one file: the first keeps it.
    let mut versions = Vec::new();
    for version in &paper.versions {
        let file = sealed(&version.file)?;
        let ours = load_owner_of_file(tx, &file.id)?.is_none_or(|owner| owner == *id);
        if ours {
            // A version that brings the file of an older one again stands for it.
            versions.retain(|(_, older): &(_, SealedFile)| older.id != file.id);
            versions.push((version, file));
        }
    }
    let Some((newest, file)) = versions.pop() else {
        return Ok(());
    };
    let listing = listing(paper, newest);
    match load_paper(tx, id)? {
        Some(held) if held.strand_id != strand.id => return Ok(()),
        Some(held) => {
            if held.file.id != file.id {
                replace_file(tx, id, &file, Held::OnlyHere)?;
            }
            if held.listing != listing {
                update_paper_listing(tx, id, &listing)?;
            }
        }
        None => {
            let (id, strand_id, file) = (*id, strand.id, file.clone());
            // Nobody has said yet who holds it; the server says so when it is fetched.
            let held = Held::OnlyHere;
            let listing = listing.clone();
            let row = dodam_vault::Paper {
                id,
                strand_id,
                file,
                held,
                listing,
            };
            insert_paper(tx, &row)?;
        }
    }
    for (version, file) in versions {
        let former = FormerFile {
            file,
            held: Held::OnlyHere,
            mime: version.file.mime.clone(),
            added_at_ms: version.added_at_ms,
        };
        insert_former_file(tx, id, &former)?;
    }
    index(tx, paper, &file.id)
}

/// Finds a paper also by a text that has come since its rows were made.
pub(crate) fn index_again(
    tx: &Transaction<'_>,
    paper: &dodam_vault::Paper,
) -> Result<(), CompanionError> {
    let strand = strands::with_id(tx, &paper.strand_id)?;
    let strand = strand.ok_or(CompanionError::NotFound("a paper"))?;
    let said = strands::read(tx, &strand)?.paper(PaperId::from_bytes(paper.id));
    match said {
        Some(said) if said.state != PaperState::Purged => index(tx, &said, &paper.file.id),
        _ => Ok(()),
    }
}

/// A title, a kind, an issuer and tags find sooner than a note and the text inside a file.
fn index(tx: &Transaction<'_>, paper: &Paper, file: &FileId) -> Result<(), CompanionError> {
    let about = &paper.about;
    let mut title = format!("{} {}", about.title, about.kind.as_text().replace('_', " "));
    for more in about.issuer.iter().chain(&about.tags) {
        title.push('\n');
        title.push_str(more);
    }
    let inside = load_file_text(tx, file)?.unwrap_or_default();
    let body = format!("{}\n{inside}", about.note.as_deref().unwrap_or_default());
    let words = Words {
        title: &title,
        body: &body,
    };
    Ok(index_words(tx, PAPERS, paper.id.as_bytes(), words)?)
}

fn listing(paper: &Paper, newest: &PaperVersion) -> PaperListing {
    let about = &paper.about;
    let tags: Vec<&str> = about.tags.iter().map(String::as_str).collect();
    PaperListing {
        title: about.title.clone(),
        kind: about.kind.as_text().to_owned(),
        expires: about.expires.map(|date| date.to_string()),
        mime: newest.file.mime.clone(),
        issuer: about.issuer.clone(),
        dated: about.dated.map(|date| date.to_string()),
        tags: tags.join("\n"),
        added_at_ms: newest.added_at_ms,
        binned: paper.state == PaperState::Binned,
    }
}

/// The sealed file that a record speaks of.
fn sealed(file: &PaperFile) -> Result<SealedFile, CompanionError> {
    let file_id = file.file_id.as_slice().try_into();
    let file_id = file_id.map_err(|_| CompanionError::Damaged("paper"))?;
    Ok(SealedFile {
        id: FileId::from_bytes(file_id),
        key: AttachmentKey::from_bytes(file.file_key),
        size_bytes: file.size_bytes,
        sha256: file.sha256,
        sealed_hash: Hash::from_bytes(file.sealed_hash),
    })
}

#[cfg(test)]
mod tests;
