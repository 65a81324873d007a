//! One open vault: making it, opening it, and its two kinds of transaction.

use crate::attachments::FileId;
use crate::attempts::Attempts;
use crate::folder::Folder;
use crate::keyslots::Keyslots;
use crate::secret::{RecoveryEntropy, VaultKey};
use crate::slot::{self, SealedKey, Slot};
use crate::{Part, Pin, VaultError, attachments, database, files, migrations, papers};
use dodam_seal::attachment::AttachmentKey;
use rand_core::CryptoRng;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::fs::File;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An open vault. Dropping it closes the database and lets other processes in.
pub struct Vault {
    // Connections close before the lock on the folder goes.
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    /// Held while sealed files must stay: by a backup, and by whoever removes one.
    files: Mutex<()>,
    key: VaultKey,
    pub(crate) folder: Folder,
    _lock: File,
}

impl core::fmt::Debug for Vault {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Vault(…)")
    }
}

impl Vault {
    /// Makes a vault in a folder and opens it; gives also what its recovery words stand for.
    ///
    /// The folder may exist and may hold other things. A creation that was cut short leaves no
    /// vault, and its remains are removed by the next one.
    ///
    /// # Errors
    /// [`VaultError::AlreadyExists`], [`VaultError::Busy`], [`VaultError::StorageFull`],
    /// [`VaultError::ReadOnly`]; [`VaultError::Damaged`] where a database lies without its keys.
    pub fn create<R: CryptoRng>(
        folder: &Path,
        pin: &Pin,
        rng: &mut R,
    ) -> Result<(Self, RecoveryEntropy), VaultError> {
        Self::create_with(folder, pin, rng, |_, _, _| Ok(()))
    }

    /// Makes a vault as [`Vault::create`] does, with what `prepare` stores in it: a vault without
    /// that is never there.
    ///
    /// # Errors
    /// Those of [`Vault::create`], and whatever `prepare` returns. There is then no vault.
    pub fn create_with<R: CryptoRng, E: From<VaultError>>(
        folder: &Path,
        pin: &Pin,
        rng: &mut R,
        prepare: impl FnOnce(&Transaction<'_>, &RecoveryEntropy, &mut R) -> Result<(), E>,
    ) -> Result<(Self, RecoveryEntropy), E> {
        let folder = Folder::new(folder);
        let lock = folder.enter_new()?;
        let key = VaultKey::random(rng);
        let made = make(&folder.creating(), pin, &key, rng, prepare);
        Self::adopt(folder, key, lock, made)
    }

    /// Moves a vault that was made aside to its place and opens it, or removes it all. It
    /// becomes a vault last of all, when nothing is left that may find no space.
    pub(crate) fn adopt<T, E: From<VaultError>>(
        folder: Folder,
        key: VaultKey,
        lock: File,
        made: Result<T, E>,
    ) -> Result<(Self, T), E> {
        let adopted = made.and_then(|made| {
            folder.adopt_files()?;
            let vault = Self::with_key(folder.clone(), key, lock)?;
            folder.adopt_keyslots()?;
            Ok((vault, made))
        });
        if adopted.is_err() {
            // The first error is the one worth telling.
            let _ = folder.sweep_unfinished_creation();
        }
        adopted
    }

    /// Opens a vault with its PIN. The attempt is counted, durably, before it is made.
    ///
    /// # Errors
    /// [`VaultError::NotAVault`], [`VaultError::WrongPin`], [`VaultError::Damaged`],
    /// [`VaultError::NewerVersion`], [`VaultError::Busy`], [`VaultError::ReadOnly`].
    pub fn open(folder: &Path, pin: &Pin) -> Result<Self, VaultError> {
        let (folder, lock, keyslots) = enter(folder)?;
        let mut attempts = Attempts::load(&folder.attempts())?;
        let failures = attempts.begin()?;
        let mut opened = None;
        for slot in keyslots.of_kind(slot::KIND_PIN) {
            opened = opened.or(slot.open_with_pin(pin)?);
        }
        let key = opened.ok_or(VaultError::WrongPin { failures })?;
        attempts.succeeded()?;
        Self::with_key(folder, key, lock)
    }

    /// Opens a vault with what its recovery words stand for. 256 bits can't be guessed, so
    /// attempts aren't counted. Set a new PIN next: see [`Vault::set_pin`].
    ///
    /// # Errors
    /// As [`Vault::open`], with [`VaultError::WrongWords`].
    pub fn open_with_words(folder: &Path, words: &RecoveryEntropy) -> Result<Self, VaultError> {
        let (folder, lock, keyslots) = enter(folder)?;
        let mut opened = None;
        for slot in keyslots.of_kind(slot::KIND_WORDS) {
            opened = opened.or(slot.open_with_words(words)?);
        }
        let key = opened.ok_or(VaultError::WrongWords)?;
        Self::with_key(folder, key, lock)
    }

    /// Replaces the PIN and forgets failed attempts.
    ///
    /// # Errors
    /// [`VaultError::Damaged`], [`VaultError::StorageFull`], [`VaultError::ReadOnly`]; the old
    /// PIN then still opens the vault.
    pub fn set_pin<R: CryptoRng>(&self, pin: &Pin, rng: &mut R) -> Result<(), VaultError> {
        let mut keyslots = Keyslots::load(&self.folder.keyslots())?;
        let slot = Slot::for_pin(keyslots.vault, pin, slot::PIN_COST, &self.key, rng)?;
        keyslots.replace(slot);
        keyslots.save(&self.folder.keyslots())?;
        Attempts::load(&self.folder.attempts())?.succeeded()
    }

    /// Reads in one transaction: everything seen belongs to one moment.
    ///
    /// # Errors
    /// Whatever `work` returns, or that the transaction could not begin.
    pub fn read<T, E: From<VaultError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut reader = hold(&self.reader);
        let tx = reader.transaction().map_err(VaultError::from)?;
        work(&tx)
    }

    /// Changes things in one transaction: all of it is durable when this returns, or none is.
    ///
    /// `work` must not call [`Vault::write`] again: there is one writer.
    ///
    /// # Errors
    /// Whatever `work` returns, or that the transaction could not begin or be made durable.
    pub fn write<T, E: From<VaultError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut writer = hold(&self.writer);
        let tx = writer
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(VaultError::from)?;
        let done = work(&tx)?;
        tx.commit().map_err(VaultError::from)?;
        Ok(done)
    }

    /// Empties the write-ahead log, so that what was deleted is in no file any more.
    ///
    /// # Errors
    /// [`VaultError::Busy`] while a reader is at work, [`VaultError::StorageFull`].
    pub(crate) fn truncate_log(&self) -> Result<(), VaultError> {
        empty_log(&hold(&self.writer))
    }

    /// Lets no sealed file be removed until the guard is dropped.
    pub(crate) fn keep_files(&self) -> MutexGuard<'_, ()> {
        self.files.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Holds the database still, with everything in its one file, and gives `work` the file's
    /// path and the files of papers that it speaks of.
    pub(crate) fn hold_still<T>(
        &self,
        work: impl FnOnce(&Path, Vec<FileId>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let mut reader = hold(&self.reader);
        let writer = hold(&self.writer);
        empty_log(&writer)?;
        let papers = papers::load_file_ids(&reader.transaction().map_err(VaultError::from)?)?;
        work(&self.folder.database(), papers)
    }

    /// Seals a backup's key by the vault's.
    pub(crate) fn seal_key<R: CryptoRng>(
        &self,
        backup: [u8; 16],
        key: &AttachmentKey,
        rng: &mut R,
    ) -> Result<SealedKey, VaultError> {
        slot::seal_key(&self.key, backup, key, rng)
    }

    /// Opens a backup's key; `None` where it isn't of this vault.
    pub(crate) fn open_key(&self, backup: [u8; 16], key: &SealedKey) -> Option<AttachmentKey> {
        slot::open_key(&self.key, backup, key)
    }

    pub(crate) fn with_key(folder: Folder, key: VaultKey, lock: File) -> Result<Self, VaultError> {
        let mut writer = database::open(&folder.database(), &key)?;
        migrations::migrate(&mut writer)?;
        let reader = database::open_reader(&folder.database(), &key)?;
        let vault = Self {
            writer: Mutex::new(writer),
            reader: Mutex::new(reader),
            files: Mutex::new(()),
            key,
            folder,
            _lock: lock,
        };
        attachments::sweep_orphans(&vault)?;
        Ok(vault)
    }
}

/// Moves everything from the log into the database's one file. A log that is left to be emptied
/// when the connection closes may stay behind without a word, on a full disk.
pub(crate) fn empty_log(writer: &Connection) -> Result<(), VaultError> {
    let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
    let busy: bool = writer
        .query_row(sql, [], |row| row.get(0))
        .map_err(VaultError::from)?;
    if busy { Err(VaultError::Busy) } else { Ok(()) }
}

/// Takes the folder and reads its keyslots, before any secret is tried.
fn enter(path: &Path) -> Result<(Folder, File, Keyslots), VaultError> {
    let folder = Folder::new(path);
    if !folder.keyslots().exists() {
        let half_made = folder.creating().keyslots().exists();
        let keys_lost = folder.database().exists() && !half_made;
        let damaged = VaultError::Damaged(Part::Keyslots);
        return Err(if keys_lost {
            damaged
        } else {
            VaultError::NotAVault
        });
    }
    let lock = folder.lock()?;
    let keyslots = Keyslots::load(&folder.keyslots())?;
    folder.sweep_unfinished_creation()?;
    Ok((folder, lock, keyslots))
}

/// Makes everything a vault needs in a folder of its own.
fn make<R: CryptoRng, E: From<VaultError>>(
    made: &Folder,
    pin: &Pin,
    key: &VaultKey,
    rng: &mut R,
    prepare: impl FnOnce(&Transaction<'_>, &RecoveryEntropy, &mut R) -> Result<(), E>,
) -> Result<RecoveryEntropy, E> {
    files::create_private_folder(made.root())?;
    let words = RecoveryEntropy::random(rng);
    let connection = database::create(&made.database(), key)?;
    prepared(connection, |tx| prepare(tx, &words, rng))?;
    files::replace(&made.attempts(), &Attempts::NONE)?;
    let mut vault = [0; 16];
    rng.fill_bytes(&mut vault);
    let slots = vec![
        Slot::for_pin(vault, pin, slot::PIN_COST, key, rng)?,
        Slot::for_words(vault, &words, key, rng)?,
    ];
    Keyslots { vault, slots }.save(&made.keyslots())?;
    Ok(words)
}

/// Brings a database that is being made up to date, lets the caller change it, and leaves it in
/// its one file.
pub(crate) fn prepared<E: From<VaultError>>(
    mut connection: Connection,
    prepare: impl FnOnce(&Transaction<'_>) -> Result<(), E>,
) -> Result<(), E> {
    migrations::migrate(&mut connection)?;
    let tx = connection.transaction().map_err(VaultError::from)?;
    prepare(&tx)?;
    tx.commit().map_err(VaultError::from)?;
    empty_log(&connection)?;
    let closed = connection.close();
    Ok(closed.map_err(|(_, error)| VaultError::from(error))?)
}

/// A panic in someone's `work` rolled its transaction back; the connection stays usable.
fn hold(connection: &Mutex<Connection>) -> MutexGuard<'_, Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}
