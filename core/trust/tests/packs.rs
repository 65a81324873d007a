//! Packs that an index in use names, and files that pretend to be one.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use dodam_trust::{Bundle, BundlePack, Publisher};
use support::*;

const NHI: &str = "kr.nhi";
const PILOT: &str = "kr.gb.pilot";

fn open(bundle: &Bundle) -> &'static str {
    code(settled().open_bundle(bundle, today(), &hash_of))
}

#[test]
fn files_of_another_pack_or_version_are_refused() {
    let listed = [(NHI, 3), (NHI, 4), (PILOT, 1)];
    let signed = || sign_index_by(&index(6, &listed), &[11, 12]);
    let with = |packs: Vec<BundlePack>| Bundle::new(vec![], signed(), packs).unwrap();
    let under = |id: &str, version, of: BundlePack| BundlePack {
        id: id.into(),
        version,
        files: of.files,
    };
    let cases = [
        (with(vec![pack(NHI, 4), pack(PILOT, 1)]), "accepted"),
        (with(vec![]), "accepted"),
        (with(vec![under(NHI, 4, pack(NHI, 3))]), "pack_wrong_hash"),
        (with(vec![under(NHI, 4, pack(PILOT, 1))]), "pack_wrong_hash"),
        (with(vec![pack(NHI, 5)]), "pack_not_listed"),
        (
            with(vec![pack(NHI, 4), pack("kr.other", 1)]),
            "pack_not_listed",
        ),
    ];
    for (bundle, expected) in cases {
        assert_eq!(open(&bundle), expected);
    }
}

#[test]
fn a_length_that_differs_is_refused_before_anything_is_hashed() {
    let mut listed = index(6, &[(NHI, 4)]);
    listed.packs[0].bytes += 1;
    let signed = sign_index_by(&listed, &[11, 12]);
    let bundle = Bundle::new(vec![], signed, vec![pack(NHI, 4)]).unwrap();
    let never = |_: &[dodam_trust::BundleFile]| panic!("it was hashed");
    let refused = settled().open_bundle(&bundle, today(), &never);
    assert_eq!(code(refused), "pack_wrong_hash");
}

#[test]
fn an_old_version_is_accepted_as_such() {
    let bundle = bundle(6, &[(NHI, 3), (NHI, 4)]);
    let (state, packs) = settled().open_bundle(&bundle, today(), &hash_of).unwrap();
    let newest: Vec<_> = packs
        .iter()
        .map(|p| (p.listing.version, p.newest))
        .collect();
    assert_eq!(newest, [(3, false), (4, true)]);
    let index = state.accepted_index(&Publisher::Official).unwrap();
    let missing = |installed: &[(&str, u32)]| index.missing(installed).len();
    assert_eq!((missing(&[(NHI, 4)]), missing(&[(NHI, 3)])), (0, 1));
}

#[test]
fn a_pack_in_a_newer_schema_is_refused_without_refusing_its_index() {
    let mut newer = index(6, &[(NHI, 3), (NHI, 4)]);
    newer.packs[1].schema = dodam_trust::PACK_SCHEMA + 1;
    let signed = sign_index_by(&newer, &[11, 12]);
    let with = |version| Bundle::new(vec![], signed.clone(), vec![pack(NHI, version)]).unwrap();
    assert_eq!(open(&with(4)), "pack_newer_format");
    assert_eq!(open(&with(3)), "accepted");
}

#[test]
fn an_index_that_is_no_longer_in_use_vouches_for_nothing() {
    let mut state = settled();
    let old = state.accepted_index(&Publisher::Official).unwrap();
    let newer = sign_index_by(&index(6, &[(NHI, 4)]), &[11, 12]);
    state.accept_index(&newer, today()).unwrap();
    let listing = listing(NHI, 3);
    let refused = state.accept_pack(&old, NHI, 3, &listing.sha256, listing.bytes);
    assert_eq!(code(refused), "pack_rollback");
}
