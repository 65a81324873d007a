use super::{column, number};
use crate::error::ServerError;
use dodam_seal::chain::{Authority, Role};
use dodam_seal::{Chain, ChainEntry, ChainId, DeviceId};
use rusqlite::{Connection, OptionalExtension};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Chains kept in memory, beyond which all are forgotten and read again when needed.
const MAX_CACHED: usize = 4096;

/// Verified chains in memory. What the database says of a chain's length and head
/// decides whether one is still good, so a transaction that rolled back, or another
/// process, can't leave a wrong one behind.
#[derive(Debug, Default)]
pub(crate) struct ChainCache(Mutex<HashMap<ChainId, Arc<Chain>>>);

impl ChainCache {
    fn get(&self, id: &ChainId) -> Option<Arc<Chain>> {
        self.lock().get(id).cloned()
    }

    pub(crate) fn put(&self, chain: Arc<Chain>) {
        let mut cached = self.lock();
        if cached.len() >= MAX_CACHED {
            cached.clear();
        }
        cached.insert(chain.id(), chain);
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<ChainId, Arc<Chain>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A stored chain: its row and its verified state.
#[derive(Debug, Clone)]
pub(crate) struct StoredChain {
    pub(crate) row: i64,
    pub(crate) chain: Arc<Chain>,
}

/// Groups, as the authority over the strands they are members of.
#[derive(Debug, Clone, Default)]
pub(crate) struct Groups(pub(crate) Vec<StoredChain>);

impl Authority for Groups {
    fn role_in(&self, group: &ChainId, device: &DeviceId) -> Option<Role> {
        let group = self.0.iter().find(|stored| stored.chain.id() == *group)?;
        group.chain.role_of(device, &())
    }
}

/// A stored chain with the groups that are its members, if it is a strand.
#[derive(Debug, Clone)]
pub(crate) struct Standing {
    pub(crate) stored: StoredChain,
    pub(crate) groups: Groups,
}

impl Standing {
    /// What a device may do in the chain, directly or through its groups.
    pub(crate) fn role_of(&self, device: &DeviceId) -> Option<Role> {
        self.stored.chain.role_of(device, &self.groups)
    }

    pub(crate) fn is_group(&self) -> bool {
        self.stored.chain.kind().is_group()
    }
}

/// Loads a chain and its member groups; `None` when it is not here.
pub(crate) fn load(
    connection: &Connection,
    cache: &ChainCache,
    id: &ChainId,
) -> Result<Option<Standing>, ServerError> {
    let Some(place) = find(connection, id)? else {
        return Ok(None);
    };
    let groups = Groups(load_members(connection, cache, place.row)?);
    let chain = match cache.get(id) {
        Some(chain) if place.is_of(&chain) => chain,
        _ => {
            let chain = Arc::new(replay(connection, place.row, &groups)?);
            cache.put(Arc::clone(&chain));
            chain
        }
    };
    let row = place.row;
    let stored = StoredChain { row, chain };
    Ok(Some(Standing { stored, groups }))
}

struct Place {
    row: i64,
    length: u64,
    head: [u8; 32],
}

impl Place {
    fn is_of(&self, chain: &Chain) -> bool {
        (self.length, &self.head) == (chain.length(), chain.head().as_bytes())
    }
}

fn find(connection: &Connection, id: &ChainId) -> Result<Option<Place>, ServerError> {
    let found: Option<(i64, i64, [u8; 32])> = connection
        .prepare_cached("SELECT id, length, head FROM chain WHERE chain = ?1")?
        .query_row([id.as_bytes()], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })
        .optional()?;
    found
        .map(|(row, length, head)| {
            let length = number(length)?;
            Ok(Place { row, length, head })
        })
        .transpose()
}

fn load_members(
    connection: &Connection,
    cache: &ChainCache,
    strand: i64,
) -> Result<Vec<StoredChain>, ServerError> {
    let sql = "SELECT chain.chain FROM strand_group JOIN chain ON chain.id = member
               WHERE strand = ?1 ORDER BY member";
    let ids: Vec<[u8; 32]> = connection
        .prepare_cached(sql)?
        .query_map([strand], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    ids.into_iter()
        .map(|id| {
            let group = load(connection, cache, &ChainId::from_bytes(id))?;
            Ok(group.ok_or(ServerError::Damaged)?.stored)
        })
        .collect()
}

/// Verifies a stored chain from its entries. What was accepted once must still stand.
fn replay(connection: &Connection, row: i64, groups: &Groups) -> Result<Chain, ServerError> {
    let sql = "SELECT body FROM chain_entry WHERE chain = ?1 ORDER BY number";
    let entries: Vec<ChainEntry> = connection
        .prepare_cached(sql)?
        .query_map([row], |row| row.get::<_, Vec<u8>>(0))?
        .map(|body| ChainEntry::from_bytes(&body?).map_err(|_| ServerError::Damaged))
        .collect::<Result<_, _>>()?;
    Chain::replay(&entries, groups).map_err(|_| ServerError::Damaged)
}

/// An accepted entry: its hash and the server's acceptance of it.
pub(crate) type AcceptedEntry = ([u8; 32], Vec<u8>);

/// The entry that stands at a place.
pub(crate) fn entry_at(
    connection: &Connection,
    chain: &ChainId,
    at: u64,
) -> Result<Option<AcceptedEntry>, ServerError> {
    let sql = "SELECT hash, acceptance FROM chain_entry
               WHERE chain = (SELECT id FROM chain WHERE chain = ?1) AND number = ?2";
    let found = connection
        .prepare_cached(sql)?
        .query_row((chain.as_bytes(), column(at)), |row| {
            Ok((row.get(0)?, row.get(1)?))
        })
        .optional()?;
    Ok(found)
}
