use crate::error::ServerError;
use crate::limits::Limits;
use dodam_seal::ids::ServerId;
use dodam_seal::keys::SigningSecret;
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, TransactionBehavior};
use std::path::Path;
use std::time::Duration;

/// The steps from an empty file, in order; `user_version` counts those done.
const STEPS: [&str; 1] = [include_str!("../../migrations/001_first.sql")];
/// How long a command beside the server (`admit`) waits for its turn.
const PATIENCE: Duration = Duration::from_secs(5);

/// The server's own key and generation.
#[derive(Debug)]
pub(crate) struct Identity {
    pub(crate) secret: SigningSecret,
    pub(crate) server: ServerId,
    pub(crate) generation: u64,
}

/// Opens the database to change it, after bringing its schema up to date.
pub(crate) fn open_writer(
    path: &Path,
    limits: &Limits,
) -> Result<(Connection, Identity), ServerError> {
    let mut connection = open(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    migrate(&mut connection)?;
    let identity = load_identity(&connection)?;
    if let Some(pages) = limits.database_pages {
        connection.pragma_update_and_check(None, "max_page_count", pages, |_| Ok(()))?;
    }
    Ok((connection, identity))
}

/// Opens the database to read it.
pub(crate) fn open_reader(path: &Path) -> Result<Connection, ServerError> {
    let connection = open(path)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

fn open(path: &Path) -> Result<Connection, ServerError> {
    // The file is made beforehand, with its own permissions; SQLite gives its
    // companions the same.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(PATIENCE)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.pragma_update(None, "trusted_schema", false)?;
    Ok(connection)
}

fn migrate(connection: &mut Connection) -> Result<(), ServerError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done: usize = tx.pragma_query_value(None, "user_version", |row| {
        row.get::<_, u32>(0).map(|version| version as usize)
    })?;
    let steps = STEPS.get(done..).ok_or(ServerError::NewerVersion)?;
    for step in steps {
        tx.execute_batch(step)?;
    }
    if done == 0 {
        make_identity(&tx)?;
    }
    tx.pragma_update(None, "user_version", STEPS.len() as u32)?;
    Ok(tx.commit()?)
}

/// Only ever with a new database: a server that lost its key is damaged, not new.
fn make_identity(tx: &Transaction<'_>) -> Result<(), ServerError> {
    let mut seed = [0; 32];
    getrandom::fill(&mut seed).map_err(|_| ServerError::Failed("randomness"))?;
    let sql = "INSERT INTO identity (only_row, signing_seed, generation) VALUES (1, ?1, 1)";
    tx.execute(sql, [seed])?;
    Ok(())
}

fn load_identity(connection: &Connection) -> Result<Identity, ServerError> {
    let sql = "SELECT signing_seed, generation FROM identity";
    let row = connection.query_row(sql, [], |row| Ok((row.get(0)?, row.get(1)?)));
    let (seed, generation) = row.optional()?.ok_or(ServerError::Damaged)?;
    let secret = SigningSecret::from_bytes(seed);
    let server = secret.server_id();
    Ok(Identity {
        secret,
        server,
        generation: super::number(generation)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn described(connection: &Connection) -> Vec<(String, String)> {
        let sql = "SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name";
        let mut statement = connection.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn the_steps_lead_to_the_schema() {
        dodam_sqlcipher::link();
        let mut stepped = Connection::open_in_memory().unwrap();
        migrate(&mut stepped).unwrap();
        let whole = Connection::open_in_memory().unwrap();
        whole
            .execute_batch(include_str!("../../schema.sql"))
            .unwrap();
        assert_eq!(described(&stepped), described(&whole));
    }

    #[test]
    fn a_newer_database_is_refused_and_left_alone() {
        dodam_sqlcipher::link();
        let mut connection = Connection::open_in_memory().unwrap();
        connection.pragma_update(None, "user_version", 99).unwrap();
        assert_eq!(migrate(&mut connection), Err(ServerError::NewerVersion));
        assert!(described(&connection).is_empty());
    }
}
