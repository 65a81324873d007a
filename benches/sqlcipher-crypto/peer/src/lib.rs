//! One way of building SQLite, behind one small library whose size is measured.

use rusqlite::{Connection, OpenFlags};
use std::ffi::{CStr, c_char};
use std::path::Path;

/// The synthetic key of every file these programs make: the bytes 0 to 31.
pub const KEY_HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

/// Opens or makes a file the way the vault does; `hmac` is `plain`, `HMAC_SHA256` or `HMAC_SHA512`.
///
/// # Errors
/// Whatever SQLite says, for a wrong key `NotADatabase`.
pub fn open(path: &Path, hmac: &str) -> rusqlite::Result<Connection> {
    #[cfg(feature = "rustcrypto")]
    dodam_sqlcipher::link();
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
        | OpenFlags::SQLITE_OPEN_CREATE
        | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    if cfg!(not(feature = "plain")) {
        connection.pragma_update(None, "cipher_log_level", "NONE")?;
        connection.pragma_update(None, "key", format!("x'{KEY_HEX}'"))?;
        connection.pragma_update(None, "cipher_hmac_algorithm", hmac)?;
    }
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| {
        row.get::<_, i64>(0)
    })?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    Ok(connection)
}

/// What the measured library exports, so that nothing it needs is dropped: 0 when a row went in
/// and came out.
///
/// # Safety
/// `path` must be a C string.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn peer_round_trip(path: *const c_char) -> i32 {
    if path.is_null() {
        return 1;
    }
    // SAFETY: not null, and the caller says that it is a C string.
    let path = unsafe { CStr::from_ptr(path) };
    let trip = || -> rusqlite::Result<()> {
        let connection = open(Path::new(&*path.to_string_lossy()), "HMAC_SHA256")?;
        connection
            .execute_batch("CREATE TABLE IF NOT EXISTS t(b BLOB); INSERT INTO t VALUES(x'00');")?;
        connection.query_row("SELECT b FROM t", [], |_| Ok(()))
    };
    i32::from(trip().is_err())
}
