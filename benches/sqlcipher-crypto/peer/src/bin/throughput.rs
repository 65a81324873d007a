//! `throughput DIR HMAC ROWS`: prints milliseconds to insert and to scan cold, and the provider.

use std::path::PathBuf;
use std::time::Instant;

type Outcome<T> = Result<T, Box<dyn std::error::Error>>;

const ROW_BYTES: usize = 500;

fn main() -> Outcome<()> {
    let mut args = std::env::args().skip(1);
    let usage = "usage: throughput DIR HMAC ROWS";
    let dir = PathBuf::from(args.next().ok_or(usage)?);
    let hmac = args.next().ok_or(usage)?;
    let rows: u32 = args.next().ok_or(usage)?.parse()?;
    std::fs::create_dir(&dir)?;
    let path = dir.join("measured.db");

    let insert = insert(&path, &hmac, rows)?;
    // A new connection: every page is read and opened again.
    let scan = scan(&path, &hmac, rows)?;
    let connection = peer::open(&path, &hmac)?;
    let provider = connection
        .query_row("PRAGMA cipher_provider", [], |row| row.get::<_, String>(0))
        .unwrap_or_else(|_| "none".into());
    drop(connection);
    std::fs::remove_dir_all(&dir)?;
    println!("{insert:.1} {scan:.1} {provider}");
    Ok(())
}

fn insert(path: &std::path::Path, hmac: &str, rows: u32) -> Outcome<f64> {
    let mut connection = peer::open(path, hmac)?;
    connection
        .execute_batch("CREATE TABLE row (id INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT")?;
    let mut body = [0_u8; ROW_BYTES];
    let start = Instant::now();
    let tx = connection.transaction()?;
    {
        let mut statement = tx.prepare("INSERT INTO row(body) VALUES (?1)")?;
        let mut state = 1_u32;
        for _ in 0..rows {
            for word in body.chunks_exact_mut(4) {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                word.copy_from_slice(&state.to_le_bytes());
            }
            statement.execute([body.as_slice()])?;
        }
    }
    tx.commit()?;
    let spent = start.elapsed();
    connection.pragma_update_and_check(None, "wal_checkpoint", "TRUNCATE", |_| Ok(()))?;
    Ok(spent.as_secs_f64() * 1000.0)
}

fn scan(path: &std::path::Path, hmac: &str, rows: u32) -> Outcome<f64> {
    let connection = peer::open(path, hmac)?;
    let start = Instant::now();
    let mut statement = connection.prepare("SELECT body FROM row")?;
    let mut found = statement.query([])?;
    let (mut count, mut sum) = (0_u32, 0_u64);
    while let Some(row) = found.next()? {
        let body = row.get_ref(0)?.as_blob()?;
        count += 1;
        sum += u64::from(body.first().copied().unwrap_or(0)) + body.len() as u64;
    }
    let spent = start.elapsed();
    if count != rows || sum < u64::from(rows) * ROW_BYTES as u64 {
        return Err("the scan did not see every row".into());
    }
    Ok(spent.as_secs_f64() * 1000.0)
}
