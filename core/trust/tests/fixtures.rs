//! The formats as they lie in files. A format is a promise: what is written here must be
//! read for ever, and written again byte for byte; a change of it is a new version.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use dodam_trust::{
    BuiltInPack, Bundle, LocalScope, PublicKeyFile, Publisher, SecretKey, Signed, TrustState,
};
use support::*;

const ROOT: &str = include_str!("fixtures/root_v1.json");
const INDEX: &str = include_str!("fixtures/index_v1.json");
const BUNDLE: &str = include_str!("fixtures/bundle_v1.json");
const STATE: &str = include_str!("fixtures/state_v1.json");
const PUBLIC_KEY: &str = include_str!("fixtures/public_key_v1.txt");
const SECRET_KEY: &str = include_str!("fixtures/secret_key_v1.txt");

const PACKS: [(&str, u32); 2] = [("kr.nhi", 1), ("kr.nhi", 2)];

fn signed_root() -> Signed {
    sign_root_by(&root(), &[1, 2, 3])
}

fn signed_index() -> Signed {
    let mut index = index(7, &PACKS);
    index.packs[1].effective = Some(day("2026-04-01"));
    sign_index_by(&index, &[11, 12])
}

fn whole_bundle() -> Bundle {
    let packs = PACKS.map(|(id, version)| pack(id, version));
    Bundle::new(vec![signed_root()], signed_index(), packs.into()).unwrap()
}

/// One of everything that a state remembers.
fn full_state() -> TrustState {
    let mut state = state();
    let id = "kr.nhi".to_owned();
    state.set_built_in(vec![BuiltInPack { id, version: 1 }]);
    for (number, scope) in [(50, LocalScope::LocalOnly), (51, LocalScope::AnyFree)] {
        let file = key(number).public_file();
        state.add_local_key(file.key, &file.name, scope).unwrap();
    }
    state.accept_index(&signed_index(), today()).unwrap();
    let partner = index_of(partner(), 1, &[("ngo.example.clinic", 1)]);
    state
        .accept_index(&sign_index_by(&partner, &[21, 22]), today())
        .unwrap();
    let local = index_of(Publisher::Local(id_of(50)), 1, &[("local.mine", 1)]);
    state
        .accept_index(&sign_index_by(&local, &[50]), today())
        .unwrap();
    state
}

fn id_of(number: u8) -> dodam_trust::KeyId {
    key(number).public().id()
}

#[test]
fn everything_is_written_as_it_was() {
    let written = [
        ("root_v1.json", signed_root().to_json().unwrap(), ROOT),
        ("index_v1.json", signed_index().to_json().unwrap(), INDEX),
        ("bundle_v1.json", whole_bundle().to_json().unwrap(), BUNDLE),
        ("state_v1.json", full_state().to_json().unwrap(), STATE),
        (
            "public_key_v1.txt",
            key(1).public_file().to_line(),
            PUBLIC_KEY,
        ),
        (
            "secret_key_v1.txt",
            key(1).to_line().to_string(),
            SECRET_KEY,
        ),
    ];
    for (name, now, then) in written {
        assert!(
            now + "\n" == then,
            "{name} is written otherwise than it was"
        );
    }
}

#[test]
fn everything_is_read_as_it_was_meant() {
    let read_root = Signed::parse(ROOT.as_bytes()).unwrap();
    assert_eq!(read_root.claimed_root().unwrap(), root());
    let mut state = TrustState::new(&read_root).unwrap();
    let read_index = Signed::parse(INDEX.as_bytes()).unwrap();
    state.accept_index(&read_index, today()).unwrap();
    assert_eq!(Bundle::parse(BUNDLE.as_bytes()).unwrap(), whole_bundle());
    assert_eq!(TrustState::from_json(STATE).unwrap(), full_state());
    assert_eq!(
        PublicKeyFile::parse(PUBLIC_KEY).unwrap(),
        key(1).public_file()
    );
    assert_eq!(
        SecretKey::parse(SECRET_KEY).unwrap().public(),
        key(1).public()
    );
}

#[test]
fn a_stored_bundle_opens_on_a_fresh_device() {
    let state = TrustState::new(&Signed::parse(ROOT.as_bytes()).unwrap()).unwrap();
    let bundle = Bundle::parse(BUNDLE.as_bytes()).unwrap();
    let (_, packs) = state.open_bundle(&bundle, today(), &hash_of).unwrap();
    let effective: Vec<_> = packs.iter().map(|pack| pack.listing.effective).collect();
    assert_eq!(effective, [None, Some(day("2026-04-01"))]);
}
