//! Conditions within conditions, read from compiled packs: not deeper than packs may be
//! written, whatever the bytes say.

use crate::compile::DEEPEST;
use crate::expression::Expression;
use serde::de::{Deserialize, Deserializer, Error};
use std::cell::Cell;

/// A criterion's name may stand within the deepest condition.
const MOST: usize = DEEPEST + 1;

thread_local! {
    /// How many conditions are being read, one within another.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
}

/// One step down, for as long as it lives.
struct Deeper;

impl Deeper {
    fn step<E: Error>() -> Result<Self, E> {
        if DEPTH.get() >= MOST {
            return Err(E::custom("conditions are nested too deeply"));
        }
        DEPTH.set(DEPTH.get() + 1);
        Ok(Self)
    }
}

impl Drop for Deeper {
    fn drop(&mut self) {
        DEPTH.set(DEPTH.get() - 1);
    }
}

/// One condition within another.
pub(crate) fn one<'de, D: Deserializer<'de>>(reader: D) -> Result<Box<Expression>, D::Error> {
    let _deeper = Deeper::step()?;
    Box::deserialize(reader)
}

/// The conditions within another.
pub(crate) fn many<'de, D: Deserializer<'de>>(reader: D) -> Result<Vec<Expression>, D::Error> {
    let _deeper = Deeper::step()?;
    Vec::deserialize(reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn negated(times: usize) -> Vec<u8> {
        let criterion = postcard::to_allocvec(&Expression::Criterion(0)).unwrap();
        let not = postcard::to_allocvec(&Expression::Not(Box::new(Expression::Criterion(0))));
        let [tag, ..] = not.unwrap()[..] else {
            panic!("nothing written");
        };
        [vec![tag; times], criterion].concat()
    }

    #[test]
    fn conditions_as_deep_as_they_may_be_written_are_read_and_deeper_ones_are_not() {
        let read = |times| postcard::from_bytes::<Expression>(&negated(times));
        assert!(read(MOST).is_ok());
        assert!(read(MOST + 1).is_err());
        assert!(read(1_000_000).is_err());
        assert!(
            read(MOST).is_ok(),
            "what was refused leaves no depth behind"
        );
    }
}
