//! The second backup to one file, and the tenth: only what is new, and nothing before is touched.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::{
    BackupSummary, Part, SealedFile, Unpacked, Vault, VaultError, insert_paper, load_papers,
    load_setting, remove_paper, store_setting,
};
use std::path::PathBuf;
use support::{Meddling, TestVault, noise, paper, pin, rng};

struct Backed {
    made: TestVault,
    out: tempfile::TempDir,
    seed: u8,
}

impl Backed {
    fn new() -> Self {
        let out = tempfile::tempdir().unwrap();
        let made = TestVault::new();
        Self {
            made,
            out,
            seed: 10,
        }
    }

    fn file(&self) -> PathBuf {
        self.out.path().join("backup")
    }

    fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.file()).unwrap()
    }

    fn add(&mut self, id: u8, size: usize) -> SealedFile {
        let mut bytes = noise(size);
        bytes[0] = id;
        let stored = self.made.vault.store_file(&mut &*bytes, &mut rng(100 + id));
        let file = stored.unwrap();
        self.made
            .vault
            .write(|tx| {
                store_setting(tx, "newest", &[id])?;
                insert_paper(tx, &paper(id, file.clone(), "synthetic"))
            })
            .unwrap();
        file
    }

    /// Spoils the vault's file of a paper: one byte, its end, or all of it.
    fn spoil(&self, file: &SealedFile, how: Spoiled) {
        let path = self.made.vault.sealed_path(&file.id);
        let mut bytes = std::fs::read(&path).unwrap();
        match how {
            Spoiled::Changed => bytes[40_000] ^= 1,
            Spoiled::Cut => bytes.truncate(50_000),
            Spoiled::Gone => return std::fs::remove_file(path).unwrap(),
        }
        std::fs::write(path, bytes).unwrap();
    }

    /// Removes a paper and its file.
    fn purge(&self, id: u8) {
        let removed = self.made.vault.write(|tx| remove_paper(tx, &[id; 16]));
        self.made.vault.unlink_files(&removed.unwrap()).unwrap();
    }

    fn backup(&mut self) -> BackupSummary {
        self.seed += 1;
        let backup = self.made.vault.backup(&self.file(), &mut rng(self.seed));
        backup.unwrap()
    }

    /// What comes back: how much of it, the newest setting, and the papers that open.
    fn restored(&self) -> Result<(Unpacked, u8, Vec<u8>), VaultError> {
        let folder = tempfile::tempdir().unwrap();
        let mut told = Unpacked::Whole;
        let secrets = (&self.made.words, &pin());
        let vault = Vault::restore(
            &self.file(),
            &folder.path().join("vault"),
            secrets,
            &mut rng(4),
            |_, unpacked| {
                told = unpacked;
                Ok::<_, VaultError>(())
            },
        )?;
        let newest = vault.read(|tx| load_setting(tx, "newest"))?.unwrap()[0];
        let out = folder.path().join("out");
        let papers = vault.read(load_papers)?.into_iter();
        let here = papers.filter(|paper| vault.has_file(&paper.file));
        let opened = here.map(|paper| {
            vault.read_file(&paper.file, &out).unwrap();
            assert_eq!(std::fs::read(&out).unwrap()[0], paper.id[0]);
            paper.id[0]
        });
        Ok((told, newest, opened.collect()))
    }
}

#[derive(Clone, Copy, Debug)]
enum Spoiled {
    Changed,
    Cut,
    Gone,
}

const EVERY_WAY: [Spoiled; 3] = [Spoiled::Changed, Spoiled::Cut, Spoiled::Gone];

#[test]
fn a_second_backup_writes_only_what_is_new_and_all_comes_back() {
    let mut backed = Backed::new();
    backed.add(1, 2_000_000);
    let first = backed.backup();
    assert_eq!(first.written_bytes, first.size_bytes);
    let before = backed.bytes();
    backed.add(2, 50_000);
    let second = backed.backup();
    assert_eq!((second.papers, second.papers_missing), (2, 0));
    assert!(second.written_bytes < 600_000, "{second:?}");
    assert_eq!(backed.bytes()[..before.len()], before);
    assert_eq!(backed.restored(), Ok((Unpacked::Whole, 2, vec![1, 2])));
    let third = backed.backup();
    assert_eq!((third.papers, third.papers_missing), (2, 0));
    assert_eq!(backed.restored(), Ok((Unpacked::Whole, 2, vec![1, 2])));
}

#[test]
fn a_part_that_was_cut_costs_itself_alone_and_the_next_backup_mends_it() {
    let mut backed = Backed::new();
    backed.add(1, 1_000_000);
    let first = backed.backup().size_bytes;
    backed.add(2, 70_000);
    let second = backed.backup().size_bytes;
    let whole = backed.bytes();
    let places = [first + 1, first + 9, first + 300, first + 5_000, second - 1];
    for cut in places {
        let cut = usize::try_from(cut).unwrap();
        std::fs::write(backed.file(), &whole[..cut]).unwrap();
        let before = (Unpacked::AsOfTheBackupBefore, 1, vec![1]);
        assert_eq!(backed.restored(), Ok(before), "cut at {cut}");
        backed.backup();
        assert_eq!(
            backed.restored(),
            Ok((Unpacked::Whole, 2, vec![1, 2])),
            "cut at {cut}"
        );
    }
}

#[test]
fn a_damaged_part_costs_what_lies_in_it_and_that_is_told() {
    let mut backed = Backed::new();
    backed.add(1, 1_000_000);
    let first = usize::try_from(backed.backup().size_bytes).unwrap();
    backed.add(2, 70_000);
    backed.backup();
    let whole = backed.bytes();
    for at in [first + 2, first + 40, first + 2_000, whole.len() - 1] {
        let mut changed = whole.clone();
        changed[at] ^= 4;
        std::fs::write(backed.file(), &changed).unwrap();
        let before = (Unpacked::AsOfTheBackupBefore, 1, vec![1]);
        assert_eq!(backed.restored(), Ok(before), "changed at {at}");
        backed.backup();
        let after = Ok((Unpacked::Whole, 2, vec![1, 2]));
        assert_eq!(backed.restored(), after, "changed at {at}");
    }
    let mut changed = whole.clone();
    changed[first / 2] ^= 4;
    std::fs::write(backed.file(), &changed).unwrap();
    // The last part is whole; the paper that lay in the damaged one is missing.
    let missing = (Unpacked::PapersMissing, 2, vec![2]);
    assert_eq!(backed.restored(), Ok(missing));
    changed[first + 2_000] ^= 4;
    std::fs::write(backed.file(), &changed).unwrap();
    let damaged = VaultError::Damaged(Part::Backup);
    assert_eq!(backed.restored(), Err(damaged));
}

#[test]
fn a_file_does_not_grow_for_ever_and_forgets_what_was_purged_when_it_is_written_whole() {
    let mut backed = Backed::new();
    backed.add(1, 100_000);
    let gone = backed.add(2, 900_000);
    let first = backed.backup().size_bytes;
    let removed = backed.made.vault.write(|tx| remove_paper(tx, &[2; 16]));
    backed.made.vault.unlink_files(&removed.unwrap()).unwrap();
    let after = backed.backup();
    assert!(after.size_bytes < first / 2, "{after:?}");
    assert_eq!(after.written_bytes, after.size_bytes);
    assert_eq!(backed.restored(), Ok((Unpacked::Whole, 2, vec![1])));
    assert!(!backed.made.vault.has_file(&gone));
    let mut largest = 0;
    for _ in 0..12 {
        largest = largest.max(backed.backup().size_bytes);
    }
    assert!(largest <= 2 * after.size_bytes + 10_000, "{largest}");
}

#[test]
fn what_is_no_backup_of_this_vault_is_left_as_it_is_and_an_empty_file_is_filled() {
    let mut backed = Backed::new();
    backed.add(1, 10_000);
    let folder = tempfile::tempdir().unwrap();
    let other = Vault::create(&folder.path().join("vault"), &pin(), &mut rng(77));
    let of_another = folder.path().join("backup");
    other.unwrap().0.backup(&of_another, &mut rng(9)).unwrap();
    let of_another = std::fs::read(of_another).unwrap();
    for there in [b"no backup", &of_another[..], &of_another[..100]] {
        std::fs::write(backed.file(), there).unwrap();
        let refused = backed.made.vault.backup(&backed.file(), &mut rng(3));
        assert_eq!(refused, Err(VaultError::OtherFile));
        assert_eq!(backed.bytes(), there);
    }
    std::fs::write(backed.file(), b"").unwrap();
    let made = backed.backup();
    assert_eq!(made.written_bytes, made.size_bytes);
    assert_eq!(backed.restored(), Ok((Unpacked::Whole, 1, vec![1])));
}

#[test]
fn files_that_only_the_backup_has_outlive_every_later_one() {
    let mut backed = Backed::new();
    let gone = backed.add(1, 3_000_000);
    backed.add(2, 1_000);
    backed.backup();
    backed.made.vault.unlink_files(&[gone.id]).unwrap();
    for _ in 0..4 {
        backed.backup();
    }
    assert_eq!(backed.restored(), Ok((Unpacked::Whole, 2, vec![1, 2])));
}

#[test]
fn a_paper_that_is_only_in_the_backup_is_not_missing_from_it() {
    let mut backed = Backed::new();
    let file = backed.add(1, 10_000);
    backed.add(2, 500_000);
    backed.backup();
    backed.made.vault.unlink_files(&[file.id]).unwrap();
    let again = backed.backup();
    assert_eq!((again.papers, again.papers_missing), (2, 0));
    assert_eq!(backed.restored(), Ok((Unpacked::Whole, 2, vec![1, 2])));
}

#[test]
fn a_file_written_whole_keeps_the_only_good_copy_of_a_paper() {
    for how in EVERY_WAY {
        let mut backed = Backed::new();
        let file = backed.add(1, 100_000);
        backed.add(2, 1_500_000);
        backed.backup();
        backed.add(3, 100_000);
        backed.backup();
        backed.spoil(&file, how);
        backed.purge(2);
        let whole = backed.backup();
        assert_eq!(whole.written_bytes, whole.size_bytes, "{how:?}");
        assert_eq!((whole.papers, whole.papers_missing), (2, 0), "{how:?}");
        let both = Ok((Unpacked::Whole, 3, vec![1, 3]));
        assert_eq!(backed.restored(), both, "{how:?}");
    }
}

#[test]
fn a_spoiled_paper_without_a_good_copy_is_counted_as_missing_until_it_is_whole_again() {
    for how in EVERY_WAY {
        let mut backed = Backed::new();
        backed.add(1, 300_000);
        let (second, third) = (backed.add(2, 80_000), backed.add(3, 80_000));
        let path = backed.made.vault.sealed_path(&third.id);
        let kept = std::fs::read(&path).unwrap();
        backed.spoil(&second, how);
        backed.spoil(&third, how);
        let first = backed.backup();
        assert_eq!((first.papers, first.papers_missing), (1, 2), "{how:?}");
        assert_eq!(backed.restored(), Ok((Unpacked::Whole, 3, vec![1])));
        // Adding a part judges as writing the whole does.
        std::fs::write(path, kept).unwrap();
        let next = backed.backup();
        assert!(next.written_bytes < next.size_bytes);
        assert_eq!((next.papers, next.papers_missing), (2, 1), "{how:?}");
        assert_eq!(backed.restored(), Ok((Unpacked::Whole, 3, vec![1, 3])));
    }
}

#[test]
fn a_file_that_alone_has_a_paper_does_not_grow_for_ever() {
    let mut backed = Backed::new();
    let freed = backed.add(1, 200_000);
    backed.add(2, 1_000);
    let first = backed.backup().size_bytes;
    backed.made.vault.unlink_files(&[freed.id]).unwrap();
    let mut written_whole = 0;
    for _ in 0..8 {
        let made = backed.backup();
        assert!(made.size_bytes <= 2 * first + 20_000, "{made:?} of {first}");
        assert_eq!((made.papers, made.papers_missing), (2, 0));
        written_whole += u64::from(made.written_bytes == made.size_bytes);
    }
    assert!(written_whole > 0);
    assert_eq!(backed.restored(), Ok((Unpacked::Whole, 2, vec![1, 2])));
}

#[test]
fn papers_are_saved_out_of_parts_that_are_damaged() {
    // In the only part, and in one behind a whole one, that adding would cut off.
    let behind_a_whole_one = EVERY_WAY.map(|how| (true, how));
    for (before, how) in [(false, Spoiled::Gone)]
        .into_iter()
        .chain(behind_a_whole_one)
    {
        let mut backed = Backed::new();
        backed.add(1, 600_000);
        if before {
            backed.backup();
        }
        let (one, other) = (backed.add(2, 200_000), backed.add(3, 200_000));
        backed.backup();
        // Papers lie there by their names: the end of the part is the other's.
        let lost = core::cmp::min_by_key(one, other, |file| *file.id.as_bytes());
        backed.spoil(&lost, how);
        let mut changed = backed.bytes();
        *changed.last_mut().unwrap() ^= 1;
        std::fs::write(backed.file(), &changed).unwrap();
        let made = backed.backup();
        assert_eq!(
            (made.papers, made.papers_missing),
            (3, 0),
            "{before} {how:?}"
        );
        assert_eq!(backed.restored(), Ok((Unpacked::Whole, 3, vec![1, 2, 3])));
    }
}

#[test]
fn a_paper_that_comes_while_a_backup_begins_is_in_it_with_its_file() {
    let mut backed = Backed::new();
    backed.add(1, 100_000);
    for round in 2..4 {
        // The first is written whole, to the second a part is added.
        let vault = &backed.made.vault;
        let come = || {
            let bytes = [&[round][..], &noise(70_000)].concat();
            let file = vault.store_file(&mut &*bytes, &mut rng(60 + round));
            let row = paper(round, file.unwrap(), "synthetic");
            vault.write(|tx| insert_paper(tx, &row)).unwrap();
        };
        let mut meddling = Meddling {
            chance: rng(40 + round),
            once: Some(come),
        };
        let made = vault.backup(&backed.file(), &mut meddling).unwrap();
        assert_eq!((made.papers, made.papers_missing), (round.into(), 0));
        let all = (1..=round).collect();
        assert_eq!(backed.restored(), Ok((Unpacked::Whole, 1, all)));
    }
}

#[cfg(unix)]
#[test]
fn a_target_that_cannot_be_looked_at_is_not_replaced() {
    let mut backed = Backed::new();
    backed.add(1, 1_000);
    let name = backed.file();
    std::os::unix::fs::symlink(&name, &name).unwrap();
    let refused = backed.made.vault.backup(&name, &mut rng(3));
    assert!(matches!(refused, Err(VaultError::Io(_))), "{refused:?}");
    assert_eq!(std::fs::read_link(&name).unwrap(), name);
    std::fs::remove_file(&name).unwrap();
    std::fs::create_dir(&name).unwrap();
    let refused = backed.made.vault.backup(&name, &mut rng(3));
    assert_eq!(refused, Err(VaultError::OtherFile));
}
