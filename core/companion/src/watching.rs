//! Subscriptions: what a screen shows, told again whenever it has become something else.
//!
//! Every committed write of an open vault counts one change. A subscription has a thread of its
//! own that waits for changes, reads what it is about and tells its listener, so that neither
//! the writer nor another subscription waits for a slow one.

use crate::error::CompanionError;
use crate::profile::Profile;
use std::cell::Cell;
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;

/// What a listener is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Told<T> {
    /// How it is now.
    Now(T),
    /// That it is told nothing more, and why: [`CompanionError::Locked`] once the vault was
    /// locked.
    Ended(CompanionError),
}

/// Ends the telling when it is cancelled or dropped.
#[derive(Debug)]
pub struct Subscription {
    changes: Changes,
    id: u64,
}

impl Subscription {
    /// Lets nothing more be told once this returns. It waits for a listener that is being told
    /// something just then, except where a listener itself calls it.
    pub fn cancel(&self) {
        self.changes.cancel(self.id);
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.cancel();
    }
}

/// What happens to one open vault, for whoever watches it.
#[derive(Debug, Clone, Default)]
pub(crate) struct Changes(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Debug, Default)]
struct State {
    /// How many changes there were.
    count: u64,
    locked: bool,
    next_id: u64,
    /// The subscriptions that go on.
    open: BTreeSet<u64>,
    /// Those whose listener is being told something.
    telling: BTreeSet<u64>,
}

thread_local! {
    /// Whether this thread is telling a listener something.
    static TELLING: Cell<bool> = const { Cell::new(false) };
}

impl Changes {
    /// Counts a change.
    pub(crate) fn note(&self) {
        self.state().count += 1;
        self.0.changed.notify_all();
    }

    /// Lets every subscription end.
    pub(crate) fn note_locked(&self) {
        self.state().locked = true;
        self.0.changed.notify_all();
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(&self, state: MutexGuard<'a, State>) -> MutexGuard<'a, State> {
        let waited = self.0.changed.wait(state);
        waited.unwrap_or_else(PoisonError::into_inner)
    }

    fn subscribe(&self) -> Subscription {
        let mut state = self.state();
        let id = state.next_id;
        state.next_id += 1;
        state.open.insert(id);
        let changes = self.clone();
        Subscription { changes, id }
    }

    fn cancel(&self, id: u64) {
        let mut state = self.state();
        state.open.remove(&id);
        self.0.changed.notify_all();
        // A listener can't wait for itself, nor two for each other.
        while state.telling.contains(&id) && !TELLING.get() {
            state = self.wait(state);
        }
    }

    /// Waits for a change that wasn't seen, and gives its count; `None` once it was cancelled.
    fn next(&self, id: u64, seen: Option<u64>) -> Option<u64> {
        let mut state = self.state();
        loop {
            if !state.open.contains(&id) {
                return None;
            }
            if state.locked || seen != Some(state.count) {
                return Some(state.count);
            }
            state = self.wait(state);
        }
    }

    /// Tells a listener something, unless it was cancelled. One that panics loses only this.
    fn tell(&self, id: u64, tell: impl FnOnce()) {
        {
            let mut state = self.state();
            if !state.open.contains(&id) {
                return;
            }
            state.telling.insert(id);
        }
        TELLING.set(true);
        let _ = catch_unwind(AssertUnwindSafe(tell));
        TELLING.set(false);
        self.state().telling.remove(&id);
        self.0.changed.notify_all();
    }
}

impl Profile {
    /// Tells how something is, at once and whenever a committed write has made it something
    /// else. A listener that is slow misses what lay between, never the last; one that panics
    /// is told the next. When the vault is locked, or what is asked can't be read, it is told so
    /// once and nothing after it. While the vault is paused it is told nothing.
    ///
    /// Listeners are told on a thread of their own: they hand on what they are told and return.
    ///
    /// # Errors
    /// [`CompanionError::OutOfMemory`] where there can't be another thread.
    pub fn watch<T: Clone + PartialEq + Send + 'static>(
        &self,
        read: impl Fn(&Self) -> Result<T, CompanionError> + Send + 'static,
        tell: impl Fn(Told<T>) + Send + 'static,
    ) -> Result<Subscription, CompanionError> {
        let subscription = self.changes().subscribe();
        let (profile, id) = (self.clone(), subscription.id);
        let watch = move || go_on_telling(&profile, id, &read, &tell);
        let begun = thread::Builder::new()
            .name("dodam watch".into())
            .spawn(watch);
        begun.map_err(|_| CompanionError::OutOfMemory)?;
        Ok(subscription)
    }
}

/// What a subscription's thread does until it is cancelled or there is nothing more to tell.
fn go_on_telling<T: Clone + PartialEq>(
    profile: &Profile,
    id: u64,
    read: &dyn Fn(&Profile) -> Result<T, CompanionError>,
    tell: &dyn Fn(Told<T>),
) {
    let changes = profile.changes();
    let (mut seen, mut last) = (None, None);
    while let Some(count) = changes.next(id, seen) {
        seen = Some(count);
        let now = catch_unwind(AssertUnwindSafe(|| read(profile)));
        match now.unwrap_or(Err(CompanionError::Mistake("what is watched"))) {
            Ok(now) if last.as_ref() != Some(&now) => {
                last = Some(now.clone());
                changes.tell(id, || tell(Told::Now(now)));
            }
            Ok(_) => {}
            Err(CompanionError::Rejected { code }) if code == "paused" => {}
            Err(error) => {
                changes.tell(id, || tell(Told::Ended(error)));
                changes.state().open.remove(&id);
            }
        }
    }
}

#[cfg(test)]
mod tests;
