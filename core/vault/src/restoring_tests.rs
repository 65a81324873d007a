//! A backup on a disk of which some sectors can't be read any more.

use super::*;
use crate::{load_setting, store_setting};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::io::Cursor;
use std::ops::Range;

/// Bytes, some of which the disk refuses to give.
struct Worn {
    bytes: Cursor<Vec<u8>>,
    unreadable: Range<u64>,
}

impl Read for Worn {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let at = self.bytes.position();
        if self.unreadable.contains(&at) {
            return Err(io::ErrorKind::Other.into());
        }
        let before = self
            .unreadable
            .start
            .checked_sub(at)
            .filter(|left| *left > 0);
        let most = before.map_or(buffer.len(), |left| {
            buffer.len().min(usize::try_from(left).unwrap())
        });
        self.bytes.read(&mut buffer[..most])
    }
}

impl Seek for Worn {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.bytes.seek(to)
    }
}

fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

fn pin() -> Pin {
    Pin::new("synthetic 7391").unwrap()
}

/// A backup of two parts, and where the second begins.
fn of_two_parts(folder: &Path) -> (Vec<u8>, u64, RecoveryEntropy) {
    let (vault, words) = Vault::create(&folder.join("v"), &pin(), &mut rng(1)).unwrap();
    let mut first = 0;
    for newest in [1, 2] {
        vault
            .write(|tx| store_setting(tx, "newest", &[newest]))
            .unwrap();
        let made = vault.backup(&folder.join("b"), &mut rng(1 + newest));
        let made = made.unwrap();
        first = made.size_bytes - made.written_bytes;
    }
    (std::fs::read(folder.join("b")).unwrap(), first, words)
}

/// How much comes back, and the newest setting.
fn restored(
    (bytes, words): (&[u8], &RecoveryEntropy),
    unreadable: Range<u64>,
) -> Result<(Unpacked, u8), VaultError> {
    let folder = tempfile::tempdir().unwrap();
    let mut told = Unpacked::Whole;
    let mut file = Worn {
        bytes: Cursor::new(bytes.to_vec()),
        unreadable,
    };
    let path = folder.path().join("vault");
    let secrets = (words, &pin());
    let help: (_, Watch<'_>) = (&mut rng(4), &mut unwatched);
    let vault = Vault::restore_from(&mut file, &path, secrets, help, |_, unpacked| {
        told = unpacked;
        Ok::<_, VaultError>(())
    })?;
    let newest = vault.read(|tx| load_setting(tx, "newest"))?;
    Ok((told, newest.unwrap()[0]))
}

#[test]
fn an_unreadable_sector_in_the_last_part_gives_the_backup_before() {
    let folder = tempfile::tempdir().unwrap();
    let (bytes, second, words) = of_two_parts(folder.path());
    let backup = (&bytes[..], &words);
    assert_eq!(restored(backup, 0..0), Ok((Unpacked::Whole, 2)));
    let size = bytes.len() as u64;
    for at in [second, second + 20, second + 90_000, size - 1] {
        let before = Ok((Unpacked::AsOfTheBackupBefore, 1));
        assert_eq!(restored(backup, at..at + 512), before, "at {at}");
    }
    // The last part is whole, and a sector of the first one is not needed.
    let missing = Ok((Unpacked::PapersMissing, 2));
    assert_eq!(restored(backup, second / 2..second / 2 + 512), missing);
    let damaged = VaultError::Damaged(crate::Part::Backup);
    assert_eq!(restored(backup, 9_000..size), Err(damaged));
}
