//! What an app can do before anything is unlocked.

use std::path::PathBuf;
use std::sync::Arc;

use dodam_companion::Clock;

use crate::installed::Installed;
use crate::question::read_facts;
use crate::{DodamError, Profile, Question, Report};

/// The way in: one for a process.
#[derive(Debug, Default, uniffi::Object)]
pub struct Companion {
    installed: Installed,
    clock: Clock,
}

/// A vault that was just made.
#[derive(uniffi::Record)]
pub struct Setup {
    /// The vault, open.
    pub profile: Arc<Profile>,
    /// Twenty-four words to write down. They are given once and bring the vault back
    /// when the PIN or the phone is lost.
    pub recovery_words: String,
}

impl core::fmt::Debug for Setup {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Setup(…)")
    }
}

/// An unlocking that was begun: ask the person, then finish it.
#[derive(Debug, uniffi::Object)]
pub struct Challenge {
    folder: PathBuf,
    installed: Installed,
    clock: Clock,
}

#[uniffi::export]
impl Companion {
    /// Makes the way in; nothing is read yet.
    #[uniffi::constructor]
    #[must_use]
    pub fn new() -> Arc<Self> {
        Arc::default()
    }

    /// Answers from what is said here and now. Nothing is read from a vault and nothing
    /// is kept.
    ///
    /// Fails with `InvalidInput` for a fact, a day or a decision that there is not, and
    /// with `Damaged` if a pack does not pass its own tests.
    pub fn check(&self, question: &Question) -> Result<Report, DodamError> {
        let request = question.request(self.clock.today())?;
        let packs = self.installed.packs()?;
        let facts = read_facts(packs, &question.facts, request.as_of)?;
        Ok(packs
            .check(&request, &facts)
            .map_err(|_| DodamError::InvalidInput)?
            .into())
    }

    /// Makes a vault in a folder: its keys, its owner's account, its recovery words.
    /// `name` is how others see what the owner writes. A PIN has at least 6 characters.
    ///
    /// Fails with `AlreadyThere`, `InvalidInput` for the PIN or the name, `StorageFull`,
    /// `ReadOnly`.
    pub fn create_vault(&self, folder: &str, pin: &str, name: &str) -> Result<Setup, DodamError> {
        let made =
            dodam_companion::Profile::create(folder.as_ref(), pin, name, self.clock.clone())?;
        let profile = Profile::new(made.profile, &self.installed, &self.clock);
        Ok(Setup {
            profile,
            recovery_words: made.recovery_words.to_string(),
        })
    }

    /// Begins to open a vault. Ask for the PIN, then call `unlock_finish`.
    #[must_use]
    pub fn unlock_begin(&self, folder: &str) -> Arc<Challenge> {
        let (installed, clock) = (self.installed.clone(), self.clock.clone());
        Arc::new(Challenge {
            folder: folder.into(),
            installed,
            clock,
        })
    }
}

#[uniffi::export]
impl Challenge {
    /// Opens the vault with what the person typed.
    ///
    /// Fails with `WrongPin`, `NotFound` where there is no vault, `Busy`, `Damaged`,
    /// `NeedsUpdate`.
    pub fn unlock_finish(&self, secret: &str) -> Result<Arc<Profile>, DodamError> {
        let opened = dodam_companion::Profile::unlock(&self.folder, secret, self.clock.clone())?;
        Ok(Profile::new(opened, &self.installed, &self.clock))
    }

    /// Opens the vault with the twenty-four words instead of the PIN.
    ///
    /// Fails with `InvalidInput` for other words, and as `unlock_finish`.
    pub fn unlock_finish_with_words(&self, words: &str) -> Result<Arc<Profile>, DodamError> {
        let opened =
            dodam_companion::Profile::unlock_with_words(&self.folder, words, self.clock.clone())?;
        Ok(Profile::new(opened, &self.installed, &self.clock))
    }
}
