use super::entry::{Action, ChainEntry};
use super::genesis::{ChainKind, Genesis};
use super::member::{Member, Role};
use crate::error::SealError;
use crate::ids::{ChainId, DeviceId, Hash};

/// Answers which devices stand behind a group, for strands, whose members are
/// groups.
pub trait Authority {
    /// The role of `device` in `group`, if the group is known and has it.
    fn role_in(&self, group: &ChainId, device: &DeviceId) -> Option<Role>;
}

/// A group's own devices need nobody else's word.
impl Authority for () {
    fn role_in(&self, _: &ChainId, _: &DeviceId) -> Option<Role> {
        None
    }
}

/// A verified chain: its members after every entry appended so far.
#[derive(Debug, Clone)]
pub struct Chain {
    id: ChainId,
    genesis: Genesis,
    members: Vec<Member>,
    head: Hash,
    length: u64,
    epoch: Hash,
}

impl Chain {
    /// Begins with a genesis. Its author must be an owner, directly or through an
    /// owner group.
    ///
    /// # Errors
    /// [`SealError::Chain`].
    pub fn begin(entry: &ChainEntry, authority: &impl Authority) -> Result<Self, SealError> {
        let Action::Genesis(genesis) = entry.action() else {
            return Err(SealError::Chain("the first entry is not a genesis"));
        };
        let genesis = Genesis::clone(genesis);
        if genesis.kind.is_group() != genesis.public.is_some() {
            return Err(SealError::Chain("a group has a key, a strand has none"));
        }
        let chain = Self {
            id: entry.chain(),
            members: genesis.members.clone(),
            genesis,
            head: entry.hash(),
            length: 1,
            epoch: entry.hash(),
        };
        for (at, member) in chain.members.iter().enumerate() {
            chain.check_member(member)?;
            if chain.members[..at]
                .iter()
                .any(|earlier| earlier.id == member.id)
            {
                return Err(SealError::Chain("a member is there twice"));
            }
        }
        chain.check_author(&entry.author(), authority)?;
        Ok(chain)
    }

    /// Replays a whole chain.
    ///
    /// # Errors
    /// [`SealError::Chain`] at the first entry that can't stand.
    pub fn replay<'a>(
        entries: impl IntoIterator<Item = &'a ChainEntry>,
        authority: &impl Authority,
    ) -> Result<Self, SealError> {
        let mut entries = entries.into_iter();
        let genesis = entries
            .next()
            .ok_or(SealError::Chain("there is no genesis"))?;
        let mut chain = Self::begin(genesis, authority)?;
        entries.try_for_each(|entry| chain.append(entry, authority))?;
        Ok(chain)
    }

    /// Appends the next entry.
    ///
    /// # Errors
    /// [`SealError::Chain`] when it does not follow the head or its author is no
    /// owner; [`SealError::Newer`] for an action of a newer version. The chain is
    /// unchanged then.
    pub fn append(
        &mut self,
        entry: &ChainEntry,
        authority: &impl Authority,
    ) -> Result<(), SealError> {
        if entry.chain() != self.id {
            return Err(SealError::Chain("it belongs to another chain"));
        }
        if entry.number() != self.length || entry.previous() != self.head {
            return Err(SealError::Chain("it does not follow the head"));
        }
        self.check_author(&entry.author(), authority)?;
        match entry.action() {
            Action::Add(add) => {
                self.check_member(&add.member)?;
                if add.epoch != self.epoch {
                    return Err(SealError::Chain("it wraps another epoch"));
                }
                if self.members.iter().any(|member| member.id == add.member.id) {
                    return Err(SealError::Chain("the member is there already"));
                }
                self.members.push(add.member.clone());
            }
            Action::Genesis(_) => return Err(SealError::Chain("a chain has one genesis")),
            Action::Unknown(_) => return Err(SealError::Newer("chain entry")),
        }
        self.head = entry.hash();
        self.length += 1;
        Ok(())
    }

    fn check_member(&self, member: &Member) -> Result<(), SealError> {
        let fits = self.genesis.kind.is_group() == member.group().is_none();
        if fits {
            Ok(())
        } else {
            Err(SealError::Chain("groups have devices, strands have groups"))
        }
    }

    fn check_author(&self, author: &DeviceId, authority: &impl Authority) -> Result<(), SealError> {
        match self.role_of(author, authority) {
            Some(role) if role.owns() => Ok(()),
            _ => Err(SealError::Chain("its author is not an owner")),
        }
    }

    /// What a device may do here, directly or through its groups: the widest of its
    /// roles.
    #[must_use]
    pub fn role_of(&self, device: &DeviceId, authority: &impl Authority) -> Option<Role> {
        let mut widest: Option<Role> = None;
        for member in &self.members {
            let here = match member.group() {
                Some(group) => authority.role_in(&group, device).map(|inside| {
                    // Owning a strand takes an owner of an owning group.
                    if inside.owns() {
                        member.role
                    } else {
                        narrower(member.role, inside)
                    }
                }),
                None => (member.device() == Some(*device)).then_some(member.role),
            };
            widest = match (widest, here) {
                (Some(a), Some(b)) if a.owns() || (a.writes() && !b.owns()) => Some(a),
                (a, None) => a,
                (_, b) => b,
            };
        }
        widest
    }

    /// What names the chain.
    #[must_use]
    pub const fn id(&self) -> ChainId {
        self.id
    }

    /// Its first entry's content.
    #[must_use]
    pub const fn genesis(&self) -> &Genesis {
        &self.genesis
    }

    /// What it is for.
    #[must_use]
    pub const fn kind(&self) -> ChainKind {
        self.genesis.kind
    }

    /// Everyone who is in it.
    #[must_use]
    pub fn members(&self) -> &[Member] {
        &self.members
    }

    /// The last entry.
    #[must_use]
    pub const fn head(&self) -> Hash {
        self.head
    }

    /// How many entries there are: the next one's number.
    #[must_use]
    pub const fn length(&self) -> u64 {
        self.length
    }

    /// The entry that began the epoch in use.
    #[must_use]
    pub const fn epoch(&self) -> Hash {
        self.epoch
    }
}

/// The one that may do less. A role of a newer version may read.
fn narrower(a: Role, b: Role) -> Role {
    match (a.owns(), b.writes()) {
        (true, _) | (false, false) => b,
        (false, true) => a,
    }
}
