//! The measuring run: build times, sizes, then throughput with the peers taking turns.

use crate::peers::{Outcome, Peer, Workshop};
use std::time::Duration;

struct Series {
    peer: Peer,
    hmac: &'static str,
    provider: String,
    insert: Vec<f64>,
    scan: Vec<f64>,
}

/// Builds every peer from nothing and prints how long that took and how large its library is.
pub fn builds(workshop: &Workshop) -> Outcome<()> {
    workshop.fetch()?;
    println!(
        "SQLCipher {}, SQLite {}, libtomcrypt {}; load before: {}\n",
        sqlcipher_src::SQLCIPHER_VERSION,
        sqlcipher_src::SQLITE_VERSION,
        sqlcipher_src::LIBTOMCRYPT_VERSION,
        load()
    );
    let mut built = Vec::new();
    for peer in Peer::ALL {
        eprintln!("building {}", peer.name());
        workshop.forget(peer)?;
        let spent = workshop.build(peer, &["--lib"])?;
        built.push((peer, spent, workshop.library_bytes(peer)?));
    }
    print_builds(&built)
}

/// Inserts and scans with every peer, and prints medians and ratios to plain SQLite.
pub fn throughput(workshop: &Workshop, rows: u32, repeats: u32) -> Outcome<()> {
    for peer in Peer::ALL {
        workshop.build(peer, &["--bins"])?;
    }
    let series = run_all(workshop, rows, repeats)?;
    print_series(&series, rows, repeats)
}

/// One line of load averages, because other work on the machine shows in every figure here.
fn load() -> String {
    std::fs::read_to_string("/proc/loadavg").map_or_else(
        |_| "unknown".into(),
        |text| {
            text.split_whitespace()
                .take(3)
                .collect::<Vec<_>>()
                .join(" ")
        },
    )
}

fn print_builds(built: &[(Peer, Duration, u64)]) -> Outcome<()> {
    let plain = built.first().ok_or("nothing was built")?.2;
    println!("| peer | cold build of the library | stripped library | growth over plain SQLite |");
    println!("|---|---|---|---|");
    for (peer, spent, bytes) in built {
        println!(
            "| {} | {:.0} s | {:.2} MB | {:+.2} MB |",
            peer.name(),
            spent.as_secs_f64(),
            mega(*bytes as f64),
            mega(*bytes as f64 - plain as f64)
        );
    }
    println!();
    Ok(())
}

fn mega(bytes: f64) -> f64 {
    bytes / 1_000_000.0
}

/// The peers take turns, so that a busy minute hurts all of them alike.
fn run_all(workshop: &Workshop, rows: u32, repeats: u32) -> Outcome<Vec<Series>> {
    let mut all: Vec<Series> = Peer::ALL
        .into_iter()
        .flat_map(|peer| peer.hmacs().iter().map(move |hmac| (peer, *hmac)))
        .map(|(peer, hmac)| Series {
            peer,
            hmac,
            provider: String::new(),
            insert: Vec::new(),
            scan: Vec::new(),
        })
        .collect();
    let rows = rows.to_string();
    for turn in 1..=repeats {
        eprintln!("turn {turn} of {repeats}, load {}", load());
        for series in &mut all {
            let dir = workshop.fresh("measured")?;
            let args = [&*dir.to_string_lossy(), series.hmac, &rows];
            let said = workshop.run(series.peer, "throughput", &args)?;
            let mut words = said.split_whitespace();
            let mut next = || words.next().ok_or("throughput said too little");
            series.insert.push(next()?.parse()?);
            series.scan.push(next()?.parse()?);
            series.provider = next()?.to_owned();
        }
    }
    Ok(all)
}

fn print_series(all: &[Series], rows: u32, repeats: u32) -> Outcome<()> {
    let plain = all.first().ok_or("nothing was measured")?;
    println!(
        "{rows} rows of 500 bytes; medians of {repeats} (smallest to largest), ms; a ratio is the \
         median of each turn's ratio; load after: {}\n",
        load()
    );
    println!("| peer | provider | pages | insert | ratio | cold scan | ratio |");
    println!("|---|---|---|---|---|---|---|");
    for series in all {
        println!(
            "| {} | {} | {} | {} | {:.2}x | {} | {:.2}x |",
            series.peer.name(),
            series.provider,
            series.hmac,
            spread(&series.insert),
            ratio(&series.insert, &plain.insert),
            spread(&series.scan),
            ratio(&series.scan, &plain.scan)
        );
    }
    Ok(())
}

/// Each turn against plain SQLite in the same turn, so that a busy minute cancels out.
fn ratio(values: &[f64], plain: &[f64]) -> f64 {
    let turns = values.iter().zip(plain);
    let each: Vec<f64> = turns.map(|(value, plain)| value / plain).collect();
    median(&each)
}

fn sorted(values: &[f64]) -> Vec<f64> {
    let mut values = values.to_vec();
    values.sort_by(f64::total_cmp);
    values
}

fn median(values: &[f64]) -> f64 {
    sorted(values)
        .get(values.len() / 2)
        .copied()
        .unwrap_or(f64::NAN)
}

fn spread(values: &[f64]) -> String {
    let values = sorted(values);
    let at = |place: Option<&f64>| place.copied().unwrap_or(f64::NAN);
    format!(
        "{:.0} ({:.0}–{:.0})",
        median(&values),
        at(values.first()),
        at(values.last())
    )
}
