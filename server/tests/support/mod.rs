//! A server in a temporary folder and clients with real keys.

#![allow(dead_code, reason = "each test binary uses some of it")]
#![allow(unused_imports, reason = "the same")]

mod client;
mod keys;
mod server;

pub use client::{Client, Synced, bytes_of};
pub use keys::{Group, Strand};
pub use server::{Reply, Server};
