//! One file per command; each turns typed words into one call of the façade.

pub mod backup;
pub mod conflicts;
pub mod destroy;
pub mod doctor;
pub mod fact;
pub mod init;
pub mod join;
pub mod medicine;
pub mod paper;
pub mod person;
pub mod pin;
pub mod profile;
pub mod restore;
pub mod serve;
pub mod share;
pub mod storage;
pub mod sync;
pub mod team;
pub mod visit;
pub mod words;
