//! Papers found by words: the best match first, or the newest where very many match.
//!
//! A score looks at every match, and among thousands it tells little. Beyond
//! [`MOST_RANKED`] matches, papers with the words in their title come first, and of these and of
//! the others the newest: only as many are looked at as are asked for. No step reads the rows of
//! `search_entry`, which hold all letters of a text; two indexes hold what is needed.

use crate::VaultError;
use crate::papers::{PaperFilter, PaperId};
use crate::search::expression;
use rusqlite::Transaction;
use std::collections::HashSet;

/// What the index calls papers.
pub const PAPERS: &str = "paper";

/// More matches than this are not scored.
const MOST_RANKED: u32 = 1_000;

/// Finds papers that have every word of the query and pass the filter: best match first, of equal
/// ones the newest. Where more than a thousand match, those that have the words in their title
/// come first, and the newest of each.
///
/// # Errors
/// [`VaultError::Damaged`]; [`VaultError::Interrupted`]; none for anything typed.
pub fn find_papers(
    tx: &Transaction<'_>,
    query: &str,
    filter: &PaperFilter<'_>,
    limit: u32,
) -> Result<Vec<PaperId>, VaultError> {
    let anywhere = expression(query);
    if anywhere.is_empty() {
        return Ok(Vec::new());
    }
    if !are_many(tx, &anywhere)? {
        return find_ranked(tx, &anywhere, filter, limit);
    }
    let in_title = format!("title : ({anywhere})");
    let mut found = if are_many(tx, &in_title)? {
        find_newest(tx, &in_title, filter, (limit, &HashSet::new()))?
    } else {
        find_ranked(tx, &in_title, filter, limit)?
    };
    let left = limit.saturating_sub(u32::try_from(found.len()).unwrap_or(u32::MAX));
    if left > 0 {
        let known = found.iter().copied().collect();
        found.extend(find_newest(tx, &anywhere, filter, (left, &known))?);
    }
    Ok(found)
}

fn are_many(tx: &Transaction<'_>, expression: &str) -> Result<bool, VaultError> {
    let sql = "SELECT 1 FROM search_words WHERE search_words MATCH ?1 LIMIT 1 OFFSET ?2";
    Ok(tx.prepare_cached(sql)?.exists((expression, MOST_RANKED))?)
}

fn find_ranked(
    tx: &Transaction<'_>,
    expression: &str,
    filter: &PaperFilter<'_>,
    limit: u32,
) -> Result<Vec<PaperId>, VaultError> {
    let sql = "SELECT paper_id FROM search_words
               CROSS JOIN search_entry INDEXED BY search_entry_by_position
                   ON search_entry.position = search_words.rowid
               CROSS JOIN paper ON paper_id = id
               WHERE search_words MATCH ?1 AND search_entry.kind = ?2 AND binned = ?3
                 AND (?4 IS NULL OR paper.kind = ?4) AND (?5 IS NULL OR expires <= ?5)
               ORDER BY rank, added_at_ms DESC, paper_id LIMIT ?6";
    let mut statement = tx.prepare_cached(sql)?;
    let PaperFilter {
        kind,
        expires_until,
        binned,
    } = *filter;
    let asked = (expression, PAPERS, binned, kind, expires_until, limit);
    let rows = statement.query_map(asked, |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest papers that match, without those that are known: down the papers by age, until
/// enough are found.
fn find_newest(
    tx: &Transaction<'_>,
    expression: &str,
    filter: &PaperFilter<'_>,
    (limit, known): (u32, &HashSet<PaperId>),
) -> Result<Vec<PaperId>, VaultError> {
    // The index gives them in order.
    let sql = "SELECT rowid FROM search_words WHERE search_words MATCH ?1 ORDER BY rowid";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([expression], |row| row.get(0))?;
    let matches = rows.collect::<Result<Vec<i64>, _>>()?;
    let sql = "SELECT position, paper_id FROM paper INDEXED BY paper_by_age
               CROSS JOIN search_entry ON search_entry.kind = ?1 AND id = paper_id
               WHERE binned = ?2 AND (?3 IS NULL OR paper.kind = ?3)
                 AND (?4 IS NULL OR expires <= ?4)
               ORDER BY added_at_ms DESC, paper_id";
    let mut statement = tx.prepare_cached(sql)?;
    let asked = (PAPERS, filter.binned, filter.kind, filter.expires_until);
    let mut rows = statement.query(asked)?;
    let mut found = Vec::new();
    while found.len() < limit as usize
        && let Some(row) = rows.next()?
    {
        if matches.binary_search(&row.get(0)?).is_ok() {
            let id = row.get(1)?;
            if !known.contains(&id) {
                found.push(id);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
#[path = "finding_tests.rs"]
mod tests;
