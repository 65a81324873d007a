//! A root of five holders, an official index, a partner and some packs.
#![allow(dead_code, reason = "each test uses its part")]

use dodam_trust::{
    Bundle, BundleFile, BundlePack, Index, KeyId, PackListing, Partner, Publisher, Role, Roles,
    Root, RootKey, SecretKey, Signed, TrustState, sign_index, sign_root,
};
use jiff::civil::Date;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use sha2::{Digest, Sha256};

/// 3 of these 5 sign roots.
pub const ROOT_KEYS: [u8; 5] = [1, 2, 3, 4, 5];
/// 2 of these 3 sign the official index.
pub const INDEX_KEYS: [u8; 3] = [11, 12, 13];
/// 2 of these 3 sign the partner's index.
pub const PARTNER_KEYS: [u8; 3] = [21, 22, 23];
pub const TODAY: &str = "2026-04-01";

pub fn day(text: &str) -> Date {
    text.parse().unwrap()
}

pub fn today() -> Date {
    day(TODAY)
}

pub fn key(number: u8) -> SecretKey {
    let mut rng = ChaCha20Rng::from_seed([number; 32]);
    SecretKey::generate(&mut rng, &format!("Holder {number}")).unwrap()
}

pub fn id(number: u8) -> KeyId {
    key(number).public().id()
}

pub fn role(numbers: &[u8], threshold: usize) -> Role {
    let keys = numbers.iter().map(|number| id(*number)).collect();
    Role { keys, threshold }
}

/// Adds the keys of every role to a root that names only their ids.
pub fn root_of(version: u32, root: Role, index: Role, partner: &[u8], all: &[u8]) -> Root {
    let keys = all.iter().map(|number| {
        let public = key(*number).public();
        (public.id(), RootKey { public })
    });
    Root {
        version,
        issued: day("2026-01-01"),
        expires: day("2027-01-01"),
        keys: keys.collect(),
        roles: Roles { root, index },
        partners: vec![Partner {
            id: "helpers".into(),
            name: [
                ("en".to_owned(), "Helpers' Association".to_owned()),
                ("ko".to_owned(), "도우미회".to_owned()),
            ]
            .into(),
            packs_prefix: "ngo.example.".into(),
            keys: role(partner, 2).keys,
            threshold: 2,
        }],
    }
}

pub fn root() -> Root {
    let all: Vec<u8> = [&ROOT_KEYS[..], &INDEX_KEYS, &PARTNER_KEYS].concat();
    root_of(
        1,
        role(&ROOT_KEYS, 3),
        role(&INDEX_KEYS, 2),
        &PARTNER_KEYS,
        &all,
    )
}

pub fn sign_root_by(root: &Root, signers: &[u8]) -> Signed {
    let mut signed = sign_root(root, &key(signers[0])).unwrap();
    add_signatures(&mut signed, &signers[1..]);
    signed
}

pub fn sign_index_by(index: &Index, signers: &[u8]) -> Signed {
    let mut signed = sign_index(index, &key(signers[0])).unwrap();
    add_signatures(&mut signed, &signers[1..]);
    signed
}

pub fn add_signatures(signed: &mut Signed, signers: &[u8]) {
    for signer in signers {
        signed.add_signature(&key(*signer)).unwrap();
    }
}

/// A state that trusts [`root`] and has accepted nothing yet.
pub fn state() -> TrustState {
    TrustState::new(&sign_root_by(&root(), &[1, 2, 3])).unwrap()
}

pub fn hash_of(files: &[BundleFile]) -> String {
    let mut hasher = Sha256::new();
    for file in files {
        hasher.update(file.name.as_bytes());
        hasher.update([0]);
        hasher.update((file.text.len() as u64).to_le_bytes());
        hasher.update(file.text.as_bytes());
    }
    let digest = hasher.finalize();
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

pub fn pack(id: &str, version: u32) -> BundlePack {
    let file = |name: &str| BundleFile {
        name: name.into(),
        text: format!("# {name}\n[pack]\nid = \"{id}\"\nversion = {version}\n"),
    };
    BundlePack {
        id: id.into(),
        version,
        files: vec![file("pack.toml"), file("texts.toml")],
    }
}

pub fn listing(id: &str, version: u32) -> PackListing {
    let pack = pack(id, version);
    PackListing {
        id: id.into(),
        version,
        sha256: hash_of(&pack.files),
        bytes: pack.bytes(),
        schema: 1,
        effective: None,
    }
}

pub fn index_of(publisher: Publisher, version: u32, packs: &[(&str, u32)]) -> Index {
    Index {
        publisher,
        version,
        issued: day("2026-03-20"),
        expires: day("2026-06-20"),
        packs: packs.iter().map(|(id, v)| listing(id, *v)).collect(),
    }
}

/// An official index.
pub fn index(version: u32, packs: &[(&str, u32)]) -> Index {
    index_of(Publisher::Official, version, packs)
}

pub fn partner() -> Publisher {
    Publisher::Partner("helpers".into())
}

/// An official bundle that holds what its index lists, signed by two of three.
pub fn bundle(version: u32, packs: &[(&str, u32)]) -> Bundle {
    bundle_of(sign_index_by(&index(version, packs), &[11, 12]), packs)
}

pub fn bundle_of(index: Signed, packs: &[(&str, u32)]) -> Bundle {
    let roots = vec![sign_root_by(&root(), &[1, 2, 3])];
    let packs = packs.iter().map(|(id, version)| pack(id, *version));
    Bundle::new(roots, index, packs.collect()).unwrap()
}

/// What happened, as a code or `accepted`.
pub fn code<T>(result: Result<T, dodam_trust::Refusal>) -> &'static str {
    result.map_or_else(|refusal| refusal.code(), |_| "accepted")
}

/// A state that has accepted index 5 with version 3 of a pack.
pub fn settled() -> TrustState {
    let mut state = state();
    let index = sign_index_by(&index(5, &[("kr.nhi", 2), ("kr.nhi", 3)]), &[11, 12]);
    state.accept_index(&index, today()).unwrap();
    state
}
