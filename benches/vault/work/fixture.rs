//! A full store, made fast: rows in large transactions, files of chance without a sync.
//!
//! The bytes of the files mean nothing; no measure opens them, a backup reads them and holds them
//! against their rows. What is measured as import goes the whole way.

use super::data::{self, FILE, PAPER, STRAND};
use super::{Failed, Scale, Side};
use crate::store::{
    FileId, Held, PAPERS, Paper, PaperListing, PersonListing, SealedFile, Strand, Transaction,
    Vault, VaultError, Words, index_words, insert_paper, store_document, store_file_text,
    store_person, store_strand,
};
use dodam_record::{
    PaperAbout, PaperDraft, PaperFile, PaperId, PaperKind, StrandDocument, StrandKind, VisitDraft,
    VisitId, VisitKind,
};
use dodam_seal::{AttachmentKey, ChainId, Hash};
use rand_core::Rng;
use std::collections::BTreeSet;
use std::path::Path;

const PEOPLE_A_TRANSACTION: u32 = 250;
/// Of a 4 KB paper and of a 2 MB photo.
pub const SIZES: [usize; 2] = [4 << 10, 2 << 20];
const VISITS: u32 = 3;

/// Makes a store with everything in it.
pub fn make<S: Side>(folder: &Path, scale: &Scale) -> Result<(), Failed> {
    let vault = S::create(folder)?;
    let files = Files::new(scale);
    let mut first = 0;
    while first < scale.people {
        let last = (first + PEOPLE_A_TRANSACTION).min(scale.people);
        vault.write(|tx: &Transaction<'_>| {
            for person in first..last {
                add_person(tx, &files, scale, person)?;
            }
            Ok::<_, VaultError>(())
        })?;
        first = last;
    }
    files.write(&vault)?;
    println!("side_{} 1", S::NAME);
    Ok(())
}

/// The strand of a person.
pub fn strand_id(scale: &Scale, person: u32) -> ChainId {
    ChainId::from_bytes(data::long_id(scale, STRAND, person))
}

fn add_person(
    tx: &Transaction<'_>,
    files: &Files<'_>,
    scale: &Scale,
    person: u32,
) -> Result<(), VaultError> {
    let strand_id = strand_id(scale, person);
    let strand = Strand {
        strand_id,
        kind: StrandKind::Care.as_text().to_owned(),
        record_id: data::id(scale, STRAND, person).to_vec(),
        epoch_hash: Hash::from_bytes([1; 32]),
    };
    store_strand(tx, &strand)?;
    let mut document = StrandDocument::new(StrandKind::Care, data::actor(scale, person));
    let listing = PersonListing {
        name: format!("합성 {person:05}"),
        phone: Some(format!("010-0000-{:04}", person % 10_000)),
        address: Some("경상북도 합성시 합성로 1".to_owned()),
        visits: u64::from(VISITS),
    };
    let at = 1_700_000_000_000;
    let done = document
        .set_name(Some(&listing.name), at)
        .and_then(|()| document.set_phone(listing.phone.as_deref(), at))
        .and_then(|()| document.set_address(listing.address.as_deref(), at));
    done.map_err(|_| VaultError::OutOfRange)?;
    for number in 0..VISITS {
        let visit = VisitDraft {
            id: VisitId::from_bytes(data::id(scale, 9, person * VISITS + number)),
            at_ms: at,
            kind: VisitKind::Home,
            note: "혈압 정상, 합성 기록".to_owned(),
            by: "합성 담당".to_owned(),
        };
        let recorded = document.record_visit(&visit, at);
        recorded.map_err(|_| VaultError::OutOfRange)?;
    }
    let mut paper = person;
    while paper < scale.papers + scale.photos {
        add_paper(tx, files, (strand_id, paper), &mut document)?;
        paper += scale.people;
    }
    store_document(tx, &strand_id, &document.save())?;
    store_person(tx, &strand_id, &listing)
}

fn add_paper(
    tx: &Transaction<'_>,
    files: &Files<'_>,
    (strand_id, number): (ChainId, u32),
    document: &mut StrandDocument,
) -> Result<(), VaultError> {
    let scale = files.scale;
    let text = data::text(scale, number);
    let size = SIZES[usize::from(number >= scale.papers)] as u64;
    let kind = PaperKind::ALL[text.kind % PaperKind::ALL.len()].clone();
    let (id, file_id) = (
        data::id(scale, PAPER, number),
        data::id(scale, FILE, number),
    );
    let long = data::long_id(scale, FILE, number);
    let draft = PaperDraft {
        id: PaperId::from_bytes(id),
        about: PaperAbout {
            title: text.title.clone(),
            kind: kind.clone(),
            issuer: None,
            dated: None,
            expires: text.expires.as_deref().and_then(|day| day.parse().ok()),
            note: None,
            tags: BTreeSet::new(),
            visit: None,
        },
        file: PaperFile {
            mime: "application/pdf".to_owned(),
            size_bytes: size,
            sha256: long,
            file_id: file_id.to_vec(),
            sealed_hash: long,
            file_key: long,
        },
    };
    let added = document.add_paper(&draft, text.added_at_ms);
    added.map_err(|_| VaultError::OutOfRange)?;
    let file = SealedFile {
        id: FileId::from_bytes(file_id),
        key: AttachmentKey::from_bytes(long),
        size_bytes: size,
        sha256: long,
        sealed_hash: files.hash(number),
    };
    store_file_text(tx, &file.id, &text.body)?;
    let paper = Paper {
        id,
        strand_id,
        file,
        held: Held::SafeElsewhere,
        listing: listing(&text, &kind),
    };
    store_row(tx, &paper, &text.body)
}

/// What lists show of a paper.
pub fn listing(text: &data::Text, kind: &PaperKind) -> PaperListing {
    PaperListing {
        title: text.title.clone(),
        kind: kind.as_text().to_owned(),
        expires: text.expires.clone(),
        mime: "application/pdf".to_owned(),
        added_at_ms: text.added_at_ms,
        ..PaperListing::default()
    }
}

/// A paper's row and its words.
pub fn store_row(tx: &Transaction<'_>, paper: &Paper, body: &str) -> Result<(), VaultError> {
    insert_paper(tx, paper)?;
    let title = &paper.listing.title;
    index_words(tx, PAPERS, &paper.id, Words { title, body })
}

/// The files of the papers, which differ in their first bytes.
struct Files<'a> {
    scale: &'a Scale,
    bytes: Vec<u8>,
}

impl<'a> Files<'a> {
    fn new(scale: &'a Scale) -> Self {
        // A sealed file has a tag of 16 bytes for every 64 KiB.
        let mut bytes = vec![0; SIZES[1] + 16 * (SIZES[1] >> 16)];
        data::chance(scale, FILE, u32::MAX).fill_bytes(&mut bytes);
        Self { scale, bytes }
    }

    /// What a file holds, in two pieces.
    fn pieces(&self, number: u32) -> ([u8; 4], &[u8]) {
        let large = number >= self.scale.papers;
        let size = if large {
            self.bytes.len()
        } else {
            SIZES[0] + 16
        };
        (number.to_le_bytes(), &self.bytes[4..size])
    }

    fn hash(&self, number: u32) -> Hash {
        let (first, rest) = self.pieces(number);
        let mut hasher = blake3::Hasher::new();
        hasher.update(&first).update(rest);
        Hash::from_bytes(*hasher.finalize().as_bytes())
    }

    fn write(&self, vault: &Vault) -> Result<(), Failed> {
        for number in 0..self.scale.papers + self.scale.photos {
            let id = FileId::from_bytes(data::id(self.scale, FILE, number));
            let (first, rest) = self.pieces(number);
            std::fs::write(vault.sealed_path(&id), [&first, rest].concat())?;
        }
        Ok(())
    }
}
