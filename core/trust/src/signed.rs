//! A text and the signatures over its exact bytes.

use crate::hex::{self, as_hex};
use crate::index::Index;
use crate::key::{KeyId, PublicKey, SecretKey};
use crate::parse;
use crate::refusal::Refusal;
use crate::root::Root;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The only format of roots and indices that there is.
const FORMAT: u32 = 1;
const LARGEST_TEXT: usize = 2 << 20;

/// A root or an index as text, and who signed exactly this text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Signed {
    signed: String,
    #[serde(deserialize_with = "parse::capped::<_, _, 64>")]
    signatures: Vec<KeySignature>,
}

/// One key's signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeySignature {
    /// Whose it is.
    pub key: KeyId,
    /// Over the role's prefix and the text's bytes.
    pub signature: SignatureBytes,
}

/// An Ed25519 signature.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct SignatureBytes([u8; 64]);

as_hex!(
    SignatureBytes,
    "a signature is 128 hexadecimal digits, small letters"
);

impl SignatureBytes {
    fn from_hex(text: &str) -> Option<Self> {
        hex::decode(text).map(Self)
    }

    fn to_hex(self) -> String {
        hex::encode(&self.0)
    }
}

/// What a signature is for; a signature for one role means nothing in another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Purpose {
    Root,
    Index,
}

impl Purpose {
    const fn prefix(self) -> &'static [u8] {
        match self {
            Self::Root => b"dodam-trust-v1\0root\0",
            Self::Index => b"dodam-trust-v1\0index\0",
        }
    }

    fn message(self, text: &str) -> Vec<u8> {
        [self.prefix(), text.as_bytes()].concat()
    }
}

/// How every signed text begins; what else it says depends on these.
#[derive(Serialize, Deserialize)]
struct Head {
    role: Purpose,
    format: u32,
}

#[derive(Serialize)]
struct Headed<'a, T> {
    #[serde(flatten)]
    head: Head,
    #[serde(flatten)]
    content: &'a T,
}

/// Writes a root and signs it as the first of its signers.
///
/// # Errors
/// [`Refusal::Malformed`]: the root is not a valid one.
pub fn sign_root(root: &Root, key: &SecretKey) -> Result<Signed, Refusal> {
    root.check()?;
    signed(Purpose::Root, root, key)
}

/// Writes an index and signs it as the first of its signers.
///
/// # Errors
/// [`Refusal::Malformed`]: the index is not a valid one.
pub fn sign_index(index: &Index, key: &SecretKey) -> Result<Signed, Refusal> {
    index.check()?;
    signed(Purpose::Index, index, key)
}

fn signed<T: Serialize>(role: Purpose, content: &T, key: &SecretKey) -> Result<Signed, Refusal> {
    let format = FORMAT;
    let head = Head { role, format };
    let text = parse::to_json(&Headed { head, content })?;
    let mut signed = Signed {
        signed: text,
        signatures: Vec::new(),
    };
    signed.add_signature(key)?;
    Ok(signed)
}

impl Signed {
    /// Reads one that stands alone in a file.
    ///
    /// # Errors
    /// [`Refusal::Malformed`], [`Refusal::TooLarge`].
    pub fn parse(bytes: &[u8]) -> Result<Self, Refusal> {
        if bytes.len() > 2 * LARGEST_TEXT {
            return Err(Refusal::TooLarge {
                what: "a signed text",
            });
        }
        parse::json("signed text", parse::utf8(bytes)?)
    }

    /// Writes it as it is kept in files.
    ///
    /// # Errors
    /// None that happen; texts and digits can always be written.
    pub fn to_json(&self) -> Result<String, Refusal> {
        parse::to_json(self)
    }

    /// The exact text that was signed.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.signed
    }

    /// Who signed, unchecked.
    #[must_use]
    pub fn signatures(&self) -> &[KeySignature] {
        &self.signatures
    }

    /// Adds a further signer's signature, in place of an earlier one by the same key.
    /// The text must be a valid root or index.
    ///
    /// # Errors
    /// [`Refusal::Malformed`], [`Refusal::NewerFormat`]: not a text to sign.
    pub fn add_signature(&mut self, key: &SecretKey) -> Result<(), Refusal> {
        let role = self.head()?.role;
        match role {
            Purpose::Root => self.claimed_root().map(drop)?,
            Purpose::Index => self.claimed_index().map(drop)?,
        }
        let id = key.public().id();
        self.signatures.retain(|signature| signature.key != id);
        self.signatures.push(KeySignature {
            key: id,
            signature: SignatureBytes(key.sign(&role.message(&self.signed))),
        });
        Ok(())
    }

    /// The root that the text says it is, **whoever signed it**: to be shown to a signer.
    ///
    /// # Errors
    /// [`Refusal::Malformed`], [`Refusal::NewerFormat`].
    pub fn claimed_root(&self) -> Result<Root, Refusal> {
        self.expect_role(Purpose::Root)?;
        let root: Root = parse::json("root", &self.signed)?;
        root.check()?;
        Ok(root)
    }

    /// The index that the text says it is, **whoever signed it**: to be shown to a signer.
    ///
    /// # Errors
    /// [`Refusal::Malformed`], [`Refusal::NewerFormat`].
    pub fn claimed_index(&self) -> Result<Index, Refusal> {
        self.expect_role(Purpose::Index)?;
        let index: Index = parse::json("index", &self.signed)?;
        index.check()?;
        Ok(index)
    }

    fn head(&self) -> Result<Head, Refusal> {
        if self.signed.len() > LARGEST_TEXT {
            return Err(Refusal::TooLarge {
                what: "a signed text",
            });
        }
        let head: Head = parse::json("signed text", &self.signed)?;
        match head.format {
            FORMAT => Ok(head),
            0 => Err(Refusal::malformed("signed text: formats count from 1")),
            _ => Err(Refusal::NewerFormat),
        }
    }

    fn expect_role(&self, role: Purpose) -> Result<(), Refusal> {
        if self.head()?.role == role {
            return Ok(());
        }
        Err(Refusal::malformed(match role {
            Purpose::Root => "an index stands where a root belongs",
            Purpose::Index => "a root stands where an index belongs",
        }))
    }

    /// Holds if enough of these keys signed the text as a root.
    pub(crate) fn check_root(&self, keys: &[PublicKey], needed: usize) -> Result<(), Refusal> {
        self.check_signatures(Purpose::Root, keys, needed)
    }

    /// Holds if enough of these keys signed the text as an index.
    pub(crate) fn check_index(&self, keys: &[PublicKey], needed: usize) -> Result<(), Refusal> {
        self.check_signatures(Purpose::Index, keys, needed)
    }

    fn check_signatures(
        &self,
        role: Purpose,
        keys: &[PublicKey],
        needed: usize,
    ) -> Result<(), Refusal> {
        let message = role.message(&self.signed);
        let keys: BTreeMap<KeyId, &PublicKey> = keys.iter().map(|key| (key.id(), key)).collect();
        let (mut good, mut bad) = (BTreeSet::new(), false);
        for KeySignature { key: id, signature } in &self.signatures {
            let Some(key) = keys.get(id) else {
                continue;
            };
            if key.verifies(&message, &signature.0) {
                good.insert(*id);
            } else {
                bad = true;
            }
        }
        let found = good.len();
        match (found >= needed.max(1), bad, found) {
            (true, ..) => Ok(()),
            (_, true, _) => Err(Refusal::BadSignature),
            (_, _, 0) => Err(Refusal::UnknownKey),
            _ => Err(Refusal::TooFewSignatures { needed, found }),
        }
    }
}
