//! Small things a device remembers, by name.

use crate::error::CompanionError;
use crate::redact::debug_without_content;
use crate::strands::RecordId;
use dodam_seal::exchange::Token;
use dodam_seal::{ChainId, ServerId};
use dodam_vault::{Transaction, load_setting, store_setting};
use jiff::civil::Date;

const OWNER_NAME: &str = "owner.name";
const ACCOUNT: &str = "owner.account";
const OWN_RECORD: &str = "owner.record";
const SERVER_URL: &str = "server.url";
const SERVER_ID: &str = "server.id";
const SERVER_TOKEN: &str = "server.token";
const SERVER_GENERATION: &str = "server.generation";
const LOOKED_BACK: &str = "server.looked_back";
const OLDER_COPY: &str = "older_copy";

const SYNCED_AT: &str = "sync.last_at_ms";
const BACKED_UP_AT: &str = "backup.last_at_ms";
const NEWEST_PART_MISSING: &str = "restore.newest_part_missing";
const WORDS_PENDING: &str = "words.pending";
const WORDS_CHECKED_ON: &str = "words.checked_on";
const PROJECTION_VERSION: &str = "projection.version";

/// The server this device enrolled at.
#[derive(Clone)]
pub(crate) struct KnownServer {
    pub(crate) url: String,
    pub(crate) id: ServerId,
    pub(crate) token: Token,
}

debug_without_content!(KnownServer);

fn text(tx: &Transaction<'_>, name: &str) -> Result<Option<String>, CompanionError> {
    let stored = load_setting(tx, name)?.map(String::from_utf8).transpose();
    stored.map_err(|_| CompanionError::Damaged("settings"))
}

fn fixed<const N: usize>(
    tx: &Transaction<'_>,
    name: &str,
) -> Result<Option<[u8; N]>, CompanionError> {
    let stored = load_setting(tx, name)?.map(<[u8; N]>::try_from).transpose();
    stored.map_err(|_| CompanionError::Damaged("settings"))
}

/// Under which name this device's owner writes; empty if never given.
pub(crate) fn owner_name(tx: &Transaction<'_>) -> Result<String, CompanionError> {
    Ok(text(tx, OWNER_NAME)?.unwrap_or_default())
}

pub(crate) fn set_owner_name(tx: &Transaction<'_>, name: &str) -> Result<(), CompanionError> {
    Ok(store_setting(tx, OWNER_NAME, name.as_bytes())?)
}

/// The day on which the recovery words were last typed and right.
pub(crate) fn words_checked_on(tx: &Transaction<'_>) -> Result<Option<Date>, CompanionError> {
    let day = text(tx, WORDS_CHECKED_ON)?
        .map(|day| day.parse())
        .transpose();
    day.map_err(|_| CompanionError::Damaged("settings"))
}

pub(crate) fn set_words_checked_on(tx: &Transaction<'_>, day: Date) -> Result<(), CompanionError> {
    Ok(store_setting(
        tx,
        WORDS_CHECKED_ON,
        day.to_string().as_bytes(),
    )?)
}

/// When everything was last written into a backup, in milliseconds since 1970.
pub(crate) fn backed_up_at_ms(tx: &Transaction<'_>) -> Result<Option<i64>, CompanionError> {
    Ok(fixed(tx, BACKED_UP_AT)?.map(i64::from_le_bytes))
}

pub(crate) fn set_backed_up_at_ms(tx: &Transaction<'_>, at_ms: i64) -> Result<(), CompanionError> {
    Ok(store_setting(tx, BACKED_UP_AT, &at_ms.to_le_bytes())?)
}

/// When the last sync came to its end, in milliseconds since 1970.
pub(crate) fn synced_at_ms(tx: &Transaction<'_>) -> Result<Option<i64>, CompanionError> {
    Ok(fixed(tx, SYNCED_AT)?.map(i64::from_le_bytes))
}

pub(crate) fn set_synced_at_ms(tx: &Transaction<'_>, at_ms: i64) -> Result<(), CompanionError> {
    Ok(store_setting(tx, SYNCED_AT, &at_ms.to_le_bytes())?)
}

/// Whether the newest part was missing from the backup that this vault was made of.
pub(crate) fn newest_part_missing(tx: &Transaction<'_>) -> Result<bool, CompanionError> {
    Ok(load_setting(tx, NEWEST_PART_MISSING)?.is_some_and(|value| value == [1]))
}

pub(crate) fn set_newest_part_missing(
    tx: &Transaction<'_>,
    missing: bool,
) -> Result<(), CompanionError> {
    Ok(store_setting(
        tx,
        NEWEST_PART_MISSING,
        &[u8::from(missing)],
    )?)
}

/// Whether the recovery words of a new vault were not shown yet.
pub(crate) fn words_pending(tx: &Transaction<'_>) -> Result<bool, CompanionError> {
    Ok(fixed(tx, WORDS_PENDING)? == Some([1]))
}

pub(crate) fn set_words_pending(tx: &Transaction<'_>, pending: bool) -> Result<(), CompanionError> {
    Ok(store_setting(tx, WORDS_PENDING, &[u8::from(pending)])?)
}

/// Which version made the rows that repeat the documents; 0 where none was noted.
pub(crate) fn projection_version(tx: &Transaction<'_>) -> Result<u32, CompanionError> {
    let version = fixed(tx, PROJECTION_VERSION)?;
    Ok(version.map_or(0, u32::from_le_bytes))
}

pub(crate) fn set_projection_version(
    tx: &Transaction<'_>,
    version: u32,
) -> Result<(), CompanionError> {
    Ok(store_setting(
        tx,
        PROJECTION_VERSION,
        &version.to_le_bytes(),
    )?)
}

/// The account of this device's owner.
pub(crate) fn account(tx: &Transaction<'_>) -> Result<ChainId, CompanionError> {
    let id = fixed(tx, ACCOUNT)?.ok_or(CompanionError::Damaged("settings"))?;
    Ok(ChainId::from_bytes(id))
}

pub(crate) fn set_account(tx: &Transaction<'_>, id: &ChainId) -> Result<(), CompanionError> {
    Ok(store_setting(tx, ACCOUNT, id.as_bytes())?)
}

/// The record of this device's owner.
pub(crate) fn own_record(tx: &Transaction<'_>) -> Result<RecordId, CompanionError> {
    fixed(tx, OWN_RECORD)?.ok_or(CompanionError::Damaged("settings"))
}

pub(crate) fn set_own_record(tx: &Transaction<'_>, id: &RecordId) -> Result<(), CompanionError> {
    Ok(store_setting(tx, OWN_RECORD, id)?)
}

/// The server, once enrolled.
pub(crate) fn server(tx: &Transaction<'_>) -> Result<Option<KnownServer>, CompanionError> {
    let (Some(url), Some(id)) = (text(tx, SERVER_URL)?, fixed(tx, SERVER_ID)?) else {
        return Ok(None);
    };
    let token = fixed(tx, SERVER_TOKEN)?.unwrap_or_default();
    Ok(Some(KnownServer {
        url,
        id: ServerId::from_bytes(id),
        token,
    }))
}

pub(crate) fn set_server(tx: &Transaction<'_>, server: &KnownServer) -> Result<(), CompanionError> {
    store_setting(tx, SERVER_URL, server.url.as_bytes())?;
    store_setting(tx, SERVER_ID, server.id.as_bytes())?;
    set_token(tx, &server.token)
}

pub(crate) fn set_token(tx: &Transaction<'_>, token: &Token) -> Result<(), CompanionError> {
    Ok(store_setting(tx, SERVER_TOKEN, token)?)
}

/// Whether this may be an older copy of what the server knows: so until all that this device
/// ever sent was offered to it again, and after each token that was not the right one.
pub(crate) fn looks_back(tx: &Transaction<'_>) -> Result<bool, CompanionError> {
    Ok(fixed(tx, LOOKED_BACK)? != Some([1]))
}

pub(crate) fn set_looks_back(tx: &Transaction<'_>, looks_back: bool) -> Result<(), CompanionError> {
    Ok(store_setting(tx, LOOKED_BACK, &[u8::from(!looks_back)])?)
}

/// Whether this was found to be an older copy and nobody was told yet.
pub(crate) fn older_copy(tx: &Transaction<'_>) -> Result<bool, CompanionError> {
    Ok(fixed(tx, OLDER_COPY)? == Some([1]))
}

pub(crate) fn set_older_copy(tx: &Transaction<'_>, found: bool) -> Result<(), CompanionError> {
    Ok(store_setting(tx, OLDER_COPY, &[u8::from(found)])?)
}

/// How often the server had been restored from a backup, as last heard.
pub(crate) fn set_generation(tx: &Transaction<'_>, generation: u64) -> Result<(), CompanionError> {
    Ok(store_setting(
        tx,
        SERVER_GENERATION,
        &generation.to_le_bytes(),
    )?)
}

/// Where the server is reached from now on.
pub(crate) fn set_server_url(tx: &Transaction<'_>, url: &str) -> Result<(), CompanionError> {
    Ok(store_setting(tx, SERVER_URL, url.as_bytes())?)
}

/// What others call a group that this device shares with but is not in. Only its
/// invitation says so, so it is kept for the list of consents that is to show it.
pub(crate) fn set_group_name(
    tx: &Transaction<'_>,
    group: &ChainId,
    name: &str,
) -> Result<(), CompanionError> {
    Ok(store_setting(
        tx,
        &format!("group.{group}.name"),
        name.as_bytes(),
    )?)
}
