use crate::chance;
use crate::clock::Clock;
use crate::error::CompanionError;
use crate::groups;
use crate::projection;
use crate::redact::debug_without_content;
use crate::settings;
use crate::strands::Moment;
use crate::watching::Changes;
use dodam_seal::chain::MemberKind;
use dodam_seal::words::{PaperKeys, from_24_words, to_24_words};
use dodam_seal::{ChainKind, SigningSecret, WrapSecret};
use dodam_vault::{
    EmergencyCard, Identity, Pin, PinError, RecoveryEntropy, Transaction, Vault, VaultError,
    insert_identity, load_groups, load_strands,
};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use zeroize::Zeroizing;

/// An unlocked vault and everything its owner can do with it. Cloning gives another
/// handle on the same; locking one locks all.
#[derive(Debug, Clone)]
pub struct Profile {
    vault: Arc<Mutex<Option<Arc<Vault>>>>,
    clock: Clock,
    changes: Changes,
}

/// A vault that was just made, and the words that bring it back. They are shown once.
pub struct Setup {
    /// The open vault.
    pub profile: Profile,
    /// Twenty-four words, to be written down.
    pub recovery_words: Zeroizing<String>,
}

debug_without_content!(Setup);

impl Profile {
    /// Makes a vault in a folder: its keys, its owner's account and its recovery words.
    /// `name` is how others see what the owner writes. Say [`Profile::words_were_shown`] once
    /// they were: a vault of this PIN whose words were never shown and that holds nothing, as a
    /// killed creation leaves it, is made anew.
    ///
    /// # Errors
    /// [`CompanionError::AlreadyThere`], [`CompanionError::InvalidInput`] for a short
    /// PIN, storage errors.
    pub fn create(
        folder: &Path,
        pin: &str,
        name: &str,
        clock: Clock,
    ) -> Result<Setup, CompanionError> {
        let pin = read_pin(pin)?;
        match Self::make(folder, &pin, name, clock.clone()) {
            Err(CompanionError::AlreadyThere) if discard_unseen(folder, &pin, &clock)? => {
                Self::make(folder, &pin, name, clock)
            }
            made => made,
        }
    }

    /// Remembers that a new vault's recovery words were shown: it is never made anew from now on.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn words_were_shown(&self) -> Result<(), CompanionError> {
        self.write(|tx| settings::set_words_pending(tx, false))
    }

    fn make(folder: &Path, pin: &Pin, name: &str, clock: Clock) -> Result<Setup, CompanionError> {
        let mut rng = chance::system();
        let made = Vault::create_with(folder, pin, &mut rng, |tx, entropy, rng| {
            let signing = SigningSecret::random(rng);
            let wrap = WrapSecret::random(rng);
            insert_identity(tx, &Identity { signing, wrap })?;
            settings::set_owner_name(tx, name.trim())?;
            settings::set_own_record(tx, &chance::id())?;
            settings::set_words_pending(tx, true)?;
            let words = PaperKeys::derive(entropy.expose());
            let paper = (MemberKind::WORDS, &words);
            let account = groups::begin(tx, ChainKind::ACCOUNT, name.trim(), paper)?;
            settings::set_account(tx, &account)?;
            projection::bring_up_to_date(tx)
        });
        let (vault, entropy) = made?;
        Ok(Setup {
            profile: Self::of(vault, clock)?,
            recovery_words: to_24_words(entropy.expose()),
        })
    }

    /// Opens a vault with its PIN.
    ///
    /// # Errors
    /// [`CompanionError::WrongPin`], [`CompanionError::NotFound`],
    /// [`CompanionError::Busy`], [`CompanionError::Damaged`].
    pub fn unlock(folder: &Path, pin: &str, clock: Clock) -> Result<Self, CompanionError> {
        Self::of(Vault::open(folder, &read_pin(pin)?, clock.uptime())?, clock)
    }

    /// Opens a vault with its twenty-four recovery words.
    ///
    /// # Errors
    /// As [`Profile::unlock`]; [`CompanionError::InvalidInput`] for other words.
    pub fn unlock_with_words(
        folder: &Path,
        words: &str,
        clock: Clock,
    ) -> Result<Self, CompanionError> {
        let entropy = RecoveryEntropy::from_bytes(*from_24_words(words)?);
        Self::of(Vault::open_with_words(folder, &entropy)?, clock)
    }

    pub(crate) fn of(vault: Vault, clock: Clock) -> Result<Self, CompanionError> {
        if !vault.read(projection::is_up_to_date)? {
            vault.write(projection::bring_up_to_date)?;
        }
        Ok(Self {
            vault: Arc::new(Mutex::new(Some(Arc::new(vault)))),
            clock,
            changes: Changes::default(),
        })
    }

    /// Locks: every handle answers [`CompanionError::Locked`] from now on, and the
    /// vault is closed as soon as a call under way ends.
    pub fn lock(&self) {
        *self.vault.lock().unwrap_or_else(PoisonError::into_inner) = None;
        self.changes.note_locked();
    }

    pub(crate) fn vault(&self) -> Result<Arc<Vault>, CompanionError> {
        let vault = self.vault.lock().unwrap_or_else(PoisonError::into_inner);
        vault.clone().ok_or(CompanionError::Locked)
    }

    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        self.vault()?.read(work)
    }

    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, CompanionError>,
    ) -> Result<T, CompanionError> {
        let done = self.vault()?.write(work)?;
        self.changes.note();
        Ok(done)
    }

    pub(crate) fn changes(&self) -> &Changes {
        &self.changes
    }

    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
    }

    pub(crate) fn moment(&self) -> Moment {
        Moment {
            now_ms: self.clock.now_ms(),
        }
    }
}

/// Destroys a vault that this PIN opens, whose words nobody ever saw and in which nothing was
/// done; says whether it did. Any other vault stays.
fn discard_unseen(folder: &Path, pin: &Pin, clock: &Clock) -> Result<bool, CompanionError> {
    let vault = match Vault::open(folder, pin, clock.uptime()) {
        Ok(vault) => vault,
        Err(VaultError::Wiped) => return Err(VaultError::Wiped.into()),
        Err(_) => return Ok(false),
    };
    let unseen = vault.read(|tx| {
        let unused = load_strands(tx)?.is_empty() && settings::server(tx)?.is_none();
        let words = settings::words_pending(tx)? && settings::words_checked_on(tx)?.is_none();
        Ok::<_, CompanionError>(words && unused && load_groups(tx)?.len() == 1)
    })?;
    if unseen && EmergencyCard::load(folder) == Ok(None) {
        vault.destroy()?;
        return Ok(true);
    }
    Ok(false)
}

pub(crate) fn read_pin(typed: &str) -> Result<Pin, CompanionError> {
    Pin::new(typed)
        .map_err(|error: PinError| CompanionError::invalid("short_pin", error.to_string()))
}
