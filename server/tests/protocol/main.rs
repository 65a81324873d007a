//! The protocol, driven with real bytes: signed requests of real keys against the
//! router, and once over a socket.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

#[path = "../support/mod.rs"]
mod support;

mod attachments;
mod cut;
mod enrolment;
mod feeds;
mod hostile;
mod invitations;
mod items;
mod room;
mod socket;
