//! The row of an import that is under way, which no plain store has.

use crate::{FileId, VaultError};
use rusqlite::Transaction;

pub(crate) fn finish_import(tx: &Transaction<'_>, id: &FileId) -> Result<(), VaultError> {
    let sql = "DELETE FROM unfinished_import WHERE file_id = ?1";
    tx.prepare_cached(sql)?.execute([id.as_bytes()])?;
    Ok(())
}
