use super::chains::{Groups, Standing, StoredChain, entry_at, load};
use super::devices::{Device, Room, take_room};
use super::{column, feeds};
use crate::context::Context;
use crate::error::ServerError;
use crate::limits::{MAX_CHAIN_ENTRIES, MAX_GROUPS_OF_A_STRAND};
use dodam_seal::chain::{Acceptance, Action, ChainKind};
use dodam_seal::exchange::RefusalCode;
use dodam_seal::{Chain, ChainEntry, ChainId, SealError};
use rusqlite::{Transaction, params};
use std::sync::Arc;

/// What became of a pushed entry: the server's acceptance, or why not.
pub(crate) type Verdict = Result<Vec<u8>, RefusalCode>;

/// The chain as it is with the new entry.
struct Next {
    chain: Chain,
    /// Its row, unless the entry begins it.
    row: Option<i64>,
    /// All groups that are members of a strand.
    groups: Groups,
    /// How many of them were members before; those after are new.
    before: usize,
}

/// Orders a pushed entry: compare-and-swap on its place. Any enrolled device may carry
/// any entry; who signed it decides whether it stands.
pub(crate) fn accept(
    tx: &Transaction<'_>,
    context: &Context,
    device: &Device,
    entry: &ChainEntry,
) -> Result<Verdict, ServerError> {
    let id = entry.chain();
    if let Some((hash, acceptance)) = entry_at(tx, &id, entry.number())? {
        let same = hash == *entry.hash().as_bytes();
        return Ok(if same {
            Ok(acceptance)
        } else {
            Err(RefusalCode::PLACE_TAKEN)
        });
    }
    let next = match judge(tx, context, entry)? {
        Ok(next) => next,
        Err(code) => return Ok(Err(code)),
    };
    let body = entry.to_bytes();
    if !take_room(tx, context, device.row, Room::Text, body.len() as u64)? {
        return Ok(Err(RefusalCode::OVER_QUOTA));
    }
    let identity = &context.identity;
    let hash = entry.hash();
    let acceptance = Acceptance::sign(
        id,
        entry.number(),
        hash,
        identity.generation,
        &identity.secret,
    )
    .to_bytes();
    let row = store_chain(tx, &next)?;
    let sql = "INSERT INTO chain_entry (chain, number, hash, body, acceptance, pushed_by)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    let at = column(entry.number());
    tx.prepare_cached(sql)?.execute(params![
        row,
        at,
        hash.as_bytes(),
        body,
        acceptance,
        device.row
    ])?;
    spread(tx, row, &next)?;
    context.chains.put(Arc::new(next.chain));
    Ok(Ok(acceptance))
}

/// Whether the entry may stand, by its chain's own rules and the server's sizes.
fn judge(
    tx: &Transaction<'_>,
    context: &Context,
    entry: &ChainEntry,
) -> Result<Result<Next, RefusalCode>, ServerError> {
    let standing = load(tx, &context.chains, &entry.chain())?;
    if let Err(code) = check_place(standing.as_ref(), entry) {
        return Ok(Err(code));
    }
    let mut groups = standing
        .as_ref()
        .map_or_else(Groups::default, |s| s.groups.clone());
    let before = groups.0.len();
    for id in named_groups(entry) {
        let Some(group) = load(tx, &context.chains, &id)? else {
            return Ok(Err(RefusalCode::UNKNOWN_CHAIN));
        };
        if !group.is_group() {
            return Ok(Err(RefusalCode::NOT_ALLOWED));
        }
        groups.0.push(group.stored);
    }
    let row = standing.as_ref().map(|standing| standing.stored.row);
    Ok(continue_chain(standing, entry, &groups).map(|chain| Next {
        chain,
        row,
        groups,
        before,
    }))
}

fn check_place(standing: Option<&Standing>, entry: &ChainEntry) -> Result<(), RefusalCode> {
    match standing.map(|standing| &standing.stored.chain) {
        None if entry.number() > 0 => Err(RefusalCode::UNKNOWN_CHAIN),
        None if !is_known(entry) => Err(RefusalCode::MALFORMED),
        Some(chain) if entry.number() > chain.length() => Err(RefusalCode::GAP),
        // It was signed after another entry than the one that stands before it here.
        Some(chain) if entry.previous() != chain.head() => Err(RefusalCode::PLACE_TAKEN),
        Some(chain) if chain.length() >= MAX_CHAIN_ENTRIES => Err(RefusalCode::OVER_QUOTA),
        _ if named_groups(entry).len() > MAX_GROUPS_OF_A_STRAND => Err(RefusalCode::OVER_QUOTA),
        _ => Ok(()),
    }
}

/// Whether a genesis begins a kind of chain that this version knows.
fn is_known(entry: &ChainEntry) -> bool {
    let Action::Genesis(genesis) = entry.action() else {
        return false;
    };
    genesis.kind.is_group() || genesis.kind == ChainKind::STRAND
}

fn continue_chain(
    standing: Option<Standing>,
    entry: &ChainEntry,
    groups: &Groups,
) -> Result<Chain, RefusalCode> {
    let continued = match standing {
        None => Chain::begin(entry, groups),
        Some(standing) => {
            let mut chain = Chain::clone(&standing.stored.chain);
            chain.append(entry, groups).map(|()| chain)
        }
    };
    let chain = continued.map_err(|error| match error {
        SealError::Chain(_) => RefusalCode::NOT_ALLOWED,
        // Actions of a newer version can't be judged, so they are not ordered.
        _ => RefusalCode::MALFORMED,
    })?;
    if groups.0.len() > MAX_GROUPS_OF_A_STRAND {
        return Err(RefusalCode::OVER_QUOTA);
    }
    Ok(chain)
}

/// The groups that an entry makes members.
fn named_groups(entry: &ChainEntry) -> Vec<ChainId> {
    match entry.action() {
        Action::Genesis(genesis) => genesis.members.iter().filter_map(|m| m.group()).collect(),
        Action::Add(add) => add.member.group().into_iter().collect(),
        Action::Unknown(_) => Vec::new(),
    }
}

fn store_chain(tx: &Transaction<'_>, next: &Next) -> Result<i64, ServerError> {
    let chain = &next.chain;
    let (length, head) = (column(chain.length()), *chain.head().as_bytes());
    let Some(row) = next.row else {
        let sql = "INSERT INTO chain (chain, length, head) VALUES (?1, ?2, ?3)";
        tx.execute(sql, params![chain.id().as_bytes(), length, head])?;
        let row = tx.last_insert_rowid();
        if chain.kind().is_group() {
            feeds::begin(tx, row)?;
        }
        return Ok(row);
    };
    let sql = "UPDATE chain SET length = ?2, head = ?3 WHERE id = ?1";
    tx.execute(sql, params![row, length, head])?;
    Ok(row)
}

/// Puts the entry, and what it opens to whom, into the feeds.
fn spread(tx: &Transaction<'_>, row: i64, next: &Next) -> Result<(), ServerError> {
    if next.chain.kind().is_group() {
        return feeds::add_group_entry(tx, row, column(next.chain.length() - 1));
    }
    let (old, new) = next.groups.0.split_at(next.before);
    let rows = |groups: &[StoredChain]| groups.iter().map(|group| group.row).collect::<Vec<_>>();
    let (old, new) = (rows(old), rows(new));
    for group in &new {
        let sql = "INSERT INTO strand_group (strand, member) VALUES (?1, ?2)";
        tx.execute(sql, [row, *group])?;
    }
    feeds::add_strand_entry(tx, row, &old, &new)
}
