//! `crossfile make|check FILE HMAC`: a small file for another build of SQLCipher to open.

use std::path::PathBuf;

const ROWS: i64 = 20;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut args = std::env::args().skip(1);
    let usage = "usage: crossfile make|check FILE HMAC";
    let job = args.next().ok_or(usage)?;
    let path = PathBuf::from(args.next().ok_or(usage)?);
    let hmac = args.next().ok_or(usage)?;
    let connection = peer::open(&path, &hmac)?;
    match job.as_str() {
        "make" => {
            connection.execute_batch(
                "CREATE TABLE synthetic (id INTEGER PRIMARY KEY, text TEXT NOT NULL) STRICT",
            )?;
            for id in 1..=ROWS {
                connection.execute("INSERT INTO synthetic VALUES (?1, ?2)", (id, text(id)))?;
            }
            // Leaves one file, without a write-ahead log beside it.
            connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        }
        "check" => {
            for id in 1..=ROWS {
                let found: String = connection.query_row(
                    "SELECT text FROM synthetic WHERE id = ?1",
                    [id],
                    |row| row.get(0),
                )?;
                if found != text(id) {
                    return Err("a row differs".into());
                }
            }
            let sound: String =
                connection.query_row("PRAGMA integrity_check", [], |row| row.get(0))?;
            if sound != "ok" {
                return Err("the file is not sound".into());
            }
        }
        _ => return Err(usage.into()),
    }
    let provider: String = connection.query_row("PRAGMA cipher_provider", [], |row| row.get(0))?;
    println!("{job} {hmac} by {provider}");
    Ok(())
}

/// The text of a row, which the vault's cross-open test repeats.
fn text(id: i64) -> String {
    format!("synthetic row {id}")
}
