use super::*;
use crate::error::SealError;
use crate::ids::{ChainId, DeviceId, Hash};
use crate::keys::{EpochSecret, SigningSecret, WrapSecret};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

struct Device {
    signing: SigningSecret,
    wrap: WrapSecret,
}

impl Device {
    fn new(seed: u8) -> Self {
        let signing = SigningSecret::from_bytes([seed; 32]);
        Self {
            signing,
            wrap: WrapSecret::from_bytes([seed + 100; 32]),
        }
    }

    fn id(&self) -> Hash {
        Hash::from_bytes(*self.signing.device_id().as_bytes())
    }

    fn member(&self, role: Role) -> NewMember {
        let kind = MemberKind::DEVICE;
        NewMember {
            kind,
            role,
            id: self.id(),
            key: self.wrap.public(),
            key_epoch: None,
        }
    }
}

struct Groups(Vec<Chain>);

impl Authority for Groups {
    fn role_in(&self, group: &ChainId, device: &DeviceId) -> Option<Role> {
        self.0
            .iter()
            .find(|chain| chain.id() == *group)?
            .role_of(device, &())
    }
}

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([42; 32])
}

fn group(kind: ChainKind, owner: &Device, secret: &EpochSecret) -> ChainEntry {
    let name = Description {
        name: "Team 1".into(),
        record: None,
    };
    let members = [owner.member(Role::OWNER)];
    let genesis = Genesis::begin(kind, &name, secret, &members, &mut rng()).unwrap();
    ChainEntry::genesis(genesis, &owner.signing)
}

fn as_member(group: &Chain, role: Role) -> NewMember {
    NewMember {
        kind: MemberKind::GROUP,
        role,
        id: group.id().into(),
        key: group.genesis().public.unwrap(),
        key_epoch: Some(group.epoch()),
    }
}

#[test]
fn a_strand_shared_with_a_team_opens_for_the_teams_device() {
    let (phone, tablet) = (Device::new(1), Device::new(2));
    let secrets = [3, 4, 5].map(|seed| EpochSecret::from_bytes([seed; 32]));
    let account = Chain::begin(&group(ChainKind::ACCOUNT, &phone, &secrets[0]), &()).unwrap();
    let team = Chain::begin(&group(ChainKind::TEAM, &tablet, &secrets[1]), &()).unwrap();
    let groups = Groups(vec![account.clone(), team.clone()]);

    let care = Description {
        name: "care".into(),
        record: Some([9; 16]),
    };
    let members = [as_member(&account, Role::OWNER)];
    let genesis = Genesis::begin(ChainKind::STRAND, &care, &secrets[2], &members, &mut rng());
    let genesis = ChainEntry::genesis(genesis.unwrap(), &phone.signing);
    let mut strand = Chain::begin(&genesis, &groups).unwrap();
    assert_eq!(strand.role_of(&tablet.signing.device_id(), &groups), None);

    let member = as_member(&team, Role::WRITER);
    let add = Add::admit(&member, strand.epoch(), &secrets[2], &mut rng()).unwrap();
    let add = ChainEntry::add(strand.id(), 1, strand.head(), add, &phone.signing);
    strand.append(&add, &groups).unwrap();
    assert_eq!(
        strand.role_of(&tablet.signing.device_id(), &groups),
        Some(Role::WRITER)
    );

    // The tablet's way in: device key -> team secret -> strand secret -> description.
    let read = ChainEntry::from_bytes(&add.to_bytes()).unwrap();
    let Action::Add(add) = read.action() else {
        panic!("an add")
    };
    let team_secret = team
        .genesis()
        .open_secret(&tablet.id(), &tablet.wrap)
        .unwrap();
    let strand_secret = add.open_secret(&team_secret.group_wrap_secret()).unwrap();
    assert_eq!(strand.genesis().open_description(&strand_secret), Ok(care));
    let stranger = add.open_secret(&phone.wrap);
    assert_eq!(stranger.unwrap_err(), SealError::CannotOpen("wrap"));
}

#[test]
fn only_an_owner_adds_and_only_after_the_head() {
    let (owner, nurse) = (Device::new(1), Device::new(2));
    let secret = EpochSecret::from_bytes([3; 32]);
    let genesis = group(ChainKind::TEAM, &owner, &secret);
    let mut team = Chain::begin(&genesis, &()).unwrap();
    let epoch = team.epoch();
    let add = |device: &Device| {
        Add::admit(&device.member(Role::WRITER), epoch, &secret, &mut rng()).unwrap()
    };

    let by_stranger = ChainEntry::add(team.id(), 1, team.head(), add(&nurse), &nurse.signing);
    let refused = team.append(&by_stranger, &());
    assert_eq!(refused, Err(SealError::Chain("its author is not an owner")));

    let second = ChainEntry::add(team.id(), 1, team.head(), add(&nurse), &owner.signing);
    team.append(&second, &()).unwrap();
    let same_place = ChainEntry::add(
        team.id(),
        1,
        genesis.hash(),
        add(&Device::new(3)),
        &owner.signing,
    );
    let refused = team.append(&same_place, &());
    assert_eq!(
        refused,
        Err(SealError::Chain("it does not follow the head"))
    );
    let twice = ChainEntry::add(team.id(), 2, team.head(), add(&nurse), &owner.signing);
    assert_eq!(
        team.append(&twice, &()),
        Err(SealError::Chain("the member is there already"))
    );
    let by_writer = ChainEntry::add(
        team.id(),
        2,
        team.head(),
        add(&Device::new(3)),
        &nurse.signing,
    );
    assert_eq!(
        team.append(&by_writer, &()),
        Err(SealError::Chain("its author is not an owner"))
    );
    assert_eq!(team.length(), 2, "a refused entry changes nothing");
}

#[test]
fn a_changed_byte_anywhere_is_refused() {
    let owner = Device::new(1);
    let bytes = group(ChainKind::TEAM, &owner, &EpochSecret::from_bytes([3; 32])).to_bytes();
    assert!(ChainEntry::from_bytes(&bytes).is_ok());
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(ChainEntry::from_bytes(&changed).is_err(), "byte {at}");
    }
}

#[test]
fn an_acceptance_holds_only_for_its_place() {
    let server = SigningSecret::from_bytes([8; 32]);
    let acceptance = Acceptance::sign(ChainId::from_bytes([1; 32]), 4, Hash::NONE, 1, &server);
    assert_eq!(
        Acceptance::from_bytes(&acceptance.to_bytes()),
        Ok(acceptance.clone())
    );
    let mut moved = acceptance;
    moved.number = 5;
    let refused = Acceptance::from_bytes(&moved.to_bytes());
    assert_eq!(refused, Err(SealError::BadSignature("acceptance")));
}
