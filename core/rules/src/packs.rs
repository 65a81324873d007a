//! What is installed.

use crate::answer::PackStamp;
use crate::contact::Phone;
use crate::error::PackError;
use crate::fact_type::{FactType, PlaceKind};
use crate::language::Language;
use crate::load;
use crate::pack::{Pack, PackInfo};
use crate::raw::Place;
use crate::shelf::Shelved;
use crate::value::{Places, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Installed packs: linted, compiled, and tested by their own tests.
#[derive(Debug, Clone)]
pub struct Packs {
    pub(crate) vocabulary: Vocabulary,
    pub(crate) vocabulary_sha256: String,
    /// By id, then version.
    pub(crate) installed: Vec<Shelved>,
}

/// The facts, places and phone lines that all packs share.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct Vocabulary {
    pub(crate) facts: Vec<FactType>,
    pub(crate) ids: BTreeMap<String, usize>,
    pub(crate) places: Vec<Place>,
    /// The place each place lies in, as a value.
    pub(crate) within: BTreeMap<String, Value>,
    /// Kind and plain name to place.
    pub(crate) place_names: BTreeMap<(PlaceKind, String), usize>,
    /// The phone lines that everybody may call, as written.
    pub(crate) phones: Vec<Phone>,
    /// Where conditions of the vocabulary itself are evaluated.
    pub(crate) no_pack: Pack,
}

impl Packs {
    /// Reads packs from files: each a path such as `kr.nhi/pack.toml` and its content.
    /// Every pack's own tests run; a pack that fails one is refused.
    ///
    /// # Errors
    /// [`PackError`] naming the file and the place in it.
    pub fn load<P: AsRef<str>, T: AsRef<str>>(files: &[(P, T)]) -> Result<Self, PackError> {
        let files = files
            .iter()
            .map(|(path, text)| (path.as_ref(), text.as_ref()));
        load::load(files.collect())
    }

    /// Reads packs whose tests ran when they were installed: for answers given long ago,
    /// by rules that this program's own tests may have outgrown.
    ///
    /// # Errors
    /// As [`Packs::load`], tests aside.
    pub fn load_archived<P: AsRef<str>, T: AsRef<str>>(
        files: &[(P, T)],
    ) -> Result<Self, PackError> {
        let files = files
            .iter()
            .map(|(path, text)| (path.as_ref(), text.as_ref()));
        Ok(load::untested(files.collect())?.packs)
    }

    /// The same with only these packs. Facts and places that others brought stay known.
    pub(crate) fn only(&self, stamps: &[PackStamp]) -> Self {
        let named = |pack: &&Shelved| {
            let info = pack.info();
            stamps
                .iter()
                .any(|stamp| (&stamp.id, stamp.version) == (&info.id, info.version))
        };
        Self {
            vocabulary: self.vocabulary.clone(),
            vocabulary_sha256: self.vocabulary_sha256.clone(),
            installed: self.installed.iter().filter(named).cloned().collect(),
        }
    }

    /// The day the newest pack was issued, if a clock that shows `today` can't be right
    /// because of it. A day's difference is none: packs are issued in Korea.
    #[must_use]
    pub fn newer_than(&self, today: Date) -> Option<Date> {
        let newest = self.list().map(|info| info.issued).max()?;
        (newest.yesterday().ok()? > today).then_some(newest)
    }

    /// What is installed, in pack order.
    pub fn list(&self) -> impl Iterator<Item = &PackInfo> {
        self.installed.iter().map(Shelved::info)
    }

    /// The pack that answered.
    pub(crate) fn stamped(&self, stamp: &PackStamp) -> Option<&Shelved> {
        let (id, version) = (&stamp.id, stamp.version);
        let mut installed = self.installed.iter();
        installed.find(|pack| (&pack.info().id, pack.info().version) == (id, version))
    }

    /// Every decision, in pack order, each once.
    #[must_use]
    pub fn decisions(&self) -> Vec<&str> {
        let packs = self.installed.iter();
        let decisions = packs.flat_map(|pack| &pack.label().decisions);
        let ids = decisions.map(String::as_str);
        let mut seen = BTreeSet::new();
        ids.filter(|id| seen.insert(*id)).collect()
    }

    /// What a decision is about, in a few words.
    #[must_use]
    pub fn title(&self, decision: &str, language: Language) -> Option<&str> {
        let mut packs = self.installed.iter();
        let deciding = |pack: &&Shelved| pack.label().decisions.iter().any(|id| id == decision);
        let mut decisions = packs.find(deciding)?.decisions.iter();
        let found = decisions.find(|candidate| candidate.id == decision)?;
        Some(found.title.in_language(language))
    }

    /// Every fact of the vocabulary.
    pub fn fact_types(&self) -> impl Iterator<Item = &FactType> {
        self.vocabulary.facts.iter()
    }

    /// One fact of the vocabulary.
    #[must_use]
    pub fn fact_type(&self, id: &str) -> Option<&FactType> {
        self.vocabulary
            .ids
            .get(id)
            .map(|index| &self.vocabulary.facts[*index])
    }

    /// Whether native speakers have checked a pack's texts.
    #[must_use]
    pub fn texts_reviewed(&self, pack: &str, version: u32) -> bool {
        self.list()
            .any(|info| info.id == pack && info.version == version && info.texts_reviewed)
    }

    /// Each decision and the version of its pack that is in use: of those issued by
    /// `known_at`, the newest that had begun on `as_of`, otherwise the first.
    pub(crate) fn active(
        &self,
        as_of: Date,
        known_at: Option<Date>,
    ) -> BTreeMap<&str, (usize, usize)> {
        let mut active = BTreeMap::new();
        for index in self.in_use(as_of, known_at).into_values() {
            let decisions = self.installed[index].label().decisions.iter();
            for (place, decision) in decisions.enumerate() {
                active.insert(decision.as_str(), (index, place));
            }
        }
        active
    }

    /// Each pack's version in use.
    pub(crate) fn in_use(&self, as_of: Date, known_at: Option<Date>) -> BTreeMap<&str, usize> {
        let mut chosen: BTreeMap<&str, usize> = BTreeMap::new();
        for (index, pack) in self.installed.iter().enumerate() {
            let info = pack.info();
            let known = known_at.is_none_or(|known_at| info.issued <= known_at);
            let begun = info.valid_from <= as_of;
            if known && (begun || !chosen.contains_key(info.id.as_str())) {
                chosen.insert(&info.id, index);
            }
        }
        chosen
    }
}

impl Vocabulary {
    pub(crate) fn place(&self, id: &str) -> Option<&Place> {
        self.places.iter().find(|place| place.id == id)
    }

    /// The place that a place lies in.
    pub(crate) fn within(&self, id: &str) -> Option<&Value> {
        self.within.get(id)
    }

    pub(crate) fn places_of(&self, kind: PlaceKind) -> impl Iterator<Item = &Place> {
        self.places.iter().filter(move |place| place.kind == kind)
    }
}

impl Places for Vocabulary {
    fn find(&self, kind: PlaceKind, name: &str) -> Option<&str> {
        let index = self.place_names.get(&(kind, name.to_owned()))?;
        Some(&self.places[*index].id)
    }

    fn province_of(&self, city: &str) -> Option<&str> {
        match self.within(city)? {
            Value::Listed(province) => Some(province),
            _ => None,
        }
    }

    fn names(&self, kind: PlaceKind) -> Box<dyn Iterator<Item = (&str, &str)> + '_> {
        let of_kind = self
            .place_names
            .iter()
            .filter(move |((found, _), _)| *found == kind);
        Box::new(of_kind.map(|((_, name), index)| (name.as_str(), self.places[*index].id.as_str())))
    }
}
