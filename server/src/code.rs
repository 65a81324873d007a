use core::fmt;
use dodam_seal::Hash;
use dodam_seal::purpose::Purpose;
use rand_core::CryptoRng;

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 12;
const GROUP: usize = 4;

/// A one-time code that an operator hands to someone who may store things here. It
/// gives storage, never trust. 60 bits, shown as `7K2M-9QXA-3DRT`.
#[derive(Clone, PartialEq, Eq)]
pub struct OperatorCode([u8; LENGTH]);

impl OperatorCode {
    pub(crate) fn random<R: CryptoRng>(rng: &mut R) -> Self {
        let mut bytes = [0; LENGTH];
        rng.fill_bytes(&mut bytes);
        Self(bytes.map(|byte| ALPHABET[usize::from(byte % 32)]))
    }

    /// Reads a code as people type it: any case, with or without dashes and spaces, I
    /// and L for 1, O for 0. `None` for anything else.
    #[must_use]
    pub fn from_typed(text: &str) -> Option<Self> {
        let mut code = [0; LENGTH];
        let mut typed = text.chars().filter(|c| !c.is_whitespace() && *c != '-');
        for place in &mut code {
            let letter = match typed.next()?.to_ascii_uppercase() {
                'I' | 'L' => '1',
                'O' => '0',
                other => other,
            };
            *place = u8::try_from(letter).ok()?;
            ALPHABET.contains(place).then_some(())?;
        }
        typed.next().is_none().then_some(Self(code))
    }

    /// What the server remembers of it.
    pub(crate) fn hash(&self) -> Hash {
        Purpose::EnrolCode.hash(&[&self.0])
    }
}

impl fmt::Display for OperatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            let dash = if at > 0 && at % GROUP == 0 { "-" } else { "" };
            write!(f, "{dash}{}", char::from(*byte))?;
        }
        Ok(())
    }
}

impl fmt::Debug for OperatorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("OperatorCode(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_as_people_type_it() {
        let code = OperatorCode(*b"7K2M9QXA10RT");
        assert_eq!(code.to_string(), "7K2M-9QXA-10RT");
        let same = [
            "7K2M-9QXA-10RT",
            "7k2m9qxa10rt",
            " 7K2M 9QXA lort ",
            "7k2m-9qxa-iOrt",
        ];
        for typed in same {
            assert_eq!(
                OperatorCode::from_typed(typed),
                Some(code.clone()),
                "{typed}"
            );
        }
        let other = [
            "",
            "7K2M",
            "7K2M-9QXA-10RT7",
            "7K2M-9QXA-10R!",
            "7K2M-9QXA-10RU",
            "각각각각각각각각각각각각",
        ];
        for typed in other {
            assert_eq!(OperatorCode::from_typed(typed), None, "{typed}");
        }
    }
}
