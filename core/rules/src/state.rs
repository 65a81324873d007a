//! The four states of a criterion and how they combine. The middle two are both "not
//! decided here": one because something isn't known, one because a person must decide.

use serde::{Deserialize, Serialize};

/// The state of a criterion or of a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum State {
    /// It holds.
    Met,
    /// It does not hold.
    NotMet,
    /// Something it needs isn't known.
    Unknown,
    /// A person must decide.
    NeedsDecision,
}

/// The answer to a decision.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Verdict {
    /// Definitely so, by what was said.
    Yes,
    /// Definitely not, by what was said.
    No,
    /// Not known yet.
    Unknown,
    /// A person must decide.
    NeedsDecision,
}

impl Verdict {
    /// As it is written in packs and answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Yes => "YES",
            Self::No => "NO",
            Self::Unknown => "UNKNOWN",
            Self::NeedsDecision => "NEEDS_DECISION",
        }
    }
}

impl From<State> for Verdict {
    fn from(state: State) -> Self {
        match state {
            State::Met => Self::Yes,
            State::NotMet => Self::No,
            State::Unknown => Self::Unknown,
            State::NeedsDecision => Self::NeedsDecision,
        }
    }
}

impl State {
    /// Every state.
    pub const ALL: [Self; 4] = [Self::Met, Self::NotMet, Self::Unknown, Self::NeedsDecision];

    /// As it is written in packs and answers.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Met => "MET",
            Self::NotMet => "NOT_MET",
            Self::Unknown => "UNKNOWN",
            Self::NeedsDecision => "NEEDS_DECISION",
        }
    }

    pub(crate) fn of(holds: bool) -> Self {
        if holds { Self::Met } else { Self::NotMet }
    }

    /// MET and NOT_MET change places.
    pub(crate) fn negated(self) -> Self {
        match self {
            Self::Met => Self::NotMet,
            Self::NotMet => Self::Met,
            undecided => undecided,
        }
    }
}

/// All must hold: the first present of NOT_MET, UNKNOWN, NEEDS_DECISION, MET.
pub(crate) fn all(states: impl Iterator<Item = State>) -> State {
    let mut result = State::Met;
    for state in states {
        match (state, result) {
            (State::NotMet, _) => return State::NotMet,
            (State::Unknown, _) => result = State::Unknown,
            (State::NeedsDecision, State::Met) => result = State::NeedsDecision,
            _ => {}
        }
    }
    result
}

/// One must hold: the first present of MET, UNKNOWN, NEEDS_DECISION, NOT_MET.
pub(crate) fn any(states: impl Iterator<Item = State>) -> State {
    let mut result = State::NotMet;
    for state in states {
        match (state, result) {
            (State::Met, _) => return State::Met,
            (State::Unknown, _) => result = State::Unknown,
            (State::NeedsDecision, State::NotMet) => result = State::NeedsDecision,
            _ => {}
        }
    }
    result
}

/// At least `n` must hold. UNKNOWN only where what the UNKNOWN parts turn out to be could
/// still decide it; where only people can, they are not asked for facts in vain.
pub(crate) fn at_least(n: usize, states: impl Iterator<Item = State>) -> State {
    let (mut met, mut unknown, mut needs_decision) = (0, 0, 0);
    for state in states {
        match state {
            State::Met => met += 1,
            State::Unknown => unknown += 1,
            State::NeedsDecision => needs_decision += 1,
            State::NotMet => {}
        }
    }
    if met >= n {
        State::Met
    } else if met + unknown + needs_decision < n {
        State::NotMet
    } else if unknown > 0 && (met + unknown >= n || met + needs_decision < n) {
        State::Unknown
    } else {
        State::NeedsDecision
    }
}

#[cfg(test)]
mod tests {
    use super::State::{Met, NeedsDecision, NotMet, Unknown};
    use super::*;

    const ORDER: [State; 4] = [Met, NotMet, Unknown, NeedsDecision];

    /// Rows and columns in `ORDER`.
    fn table(combine: impl Fn(State, State) -> State) -> [[State; 4]; 4] {
        ORDER.map(|a| ORDER.map(|b| combine(a, b)))
    }

    #[test]
    fn all_has_its_truth_table() {
        let expected = [
            [Met, NotMet, Unknown, NeedsDecision],
            [NotMet, NotMet, NotMet, NotMet],
            [Unknown, NotMet, Unknown, Unknown],
            [NeedsDecision, NotMet, Unknown, NeedsDecision],
        ];
        assert_eq!(table(|a, b| all([a, b].into_iter())), expected);
        assert_eq!(all(std::iter::empty()), Met);
    }

    #[test]
    fn any_has_its_truth_table() {
        let expected = [
            [Met, Met, Met, Met],
            [Met, NotMet, Unknown, NeedsDecision],
            [Met, Unknown, Unknown, Unknown],
            [Met, NeedsDecision, Unknown, NeedsDecision],
        ];
        assert_eq!(table(|a, b| any([a, b].into_iter())), expected);
        assert_eq!(any(std::iter::empty()), NotMet);
    }

    #[test]
    fn not_swaps_the_ends() {
        assert_eq!(
            ORDER.map(State::negated),
            [NotMet, Met, Unknown, NeedsDecision]
        );
    }

    #[test]
    fn at_least_is_decided_only_when_nothing_can_change_it() {
        let expected = [
            [Met, NotMet, Unknown, NeedsDecision],
            [NotMet, NotMet, NotMet, NotMet],
            [Unknown, NotMet, Unknown, Unknown],
            [NeedsDecision, NotMet, Unknown, NeedsDecision],
        ];
        assert_eq!(table(|a, b| at_least(2, [a, b].into_iter())), expected);
        assert_eq!(at_least(1, [Unknown, Met, NeedsDecision].into_iter()), Met);
        assert_eq!(at_least(2, [Met, NotMet, NotMet].into_iter()), NotMet);
        assert_eq!(
            at_least(2, [Met, NotMet, NeedsDecision].into_iter()),
            NeedsDecision
        );
    }

    #[test]
    fn at_least_asks_for_no_fact_that_can_not_decide_it() {
        let persons = [Met, Unknown, NeedsDecision, NeedsDecision];
        assert_eq!(at_least(3, persons.into_iter()), NeedsDecision);
        assert_eq!(at_least(2, persons.into_iter()), Unknown);
        assert_eq!(at_least(4, persons.into_iter()), Unknown);
    }

    type Combine = fn(State, State) -> State;

    /// Kleene: learning what an UNKNOWN is never overturns a definite result.
    #[test]
    fn no_completion_overturns_a_definite_result() {
        let combine: [Combine; 4] = [
            |a, b| all([a, b].into_iter()),
            |a, b| any([a, b].into_iter()),
            |a, b| at_least(1, [a, b].into_iter()),
            |a, b| at_least(2, [a, b].into_iter()),
        ];
        let completions = |state: State| {
            ORDER
                .into_iter()
                .filter(move |x| *x != Unknown && (state == Unknown || state == *x))
        };
        for combine in combine {
            for (a, b) in ORDER.into_iter().flat_map(|a| ORDER.map(|b| (a, b))) {
                let before = combine(a, b);
                for (x, y) in completions(a).flat_map(|x| completions(b).map(move |y| (x, y))) {
                    let definite = matches!(before, Met | NotMet);
                    assert!(
                        !definite || before == combine(x, y),
                        "{a:?} {b:?} -> {x:?} {y:?}"
                    );
                }
            }
        }
    }
}
