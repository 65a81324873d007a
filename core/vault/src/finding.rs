//! Papers found by words: the best match first, or the newest where very many match.
//!
//! A score looks at every match, and among thousands it tells little. Beyond
//! [`MOST_RANKED`] matches, papers with the words in their title come first, and of these and of
//! the others the newest: only as many are looked at as are asked for. No step reads the rows of
//! `search_entry`, which hold all letters of a text; two indexes hold what is needed.

use crate::VaultError;
use crate::papers::{PaperFilter, PaperId};
use crate::search::expression;
use rusqlite::{OptionalExtension, Transaction};

/// What the index calls papers.
pub const PAPERS: &str = "paper";

/// More matches than this are not scored.
const MOST_RANKED: usize = 1_000;

/// More than this are met sooner by walking down all papers by age than by being looked up, until
/// a page is full: about the root of the page times tens of thousands of papers.
const MOST_LOOKED_UP: usize = 3_000;

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
    let matches = load_matches(tx, &anywhere)?;
    if matches.len() <= MOST_RANKED {
        return find_ranked(tx, &anywhere, filter, limit);
    }
    let titled = load_matches(tx, &format!("title : ({anywhere})"))?;
    let limit = limit as usize;
    let (mut found, mut others) = (Vec::new(), Vec::new());
    let looked_up = titled.len() <= MOST_LOOKED_UP;
    if looked_up {
        found = look_up(tx, &titled, filter)?;
    }
    if found.len() < limit {
        walk(tx, filter, |position, id| {
            if titled.binary_search(&position).is_ok() {
                if !looked_up {
                    found.push(id);
                }
            } else if others.len() < limit && matches.binary_search(&position).is_ok() {
                others.push(id);
            }
            let sure = if looked_up { others.len() } else { 0 };
            found.len() + sure < limit
        })?;
    }
    found.extend(others);
    found.truncate(limit);
    Ok(found)
}

/// Where the index has an expression, in ascending order.
fn load_matches(tx: &Transaction<'_>, expression: &str) -> Result<Vec<i64>, VaultError> {
    let sql = "SELECT rowid FROM search_words WHERE search_words MATCH ?1 ORDER BY rowid";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map([expression], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
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

/// The papers at these places that pass the filter, newest first.
fn look_up(
    tx: &Transaction<'_>,
    positions: &[i64],
    filter: &PaperFilter<'_>,
) -> Result<Vec<PaperId>, VaultError> {
    let sql = "SELECT added_at_ms, paper_id
               FROM search_entry INDEXED BY search_entry_by_position
               CROSS JOIN paper ON paper_id = id
               WHERE position = ?1 AND search_entry.kind = ?2 AND binned = ?3
                 AND (?4 IS NULL OR paper.kind = ?4) AND (?5 IS NULL OR expires <= ?5)";
    let mut statement = tx.prepare_cached(sql)?;
    let PaperFilter {
        kind,
        expires_until,
        binned,
    } = *filter;
    let mut found: Vec<(i64, PaperId)> = Vec::new();
    for position in positions {
        let asked = (position, PAPERS, binned, kind, expires_until);
        let row = statement.query_row(asked, |row| Ok((row.get(0)?, row.get(1)?)));
        found.extend(row.optional()?);
    }
    found.sort_by(|(a, first), (b, second)| b.cmp(a).then(first.cmp(second)));
    Ok(found.into_iter().map(|(_, id)| id).collect())
}

/// Goes down the papers that pass the filter, newest first, while `take` wants more.
fn walk(
    tx: &Transaction<'_>,
    filter: &PaperFilter<'_>,
    mut take: impl FnMut(i64, PaperId) -> bool,
) -> Result<(), VaultError> {
    let sql = "SELECT position, paper_id FROM paper INDEXED BY paper_by_age
               CROSS JOIN search_entry ON search_entry.kind = ?1 AND id = paper_id
               WHERE binned = ?2 AND (?3 IS NULL OR paper.kind = ?3)
                 AND (?4 IS NULL OR expires <= ?4)
               ORDER BY added_at_ms DESC, paper_id";
    let mut statement = tx.prepare_cached(sql)?;
    let asked = (PAPERS, filter.binned, filter.kind, filter.expires_until);
    let mut rows = statement.query(asked)?;
    while let Some(row) = rows.next()? {
        if !take(row.get(0)?, row.get(1)?) {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "finding_tests.rs"]
mod tests;
