//! Search in words of any script, typed with or without marks.
//!
//! Text is normalised (NFKD, lower-case, combining marks and apostrophes stripped, đ→d; Hangul put together
//! again, so that a letter is a syllable) and cut into pairs of neighbouring letters. SQLite's
//! full-text index stores each pair as twelve hexadecimal digits: no tokenizer changes those,
//! and nothing a person types can be taken for query syntax. Chinese, Japanese and Korean words
//! are indexed across spaces, because where people put those differs. Each word ends with its
//! last letter alone, so that one typed letter finds every text that has it.

use crate::VaultError;
use rusqlite::{OptionalExtension, Transaction};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Queries are cut after this many letters; longer ones would only find less.
const MAX_QUERY_LETTERS: usize = 128;
/// A body counts this many letters: an index of whole books would outgrow the papers.
const MAX_INDEXED_LETTERS: usize = 32_768;
/// And after this many characters of any sort, so that a megabyte costs nothing.
const MAX_QUERY_CHARACTERS: usize = 4096;

/// What a thing is found by: its name and the like, and what else is written in it.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    /// A match here counts for more.
    pub title: &'a str,
    /// Longer text.
    pub body: &'a str,
}

/// Makes a thing findable by words, in place of those it had; the same words again change
/// nothing.
///
/// `kind` and `id` are the caller's: what sort of thing it is and which. Of the body, the first
/// 32,768 letters count.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn index_words(
    tx: &Transaction<'_>,
    kind: &str,
    id: &[u8],
    words: Words<'_>,
) -> Result<(), VaultError> {
    let (title, body) = (letters(words.title), letters(words.body));
    let sql = "SELECT 1 FROM search_entry WHERE kind = ?1 AND id = ?2 AND title = ?3 AND body = ?4";
    let mut statement = tx.prepare_cached(sql)?;
    if statement.exists((kind, id, &title, &body))? {
        return Ok(());
    }
    remove_words(tx, kind, id)?;
    let sql = "INSERT INTO search_entry (kind, id, title, body) VALUES (?1, ?2, ?3, ?4)
               RETURNING position";
    let mut statement = tx.prepare_cached(sql)?;
    let position: i64 = statement.query_row((kind, id, &title, &body), |row| row.get(0))?;
    let sql = "INSERT INTO search_words (rowid, title, body) VALUES (?1, ?2, ?3)";
    tx.prepare_cached(sql)?
        .execute((position, tokens(&title), tokens(&body)))?;
    Ok(())
}

/// Removes a thing's words, also from the file; a thing that has none is as good.
///
/// # Errors
/// [`VaultError::StorageFull`] and the like.
pub fn remove_words(tx: &Transaction<'_>, kind: &str, id: &[u8]) -> Result<(), VaultError> {
    let sql = "DELETE FROM search_entry WHERE kind = ?1 AND id = ?2
               RETURNING position, title, body";
    let mut statement = tx.prepare_cached(sql)?;
    let removed = statement
        .query_row((kind, id), |row| {
            let (title, body): (String, String) = (row.get(1)?, row.get(2)?);
            Ok((row.get::<_, i64>(0)?, title, body))
        })
        .optional()?;
    if let Some((position, title, body)) = removed {
        let sql = "INSERT INTO search_words (search_words, rowid, title, body)
                   VALUES ('delete', ?1, ?2, ?3)";
        tx.prepare_cached(sql)?
            .execute((position, tokens(&title), tokens(&body)))?;
    }
    Ok(())
}

/// Finds things of a kind that have every word of the query, best match first. A query without
/// letters or digits finds nothing.
///
/// # Errors
/// [`VaultError::Damaged`]; none for anything typed.
pub fn find_words(
    tx: &Transaction<'_>,
    kind: &str,
    query: &str,
    limit: u32,
) -> Result<Vec<Vec<u8>>, VaultError> {
    let expression = expression(query);
    if expression.is_empty() {
        return Ok(Vec::new());
    }
    let sql = "SELECT id FROM search_words
               JOIN search_entry ON search_entry.position = search_words.rowid
               WHERE search_words MATCH ?1 AND kind = ?2
               ORDER BY rank, search_words.rowid DESC LIMIT ?3";
    let mut statement = tx.prepare_cached(sql)?;
    let rows = statement.query_map((expression, kind, limit), |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// Part of a letter in Uzbek, typed in as many ways as there are keyboards, or not at all.
const APOSTROPHES: [char; 7] = [
    '\'', '\u{2018}', '\u{2019}', '\u{02BB}', '\u{02BC}', '`', '\u{00B4}',
];

/// The letters and digits of a text, in words.
fn words(text: impl Iterator<Item = char>) -> Vec<Vec<char>> {
    let marked = text.nfkd().flat_map(char::to_lowercase).nfkd();
    let plain = marked.filter(|letter| !is_combining_mark(*letter));
    let plain = plain
        .filter(|letter| !APOSTROPHES.contains(letter))
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .nfc();
    let mut words = Vec::new();
    let mut word = Vec::new();
    for letter in plain {
        if letter.is_alphanumeric() {
            word.push(letter);
        } else if !word.is_empty() {
            words.push(core::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Scripts in which where a word ends is a matter of taste.
fn is_east_asian(letter: char) -> bool {
    matches!(letter,
        '\u{1100}'..='\u{11FF}' | '\u{3041}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{A960}'..='\u{A97F}' | '\u{AC00}'..='\u{D7FF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// The words of a text as they are indexed: letters, with a space between words.
///
/// This is stored, so that removing repeats exactly what adding said, whichever version of
/// Unicode's tables did the normalising then.
fn letters(text: &str) -> String {
    let mut out = String::new();
    let mut before = None;
    for word in words(text.chars().take(MAX_INDEXED_LETTERS)) {
        let joins = |letter: Option<&char>| letter.is_some_and(|letter| is_east_asian(*letter));
        let one_word = joins(before.as_ref()) && joins(word.first());
        if before.is_some() && !one_word {
            out.push(' ');
        }
        before = word.last().copied();
        out.extend(word);
    }
    out
}

/// What the index stores for letters: every pair, and each word's last letter alone.
fn tokens(letters: &str) -> String {
    let mut out = String::new();
    for word in letters.split(' ') {
        let word: Vec<char> = word.chars().collect();
        for pair in word.windows(2) {
            push(&mut out, pair);
        }
        push(&mut out, word.last().map_or(&[], core::slice::from_ref));
    }
    out
}

/// What to ask the index for: one phrase of pairs for each word typed, all of them required.
pub(crate) fn expression(query: &str) -> String {
    let mut out = String::new();
    let mut left = MAX_QUERY_LETTERS;
    for mut word in words(query.chars().take(MAX_QUERY_CHARACTERS)) {
        word.truncate(left);
        left -= word.len();
        let mut phrase = String::new();
        for pair in word.windows(2) {
            push(&mut phrase, pair);
        }
        if let [letter] = word.as_slice() {
            push(&mut phrase, &[*letter]);
        }
        if phrase.is_empty() {
            break;
        }
        // A letter alone may be the first of any pair.
        let any = if word.len() == 1 { "*" } else { "" };
        out.push_str(&format!("\"{}\"{any} ", phrase.trim_end()));
    }
    out
}

fn push(out: &mut String, letters: &[char]) {
    if letters.is_empty() {
        return;
    }
    for letter in letters {
        out.push_str(&format!("{:06x}", u32::from(*letter)));
    }
    out.push(' ');
}

#[cfg(test)]
#[path = "search_tests.rs"]
mod tests;
