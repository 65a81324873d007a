//! What only this crate can see: raw keys, other builds' files, fixtures.
//!
//! The fixtures' keys are synthetic: the bytes 0 to 31. `openssl_*.db` are made by
//! `benches/sqlcipher-crypto` (`compare make-fixtures`), `v001_*.db` by
//! `cargo test -p dodam-vault make_the_fixture_of_this_version -- --ignored`.

use super::*;
use crate::{PaperListing, Strand, migrations};
use dodam_seal::{AttachmentKey, ChainId, Hash};
use std::path::PathBuf;
use tempfile::TempDir;

fn synthetic_key() -> VaultKey {
    VaultKey::from_bytes(core::array::from_fn(|at| u8::try_from(at).unwrap()))
}

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// A copy to work on, so that the kept file never changes.
fn copy(name: &str) -> (TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::copy(fixtures().join(name), &path).unwrap();
    (folder, path)
}

fn fresh() -> (TempDir, PathBuf, Connection) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let mut connection = create(&path, &synthetic_key()).unwrap();
    migrations::migrate(&mut connection).unwrap();
    (folder, path, connection)
}

fn pragma(connection: &Connection, name: &str) -> String {
    connection
        .query_row(&format!("PRAGMA {name}"), [], |row| {
            Ok(match row.get_ref(0)? {
                rusqlite::types::ValueRef::Integer(number) => number.to_string(),
                other => other.as_str()?.to_owned(),
            })
        })
        .unwrap()
}

#[test]
fn the_database_is_set_up_as_documented() {
    let (_folder, path, connection) = fresh();
    // Another SQLCipher than the one that core/sqlcipher was compared with fails here.
    let checked = format!("{} community", dodam_sqlcipher::CHECKED_SQLCIPHER_VERSION);
    let table = [
        ("cipher_provider", "dodam-rustcrypto"),
        ("cipher_version", &checked),
        ("cipher", "aes-256-cbc"),
        ("cipher_hmac_algorithm", "HMAC_SHA256"),
        ("cipher_use_hmac", "1"),
        ("journal_mode", "wal"),
        ("synchronous", "2"),
        ("temp_store", "2"),
        ("secure_delete", "1"),
        ("foreign_keys", "1"),
        ("user_version", "3"),
    ];
    for (name, expected) in table {
        assert_eq!(pragma(&connection, name), expected, "{name}");
    }
    let reader = open_reader(&path, &synthetic_key()).unwrap();
    let written = reader.execute("INSERT INTO setting VALUES ('a', x'')", []);
    assert_eq!(written.map_err(VaultError::from), Err(VaultError::ReadOnly));
}

#[test]
fn files_of_an_openssl_build_open_here() {
    // What `crossfile` wrote: rows 1 to 20. The vault's own algorithm first.
    let (_folder, path) = copy("openssl_hmac_sha256.db");
    let connection = open(&path, &synthetic_key()).unwrap();
    for id in 1..=20 {
        let sql = "SELECT text FROM synthetic WHERE id = ?1";
        let text: String = connection.query_row(sql, [id], |row| row.get(0)).unwrap();
        assert_eq!(text, format!("synthetic row {id}"));
    }
    assert_eq!(pragma(&connection, "integrity_check"), "ok");

    // SQLCipher's default, which only this test asks for.
    let (_folder, path) = copy("openssl_hmac_sha512.db");
    let refused = open(&path, &synthetic_key()).map(drop);
    assert_eq!(
        refused,
        Err(VaultError::Damaged(Part::Database)),
        "another page layout"
    );
    let connection = Connection::open(&path).unwrap();
    apply_key(&connection, &synthetic_key()).unwrap();
    let rows: u32 = connection
        .query_row("SELECT count(*) FROM synthetic", [], |row| row.get(0))
        .unwrap();
    assert_eq!(rows, 20);
}

#[test]
fn another_key_is_refused_and_changes_nothing() {
    let (_folder, path, connection) = fresh();
    drop(connection);
    let before = std::fs::read(&path).unwrap();
    let opened = open(&path, &VaultKey::from_bytes([9; 32]));
    assert_eq!(opened.map(drop), Err(VaultError::Damaged(Part::Database)));
    assert_eq!(std::fs::read(&path).unwrap(), before);
}

#[test]
fn an_unencrypted_file_is_never_taken_for_a_vault() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    Connection::open(&path)
        .unwrap()
        .execute_batch("CREATE TABLE t (a)")
        .unwrap();
    let opened = open(&path, &synthetic_key()).map(drop);
    assert_eq!(opened, Err(VaultError::Damaged(Part::Database)));
}

#[test]
fn a_missing_database_is_damage_and_is_not_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("vault.db");
    let opened = open(&path, &synthetic_key()).map(drop);
    assert_eq!(opened, Err(VaultError::Damaged(Part::Database)));
    assert!(!path.exists());
}

#[test]
fn a_connection_without_our_cryptography_is_refused() {
    // Without a key SQLCipher has no provider to name, just as plain SQLite has none.
    let connection = Connection::open_in_memory().unwrap();
    assert_eq!(
        refuse_other_cryptography(&connection),
        Err(VaultError::NotEncrypted)
    );
}

#[test]
fn a_changed_page_is_damage_wherever_it_is_changed() {
    let (_folder, path, connection) = fresh();
    for at in 0..40 {
        let values = (format!("name{at}"), vec![0_u8; 3000]);
        connection
            .execute("INSERT INTO setting VALUES (?1, ?2)", values)
            .unwrap();
    }
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'setting'";
    let root: u32 = connection.query_row(sql, [], |row| row.get(0)).unwrap();
    connection.close().unwrap();
    let whole = std::fs::read(&path).unwrap();
    let read_all = |path: &Path| -> Result<(), VaultError> {
        let connection = open(path, &synthetic_key())?;
        let sum = "SELECT sum(length(value)), max(value) FROM setting";
        Ok(connection.query_row(sum, [], |_| Ok(()))?)
    };
    assert_eq!(read_all(&path), Ok(()));
    let page = (root as usize - 1) * 4096;
    // The salt, the first page, a later page's body, its vector, its authentication code.
    for at in [
        0,
        100,
        page + 7,
        page + 4096 - 48,
        page + 4096 - 32,
        page + 4095,
    ] {
        let mut changed = whole.clone();
        changed[at] ^= 1;
        std::fs::write(&path, &changed).unwrap();
        let _ = std::fs::remove_file(path.with_extension("db-wal"));
        let _ = std::fs::remove_file(path.with_extension("db-shm"));
        assert_eq!(
            read_all(&path),
            Err(VaultError::Damaged(Part::Database)),
            "byte {at}"
        );
    }
}

const FIXTURE_OF_VERSION_1: &str = "v001_one_of_each.db";
const FIXTURE_OF_VERSION_2: &str = "v002_one_of_each.db";
const FIXTURE: &str = "v003_one_of_each.db";

#[test]
#[ignore = "makes tests/fixtures/v003_one_of_each.db anew; run when version 3 is the newest"]
fn make_the_fixture_of_this_version() {
    let (_folder, path, mut connection) = fresh();
    let tx = connection.transaction().unwrap();
    let strand_id = ChainId::from_bytes([1; 32]);
    crate::store_setting(&tx, "language", b"ko").unwrap();
    let strand = Strand {
        strand_id,
        kind: "care".into(),
        record_id: vec![2; 16],
        epoch_hash: Hash::from_bytes([3; 32]),
    };
    crate::store_strand(&tx, &strand).unwrap();
    crate::store_document(&tx, &strand_id, b"synthetic document").unwrap();
    crate::store_cursor(&tx, &[4; 32], 17).unwrap();
    let paper = crate::Paper {
        id: [5; 16],
        strand_id,
        file: crate::SealedFile {
            id: crate::FileId::from_bytes([6; 16]),
            key: AttachmentKey::from_bytes([7; 32]),
            size_bytes: 8,
            sha256: [9; 32],
            sealed_hash: Hash::from_bytes([10; 32]),
        },
        held: crate::Held::OnlyHere,
        listing: PaperListing {
            title: "합성 제목".into(),
            kind: "bill".into(),
            ..PaperListing::default()
        },
    };
    crate::insert_paper(&tx, &paper).unwrap();
    let words = crate::Words {
        title: "합성 제목",
        body: "합성 내용",
    };
    crate::index_words(&tx, "paper", &paper.id, words).unwrap();
    let newer = crate::SealedFile {
        id: crate::FileId::from_bytes([11; 16]),
        ..paper.file.clone()
    };
    crate::replace_file(&tx, &paper.id, &newer, crate::Held::SafeElsewhere).unwrap();
    crate::store_thumbnail(&tx, &newer.id, b"synthetic picture").unwrap();
    crate::store_file_text(&tx, &newer.id, "합성 내용").unwrap();
    crate::store_person(&tx, &strand_id, &synthetic_person()).unwrap();
    crate::set_strand_conflicted(&tx, &strand_id, true).unwrap();
    tx.commit().unwrap();
    connection.close().unwrap();
    std::fs::copy(path, fixtures().join(FIXTURE)).unwrap();
}

fn synthetic_person() -> crate::PersonListing {
    crate::PersonListing {
        name: "합성 이름".into(),
        phone: Some("010-0000-0000".into()),
        address: None,
        visits: 3,
    }
}

/// Opens a kept file of that version and brings it up to this one.
fn migrated(fixture: &str, version: &str) -> (TempDir, Connection) {
    let (folder, path) = copy(fixture);
    let mut connection = open(&path, &synthetic_key()).unwrap();
    assert_eq!(pragma(&connection, "user_version"), version);
    migrations::migrate(&mut connection).unwrap();
    let tx = connection.transaction().unwrap();
    let strand_id = ChainId::from_bytes([1; 32]);
    assert_eq!(
        crate::load_setting(&tx, "language").unwrap().unwrap(),
        b"ko"
    );
    assert_eq!(
        crate::load_strand(&tx, &strand_id).unwrap().unwrap().kind,
        "care"
    );
    let document = crate::load_document(&tx, &strand_id).unwrap();
    assert_eq!(document.unwrap(), b"synthetic document");
    assert_eq!(crate::load_cursor(&tx, &[4; 32]), Ok(Some(17)));
    assert_eq!(
        crate::find_words(&tx, "paper", "제목", 9),
        Ok(vec![vec![5; 16]])
    );
    let paper = crate::load_paper(&tx, &[5; 16]).unwrap().unwrap();
    assert_eq!(
        (paper.file.size_bytes, paper.listing.title.as_str()),
        (8, "합성 제목")
    );
    drop(tx);
    (folder, connection)
}

#[test]
fn a_vault_of_version_1_opens_with_all_it_holds() {
    let (_folder, mut connection) = migrated(FIXTURE_OF_VERSION_1, "1");
    let tx = connection.transaction().unwrap();
    let paper = crate::load_paper(&tx, &[5; 16]).unwrap().unwrap();
    assert_eq!(paper.file.id, crate::FileId::from_bytes([6; 16]));
    assert!(crate::load_former_files(&tx, &[5; 16]).unwrap().is_empty());
}

fn holds_papers_in_full(connection: &mut Connection) {
    let tx = connection.transaction().unwrap();
    let newest = crate::FileId::from_bytes([11; 16]);
    let paper = crate::load_paper(&tx, &[5; 16]).unwrap().unwrap();
    assert_eq!(
        (paper.file.id, paper.held),
        (newest, crate::Held::SafeElsewhere)
    );
    let former = crate::load_former_files(&tx, &[5; 16]).unwrap();
    assert_eq!(former[0].file.id, crate::FileId::from_bytes([6; 16]));
    assert_eq!(
        crate::load_thumbnail(&tx, &newest).unwrap().as_deref(),
        Some(&b"synthetic picture"[..])
    );
    assert_eq!(
        crate::load_file_text(&tx, &newest).unwrap().as_deref(),
        Some("합성 내용")
    );
    assert_eq!(
        crate::find_words(&tx, "paper", "내용", 9),
        Ok(vec![vec![5; 16]])
    );
}

#[test]
fn a_vault_of_version_2_opens_with_all_it_holds() {
    let (_folder, mut connection) = migrated(FIXTURE_OF_VERSION_2, "2");
    holds_papers_in_full(&mut connection);
    let tx = connection.transaction().unwrap();
    let nameless = (vec![2; 16], crate::PersonListing::default());
    assert_eq!(crate::load_people(&tx, "care"), Ok(vec![nameless]));
    assert_eq!(crate::load_conflicted_strands(&tx), Ok(vec![]));
}

#[test]
fn a_vault_of_version_3_opens_with_all_it_holds() {
    let (_folder, mut connection) = migrated(FIXTURE, "3");
    holds_papers_in_full(&mut connection);
    let tx = connection.transaction().unwrap();
    let person = (vec![2; 16], synthetic_person());
    assert_eq!(crate::load_people(&tx, "care"), Ok(vec![person]));
    assert_eq!(crate::load_conflicted_strands(&tx).unwrap().len(), 1);
}

/// SQLite starts once in a process, so each try needs a process of its own: this test is run again
/// as its own child.
#[test]
fn threads_that_open_first_and_at_once_all_get_in() {
    const CHILD: &str = "DODAM_TEST_FIRST_OPENING";
    if std::env::var_os(CHILD).is_some() {
        let folders: Vec<TempDir> = (0..8).map(|_| tempfile::tempdir().unwrap()).collect();
        let together = std::sync::Barrier::new(folders.len());
        std::thread::scope(|scope| {
            for folder in &folders {
                scope.spawn(|| {
                    together.wait();
                    create(&folder.path().join("vault.db"), &synthetic_key()).unwrap();
                });
            }
        });
        return;
    }
    for _ in 0..30 {
        let child = std::process::Command::new(std::env::current_exe().unwrap())
            .arg("threads_that_open_first_and_at_once_all_get_in")
            .env(CHILD, "1")
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&child.stdout);
        assert!(said.contains("1 passed"), "{said}");
    }
}
