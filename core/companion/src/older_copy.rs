//! A vault that is older than what it sent before: its folder was put back to an earlier day,
//! or it came out of a backup. What it lacks comes back from the server; what was written since
//! goes on under a new author, because the numbers of the former one are used.

use crate::chance;
use crate::error::CompanionError;
use crate::groups::{KnownGroups, keep_own_entry, load_chain, own_identity};
use crate::inbox::{self, Taken};
use crate::settings;
use crate::strands::{self, Moment, Strand, new};
use dodam_record::{RecordError, count_changes};
use dodam_seal::chain::Action;
use dodam_seal::{Acceptance, ActorId, ChainEntry, ChainId, Envelope, Hash, SigningSecret};
use dodam_vault::{
    OutboxKind, OwnActor, Transaction, confirm_hash, insert_actor, load_actor,
    load_envelopes_of_actor, load_strand_epoch, remove_envelopes_of_actor, take_proposals,
};

/// Begins a new author where this device has written in a strand; gives it.
pub(crate) fn begin_anew(
    tx: &Transaction<'_>,
    strand: &ChainId,
) -> Result<Option<OwnActor>, CompanionError> {
    let Some(before) = load_actor(tx, strand)? else {
        return Ok(None);
    };
    let author = OwnActor {
        strand_id: *strand,
        incarnation: before.incarnation + 1,
        signing: SigningSecret::random(&mut chance::system()),
        next_sequence: 1,
        last_hash: Hash::NONE,
    };
    new(insert_actor(tx, &author)?)?;
    Ok(Some(author))
}

/// What this device sent before and no longer had is part of the record again: whoever
/// syncs is told, and the author that wrote it writes no more.
pub(crate) fn note_returned(
    tx: &Transaction<'_>,
    strand: &ChainId,
    author: &ActorId,
) -> Result<(), CompanionError> {
    settings::set_older_copy(tx, true)?;
    let current = load_actor(tx, strand)?;
    if current.is_some_and(|current| current.signing.actor_id() == *author) {
        begin_anew(tx, strand)?;
    }
    Ok(())
}

/// Whether the envelope before this one is held, so that the lines part exactly here.
pub(crate) fn parts_here(
    tx: &Transaction<'_>,
    envelope: &Envelope,
) -> Result<bool, CompanionError> {
    let header = envelope.header();
    let Some(before) = header.sequence.checked_sub(1).filter(|before| *before > 0) else {
        return Ok(header.previous == Hash::NONE);
    };
    let line = load_envelopes_of_actor(tx, &header.stream, &header.actor, before)?;
    Ok(line
        .first()
        .is_some_and(|held| held.sequence == before && held.hash == header.previous))
}

/// Moves what one of this device's authors wrote from this number on to a new author:
/// document, envelopes and outbox. Says whether it could: not where others built on it.
pub(crate) fn move_away(
    tx: &Transaction<'_>,
    strand: &Strand,
    former: &ActorId,
    from_sequence: u64,
    moment: Moment,
) -> Result<bool, CompanionError> {
    let mut stray = 0;
    for stored in load_envelopes_of_actor(tx, &strand.id, former, from_sequence)? {
        let envelope = Envelope::from_bytes(&stored.bytes)?;
        let secret = load_strand_epoch(tx, &strand.id, &envelope.header().epoch)?
            .ok_or(CompanionError::Damaged("strand"))?;
        stray += count_changes(&envelope.open(&secret)?.payload)?;
    }
    let document = strands::read(tx, strand)?;
    let kept = document.sequence(former.as_bytes()).checked_sub(stray);
    let kept = kept.ok_or(CompanionError::Damaged("strand"))?;
    let author = begin_anew(tx, &strand.id)?.ok_or(CompanionError::Damaged("strand"))?;
    let actor = *author.signing.actor_id().as_bytes();
    let mut moved = match document.with_another_author(former.as_bytes(), kept, actor) {
        Ok(moved) => moved,
        Err(RecordError::Malformed) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    remove_envelopes_of_actor(tx, &strand.id, former, from_sequence)?;
    strands::seal_changes(tx, strand, author, &mut moved, moment)?;
    strands::save(tx, strand, &document.papers(), &moved)?;
    Ok(true)
}

/// Lets an entry that the server ordered have the place of one that it didn't, and signs ours
/// again behind it. Gives nothing where the place is not held by a proposal of ours.
pub(crate) fn give_way(
    tx: &Transaction<'_>,
    entry: &ChainEntry,
    acceptance: &Acceptance,
    moment: Moment,
) -> Result<Option<Taken>, CompanionError> {
    let id = entry.chain();
    let proposals = take_proposals(tx, &id, entry.number())?;
    if proposals.is_empty() {
        return Ok(None);
    }
    for proposal in &proposals {
        confirm_hash(tx, OutboxKind::ChainEntry, &id, &proposal.hash)?;
    }
    let taken = inbox::take_entry(tx, entry, Some(acceptance), moment)?;
    if taken != Taken::New {
        // What follows undoes this transaction; the entry is then set aside.
        return Err(CompanionError::Damaged("strand"));
    }
    let own = own_identity(tx)?.signing;
    for proposal in proposals {
        let chain = load_chain(tx, &id, &KnownGroups::load(tx)?)?;
        let proposal = ChainEntry::from_bytes(&proposal.bytes)?;
        if let Action::Add(add) = proposal.action()
            && !chain
                .members()
                .iter()
                .any(|member| member.id == add.member.id)
        {
            let again =
                ChainEntry::add(chain.id(), chain.length(), chain.head(), *add.clone(), &own);
            keep_own_entry(tx, &again)?;
        }
    }
    Ok(Some(Taken::New))
}

#[cfg(test)]
mod tests;
