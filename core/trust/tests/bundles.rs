//! Bundles: what is read, what is refused before it is read, and every byte of one changed.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use dodam_trust::bundle::LARGEST_BUNDLE;
use dodam_trust::{Bundle, BundleFile, BundlePack, Publisher, Refusal, Signed, TrustState};
use support::*;

const PACKS: [(&str, u32); 2] = [("kr.gb.pilot", 2), ("kr.nhi", 1)];

fn text() -> String {
    bundle(3, &PACKS).to_json().unwrap()
}

#[test]
fn a_bundle_is_read_as_it_was_written() {
    let read = Bundle::parse(text().as_bytes()).unwrap();
    assert_eq!(read, bundle(3, &PACKS));
    let (state, packs) = state().open_bundle(&read, today(), &hash_of).unwrap();
    assert_eq!(packs.len(), 2);
    for accepted in packs {
        let listing = accepted.listing;
        assert_eq!(accepted.label.text("en"), "official");
        assert_eq!(
            read.pack(&listing.id, listing.version).unwrap().bytes(),
            listing.bytes
        );
        let label = state.label(&listing.id, listing.version, &listing.sha256);
        assert_eq!(label, Some(accepted.label));
    }
}

/// What a device would have after a bundle, or the code of its refusal. Who signed what
/// was accepted doesn't matter, as long as it was enough.
fn outcome(state: &TrustState, bytes: &[u8]) -> Result<impl PartialEq + use<>, &'static str> {
    let opened = Bundle::parse(bytes).and_then(|bundle| {
        let (state, packs) = state.open_bundle(&bundle, today(), &hash_of)?;
        let index = state.accepted_index(&Publisher::Official);
        Ok((state.root().cloned(), index, packs, bundle.packs))
    });
    opened.map_err(|refusal| refusal.code())
}

/// Changes each byte, one at a time, by each mask. Gives how many changes were refused and
/// how many did no harm.
fn change_each_byte(old: &TrustState, bundle: &Bundle, masks: &[u8]) -> (usize, usize) {
    let mut bytes = bundle.to_json().unwrap().into_bytes();
    let Ok(untouched) = outcome(old, &bytes) else {
        panic!("it must open while nothing is changed")
    };
    let (mut refused, mut harmless) = (0, 0);
    for at in 0..bytes.len() {
        for mask in masks {
            bytes[at] ^= mask;
            match outcome(old, &bytes) {
                Ok(opened) => {
                    assert!(opened == untouched, "byte {at} with {mask:#x} got through");
                    harmless += 1;
                }
                Err(_) => refused += 1,
            }
            bytes[at] ^= mask;
        }
    }
    assert_eq!(refused + harmless, masks.len() * bytes.len());
    (refused, harmless)
}

/// A root with few keys, because each change costs a check of every signature.
fn small_root(version: u32) -> Signed {
    let mut root = root_of(
        version,
        role(&[1], 1),
        role(&[11, 12], 1),
        &[],
        &[1, 11, 12],
    );
    root.partners.clear();
    sign_root_by(&root, &[1])
}

#[test]
fn any_byte_changed_is_refused() {
    let mut bundle = bundle(3, &PACKS);
    bundle.roots = vec![small_root(2)];
    bundle.index = sign_index_by(&index(3, &PACKS), &[11]);
    let old = TrustState::new(&small_root(1)).unwrap();
    // A neighbour, and the other case.
    let (_, harmless) = change_each_byte(&old, &bundle, &[0x01, 0x20]);
    assert_eq!(harmless, 0);
}

#[test]
fn where_more_is_given_than_needed_a_change_is_refused_or_does_nothing() {
    // A root that this device has passed already, and a signature more than needed.
    let mut bundle = bundle(3, &[]);
    bundle.roots = vec![small_root(1)];
    let old = TrustState::new(&small_root(1)).unwrap();
    let (refused, harmless) = change_each_byte(&old, &bundle, &[0x01]);
    assert!(
        refused > harmless && harmless > 2 * 128,
        "{refused}, {harmless}"
    );
}

#[test]
fn a_bundle_that_was_cut_is_refused() {
    let text = text();
    for length in 0..text.trim_end().len() {
        let cut = text.as_bytes().get(..length).unwrap();
        assert_eq!(code(Bundle::parse(cut)), "pack_malformed", "{length} bytes");
    }
}

fn refusal(text: &str) -> &'static str {
    code(Bundle::parse(text.as_bytes()))
}

/// A bundle whose `packs` are the given JSON.
fn with_packs(packs: &str) -> String {
    let empty = serde_json::to_string(&bundle(3, &[])).unwrap();
    let text = empty.replace("\"packs\":[]", &format!("\"packs\":{packs}"));
    assert_ne!(text, empty);
    text
}

#[test]
fn what_is_too_much_is_refused() {
    let pack = |at: usize| format!(r#"{{"id":"kr.p{at}","version":1,"files":[]}}"#);
    let packs = |count| (0..count).map(pack).collect::<Vec<_>>().join(",");
    let file = |at: usize| format!(r#"{{"name":"f{at}.toml","text":""}}"#);
    let files = |count| (0..count).map(file).collect::<Vec<_>>().join(",");
    let one = |files: String| format!(r#"[{{"id":"kr.nhi","version":1,"files":[{files}]}}]"#);
    assert_eq!(
        refusal(&with_packs(&format!("[{}]", packs(200)))),
        "accepted"
    );
    assert_eq!(
        refusal(&with_packs(&format!("[{}]", packs(201)))),
        "pack_malformed"
    );
    assert_eq!(refusal(&with_packs(&one(files(64)))), "accepted");
    assert_eq!(refusal(&with_packs(&one(files(65)))), "pack_malformed");
    let nested = "[".repeat(1_000_000);
    assert_eq!(refusal(&nested), "pack_malformed");
    assert_eq!(refusal(&with_packs(&nested)), "pack_malformed");
    let unknown = format!("{{\"format\":\"dodam-packs-1\",\"x\":{nested}");
    assert_eq!(refusal(&unknown), "pack_malformed");
}

#[test]
fn the_largest_bundle_is_read_and_one_byte_more_is_not() {
    let text = text();
    let padded = |length: usize| text.clone() + &" ".repeat(length - text.len());
    assert_eq!(refusal(&padded(LARGEST_BUNDLE)), "accepted");
    assert_eq!(refusal(&padded(LARGEST_BUNDLE + 1)), "pack_too_large");
    let endless = vec![b'['; LARGEST_BUNDLE + 1];
    assert_eq!(code(Bundle::parse(&endless)), "pack_too_large");
    let mut bundle = bundle(3, &[]);
    bundle.packs = vec![BundlePack {
        id: "kr.nhi".into(),
        version: 1,
        files: vec![BundleFile {
            name: "pack.toml".into(),
            text: "x".repeat(LARGEST_BUNDLE),
        }],
    }];
    assert_eq!(code(bundle.to_json()), "pack_too_large");
    let long = vec![b' '; 5 << 20];
    assert_eq!(code(Signed::parse(&long)), "pack_too_large");
}

#[test]
fn a_file_is_named_as_a_file_and_nothing_else() {
    let cases = [
        ("pack.toml", true),
        ("tests_2026-04.v2.toml", true),
        ("_x.toml", true),
        ("", false),
        (".toml", false),
        ("..toml", false),
        ("-x.toml", false),
        ("pack", false),
        ("pack.toml.exe", false),
        ("pack.TOML", false),
        ("../pack.toml", false),
        ("facts/pack.toml", false),
        ("a\\b.toml", false),
        ("c:x.toml", false),
        ("/pack.toml", false),
        ("con.toml", false),
        ("COM1.x.toml", false),
        ("company.toml", true),
        ("팩.toml", false),
        ("pack\u{0}.toml", false),
    ];
    for (name, expected) in cases {
        let name = name.to_owned();
        let text = String::new();
        let mut pack = pack("kr.nhi", 1);
        pack.files = vec![BundleFile { name, text }];
        let mut bundle = bundle(3, &[]);
        bundle.packs = vec![pack];
        let name = &bundle.packs[0].files[0].name;
        let read = Bundle::parse(bundle.to_json().unwrap().as_bytes());
        assert_eq!(read.is_ok(), expected, "{name:?}");
        let made = Bundle::new(vec![], bundle.index.clone(), bundle.packs.clone());
        assert_eq!(made.is_ok(), expected, "{name:?}");
    }
    let long = format!("{}.toml", "x".repeat(60));
    let files = vec![BundleFile {
        name: long,
        text: String::new(),
    }];
    let mut bundle = bundle(3, &[]);
    bundle.packs = vec![BundlePack {
        files,
        ..pack("kr.nhi", 1)
    }];
    assert_eq!(
        code(state().open_bundle(&bundle, today(), &hash_of)),
        "pack_malformed"
    );
}

#[test]
fn nothing_stands_twice() {
    let twice = |packs: &str| refusal(&with_packs(packs));
    let pack = r#"{"id":"kr.nhi","version":1,"files":[]}"#;
    assert_eq!(twice(&format!("[{pack},{pack}]")), "pack_malformed");
    let file = r#"{"name":"pack.toml","text":""}"#;
    let other = r#"{"name":"Pack.toml","text":""}"#;
    let with = |other| format!(r#"[{{"id":"kr.nhi","version":1,"files":[{file},{other}]}}]"#);
    assert_eq!(twice(&with(file)), "pack_malformed");
    assert_eq!(twice(&with(other)), "pack_malformed");
    for doubled in [
        "\"version\":1,\"version\":1",
        "\"id\":\"kr.nhi\",\"id\":\"kr.nhi\"",
    ] {
        let pack = format!(r#"[{{"id":"kr.x","version":1,{doubled},"files":[]}}]"#);
        assert_eq!(twice(&pack), "pack_malformed");
    }
    let mut listed = index(3, &PACKS);
    listed.packs.push(listed.packs[0].clone());
    assert_eq!(code(listed.check()), "pack_malformed");
    assert!(dodam_trust::sign_index(&listed, &key(11)).is_err());
}

#[test]
fn a_key_that_stands_twice_in_a_root_is_refused() {
    let root = root();
    let text = serde_json::to_string(&root).unwrap();
    let (first, key) = root.keys.first_key_value().unwrap();
    let entry = format!("\"{first}\":{{\"public\":\"{}\"}}", key.public);
    assert!(text.contains(&entry));
    let twice = text.replace(&entry, &format!("{entry},{entry}"));
    assert!(serde_json::from_str::<dodam_trust::Root>(&text).is_ok());
    assert!(serde_json::from_str::<dodam_trust::Root>(&twice).is_err());
}

#[test]
fn ids_hashes_and_days_have_one_spelling() {
    let original = serde_json::to_string(&index(3, &[("kr.nhi", 1)])).unwrap();
    let hash = listing("kr.nhi", 1).sha256;
    let cases = [
        ("kr.nhi", "kr.NHI"),
        ("kr.nhi", "kr..nhi"),
        ("kr.nhi", ".kr"),
        ("kr.nhi", "kr/nhi"),
        ("kr.nhi", "kr nhi"),
        ("2026-03-20", "20260320"),
        ("2026-03-20", "2026-03-20T00:00:00"),
        ("2026-03-20", "-002026-03-20"),
        ("2026-03-20", "2026-02-30"),
        ("\"version\":3", "\"version\":-3"),
        ("\"version\":3", "\"version\":3.0"),
        ("\"version\":3", "\"version\":\"3\""),
        ("\"version\":3", "\"version\":4294967296"),
        ("official", "Official"),
        ("official", "local:12"),
        ("official", ""),
        (hash.as_str(), &hash.to_uppercase()),
        (hash.as_str(), &hash[..62]),
    ];
    for (from, to) in cases {
        let changed = original.replace(from, to);
        assert_ne!(changed, original);
        let read = serde_json::from_str::<dodam_trust::Index>(&changed);
        assert!(read.is_err(), "{from} as {to}");
    }
}

#[test]
fn what_is_not_a_bundle_is_malformed() {
    for text in [
        "",
        "{}",
        "[]",
        "null",
        "\"dodam-packs-1\"",
        "{\"format\":\"zip\"}",
        "PK\u{3}\u{4}",
    ] {
        assert_eq!(refusal(text), "pack_malformed", "{text:?}");
    }
    for format in [
        "dodam-packs-0",
        "dodam-packs-",
        "dodam-packs-01",
        "dodam-packs-+1",
        "dodam-packs--1",
    ] {
        assert_eq!(
            refusal(&text().replace("dodam-packs-1", format)),
            "pack_malformed"
        );
    }
    assert_eq!(code(Bundle::parse(&[0xff, 0xfe])), "pack_malformed");
    assert_eq!(refusal(&(text() + "x")), "pack_malformed");
    assert_eq!(
        refusal(&text().replacen('{', "{\"extra\":1,", 1)),
        "pack_malformed"
    );
}

#[test]
fn a_complaint_quotes_nothing_invisible() {
    let mut hostile = text();
    let place = hostile.find("\"packs\"").unwrap();
    hostile.insert_str(place, "\"\\u001b[31m\\u202e\":1,");
    let Err(Refusal::Malformed { why }) = Bundle::parse(hostile.as_bytes()) else {
        panic!("an unknown key in a bundle")
    };
    assert!(why.contains("unknown field"), "{why}");
    assert!(!why.contains(['\u{1b}', '\u{202e}']), "{why:?}");
}

#[test]
fn what_a_newer_program_adds_to_signed_texts_is_ignored() {
    let plain = sign_index_by(&index(3, &PACKS), &[11]);
    let json = plain.to_json().unwrap();
    let added = json.replacen(
        r#"\"packs\": ["#,
        r#"\"later\": {\"x\": [1]}, \"packs\": ["#,
        1,
    );
    assert_ne!(json, added);
    let mut signed = Signed::parse(added.as_bytes()).unwrap();
    add_signatures(&mut signed, &[11, 12]);
    let mut state = state();
    let accepted = state.accept_index(&signed, today()).unwrap();
    assert_eq!(accepted.index(), &index(3, &PACKS));
    // It is still there for the program that understands it.
    assert!(state.to_json().unwrap().contains("later"));
}
