//! A small structure in a file of its own: canonical CBOR, `[version, body, BLAKE3 of both]`.
//!
//! The checksum tells a damaged file from a wrong secret; it is no defence against a person.

use crate::VaultError;
use dodam_seal::encoding::{decode, encode};
use minicbor::{Decode, Encode};

#[derive(Encode, Decode)]
struct Frame {
    #[n(0)]
    version: u32,
    #[cbor(n(1), with = "minicbor::bytes")]
    body: Vec<u8>,
    #[cbor(n(2), with = "minicbor::bytes")]
    checksum: [u8; 32],
}

/// What a kind of frame is: its version, the purpose its checksum is bound to, its largest size
/// and what a changed one is called.
pub(crate) struct Kind {
    pub(crate) version: u32,
    pub(crate) purpose: &'static str,
    pub(crate) max_bytes: usize,
    pub(crate) what: &'static str,
    pub(crate) damaged: VaultError,
}

impl Kind {
    pub(crate) fn to_bytes<T: Encode<()>>(&self, body: &T) -> Vec<u8> {
        self.around(self.version, encode(body))
    }

    /// A frame around an encoded body.
    pub(crate) fn around(&self, version: u32, body: Vec<u8>) -> Vec<u8> {
        let checksum = self.checksum(version, &body);
        encode(&Frame {
            version,
            body,
            checksum,
        })
    }

    /// Reads a frame's body. Any change since it was written is damage.
    pub(crate) fn read<T: for<'b> Decode<'b, ()> + Encode<()>>(
        &self,
        bytes: &[u8],
    ) -> Result<T, VaultError> {
        let frame: Frame = decode(bytes, self.max_bytes, self.what).map_err(|_| self.damaged)?;
        if frame.checksum != self.checksum(frame.version, &frame.body) {
            return Err(self.damaged);
        }
        if frame.version > self.version {
            return Err(VaultError::NewerVersion);
        }
        decode(&frame.body, self.max_bytes, self.what).map_err(|_| self.damaged)
    }

    fn checksum(&self, version: u32, body: &[u8]) -> [u8; 32] {
        let mut hasher = blake3::Hasher::new_derive_key(self.purpose);
        hasher.update(&version.to_le_bytes()).update(body);
        *hasher.finalize().as_bytes()
    }
}
