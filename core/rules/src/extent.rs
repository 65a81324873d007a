//! How much a condition asks, everything it names included: what can't be answered in a
//! moment is refused when packs are read.

use crate::expression::{Expression, Leaf, Test};

/// How much a condition asks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Extent {
    /// Conditions, one within another and one beside another; long lists count for more.
    pub(crate) conditions: u64,
    /// Days on which one of them may change; those of parameters once for each decision.
    pub(crate) days: u64,
    /// How deep they are nested.
    pub(crate) depth: u64,
    /// Some change with every year.
    pub(crate) by_year: bool,
}

/// More than this is nobody's programme.
const MOST_CONDITIONS: u64 = 20_000;
const DEEPEST: u64 = 100;

/// So many values of a list are compared as quickly as one condition is looked at.
const VALUES_OF_ONE: usize = 16;
/// What trips abroad make of one condition on residence: days, and looks at each.
const OF_RESIDENCE: u64 = 20;
/// Days looked at around each other day where the year matters, and that day.
const OF_YEARS: u64 = 5;

/// How much that is asked which a condition names.
pub(crate) trait Named {
    fn criterion(&self, index: usize) -> Extent;
    fn decision(&self, id: &str) -> Extent;
    /// What is asked of other facts where this one is absent, and the day on which it
    /// changes where it has a history.
    fn fact(&self, index: usize) -> Extent;
    /// How many rows a table has.
    fn rows(&self, table: usize) -> usize;
}

impl Extent {
    pub(crate) fn larger(self, other: Self) -> Self {
        Self {
            conditions: self.conditions.max(other.conditions),
            days: self.days.max(other.days),
            depth: self.depth.max(other.depth),
            by_year: self.by_year || other.by_year,
        }
    }

    /// With what stands beside it.
    pub(crate) fn beside(self, other: Self) -> Self {
        Self {
            conditions: self.conditions.saturating_add(other.conditions),
            days: self.days.saturating_add(other.days),
            ..self.larger(other)
        }
    }

    pub(crate) fn is_too_much(self) -> bool {
        self.conditions > MOST_CONDITIONS || self.depth > DEEPEST
    }

    /// How many conditions are looked at until it is known on which days it holds.
    pub(crate) fn looks(self) -> u64 {
        let years = if self.by_year { OF_YEARS } else { 1 };
        let days = self.days.saturating_add(1).saturating_mul(years);
        days.saturating_mul(self.conditions)
    }
}

impl Expression {
    /// How much it asks, where what it names asks this much.
    pub(crate) fn extent(&self, named: &dyn Named) -> Extent {
        let inner = match self {
            Self::All(parts) | Self::Any(parts) | Self::AtLeast(_, parts) => parts
                .iter()
                .map(|part| part.extent(named))
                .fold(Extent::default(), Extent::beside),
            Self::Not(part) => part.extent(named),
            Self::Criterion(index) => named.criterion(*index),
            Self::Decision { id, .. } => named.decision(id),
            Self::Leaf(leaf) => leaf.extent(named),
        };
        Extent {
            conditions: inner.conditions.saturating_add(1),
            depth: inner.depth.saturating_add(1),
            ..inner
        }
    }
}

impl Leaf {
    fn extent(&self, named: &dyn Named) -> Extent {
        let mut extent = Extent {
            by_year: matches!(self.test, Test::YearParity(_)),
            ..Extent::default()
        };
        let long = |values: usize| (values / VALUES_OF_ONE) as u64;
        (extent.conditions, extent.days) = match &self.test {
            Test::Among { values, .. } => (long(values.len()), 0),
            Test::Table { table, values, .. } => (long(values.len() + named.rows(*table)), 0),
            Test::Resident(_) => (OF_RESIDENCE, OF_RESIDENCE),
            Test::After { .. } | Test::Until { .. } => (0, 1),
            Test::Day { .. } => (0, 2),
            _ => (0, 0),
        };
        self.test
            .each_fact(&mut |fact| extent = extent.beside(named.fact(fact)));
        extent
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::state::State;

    /// Criteria that each ask the one before twice, as far as they are known.
    struct Twice(Vec<Extent>);

    impl Named for Twice {
        fn criterion(&self, index: usize) -> Extent {
            self.0[index]
        }
        fn decision(&self, _: &str) -> Extent {
            Extent::default()
        }
        fn fact(&self, _: usize) -> Extent {
            Extent {
                days: 1,
                ..Extent::default()
            }
        }
        fn rows(&self, _: usize) -> usize {
            160
        }
    }

    fn leaf(test: Test) -> Expression {
        Expression::Leaf(Box::new(Leaf {
            test,
            otherwise: State::NotMet,
            note: None,
            absent: None,
        }))
    }

    #[test]
    fn what_is_asked_twice_counts_twice() {
        let mut row = Twice(vec![leaf(Test::YearParity(0)).extent(&Twice(Vec::new()))]);
        for index in 0..60 {
            let twice = vec![Expression::Criterion(index), Expression::Criterion(index)];
            row.0.push(Expression::All(twice).extent(&row));
        }
        let [first, second, third] = [row.0[0], row.0[1], row.0[2]];
        assert_eq!((first.conditions, first.days, first.depth), (1, 1, 1));
        assert_eq!((second.conditions, second.days, second.depth), (5, 2, 3));
        assert_eq!((third.conditions, third.days, third.depth), (13, 4, 5));
        assert!(!row.0[10].is_too_much() && row.0[13].is_too_much());
        assert_eq!(third.looks(), 13 * (4 + 1) * OF_YEARS);
        assert!(row.0[60].looks() > u64::from(u32::MAX));
    }

    #[test]
    fn a_long_table_counts_for_more_than_a_short_one() {
        let test = Test::Table {
            table: 0,
            fact: 0,
            column: 0,
            values: Vec::new(),
        };
        assert_eq!(leaf(test).extent(&Twice(Vec::new())).conditions, 11);
    }
}
