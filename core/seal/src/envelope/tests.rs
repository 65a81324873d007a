use super::*;
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

const STREAM: ChainId = ChainId::from_bytes([1; 32]);

fn sealed(payload: &[u8], last: Option<Mark>) -> Envelope {
    let device = SigningSecret::from_bytes([2; 32]);
    let actor = SigningSecret::from_bytes([3; 32]);
    let secret = EpochSecret::from_bytes([4; 32]);
    let writer = Writer {
        stream: STREAM,
        actor: &actor,
        last,
        epoch: Hash::from_bytes([5; 32]),
        secret: &secret,
        chain_head: Hash::from_bytes([6; 32]),
    };
    let introduction = last
        .is_none()
        .then(|| Introduction::sign(&device, &STREAM, &actor.actor_id(), 0, "Nurse"));
    let body = EnvelopeBody {
        introduction,
        payload: payload.to_vec().into(),
    };
    Envelope::seal_changes(&writer, &body, &mut ChaCha20Rng::from_seed([7; 32])).unwrap()
}

#[test]
fn an_envelope_comes_back_and_continues_its_author() {
    let first = sealed(b"synthetic", None);
    let read = Envelope::from_bytes(&first.to_bytes()).unwrap();
    assert_eq!(read, first);
    let body = read.open(&EpochSecret::from_bytes([4; 32])).unwrap();
    assert_eq!(body.payload.as_slice(), b"synthetic");
    assert!(body.introduction.is_some());

    let second = sealed(b"more", Some(first.mark()));
    assert_eq!(
        (second.header().sequence, second.header().previous),
        (2, first.hash())
    );
}

#[test]
fn every_changed_byte_is_refused() {
    let bytes = sealed(b"synthetic", None).to_bytes();
    for at in 0..bytes.len() {
        let mut changed = bytes.clone();
        changed[at] ^= 1;
        assert!(Envelope::from_bytes(&changed).is_err(), "byte {at}");
    }
}

#[test]
fn another_epochs_secret_does_not_open_it() {
    let opened = sealed(b"synthetic", None).open(&EpochSecret::from_bytes([9; 32]));
    assert_eq!(opened, Err(SealError::CannotOpen("envelope")));
}

#[test]
fn an_introduction_for_another_actor_is_refused() {
    let device = SigningSecret::from_bytes([2; 32]);
    let actor = SigningSecret::from_bytes([3; 32]).actor_id();
    let introduction = Introduction::sign(&device, &STREAM, &actor, 0, "Nurse");
    assert!(introduction.check(&STREAM, &actor).is_ok());
    let other = SigningSecret::from_bytes([4; 32]).actor_id();
    let refused = Err(SealError::BadSignature("introduction"));
    assert_eq!(introduction.check(&STREAM, &other), refused);
    let renamed = Introduction {
        name: "Doctor".into(),
        ..introduction.clone()
    };
    let later = Introduction {
        incarnation: 1,
        ..introduction
    };
    assert_eq!(renamed.check(&STREAM, &actor), refused);
    assert_eq!(later.check(&STREAM, &actor), refused);
}

/// The format on disk and wire is a promise: this is one envelope of version 1, all
/// of its keys synthetic. If this fails, old envelopes can no longer be read.
#[test]
fn an_envelope_of_version_1_is_still_read() {
    let stored = include_bytes!("../../tests/fixtures/envelope_v1.cbor");
    let read = Envelope::from_bytes(stored).unwrap();
    let body = read.open(&EpochSecret::from_bytes([4; 32])).unwrap();
    assert_eq!(body.payload.as_slice(), b"synthetic");
    assert_eq!(read.header(), sealed(b"synthetic", None).header());
}

#[test]
fn sizes_tell_little() {
    let mut lengths: Vec<usize> = (0..64)
        .map(|length| sealed(&vec![b'x'; length], None).to_bytes().len())
        .collect();
    lengths.dedup();
    assert!(lengths.len() <= 2, "{lengths:?}");
}

proptest! {
    #[test]
    fn hostile_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        prop_assert!(Envelope::from_bytes(&bytes).is_err());
        prop_assert!(crate::chain::ChainEntry::from_bytes(&bytes).is_err());
        let mut reader = crate::exchange::FrameReader::default();
        reader.feed(&bytes);
        while let Ok(Some(_)) = reader.next_frame() {}
    }

    #[test]
    fn any_payload_comes_back(payload in proptest::collection::vec(any::<u8>(), 0..5000)) {
        let read = Envelope::from_bytes(&sealed(&payload, None).to_bytes()).unwrap();
        let body = read.open(&EpochSecret::from_bytes([4; 32])).unwrap();
        prop_assert_eq!(body.payload.as_slice(), payload.as_slice());
    }
}
