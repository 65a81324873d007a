//! On which days a verdict holds: everything that depends on the day changes only on
//! certain days, so the verdict is looked at on those and nowhere else.

use crate::eval::World;
use crate::expression::{Expression, Test};
use crate::fact_type::Implied;
use crate::facts::FactState;
use crate::months::plus_days;
use crate::pack::{Pack, Param};
use crate::state::{State, Verdict};
use crate::value::Value;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// The run of days around the day asked about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) becomes: Option<(Verdict, Date)>,
}

/// Days on which something may change.
#[derive(Debug, Default)]
struct Days {
    set: BTreeSet<Date>,
    /// Something depends on the year's parity.
    with_years: bool,
    /// The parameters whose days are there already: many conditions may ask one.
    params: BTreeSet<*const Param>,
}

impl Days {
    fn extend(&mut self, days: impl IntoIterator<Item = Date>) {
        self.set.extend(days);
    }

    fn add_param(&mut self, param: &Param) {
        if self.params.insert(param) {
            for value in &param.values {
                self.extend([value.from]);
                self.extend(value.until.map(|until| plus_days(until, 1)));
            }
        }
    }

    /// With the first days of the years around each: between two other changes, parity
    /// changes the verdict within two years or not at all.
    fn all(self, as_of: Date) -> BTreeSet<Date> {
        let mut days = self.set;
        if self.with_years {
            let years: BTreeSet<i16> = days.iter().chain([&as_of]).map(|day| day.year()).collect();
            for year in years {
                days.extend((year - 1..=year + 2).filter_map(|year| Date::new(year, 1, 1).ok()));
            }
        }
        days
    }
}

impl World<'_> {
    /// The run of days on which a tree has the verdict that it has on `as_of`.
    pub(crate) fn run(&self, pack: &Pack, tree: &Expression, as_of: Date) -> Run {
        let mut days = Days::default();
        self.change_days(pack, tree, as_of, &mut days);
        days.extend(self.kin.map(|kin| kin.days()).unwrap_or_default());
        let days = days.all(as_of);
        let verdict = |day: Date| Verdict::from(self.state_with_kin(pack, tree, day));
        let here = verdict(as_of);
        let later = days.iter().copied().filter(|day| *day > as_of);
        let change = later
            .map(|day| (verdict(day), day))
            .find(|(verdict, _)| *verdict != here);
        let mut from = None;
        for day in days.iter().rev().copied().filter(|day| *day <= as_of) {
            let before = day.yesterday().ok().map(verdict);
            if before.is_none_or(|before| before != here) {
                from = Some(day);
                break;
            }
        }
        let until = change.and_then(|(_, day)| day.yesterday().ok());
        Run {
            from,
            until,
            becomes: change,
        }
    }

    /// The state on a day, with what relatives say on that day.
    fn state_with_kin(&self, pack: &Pack, tree: &Expression, day: Date) -> State {
        match self.kin {
            None => self.state(pack, tree, day),
            Some(kin) => {
                let facts = kin.facts_on(day);
                let world = World {
                    facts: &facts,
                    kin: None,
                    ..*self
                };
                world.state(pack, tree, day)
            }
        }
    }

    /// The days on which another decision may change.
    pub(crate) fn days_of_decision(&self, decision: &str, as_of: Date) -> BTreeSet<Date> {
        let mut days = Days::default();
        if let Some((pack, place)) = self.active.get(decision) {
            let pack = self.pack(*pack);
            self.change_days(pack, &pack.decisions[*place].tree, as_of, &mut days);
        }
        days.all(as_of)
    }

    /// The days on which a condition of the vocabulary may change.
    pub(crate) fn days_of_condition(&self, when: &Expression, as_of: Date) -> BTreeSet<Date> {
        let mut days = Days::default();
        self.change_days(&self.vocabulary.no_pack, when, as_of, &mut days);
        days.all(as_of)
    }

    /// Every day on which the tree's state may differ from the day before.
    fn change_days(&self, pack: &Pack, tree: &Expression, as_of: Date, days: &mut Days) {
        self.every_leaf(pack, tree, &mut |leaf| {
            self.leaf_days(pack, &leaf.test, as_of, days)
        });
        self.every_decision(pack, tree, &mut |other, tree| {
            self.change_days(other, tree, as_of, days)
        });
    }

    fn leaf_days(&self, pack: &Pack, test: &Test, as_of: Date, days: &mut Days) {
        for fact in test.facts() {
            self.fact_days(fact, days);
        }
        match test {
            Test::After { fact, length } => {
                days.extend(self.date(*fact).and_then(|date| length.over(date)));
            }
            Test::Until { fact, length } => {
                let last = self.date(*fact).and_then(|date| length.last(date));
                days.extend(last.map(|last| plus_days(last, 1)));
            }
            Test::YearParity(_) => days.with_years = true,
            Test::Day { from, until } => {
                days.extend(*from);
                days.extend(until.map(|until| plus_days(until, 1)));
            }
            Test::Resident(residence) => {
                if let Some((stretches, _)) = self.stretches(residence, as_of) {
                    days.extend(stretches.iter().map(|stretch| stretch.from));
                }
            }
            Test::Cap {
                param, at: None, ..
            } => days.add_param(&pack.params[*param]),
            Test::Amount { min, max, .. } => {
                for amount in [min, max].into_iter().flatten() {
                    if let crate::expression::Amount::Param(param) = amount {
                        days.add_param(&pack.params[*param]);
                    }
                }
            }
            _ => {}
        }
    }

    /// A fact with a history changes on a day; one that is implied may.
    fn fact_days(&self, fact: usize, days: &mut Days) {
        let about = &self.vocabulary.facts[fact];
        if let Some((since, _)) = about.history {
            days.extend(self.date(since));
        }
        for implied in &about.implied {
            if let Implied::When(when, _) = implied {
                let as_of = Date::MIN;
                self.change_days(&self.vocabulary.no_pack, when, as_of, days);
            }
        }
    }

    fn date(&self, fact: usize) -> Option<Date> {
        match &self.facts[fact] {
            FactState::Known(Value::Date(date)) => Some(*date),
            _ => None,
        }
    }
}
