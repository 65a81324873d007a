//! One open store: three connections as the vault has them, and a backup in one file.

use crate::{VaultError, migrations};
use rusqlite::{Connection, OpenFlags, TransactionBehavior};
use std::fs::{self, File};
use std::io::{self, BufReader, BufWriter, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Duration;

/// The plain counterpart of a vault.
#[derive(Debug)]
pub struct Vault {
    folder: PathBuf,
    writer: Mutex<Connection>,
    reader: Mutex<Connection>,
    searcher: Mutex<Connection>,
}

fn failed(error: io::Error) -> VaultError {
    VaultError::Io(error.kind())
}

fn connect(path: &Path) -> Result<Connection, VaultError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    Ok(connection)
}

fn reader(path: &Path, cache_mib: i32) -> Result<Connection, VaultError> {
    let connection = connect(path)?;
    connection.pragma_update(None, "query_only", true)?;
    // What the vault's readers have.
    connection.pragma_update(None, "cache_size", -1024 * cache_mib)?;
    Ok(connection)
}

impl Vault {
    /// Opens a store, or makes one.
    ///
    /// # Errors
    /// Those of SQLite and of the file system.
    pub fn open(folder: &Path) -> Result<Self, VaultError> {
        fs::create_dir_all(folder.join("papers")).map_err(failed)?;
        let path = folder.join("vault.db");
        let mut writer = connect(&path)?;
        writer.pragma_update(None, "synchronous", "FULL")?;
        migrations::migrate(&mut writer)?;
        Ok(Self {
            folder: folder.to_owned(),
            writer: Mutex::new(writer),
            reader: Mutex::new(reader(&path, 8)?),
            searcher: Mutex::new(reader(&path, 24)?),
        })
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Reads in one transaction.
    ///
    /// # Errors
    /// Whatever `work` returns.
    pub fn read<T>(
        &self,
        work: impl FnOnce(&crate::Transaction<'_>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let mut reader = self.reader.lock().map_err(|_| VaultError::Busy)?;
        work(&reader.transaction()?)
    }

    /// Reads beside [`Vault::read`].
    ///
    /// # Errors
    /// Whatever `work` returns.
    pub fn search<T>(
        &self,
        work: impl FnOnce(&crate::Transaction<'_>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let mut searcher = self.searcher.lock().map_err(|_| VaultError::Busy)?;
        work(&searcher.transaction()?)
    }

    /// Changes things in one durable transaction.
    ///
    /// # Errors
    /// Whatever `work` returns.
    pub fn write<T>(
        &self,
        work: impl FnOnce(&crate::Transaction<'_>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        let mut writer = self.writer.lock().map_err(|_| VaultError::Busy)?;
        let tx = writer.transaction_with_behavior(TransactionBehavior::Immediate)?;
        let done = work(&tx)?;
        tx.commit()?;
        Ok(done)
    }

    /// Writes the database and every file into one file, synced, named last, and reads it again,
    /// as the vault does.
    ///
    /// # Errors
    /// Those of SQLite and of the file system.
    pub fn backup(&self, target: &Path) -> Result<(), VaultError> {
        let writer = self.writer.lock().map_err(|_| VaultError::Busy)?;
        writer.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        let unfinished = target.with_extension("part");
        let mut out =
            BufWriter::with_capacity(64 << 10, File::create(&unfinished).map_err(failed)?);
        entry(&mut out, &self.folder.join("vault.db")).map_err(failed)?;
        for name in fs::read_dir(self.folder.join("papers")).map_err(failed)? {
            entry(&mut out, &name.map_err(failed)?.path()).map_err(failed)?;
        }
        let file = out
            .into_inner()
            .map_err(|error| failed(error.into_error()))?;
        file.sync_all().map_err(failed)?;
        let mut again = File::open(&unfinished).map_err(failed)?;
        io::copy(&mut again, &mut io::sink()).map_err(failed)?;
        fs::rename(&unfinished, target).map_err(failed)
    }

    /// Makes a store of a backup, each file synced, and opens it.
    ///
    /// # Errors
    /// Those of SQLite and of the file system.
    pub fn restore(from: &Path, folder: &Path) -> Result<Self, VaultError> {
        fs::create_dir_all(folder.join("papers")).map_err(failed)?;
        let mut source = BufReader::with_capacity(64 << 10, File::open(from).map_err(failed)?);
        let mut head = [0; 40];
        while source.read_exact(&mut head).is_ok() {
            let name = String::from_utf8_lossy(&head[..32]).trim_end().to_owned();
            let length = head[32..].iter().rev();
            let length = length.fold(0_u64, |sum, byte| (sum << 8) | u64::from(*byte));
            let path = if name == "vault.db" {
                folder.join(name)
            } else {
                folder.join("papers").join(name)
            };
            let mut file = File::create_new(path).map_err(failed)?;
            io::copy(&mut (&mut source).take(length), &mut file).map_err(failed)?;
            file.sync_all().map_err(failed)?;
        }
        let synced = File::open(folder.join("papers")).and_then(|folder| folder.sync_all());
        synced.map_err(failed)?;
        Self::open(folder)
    }
}

fn entry(out: &mut dyn Write, path: &Path) -> io::Result<()> {
    let mut file = File::open(path)?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    out.write_all(format!("{name:32}").as_bytes())?;
    out.write_all(&file.metadata()?.len().to_le_bytes())?;
    io::copy(&mut file, out).map(drop)
}
