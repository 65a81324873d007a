//! What came from elsewhere: verified, then taken in, or kept aside with a reason.

use crate::begun_again;
use crate::error::CompanionError;
use crate::groups::{KnownGroups, load_chain, own_identity};
use crate::older_copy;
use crate::profile::Profile;
use crate::settings;
use crate::strands::{self, Moment, RecordId};
use dodam_record::RecordError;
use dodam_seal::chain::Action;
use dodam_seal::envelope::KIND_CHANGES;
use dodam_seal::purpose::Purpose;
use dodam_seal::{
    Acceptance, ActorId, Chain, ChainEntry, ChainId, Envelope, EpochSecret, Hash, Introduction,
    Mark, SealError,
};
use dodam_sync::Arrival;
use dodam_vault::{
    OutboxKind, Quarantined, Stored, StoredChainEntry, Transaction, VaultError, accept_chain_entry,
    confirm_hash, insert_chain_entry, insert_quarantined, is_own_actor, load_chain_head,
    load_envelope, load_envelopes_of_actor, load_groups, load_marks, load_quarantine, load_strand,
    load_strand_epoch, remove_quarantined,
};

/// Why something is kept aside. The texts are stored and shown by code.
mod reason {
    pub(super) const UNREADABLE: &str = "unreadable";
    pub(super) const UNKNOWN_STRAND: &str = "unknown_strand";
    pub(super) const GAP: &str = "gap";
    pub(super) const FORK: &str = "fork";
    pub(super) const NOT_A_WRITER: &str = "not_a_writer";
    pub(super) const NEWER: &str = "newer";
    pub(super) const NOT_ITS_OWNER: &str = "not_its_owner";
    pub(super) const REFUSED: &str = "refused";
}

/// What became of something that came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Taken {
    /// It is part of the record now.
    New,
    /// It was held already.
    Known,
    /// It is kept aside; this device wrote it, and lacks what it wrote before it.
    Behind,
    /// It is kept aside.
    Aside,
}

/// Takes a chain entry with the server's word for its place.
pub(crate) fn take_entry(
    tx: &Transaction<'_>,
    entry: &ChainEntry,
    acceptance: Option<&Acceptance>,
    moment: Moment,
) -> Result<Taken, CompanionError> {
    let id = entry.chain();
    let held = load_chain_head(tx, &id)?;
    if held.as_ref().is_some_and(|head| head.n >= entry.number()) {
        return take_known_place(tx, entry, acceptance, moment);
    }
    let known = KnownGroups::load(tx)?;
    let chain = match extend(tx, entry, held.is_some(), &known)? {
        Ok(chain) => chain,
        Err(SealError::Newer(_)) => {
            return aside(tx, entry_aside(entry, reason::NEWER), moment);
        }
        // What it stands on may come later: its author's group, or an entry before it.
        Err(_) => return aside(tx, entry_aside(entry, reason::GAP), moment),
    };
    let stored = StoredChainEntry {
        n: entry.number(),
        hash: entry.hash(),
        bytes: entry.to_bytes(),
        acceptance: acceptance.map(Acceptance::to_bytes),
    };
    if insert_chain_entry(tx, &id, &stored)? != Stored::New {
        return Ok(Taken::Known);
    }
    if !chain.kind().is_group() && !open_strand(tx, &chain, entry, &known)? {
        let (stream, hash, bytes, reason) = entry_aside(entry, reason::NOT_ITS_OWNER);
        return aside(tx, (stream, hash, bytes, reason), moment);
    }
    if entry.number() == 0 {
        begun_again::unite(tx, &id, moment)?;
    }
    Ok(Taken::New)
}

/// The place is held: by this entry, or by one of ours that the server did not order.
fn take_known_place(
    tx: &Transaction<'_>,
    entry: &ChainEntry,
    acceptance: Option<&Acceptance>,
    moment: Moment,
) -> Result<Taken, CompanionError> {
    let Some(acceptance) = acceptance else {
        return Ok(Taken::Known);
    };
    match accept_chain_entry(tx, &entry.chain(), &entry.hash(), &acceptance.to_bytes()) {
        Ok(()) => Ok(Taken::Known),
        Err(VaultError::Unknown) => match older_copy::give_way(tx, entry, acceptance, moment)? {
            Some(taken) => Ok(taken),
            None => aside(tx, entry_aside(entry, reason::FORK), moment),
        },
        Err(error) => Err(error.into()),
    }
}

/// The chain with this entry; the inner result says why it can't stand there.
fn extend(
    tx: &Transaction<'_>,
    entry: &ChainEntry,
    begun: bool,
    known: &KnownGroups,
) -> Result<Result<Chain, SealError>, CompanionError> {
    if !begun {
        return Ok(Chain::begin(entry, known));
    }
    let mut chain = load_chain(tx, &entry.chain(), known)?;
    Ok(chain.append(entry, known).map(|()| chain))
}

/// Opens a strand's secret when this entry lets one of our groups in. Says whether the
/// strand may be what it says it is.
fn open_strand(
    tx: &Transaction<'_>,
    chain: &Chain,
    entry: &ChainEntry,
    known: &KnownGroups,
) -> Result<bool, CompanionError> {
    if load_strand(tx, &chain.id())?.is_some() {
        return Ok(true);
    }
    for group in load_groups(tx)? {
        let (member, key) = (
            group.chain_id.into(),
            group.epoch_secret.group_wrap_secret(),
        );
        let secret = match entry.action() {
            Action::Genesis(genesis) => genesis.open_secret(&member, &key),
            Action::Add(add) if add.member.id == member => add.open_secret(&key),
            _ => continue,
        };
        if let Ok(secret) = secret {
            return keep_strand(tx, chain, &secret, known);
        }
    }
    Ok(true)
}

fn keep_strand(
    tx: &Transaction<'_>,
    chain: &Chain,
    secret: &EpochSecret,
    known: &KnownGroups,
) -> Result<bool, CompanionError> {
    let Ok(description) = chain.genesis().open_description(secret) else {
        return Ok(false);
    };
    let Some(record) = description.record else {
        return Ok(false);
    };
    if !belongs_to_its_record(tx, chain, &record, known)? {
        return Ok(false);
    }
    strands::keep(tx, chain.id(), &description, chain.epoch(), secret)?;
    Ok(true)
}

/// Anyone can begin a chain and write any record's id into it. It is that record's only
/// if whoever owns the record owns it: our own account for our own record, and for
/// others the group that owns the strands of that record which are here already.
fn belongs_to_its_record(
    tx: &Transaction<'_>,
    chain: &Chain,
    record: &RecordId,
    known: &KnownGroups,
) -> Result<bool, CompanionError> {
    let owners = owners(chain);
    if *record == settings::own_record(tx)? {
        return Ok(owners == [settings::account(tx)?]);
    }
    for strand in strands::list(tx)? {
        if strand.record == *record && owners_of(tx, &strand.id, known)? != owners {
            return Ok(false);
        }
    }
    Ok(true)
}

fn owners(chain: &Chain) -> Vec<ChainId> {
    let members = chain.members().iter().filter(|member| member.role.owns());
    members.filter_map(|member| member.group()).collect()
}

fn owners_of(
    tx: &Transaction<'_>,
    strand: &ChainId,
    known: &KnownGroups,
) -> Result<Vec<ChainId>, CompanionError> {
    Ok(owners(&load_chain(tx, strand, known)?))
}

/// Takes an envelope that its author signed.
pub(crate) fn take_envelope(
    tx: &Transaction<'_>,
    envelope: &Envelope,
    moment: Moment,
) -> Result<Taken, CompanionError> {
    let stream = envelope.header().stream;
    let held = load_envelope(tx, &stream, &envelope.hash())?.is_some();
    let marks = load_marks(tx, &stream)?;
    let last = marks
        .iter()
        .find(|mark| mark.actor == envelope.header().actor);
    let kept_aside = |reason| aside(tx, envelope_aside(envelope, reason), moment);
    let own = is_own_actor(tx, &stream, &envelope.header().actor)?;
    match Arrival::judge(last, envelope.header(), held) {
        Arrival::Known => Ok(Taken::Known),
        Arrival::Gap if own => behind(tx, envelope, moment),
        Arrival::Gap => kept_aside(reason::GAP),
        Arrival::Fork if own => take_parted(tx, envelope, moment),
        Arrival::Fork => kept_aside(reason::FORK),
        Arrival::Next => match take_next(tx, envelope, last, moment)? {
            Ok(()) if own => {
                older_copy::note_returned(tx, &stream, &envelope.header().actor)?;
                Ok(Taken::New)
            }
            Ok(()) => Ok(Taken::New),
            Err(reason) => kept_aside(reason),
        },
    }
}

fn behind(
    tx: &Transaction<'_>,
    envelope: &Envelope,
    moment: Moment,
) -> Result<Taken, CompanionError> {
    aside(tx, envelope_aside(envelope, reason::GAP), moment)?;
    Ok(Taken::Behind)
}

/// Takes what this device wrote once and lost, in the place of what it wrote there since.
fn take_parted(
    tx: &Transaction<'_>,
    envelope: &Envelope,
    moment: Moment,
) -> Result<Taken, CompanionError> {
    let header = envelope.header();
    if !older_copy::parts_here(tx, envelope)? {
        return behind(tx, envelope, moment);
    }
    let all = strands::list(tx)?;
    let strand = all.iter().find(|strand| strand.id == header.stream);
    let strand = strand.ok_or(CompanionError::Damaged("strand"))?;
    if !older_copy::move_away(tx, strand, &header.actor, header.sequence, moment)? {
        return aside(tx, envelope_aside(envelope, reason::FORK), moment);
    }
    take_envelope(tx, envelope, moment)
}

/// The inner result says why it can't be part of the record.
fn take_next(
    tx: &Transaction<'_>,
    envelope: &Envelope,
    last: Option<&Mark>,
    moment: Moment,
) -> Result<Result<(), &'static str>, CompanionError> {
    let header = envelope.header();
    let all = strands::list(tx)?;
    let Some(strand) = all.iter().find(|strand| strand.id == header.stream) else {
        return Ok(Err(reason::UNKNOWN_STRAND));
    };
    let Some(secret) = load_strand_epoch(tx, &strand.id, &header.epoch)? else {
        return Ok(Err(reason::UNKNOWN_STRAND));
    };
    if header.kind != KIND_CHANGES {
        return Ok(Err(reason::NEWER));
    }
    let body = match envelope.open(&secret) {
        Ok(body) => body,
        Err(SealError::Newer(_)) => return Ok(Err(reason::NEWER)),
        Err(_) => return Ok(Err(reason::UNREADABLE)),
    };
    let mut returned = false;
    if last.is_none() {
        let known = KnownGroups::load(tx)?;
        let chain = load_chain(tx, &strand.id, &known)?;
        let Some(introduction) = &body.introduction else {
            return Ok(Err(reason::NOT_A_WRITER));
        };
        if !chain
            .role_of(&introduction.device, &known)
            .is_some_and(|role| role.writes())
        {
            return Ok(Err(reason::NOT_A_WRITER));
        }
        returned = introduction.device == own_identity(tx)?.signing.device_id();
    }
    match strands::take_in(tx, strand, envelope, &body.payload, moment) {
        Ok(()) => {
            if returned {
                settings::set_older_copy(tx, true)?;
            }
            Ok(Ok(()))
        }
        Err(strands::TakeInError::Changes(RecordError::SequenceGap)) => Ok(Err(reason::GAP)),
        Err(strands::TakeInError::Changes(_)) => Ok(Err(reason::REFUSED)),
        Err(strands::TakeInError::Other(error)) => Err(error),
    }
}

/// Keeps aside what can't even be read.
pub(crate) fn keep_unreadable(
    tx: &Transaction<'_>,
    bytes: Vec<u8>,
    moment: Moment,
) -> Result<Taken, CompanionError> {
    let hash = Purpose::Envelope.hash(&[&bytes]);
    let stream = ChainId::from(Hash::NONE);
    aside(tx, (stream, hash, bytes, reason::UNREADABLE), moment)
}

/// Something to keep aside: stream, hash, bytes, reason.
pub(crate) type Aside = (ChainId, Hash, Vec<u8>, &'static str);

/// An entry whose content can't be used.
pub(crate) fn entry_refused(entry: &ChainEntry) -> Aside {
    entry_aside(entry, reason::REFUSED)
}

/// An envelope whose content can't be used.
pub(crate) fn envelope_refused(envelope: &Envelope) -> Aside {
    envelope_aside(envelope, reason::REFUSED)
}

fn entry_aside(entry: &ChainEntry, reason: &'static str) -> Aside {
    (entry.chain(), entry.hash(), entry.to_bytes(), reason)
}

fn envelope_aside(envelope: &Envelope, reason: &'static str) -> Aside {
    (
        envelope.header().stream,
        envelope.hash(),
        envelope.to_bytes(),
        reason,
    )
}

pub(crate) fn aside(
    tx: &Transaction<'_>,
    (stream, hash, bytes, reason): Aside,
    moment: Moment,
) -> Result<Taken, CompanionError> {
    let reason = reason.to_owned();
    let received_at_ms = moment.now_ms;
    let thing = Quarantined {
        stream,
        hash,
        bytes,
        reason,
        received_at_ms,
    };
    Ok(match insert_quarantined(tx, &thing)? {
        Stored::New => Taken::Aside,
        Stored::Known | Stored::PlaceTaken => Taken::Known,
    })
}

/// Whether what came is to blame, and not what this device lacks, such as space.
pub(crate) fn is_of_content(error: &CompanionError) -> bool {
    matches!(
        error,
        CompanionError::Damaged("paper" | "strand" | "record")
            | CompanionError::NotFound(_)
            | CompanionError::Rejected { .. }
    )
}

/// Tries again what waited for something that may have come since, each in a transaction of its
/// own. What turns out to be unusable stays aside and is not tried again.
pub(crate) fn retry_waiting(profile: &Profile, moment: Moment) -> Result<u64, CompanionError> {
    let mut taken = 0;
    loop {
        let mut progress = false;
        let mut waiting = profile.read(|tx| Ok::<_, CompanionError>(load_quarantine(tx)?))?;
        waiting
            .retain(|thing| thing.reason == reason::GAP || thing.reason == reason::UNKNOWN_STRAND);
        for thing in waiting {
            match profile.write(|tx| retry(tx, &thing, moment)) {
                Ok(false) => {}
                Ok(true) => (taken, progress) = (taken + 1, true),
                Err(error) if is_of_content(&error) => profile.write(|tx| refuse(tx, thing))?,
                Err(error) => return Err(error),
            }
        }
        if !progress {
            return Ok(taken);
        }
    }
}

fn refuse(tx: &Transaction<'_>, thing: Quarantined) -> Result<(), CompanionError> {
    remove_quarantined(tx, &thing.stream, &thing.hash)?;
    let reason = reason::REFUSED.to_owned();
    strands::new(insert_quarantined(tx, &Quarantined { reason, ..thing })?)
}

fn retry(
    tx: &Transaction<'_>,
    thing: &Quarantined,
    moment: Moment,
) -> Result<bool, CompanionError> {
    let taken = try_again(tx, thing, moment)?;
    if taken {
        remove_quarantined(tx, &thing.stream, &thing.hash)?;
    }
    Ok(taken)
}

/// Takes one thing that was kept aside, if its time has come.
fn try_again(
    tx: &Transaction<'_>,
    thing: &Quarantined,
    moment: Moment,
) -> Result<bool, CompanionError> {
    if let Ok(entry) = ChainEntry::from_bytes(&thing.bytes) {
        return Ok(take_entry(tx, &entry, None, moment)? == Taken::New);
    }
    let Ok(envelope) = Envelope::from_bytes(&thing.bytes) else {
        return Ok(false);
    };
    Ok(take_envelope(tx, &envelope, moment)? == Taken::New
        || load_envelope(tx, &thing.stream, &thing.hash)?.is_some())
}

/// The server ordered an entry of ours.
pub(crate) fn entry_accepted(
    tx: &Transaction<'_>,
    acceptance: &Acceptance,
) -> Result<(), CompanionError> {
    accept_chain_entry(
        tx,
        &acceptance.chain,
        &acceptance.entry,
        &acceptance.to_bytes(),
    )?;
    confirm_hash(
        tx,
        OutboxKind::ChainEntry,
        &acceptance.chain,
        &acceptance.entry,
    )?;
    Ok(())
}

/// Who an author is: the introduction in its first envelope.
pub(crate) fn introduction(
    tx: &Transaction<'_>,
    stream: &ChainId,
    actor: &ActorId,
) -> Result<Option<Introduction>, CompanionError> {
    let Some(first) = load_envelopes_of_actor(tx, stream, actor, 1)?
        .into_iter()
        .next()
    else {
        return Ok(None);
    };
    let envelope = Envelope::from_bytes(&first.bytes)?;
    let Some(secret) = load_strand_epoch(tx, stream, &envelope.header().epoch)? else {
        return Ok(None);
    };
    Ok(envelope.open(&secret)?.introduction)
}

#[cfg(test)]
mod tests;
