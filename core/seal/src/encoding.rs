//! One value, one encoding: CBOR arrays with a fixed field order, checked on reading
//! by encoding again.

use crate::error::SealError;
use minicbor::{Decode, Encode};

/// Encodes a value; the same value always gives the same bytes.
#[must_use]
pub fn encode<T: Encode<()>>(value: &T) -> Vec<u8> {
    minicbor::to_vec(value).expect("writing to a Vec does not fail")
}

/// Decodes a value of at most `cap` bytes and refuses every encoding but its one
/// canonical one, trailing bytes included.
///
/// # Errors
/// [`SealError::TooLarge`] above `cap`, [`SealError::Malformed`] otherwise, both
/// naming `what`.
pub fn decode<'b, T>(bytes: &'b [u8], cap: usize, what: &'static str) -> Result<T, SealError>
where
    T: Decode<'b, ()> + Encode<()>,
{
    if bytes.len() > cap {
        return Err(SealError::TooLarge(what));
    }
    let value: T = minicbor::decode(bytes).map_err(|_| SealError::Malformed(what))?;
    if encode(&value) == bytes {
        Ok(value)
    } else {
        Err(SealError::Malformed(what))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::{ActorId, Hash, Mark};

    #[test]
    fn only_the_canonical_encoding_is_read() {
        let mark = Mark {
            actor: ActorId::from_bytes([1; 32]),
            sequence: 5,
            hash: Hash::NONE,
        };
        let bytes = encode(&mark);
        assert_eq!(decode::<Mark>(&bytes, 100, "mark"), Ok(mark));

        let mut long_number = bytes.clone();
        let at = long_number.iter().position(|byte| *byte == 5).unwrap();
        long_number.splice(at..=at, [0x18, 5]);
        let mut trailing = bytes.clone();
        trailing.push(0);
        for (bytes, what) in [(long_number, "long number"), (trailing, "trailing byte")] {
            assert_eq!(
                decode::<Mark>(&bytes, 100, "mark"),
                Err(SealError::Malformed("mark")),
                "{what}"
            );
        }
        assert_eq!(
            decode::<Mark>(&bytes, 10, "mark"),
            Err(SealError::TooLarge("mark"))
        );
    }
}
