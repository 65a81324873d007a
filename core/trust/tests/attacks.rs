//! What someone between publisher and device may try, and what becomes of it.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use dodam_trust::{Bundle, Index, Publisher, Refusal, Signed, TrustState, sign_index};
use ed25519_dalek::{Signer, SigningKey};
use support::*;

const NHI: &str = "kr.nhi";
const PILOT: &str = "kr.gb.pilot";

fn offer(index: &Index, signers: &[u8]) -> &'static str {
    let mut state = settled();
    let before = state.clone();
    let result = code(state.accept_index(&sign_index_by(index, signers), today()));
    if result != "accepted" {
        assert_eq!(state, before, "a refusal changes nothing");
    }
    result
}

#[test]
fn a_newer_index_signed_by_two_of_three_is_accepted() {
    let newer = index(6, &[(NHI, 3), (NHI, 4), (PILOT, 1)]);
    for signers in [&[11, 12][..], &[12, 13], &[13, 11], &[11, 12, 13]] {
        assert_eq!(offer(&newer, signers), "accepted");
    }
}

#[test]
fn signatures_that_do_not_count_are_refused() {
    let newer = index(6, &[(NHI, 4)]);
    let cases: [(&[u8], &str); 6] = [
        (&[11], "pack_too_few_signatures"),
        (&[99], "pack_unknown_key"),
        (&[98, 99], "pack_unknown_key"),
        (&[11, 99], "pack_too_few_signatures"),
        (&[1, 2, 3], "pack_unknown_key"),
        (&[21, 22], "pack_unknown_key"),
    ];
    for (signers, expected) in cases {
        assert_eq!(offer(&newer, signers), expected, "signed by {signers:?}");
    }
}

#[test]
fn too_few_says_how_many() {
    let signed = sign_index_by(&index(6, &[]), &[11]);
    assert_eq!(
        state().accept_index(&signed, today()).unwrap_err(),
        Refusal::TooFewSignatures {
            needed: 2,
            found: 1
        }
    );
}

#[test]
fn one_key_that_signs_twice_counts_once() {
    let mut signed = sign_index_by(&index(6, &[]), &[11]);
    signed.add_signature(&key(11)).unwrap();
    assert_eq!(signed.signatures().len(), 1);
    let json = signed.to_json().unwrap();
    let (before, after) = json.split_once("\"signatures\": [").unwrap();
    let entry = after.split_once(']').unwrap().0;
    let twice = format!("{before}\"signatures\": [{entry},{entry}]}}");
    let twice = Signed::parse(twice.as_bytes()).unwrap();
    assert_eq!(twice.signatures().len(), 2);
    assert_eq!(
        code(state().accept_index(&twice, today())),
        "pack_too_few_signatures"
    );
}

/// Puts the signatures of one text beside another.
fn swap(text: &Signed, signatures: &Signed) -> Signed {
    let mut json: serde_json::Value = serde_json::from_str(&text.to_json().unwrap()).unwrap();
    let other: serde_json::Value = serde_json::from_str(&signatures.to_json().unwrap()).unwrap();
    json["signatures"] = other["signatures"].clone();
    Signed::parse(json.to_string().as_bytes()).unwrap()
}

#[test]
fn signatures_of_another_text_are_refused() {
    let six = sign_index_by(&index(6, &[(NHI, 4)]), &[11, 12]);
    let seven = sign_index_by(&index(7, &[(NHI, 5)]), &[11, 12]);
    for mixed in [swap(&six, &seven), swap(&seven, &six)] {
        let result = settled().accept_index(&mixed, today());
        assert_eq!(code(result), "pack_bad_signature");
    }
}

#[test]
fn a_signature_under_another_keys_name_is_refused() {
    let signed = sign_index_by(&index(6, &[]), &[11, 12]);
    let twelve = id(12).to_hex();
    let json = signed.to_json().unwrap().replace(&twelve, &id(13).to_hex());
    let signed = Signed::parse(json.as_bytes()).unwrap();
    let result = settled().accept_index(&signed, today());
    assert_eq!(code(result), "pack_bad_signature");
}

#[test]
fn one_role_does_not_stand_for_another() {
    let index_text = sign_index_by(&index(6, &[]), &[11, 12]);
    let root_text = sign_root_by(&root(), &[1, 2, 3]);
    let mut state = settled();
    let refused = state.accept_index(&root_text, today());
    assert_eq!(code(refused), "pack_malformed");
    let refused = state.update_root(&index_text, today());
    assert_eq!(code(refused), "pack_malformed");
    assert_eq!(code(TrustState::new(&index_text)), "pack_malformed");
}

const AS_ROOT: &[u8] = b"dodam-trust-v1\0root\0";
const AS_INDEX: &[u8] = b"dodam-trust-v1\0index\0";

/// Signs any text behind any prefix, as another program with the same keys could.
fn sign_raw(prefix: &[u8], text: &str, signers: &[u8]) -> Signed {
    let message = [prefix, text.as_bytes()].concat();
    let sign = |number: &u8| {
        let line = key(*number).to_line();
        let digits = line.split(' ').nth(1).unwrap();
        let byte = |at: usize| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).unwrap();
        let signing = SigningKey::from_bytes(&std::array::from_fn(byte));
        let signature = signing.sign(&message).to_string().to_lowercase();
        serde_json::json!({ "key": id(*number).to_hex(), "signature": signature })
    };
    let signatures: Vec<_> = signers.iter().map(sign).collect();
    let json = serde_json::json!({ "signed": text, "signatures": signatures });
    Signed::parse(json.to_string().as_bytes()).unwrap()
}

#[test]
fn a_signature_names_the_role_it_is_for() {
    let signed = sign_index_by(&index(6, &[]), &[11, 12]);
    let cases: [(&[u8], &str); 4] = [
        (AS_INDEX, "accepted"),
        (AS_ROOT, "pack_bad_signature"),
        (b"index", "pack_bad_signature"),
        (b"", "pack_bad_signature"),
    ];
    for (prefix, expected) in cases {
        let forged = sign_raw(prefix, signed.text(), &[11, 12]);
        assert_eq!(code(settled().accept_index(&forged, today())), expected);
    }
}

#[test]
fn a_text_says_itself_which_role_and_format_it_has() {
    let mut second = root();
    second.version = 2;
    let root = sign_root_by(&second, &[1, 2, 3]);
    let index = sign_index_by(&index(6, &[]), &[11, 12]);
    let (malformed, newer) = ("pack_malformed", "pack_newer_format");
    let cases = [
        ("\"format\": 1", "\"format\": 1", "accepted"),
        ("\"format\": 1", "\"format\": 0", malformed),
        ("\"format\": 1", "\"format\": 2", newer),
        ("\"format\": 1,", "", malformed),
        ("\"role\": \"root\"", "\"role\": \"index\"", malformed),
        ("\"role\": \"index\"", "\"role\": \"root\"", malformed),
        ("\"role\"", "\"part\"", malformed),
    ];
    for (from, to, expected) in cases {
        if root.text().contains(from) {
            let root = sign_raw(AS_ROOT, &root.text().replacen(from, to, 1), &[1, 2, 3]);
            assert_eq!(
                code(settled().update_root(&root, today())),
                expected,
                "{to}"
            );
        }
        if index.text().contains(from) {
            let index = sign_raw(AS_INDEX, &index.text().replacen(from, to, 1), &[11, 12]);
            assert_eq!(
                code(settled().accept_index(&index, today())),
                expected,
                "{to}"
            );
        }
    }
}

#[test]
fn going_back_is_refused() {
    let cases = [
        (index(4, &[(NHI, 3)]), "pack_rollback"),
        (index(1, &[(NHI, 3)]), "pack_rollback"),
        (index(5, &[(NHI, 3)]), "pack_rollback"),
        (index(6, &[(NHI, 2)]), "pack_version_rollback"),
        (index(6, &[(NHI, 1), (PILOT, 9)]), "pack_version_rollback"),
        (index(6, &[(NHI, 3)]), "accepted"),
        (index(6, &[(PILOT, 1)]), "accepted"),
    ];
    for (offered, expected) in cases {
        assert_eq!(offer(&offered, &[11, 12]), expected, "{offered:?}");
    }
}

#[test]
fn the_same_index_again_is_accepted_and_changes_nothing() {
    let mut state = settled();
    let before = state.clone();
    let same = sign_index_by(&index(5, &[(NHI, 2), (NHI, 3)]), &[11, 12]);
    state.accept_index(&same, today()).unwrap();
    assert_eq!(state, before);
}

#[test]
fn a_pack_left_out_for_a_while_does_not_come_back_older() {
    let mut state = settled();
    let without = sign_index_by(&index(6, &[]), &[11, 12]);
    state.accept_index(&without, today()).unwrap();
    assert_eq!(state.label(NHI, 3, &listing(NHI, 3).sha256), None);
    let older = sign_index_by(&index(7, &[(NHI, 2)]), &[11, 12]);
    assert_eq!(
        state.accept_index(&older, today()).unwrap_err(),
        Refusal::PackRollback {
            pack: NHI.into(),
            have: 3,
            offered: 2
        }
    );
}

#[test]
fn a_published_version_never_changes_its_content() {
    for version in [2, 3] {
        let mut changed = index(6, &[(NHI, 2), (NHI, 3), (NHI, 4)]);
        let packs = &mut changed.packs;
        let at = packs.iter().position(|pack| pack.version == version);
        packs[at.unwrap()].sha256 = "0".repeat(64);
        assert_eq!(offer(&changed, &[11, 12]), "pack_changed");
    }
    let mut state = settled();
    let without = sign_index_by(&index(6, &[]), &[11, 12]);
    state.accept_index(&without, today()).unwrap();
    let mut changed = index(7, &[(NHI, 3)]);
    changed.packs[0].sha256 = "0".repeat(64);
    let changed = sign_index_by(&changed, &[11, 12]);
    assert_eq!(code(state.accept_index(&changed, today())), "pack_changed");
}

#[test]
fn an_index_counts_from_the_day_before_it_was_issued_until_it_expires() {
    let cases = [
        ("2026-03-18", "2026-06-20", "pack_from_the_future"),
        ("2026-03-19", "2026-06-20", "accepted"),
        ("2026-06-19", "2026-06-20", "accepted"),
        ("2026-06-20", "2026-06-20", "pack_expired"),
        ("2030-01-01", "2026-06-20", "pack_root_expired"),
    ];
    for (today, expires, expected) in cases {
        let mut offered = index(1, &[(NHI, 1)]);
        offered.expires = day(expires);
        let signed = sign_index_by(&offered, &[11, 12]);
        assert_eq!(
            code(state().accept_index(&signed, day(today))),
            expected,
            "{today}"
        );
    }
}

#[test]
fn a_clock_wound_back_does_not_revive_an_expired_index() {
    let mut state = state();
    let mut newest = index(6, &[(NHI, 4)]);
    newest.issued = day("2026-07-01");
    newest.expires = day("2026-09-01");
    let newest = sign_index_by(&newest, &[11, 12]);
    state.accept_index(&newest, day("2026-07-01")).unwrap();
    let held_back = sign_index_by(&index(7, &[(NHI, 4)]), &[11, 12]);
    let refused = state
        .accept_index(&held_back, day("2026-04-01"))
        .unwrap_err();
    assert_eq!(refused.code(), "pack_expired");
    assert_eq!(state.seen_until(), Some(day("2026-07-01")));
}

#[test]
fn an_expired_root_vouches_for_no_index() {
    let mut late = index(6, &[(NHI, 4)]);
    late.issued = day("2026-12-20");
    late.expires = day("2027-03-01");
    let late = sign_index_by(&late, &[11, 12]);
    let mut state = state();
    assert_eq!(
        code(state.accept_index(&late, day("2026-12-31"))),
        "accepted"
    );
    assert_eq!(
        code(state.accept_index(&late, day("2027-01-01"))),
        "pack_root_expired"
    );
}

#[test]
fn nobody_lists_packs_of_someone_else() {
    let cases = [
        (
            Publisher::Official,
            "ngo.example.clinic",
            "pack_not_allowed",
        ),
        (Publisher::Official, "local.mine", "pack_not_allowed"),
        (Publisher::Official, "ngo.exampleclinic", "accepted"),
        (partner(), "ngo.example.clinic", "accepted"),
        (partner(), "ngo.other", "pack_not_allowed"),
        (partner(), "ngo.example", "pack_not_allowed"),
        (partner(), NHI, "pack_not_allowed"),
        (partner(), "local.mine", "pack_not_allowed"),
    ];
    for (publisher, pack, expected) in cases {
        let signers: &[u8] = match publisher {
            Publisher::Official => &[11, 12],
            _ => &[21, 22],
        };
        let signed = sign_index_by(&index_of(publisher, 1, &[(pack, 1)]), signers);
        assert_eq!(
            code(state().accept_index(&signed, today())),
            expected,
            "{pack}"
        );
    }
}

#[test]
fn a_partner_does_not_speak_as_official_and_the_other_way_round() {
    let official = sign_index_by(&index(1, &[(NHI, 1)]), &[21, 22]);
    assert_eq!(
        code(state().accept_index(&official, today())),
        "pack_unknown_key"
    );
    let helpers = index_of(partner(), 1, &[("ngo.example.clinic", 1)]);
    let helpers = sign_index_by(&helpers, &[11, 12]);
    assert_eq!(
        code(state().accept_index(&helpers, today())),
        "pack_unknown_key"
    );
    let nobody = index_of(Publisher::Partner("nobody".into()), 1, &[]);
    let nobody = sign_index_by(&nobody, &[21, 22]);
    assert_eq!(
        code(state().accept_index(&nobody, today())),
        "pack_unknown_key"
    );
}

#[test]
fn what_a_partner_says_of_the_date_counts_for_the_partner_only() {
    let mut state = state();
    let mut ahead = index_of(partner(), 1, &[("ngo.example.clinic", 1)]);
    ahead.issued = day("2026-12-01");
    ahead.expires = day("2026-12-31");
    // The device's date was wrong on that day, and right again later.
    let ahead = sign_index_by(&ahead, &[21, 22]);
    state.accept_index(&ahead, day("2026-12-01")).unwrap();
    let official = sign_index_by(&index(1, &[(NHI, 1)]), &[11, 12]);
    assert_eq!(code(state.accept_index(&official, today())), "accepted");
}

#[test]
fn metadata_of_a_newer_format_asks_for_a_newer_app() {
    let signed = sign_index(&index(6, &[]), &key(11)).unwrap();
    let json = signed.to_json().unwrap();
    let newer = json.replace(r#"\"format\": 1"#, r#"\"format\": 2"#);
    let newer = Signed::parse(newer.as_bytes()).unwrap();
    assert_eq!(
        code(state().accept_index(&newer, today())),
        "pack_newer_format"
    );
    let bundle = bundle(6, &[]).to_json().unwrap();
    let newer = bundle.replace("dodam-packs-1", "dodam-packs-2");
    assert_eq!(code(Bundle::parse(newer.as_bytes())), "pack_newer_format");
    let state = state().to_json().unwrap();
    let newer = state.replacen("\"format\": 1", "\"format\": 2", 1);
    assert_eq!(code(TrustState::from_json(&newer)), "pack_newer_format");
}

/// The order of Ed25519's group, least significant byte first.
const ORDER: [u8; 32] = [
    0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
    0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
];

#[test]
fn a_signature_has_one_spelling() {
    let signed = sign_index_by(&index(6, &[]), &[11, 12]);
    let digits = signed.signatures()[0].signature.to_string();
    let mut bytes: Vec<u8> = (0..64)
        .map(|at| u8::from_str_radix(&digits[at * 2..at * 2 + 2], 16).unwrap())
        .collect();
    let mut carry = 0;
    for (byte, add) in bytes[32..].iter_mut().zip(ORDER) {
        let sum = u16::from(*byte) + u16::from(add) + carry;
        *byte = u8::try_from(sum & 255).unwrap();
        carry = sum >> 8;
    }
    let other: String = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
    let json = signed.to_json().unwrap();
    for spelling in [other, digits.to_uppercase()] {
        let other = json.replace(&digits, &spelling);
        assert_ne!(json, other);
        let read = Signed::parse(other.as_bytes());
        let result = read.and_then(|signed| state().accept_index(&signed, today()));
        assert_ne!(code(result), "accepted");
    }
}

#[test]
fn a_publisher_does_not_fill_the_memory_of_a_device() {
    let mut state = state();
    let names = |from: usize| (from..from + 1500).map(|at| format!("kr.p{at}"));
    let mut offer = |version, from| {
        let mut listed = index(version, &[]);
        listed.packs = names(from).map(|id| listing(&id, 1)).collect();
        code(state.accept_index(&sign_index_by(&listed, &[11, 12]), today()))
    };
    assert_eq!(offer(1, 0), "accepted");
    assert_eq!(offer(2, 1500), "pack_too_large");
    assert_eq!(offer(3, 500), "accepted");

    let padded = sign_index_by(&index(4, &[]), &[11, 12]);
    let long = format!("{}{}", padded.text(), " ".repeat(2 << 20));
    let long = sign_raw(AS_INDEX, &long, &[11, 12]);
    let refused = state.accept_index(&long, today());
    assert_eq!(code(refused), "pack_too_large");
}
