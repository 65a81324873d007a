//! The sync client's engine as a state machine: what happened goes in, what to do
//! comes out.
//!
//! There is no socket, no database and no clock in here, and bodies are opaque
//! bytes: time and chance are arguments of [`Engine::handle`], and every
//! [`Effect`] is carried out by the caller. So a whole fleet can be simulated in one
//! process, and a phone can be killed between any two effects.
//!
//! A device that may be an older copy of itself looks back first: it asks for what it sent before
//! it pushes anything ([`Engine::new`]).
//!
//! The outbox empties only by what the server says it holds ([`Effect::Entry`],
//! [`Effect::Held`]); a sent item is not a held item.

mod arrival;
mod backoff;
mod budget;
mod effect;
mod engine;
mod event;

#[cfg(test)]
mod tests;

pub use arrival::Arrival;
pub use effect::{Effect, Failure};
pub use engine::Engine;
pub use event::{Event, Outgoing};
