//! The one façade: what a screen or a command asks for.
