//! Keys that a person added by hand: what they may publish, and how it is labelled.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use dodam_trust::{
    BuiltInPack, Bundle, KeyError, Label, LocalScope, Publisher, Signed, TrustState,
};
use support::*;

fn local(number: u8) -> Publisher {
    Publisher::Local(id(number))
}

fn signed(number: u8, version: u32, packs: &[(&str, u32)]) -> Signed {
    sign_index_by(&index_of(local(number), version, packs), &[number])
}

fn add(state: &mut TrustState, number: u8, scope: LocalScope) {
    let file = key(number).public_file();
    state.add_local_key(file.key, &file.name, scope).unwrap();
}

#[test]
fn without_a_root_only_keys_added_by_hand_publish() {
    let mut state = TrustState::without_root();
    let official = sign_index_by(&index(1, &[("kr.nhi", 1)]), &[11, 12]);
    assert_eq!(code(state.accept_index(&official, today())), "pack_no_root");
    let helpers = sign_index_by(&index_of(partner(), 1, &[]), &[21, 22]);
    assert_eq!(code(state.accept_index(&helpers, today())), "pack_no_root");
    let root = sign_root_by(&root(), &[1, 2, 3]);
    assert_eq!(code(state.update_root(&root, today())), "pack_no_root");

    let mine = signed(50, 1, &[("local.mine", 1)]);
    assert_eq!(code(state.accept_index(&mine, today())), "pack_unknown_key");
    add(&mut state, 50, LocalScope::LocalOnly);
    let bundle = Bundle::new(vec![root], mine, vec![pack("local.mine", 1)]).unwrap();
    let (state, packs) = state.open_bundle(&bundle, today(), &hash_of).unwrap();
    assert_eq!(
        packs[0].label.text("en"),
        "Holder 50: added by you, not government"
    );
    assert_eq!(state.root(), None, "a bundle never brings a first root");
}

#[test]
fn a_key_publishes_what_its_scope_allows() {
    let cases = [
        (LocalScope::LocalOnly, "local.mine", "accepted"),
        (LocalScope::LocalOnly, "kr.new", "pack_not_allowed"),
        (LocalScope::AnyFree, "local.mine", "accepted"),
        (LocalScope::AnyFree, "kr.new", "accepted"),
        (LocalScope::AnyFree, "kr.listed", "pack_not_allowed"),
        (LocalScope::AnyFree, "kr.withdrawn", "pack_not_allowed"),
        (LocalScope::AnyFree, "kr.built-in", "pack_not_allowed"),
        (
            LocalScope::AnyFree,
            "ngo.example.clinic",
            "pack_not_allowed",
        ),
        (LocalScope::AnyFree, "local.theirs", "pack_not_allowed"),
        (LocalScope::AnyFree, "kr.theirs", "pack_not_allowed"),
    ];
    let mut state = state();
    let id = "kr.built-in".to_owned();
    state.set_built_in(vec![BuiltInPack { id, version: 1 }]);
    for (version, packs) in [
        (1, [("kr.listed", 1), ("kr.withdrawn", 1)]),
        (2, [("kr.listed", 1), ("kr.listed", 2)]),
    ] {
        let official = sign_index_by(&index(version, &packs), &[11, 12]);
        state.accept_index(&official, today()).unwrap();
    }
    add(&mut state, 51, LocalScope::AnyFree);
    let theirs = signed(51, 1, &[("local.theirs", 1), ("kr.theirs", 1)]);
    state.accept_index(&theirs, today()).unwrap();
    for (scope, pack, expected) in cases {
        let mut state = state.clone();
        add(&mut state, 50, scope);
        let result = state.accept_index(&signed(50, 1, &[(pack, 1)]), today());
        assert_eq!(code(result), expected, "{scope:?} {pack}");
    }
}

#[test]
fn what_officials_list_later_is_theirs() {
    let mut state = state();
    add(&mut state, 50, LocalScope::AnyFree);
    let mine = signed(50, 1, &[("kr.new", 1)]);
    state.accept_index(&mine, today()).unwrap();
    let hash = listing("kr.new", 1).sha256;
    let name = "Holder 50".to_owned();
    assert_eq!(state.label("kr.new", 1, &hash), Some(Label::Local { name }));

    let mut official = index(1, &[("kr.new", 1)]);
    official.packs[0].sha256 = "ab".repeat(32);
    let official = sign_index_by(&official, &[11, 12]);
    state.accept_index(&official, today()).unwrap();
    assert_eq!(state.label("kr.new", 1, &hash), None, "mine yields");
    assert_eq!(
        state.label("kr.new", 1, &"ab".repeat(32)),
        Some(Label::Official)
    );
    assert_eq!(code(state.accept_index(&mine, today())), "pack_not_allowed");
}

#[test]
fn one_key_does_not_speak_for_another() {
    let mut state = state();
    add(&mut state, 50, LocalScope::LocalOnly);
    let claimed = index_of(local(50), 1, &[("local.mine", 1)]);
    let by_another = sign_index_by(&claimed, &[51]);
    assert_eq!(
        code(state.accept_index(&by_another, today())),
        "pack_unknown_key"
    );
    let official = sign_index_by(&index(1, &[("kr.nhi", 1)]), &[50]);
    assert_eq!(
        code(state.accept_index(&official, today())),
        "pack_unknown_key"
    );
}

#[test]
fn a_key_added_by_hand_does_not_hang_on_the_root() {
    let mut state = state();
    add(&mut state, 50, LocalScope::LocalOnly);
    let mut late = index_of(local(50), 1, &[("local.mine", 1)]);
    late.issued = day("2028-01-01");
    late.expires = day("2029-01-01");
    let late = sign_index_by(&late, &[50]);
    assert_eq!(
        code(state.accept_index(&late, day("2028-01-01"))),
        "accepted"
    );
    // Nor does its day count for anyone else.
    assert_eq!(state.seen_until(), Some(day("2026-01-01")));
}

#[test]
fn versions_do_not_go_back_until_the_key_is_taken_out() {
    let mut state = state();
    add(&mut state, 50, LocalScope::LocalOnly);
    state
        .accept_index(&signed(50, 2, &[("local.mine", 2)]), today())
        .unwrap();
    let older = signed(50, 1, &[("local.mine", 1)]);
    assert_eq!(code(state.accept_index(&older, today())), "pack_rollback");
    assert!(state.remove_local_key(&id(50)));
    assert!(!state.remove_local_key(&id(50)));
    assert_eq!(
        state.label("local.mine", 2, &listing("local.mine", 2).sha256),
        None
    );
    assert_eq!(
        code(state.accept_index(&older, today())),
        "pack_unknown_key"
    );
    add(&mut state, 50, LocalScope::LocalOnly);
    assert_eq!(code(state.accept_index(&older, today())), "accepted");
}

#[test]
fn adding_a_key_again_changes_its_name_and_scope() {
    let mut state = TrustState::without_root();
    add(&mut state, 50, LocalScope::AnyFree);
    let file = key(50).public_file();
    let renamed = state.add_local_key(file.key, "Mine", LocalScope::LocalOnly);
    assert_eq!(renamed, Ok(()));
    let [key] = state.local_keys() else {
        panic!("one key, added twice")
    };
    assert_eq!(
        (key.name.as_str(), key.scope),
        ("Mine", LocalScope::LocalOnly)
    );
    for name in ["", " ", "a\u{202e}b", "two\nlines", &"long".repeat(21)] {
        let refused = state.add_local_key(file.key, name, LocalScope::LocalOnly);
        assert_eq!(refused, Err(KeyError::BadName), "{name:?}");
    }
}
