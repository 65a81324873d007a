//! Items of a source and their states.

use serde::{Deserialize, Serialize};

/// What became of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// A pack or a row holds it.
    Modelled,
    /// It is left out, for a reason.
    NotModelled,
    /// It can't be relied on before a person has checked it.
    Review,
}

impl State {
    /// Every state, in the order they are shown.
    pub const ALL: [Self; 3] = [Self::Modelled, Self::NotModelled, Self::Review];

    /// The word that programs and files use.
    pub const fn id(self) -> &'static str {
        match self {
            Self::Modelled => "modelled",
            Self::NotModelled => "not_modelled",
            Self::Review => "review",
        }
    }
}

/// One file of `coverage/`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Source {
    /// Its id, which is the file's name too.
    pub source: String,
    /// What it is.
    pub title: String,
    /// Of when it is, as it says itself.
    pub dated: String,
    /// What it says.
    #[serde(rename = "item")]
    pub items: Vec<Item>,
}

/// One thing that a source says.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// Unique in its source.
    pub id: String,
    /// What the source says, in the project's own words.
    pub says: String,
    /// What became of it.
    pub state: State,
    /// Where it is, in the form that `docs/coverage.md` gives.
    #[serde(default, rename = "where")]
    pub places: Vec<String>,
    /// Why it isn't modelled, or what is to be reviewed.
    #[serde(default)]
    pub reason: Option<String>,
    /// General knowledge that nothing confirmed; it is never modelled.
    #[serde(default)]
    pub unverified: bool,
}

/// A source with its counts and the items that were asked for.
#[derive(Debug, Serialize)]
pub struct SourceReport {
    /// The source's id.
    pub source: String,
    /// What it is.
    pub title: String,
    /// Of when it is.
    pub dated: String,
    /// How many of all its items are modelled.
    pub modelled: usize,
    /// How many aren't.
    pub not_modelled: usize,
    /// How many wait for review.
    pub review: usize,
    /// The items in the state that was asked for.
    pub items: Vec<Item>,
}

impl SourceReport {
    /// Counts all items and keeps those in a state.
    pub fn new(source: Source, state: Option<State>) -> Self {
        let count = |state| {
            let those = source.items.iter().filter(|item| item.state == state);
            those.count()
        };
        let (modelled, not_modelled) = (count(State::Modelled), count(State::NotModelled));
        let review = count(State::Review);
        let mut items = source.items;
        items.retain(|item| state.is_none_or(|state| item.state == state));
        Self {
            source: source.source,
            title: source.title,
            dated: source.dated,
            modelled,
            not_modelled,
            review,
            items,
        }
    }
}
