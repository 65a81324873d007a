//! The groups a device knows: its own account and teams, and those it shares with.

use crate::chance;
use crate::error::CompanionError;
use crate::strands::new;
use dodam_seal::chain::{Action, Authority, Description, Genesis, MemberKind, NewMember, Role};
use dodam_seal::words::PaperKeys;
use dodam_seal::{Chain, ChainEntry, ChainId, ChainKind, DeviceId, EpochSecret, Hash, SealError};
use dodam_vault::{
    Group, Identity, OutboxItem, OutboxKind, StoredChainEntry, Transaction, insert_chain_entry,
    load_chain_ids_beside_strands, load_identity, push_outbox, store_group,
};
use std::collections::BTreeMap;

/// How the vault names an account.
pub(crate) const ACCOUNT: &str = "account";
/// How the vault names a team.
pub(crate) const TEAM: &str = "team";

/// Every group chain on this device, verified.
pub(crate) struct KnownGroups(BTreeMap<ChainId, Chain>);

impl Authority for KnownGroups {
    fn role_in(&self, group: &ChainId, device: &DeviceId) -> Option<Role> {
        self.0.get(group)?.role_of(device, &())
    }
}

impl KnownGroups {
    pub(crate) fn load(tx: &Transaction<'_>) -> Result<Self, CompanionError> {
        let mut known = BTreeMap::new();
        for id in load_chain_ids_beside_strands(tx)? {
            let entries = read_entries(tx, &id)?;
            let is_group = entries.first().is_some_and(is_group_genesis);
            if is_group {
                known.insert(id, Chain::replay(&entries, &())?);
            }
        }
        Ok(Self(known))
    }

    pub(crate) fn get(&self, id: &ChainId) -> Option<&Chain> {
        self.0.get(id)
    }
}

fn is_group_genesis(entry: &ChainEntry) -> bool {
    matches!(entry.action(), Action::Genesis(genesis) if genesis.kind.is_group())
}

/// A chain's entries in order, as they are held here.
pub(crate) fn read_entries(
    tx: &Transaction<'_>,
    id: &ChainId,
) -> Result<Vec<ChainEntry>, CompanionError> {
    let stored = dodam_vault::load_chain(tx, id)?;
    let read = stored
        .iter()
        .map(|entry| ChainEntry::from_bytes(&entry.bytes));
    Ok(read.collect::<Result<_, SealError>>()?)
}

/// A chain, verified against the groups known here.
pub(crate) fn load_chain(
    tx: &Transaction<'_>,
    id: &ChainId,
    known: &KnownGroups,
) -> Result<Chain, CompanionError> {
    Ok(Chain::replay(&read_entries(tx, id)?, known)?)
}

/// Keeps an entry of our own and queues it for the server. Until a server has the
/// chain, its creator's device orders it.
pub(crate) fn keep_own_entry(
    tx: &Transaction<'_>,
    entry: &ChainEntry,
) -> Result<(), CompanionError> {
    let (stream, hash, bytes) = (entry.chain(), entry.hash(), entry.to_bytes());
    let size_bytes = bytes.len() as u64;
    new(push_outbox(
        tx,
        &OutboxItem {
            kind: OutboxKind::ChainEntry,
            stream,
            hash,
            size_bytes,
        },
    )?)?;
    let n = entry.number();
    new(insert_chain_entry(
        tx,
        &stream,
        &StoredChainEntry {
            n,
            hash,
            bytes,
            acceptance: None,
        },
    )?)
}

/// Begins an account or a team: this device and one paper device own it.
pub(crate) fn begin(
    tx: &Transaction<'_>,
    kind: ChainKind,
    name: &str,
    paper: (MemberKind, &PaperKeys),
) -> Result<ChainId, CompanionError> {
    let own = own_identity(tx)?;
    let device = NewMember {
        kind: MemberKind::DEVICE,
        role: Role::OWNER,
        id: device_hash(own.signing.device_id()),
        key: own.wrap.public(),
        key_epoch: None,
    };
    let (paper_kind, keys) = paper;
    let paper = NewMember {
        kind: paper_kind,
        role: Role::OWNER,
        id: device_hash(keys.signing.device_id()),
        key: keys.wrap.public(),
        key_epoch: None,
    };
    let mut rng = chance::system();
    let secret = EpochSecret::random(&mut rng);
    let description = Description {
        name: name.to_owned(),
        record: None,
    };
    let genesis = Genesis::begin(kind, &description, &secret, &[device, paper], &mut rng)?;
    let entry = ChainEntry::genesis(genesis, &own.signing);
    keep_own_entry(tx, &entry)?;
    store_group(
        tx,
        &Group {
            chain_id: entry.chain(),
            kind: if kind == ChainKind::TEAM {
                TEAM
            } else {
                ACCOUNT
            }
            .to_owned(),
            name: name.to_owned(),
            epoch_hash: entry.hash(),
            epoch_secret: secret,
        },
    )?;
    Ok(entry.chain())
}

/// This device's own keys.
pub(crate) fn own_identity(tx: &Transaction<'_>) -> Result<Identity, CompanionError> {
    load_identity(tx)?.ok_or(CompanionError::Damaged("identity"))
}

/// A group as a member of a strand.
pub(crate) fn as_member(chain: &Chain, role: Role) -> Result<NewMember, CompanionError> {
    let key = chain
        .genesis()
        .public
        .ok_or(CompanionError::Damaged("group"))?;
    Ok(NewMember {
        kind: MemberKind::GROUP,
        role,
        id: chain.id().into(),
        key,
        key_epoch: Some(chain.epoch()),
    })
}

pub(crate) fn device_hash(device: DeviceId) -> Hash {
    Hash::from_bytes(*device.as_bytes())
}
