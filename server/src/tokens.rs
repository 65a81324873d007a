use crate::error::ServerError;
use dodam_seal::DeviceId;
use dodam_seal::exchange::Token;
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The token that each enrolled device shows next. Each is good for one request.
///
/// They are in memory only: an idle sync then writes nothing to the disk, a full disk
/// doesn't stop reading, and a restart costs each device one request that says
/// `stale_token`. Only enrolled devices have one, which bounds the map.
#[derive(Debug, Default)]
pub(crate) struct Tokens(Mutex<HashMap<DeviceId, Token>>);

/// What became of a shown token.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Shown {
    /// It was the right one; here is the next.
    Good(Token),
    /// It was not; here is the right one.
    Stale(Token),
}

impl Tokens {
    /// Takes the token a device shows. A right one is used up by this.
    pub(crate) fn show(&self, device: DeviceId, shown: &Token) -> Result<Shown, ServerError> {
        let next = random_token()?;
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let current = tokens.entry(device).or_insert(next);
        if current == shown && *current != next {
            *current = next;
            Ok(Shown::Good(next))
        } else {
            Ok(Shown::Stale(*current))
        }
    }

    /// The token a device shows next.
    pub(crate) fn current(&self, device: DeviceId) -> Result<Token, ServerError> {
        let fresh = random_token()?;
        let mut tokens = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(*tokens.entry(device).or_insert(fresh))
    }
}

fn random_token() -> Result<Token, ServerError> {
    let mut token = Token::default();
    getrandom::fill(&mut token).map_err(|_| ServerError::Failed("randomness"))?;
    Ok(token)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_good_once() {
        let (tokens, device) = (Tokens::default(), DeviceId::from_bytes([1; 32]));
        let Shown::Stale(first) = tokens.show(device, &Token::default()).unwrap() else {
            panic!("zeros are never a token")
        };
        let Shown::Good(second) = tokens.show(device, &first).unwrap() else {
            panic!("the token it was given")
        };
        assert_eq!(tokens.show(device, &first).unwrap(), Shown::Stale(second));
        assert_eq!(tokens.current(device).unwrap(), second);
    }
}
