//! One open vault: making it, opening it, and its two kinds of transaction.

use crate::attachments::{FileId, StoredFile};
use crate::attempts::Attempts;
use crate::folder::Folder;
use crate::keyslots::Keyslots;
use crate::secret::{RecoveryEntropy, VaultKey};
use crate::slot::{self, SealedKey, Slot};
use crate::{Pin, VaultError, attachments, database, files, migrations, papers};
use dodam_seal::attachment::AttachmentKey;
use rand_core::CryptoRng;
use rusqlite::{Connection, InterruptHandle, Transaction, TransactionBehavior};
use std::collections::HashSet;
use std::fs::File;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// An open vault. Dropping it closes the database and lets other processes in.
pub struct Vault {
    // Each is empty while the vault is paused.
    writer: Mutex<Option<Connection>>,
    reader: Mutex<Option<Connection>>,
    searcher: Mutex<Option<Connection>>,
    /// Stops what the searcher is at.
    interrupt: Mutex<Option<InterruptHandle>>,
    /// Held while sealed files must stay: by a backup, and by whoever removes one.
    files: Mutex<()>,
    /// Held while keyslots or attempts are read to be changed.
    secrets: Mutex<()>,
    /// Held by the one import that can be gone on with; the files whose import ended and whose
    /// row may not be stored yet.
    pub(crate) imports: Mutex<HashSet<FileId>>,
    pub(crate) key: VaultKey,
    pub(crate) folder: Folder,
    // Last: connections close before the lock on the folder goes.
    lock: Mutex<Option<File>>,
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
        let words = RecoveryEntropy::random(rng);
        let vault = Self::create_with(folder, (pin, &words), rng, |_, _| Ok::<_, VaultError>(()));
        Ok((vault?, words))
    }

    /// Makes a vault as [`Vault::create`] does, for words that were drawn or that bring back other
    /// vaults too, with what `prepare` stores in it: a vault without that is never there.
    ///
    /// # Errors
    /// Those of [`Vault::create`], and whatever `prepare` returns. There is then no vault.
    pub fn create_with<R: CryptoRng, E: From<VaultError>>(
        folder: &Path,
        secrets: (&Pin, &RecoveryEntropy),
        rng: &mut R,
        prepare: impl FnOnce(&Transaction<'_>, &mut R) -> Result<(), E>,
    ) -> Result<Self, E> {
        let folder = Folder::new(folder);
        let lock = folder.enter_new()?;
        let key = VaultKey::random(rng);
        let made = make(&folder.creating(), secrets, &key, rng, prepare);
        Ok(Self::adopt(folder, key, lock, made)?.0)
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

    /// Destroys the vault with everything in it: the keys first. Whatever isn't the vault's stays
    /// in the folder. One that is cut short is finished by whoever enters next.
    ///
    /// # Errors
    /// Storage errors, [`VaultError::Busy`] when another program entered in between.
    pub fn destroy(self) -> Result<(), VaultError> {
        let folder = self.folder.clone();
        drop(self);
        let _lock = folder.lock()?;
        folder.wipe()
    }

    /// Reads in one transaction: everything seen belongs to one moment.
    ///
    /// # Errors
    /// Whatever `work` returns, or that the transaction could not begin.
    pub fn read<T, E: From<VaultError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut reader = held(&self.reader);
        let reader = reader.as_mut().ok_or(VaultError::Paused)?;
        let tx = reader.transaction().map_err(VaultError::from)?;
        work(&tx)
    }

    /// Reads as [`Vault::read`] does, beside it, and can be stopped by
    /// [`Vault::interrupt_search`]: for what takes long and is often no longer wanted.
    ///
    /// # Errors
    /// As [`Vault::read`], with [`VaultError::Interrupted`].
    pub fn search<T, E: From<VaultError>>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        let mut searcher = held(&self.searcher);
        let searcher = searcher.as_mut().ok_or(VaultError::Paused)?;
        // An interrupt that came late may have stopped the end of the search before.
        if !searcher.is_autocommit() {
            searcher
                .execute_batch("ROLLBACK")
                .map_err(VaultError::from)?;
        }
        let tx = searcher.transaction().map_err(VaultError::from)?;
        work(&tx)
    }

    /// Stops a search that is under way; without one, nothing happens.
    pub fn interrupt_search(&self) {
        if let Some(interrupt) = &*held(&self.interrupt) {
            interrupt.interrupt();
        }
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
        let mut writer = held(&self.writer);
        let writer = writer.as_mut().ok_or(VaultError::Paused)?;
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
        empty_log(held(&self.writer).as_ref().ok_or(VaultError::Paused)?)
    }

    /// Lets no sealed file be removed until the guard is dropped.
    pub(crate) fn keep_files(&self) -> MutexGuard<'_, ()> {
        held(&self.files)
    }

    /// Holds the database still, with everything in its one file, and gives `work` the file's
    /// path and the files of papers that it speaks of.
    pub(crate) fn hold_still<T>(
        &self,
        work: impl FnOnce(&Path, Vec<StoredFile>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let mut reader = held(&self.reader);
        let _searching = held(&self.searcher);
        let writer = held(&self.writer);
        let reader = reader.as_mut().ok_or(VaultError::Paused)?;
        empty_log(writer.as_ref().ok_or(VaultError::Paused)?)?;
        let tx = reader.transaction().map_err(VaultError::from)?;
        let papers = papers::load_stored_files(&tx)?;
        drop(tx);
        work(&self.folder.database(), papers)
    }

    /// Lets nobody else change keyslots or attempts until the guard is dropped.
    pub(crate) fn keep_secrets(&self) -> MutexGuard<'_, ()> {
        held(&self.secrets)
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
        let vault = Self::with_key_as_it_is(folder, key, lock)?;
        attachments::sweep_orphans(&vault)?;
        Ok(vault)
    }

    /// Opens without removing what no row refers to.
    pub(crate) fn with_key_as_it_is(
        folder: Folder,
        key: VaultKey,
        lock: File,
    ) -> Result<Self, VaultError> {
        let vault = Self {
            writer: Mutex::new(None),
            reader: Mutex::new(None),
            searcher: Mutex::new(None),
            interrupt: Mutex::new(None),
            files: Mutex::new(()),
            secrets: Mutex::new(()),
            imports: Mutex::new(HashSet::new()),
            key,
            folder,
            lock: Mutex::new(None),
        };
        vault.connect(lock)?;
        Ok(vault)
    }

    /// Lets go of everything: afterwards this process holds no connection, no transaction and no
    /// lock, and every call answers [`VaultError::Paused`] until [`Vault::resume`]. Waits for
    /// calls that are under way, except a search, which is stopped. A phone's system ends
    /// programs that hold a lock while they sleep.
    pub fn pause(&self) {
        self.interrupt_search();
        // The order in which everybody takes them.
        let _files = self.keep_files();
        let (mut reader, mut searcher) = (held(&self.reader), held(&self.searcher));
        let mut writer = held(&self.writer);
        *held(&self.interrupt) = None;
        (*reader, *searcher, *writer) = (None, None, None);
        *held(&self.lock) = None;
    }

    /// Takes the folder again after [`Vault::pause`]; a vault that isn't paused stays as it is.
    ///
    /// # Errors
    /// [`VaultError::Busy`] when another program opened the vault meanwhile,
    /// [`VaultError::Damaged`] when its files changed for the worse.
    pub fn resume(&self) -> Result<(), VaultError> {
        if held(&self.writer).is_some() {
            return Ok(());
        }
        self.connect(self.folder.lock()?)
    }

    fn connect(&self, lock: File) -> Result<(), VaultError> {
        let path = self.folder.database();
        let mut writer = database::open(&path, &self.key)?;
        migrations::migrate(&mut writer)?;
        let reader = database::open_reader(&path, &self.key)?;
        let searcher = database::open_searcher(&path, &self.key)?;
        *held(&self.interrupt) = Some(searcher.get_interrupt_handle());
        *held(&self.reader) = Some(reader);
        *held(&self.searcher) = Some(searcher);
        *held(&self.writer) = Some(writer);
        *held(&self.lock) = Some(lock);
        Ok(())
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

/// Makes everything a vault needs in a folder of its own.
fn make<R: CryptoRng, E: From<VaultError>>(
    made: &Folder,
    (pin, words): (&Pin, &RecoveryEntropy),
    key: &VaultKey,
    rng: &mut R,
    prepare: impl FnOnce(&Transaction<'_>, &mut R) -> Result<(), E>,
) -> Result<(), E> {
    files::create_private_folder(made.root())?;
    let connection = database::create(&made.database(), key)?;
    prepared(connection, |tx| prepare(tx, rng))?;
    files::replace(&made.attempts(), &Attempts::NONE)?;
    let mut vault = [0; 16];
    rng.fill_bytes(&mut vault);
    let slots = vec![
        Slot::for_pin(vault, pin, slot::PIN_COST, key, rng)?,
        Slot::for_words(vault, words, key, rng)?,
    ];
    Keyslots { vault, slots }.save(&made.keyslots())?;
    Ok(())
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
fn held<T>(shared: &Mutex<T>) -> MutexGuard<'_, T> {
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}
