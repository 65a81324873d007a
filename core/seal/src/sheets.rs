//! Recovery sheets: a team's paper device, cut so that k of n people must come
//! together (Shamir's secret sharing over GF(256)).

use crate::error::SealError;
use crate::words::{from_24_words, to_24_words};
use blahaj::{Share, Sharks};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

/// One sheet: what is printed on it.
#[derive(Clone)]
pub struct Sheet {
    /// Which of the sheets it is, counted from 1.
    pub number: u8,
    /// Its 24 words.
    pub words: Zeroizing<String>,
}

impl core::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Sheet({}, …)", self.number)
    }
}

/// Cuts a secret into `of` sheets, any `needed` of which give it back.
///
/// # Errors
/// [`SealError::BadSheets`] unless `2 <= needed <= of`.
pub fn cut<R: CryptoRng>(
    secret: &[u8; 32],
    needed: u8,
    of: u8,
    rng: &mut R,
) -> Result<Vec<Sheet>, SealError> {
    if needed < 2 || needed > of {
        return Err(SealError::BadSheets);
    }
    Sharks(needed)
        .dealer_rng(secret, rng)
        .take(usize::from(of))
        .map(|share| sheet(&share))
        .collect()
}

fn sheet(share: &Share) -> Result<Sheet, SealError> {
    let bytes = Zeroizing::new(Vec::from(share));
    let (number, values) = bytes.split_first().ok_or(SealError::BadSheets)?;
    let values = Zeroizing::new(<[u8; 32]>::try_from(values).map_err(|_| SealError::BadSheets)?);
    Ok(Sheet {
        number: *number,
        words: to_24_words(&values),
    })
}

/// Puts sheets together. Sheets of different teams give a secret too, only not one
/// that opens anything: the caller compares the paper device it derives.
///
/// # Errors
/// [`SealError::BadWords`] for a typing mistake, [`SealError::BadSheets`] with fewer
/// than `needed` different sheets.
pub fn join(sheets: &[Sheet], needed: u8) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let mut shares = Vec::new();
    for sheet in sheets {
        let values = from_24_words(&sheet.words)?;
        let bytes = Zeroizing::new([&[sheet.number], values.as_slice()].concat());
        shares.push(Share::try_from(bytes.as_slice()).map_err(|_| SealError::BadSheets)?);
    }
    let secret = Zeroizing::new(
        Sharks(needed)
            .recover(&shares)
            .map_err(|_| SealError::BadSheets)?,
    );
    secret
        .as_slice()
        .try_into()
        .map(Zeroizing::new)
        .map_err(|_| SealError::BadSheets)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng;

    #[test]
    fn any_two_of_three_sheets_give_the_secret_and_one_does_not() {
        let mut rng = ChaCha20Rng::from_seed([3; 32]);
        let sheets = cut(&[8; 32], 2, 3, &mut rng).unwrap();
        for pair in [[0, 1], [1, 2], [2, 0]] {
            let pair = pair.map(|at| sheets[at].clone());
            assert_eq!(*join(&pair, 2).unwrap(), [8; 32]);
        }
        assert_eq!(join(&sheets[..1], 2).unwrap_err(), SealError::BadSheets);
        let same_twice = [sheets[0].clone(), sheets[0].clone()];
        assert_eq!(join(&same_twice, 2).unwrap_err(), SealError::BadSheets);
        let other = cut(&[9; 32], 2, 3, &mut rng).unwrap();
        assert_ne!(
            *join(&[sheets[0].clone(), other[1].clone()], 2).unwrap(),
            [8; 32]
        );
    }

    #[test]
    fn one_sheet_that_opens_everything_is_never_cut() {
        let mut rng = ChaCha20Rng::from_seed([3; 32]);
        for (needed, of) in [(0, 3), (1, 3), (4, 3)] {
            assert!(cut(&[8; 32], needed, of, &mut rng).is_err());
        }
    }
}
