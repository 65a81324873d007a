//! Wire format: ids, keys, envelopes, chains, invitations, recovery words.
