//! Journeys over the real façade, the real server and real HTTP on loopback. Everybody
//! in them is synthetic.
#![expect(clippy::unwrap_used, reason = "what fails here fails the test")]

mod backups;
mod doctor;
mod house;
mod locking;
mod offline;
mod older_copy;
mod paper_edits;
mod papers;
mod profiles;
mod refusals;
mod reminders;
mod sharing;
