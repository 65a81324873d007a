//! The named queries, warm and cold, and imports.

use super::data::{self, PAPER};
use super::fixture::{SIZES, listing, store_row, strand_id};
use super::{Failed, Scale, Watch, print_both};
use crate::store::{
    Held, Paper, PaperFilter, Transaction, Vault, VaultError, find_papers, load_paper,
    load_paper_page, load_papers_of_strand, load_people,
};
use dodam_record::{PaperKind, StrandKind};
use rand_core::Rng;

/// How many rows a screen shows.
pub const PAGE: u32 = 200;

/// Every named query.
pub const QUERIES: [&str; 9] = [
    "people",
    "papers_page",
    "papers_of_person",
    "paper",
    "search_frequent",
    "search_rare",
    "search_three_words",
    "search_one_letter",
    "search_filtered",
];

/// What is typed in a search: another thing each turn.
pub fn typed(scale: &Scale, name: &str, turn: u32) -> String {
    let frequent = |rank: u32| data::word(rank % 12);
    match name {
        "search_rare" => data::rare(turn.wrapping_mul(7_919) % scale.papers.max(1)),
        "search_three_words" => {
            let three = [
                frequent(turn),
                frequent(turn + 4),
                data::word(12 + turn % 20),
            ];
            three.join(" ")
        }
        "search_one_letter" => frequent(turn).chars().take(1).collect(),
        _ => frequent(turn),
    }
}

/// Of which kind, and until when: a kind in twelve and a sixth of a third.
pub fn filter(name: &str) -> PaperFilter<'static> {
    let asked = name == "search_filtered";
    PaperFilter {
        kind: asked.then_some("bill"),
        expires_until: asked.then_some("2025-12-31"),
        binned: false,
    }
}

/// Runs a query once and gives how many rows it gave.
fn query(vault: &Vault, scale: &Scale, name: &str, turn: u32) -> Result<usize, VaultError> {
    let some_paper = turn.wrapping_mul(7_919) % scale.papers.max(1);
    match name {
        "people" => vault.read(|tx: &Transaction<'_>| {
            Ok::<_, VaultError>(load_people(tx, StrandKind::Care.as_text())?.len())
        }),
        "papers_page" => vault.read(|tx| {
            let skip = turn % 5 * PAGE;
            Ok(load_paper_page(tx, &PaperFilter::default(), (skip, PAGE))?.len())
        }),
        "papers_of_person" => vault.read(|tx| {
            let strand = strand_id(scale, data::owner(scale, some_paper));
            Ok(load_papers_of_strand(tx, &strand)?.len())
        }),
        "paper" => vault.read(|tx| {
            let id = data::id(scale, PAPER, some_paper);
            Ok(load_paper(tx, &id)?.into_iter().count())
        }),
        _ => vault.search(|tx| {
            let ids = find_papers(tx, &typed(scale, name, turn), &filter(name), PAGE)?;
            let mut found = 0;
            for id in ids {
                found += load_paper(tx, &id)?.into_iter().count();
            }
            Ok(found)
        }),
    }
}

/// Times every query often in one process, the first turns apart.
pub fn warm(vault: &Vault, scale: &Scale, runs: u32) -> Result<(), Failed> {
    for name in QUERIES {
        let mut times = Vec::new();
        let mut rows = 0;
        for turn in 0..12 + runs {
            let watch = Watch::start();
            let found = query(vault, scale, name, turn)?;
            if turn >= 12 {
                times.push(watch.stop());
                rows += found;
            }
        }
        print_both(name, times);
        println!("{name}.rows {}", rows / runs as usize);
    }
    Ok(())
}

/// Times one query once, the first of its process after opening.
pub fn cold(vault: &Vault, scale: &Scale, name: &str, turn: u32) -> Result<(), Failed> {
    let watch = Watch::start();
    query(vault, scale, name, turn)?;
    let (wall, used) = watch.stop();
    println!("{name} {wall:.4}\n{name}.cpu {used:.4}");
    Ok(())
}

/// Takes in papers of both sizes, each durable before the next.
pub fn import(vault: &Vault, scale: &Scale, runs: u32) -> Result<(), Failed> {
    let mut rng = data::chance(scale, 99, std::process::id());
    for (name, size) in [("import_4_kb", SIZES[0]), ("import_2_mb", SIZES[1])] {
        let mut times = Vec::new();
        for turn in 0..runs {
            let mut bytes = vec![0; size];
            let mut id = [0; 16];
            rng.fill_bytes(&mut bytes);
            rng.fill_bytes(&mut id);
            let text = data::text(scale, turn);
            let watch = Watch::start();
            let file = vault.store_file(&mut &bytes[..], &mut rng)?;
            let paper = Paper {
                id,
                strand_id: strand_id(scale, 0),
                file,
                held: Held::OnlyHere,
                listing: listing(&text, &PaperKind::Other),
            };
            vault.write(|tx: &Transaction<'_>| store_row(tx, &paper, &text.body))?;
            times.push(watch.stop());
        }
        print_both(name, times);
    }
    Ok(())
}
