//! The packs of a device: what is taken into use, what is refused, and what stays.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dodam_companion::pack_store::{PackStore, PackStoreError};
use dodam_companion::rules::{Facts, Language, Receipt, Request, Verdict, content_sha256};
use dodam_companion::trust::{
    Bundle, BundleFile, BundlePack, Index, LocalScope, PackListing, Publisher, Refusal, SecretKey,
    sign_index,
};
use getrandom::SysRng;
use jiff::civil::Date;
use rand_core::UnwrapErr;
use tempfile::TempDir;

const SAEBOM: &str = include_str!("../packs/kr.saebom/pack.toml");

fn key() -> SecretKey {
    SecretKey::generate(&mut UnwrapErr(SysRng), "a test's key").unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

const TODAY: &str = "2026-11-22";

/// A bundle of packs of one file, each with its id and version.
fn bundle(key: &SecretKey, index_version: u32, packs: &[(&str, u32, &str)]) -> String {
    let mut listings = Vec::new();
    let mut bundled = Vec::new();
    for (id, version, text) in packs {
        let pack = BundlePack {
            id: (*id).to_owned(),
            version: *version,
            files: vec![BundleFile {
                name: "pack.toml".to_owned(),
                text: (*text).to_owned(),
            }],
        };
        listings.push(PackListing {
            id: (*id).to_owned(),
            version: *version,
            sha256: content_sha256([("pack.toml", *text)].into_iter()),
            bytes: pack.bytes(),
            schema: 1,
            effective: None,
        });
        bundled.push(pack);
    }
    let index = Index {
        publisher: Publisher::Local(key.public().id()),
        version: index_version,
        issued: day("2026-11-01"),
        expires: day("2027-11-01"),
        packs: listings,
    };
    let signed = sign_index(&index, key).unwrap();
    let bundle = Bundle::new(Vec::new(), signed, bundled).unwrap();
    bundle.to_json().unwrap()
}

/// A store that trusts a key; the folder lives as long as it.
fn trusting(key: &SecretKey) -> (TempDir, PackStore) {
    let folder = TempDir::new().unwrap();
    let store = PackStore::at(folder.path());
    let added = store.change_trust(|trust| {
        Ok(trust.add_local_key(key.public(), "a test's key", LocalScope::AnyFree))
    });
    added.unwrap().unwrap();
    (folder, store)
}

fn second_version() -> String {
    let changed = SAEBOM
        .replace("version = 1\n", "version = 2\n")
        .replace("valid_from = 2026-01-01", "valid_from = 2026-09-01");
    let rules = changed.split("# --- Its own tests").next().unwrap();
    rules.to_owned()
}

fn versions(store: &PackStore) -> Vec<u32> {
    let packs = store.packs().unwrap();
    let of_saebom = packs.list().filter(|info| info.id == "kr.saebom");
    of_saebom.map(|info| info.version).collect()
}

fn asked(language: Language) -> Request {
    Request {
        as_of: day(TODAY),
        known_at: None,
        decisions: vec!["kr.saebom/support".to_owned()],
        language,
    }
}

#[test]
fn an_invented_province_is_installed_with_no_change_of_code_and_answers() {
    let key = key();
    let (folder, store) = trusting(&key);
    let bundle = bundle(&key, 1, &[("kr.saebom", 1, SAEBOM)]);
    let installed = store.install(bundle.as_bytes(), day(TODAY)).unwrap();
    assert_eq!(installed.packs.len(), 1);
    // As the next starts read it: what was compiled, that damaged, and what was signed.
    let compiled = folder.path().join("compiled");
    for start in ["compiled", "damaged", "absent"] {
        match start {
            "damaged" => {
                let mut bytes = std::fs::read(&compiled).unwrap();
                let middle = bytes.len() / 2;
                bytes[middle] ^= 1;
                std::fs::write(&compiled, bytes).unwrap();
            }
            "absent" => std::fs::remove_file(&compiled).unwrap(),
            _ => assert!(compiled.is_file()),
        }
        let packs = store.packs().unwrap();
        let mut facts = Facts::new();
        for fact in ["city=나루시", "nhi_enrolled=false", "cap_used_krw=0"] {
            facts.set_text(&packs, fact, day(TODAY)).unwrap();
        }
        let report = packs.check(&asked(Language::Ko), &facts).unwrap();
        assert_eq!(report.answers[0].verdict, Verdict::Yes, "{start}");
    }
    let listed = store.list().unwrap();
    let listed = listed
        .iter()
        .find(|pack| pack.info.id == "kr.saebom")
        .unwrap();
    let label = listed.label.as_ref().unwrap().text("en");
    assert!(label.contains("not government"), "{label}");
}

#[test]
fn what_is_refused_leaves_what_was_in_use_and_is_written_down() {
    let (ours, stranger) = (key(), key());
    let (_folder, store) = trusting(&ours);
    let today = day(TODAY);
    let first = bundle(&ours, 1, &[("kr.saebom", 1, SAEBOM)]);
    let second = second_version();
    let second = bundle(
        &ours,
        2,
        &[("kr.saebom", 1, SAEBOM), ("kr.saebom", 2, &second)],
    );
    store.install(second.as_bytes(), today).unwrap();
    assert_eq!(versions(&store), [1, 2]);
    let flipped = second.replacen("You live", "You love", 1);
    let of_stranger = bundle(&stranger, 3, &[("kr.saebom", 3, SAEBOM)]);
    let cases: [(&str, &str, &str, Date); 4] = [
        ("an older list", &first, "pack_rollback", today),
        ("another key", &of_stranger, "pack_unknown_key", today),
        ("one letter changed", &flipped, "pack_wrong_hash", today),
        ("expired", &second, "pack_expired", day("2027-11-01")),
    ];
    for (what, bundle, code, today) in cases {
        let refused = store.install(bundle.as_bytes(), today).unwrap_err();
        match refused {
            PackStoreError::Refused(refusal) => assert_eq!(refusal.code(), code, "{what}"),
            other => panic!("{what}: {other}"),
        }
        assert_eq!(versions(&store), [1, 2], "{what}");
        assert_eq!(store.events().unwrap().last().unwrap().code, code, "{what}");
    }
}

#[test]
fn a_pack_whose_own_test_fails_on_this_device_is_refused() {
    let key = key();
    let (_folder, store) = trusting(&key);
    let broken = SAEBOM.replacen("verdict = \"YES\"", "verdict = \"NO\"", 1);
    let bundle = bundle(&key, 1, &[("kr.saebom", 1, &broken)]);
    let refused = store.install(bundle.as_bytes(), day(TODAY)).unwrap_err();
    assert!(
        matches!(&refused, PackStoreError::Pack(error) if error.is_about_tests()),
        "{refused}"
    );
    assert!(versions(&store).is_empty());
}

#[test]
fn packs_of_a_key_that_is_no_longer_trusted_are_out_of_use() {
    let key = key();
    let (_folder, store) = trusting(&key);
    let bundle = bundle(&key, 1, &[("kr.saebom", 1, SAEBOM)]);
    store.install(bundle.as_bytes(), day(TODAY)).unwrap();
    assert_eq!(versions(&store), [1]);
    store
        .change_trust(|trust| Ok(trust.remove_local_key(&key.public().id())))
        .unwrap();
    assert!(versions(&store).is_empty());
}

#[test]
fn a_built_in_pack_is_nobody_elses_to_publish() {
    let key = key();
    let (_folder, store) = trusting(&key);
    let own = dodam_companion::packs::sources();
    let (_, pilot) = own
        .iter()
        .find(|(path, _)| *path == "kr.gb.pilot/pack.toml")
        .unwrap();
    let bundle = bundle(&key, 1, &[("kr.gb.pilot", 9, pilot)]);
    let refused = store.install(bundle.as_bytes(), day(TODAY)).unwrap_err();
    assert!(
        matches!(
            &refused,
            PackStoreError::Refused(Refusal::NotAllowed { .. })
        ),
        "{refused}"
    );
}

#[test]
fn an_answer_of_long_ago_is_derived_again_after_its_rules_left() {
    let key = key();
    let (folder, store) = trusting(&key);
    let bundle = bundle(&key, 1, &[("kr.saebom", 1, SAEBOM)]);
    store.install(bundle.as_bytes(), day(TODAY)).unwrap();
    let packs = store.packs().unwrap();
    let mut facts = Facts::new();
    facts.set_text(&packs, "city=Naru", day(TODAY)).unwrap();
    let receipt = packs
        .receipts(&asked(Language::Vi), &facts)
        .unwrap()
        .remove(0);
    let receipt = Receipt::from_json(&receipt.to_json()).unwrap();
    store.keep_rules_of(&receipt).unwrap();
    store
        .change_trust(|trust| Ok(trust.remove_local_key(&key.public().id())))
        .unwrap();
    std::fs::remove_dir_all(folder.path().join("installed")).unwrap();
    assert_eq!(store.verify_receipt(&receipt), Ok(()));
    // A changed archive is no archive.
    let saebom = receipt
        .packs
        .iter()
        .find(|stamp| stamp.id == "kr.saebom")
        .unwrap();
    let file = folder
        .path()
        .join("archive")
        .join(&saebom.sha256)
        .join("pack.toml");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("You live", "You love")).unwrap();
    assert!(matches!(
        store.verify_receipt(&receipt),
        Err(PackStoreError::Receipt(_))
    ));
}
