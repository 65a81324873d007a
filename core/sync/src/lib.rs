//! The sync client's engine as a state machine.
