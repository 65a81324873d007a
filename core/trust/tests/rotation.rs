//! Roots: what a valid one is, how one follows another, and what old keys can still do.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use dodam_trust::{
    BuiltInPack, Bundle, Partner, Publisher, Refusal, Root, Signed, Standing, TrustState,
};
use support::*;

const NHI: &str = "kr.nhi";
const EVERYONE: [u8; 17] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14, 15, 21, 22, 23];

fn next(version: u32, root: &[u8], index: &[u8]) -> Root {
    root_of(
        version,
        role(root, 3),
        role(index, 2),
        &PARTNER_KEYS,
        &EVERYONE,
    )
}

/// The second root: other holders, one index key replaced.
fn second() -> Root {
    next(2, &[3, 4, 5, 6, 7], &[12, 13, 14])
}

#[test]
fn a_root_follows_when_enough_of_both_sign() {
    let cases: [(&[u8], &str); 8] = [
        (&[3, 4, 5], "accepted"),
        (&[1, 2, 3, 6, 7], "accepted"),
        (&[1, 2, 3], "pack_too_few_signatures"),
        (&[1, 2, 6, 7], "pack_too_few_signatures"),
        (&[5, 6, 7], "pack_too_few_signatures"),
        (&[6, 7], "pack_unknown_key"),
        (&[11, 12, 13], "pack_unknown_key"),
        (&[1, 2, 4, 6], "pack_too_few_signatures"),
    ];
    for (signers, expected) in cases {
        let mut state = state();
        let before = state.clone();
        let result = code(state.update_root(&sign_root_by(&second(), signers), today()));
        assert_eq!(result, expected, "signed by {signers:?}");
        let version = if expected == "accepted" { 2 } else { 1 };
        assert_eq!(state.root().unwrap().version, version);
        assert_eq!(state == before, version == 1);
    }
}

#[test]
fn the_version_goes_up_by_one() {
    let offer = |version| {
        let mut root = second();
        root.version = version;
        let mut state = state();
        code(state.update_root(&sign_root_by(&root, &[3, 4, 5]), today()))
    };
    let codes = [1, 2, 3, u32::MAX].map(offer);
    let gap = "pack_root_gap";
    assert_eq!(codes, ["pack_rollback", "accepted", gap, gap]);
}

#[test]
fn a_chain_is_followed_in_order_and_what_is_passed_is_skipped() {
    let first = sign_root_by(&root(), &[1, 2, 3]);
    let mut two = second();
    two.expires = day("2026-02-01");
    let two = sign_root_by(&two, &[3, 4, 5]);
    let three = next(3, &[5, 6, 7, 8, 9], &[14, 15]);
    let three = sign_root_by(&three, &[1, 2, 3, 5, 6, 7]);
    let chain = [first.clone(), two.clone(), three.clone()];
    let cases: [(&[Signed], &str, u32); 6] = [
        (&chain, "accepted", 3),
        (&chain[1..], "accepted", 3),
        (&chain[..1], "accepted", 1),
        (&[], "accepted", 1),
        (&[first, three.clone()], "pack_root_gap", 1),
        (&[three, two], "pack_root_gap", 1),
    ];
    for (roots, expected, version) in cases {
        let mut state = state();
        let result = code(state.update_roots(roots, today()));
        assert_eq!((result, state.root().unwrap().version), (expected, version));
    }
    let mut state = state();
    let refused = state.update_roots(&chain[..2], today()).unwrap_err();
    assert_eq!(
        refused.code(),
        "pack_root_expired",
        "the last one must count"
    );
    assert_eq!(state.root().unwrap().version, 1);
}

#[test]
fn a_bundle_brings_the_roots_that_its_index_needs() {
    let roots = vec![
        sign_root_by(&root(), &[1, 2, 3]),
        sign_root_by(&next(2, &ROOT_KEYS, &[14, 15]), &[1, 2, 3]),
    ];
    let listed = [(NHI, 1)];
    let with = |roots, signers: &[u8]| {
        let index = sign_index_by(&index(1, &listed), signers);
        Bundle::new(roots, index, vec![pack(NHI, 1)]).unwrap()
    };
    let open = |bundle| state().open_bundle(&bundle, today(), &hash_of);
    let (opened, _) = open(with(roots.clone(), &[14, 15])).unwrap();
    assert_eq!(opened.root().unwrap().version, 2);
    assert_eq!(code(open(with(vec![], &[14, 15]))), "pack_unknown_key");

    // The old keys' index is refused; their loss of trust counts all the same.
    let by_thieves = with(roots, &[11, 12]);
    assert_eq!(code(open(by_thieves.clone())), "pack_unknown_key");
    let mut state = state();
    state.update_roots(&by_thieves.roots, today()).unwrap();
    let alone = with(vec![], &[11, 12]);
    let refused = state.open_bundle(&alone, today(), &hash_of);
    assert_eq!(code(refused), "pack_unknown_key");
}

#[test]
fn a_root_of_the_future_is_refused() {
    let mut root = second();
    root.issued = day("2026-04-03");
    let signed = sign_root_by(&root, &[3, 4, 5]);
    let offer = |today: &str| code(state().update_root(&signed, day(today)));
    assert_eq!(offer("2026-04-01"), "pack_from_the_future");
    assert_eq!(offer("2026-04-02"), "accepted");
}

#[test]
fn keys_that_were_taken_out_sign_nothing_any_more() {
    let mut state = state();
    let signed = sign_root_by(&second(), &[3, 4, 5]);
    state.update_root(&signed, today()).unwrap();
    let offer = |signers: &[u8]| {
        let index = sign_index_by(&index(1, &[(NHI, 1)]), signers);
        code(state.clone().accept_index(&index, today()))
    };
    assert_eq!(offer(&[11, 12]), "pack_too_few_signatures");
    assert_eq!(offer(&[12, 14]), "accepted");
    let third = next(3, &[3, 4, 5, 6, 7], &[12, 13, 14]);
    let by_old = sign_root_by(&third, &[1, 2, 3]);
    assert_eq!(
        code(state.clone().update_root(&by_old, today())),
        "pack_too_few_signatures"
    );
    let by_new = sign_root_by(&third, &[3, 6, 7]);
    assert_eq!(
        code(state.clone().update_root(&by_new, today())),
        "accepted"
    );
}

/// A state with index 9 and pack version 9 accepted from keys 11, 12, 13, and then a root
/// with other index keys.
fn rotated_to(index_keys: &[u8]) -> TrustState {
    let mut state = state();
    let nine = sign_index_by(&index(9, &[(NHI, 9)]), &[11, 12]);
    state.accept_index(&nine, today()).unwrap();
    let root = sign_root_by(&next(2, &ROOT_KEYS, index_keys), &[1, 2, 3]);
    state.update_root(&root, today()).unwrap();
    state
}

#[test]
fn versions_are_remembered_while_old_signatures_could_be_replayed() {
    let low = index(1, &[(NHI, 1)]);
    let cases: [(&[u8], &[u8], &str); 3] = [
        (&[11, 12, 14], &[11, 12], "pack_rollback"),
        (&[12, 13, 14, 15], &[14, 15], "pack_rollback"),
        (&[13, 14, 15], &[14, 15], "accepted"),
    ];
    for (keys, signers, expected) in cases {
        let mut state = rotated_to(keys);
        let result = state.accept_index(&sign_index_by(&low, signers), today());
        assert_eq!(code(result), expected, "now signed by {keys:?}");
    }
}

#[test]
fn after_a_stolen_key_nobody_vouches_for_what_it_signed() {
    let hash = listing(NHI, 9).sha256;
    assert!(rotated_to(&[11, 12, 14]).label(NHI, 9, &hash).is_some());
    let state = rotated_to(&[13, 14, 15]);
    assert_eq!(state.label(NHI, 9, &hash), None);
    assert_eq!(state.standing(&Publisher::Official, today()), None);
}

#[test]
fn versions_and_days_that_a_stolen_key_drove_up_do_not_shut_out_the_new_keys() {
    let mut state = state();
    let mut far = index(u32::MAX, &[(NHI, u32::MAX)]);
    far.issued = day("2026-12-30");
    far.expires = day("2099-01-01");
    let far = sign_index_by(&far, &[11, 12]);
    state.accept_index(&far, day("2026-12-29")).unwrap();
    let root = sign_root_by(&next(2, &ROOT_KEYS, &[13, 14, 15]), &[1, 2, 3]);
    state.update_root(&root, today()).unwrap();
    let signed = sign_index_by(&index(1, &[(NHI, 1)]), &[14, 15]);
    assert_eq!(code(state.accept_index(&signed, today())), "accepted");
}

#[test]
fn a_partner_that_is_taken_out_and_put_back_is_remembered() {
    let clinic = "ngo.example.clinic";
    let mut state = state();
    let five = sign_index_by(&index_of(partner(), 5, &[(clinic, 5)]), &[21, 22]);
    state.accept_index(&five, today()).unwrap();
    let hash = listing(clinic, 5).sha256;
    assert!(state.label(clinic, 5, &hash).is_some());

    let mut without = next(2, &ROOT_KEYS, &INDEX_KEYS);
    without.partners.clear();
    let without = sign_root_by(&without, &[1, 2, 3]);
    state.update_root(&without, today()).unwrap();
    assert_eq!(state.label(clinic, 5, &hash), None);
    assert_eq!(state.accepted_index(&partner()), None);
    assert_eq!(code(state.accept_index(&five, today())), "pack_unknown_key");

    let back = sign_root_by(&next(3, &ROOT_KEYS, &INDEX_KEYS), &[1, 2, 3]);
    state.update_root(&back, today()).unwrap();
    assert!(state.label(clinic, 5, &hash).is_some());
    let four = sign_index_by(&index_of(partner(), 4, &[(clinic, 5)]), &[21, 22]);
    assert_eq!(code(state.accept_index(&four, today())), "pack_rollback");
}

#[test]
fn an_index_stays_in_use_when_it_expires_and_says_so() {
    let mut state = state();
    let official = Publisher::Official;
    assert_eq!(state.standing(&official, today()), None);
    let signed = sign_index_by(&index(1, &[(NHI, 1)]), &[11, 12]);
    state.accept_index(&signed, today()).unwrap();
    let on = |today: &str| state.standing(&official, day(today)).unwrap();
    let until = day("2026-06-20");
    let since = day("2026-03-20");
    assert_eq!(on("2026-06-19"), Standing::Confirmed { until });
    assert_eq!(on("2026-06-20"), Standing::NotConfirmed { since });
    assert_eq!(
        on("2026-06-20").text("en").unwrap(),
        "not confirmed since 2026-03-20"
    );
    assert!(state.label(NHI, 1, &listing(NHI, 1).sha256).is_some());
}

#[test]
fn an_index_is_confirmed_no_longer_than_the_root_counts() {
    let mut state = state();
    let mut long = index(1, &[(NHI, 1)]);
    long.expires = day("2028-01-01");
    state
        .accept_index(&sign_index_by(&long, &[11, 12]), today())
        .unwrap();
    let until = day("2027-01-01");
    let standing = state.standing(&Publisher::Official, today());
    assert_eq!(standing, Some(Standing::Confirmed { until }));
    let standing = state.standing(&Publisher::Official, until);
    assert!(matches!(standing, Some(Standing::NotConfirmed { .. })));
}

#[test]
fn a_newer_program_brings_a_newer_root_and_an_older_one_does_not() {
    let first = sign_root_by(&root(), &[1, 2, 3]);
    // No chain from the first: the program itself was replaced.
    let later = sign_root_by(&next(7, &[6, 7, 8], &[14, 15]), &[6, 7, 8]);
    let mut state = TrustState::without_root();
    assert_eq!(state.adopt_program_root(&first), Ok(true));
    assert_eq!(state.adopt_program_root(&later), Ok(true));
    assert_eq!(state.adopt_program_root(&first), Ok(false));
    assert_eq!(state.root().unwrap().version, 7);
    let alone = sign_root_by(&next(8, &[6, 7, 8], &[14, 15]), &[1, 2, 3]);
    assert_eq!(state.adopt_program_root(&alone), Err(Refusal::UnknownKey));
}

#[test]
fn a_program_never_goes_below_the_packs_it_came_with() {
    let mut state = state();
    let version = 3;
    let id = NHI.to_owned();
    state.set_built_in(vec![BuiltInPack { id, version }]);
    let offer = |top| {
        let signed = sign_index_by(&index(1, &[(NHI, top)]), &[11, 12]);
        code(state.clone().accept_index(&signed, today()))
    };
    let codes = [2, 3, 4].map(offer);
    assert_eq!(codes, ["pack_version_rollback", "accepted", "accepted"]);
}

#[test]
fn a_root_that_makes_no_sense_is_refused() {
    type Change = fn(&mut Root);
    let partner = |prefix: &str| Partner {
        id: "others".into(),
        packs_prefix: prefix.into(),
        ..root().partners[0].clone()
    };
    let cases: [(&str, Change); 12] = [
        ("version 0", |root| root.version = 0),
        ("threshold 0", |root| root.roles.index.threshold = 0),
        ("threshold above the keys", |root| {
            root.roles.root.threshold = 6
        }),
        ("a key twice", |root| {
            root.roles.root.keys[1] = root.roles.root.keys[0]
        }),
        ("a key that isn't there", |root| {
            root.roles.index.keys[0] = id(99)
        }),
        ("a key under another id", |root| {
            let key = root.keys[&id(1)].clone();
            root.keys.insert(id(2), key);
        }),
        ("expires before it counts", |root| {
            root.expires = root.issued
        }),
        ("a partner's threshold 0", |root| {
            root.partners[0].threshold = 0
        }),
        ("a partner without a name", |root| {
            root.partners[0].name.clear()
        }),
        ("a partner's name that hides text", |root| {
            root.partners[0]
                .name
                .insert("en".into(), "Ministry\u{202e}".into());
        }),
        ("a partner called official", |root| {
            root.partners[0].id = "official".into()
        }),
        ("a partner twice", |root| {
            root.partners.push(root.partners[0].clone())
        }),
    ];
    for (what, change) in cases {
        let mut root = root();
        change(&mut root);
        assert_eq!(code(root.check()), "pack_malformed", "{what}");
        assert!(dodam_trust::sign_root(&root, &key(1)).is_err());
    }
    for (prefix, expected) in [
        ("ngo.other.", "accepted"),
        ("ngo.example2.", "accepted"),
        ("", "pack_malformed"),
        (".", "pack_malformed"),
        ("ngo", "pack_malformed"),
        ("ngo.", "pack_malformed"),
        ("ngo.example.", "pack_malformed"),
        ("ngo.example.seoul.", "pack_malformed"),
        ("kr.", "pack_malformed"),
        ("kr.nhi.", "pack_malformed"),
        ("local.", "pack_malformed"),
        ("local.me.", "pack_malformed"),
        ("NGO.", "pack_malformed"),
    ] {
        let mut root = root();
        root.partners.push(partner(prefix));
        assert_eq!(code(root.check()), expected, "prefix {prefix:?}");
    }
}

#[test]
fn a_weak_key_is_not_a_key() {
    // The neutral element: every signature by it would hold for some message.
    let neutral = format!("01{}", "00".repeat(31));
    assert!(dodam_trust::PublicKey::from_hex(&neutral).is_none());
}

#[test]
fn a_root_that_no_device_would_read_is_not_signed() {
    let with_names = |count: usize| {
        let mut root = root();
        let names = (1..count).map(|at| (format!("x{at}"), "Helpers".to_owned()));
        root.partners[0].name.extend(names.skip(1));
        code(dodam_trust::sign_root(&root, &key(1)))
    };
    assert_eq!(
        [with_names(32), with_names(33)],
        ["accepted", "pack_malformed"]
    );
}
