use super::Client;
use dodam_seal::chain::{Add, Description, Genesis, MemberKind, NewMember, Role};
use dodam_seal::envelope::Writer;
use dodam_seal::exchange::Frame;
use dodam_seal::keys::SigningSecret;
use dodam_seal::{
    Chain, ChainEntry, ChainId, ChainKind, Envelope, EnvelopeBody, EpochSecret, Hash, Mark,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([42; 32])
}

/// An account or a team, with its secret.
pub struct Group {
    pub secret: EpochSecret,
    pub entries: Vec<ChainEntry>,
    head: Hash,
}

impl Group {
    /// An account of one device; `seed` makes it unlike others.
    pub fn of(device: &Client, seed: u8) -> Self {
        let secret = EpochSecret::from_bytes([seed; 32]);
        let description = Description {
            name: format!("Group {seed}"),
            record: None,
        };
        let mut rng = ChaCha20Rng::from_seed([seed; 32]);
        let members = [member(device, Role::OWNER)];
        let genesis = Genesis::begin(ChainKind::TEAM, &description, &secret, &members, &mut rng);
        let genesis = ChainEntry::genesis(genesis.unwrap(), &device.signing);
        Self {
            secret,
            head: genesis.hash(),
            entries: vec![genesis],
        }
    }

    pub fn id(&self) -> ChainId {
        self.entries[0].chain()
    }

    /// An entry that lets a device in, signed by `owner`.
    pub fn add(&mut self, device: &Client, role: Role, owner: &Client) -> Frame {
        let epoch = self.entries[0].hash();
        let add = Add::admit(&member(device, role), epoch, &self.secret, &mut rng()).unwrap();
        let at = self.entries.len() as u64;
        let entry = ChainEntry::add(self.id(), at, self.head, add, &owner.signing);
        self.head = entry.hash();
        let frame = Frame::Entry(entry.to_bytes());
        self.entries.push(entry);
        frame
    }

    pub fn frames(&self) -> Vec<Frame> {
        let entries = self.entries.iter();
        entries
            .map(|entry| Frame::Entry(entry.to_bytes()))
            .collect()
    }

    fn member(&self, role: Role) -> NewMember {
        let chain = Chain::replay(&self.entries, &()).unwrap();
        NewMember {
            kind: MemberKind::GROUP,
            role,
            id: self.id().into(),
            key: chain.genesis().public.unwrap(),
            key_epoch: Some(chain.epoch()),
        }
    }
}

fn member(device: &Client, role: Role) -> NewMember {
    NewMember {
        kind: MemberKind::DEVICE,
        role,
        id: Hash::from_bytes(*device.id().as_bytes()),
        key: device.wrap.public(),
        key_epoch: None,
    }
}

/// A strand, with its secret.
pub struct Strand {
    pub secret: EpochSecret,
    pub entries: Vec<ChainEntry>,
    head: Hash,
}

impl Strand {
    /// A strand of one group, signed by an owner's device.
    pub fn of(group: &Group, owner: &Client, seed: u8) -> Self {
        let secret = EpochSecret::from_bytes([seed; 32]);
        let description = Description {
            name: "care".into(),
            record: Some([seed; 16]),
        };
        let mut rng = ChaCha20Rng::from_seed([seed; 32]);
        let members = [group.member(Role::OWNER)];
        let genesis = Genesis::begin(ChainKind::STRAND, &description, &secret, &members, &mut rng);
        let genesis = ChainEntry::genesis(genesis.unwrap(), &owner.signing);
        Self {
            secret,
            head: genesis.hash(),
            entries: vec![genesis],
        }
    }

    pub fn id(&self) -> ChainId {
        self.entries[0].chain()
    }

    pub fn begin(&self) -> Frame {
        Frame::Entry(self.entries[0].to_bytes())
    }

    /// An entry that lets a group in, signed by `owner`.
    pub fn share(&mut self, group: &Group, role: Role, owner: &Client) -> Frame {
        let epoch = self.entries[0].hash();
        let add = Add::admit(&group.member(role), epoch, &self.secret, &mut rng()).unwrap();
        let at = self.entries.len() as u64;
        let entry = ChainEntry::add(self.id(), at, self.head, add, &owner.signing);
        self.head = entry.hash();
        let frame = Frame::Entry(entry.to_bytes());
        self.entries.push(entry);
        frame
    }

    /// An author's envelope after `last`.
    pub fn write(&self, actor: &SigningSecret, last: Option<Mark>, payload: &[u8]) -> Envelope {
        self.write_in(self.entries[0].hash(), actor, last, payload)
    }

    /// The same in an epoch of the test's choice.
    pub fn write_in(
        &self,
        epoch: Hash,
        actor: &SigningSecret,
        last: Option<Mark>,
        payload: &[u8],
    ) -> Envelope {
        let writer = Writer {
            stream: self.id(),
            actor,
            last,
            epoch,
            secret: &self.secret,
            chain_head: self.head,
        };
        let body = EnvelopeBody {
            introduction: None,
            payload: payload.to_vec().into(),
        };
        Envelope::seal_changes(&writer, &body, &mut rng()).unwrap()
    }

    /// `count` envelopes of one author, from the first on.
    pub fn history(&self, actor: &SigningSecret, count: usize) -> Vec<Envelope> {
        let mut written: Vec<Envelope> = Vec::new();
        for n in 0..count {
            let last = written.last().map(Envelope::mark);
            written.push(self.write(actor, last, format!("visit {n}").as_bytes()));
        }
        written
    }
}
