use super::number;
use crate::error::ServerError;
use rusqlite::{Connection, OptionalExtension, Transaction, params};
use std::collections::BTreeMap;

/// Something that lies in feeds: kind, chain and number there.
type Item = (i64, i64, i64);
const ENTRY: i64 = 0;
const ENVELOPE: i64 = 1;

/// Begins a new group's feed.
pub(crate) fn begin(tx: &Transaction<'_>, group: i64) -> Result<(), ServerError> {
    tx.execute("INSERT INTO feed (id, last) VALUES (?1, 0)", [group])?;
    Ok(())
}

/// A group's new entry goes to the group, and to every group that shares a strand with
/// it, because their devices verify its authors.
pub(crate) fn add_group_entry(
    tx: &Transaction<'_>,
    group: i64,
    at: i64,
) -> Result<(), ServerError> {
    let sql = "SELECT DISTINCT other.member FROM strand_group AS mine
               JOIN strand_group AS other ON other.strand = mine.strand
               WHERE mine.member = ?1 AND other.member <> ?1";
    let others: Vec<i64> = tx
        .prepare_cached(sql)?
        .query_map([group], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let item = vec![(ENTRY, group, at)];
    let feeds = others.into_iter().chain([group]);
    append(tx, feeds.map(|feed| (feed, item.clone())).collect())
}

/// A strand's new entry goes to its groups. A group that is new there gets all that its
/// devices need, in an order in which it can be verified: the chains of all groups, the
/// strand's chain, the envelopes. The others get the new groups' chains before the entry.
pub(crate) fn add_strand_entry(
    tx: &Transaction<'_>,
    strand: i64,
    old: &[i64],
    new: &[i64],
) -> Result<(), ServerError> {
    let mut of_groups = Vec::new();
    for group in old.iter().chain(new) {
        of_groups.push((*group, chain_items(tx, *group)?));
    }
    let of_strand = chain_items(tx, strand)?;
    let groups = |among: &[i64]| -> Vec<Item> {
        let named = of_groups.iter().filter(|(group, _)| among.contains(group));
        named.flat_map(|(_, items)| items.clone()).collect()
    };
    let mut additions = BTreeMap::new();
    for feed in old {
        let last = of_strand.last().copied();
        additions.insert(*feed, groups(new).into_iter().chain(last).collect());
    }
    if !new.is_empty() {
        let envelopes = envelope_items(tx, strand)?;
        let all = [groups(old), groups(new), of_strand, envelopes].concat();
        additions.extend(new.iter().map(|feed| (*feed, all.clone())));
    }
    append(tx, additions)
}

/// A strand's new envelope goes to its groups.
pub(crate) fn add_envelope(tx: &Transaction<'_>, stream: i64, at: i64) -> Result<(), ServerError> {
    let groups: Vec<i64> = tx
        .prepare_cached("SELECT member FROM strand_group WHERE strand = ?1")?
        .query_map([stream], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    let item = vec![(ENVELOPE, stream, at)];
    append(
        tx,
        groups
            .into_iter()
            .map(|feed| (feed, item.clone()))
            .collect(),
    )
}

fn chain_items(tx: &Transaction<'_>, chain: i64) -> Result<Vec<Item>, ServerError> {
    let sql = "SELECT number FROM chain_entry WHERE chain = ?1 ORDER BY number";
    items(tx, sql, ENTRY, chain)
}

fn envelope_items(tx: &Transaction<'_>, stream: i64) -> Result<Vec<Item>, ServerError> {
    let sql = "SELECT number FROM envelope WHERE stream = ?1 ORDER BY number";
    items(tx, sql, ENVELOPE, stream)
}

fn items(tx: &Transaction<'_>, sql: &str, kind: i64, chain: i64) -> Result<Vec<Item>, ServerError> {
    let numbers: Vec<Item> = tx
        .prepare_cached(sql)?
        .query_map([chain], |row| Ok((kind, chain, row.get(0)?)))?
        .collect::<Result<_, _>>()?;
    Ok(numbers)
}

/// Appends items to feeds, feeds in the order of their ids (the order of locks, where a
/// database has several writers), each item once, and counts places in the same
/// transaction: a reader never skips a place that commits late.
fn append(tx: &Transaction<'_>, additions: BTreeMap<i64, Vec<Item>>) -> Result<(), ServerError> {
    let mut insert = tx.prepare_cached(
        "INSERT INTO feed_entry (feed, place, kind, chain, number) VALUES (?1, ?2, ?3, ?4, ?5)
         ON CONFLICT (feed, kind, chain, number) DO NOTHING",
    )?;
    for (feed, items) in additions {
        let sql = "SELECT last FROM feed WHERE id = ?1";
        let mut last: i64 = tx
            .prepare_cached(sql)?
            .query_row([feed], |row| row.get(0))?;
        for (kind, chain, at) in items {
            let added = insert.execute([feed, last + 1, kind, chain, at])?;
            last += i64::from(added == 1);
        }
        tx.prepare_cached("UPDATE feed SET last = ?2 WHERE id = ?1")?
            .execute([feed, last])?;
    }
    Ok(())
}

/// One item as it is handed out.
#[derive(Debug)]
pub(crate) enum FeedItem {
    /// A chain entry with the server's acceptance.
    Entry(Vec<u8>, Vec<u8>),
    /// An envelope.
    Envelope(Vec<u8>),
}

impl FeedItem {
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Entry(entry, acceptance) => entry.len() + acceptance.len(),
            Self::Envelope(envelope) => envelope.len(),
        }
    }
}

/// What a device reads of a feed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct FeedRead {
    pub(crate) feed: i64,
    /// After this place.
    pub(crate) after: u64,
    /// The device, whose own items are left out.
    pub(crate) leave_out: Option<i64>,
    /// At least one item, then no more once this many bytes are read.
    pub(crate) bytes: usize,
}

/// Part of a feed.
#[derive(Debug)]
pub(crate) struct FeedPart {
    pub(crate) items: Vec<FeedItem>,
    /// The place reached, items left out counted in.
    pub(crate) place: u64,
    /// Whether the feed goes on.
    pub(crate) more: bool,
}

/// Reads on in a feed.
pub(crate) fn read(connection: &mut Connection, ask: FeedRead) -> Result<FeedPart, ServerError> {
    let tx = connection.transaction()?;
    let last: Option<i64> = tx
        .prepare_cached("SELECT last FROM feed WHERE id = ?1")?
        .query_row([ask.feed], |row| row.get(0))
        .optional()?;
    let last = last.ok_or(ServerError::Damaged)?;
    let mut statement = tx.prepare_cached(
        "SELECT place, e.body, e.acceptance, v.body FROM feed_entry AS f
         LEFT JOIN chain_entry AS e ON f.kind = 0 AND e.chain = f.chain AND e.number = f.number
         LEFT JOIN envelope AS v ON f.kind = 1 AND v.stream = f.chain AND v.number = f.number
         WHERE f.feed = ?1 AND f.place > ?2
         AND (?3 IS NULL OR coalesce(e.pushed_by, v.pushed_by) <> ?3) ORDER BY f.place",
    )?;
    let after = super::column(ask.after);
    let mut rows = statement.query(params![ask.feed, after, ask.leave_out])?;
    let (mut items, mut bytes) = (Vec::new(), 0);
    let mut place = after;
    while let Some(row) = rows.next()? {
        if bytes >= ask.bytes && !items.is_empty() {
            let place = number(place)?;
            let more = true;
            return Ok(FeedPart { items, place, more });
        }
        place = row.get(0)?;
        let entry: Option<Vec<u8>> = row.get(1)?;
        let item = match entry {
            Some(entry) => FeedItem::Entry(entry, row.get(2)?),
            None => FeedItem::Envelope(row.get(3)?),
        };
        bytes += item.len();
        items.push(item);
    }
    Ok(FeedPart {
        items,
        place: number(last)?,
        more: false,
    })
}
