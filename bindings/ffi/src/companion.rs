//! The way in, and how a vault is made and opened.

use std::path::PathBuf;
use std::sync::Arc;

use dodam_companion::rules::Packs;
use dodam_companion::{Clock, Profile as Vault};

use crate::background::in_background;
use crate::crossing::{Cross, debug_without_content};
use crate::installed::Installed;
use crate::pin::{Pin, secret};
use crate::{DodamError, Profile, WaysIn};

/// The way in: one for a process.
#[derive(Debug, Default, uniffi::Object)]
pub struct Companion {
    pub(crate) installed: Installed,
    pub(crate) clock: Clock,
}

/// A vault that was just made.
///
/// Show the words, let the person write them down, then call `words_were_shown`: a vault whose
/// words nobody saw is made anew by the next `create_vault` with the same PIN, as long as
/// nothing is in it.
#[derive(uniffi::Record)]
#[uniffi::export(Debug)]
pub struct Setup {
    /// The vault, open.
    pub profile: Arc<Profile>,
    /// Twenty-four words to write down. They are given once and bring the vault back
    /// when the PIN or the phone is lost.
    pub recovery_words: String,
}

debug_without_content!(Setup);

/// An unlocking that was begun: ask the person, then finish it.
#[derive(Debug, uniffi::Object)]
pub struct Challenge {
    folder: PathBuf,
    installed: Installed,
    clock: Clock,
}

#[uniffi::export]
impl Companion {
    /// Makes the way in; nothing is read yet. With a folder for packs, those that are installed
    /// there answer beside the library's own.
    #[uniffi::constructor(default(packs_folder = None))]
    #[must_use]
    pub fn new(packs_folder: Option<String>) -> Arc<Self> {
        let installed = packs_folder.map(|folder| Installed::at(folder.into()));
        Arc::new(Self {
            installed: installed.unwrap_or_default(),
            clock: Clock::default(),
        })
    }

    /// Says whether a vault lies in a folder, whole or damaged. Only names are looked at, so that
    /// a first screen can ask it while it is drawn.
    #[must_use]
    pub fn holds_vault(&self, folder: String) -> bool {
        Vault::lies_in(folder.as_ref())
    }

    /// Begins to open a vault. Ask for the PIN, then call `unlock_finish`.
    #[must_use]
    pub fn unlock_begin(&self, folder: String) -> Arc<Challenge> {
        let (installed, clock) = (self.installed.clone(), self.clock.clone());
        Arc::new(Challenge {
            folder: folder.into(),
            installed,
            clock,
        })
    }
}

#[uniffi::export]
impl Companion {
    /// Makes a vault in a folder: its keys, its owner's account, its recovery words.
    /// `name` is how others see what the owner writes. A PIN has at least 6 characters; with a
    /// `guard`, 32 bytes that the phone's keystore keeps for this vault, it opens nothing without
    /// them. Takes about a second, on purpose.
    ///
    /// Fails with `InvalidInput` for the PIN, the name or a folder that holds a vault,
    /// `StorageFull`, `DeviceFailed`.
    #[uniffi::method(default(guard = None))]
    pub async fn create_vault(
        &self,
        folder: String,
        pin: String,
        name: String,
        guard: Option<Vec<u8>>,
    ) -> Result<Setup, DodamError> {
        let pin = Pin::new(pin, guard)?;
        self.opened(move |clock| Vault::create(folder.as_ref(), pin.entry(), &name, clock))
            .await
    }

    /// Makes a vault as `create_vault` does, for twenty-four words that the household has on
    /// paper already: whoever holds that sheet can read every vault it serves.
    ///
    /// Fails as `create_vault`, and with `InvalidInput` for a mistake in the words.
    #[uniffi::method(default(guard = None))]
    pub async fn create_vault_with_words(
        &self,
        folder: String,
        pin: String,
        words: String,
        name: String,
        guard: Option<Vec<u8>>,
    ) -> Result<Arc<Profile>, DodamError> {
        let pin = Pin::new(pin, guard)?;
        self.opened(move |clock| {
            Vault::create_with_words(folder.as_ref(), (pin.entry(), &words), &name, clock)
        })
        .await
    }
}

impl Companion {
    /// A way in whose time a test tells.
    #[must_use]
    pub fn with_clock(clock: Clock) -> Arc<Self> {
        let installed = Installed::default();
        Arc::new(Self { installed, clock })
    }

    /// Asks the packs in the background.
    pub(crate) async fn ask<T>(
        &self,
        question: impl FnOnce(&Packs, &Clock) -> Result<T, DodamError> + Send + 'static,
    ) -> Result<T::Out, DodamError>
    where
        T: Cross,
        T::Out: Send + 'static,
    {
        let (installed, clock) = (self.installed.clone(), self.clock.clone());
        in_background(move || Ok(question(&*installed.packs()?, &clock)?.cross())).await
    }

    /// Works in the background on what needs no packs.
    pub(crate) async fn work<T, E>(
        &self,
        work: impl FnOnce(Clock) -> Result<T, E> + Send + 'static,
    ) -> Result<T::Out, DodamError>
    where
        T: Cross,
        T::Out: Send + 'static,
        DodamError: From<E>,
    {
        let clock = self.clock.clone();
        in_background(move || Ok(work(clock)?.cross())).await
    }

    /// Makes or opens a vault in the background.
    pub(crate) async fn opened<T: Opened>(
        &self,
        open: impl FnOnce(Clock) -> Result<T, dodam_companion::CompanionError> + Send + 'static,
    ) -> Result<T::Out, DodamError> {
        let (installed, clock) = (self.installed.clone(), self.clock.clone());
        in_background(move || Ok(open(clock.clone())?.with(&installed, &clock))).await
    }
}

/// What making or opening a vault gives, with what its questions need.
pub(crate) trait Opened {
    /// As it is seen on the other side.
    type Out: Send + 'static;

    /// Hands over the packs and the clock.
    fn with(self, installed: &Installed, clock: &Clock) -> Self::Out;
}

impl Opened for Vault {
    type Out = Arc<Profile>;
    fn with(self, installed: &Installed, clock: &Clock) -> Arc<Profile> {
        Profile::new(self, installed, clock)
    }
}

impl Opened for dodam_companion::Setup {
    type Out = Setup;
    fn with(self, installed: &Installed, clock: &Clock) -> Setup {
        Setup {
            profile: self.profile.with(installed, clock),
            recovery_words: self.recovery_words.cross(),
        }
    }
}

#[uniffi::export]
impl Challenge {
    /// Gives what the vault can be opened with, to be known before somebody is asked.
    ///
    /// Fails with `NotFound` where there is no vault, `Damaged`.
    pub async fn ways_in(&self) -> Result<WaysIn, DodamError> {
        let folder = self.folder.clone();
        in_background(move || Ok(Vault::ways_in(&folder)?.cross())).await
    }

    /// Opens the vault with what the person typed, and the guard that the keystore keeps where
    /// there is one. Takes about a second, on purpose.
    ///
    /// Fails with `WrongPin`, `Rejected` with `needs_guard`, `NotFound` where there is no vault,
    /// `Busy`, `Damaged`, `NeedsUpdate`.
    #[uniffi::method(default(guard = None))]
    pub async fn unlock_finish(
        &self,
        pin: String,
        guard: Option<Vec<u8>>,
    ) -> Result<Arc<Profile>, DodamError> {
        let pin = Pin::new(pin, guard)?;
        self.opened(move |folder, clock| Vault::unlock(&folder, pin.entry(), clock))
            .await
    }

    /// Opens the vault with the 32 bytes that the phone's keystore gives out once it has
    /// recognised its owner.
    ///
    /// Fails with `Rejected` with `wrong_device_secret`: ask for the PIN; and as `unlock_finish`.
    pub async fn unlock_finish_with_device_secret(
        &self,
        device_secret: Vec<u8>,
    ) -> Result<Arc<Profile>, DodamError> {
        let secret = secret(device_secret)?;
        self.opened(move |folder, clock| Vault::unlock_with_device_secret(&folder, &secret, clock))
            .await
    }

    /// Opens the vault with the twenty-four words instead of the PIN.
    ///
    /// Fails with `InvalidInput` for other words, and as `unlock_finish`.
    pub async fn unlock_finish_with_words(
        &self,
        words: String,
    ) -> Result<Arc<Profile>, DodamError> {
        self.opened(move |folder, clock| Vault::unlock_with_words(&folder, &words, clock))
            .await
    }

    /// Opens the vault with the twenty-four words and gives it a new PIN of at least 6
    /// characters.
    ///
    /// Fails with `InvalidInput` for other words or a short PIN, and as `unlock_finish`.
    #[uniffi::method(default(new_guard = None))]
    pub async fn reset_pin(
        &self,
        words: String,
        new_pin: String,
        new_guard: Option<Vec<u8>>,
    ) -> Result<Arc<Profile>, DodamError> {
        let pin = Pin::new(new_pin, new_guard)?;
        self.opened(move |folder, clock| Vault::reset_pin(&folder, &words, pin.entry(), clock))
            .await
    }
}

impl Challenge {
    pub(crate) async fn opened<T: Opened>(
        &self,
        open: impl FnOnce(PathBuf, Clock) -> Result<T, dodam_companion::CompanionError> + Send + 'static,
    ) -> Result<T::Out, DodamError> {
        let (installed, clock) = (self.installed.clone(), self.clock.clone());
        let folder = self.folder.clone();
        in_background(move || Ok(open(folder, clock.clone())?.with(&installed, &clock))).await
    }
}
