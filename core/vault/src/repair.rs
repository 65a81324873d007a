//! A damaged database read as far as it can be, into a new one.
//!
//! The damaged file is set aside and kept. Every table is read from its beginning and, where a
//! page refuses, from its end, so that one bad page costs the rows on it. The search index is
//! made anew by whoever makes the rows that repeat documents.

use crate::folder::Folder;
use crate::secret::VaultKey;
use crate::unlocking::Unlocked;
use crate::vault::empty_log;
use crate::watch::{Watch, tell, unwatched};
use crate::{Part, Pin, RecoveryEntropy, Uptime, Vault, VaultError, database, files, migrations};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::path::{Path, PathBuf};

/// What a repair could save.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Repair {
    /// Rows that are in the new database.
    pub rows: u64,
    /// Tables of which some rows could not be read.
    pub incomplete: Vec<String>,
    /// The folder in which the damaged files lie now.
    pub set_aside: PathBuf,
}

/// Every table that holds something of its own; the search index is made of the others.
const TABLES: [&str; 17] = [
    "setting",
    "identity",
    "member_group",
    "strand",
    "strand_epoch",
    "chain_entry",
    "own_actor",
    "envelope",
    "outbox",
    "quarantine",
    "cursor",
    "document",
    "paper",
    "former_file",
    "thumbnail",
    "file_text",
    "unfinished_import",
];
/// Without these there is nothing to open.
const NEEDED: [&str; 2] = ["setting", "identity"];

/// The setting that says that rows are to be made anew from documents: until then no file is
/// removed for want of a row. Whoever makes them removes it.
pub const REPAIRED: &str = "vault.repaired";

impl Vault {
    /// Makes a new database of what can be read of a damaged one, and opens the vault with its
    /// PIN; the attempt counts.
    ///
    /// # Errors
    /// Those of [`Vault::open`]; [`VaultError::Damaged`] where too little can be read for a
    /// vault, and nothing was changed. [`VaultError::StorageFull`].
    pub fn repair(folder: &Path, pin: &Pin, now: Uptime) -> Result<(Self, Repair), VaultError> {
        Self::repair_watched(folder, (pin, now), &mut unwatched)
    }

    /// Repairs as [`Vault::repair`] does, telling `watch` how many rows were saved; `watch` may
    /// break off.
    ///
    /// # Errors
    /// As [`Vault::repair`], with [`VaultError::Interrupted`]: nothing was changed.
    pub fn repair_watched(
        folder: &Path,
        (pin, now): (&Pin, Uptime),
        watch: Watch<'_>,
    ) -> Result<(Self, Repair), VaultError> {
        repaired(Unlocked::with_pin(folder, pin, now)?, watch)
    }

    /// Does as [`Vault::repair`], with what the recovery words stand for.
    ///
    /// # Errors
    /// Those of [`Vault::open_with_words`] and [`Vault::repair`].
    pub fn repair_with_words(
        folder: &Path,
        words: &RecoveryEntropy,
    ) -> Result<(Self, Repair), VaultError> {
        Self::repair_with_words_watched(folder, words, &mut unwatched)
    }

    /// Does as [`Vault::repair_watched`], with what the recovery words stand for.
    ///
    /// # Errors
    /// Those of [`Vault::open_with_words`] and [`Vault::repair_watched`].
    pub fn repair_with_words_watched(
        folder: &Path,
        words: &RecoveryEntropy,
        watch: Watch<'_>,
    ) -> Result<(Self, Repair), VaultError> {
        repaired(Unlocked::with_words(folder, words)?, watch)
    }
}

fn repaired(unlocked: Unlocked, watch: Watch<'_>) -> Result<(Vault, Repair), VaultError> {
    let Unlocked { folder, key, lock } = unlocked;
    let mut repair = Repair::default();
    files::create_private_folder(folder.creating().root())?;
    let put = save((&folder, &key), &mut repair, watch).and_then(|()| {
        repair.set_aside = folder.set_database_aside()?;
        files::publish(&folder.creating().database(), &folder.database())
    });
    // The first error is the one worth telling.
    let swept = folder.sweep_unfinished_creation();
    put.and(swept)?;
    // Files whose rows were lost wait for the rows to be made anew.
    Ok((Vault::with_key_as_it_is(folder, key, lock)?, repair))
}

fn save(
    (folder, key): (&Folder, &VaultKey),
    repair: &mut Repair,
    watch: Watch<'_>,
) -> Result<(), VaultError> {
    // SQLCipher gives no page any more after one that didn't fit: each table is read anew.
    let source = || database::open_damaged(&folder.database(), key);
    let mut target = database::create(&folder.creating().database(), key)?;
    migrations::migrate(&mut target)?;
    if version(&source()?)? > version(&target)? {
        return Err(VaultError::NewerVersion);
    }
    // What refers to a row that is lost is kept all the same.
    target.pragma_update(None, "foreign_keys", false)?;
    target.execute_batch("BEGIN IMMEDIATE")?;
    for table in TABLES {
        let mut saved = || {
            repair.rows += 1;
            tell(watch, repair.rows)
        };
        let whole = copy(&source, &target, table, &mut saved)?;
        if !whole {
            repair.incomplete.push(table.to_owned());
        }
    }
    for table in NEEDED {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM {table})");
        if !target.query_row(&sql, [], |row| row.get::<_, bool>(0))? {
            return Err(VaultError::Damaged(Part::Database));
        }
    }
    let sql = "INSERT OR REPLACE INTO setting (name, value) VALUES (?1, x'01')";
    target.execute(sql, [REPAIRED])?;
    target.execute_batch("COMMIT")?;
    empty_log(&target)?;
    let closed = target.close();
    closed.map_err(|(_, error)| VaultError::from(error))
}

fn version(connection: &Connection) -> Result<u32, VaultError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Is told of each row that was saved, and may break off.
type Saved<'a> = &'a mut dyn FnMut() -> Result<(), VaultError>;

/// Copies the rows of one table that can be read; says whether those were all.
fn copy(
    source: &dyn Fn() -> Result<Connection, VaultError>,
    target: &Connection,
    table: &str,
    saved: Saved<'_>,
) -> Result<bool, VaultError> {
    let known = columns(target, table)?;
    let Ok(mut columns) = columns(&source()?, table) else {
        return Ok(false);
    };
    columns.retain(|column| known.contains(column));
    let Some(first) = columns.first() else {
        // An older file doesn't have this table.
        return Ok(true);
    };
    let list = columns.join(", ");
    let forward = format!("SELECT {list} FROM {table}");
    let backward = format!("{forward} ORDER BY {first} DESC");
    let places = vec!["?"; columns.len()].join(", ");
    let insert = format!("INSERT OR IGNORE INTO {table} ({list}) VALUES ({places})");
    for sql in [forward, backward] {
        if copy_rows((&source()?, &sql), (target, &insert), saved)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Copies rows until one can't be read; says whether none was left.
fn copy_rows(
    (source, select): (&Connection, &str),
    (target, insert): (&Connection, &str),
    saved: Saved<'_>,
) -> Result<bool, VaultError> {
    let mut insert = target.prepare(insert)?;
    let Ok(mut select) = source.prepare(select) else {
        return Ok(false);
    };
    let columns = select.column_count();
    let Ok(mut rows) = select.query([]) else {
        return Ok(false);
    };
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(true),
            Err(_) => return Ok(false),
        };
        let values: Result<Vec<Value>, _> = (0..columns).map(|column| row.get(column)).collect();
        let Ok(values) = values else {
            return Ok(false);
        };
        if insert.execute(params_from_iter(values))? > 0 {
            saved()?;
        }
    }
}

fn columns(connection: &Connection, table: &str) -> Result<Vec<String>, VaultError> {
    let sql = format!("SELECT name FROM pragma_table_info('{table}')");
    let mut statement = connection.prepare(&sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}
