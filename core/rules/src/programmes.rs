//! The directory: which programmes are known for a place, and how sure each is.

use crate::answer::NoteText;
use crate::contact::{Phone, Role};
use crate::error::InputError;
use crate::fact_type::PlaceKind;
use crate::language::Language;
use crate::pack::Pack;
use crate::packs::Packs;
use crate::programme::{LastKnownIn, Programme, ProgrammeState};
use crate::programme_words;
use crate::text::Text;
use crate::value::Places;
use jiff::civil::Date;
use serde::Serialize;

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct ProgrammesQuestion<'a> {
    /// A province, in any usual spelling; all records without a place.
    pub province: Option<&'a str>,
    /// A city or county; it says the province too.
    pub city: Option<&'a str>,
    /// The day it is about.
    pub as_of: Date,
    /// The language of texts.
    pub language: Language,
}

/// What is known, in the order to try it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Programmes {
    /// The day it is about.
    pub as_of: Date,
    /// The place; null where none was asked about.
    pub place: Option<NamedPlace>,
    /// What may help now first, then what is unconfirmed, then what is over.
    pub programmes: Vec<ProgrammeText>,
    /// What to know before; the ambulance first.
    pub notes: Vec<NoteText>,
}

/// A place with its name in the asked language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedPlace {
    /// Its id in the vocabulary.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One programme, for a person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ProgrammeText {
    /// Its id in its pack.
    pub id: String,
    /// What it is called.
    pub title: String,
    /// Whom it is for.
    pub who: String,
    /// What it gives.
    pub what: String,
    /// How it stands on the day.
    pub state: ProgrammeState,
    /// When it was last known to be so, such as 2025-05 or 2025; null where no source says.
    pub known: Option<String>,
    /// The first day; null where none is known.
    pub from: Option<Date>,
    /// The last day; null where none is known.
    pub until: Option<Date>,
    /// Where; empty where it isn't tied to a place.
    #[serde(rename = "where")]
    pub places: Vec<NamedPlace>,
    /// How sure it is, as of citations.
    pub confidence: String,
    /// Whether it is somewhere to go now.
    pub offered: bool,
    /// Whether what is known is more than 24 months old, or of no known time.
    pub check_first: bool,
    /// How it stands, in a sentence.
    pub standing: String,
    /// The number to ask at.
    pub phone: String,
    /// Who answers there.
    pub answers: String,
    /// When they answer.
    pub phone_hours: Option<String>,
    /// In which languages they answer, as tags.
    pub phone_languages: Vec<String>,
    /// When the programme itself is open; null where that isn't known.
    pub hours: Option<String>,
    /// The languages of the programme itself, as tags; empty where they aren't known.
    pub languages: Vec<String>,
    /// What it costs; null where that isn't known.
    pub cost: Option<String>,
    /// How to ask, in Korean.
    pub say_ko: String,
    /// Ids of its sources.
    pub cites: Vec<String>,
    /// Its sources, one line each.
    pub sources: Vec<String>,
    /// The pack it is from.
    pub pack: String,
}

/// Where somebody is, by ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Place {
    province: Option<String>,
    city: Option<String>,
}

impl Packs {
    /// The programmes known for a place on a day, in the order to try them, each with how
    /// sure it is.
    ///
    /// What ran when it was last known comes first, then what is unconfirmed, then what has
    /// not begun, has ended or is history; only the first is offered. Within each, what is
    /// for the place comes before what isn't tied to one.
    ///
    /// # Errors
    /// [`InputError`] for a place that isn't known, or a city that lies elsewhere.
    pub fn programmes(&self, question: &ProgrammesQuestion<'_>) -> Result<Programmes, InputError> {
        let place = self.place_of(question)?;
        let mut told: Vec<(Nearness, ProgrammeText)> = Vec::new();
        for index in self.in_use(question.as_of, None).into_values() {
            let shelved = &self.installed[index];
            // A pack without any isn't read for it.
            if shelved.label().programmes.is_empty() {
                continue;
            }
            for programme in &shelved.programmes {
                if let Some(near) = self.nearness(programme, &place) {
                    told.push((near, self.told(programme, shelved, question)));
                }
            }
        }
        let none_of_place = !told.iter().any(|(near, _)| *near != Nearness::Anywhere);
        // Stable: what is equal stays in the order of packs, and as written.
        told.sort_by_key(|(near, one)| (one.state, *near));
        let asked = place.city.as_ref().or(place.province.as_ref());
        let named = asked.map(|id| self.named(id, question.language));
        Ok(Programmes {
            as_of: question.as_of,
            notes: self.notes(named.as_ref().filter(|_| none_of_place), question.language),
            place: named,
            programmes: told.into_iter().map(|(_, one)| one).collect(),
        })
    }

    /// How a record of a pack stands, and whether it is listed: for the pack's own tests.
    pub(crate) fn programme_on(
        &self,
        pack: &Pack,
        id: &str,
        question: &ProgrammesQuestion<'_>,
    ) -> Result<Option<(ProgrammeText, bool)>, InputError> {
        let place = self.place_of(question)?;
        let programme = pack.programmes.iter().find(|one| one.id == id);
        Ok(programme.map(|one| {
            let listed = self.nearness(one, &place).is_some();
            (self.told(one, pack, question), listed)
        }))
    }

    fn place_of(&self, question: &ProgrammesQuestion<'_>) -> Result<Place, InputError> {
        let listed = |kind, typed: Option<&str>| {
            let found = typed
                .map(|typed| self.listed_place(kind, typed, (question.as_of, question.language)));
            found.transpose()
        };
        let province = listed(PlaceKind::Province, question.province)?;
        let city = listed(PlaceKind::City, question.city)?;
        let within = city
            .as_ref()
            .and_then(|city| self.vocabulary.province_of(city));
        if let (Some(province), Some(within)) = (&province, within)
            && province != within
        {
            let name = |id: &str| self.named(id, question.language).name;
            return Err(InputError::new(format!(
                "{:?} lies in {}, not in {}",
                question.city.unwrap_or_default(),
                name(within),
                name(province),
            )));
        }
        Ok(Place {
            province: within.map(str::to_owned).or(province),
            city,
        })
    }

    /// How near a programme is; `None` where it is for other places.
    fn nearness(&self, programme: &Programme, place: &Place) -> Option<Nearness> {
        let among = |id: &Option<String>| {
            let id = id.as_ref();
            id.is_some_and(|id| programme.places.contains(id))
        };
        let within_province = |id: &String| {
            place.city.is_none()
                && place.province.is_some()
                && self.vocabulary.province_of(id) == place.province.as_deref()
        };
        if programme.places.is_empty() {
            Some(Nearness::Anywhere)
        } else if *place == Place::default() || among(&place.city) {
            Some(Nearness::Here)
        } else if among(&place.province) || programme.places.iter().any(within_province) {
            Some(Nearness::InProvince)
        } else {
            None
        }
    }

    fn told(
        &self,
        programme: &Programme,
        pack: &Pack,
        question: &ProgrammesQuestion<'_>,
    ) -> ProgrammeText {
        let (day, language) = (question.as_of, question.language);
        let words = |text: &Text| text.in_language(language).to_owned();
        let state = programme.state_on(day, pack.info.review_by);
        let contact = &programme.contact;
        let asked = contact.told(day, language);
        let cites = programme.cites.iter().filter_map(|id| pack.cites.get(id));
        let places = programme.places.iter();
        ProgrammeText {
            id: programme.id.clone(),
            title: words(&programme.title),
            who: words(&programme.who),
            what: words(&programme.what),
            state,
            known: programme.known.map(LastKnownIn::written),
            from: programme.from,
            until: programme.until,
            places: places.map(|id| self.named(id, language)).collect(),
            confidence: programme.confidence.clone(),
            offered: state == ProgrammeState::Running,
            check_first: programme.is_old(day),
            standing: programme_words::standing(programme, (state, day), language),
            phone: contact.phone.clone().unwrap_or_default(),
            answers: asked.who,
            phone_hours: asked.hours,
            phone_languages: contact.languages.clone(),
            hours: programme.hours.as_ref().map(words),
            languages: programme.languages.clone(),
            cost: programme.cost.as_ref().map(words),
            say_ko: programme.say_ko.clone(),
            cites: programme.cites.clone(),
            sources: cites.map(|cite| cite.line(language)).collect(),
            pack: pack.info.id.clone(),
        }
    }

    fn named(&self, id: &str, language: Language) -> NamedPlace {
        let place = self.vocabulary.place(id);
        NamedPlace {
            id: id.to_owned(),
            name: place
                .map_or(id, |place| place.text.in_language(language))
                .to_owned(),
        }
    }

    /// The ambulance, and that a place has no record of its own.
    fn notes(&self, without_own: Option<&NamedPlace>, language: Language) -> Vec<NoteText> {
        let note = |id: &str, text: String| NoteText {
            id: id.to_owned(),
            text,
        };
        let first = |phone: &&Phone| phone.role == Some(Role::First);
        let ambulance = self.vocabulary.phones.iter().find(first);
        let number = ambulance.and_then(|phone| phone.contact.phone.as_ref());
        let emergency =
            number.map(|number| note("emergency", programme_words::emergency(number, language)));
        let nothing = without_own.map(|place| {
            let text = programme_words::nothing_listed(&place.name, language);
            note("nothing_listed_here", text)
        });
        emergency.into_iter().chain(nothing).collect()
    }
}

/// How near a programme is, the nearest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Nearness {
    Here,
    InProvince,
    Anywhere,
}
