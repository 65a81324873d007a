//! A strand that an older copy of a vault began again before it knew of the first: what was
//! written in the second moves into the first, and nobody ever hears of the second.

use crate::error::CompanionError;
use crate::groups::KnownGroups;
use crate::sharing::let_in;
use crate::strands::{self, Moment, Strand};
use dodam_record::RecordError;
use dodam_seal::chain::Action;
use dodam_seal::{ChainEntry, ChainId};
use dodam_vault::{
    OutboxKind, StoredChainEntry, Transaction, confirm_hash, load_actor, load_chain, move_papers,
    remove_document, remove_envelopes_of_actor, remove_strand, take_proposals,
};

/// Moves what no server knows of, in strands of the same record and kind, into the one that has
/// just come.
pub(crate) fn unite(
    tx: &Transaction<'_>,
    came: &ChainId,
    moment: Moment,
) -> Result<(), CompanionError> {
    let all = strands::list(tx)?;
    let Some(first) = all.iter().find(|strand| strand.id == *came) else {
        return Ok(());
    };
    for again in strands::list_of(tx, &first.record, &first.kind)? {
        let entries = load_chain(tx, &again.id)?;
        let unheard = entries.iter().all(|entry| entry.acceptance.is_none());
        if again.id != first.id && unheard && move_writing(tx, &again, first, moment)? {
            forget(tx, &again)?;
            let known = KnownGroups::load(tx)?;
            for team in invited(&entries)? {
                let team = known.get(&team).ok_or(CompanionError::Damaged("group"))?;
                let_in(tx, team, first)?;
            }
        }
    }
    Ok(())
}

/// Moves all changes of the one strand into the other, by another author; says whether it could.
fn move_writing(
    tx: &Transaction<'_>,
    again: &Strand,
    first: &Strand,
    moment: Moment,
) -> Result<bool, CompanionError> {
    let Some(former) = load_actor(tx, &again.id)? else {
        return Ok(true);
    };
    let author = strands::own_author(tx, first)?;
    let actor = *author.signing.actor_id().as_bytes();
    let former = *former.signing.actor_id().as_bytes();
    let written = strands::read(tx, again)?;
    let mut moved = match written.with_another_author(&former, 0, actor) {
        Ok(moved) => moved,
        Err(RecordError::Malformed | RecordError::AlreadyThere) => return Ok(false),
        Err(error) => return Err(error.into()),
    };
    let mut document = strands::read(tx, first)?;
    let before = document.papers();
    let mut handed_out = moved.clone();
    loop {
        let changes = handed_out.take_changes();
        if changes.is_empty() {
            break;
        }
        document.apply(actor, &changes)?;
    }
    if document.waiting() > 0 {
        // An author of before wrote there too; both strands are kept.
        return Ok(false);
    }
    strands::seal_changes(tx, first, author, &mut moved, moment)?;
    move_papers(tx, &again.id, &first.id)?;
    strands::save(tx, first, &before, &document)?;
    Ok(true)
}

fn forget(tx: &Transaction<'_>, strand: &Strand) -> Result<(), CompanionError> {
    for entry in take_proposals(tx, &strand.id, 0)? {
        confirm_hash(tx, OutboxKind::ChainEntry, &strand.id, &entry.hash)?;
    }
    if let Some(author) = load_actor(tx, &strand.id)? {
        remove_envelopes_of_actor(tx, &strand.id, &author.signing.actor_id(), 1)?;
    }
    remove_document(tx, &strand.id)?;
    Ok(remove_strand(tx, &strand.id)?)
}

/// The teams that were let into a strand after it was begun.
fn invited(entries: &[StoredChainEntry]) -> Result<Vec<ChainId>, CompanionError> {
    let mut teams = Vec::new();
    for entry in entries {
        if let Action::Add(add) = ChainEntry::from_bytes(&entry.bytes)?.action() {
            teams.push(add.member.id.into());
        }
    }
    Ok(teams)
}
