//! Ids of entries: 16 random bytes, drawn once by whoever creates the entry.

use core::fmt;
use core::str::FromStr;

use crate::RecordError;

macro_rules! entry_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name([u8; 16]);

        impl $name {
            /// Takes 16 random bytes.
            #[must_use]
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(bytes)
            }

            /// The 16 bytes.
            #[must_use]
            pub const fn as_bytes(&self) -> &[u8; 16] {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($name), "({})"), self)
            }
        }

        impl FromStr for $name {
            type Err = RecordError;

            /// Reads 32 lower-case hexadecimal digits.
            fn from_str(text: &str) -> Result<Self, RecordError> {
                bytes_from_hex(text).map(Self).ok_or(RecordError::InvalidInput)
            }
        }
    };
}

entry_id!(
    /// Names a visit.
    VisitId
);
entry_id!(
    /// Names a paper.
    PaperId
);
entry_id!(
    /// Names one of a paper's files.
    VersionId
);
entry_id!(
    /// Names a course of medicine.
    MedicineId
);
entry_id!(
    /// Names one statement of a fact.
    StatementId
);

/// Only the spelling `Display` gives is read, so that one entry has one key.
fn bytes_from_hex(text: &str) -> Option<[u8; 16]> {
    let digits = text.as_bytes();
    if digits.len() != 32 {
        return None;
    }
    let mut bytes = [0; 16];
    for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
        *byte = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Some(bytes)
}

fn nibble(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        _ => None,
    }
}
