//! Opening SQLCipher the one way this crate opens it.

use crate::secret::VaultKey;
use crate::{Part, VaultError, files};
use rusqlite::{Connection, OpenFlags};
use std::fmt::Write;
use std::path::Path;
use std::sync::Once;
use std::time::Duration;
use zeroize::Zeroizing;

/// What a reader keeps of the file in memory, in KiB, negative as SQLite wants it: a page that is
/// there need not be decrypted again. `benches/vault` says what it brings.
const READER_CACHE: i32 = -8 * 1024;
/// A search goes over several indexes; with those of tens of thousands of papers kept, the next
/// letter typed costs what it costs without encryption.
const SEARCHER_CACHE: i32 = -24 * 1024;

/// Opens the database for writing. It must exist.
pub(crate) fn open(path: &Path, key: &VaultKey) -> Result<Connection, VaultError> {
    if !path.exists() {
        return Err(VaultError::Damaged(Part::Database));
    }
    let connection = connect(path, key)?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    // Apple's fsync stops at the drive's cache; elsewhere this changes nothing.
    connection.pragma_update(None, "fullfsync", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    Ok(connection)
}

/// Opens a second connection that can't write.
pub(crate) fn open_reader(path: &Path, key: &VaultKey) -> Result<Connection, VaultError> {
    open_reading(path, key, READER_CACHE)
}

/// Opens a connection as [`open_reader`] does, for searches.
pub(crate) fn open_searcher(path: &Path, key: &VaultKey) -> Result<Connection, VaultError> {
    open_reading(path, key, SEARCHER_CACHE)
}

fn open_reading(path: &Path, key: &VaultKey, cache: i32) -> Result<Connection, VaultError> {
    let connection = connect(path, key)?;
    connection.pragma_update(None, "query_only", true)?;
    connection.pragma_update(None, "cache_size", cache)?;
    Ok(connection)
}

/// Opens a database of which parts can't be read, to read the rest.
pub(crate) fn open_damaged(path: &Path, key: &VaultKey) -> Result<Connection, VaultError> {
    if !path.exists() {
        return Err(VaultError::Damaged(Part::Database));
    }
    open_reader(path, key)
}

/// Makes an empty encrypted file, for its owner only.
pub(crate) fn create(path: &Path, key: &VaultKey) -> Result<Connection, VaultError> {
    drop(files::create_private(path)?);
    open(path, key)
}

fn connect(path: &Path, key: &VaultKey) -> Result<Connection, VaultError> {
    start_once();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(10))?;
    // First of all, or SQLCipher prints about a wrong key.
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    apply_key(&connection, key)?;
    refuse_other_cryptography(&connection)?;
    connection.pragma_update(None, "cipher_hmac_algorithm", "HMAC_SHA256")?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    // Reads the first page: a key that doesn't fit fails here.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
    let mode: String = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0))?;
    if mode != "wal" {
        return Err(VaultError::Store { code: 0 });
    }
    Ok(connection)
}

/// Lets one thread start SQLite while the others wait.
///
/// SQLite says it has started before it starts SQLCipher, so a second thread that opens in between
/// would meet a library that can't encrypt yet. A failure here shows again at the real opening.
fn start_once() {
    static STARTED: Once = Once::new();
    STARTED.call_once(|| {
        dodam_sqlcipher::link();
        drop(Connection::open_in_memory());
    });
}

/// Hands over the raw key, without the key derivation a passphrase would need.
///
/// SQLite keeps the statement's text while it runs; our own copy is wiped.
fn apply_key(connection: &Connection, key: &VaultKey) -> Result<(), VaultError> {
    let mut sql = Zeroizing::new(String::with_capacity(96));
    sql.push_str("PRAGMA key = \"x'");
    for byte in key.expose() {
        // Writing to a String doesn't fail.
        let _ = write!(sql, "{byte:02x}");
    }
    sql.push_str("'\"");
    Ok(connection.execute_batch(&sql)?)
}

/// A SQLite without encryption would take the key without a word and write in the clear.
fn refuse_other_cryptography(connection: &Connection) -> Result<(), VaultError> {
    let provider: Result<String, _> =
        connection.query_row("PRAGMA cipher_provider", [], |row| row.get(0));
    match provider {
        Ok(name) if name == dodam_sqlcipher::PROVIDER_NAME => Ok(()),
        _ => Err(VaultError::NotEncrypted),
    }
}

#[cfg(test)]
#[path = "database_tests.rs"]
mod tests;
