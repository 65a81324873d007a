//! Who belongs to a group or a strand: a hash-linked chain of signed entries.
//!
//! A **group** (an account or a team) has devices as members, paper ones included; a
//! **strand** has groups. Both begin with a genesis, which names them, and both share
//! an epoch's secret that is wrapped to each member. The actions here are the ones
//! that exist so far; the numbers of the others (remove, rotate, claim, erase) are
//! free, and an entry with an unknown number is refused by this version.

mod acceptance;
mod entry;
mod genesis;
mod member;
mod state;

#[cfg(test)]
mod tests;

pub use acceptance::Acceptance;
pub use entry::{Action, ChainEntry, MAX_ENTRY_BYTES};
pub use genesis::{Add, ChainKind, Description, Genesis, NewMember};
pub use member::{Member, MemberKind, Role};
pub use state::{Authority, Chain};
