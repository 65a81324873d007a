//! The packs this program was built with.

include!(concat!(env!("OUT_DIR"), "/embedded_packs.rs"));
