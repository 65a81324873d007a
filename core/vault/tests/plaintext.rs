//! Every byte of a vault's folder, searched for what was put in.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_seal::{EpochSecret, SigningSecret, WrapSecret};
use dodam_vault::{Identity, Strand};
use std::path::Path;
use support::{TestVault, files_under, hash, paper, rng, stream};

fn holds(folder: &Path, needle: &[u8]) -> Vec<String> {
    let has = |path: &std::path::PathBuf| {
        let bytes = std::fs::read(path).unwrap();
        bytes.windows(needle.len()).any(|window| window == needle)
            || path
                .to_string_lossy()
                .as_bytes()
                .windows(needle.len())
                .any(|w| w == needle)
    };
    let found = files_under(folder).into_iter().filter(has);
    found
        .map(|path| path.to_string_lossy().into_owned())
        .collect()
}

#[test]
fn nothing_that_was_put_in_is_in_any_file() {
    let made = TestVault::new();
    let (title, body) = (
        "표식제목 marker-title-5501",
        b"marker-body-5502 ".repeat(5000),
    );
    let file = made.vault.store_file(&mut &body[..], &mut rng(5)).unwrap();
    let (signing, epoch) = (
        SigningSecret::from_bytes(*b"marker-key-5503-marker-key-5503!"),
        hash(3),
    );
    let identity = Identity {
        signing: signing.clone(),
        wrap: WrapSecret::from_bytes([0xE7; 32]),
    };
    let strand = Strand {
        strand_id: stream(1),
        kind: "marker-kind-5504".into(),
        record_id: b"marker-record-5505".to_vec(),
        epoch_hash: epoch,
    };
    made.vault
        .write(|tx| {
            dodam_vault::insert_identity(tx, &identity)?;
            dodam_vault::store_strand(tx, &strand)?;
            let secret = EpochSecret::from_bytes([0xE8; 32]);
            dodam_vault::insert_strand_epoch(tx, &stream(1), &epoch, &secret)?;
            dodam_vault::store_document(tx, &stream(1), b"marker-document-5506")?;
            dodam_vault::store_setting(tx, "marker-setting-5507", b"marker-value-5508")?;
            dodam_vault::insert_paper(tx, &paper(1, file.clone(), title))?;
            let words = dodam_vault::Words {
                title,
                body: "marker-body-5509",
            };
            dodam_vault::index_words(tx, "paper", &[1; 16], words)?;
            dodam_vault::store_file_text(tx, &file.id, "marker-text-5510")?;
            dodam_vault::store_thumbnail(tx, &file.id, b"marker-picture-5511")
        })
        .unwrap();
    let needles: Vec<Vec<u8>> = vec![
        title.into(),
        "표식제목".into(),
        b"marker-".to_vec(),
        // The index's own spelling of the title's first pair of letters.
        b"00d45c00c2dd".to_vec(),
        b"CREATE TABLE".to_vec(),
        b"SQLite format 3".to_vec(),
        vec![0xE7; 32],
        vec![0xE8; 32],
        file.key.expose().to_vec(),
        file.sha256.to_vec(),
        support::PIN.into(),
        made.words.expose().to_vec(),
    ];
    // The control: the same search finds what lies there in the clear.
    let control = made.path("papers/control");
    std::fs::write(&control, needles.concat()).unwrap();
    for needle in &needles {
        assert_eq!(
            holds(made.folder.path(), needle).len(),
            1,
            "the control was not found"
        );
    }
    std::fs::remove_file(control).unwrap();
    // While open, with a write-ahead log, and closed.
    assert!(made.path("vault.db-wal").metadata().unwrap().len() > 0);
    for needle in &needles {
        let found = holds(made.folder.path(), needle);
        assert!(
            found.is_empty(),
            "{:?} in {found:?}",
            String::from_utf8_lossy(needle)
        );
    }
    let (folder, _) = made.close();
    assert!(files_under(folder.path()).len() >= 4);
    for needle in &needles {
        assert!(
            holds(folder.path(), needle).is_empty(),
            "{:?}",
            String::from_utf8_lossy(needle)
        );
    }
}

#[test]
fn no_error_and_no_debug_text_tells_a_secret() {
    let made = TestVault::new();
    let file = made.vault.store_file(&mut &b"x"[..], &mut rng(5)).unwrap();
    let key: String = file
        .key
        .expose()
        .iter()
        .map(|byte| format!("{byte}, "))
        .collect();
    let paper = paper(1, file, "marker-title-5501");
    let said = format!(
        "{:?} {:?} {:?} {paper:?}",
        made.vault,
        made.words,
        support::pin()
    );
    assert!(
        !said.contains("5501") && !said.contains(&key[..20]) && !said.contains("7391"),
        "{said}"
    );

    let error = made.vault.write(|tx| {
        dodam_vault::insert_paper(tx, &paper)?;
        dodam_vault::insert_paper(tx, &paper)
    });
    let error = error.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("5501"));
    assert!(
        error
            .to_string()
            .starts_with("the vault's database refused"),
        "{error}"
    );
}
