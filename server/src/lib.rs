//! Stores and hands out what it cannot read.
