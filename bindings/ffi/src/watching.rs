//! Subscriptions: what a screen shows, told again whenever it has become something else.
//!
//! Each tells how it is at once, and again after a committed change that made it something else:
//! values in order, none twice in a row, between two changes that follow fast maybe none, and
//! always the last. A listener that throws is told the next all the same. Once the vault is
//! locked, or what is asked can't be read, `on_end` is told once and nothing after it.
//!
//! Listeners are called on a thread of the core's. They hand on what they are told and return;
//! they don't wait for the thread that cancels.

use std::sync::Arc;

use dodam_companion as companion;
use dodam_companion::{CompanionError, Profile as Vault, Told};

use crate::crossing::{Cross, Given, shown};
use crate::{
    DodamError, ListenerError, PaperQuery, PaperView, PersonView, Profile, Reminders,
    RemindersQuestion,
};

shown! {
    /// How a vault stands.
    StatusView of companion::StatusView {
        /// Whether this device enrolled at a server.
        enrolled: bool,
        /// Items that wait for the next sync.
        pending: u64,
        /// Items kept aside because they can't be used.
        quarantined: u64,
        /// Fields that wait for someone to choose.
        conflicts: u64,
        /// When the last sync came to its end, in milliseconds since 1970.
        last_sync_at_ms: Option<i64>,
        /// When everything was last written into a backup, in milliseconds since 1970.
        last_backup_at_ms: Option<i64>,
        /// The day on which the owner last showed that the recovery words are at hand, as
        /// `YYYY-MM-DD`.
        words_checked_on: Option<String>,
    }
}

/// Ends the telling when it is cancelled, or when its last handle is closed.
#[derive(Debug, uniffi::Object)]
pub struct Subscription(companion::Subscription);

#[uniffi::export]
impl Subscription {
    /// Lets nothing more be told once this returns. A listener that is being told something just
    /// then is waited for, except where a listener itself calls this.
    pub fn cancel(&self) {
        self.0.cancel();
    }
}

/// Is told who the people are.
#[uniffi::export(with_foreign)]
pub trait PeopleListener: Send + Sync {
    /// The people as they are now, the owner first.
    fn on_change(&self, people: Vec<PersonView>) -> Result<(), ListenerError>;

    /// That there will be nothing more: `Locked` once the vault was locked.
    fn on_end(&self, error: DodamError) -> Result<(), ListenerError>;
}

/// Is told which papers there are.
#[uniffi::export(with_foreign)]
pub trait PapersListener: Send + Sync {
    /// The papers as they are now, in the order asked for.
    fn on_change(&self, papers: Vec<PaperView>) -> Result<(), ListenerError>;

    /// That there will be nothing more: `Locked` once the vault was locked.
    fn on_end(&self, error: DodamError) -> Result<(), ListenerError>;
}

/// Is told what is due.
#[uniffi::export(with_foreign)]
pub trait RemindersListener: Send + Sync {
    /// The reminders as they are now.
    fn on_change(&self, reminders: Reminders) -> Result<(), ListenerError>;

    /// That there will be nothing more: `Locked` once the vault was locked.
    fn on_end(&self, error: DodamError) -> Result<(), ListenerError>;
}

/// Is told how the vault stands.
#[uniffi::export(with_foreign)]
pub trait StatusListener: Send + Sync {
    /// How it stands now.
    fn on_change(&self, status: StatusView) -> Result<(), ListenerError>;

    /// That there will be nothing more: `Locked` once the vault was locked.
    fn on_end(&self, error: DodamError) -> Result<(), ListenerError>;
}

/// Tells a listener by its two functions. What it throws is its own.
macro_rules! tell {
    ($listener:ident) => {
        move |told| {
            let _ = match told {
                Told::Now(now) => $listener.on_change(now.cross()),
                Told::Ended(error) => $listener.on_end(error.into()),
            };
        }
    };
}

impl Profile {
    fn watch<T: Clone + PartialEq + Send + 'static>(
        &self,
        read: impl Fn(&Vault) -> Result<T, CompanionError> + Send + 'static,
        tell: impl Fn(Told<T>) + Send + 'static,
    ) -> Result<Arc<Subscription>, DodamError> {
        Ok(Arc::new(Subscription(self.inner.watch(read, tell)?)))
    }
}

#[uniffi::export]
impl Profile {
    /// Tells a listener who the people are, from now on.
    ///
    /// Fails with `DeviceFailed` where there can't be another thread.
    pub fn watch_people(
        &self,
        listener: Arc<dyn PeopleListener>,
    ) -> Result<Arc<Subscription>, DodamError> {
        self.watch(Vault::people, tell!(listener))
    }

    /// Tells a listener which papers a query finds, 200 at most, from now on. A kind that there
    /// is not ends it with `InvalidInput`.
    ///
    /// Fails with `InvalidInput` for a day that is none, `DeviceFailed`.
    pub fn watch_papers(
        &self,
        query: PaperQuery,
        listener: Arc<dyn PapersListener>,
    ) -> Result<Arc<Subscription>, DodamError> {
        let query = query.given()?;
        self.watch(move |vault| vault.find_papers(&query, 0), tell!(listener))
    }

    /// Tells a listener what is due, from now on: worked out anew after each change, not as time
    /// passes.
    ///
    /// Fails with `InvalidInput` for a day or a time that is none, `DeviceFailed`.
    pub fn watch_reminders(
        &self,
        question: RemindersQuestion,
        listener: Arc<dyn RemindersListener>,
    ) -> Result<Arc<Subscription>, DodamError> {
        let (installed, clock) = (self.installed.clone(), self.clock.clone());
        let question = question.request()?;
        let read = move |vault: &Vault| {
            let packs = installed.packs();
            let packs = packs.map_err(|_| CompanionError::Damaged("packs"))?;
            vault.reminders(&packs, &question(&clock))
        };
        self.watch(read, tell!(listener))
    }

    /// Tells a listener how the vault stands, from now on.
    ///
    /// Fails with `DeviceFailed` where there can't be another thread.
    pub fn watch_status(
        &self,
        listener: Arc<dyn StatusListener>,
    ) -> Result<Arc<Subscription>, DodamError> {
        self.watch(Vault::status, tell!(listener))
    }
}

#[uniffi::export]
impl Profile {
    /// Gives how the vault stands.
    pub async fn status(&self) -> Result<StatusView, DodamError> {
        self.work(Vault::status).await
    }
}
