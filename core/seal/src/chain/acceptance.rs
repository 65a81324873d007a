use crate::encoding::{decode, encode};
use crate::error::SealError;
use crate::ids::{ChainId, Hash, ServerId};
use crate::keys::{SigningSecret, verify};
use crate::purpose::Purpose;
use minicbor::{Decode, Encode};

/// A server says: in this generation of mine, this entry has this place.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct Acceptance {
    /// The chain.
    #[n(0)]
    pub chain: ChainId,
    /// The place.
    #[n(1)]
    pub number: u64,
    /// The entry.
    #[n(2)]
    pub entry: Hash,
    /// The server.
    #[n(3)]
    pub server: ServerId,
    /// How often the server was restored from a backup.
    #[n(4)]
    pub generation: u64,
    #[cbor(n(5), with = "minicbor::bytes")]
    signature: [u8; 64],
}

impl Acceptance {
    /// Signs an entry's place.
    #[must_use]
    pub fn sign(
        chain: ChainId,
        number: u64,
        entry: Hash,
        generation: u64,
        server: &SigningSecret,
    ) -> Self {
        let id = server.server_id();
        let mut acceptance = Self {
            chain,
            number,
            entry,
            server: id,
            generation,
            signature: [0; 64],
        };
        acceptance.signature = server.sign(&acceptance.signed());
        acceptance
    }

    /// Reads an acceptance and checks that the server it names signed it.
    ///
    /// # Errors
    /// [`SealError::Malformed`], [`SealError::BadSignature`].
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, SealError> {
        let acceptance: Self = decode(bytes, 512, "acceptance")?;
        let server = acceptance.server.as_bytes();
        verify(
            server,
            &acceptance.signed(),
            &acceptance.signature,
            "acceptance",
        )?;
        Ok(acceptance)
    }

    /// The bytes that are stored and sent.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(self)
    }

    fn signed(&self) -> Hash {
        let parts: [&[u8]; 5] = [
            self.chain.as_bytes(),
            &self.number.to_le_bytes(),
            self.entry.as_bytes(),
            self.server.as_bytes(),
            &self.generation.to_le_bytes(),
        ];
        Purpose::Acceptance.hash(&parts)
    }
}
