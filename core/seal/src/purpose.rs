//! What a hash, a signature or a derived key is for.

use crate::ids::Hash;

/// The contexts of BLAKE3's key derivation. A string here never changes and is
/// never used for two things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Names an envelope.
    Envelope,
    /// Names a chain entry; a genesis' name is its chain's id.
    ChainEntry,
    /// What a server signs when it accepts a chain entry.
    Acceptance,
    /// What a device signs to say that an actor is its own.
    Introduction,
    /// What a device signs with a request.
    Request,
    /// The key that seals envelopes of an epoch.
    EnvelopeKey,
    /// The key that seals a genesis' description.
    DescriptionKey,
    /// Where an invitation lies at the server.
    InvitationPlace,
    /// The key that seals an invitation.
    InvitationKey,
    /// A paper device's signing key, from its words or sheets.
    PaperSigning,
    /// A paper device's wrap key, from its words or sheets.
    PaperWrap,
    /// How a server remembers a code without knowing it.
    EnrolCode,
}

impl Purpose {
    const fn context(self) -> &'static str {
        match self {
            Self::Envelope => "dodam v1 envelope",
            Self::ChainEntry => "dodam v1 chain entry",
            Self::Acceptance => "dodam v1 acceptance",
            Self::Introduction => "dodam v1 introduction",
            Self::Request => "dodam v1 request",
            Self::EnvelopeKey => "dodam v1 envelope key",
            Self::DescriptionKey => "dodam v1 description key",
            Self::InvitationPlace => "dodam v1 invitation place",
            Self::InvitationKey => "dodam v1 invitation key",
            Self::PaperSigning => "dodam v1 paper signing",
            Self::PaperWrap => "dodam v1 paper wrap",
            Self::EnrolCode => "dodam v1 enrol code",
        }
    }

    /// Hashes the parts, each preceded by its length, so that no two lists of
    /// parts hash alike.
    #[must_use]
    pub fn hash(self, parts: &[&[u8]]) -> Hash {
        let mut hasher = blake3::Hasher::new_derive_key(self.context());
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Hash::from_bytes(*hasher.finalize().as_bytes())
    }
}
