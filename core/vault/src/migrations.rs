//! From an older file to this version's tables, all steps in one transaction.

use crate::finding::PAPERS;
use crate::search::{Words, index_words};
use crate::{VaultError, papers};
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// One step: SQL, then what only Rust can do.
struct Step {
    sql: &'static str,
    then: fn(&Transaction<'_>) -> Result<(), VaultError>,
}

/// The steps in order; the file's `user_version` is how many of them it has.
const STEPS: [Step; 3] = [
    Step {
        sql: include_str!("migrations/001_first_tables.sql"),
        then: |_| Ok(()),
    },
    Step {
        sql: include_str!("migrations/002_papers_in_full.sql"),
        then: index_papers_again,
    },
    Step {
        sql: include_str!("migrations/003_rows_for_lists.sql"),
        then: |_| Ok(()),
    },
];

/// The index of version 1 had one column; its words are cut in Rust.
fn index_papers_again(tx: &Transaction<'_>) -> Result<(), VaultError> {
    for paper in papers::load_papers(tx)? {
        let words = Words {
            title: &paper.listing.title,
            body: "",
        };
        index_words(tx, PAPERS, &paper.id, words)?;
    }
    Ok(())
}

/// Brings a file up to this version; refuses one that a newer version made.
pub(crate) fn migrate(connection: &mut Connection) -> Result<(), VaultError> {
    migrate_with(connection, &STEPS)
}

fn migrate_with(connection: &mut Connection, steps: &[Step]) -> Result<(), VaultError> {
    let newest = u32::try_from(steps.len()).map_err(|_| VaultError::OutOfRange)?;
    // Asked before anything is locked or written: a newer file isn't touched.
    let have: u32 = user_version(connection)?;
    if have > newest {
        return Err(VaultError::NewerVersion);
    }
    if have == newest {
        return Ok(());
    }
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in steps.get(have as usize..).unwrap_or_default() {
        tx.execute_batch(step.sql)?;
        (step.then)(&tx)?;
    }
    tx.pragma_update(None, "user_version", newest)?;
    tx.commit()?;
    Ok(())
}

fn user_version(connection: &Connection) -> Result<u32, VaultError> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn database() -> Connection {
        dodam_sqlcipher::link();
        Connection::open_in_memory().unwrap()
    }

    /// Every table, index and trigger with its SQL, white space and comments left out, and the
    /// search index's own settings.
    fn schema(connection: &Connection) -> Vec<String> {
        let mut statement = connection
            .prepare(
                "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM sqlite_schema
                 UNION ALL SELECT 'search setting ' || k || ' ' || v FROM search_words_config",
            )
            .unwrap();
        let rows = statement
            .query_map([], |row| row.get::<_, String>(0))
            .unwrap();
        let mut found: Vec<String> = rows
            .map(|row| {
                row.unwrap()
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    // A column that was added later has its comma elsewhere.
                    .replace(" ,", ",")
                    .replace(" )", ")")
            })
            .collect();
        found.sort();
        found
    }

    #[test]
    fn all_steps_together_make_the_schema_file() {
        let mut stepped = database();
        migrate(&mut stepped).unwrap();
        let whole = database();
        whole.execute_batch(include_str!("schema.sql")).unwrap();
        assert_eq!(schema(&stepped), schema(&whole));
        assert!(
            schema(&whole)
                .iter()
                .any(|line| line == "search setting secure-delete 1")
        );
        assert_eq!(user_version(&stepped), Ok(3));
    }

    #[test]
    fn a_file_of_a_newer_version_is_refused_and_left_alone() {
        let mut connection = database();
        connection.pragma_update(None, "user_version", 4).unwrap();
        assert_eq!(migrate(&mut connection), Err(VaultError::NewerVersion));
        assert_eq!(user_version(&connection), Ok(4));
        let tables: u32 = connection
            .query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))
            .unwrap();
        assert_eq!(tables, 0);
    }

    #[test]
    fn a_step_that_fails_leaves_the_older_version_whole() {
        let mut connection = database();
        migrate(&mut connection).unwrap();
        let before = schema(&connection);
        let half = Step {
            sql: "CREATE TABLE half (id INTEGER); this is no SQL;",
            then: |_| Ok(()),
        };
        let [first, second, third] = STEPS;
        let steps = [first, second, third, half];
        assert!(migrate_with(&mut connection, &steps).is_err());
        assert_eq!(
            (user_version(&connection), schema(&connection)),
            (Ok(3), before)
        );
    }

    #[test]
    fn a_second_run_changes_nothing() {
        let mut connection = database();
        migrate(&mut connection).unwrap();
        let before = schema(&connection);
        migrate(&mut connection).unwrap();
        assert_eq!(schema(&connection), before);
    }
}
