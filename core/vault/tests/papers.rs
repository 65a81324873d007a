//! Sealed files: whole or not there, whatever happens to them.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{
    FileId, Held, PAPERS, PaperFilter, Part, SealedFile, Vault, VaultError, Words, find_papers,
    index_words, insert_paper, load_file_text, load_former_files, load_owner_of_file, load_paper,
    load_paper_page, load_papers, load_thumbnail, remove_paper, replace_file, set_paper_held,
    store_file_text, store_thumbnail, update_paper_listing,
};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};
use support::{NOW, TestVault, files_under, hash, noise, paper, pin, rng};

const SEALED_CHUNK: usize = 64 * 1024 + 16;

fn stored(made: &TestVault, bytes: &[u8], seed: u8) -> SealedFile {
    made.vault.store_file(&mut &*bytes, &mut rng(seed)).unwrap()
}

fn sealed_path(made: &TestVault, file: &SealedFile) -> PathBuf {
    made.path("papers").join(file.id.to_string())
}

/// What is in a folder that started empty but for `target`.
fn only_target(folder: &Path) -> Vec<String> {
    let name = |path: PathBuf| path.file_name().unwrap().to_string_lossy().into_owned();
    files_under(folder).into_iter().map(name).collect()
}

#[test]
fn files_of_every_size_around_a_chunk_come_back_byte_for_byte() {
    let made = TestVault::new();
    let out = tempfile::tempdir().unwrap();
    let chunk = 64 * 1024;
    for len in [0, 1, chunk - 1, chunk, chunk + 1, 2 * chunk, 3 * chunk + 17] {
        let bytes = noise(len);
        let file = stored(&made, &bytes, 5);
        let sealed = std::fs::read(sealed_path(&made, &file)).unwrap();
        assert_eq!(file.size_bytes, len as u64);
        assert_eq!(file.sha256, *Sha256::digest(&bytes));
        assert_eq!(
            *file.sealed_hash.as_bytes(),
            *blake3::hash(&sealed).as_bytes()
        );
        let target = out.path().join("out");
        made.vault.read_file(&file, &target).unwrap();
        assert_eq!(std::fs::read(&target).unwrap(), bytes, "{len}");
        assert_eq!(only_target(out.path()), ["out"]);
        made.vault.unlink_files(&[file.id]).unwrap();
    }
}

#[test]
fn any_change_of_a_sealed_file_is_noticed_and_the_target_stays_as_it_was() {
    let made = TestVault::new();
    let file = stored(&made, &noise(2 * 64 * 1024 + 100), 5);
    let path = sealed_path(&made, &file);
    let whole = std::fs::read(&path).unwrap();
    let swapped = [
        &whole[SEALED_CHUNK..2 * SEALED_CHUNK],
        &whole[..SEALED_CHUNK],
        &whole[2 * SEALED_CHUNK..],
    ]
    .concat();
    let mut flipped = whole.clone();
    flipped[SEALED_CHUNK + 5] ^= 1;
    let table = [
        ("chunks swapped", swapped),
        ("a bit changed", flipped),
        ("cut between chunks", whole[..2 * SEALED_CHUNK].to_vec()),
        ("cut inside a chunk", whole[..SEALED_CHUNK + 50].to_vec()),
        ("last byte missing", whole[..whole.len() - 1].to_vec()),
        (
            "a chunk missing",
            [&whole[..SEALED_CHUNK], &whole[2 * SEALED_CHUNK..]].concat(),
        ),
        (
            "a chunk repeated",
            [&whole[..SEALED_CHUNK], &whole[..]].concat(),
        ),
        ("something added", [&whole[..], b"x"].concat()),
        ("empty", Vec::new()),
    ];
    let out = tempfile::tempdir().unwrap();
    let target = out.path().join("out");
    std::fs::write(&target, b"what was there").unwrap();
    for (what, bytes) in table {
        std::fs::write(&path, bytes).unwrap();
        let read = made.vault.read_file(&file, &target);
        assert_eq!(read, Err(VaultError::Damaged(Part::Paper)), "{what}");
        assert_eq!(std::fs::read(&target).unwrap(), b"what was there", "{what}");
        assert_eq!(only_target(out.path()), ["out"], "{what}");
        assert!(path.exists(), "{what}: a damaged file is kept");
    }
    std::fs::remove_file(&path).unwrap();
    let read = made.vault.read_file(&file, &target);
    assert_eq!(read, Err(VaultError::Damaged(Part::Paper)), "missing");
}

#[test]
fn a_file_opens_only_with_its_own_key_name_size_and_hash() {
    let made = TestVault::new();
    let (one, two) = (stored(&made, b"one", 5), stored(&made, b"two", 6));
    let target = made.path("out");
    let table = [
        (
            "another key",
            SealedFile {
                key: two.key.clone(),
                ..one.clone()
            },
        ),
        (
            "another size",
            SealedFile {
                size_bytes: 4,
                ..one.clone()
            },
        ),
        (
            "another hash",
            SealedFile {
                sha256: two.sha256,
                ..one.clone()
            },
        ),
        (
            "another name",
            SealedFile {
                id: two.id,
                ..one.clone()
            },
        ),
    ];
    for (what, wrong) in table {
        let read = made.vault.read_file(&wrong, &target);
        assert_eq!(read, Err(VaultError::Damaged(Part::Paper)), "{what}");
        assert!(!target.exists(), "{what}");
    }
    assert_eq!(made.vault.read_file(&one, &target), Ok(()));
}

/// A source that fails after some bytes, as a removed card does.
struct Failing(usize);

impl std::io::Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let len = self.0.min(buffer.len());
        self.0 -= len;
        if len == 0 {
            Err(std::io::ErrorKind::TimedOut.into())
        } else {
            Ok(len)
        }
    }
}

#[test]
fn a_source_that_fails_leaves_nothing() {
    let made = TestVault::new();
    for len in [0, 100, 200_000] {
        let stored = made
            .vault
            .store_file(&mut Failing(len), &mut rng(5))
            .map(drop);
        assert_eq!(stored, Err(VaultError::Io(std::io::ErrorKind::TimedOut)));
        assert!(files_under(&made.path("papers")).is_empty());
    }
}

#[test]
fn opening_sweeps_what_no_row_refers_to_and_nothing_else() {
    let made = TestVault::new();
    let (kept, orphan, removed) = (
        stored(&made, b"kept", 5),
        stored(&made, b"orphan", 6),
        stored(&made, b"removed", 7),
    );
    made.vault
        .write(|tx| {
            insert_paper(tx, &paper(1, kept.clone(), "kept"))?;
            insert_paper(tx, &paper(2, removed.clone(), "removed"))
        })
        .unwrap();
    // Killed after the row went and before the file did.
    let gone = made.vault.write(|tx| remove_paper(tx, &[2; 16])).unwrap();
    assert_eq!(gone, [removed.id]);
    // Killed while a file was being written; and files that aren't ours.
    let unfinished = made
        .path("papers")
        .join(format!("{}.part", FileId::from_bytes([9; 16])));
    let foreign = ["notes.txt", "ABCDEF", "0123.part"].map(|name| made.path("papers").join(name));
    for path in foreign.iter().chain([&unfinished]) {
        std::fs::write(path, b"x").unwrap();
    }
    let papers = made.path("papers");
    let (folder, _) = made.close();
    let vault = Vault::open(folder.path(), &pin(), NOW).unwrap();
    let mut expected = vec![papers.join(kept.id.to_string())];
    expected.extend(foreign);
    expected.sort();
    assert_eq!(files_under(&papers), expected);
    assert!(!vault.sealed_path(&orphan.id).exists());
}

#[test]
fn a_transaction_that_fails_leaves_a_file_that_is_swept_and_no_row() {
    let made = TestVault::new();
    let file = stored(&made, b"never committed", 5);
    let failed = made.vault.write(|tx| {
        insert_paper(tx, &paper(1, file.clone(), "title"))?;
        Err::<(), _>(VaultError::OutOfRange)
    });
    assert!(failed.is_err() && sealed_path(&made, &file).exists());
    let (folder, _) = made.close();
    let vault = Vault::open(folder.path(), &pin(), NOW).unwrap();
    assert!(!vault.sealed_path(&file.id).exists());
    assert_eq!(vault.read(load_papers).unwrap().len(), 0);
}

#[test]
fn a_removed_paper_takes_key_and_file_with_it() {
    let made = TestVault::new();
    let file = stored(&made, &noise(1000), 5);
    made.vault
        .write(|tx| insert_paper(tx, &paper(1, file.clone(), "title")))
        .unwrap();
    let id = made.vault.write(|tx| remove_paper(tx, &[1; 16])).unwrap();
    made.vault.unlink_files(&id).unwrap();
    assert!(files_under(&made.path("papers")).is_empty());
    assert!(
        made.vault
            .read(|tx| load_paper(tx, &[1; 16]))
            .unwrap()
            .is_none()
    );
    assert_eq!(
        made.vault.write(|tx| remove_paper(tx, &[1; 16])),
        Err(VaultError::Unknown)
    );
    assert_eq!(
        made.path("vault.db-wal")
            .metadata()
            .map_or(0, |log| log.len()),
        0
    );
}

#[test]
fn a_paper_is_listed_as_it_was_stored_and_changed() {
    let made = TestVault::new();
    let file = stored(&made, b"bytes", 5);
    let mut expected = paper(1, file.clone(), "건강보험 고지서");
    made.vault.write(|tx| insert_paper(tx, &expected)).unwrap();
    let twice = made
        .vault
        .write(|tx| insert_paper(tx, &paper(2, file.clone(), "same file")));
    assert!(matches!(twice, Err(VaultError::Store { .. })));
    expected.listing.expires = Some("2026-03-01".into());
    made.vault
        .write(|tx| update_paper_listing(tx, &[1; 16], &expected.listing))
        .unwrap();
    let unknown = made
        .vault
        .write(|tx| update_paper_listing(tx, &[7; 16], &expected.listing));
    assert_eq!(unknown, Err(VaultError::Unknown));
    let held = Held::SafeElsewhere;
    assert_eq!(
        made.vault
            .write(|tx| set_paper_held(tx, &file.sealed_hash, held)),
        Ok(1)
    );
    assert_eq!(
        made.vault.write(|tx| set_paper_held(tx, &hash(1), held)),
        Ok(0)
    );

    let found = made
        .vault
        .read(|tx| load_paper(tx, &[1; 16]))
        .unwrap()
        .unwrap();
    assert_eq!((found.held, &found.listing), (held, &expected.listing));
    assert_eq!((found.file.id, found.file.size_bytes), (file.id, 5));
    assert_eq!(
        (found.file.sha256, found.file.sealed_hash),
        (file.sha256, file.sealed_hash)
    );
    assert_eq!(found.file.key.expose(), file.key.expose());
    assert_eq!(format!("{:?}", found.listing), "PaperListing(…)");
}

#[test]
fn a_replaced_file_stays_as_a_former_one_and_all_go_together() {
    let made = TestVault::new();
    let (first, second) = (stored(&made, b"first", 5), stored(&made, b"second", 6));
    let id = [1; 16];
    made.vault
        .write(|tx| {
            insert_paper(tx, &paper(1, first.clone(), "card"))?;
            replace_file(tx, &id, &second, Held::OnlyHere)?;
            store_thumbnail(tx, &first.id, b"picture")?;
            store_file_text(tx, &second.id, "text")
        })
        .unwrap();
    let (now, former, owner) = made
        .vault
        .read(|tx| {
            let now = load_paper(tx, &id)?.unwrap();
            let owner = load_owner_of_file(tx, &first.id)?;
            Ok::<_, VaultError>((now, load_former_files(tx, &id)?, owner))
        })
        .unwrap();
    assert_eq!((now.file.id, owner), (second.id, Some(id)));
    assert_eq!((former.len(), former[0].file.id), (1, first.id));
    let out = made.path("out");
    made.vault.read_file(&former[0].file, &out).unwrap();
    assert_eq!(std::fs::read(out).unwrap(), b"first");

    let removed = made.vault.write(|tx| remove_paper(tx, &id)).unwrap();
    made.vault.unlink_files(&removed).unwrap();
    assert!(files_under(&made.path("papers")).is_empty());
    let left = made
        .vault
        .read(|tx| {
            let picture = load_thumbnail(tx, &first.id)?;
            Ok::<_, VaultError>((picture, load_file_text(tx, &second.id)?))
        })
        .unwrap();
    assert_eq!(left, (None, None));
}

#[test]
fn pages_and_searches_show_what_a_filter_asks_for() {
    let made = TestVault::new();
    let rows: [(u8, &str, &str, Option<&str>, bool); 5] = [
        (1, "보험 증명", "insurance", None, false),
        (2, "보험 고지서", "bill", Some("2026-03-01"), false),
        (3, "보험 고지서 둘", "bill", Some("2026-01-01"), false),
        (4, "보험 옛것", "bill", Some("2025-01-01"), true),
        (5, "card", "residence_card", Some("2027-01-01"), false),
    ];
    made.vault
        .write(|tx| {
            for (id, title, kind, expires, binned) in rows {
                let file = made.vault.store_file(&mut &[id][..], &mut rng(id))?;
                let mut paper = paper(id, file, title);
                paper.listing.kind = kind.into();
                paper.listing.expires = expires.map(str::to_owned);
                paper.listing.binned = binned;
                paper.listing.added_at_ms = i64::from(id);
                insert_paper(tx, &paper)?;
                index_words(tx, PAPERS, &paper.id, Words { title, body: "" })?;
            }
            Ok::<_, VaultError>(())
        })
        .unwrap();
    let all = PaperFilter::default();
    let check = |filter: PaperFilter<'_>, listed: &[u8], found: &[u8]| {
        let (page, searched) = made
            .vault
            .read(|tx| {
                let page = load_paper_page(tx, &filter, (0, 10))?;
                Ok::<_, VaultError>((page, find_papers(tx, "보험", &filter, 10)?))
            })
            .unwrap();
        let page: Vec<u8> = page.iter().map(|paper| paper.id[0]).collect();
        let searched: Vec<u8> = searched.iter().map(|id| id[0]).collect();
        assert_eq!((&page[..], &searched[..]), (listed, found), "{filter:?}");
    };
    check(all, &[5, 3, 2, 1], &[1, 2, 3]);
    let (kind, until) = (Some("bill"), Some("2026-03-01"));
    check(PaperFilter { kind, ..all }, &[3, 2], &[2, 3]);
    let expires_until = until;
    check(
        PaperFilter {
            expires_until,
            ..all
        },
        &[3, 2],
        &[2, 3],
    );
    check(
        PaperFilter {
            binned: true,
            ..all
        },
        &[4],
        &[4],
    );
    let second = made.vault.read(|tx| load_paper_page(tx, &all, (1, 2)));
    let second: Vec<u8> = second.unwrap().iter().map(|paper| paper.id[0]).collect();
    assert_eq!(second, [3, 2]);
}

#[test]
fn a_file_is_opened_into_memory_without_a_file_on_disk_and_up_to_a_size() {
    let made = TestVault::new();
    let bytes = noise(2 * 64 * 1024 + 100);
    let file = stored(&made, &bytes, 5);
    let before = files_under(made.folder.path());
    let opened = made.vault.read_file_into_memory(&file, file.size_bytes);
    assert_eq!(*opened.unwrap(), bytes);
    assert_eq!(files_under(made.folder.path()), before);
    let refused = made.vault.read_file_into_memory(&file, file.size_bytes - 1);
    assert_eq!(refused, Err(VaultError::OutOfRange));

    let damaged = Err(VaultError::Damaged(Part::Paper));
    for size_bytes in [1, file.size_bytes - 1, file.size_bytes + 1] {
        let other = SealedFile {
            size_bytes,
            ..file.clone()
        };
        assert_eq!(
            made.vault.read_file_into_memory(&other, 1 << 30),
            damaged,
            "{size_bytes}"
        );
    }
    let path = sealed_path(&made, &file);
    let mut changed = std::fs::read(&path).unwrap();
    *changed.last_mut().unwrap() ^= 1;
    std::fs::write(&path, changed).unwrap();
    assert_eq!(made.vault.read_file_into_memory(&file, 1 << 30), damaged);
}
