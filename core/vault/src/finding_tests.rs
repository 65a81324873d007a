//! What is found first among few and among many.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

use super::*;
use crate::{FileId, Held, Paper, PaperListing, SealedFile, Words, index_words, insert_paper};
use dodam_seal::{AttachmentKey, ChainId, Hash};
use rusqlite::Connection;
use std::collections::HashSet;

fn number(id: PaperId) -> u32 {
    u32::from_be_bytes([id[0], id[1], id[2], id[3]])
}

fn id(number: u32) -> PaperId {
    let mut id = [0; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    id
}

/// So many papers with one word inside; every hundredth has it in its title too, and every
/// tenth is a bill.
fn papers(count: u32) -> Connection {
    dodam_sqlcipher::link();
    let mut connection = Connection::open_in_memory().unwrap();
    crate::migrations::migrate(&mut connection).unwrap();
    let tx = connection.transaction().unwrap();
    for number in 0..count {
        let id = id(number);
        let title = if number % 100 == 0 {
            "진료 기록"
        } else {
            "다른 종이"
        };
        let paper = Paper {
            id,
            strand_id: ChainId::from_bytes([1; 32]),
            file: SealedFile {
                id: FileId::from_bytes(id),
                key: AttachmentKey::from_bytes([1; 32]),
                size_bytes: 1,
                sha256: [1; 32],
                sealed_hash: Hash::from_bytes([1; 32]),
            },
            held: Held::OnlyHere,
            listing: PaperListing {
                title: title.into(),
                kind: if number % 10 == 0 { "bill" } else { "other" }.into(),
                expires: (number % 50 == 0).then(|| "2026-01-01".into()),
                added_at_ms: i64::from(number),
                ..PaperListing::default()
            },
        };
        insert_paper(&tx, &paper).unwrap();
        let body = "진료 내용";
        index_words(&tx, PAPERS, &id, Words { title, body }).unwrap();
    }
    tx.commit().unwrap();
    connection
}

fn found(connection: &mut Connection, filter: &PaperFilter<'_>, limit: u32) -> Vec<u32> {
    let tx = connection.transaction().unwrap();
    let found = find_papers(&tx, "진료", filter, limit).unwrap();
    found.into_iter().map(number).collect()
}

#[test]
fn among_very_many_those_with_the_words_in_their_title_come_first_and_then_the_newest() {
    let mut connection = papers(1_500);
    let all = PaperFilter::default();
    let first = found(&mut connection, &all, 20);
    let mut titled: Vec<u32> = (0..15).map(|hundred| hundred * 100).collect();
    titled.reverse();
    assert_eq!(first[..15], titled[..]);
    assert_eq!(first[15..], [1_499, 1_498, 1_497, 1_496, 1_495]);
    let every = found(&mut connection, &all, 9_999);
    assert_eq!(every.len(), 1_500);
    assert_eq!(every[..20], first[..]);
    let distinct: HashSet<u32> = every.into_iter().collect();
    assert_eq!(distinct.len(), 1_500);
}

#[test]
fn a_word_in_thousands_of_titles_finds_the_newest_of_those_first() {
    let mut connection = papers(3_400);
    let tx = connection.transaction().unwrap();
    let all = PaperFilter::default();
    let found = find_papers(&tx, "종이", &all, 5).unwrap();
    let found: Vec<u32> = found.into_iter().map(number).collect();
    assert_eq!(found, [3_399, 3_398, 3_397, 3_396, 3_395]);
    let every = find_papers(&tx, "종이", &all, 9_999).unwrap();
    assert_eq!(every.len(), 3_366);
}

#[test]
fn among_few_as_among_many_a_filter_takes_what_it_takes() {
    for count in [500, 1_500] {
        let mut connection = papers(count);
        let bills = PaperFilter {
            kind: Some("bill"),
            ..PaperFilter::default()
        };
        let listed = found(&mut connection, &bills, 9_999);
        assert_eq!(u32::try_from(listed.len()).unwrap(), count / 10, "{count}");
        assert!(listed.iter().all(|number| number % 10 == 0));
        let running_out = PaperFilter {
            expires_until: Some("2026-01-01"),
            ..bills
        };
        let listed = found(&mut connection, &running_out, 9_999);
        assert_eq!(u32::try_from(listed.len()).unwrap(), count / 50, "{count}");
        let binned = PaperFilter {
            binned: true,
            ..PaperFilter::default()
        };
        assert!(found(&mut connection, &binned, 9_999).is_empty());
    }
}

#[test]
fn no_search_reads_the_letters_of_what_it_finds() {
    let connection = papers(3);
    let plan = |sql: &str| -> Vec<String> {
        let mut statement = connection
            .prepare(&format!("EXPLAIN QUERY PLAN {sql}"))
            .unwrap();
        let rows = statement
            .query_map([], |row| row.get::<_, String>(3))
            .unwrap();
        rows.map(Result::unwrap).collect()
    };
    let by_age = plan(
        "SELECT position, paper_id FROM paper INDEXED BY paper_by_age
         CROSS JOIN search_entry ON search_entry.kind = 'paper' AND id = paper_id
         WHERE binned = 0 AND paper.kind = 'bill' AND expires <= '2026'
         ORDER BY added_at_ms DESC, paper_id",
    );
    assert_eq!(by_age.len(), 2, "{by_age:?}");
    assert!(
        by_age.iter().all(|step| step.contains("COVERING INDEX")),
        "{by_age:?}"
    );
}
