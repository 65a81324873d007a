use crate::chance;
use crate::clock::Clock;
use crate::error::CompanionError;
use crate::groups;
use crate::locking::entropy;
use crate::pin_entry::PinEntry;
use crate::projection;
use crate::redact::debug_without_content;
use crate::settings;
use crate::strands::Moment;
use crate::watching::Changes;
use dodam_seal::chain::MemberKind;
use dodam_seal::words::{PaperKeys, to_24_words};
use dodam_seal::{ChainKind, SigningSecret, WrapSecret};
use dodam_vault::{
    EmergencyCard, Identity, Pin, RecoveryEntropy, Transaction, Vault, VaultError, insert_identity,
    load_groups, load_strands,
};
use rand_core::CryptoRng;
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

/// The recovery words of a vault that is being made.
#[derive(Clone, Copy)]
enum Words<'a> {
    /// Nobody has seen them yet.
    Drawn(&'a RecoveryEntropy),
    /// They are on a paper that serves other vaults too.
    Given(&'a RecoveryEntropy),
}

impl<'a> Words<'a> {
    fn entropy(self) -> &'a RecoveryEntropy {
        match self {
            Self::Drawn(entropy) | Self::Given(entropy) => entropy,
        }
    }

    /// Their keys in the account.
    fn keys(self, rng: &mut impl CryptoRng) -> PaperKeys {
        match self {
            Self::Drawn(entropy) => PaperKeys::derive(entropy.expose()),
            Self::Given(entropy) => {
                let mut place = [0];
                rng.fill_bytes(&mut place);
                PaperKeys::derive_for_place(entropy.expose(), place[0])
            }
        }
    }
}

impl Profile {
    /// Makes a vault in a folder: its keys, its owner's account and its recovery words.
    /// `name` is how others see what the owner writes. Say [`Profile::words_were_shown`] once
    /// they were: a vault of this PIN whose words were never shown and that holds nothing, as a
    /// killed creation leaves it, is made anew.
    ///
    /// # Errors
    /// [`CompanionError::AlreadyThere`], [`CompanionError::InvalidInput`] for a short
    /// PIN, storage errors.
    pub fn create<'a>(
        folder: &Path,
        pin: impl Into<PinEntry<'a>>,
        name: &str,
        clock: Clock,
    ) -> Result<Setup, CompanionError> {
        let pin = pin.into().read()?;
        let words = RecoveryEntropy::random(&mut chance::system());
        let made = || Self::make(folder, &pin, name, Words::Drawn(&words), clock.clone());
        let profile = match made() {
            Err(CompanionError::AlreadyThere) if discard_unseen(folder, &pin, &clock)? => made(),
            made => made,
        }?;
        Ok(Setup {
            profile,
            recovery_words: to_24_words(words.expose()),
        })
    }

    /// Makes a vault as [`Profile::create`] does, for twenty-four words that the household has on
    /// paper already: one sheet then brings back several people's vaults, and whoever holds it can
    /// read them all. On a parent's phone that makes the phone an owner of the child's account.
    ///
    /// # Errors
    /// As [`Profile::create`]; [`CompanionError::InvalidInput`] for a mistake in the words.
    pub fn create_with_words<'a>(
        folder: &Path,
        (pin, words): (impl Into<PinEntry<'a>>, &str),
        name: &str,
        clock: Clock,
    ) -> Result<Self, CompanionError> {
        let words = entropy(words)?;
        let pin = pin.into().read()?;
        Self::make(folder, &pin, name, Words::Given(&words), clock)
    }

    /// Remembers that a new vault's recovery words were shown: it is never made anew from now on.
    ///
    /// # Errors
    /// [`CompanionError::Locked`], storage errors.
    pub fn words_were_shown(&self) -> Result<(), CompanionError> {
        self.write(|tx| settings::set_words_pending(tx, false))
    }

    fn make(
        folder: &Path,
        pin: &Pin,
        name: &str,
        words: Words<'_>,
        clock: Clock,
    ) -> Result<Self, CompanionError> {
        let mut rng = chance::system();
        let secrets = (pin, words.entropy());
        let vault = Vault::create_with(folder, secrets, &mut rng, |tx, rng| {
            let signing = SigningSecret::random(rng);
            let wrap = WrapSecret::random(rng);
            insert_identity(tx, &Identity { signing, wrap })?;
            settings::set_owner_name(tx, name.trim())?;
            settings::set_own_record(tx, &chance::id())?;
            match words {
                Words::Drawn(_) => settings::set_words_pending(tx, true)?,
                Words::Given(_) => settings::set_words_checked_on(tx, clock.today())?,
            }
            let keys = words.keys(rng);
            let paper = (MemberKind::WORDS, &keys);
            let account = groups::begin(tx, ChainKind::ACCOUNT, name.trim(), paper)?;
            settings::set_account(tx, &account)?;
            projection::bring_up_to_date(tx).map(drop)
        });
        Self::of(vault?, clock)
    }

    /// Opens a vault with its PIN.
    ///
    /// # Errors
    /// [`CompanionError::WrongPin`], [`CompanionError::NotFound`],
    /// [`CompanionError::Busy`], [`CompanionError::Damaged`].
    pub fn unlock<'a>(
        folder: &Path,
        pin: impl Into<PinEntry<'a>>,
        clock: Clock,
    ) -> Result<Self, CompanionError> {
        let pin = pin.into().read()?;
        Self::of(Vault::open(folder, &pin, clock.uptime())?, clock)
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
        Self::of(Vault::open_with_words(folder, &entropy(words)?)?, clock)
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
