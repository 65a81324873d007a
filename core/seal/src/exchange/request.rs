use crate::encoding::{decode, encode};
use crate::error::SealError;
use crate::ids::{DeviceId, Hash, ServerId};
use crate::keys::{SigningSecret, verify};
use crate::purpose::Purpose;
use minicbor::bytes::ByteVec;
use minicbor::{Decode, Encode};

/// The most a head may measure, in bytes: cursors of some thousand feeds.
const MAX_HEAD_BYTES: usize = 256 << 10;

/// What a server gave with its previous reply; zeros before the first.
pub type Token = [u8; 16];

/// The signed beginning of a request.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode)]
pub struct RequestHead {
    /// Who asks.
    #[n(0)]
    pub device: DeviceId,
    /// Whom.
    #[n(1)]
    pub server: ServerId,
    /// From the previous reply.
    #[cbor(n(2), with = "minicbor::bytes")]
    pub token: Token,
    /// The question, by path.
    #[n(3)]
    pub question: ByteVec,
    #[cbor(n(4), with = "minicbor::bytes")]
    signature: [u8; 64],
}

impl RequestHead {
    /// Signs a question for a path (always POST).
    #[must_use]
    pub fn sign<Q: Encode<()>>(
        path: &str,
        server: ServerId,
        token: Token,
        question: &Q,
        device: &SigningSecret,
    ) -> Self {
        let question = ByteVec::from(encode(question));
        let id = device.device_id();
        let mut head = Self {
            device: id,
            server,
            token,
            question,
            signature: [0; 64],
        };
        head.signature = device.sign(&head.signed(path));
        head
    }

    /// Reads a head and checks that its device signed it for this path. Whether the
    /// server and the token are the right ones is the server's question.
    ///
    /// # Errors
    /// [`SealError::TooLarge`], [`SealError::Malformed`], [`SealError::BadSignature`].
    pub fn from_bytes(bytes: &[u8], path: &str) -> Result<Self, SealError> {
        let head: Self = decode(bytes, MAX_HEAD_BYTES, "request")?;
        verify(
            head.device.as_bytes(),
            &head.signed(path),
            &head.signature,
            "request",
        )?;
        Ok(head)
    }

    /// The bytes of the request's first frame.
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        encode(self)
    }

    /// Reads the question.
    ///
    /// # Errors
    /// [`SealError::Malformed`] when it is not what the path takes.
    pub fn question<'b, Q: Decode<'b, ()> + Encode<()>>(&'b self) -> Result<Q, SealError> {
        decode(&self.question, MAX_HEAD_BYTES, "question")
    }

    fn signed(&self, path: &str) -> Hash {
        let parts: [&[u8]; 6] = [
            b"POST",
            path.as_bytes(),
            self.device.as_bytes(),
            self.server.as_bytes(),
            &self.token,
            &self.question,
        ];
        Purpose::Request.hash(&parts)
    }
}
