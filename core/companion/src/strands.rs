//! A record's strands on this device: begun, edited and filled from elsewhere, each
//! time in one transaction with everything that follows from it.

use crate::chance;
use crate::error::CompanionError;
use crate::groups::{KnownGroups, as_member, keep_own_entry, load_chain, own_identity};
use crate::{projection, settings};
use dodam_record::{ActorKey, Paper, RecordError, StrandDocument, StrandKind};
use dodam_seal::chain::{Description, Genesis, Role};
use dodam_seal::envelope::Writer;
use dodam_seal::{
    ChainEntry, ChainId, ChainKind, Envelope, EnvelopeBody, EpochSecret, Hash, Introduction, Mark,
    SigningSecret,
};
use dodam_vault::{
    OutboxItem, OutboxKind, OwnActor, Stored, StoredEnvelope, Transaction, advance_actor,
    insert_actor, insert_envelope, insert_strand_epoch, load_actor, load_conflicted_strands,
    load_document, load_strand, load_strand_epoch, load_strands, load_strands_of_record,
    push_outbox, store_document, store_strand,
};

/// Names a resident's record: sixteen random bytes.
pub type RecordId = [u8; 16];

/// A strand this device holds.
#[derive(Debug, Clone)]
pub(crate) struct Strand {
    pub(crate) id: ChainId,
    pub(crate) kind: StrandKind,
    pub(crate) record: RecordId,
}

/// What one edit needs to know: the moment, and under which name it is made.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Moment {
    pub(crate) now_ms: i64,
}

pub(crate) fn list(tx: &Transaction<'_>) -> Result<Vec<Strand>, CompanionError> {
    load_strands(tx)?.into_iter().map(Strand::of).collect()
}

/// The strand of this id, where it is held here.
pub(crate) fn with_id(
    tx: &Transaction<'_>,
    id: &ChainId,
) -> Result<Option<Strand>, CompanionError> {
    load_strand(tx, id)?.map(Strand::of).transpose()
}

/// The strands in which a field waits for a choice.
pub(crate) fn conflicted(tx: &Transaction<'_>) -> Result<Vec<Strand>, CompanionError> {
    let strands = load_conflicted_strands(tx)?.into_iter();
    strands.map(Strand::of).collect()
}

impl Strand {
    fn of(stored: dodam_vault::Strand) -> Result<Self, CompanionError> {
        let kind = StrandKind::from_text(&stored.kind);
        let record = RecordId::try_from(stored.record_id);
        let record = record.map_err(|_| CompanionError::Damaged("strand"))?;
        Ok(Self {
            id: stored.strand_id,
            kind,
            record,
        })
    }
}

/// The record's strand of this kind that is written in. An older copy of a vault may have begun
/// one again: the one with more readers is it then.
pub(crate) fn find(
    tx: &Transaction<'_>,
    record: &RecordId,
    kind: &StrandKind,
) -> Result<Option<Strand>, CompanionError> {
    let mut found = list_of(tx, record, kind)?;
    if found.len() > 1 {
        let known = KnownGroups::load(tx)?;
        let mut readers = Vec::new();
        for strand in found {
            readers.push((load_chain(tx, &strand.id, &known)?.members().len(), strand));
        }
        readers.sort_by_key(|(count, strand)| (std::cmp::Reverse(*count), strand.id));
        found = readers.into_iter().map(|(_, strand)| strand).collect();
    }
    Ok(found.into_iter().next())
}

/// The record's strands of this kind, mostly one.
pub(crate) fn list_of(
    tx: &Transaction<'_>,
    record: &RecordId,
    kind: &StrandKind,
) -> Result<Vec<Strand>, CompanionError> {
    let strands = load_strands_of_record(tx, record)?.into_iter();
    let fitting = strands.filter(|strand| StrandKind::from_text(&strand.kind) == *kind);
    fitting.map(Strand::of).collect()
}

/// The record's strand of this kind, begun now if this is its first use: owned by the
/// account `owner`, readable by nobody else.
pub(crate) fn find_or_begin(
    tx: &Transaction<'_>,
    record: &RecordId,
    kind: &StrandKind,
    owner: &ChainId,
) -> Result<Strand, CompanionError> {
    if let Some(strand) = find(tx, record, kind)? {
        return Ok(strand);
    }
    let known = KnownGroups::load(tx)?;
    let account = known.get(owner).ok_or(CompanionError::Damaged("account"))?;
    let mut rng = chance::system();
    let secret = EpochSecret::random(&mut rng);
    let description = Description {
        name: kind.as_text().to_owned(),
        record: Some(*record),
    };
    let members = [as_member(account, Role::OWNER)?];
    let genesis = Genesis::begin(ChainKind::STRAND, &description, &secret, &members, &mut rng)?;
    let entry = ChainEntry::genesis(genesis, &own_identity(tx)?.signing);
    keep_own_entry(tx, &entry)?;
    keep(tx, entry.chain(), &description, entry.hash(), &secret)
}

/// Keeps a strand that was begun or opened here.
pub(crate) fn keep(
    tx: &Transaction<'_>,
    id: ChainId,
    description: &Description,
    epoch: Hash,
    secret: &EpochSecret,
) -> Result<Strand, CompanionError> {
    let record = description
        .record
        .ok_or(CompanionError::Damaged("strand"))?;
    let stored = dodam_vault::Strand {
        strand_id: id,
        kind: description.name.clone(),
        record_id: record.to_vec(),
        epoch_hash: epoch,
    };
    store_strand(tx, &stored)?;
    insert_strand_epoch(tx, &id, &epoch, secret)?;
    Strand::of(stored)
}

/// Reads a strand's document.
pub(crate) fn read(
    tx: &Transaction<'_>,
    strand: &Strand,
) -> Result<StrandDocument, CompanionError> {
    open(tx, strand, [0; 32])
}

fn open(
    tx: &Transaction<'_>,
    strand: &Strand,
    actor: ActorKey,
) -> Result<StrandDocument, CompanionError> {
    Ok(match load_document(tx, &strand.id)? {
        Some(saved) => StrandDocument::load(strand.kind.clone(), &saved, actor)?,
        None => StrandDocument::new(strand.kind.clone(), actor),
    })
}

/// Edits a strand: document, envelope, outbox and index change together or not at all.
pub(crate) fn edit<T>(
    tx: &Transaction<'_>,
    strand: &Strand,
    moment: Moment,
    change: impl FnOnce(&mut StrandDocument) -> Result<T, CompanionError>,
) -> Result<T, CompanionError> {
    let author = own_author(tx, strand)?;
    let mut document = open(tx, strand, *author.signing.actor_id().as_bytes())?;
    let before = document.papers();
    let done = change(&mut document)?;
    seal_changes(tx, strand, author, &mut document, moment)?;
    save(tx, strand, &before, &document)?;
    Ok(done)
}

pub(crate) fn save(
    tx: &Transaction<'_>,
    strand: &Strand,
    before: &[Paper],
    document: &StrandDocument,
) -> Result<(), CompanionError> {
    store_document(tx, &strand.id, &document.save())?;
    projection::refresh(tx, strand, before, document)
}

/// This device's author in the strand, made on first use.
pub(crate) fn own_author(
    tx: &Transaction<'_>,
    strand: &Strand,
) -> Result<OwnActor, CompanionError> {
    if let Some(author) = load_actor(tx, &strand.id)? {
        return Ok(author);
    }
    let author = OwnActor {
        strand_id: strand.id,
        incarnation: 0,
        signing: SigningSecret::random(&mut chance::system()),
        next_sequence: 1,
        last_hash: Hash::NONE,
    };
    new(insert_actor(tx, &author)?)?;
    Ok(author)
}

fn last_mark(author: &OwnActor) -> Option<Mark> {
    let sequence = author
        .next_sequence
        .checked_sub(1)
        .filter(|sequence| *sequence > 0)?;
    Some(Mark {
        actor: author.signing.actor_id(),
        sequence,
        hash: author.last_hash,
    })
}

pub(crate) fn seal_changes(
    tx: &Transaction<'_>,
    strand: &Strand,
    mut author: OwnActor,
    document: &mut StrandDocument,
    moment: Moment,
) -> Result<(), CompanionError> {
    let known = KnownGroups::load(tx)?;
    let chain = load_chain(tx, &strand.id, &known)?;
    let secret = load_strand_epoch(tx, &strand.id, &chain.epoch())?
        .ok_or(CompanionError::Damaged("strand"))?;
    loop {
        let changes = document.take_changes();
        if changes.is_empty() {
            return Ok(());
        }
        let last = last_mark(&author);
        let introduction = if last.is_none() {
            Some(introduce(tx, strand, &author)?)
        } else {
            None
        };
        let writer = Writer {
            stream: strand.id,
            actor: &author.signing,
            last,
            epoch: chain.epoch(),
            secret: &secret,
            chain_head: chain.head(),
        };
        let body = EnvelopeBody {
            introduction,
            payload: changes.into(),
        };
        let envelope = Envelope::seal_changes(&writer, &body, &mut chance::system())?;
        let row = row(&envelope, moment);
        let (kind, stream, hash) = (OutboxKind::Envelope, strand.id, row.hash);
        let size_bytes = row.bytes.len() as u64;
        new(insert_envelope(tx, &row)?)?;
        new(push_outbox(
            tx,
            &OutboxItem {
                kind,
                stream,
                hash,
                size_bytes,
            },
        )?)?;
        advance_actor(tx, &author, &hash)?;
        author.next_sequence += 1;
        author.last_hash = hash;
    }
}

fn row(envelope: &Envelope, moment: Moment) -> StoredEnvelope {
    let Mark {
        actor,
        sequence,
        hash,
    } = envelope.mark();
    StoredEnvelope {
        stream: envelope.header().stream,
        actor,
        sequence,
        hash,
        bytes: envelope.to_bytes(),
        received_at_ms: moment.now_ms,
    }
}

fn introduce(
    tx: &Transaction<'_>,
    strand: &Strand,
    author: &OwnActor,
) -> Result<Introduction, CompanionError> {
    let name = settings::owner_name(tx)?;
    let device = own_identity(tx)?.signing;
    let actor = author.signing.actor_id();
    Ok(Introduction::sign(
        &device,
        &strand.id,
        &actor,
        author.incarnation,
        &name,
    ))
}

/// Why another author's changes were not taken in.
#[derive(Debug)]
pub(crate) enum TakeInError {
    /// The changes are not what this author may add.
    Changes(RecordError),
    /// This device could not store them.
    Other(CompanionError),
}

impl<E: Into<CompanionError>> From<E> for TakeInError {
    fn from(error: E) -> Self {
        Self::Other(error.into())
    }
}

/// Takes another author's changes in; the caller has checked who it is and that the
/// envelope continues its line.
pub(crate) fn take_in(
    tx: &Transaction<'_>,
    strand: &Strand,
    envelope: &Envelope,
    changes: &[u8],
    moment: Moment,
) -> Result<(), TakeInError> {
    let own = load_actor(tx, &strand.id)?;
    let own = own.map_or([0; 32], |author| *author.signing.actor_id().as_bytes());
    let mut document = open(tx, strand, own)?;
    let author = *envelope.header().actor.as_bytes();
    let before = document.papers();
    document
        .apply(author, changes)
        .map_err(TakeInError::Changes)?;
    new(insert_envelope(tx, &row(envelope, moment))?)?;
    Ok(save(tx, strand, &before, &document)?)
}

/// Refuses where something else holds the place.
pub(crate) fn new(stored: Stored) -> Result<(), CompanionError> {
    match stored {
        Stored::New | Stored::Known => Ok(()),
        Stored::PlaceTaken => Err(CompanionError::Damaged("vault")),
    }
}
