//! The walk that gives a state: no allocation where everything is known.

use crate::expression::{Amount, Expression, Leaf, Residence, Test, stands_for_none};
use crate::fact_type::Implied;
use crate::facts::FactState;
use crate::pack::{Pack, Row};
use crate::packs::{Packs, Vocabulary};
use crate::residence::{self, Stretch};
use crate::state::{State, Verdict, all, any, at_least};
use crate::status_code::lies_under;
use crate::value::Value;
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};

/// What somebody's relatives say for absent facts, day by day.
pub(crate) trait Kin {
    /// The days on which it may change.
    fn days(&self) -> BTreeSet<Date>;
    /// All facts as they are on a day.
    fn facts_on(&self, day: Date) -> Vec<FactState>;
}

/// Facts and packs as they stand for one question.
#[derive(Clone, Copy)]
pub(crate) struct World<'a> {
    pub(crate) vocabulary: &'a Vocabulary,
    pub(crate) packs: &'a Packs,
    pub(crate) active: &'a Active<'a>,
    pub(crate) facts: &'a [FactState],
    /// States of a pack's criteria on a day that were worked out before.
    pub(crate) known_states: Option<KnownStates<'a>>,
    /// Whom the person depends on, where a household is asked about.
    pub(crate) kin: Option<&'a dyn Kin>,
}

/// What a pack's criteria are on a day, by index; `None` where not worked out.
#[derive(Debug, Clone, Copy)]
pub(crate) struct KnownStates<'a> {
    pub(crate) pack: &'a Pack,
    pub(crate) day: Date,
    pub(crate) states: &'a [Option<State>],
}

impl KnownStates<'_> {
    fn of(&self, pack: &Pack, criterion: usize, day: Date) -> Option<State> {
        let same = std::ptr::eq(self.pack, pack) && self.day == day;
        self.states
            .get(criterion)
            .copied()
            .flatten()
            .filter(|_| same)
    }
}

/// Decision id to pack and place in it, of the versions in use.
pub(crate) type Active<'a> = BTreeMap<&'a str, (usize, usize)>;

impl World<'_> {
    pub(crate) fn pack(&self, index: usize) -> &Pack {
        &self.packs.installed[index]
    }

    /// The state of a condition of a pack on a day.
    pub(crate) fn state(&self, pack: &Pack, expression: &Expression, day: Date) -> State {
        let each = |part: &Expression| self.state(pack, part, day);
        match expression {
            Expression::All(parts) => all(parts.iter().map(each)),
            Expression::Any(parts) => any(parts.iter().map(each)),
            Expression::Not(part) => each(part).negated(),
            Expression::AtLeast(count, parts) => at_least(*count, parts.iter().map(each)),
            Expression::Criterion(index) => self
                .known_states
                .and_then(|known| known.of(pack, *index, day))
                .unwrap_or_else(|| each(&pack.criteria[*index].test)),
            Expression::Decision { id, verdict, holds } => {
                let state = self.decision_state(id, day);
                compared(state, *verdict, *holds)
            }
            Expression::Leaf(leaf) => self.leaf(pack, leaf, day),
        }
    }

    /// Another decision's tree; a pack that isn't there answers nothing.
    pub(crate) fn decision_state(&self, id: &str, day: Date) -> State {
        self.active
            .get(id)
            .map_or(State::Unknown, |(pack, decision)| {
                let pack = self.pack(*pack);
                self.state(pack, &pack.decisions[*decision].tree, day)
            })
    }

    fn leaf(&self, pack: &Pack, leaf: &Leaf, day: Date) -> State {
        if let Some(state) = self.state_of_none(leaf) {
            return state;
        }
        match self.test(pack, &leaf.test, day) {
            State::NotMet => leaf.otherwise,
            state => state,
        }
    }

    /// The state where an optional fact says "none" by its absence.
    fn state_of_none(&self, leaf: &Leaf) -> Option<State> {
        leaf.absent?;
        let mut state = None;
        leaf.test.each_fact(&mut |fact| {
            if state.is_none() && self.facts[fact] == FactState::Absent {
                state = stands_for_none(leaf, &self.vocabulary.facts[fact]);
            }
        });
        state
    }

    pub(crate) fn test(&self, pack: &Pack, test: &Test, day: Date) -> State {
        match test {
            Test::Among {
                fact,
                values,
                holds,
            } => self.about(*fact, day, |value| {
                let among = values.iter().any(|listed| matches(value, listed));
                State::of(among == *holds)
            }),
            Test::Amount { facts, min, max } => {
                self.sum(facts, day).map_or(State::Unknown, |krw| {
                    self.within(pack, krw, (*min, *max), day)
                })
            }
            Test::Within { fact, from, until } => self.about(*fact, day, |value| {
                let Value::Date(date) = value else {
                    return State::Unknown;
                };
                let after = from.is_none_or(|from| from <= *date);
                State::of(after && until.is_none_or(|until| *date <= until))
            }),
            Test::Never => State::NotMet,
            Test::Day { from, until } => State::of(
                from.is_none_or(|from| from <= day) && until.is_none_or(|until| day <= until),
            ),
            Test::Later { fact, than, length } => self.about_date(*fact, day, |date| {
                self.about_date(*than, day, |than| {
                    bounded(length.last(than), |end| date > end)
                })
            }),
            Test::After { fact, length } => self.about_date(*fact, day, |date| {
                bounded(length.over(date), |over| over <= day)
            }),
            Test::Until { fact, length } => self.about_date(*fact, day, |date| {
                bounded(length.last(date), |last| day <= last)
            }),
            Test::YearParity(fact) => self.about_date(*fact, day, |date| {
                State::of((date.year() - day.year()) % 2 == 0)
            }),
            Test::Table {
                table,
                fact,
                column,
                values,
            } => self.about(*fact, day, |value| {
                let Value::Status(code) = value else {
                    return State::Unknown;
                };
                looked_up(&pack.tables[*table].rows, code, *column, values)
            }),
            Test::Resident(residence) => self.resident(residence, day),
            Test::Cap { param, used, at } => self.cap(pack, (*param, *used, *at), day),
            Test::Given(fact) => State::of(matches!(self.facts[*fact], FactState::Known(_))),
        }
    }

    fn about(&self, fact: usize, day: Date, decide: impl FnOnce(&Value) -> State) -> State {
        self.see(fact, day).map_or(State::Unknown, decide)
    }

    fn about_date(&self, fact: usize, day: Date, decide: impl FnOnce(Date) -> State) -> State {
        self.about(fact, day, |value| match value {
            Value::Date(date) => decide(*date),
            _ => State::Unknown,
        })
    }

    /// The sum of amounts that are all known.
    fn sum(&self, facts: &[usize], day: Date) -> Option<i64> {
        let krw = |fact: &usize| match self.see(*fact, day)? {
            Value::Krw(krw) => Some(*krw),
            _ => None,
        };
        facts.iter().map(krw).sum()
    }

    fn within(
        &self,
        pack: &Pack,
        krw: i64,
        (min, max): (Option<Amount>, Option<Amount>),
        day: Date,
    ) -> State {
        let bound = |amount: Amount| match amount {
            Amount::Krw(krw) => Some(krw),
            Amount::Param(index) => pack.params[index].on(day),
        };
        let side = |amount: Option<Amount>, fits: &dyn Fn(i64) -> bool| match amount {
            None => State::Met,
            Some(amount) => bound(amount).map_or(State::Unknown, |bound| State::of(fits(bound))),
        };
        let sides = [side(min, &|min| min <= krw), side(max, &|max| krw <= max)];
        all(sides.into_iter())
    }

    fn cap(
        &self,
        pack: &Pack,
        (param, used, at): (usize, usize, Option<usize>),
        day: Date,
    ) -> State {
        let Some(cap) = self.cap_krw(pack, param, at, day) else {
            return State::Unknown;
        };
        self.about(used, day, |value| match value {
            Value::Krw(used) => State::of(*used < cap),
            _ => State::Unknown,
        })
    }

    /// A cap on the day of a date fact, or on the day itself.
    pub(crate) fn cap_krw(
        &self,
        pack: &Pack,
        param: usize,
        at: Option<usize>,
        day: Date,
    ) -> Option<i64> {
        let day = match at {
            None => day,
            Some(fact) => match self.see(fact, day)? {
                Value::Date(date) => *date,
                _ => return None,
            },
        };
        pack.params[param].on(day)
    }

    fn resident(&self, residence: &Residence, day: Date) -> State {
        let Some((stretches, absences_known)) = self.stretches(residence, day) else {
            return State::Unknown;
        };
        match residence::on_day(&stretches, day) {
            None => State::NotMet,
            Some(_) if !absences_known => State::Unknown,
            Some(stretch) => stretch.state,
        }
    }

    /// The stretches of residence, and whether absences are among what is known.
    pub(crate) fn stretches(
        &self,
        residence: &Residence,
        day: Date,
    ) -> Option<(Vec<Stretch>, bool)> {
        let Value::Date(entry) = *self.see(residence.since, day)? else {
            return None;
        };
        let absences = self.see(residence.absences, day);
        let periods = match absences {
            Some(Value::Periods(periods)) => periods.as_slice(),
            _ => &[],
        };
        let rule = residence::Rule {
            months: residence.months,
            tolerated_days: residence.tolerated_days,
            again: residence.again,
            again_within: residence.again_within,
            again_from: residence.again_from,
        };
        Some((
            residence::stretches(entry, periods, rule),
            absences.is_some(),
        ))
    }

    /// A fact's value as a rule sees it on a day, if it is known.
    #[inline]
    pub(crate) fn see(&self, fact: usize, day: Date) -> Option<&Value> {
        let seen = self.in_history(fact, day);
        match &self.facts[seen] {
            FactState::Known(value) => Some(value),
            FactState::Absent | FactState::Declined if seen == fact => self.implied(fact, day),
            _ => None,
        }
    }

    /// The fact that tells about a day: itself, or what was before it.
    #[inline]
    pub(crate) fn in_history(&self, fact: usize, day: Date) -> usize {
        match self.vocabulary.facts[fact].history {
            Some((since, previous)) if matches!(&self.facts[since], FactState::Known(Value::Date(since)) if day < *since) => {
                previous
            }
            _ => fact,
        }
    }

    fn implied(&self, fact: usize, day: Date) -> Option<&Value> {
        let mut rules = self.vocabulary.facts[fact].implied.iter();
        rules.find_map(|implied| match implied {
            Implied::When(when, value) => {
                (self.vocabulary_state(when, day) == State::Met).then_some(value)
            }
            Implied::PlaceOf(city) => match &self.facts[*city] {
                FactState::Known(Value::Listed(city)) => self.vocabulary.within(city),
                _ => None,
            },
        })
    }

    /// Whether a listed city lies in another province than a fact says.
    pub(crate) fn lies_elsewhere(&self, city: usize, province: usize) -> bool {
        match (&self.facts[city], &self.facts[province]) {
            (FactState::Known(Value::Listed(city)), FactState::Known(province)) => {
                let within = self.vocabulary.within(city);
                within.is_some_and(|within| within != province)
            }
            _ => false,
        }
    }

    /// Names the facts that stand in the way of seeing one.
    pub(crate) fn lacking(&self, fact: usize, day: Date, name: &mut dyn FnMut(usize)) {
        let seen = self.in_history(fact, day);
        name(seen);
        if self.facts[seen] != FactState::Absent || seen != fact {
            return;
        }
        for implied in &self.vocabulary.facts[fact].implied {
            match implied {
                Implied::When(when, _) => {
                    let state = self.vocabulary_state(when, day);
                    if matches!(state, State::Unknown | State::NeedsDecision) {
                        self.lacking_in_vocabulary(when, day, name);
                    }
                }
                // The place is asked for itself; a city that was said waits to be confirmed.
                Implied::PlaceOf(city) => {
                    if matches!(self.facts[*city], FactState::Aged | FactState::Guessed) {
                        name(*city);
                    }
                }
            }
        }
    }

    /// Conditions of the vocabulary test facts only; they need no pack.
    pub(crate) fn vocabulary_state(&self, expression: &Expression, day: Date) -> State {
        self.state(&self.vocabulary.no_pack, expression, day)
    }

    fn lacking_in_vocabulary(
        &self,
        expression: &Expression,
        day: Date,
        name: &mut dyn FnMut(usize),
    ) {
        expression.leaves(&mut |leaf| {
            leaf.test.each_fact(&mut |fact| {
                if self.see(fact, day).is_none() {
                    self.lacking(fact, day, name);
                }
            });
        });
    }
}

/// What holds of a day that the calendar has; past its end nothing is known.
fn bounded(day: Option<Date>, holds: impl FnOnce(Date) -> bool) -> State {
    day.map_or(State::Unknown, |day| State::of(holds(day)))
}

/// Whether a value is the listed one; a status also where it is a sub-code of it.
fn matches(value: &Value, listed: &Value) -> bool {
    match (value, listed) {
        (Value::Status(code), Value::Status(listed)) => lies_under(code, listed),
        _ => value == listed,
    }
}

fn compared(state: State, verdict: Verdict, holds: bool) -> State {
    let same = match (state, verdict) {
        (State::Unknown, _) => return State::Unknown,
        (State::NeedsDecision, _) => return State::NeedsDecision,
        (State::Met, Verdict::Yes) | (State::NotMet, Verdict::No) => true,
        _ => false,
    };
    State::of(same == holds)
}

/// The rows a status may be: its longest listed code and, for a coarse code, those of
/// its sub-codes.
pub(crate) fn possible_rows<'a>(rows: &'a [Row], code: &str) -> Vec<&'a Row> {
    let own = rows
        .iter()
        .filter(|row| lies_under(code, &row.code))
        .max_by_key(|row| row.code.len());
    let below = rows
        .iter()
        .filter(|row| row.code != code && lies_under(&row.code, code));
    own.into_iter().chain(below).collect()
}

/// The value a row has where its content still waits for a reviewer.
pub(crate) const REVIEW: &str = "review";

/// The side of a column's test that each row a status may be falls on; a row in review
/// falls on none.
fn sides<'a>(
    rows: &'a [Row],
    code: &str,
    column: usize,
    values: &'a [String],
) -> impl Iterator<Item = State> + use<'a> {
    let possible = possible_rows(rows, code).into_iter();
    possible.map(move |row| match &row.values[column] {
        value if value == REVIEW => State::Unknown,
        value => State::of(values.contains(value)),
    })
}

fn looked_up(rows: &[Row], code: &str, column: usize, values: &[String]) -> State {
    let mut sides = sides(rows, code, column, values);
    let first = sides.next().unwrap_or(State::Unknown);
    if sides.all(|side| side == first) {
        first
    } else {
        State::Unknown
    }
}

/// Whether a status is given too coarsely for a column's test: a sub-code would decide.
pub(crate) fn is_coarse(rows: &[Row], code: &str, column: usize, values: &[String]) -> bool {
    let mut sides = sides(rows, code, column, values);
    let first = sides.next();
    sides.any(|side| Some(side) != first)
}
