//! Records of programmes: who helps whom with what, where, and how sure that is.

use crate::assemble::Assembly;
use crate::compile::no_such;
use crate::contact::{Contact, Month};
use crate::error::PackError;
use crate::fact_type::PlaceKind;
use crate::groundwork::CONFIDENCES;
use crate::keys::to_date;
use crate::raw;
use crate::source::At;
use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A record may name so many places; Korea has fewer cities and provinces.
const MOST_PLACES: usize = 300;
/// What was last known longer ago is to be checked first.
const KNOWN_FOR_MONTHS: i32 = 24;

/// How a programme stands on a day; those that may help now come first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ProgrammeState {
    /// It ran when it was last known.
    Running,
    /// Somebody wrote of it; whether it is so isn't confirmed.
    Unconfirmed,
    /// It begins later than the day asked about; no pack writes that.
    NotBegun,
    /// It is over.
    Ended,
    /// Kept for what it tells of an earlier time.
    History,
}

impl ProgrammeState {
    /// As it is printed.
    pub(crate) const fn id(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::Unconfirmed => "unconfirmed",
            Self::NotBegun => "not_begun",
            Self::Ended => "ended",
            Self::History => "history",
        }
    }
}

/// When something was last known to be so: a month, or a year where no month is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct LastKnownIn {
    /// The first month that may be meant.
    first: Month,
    whole_year: bool,
}

impl LastKnownIn {
    fn read(text: &str) -> Option<Self> {
        let whole_year = !text.contains('-');
        let first = if whole_year {
            Month::read(&format!("{text}-01"))
        } else {
            Month::read(text)
        };
        first.map(|first| Self { first, whole_year })
    }

    /// Such as 2025-05, or 2025.
    pub(crate) fn written(self) -> String {
        let month = self.first.written();
        match month.rsplit_once('-') {
            Some((year, _)) if self.whole_year => year.to_owned(),
            _ => month,
        }
    }

    /// Whether that is too long ago to go by; of a year its first month counts.
    fn is_old(self, day: Date) -> bool {
        self.first.months_until(day) > KNOWN_FOR_MONTHS
    }
}

/// A record, read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Programme {
    pub(crate) id: String,
    /// Ids of provinces and cities; empty where it isn't tied to a place.
    pub(crate) places: Vec<String>,
    /// As it was when it was last known.
    state: WrittenState,
    pub(crate) known: Option<LastKnownIn>,
    pub(crate) from: Option<Date>,
    pub(crate) until: Option<Date>,
    pub(crate) confidence: String,
    pub(crate) cites: Vec<String>,
    pub(crate) contact: Contact,
    pub(crate) languages: Vec<String>,
    pub(crate) title: Text,
    pub(crate) who: Text,
    pub(crate) what: Text,
    pub(crate) hours: Option<Text>,
    pub(crate) cost: Option<Text>,
    pub(crate) say_ko: String,
}

/// The states that a pack may write.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum WrittenState {
    Running,
    Unconfirmed,
    Ended,
    History,
}

impl Programme {
    /// How it stands on a day, in a pack that is looked after until `review_by`: days
    /// decide, and what ran is unconfirmed once nobody looks after it.
    pub(crate) fn state_on(&self, day: Date, review_by: Date) -> ProgrammeState {
        match self.state {
            WrittenState::Ended => ProgrammeState::Ended,
            WrittenState::History => ProgrammeState::History,
            _ if self.until.is_some_and(|until| until < day) => ProgrammeState::Ended,
            _ if self.from.is_some_and(|from| day < from) => ProgrammeState::NotBegun,
            WrittenState::Running if day <= review_by => ProgrammeState::Running,
            WrittenState::Running | WrittenState::Unconfirmed => ProgrammeState::Unconfirmed,
        }
    }

    /// Whether it is to be checked first, because it was known long ago or nobody knows
    /// when.
    pub(crate) fn is_old(&self, day: Date) -> bool {
        self.known.is_none_or(|known| known.is_old(day))
    }

    /// What of it decides where and when it is offered.
    pub(crate) fn rule(&self) -> impl PartialEq + use<'_> {
        let days = (self.state, self.known, self.from, self.until);
        (days, &self.places)
    }

    /// What of it is only told.
    pub(crate) fn words(&self) -> impl PartialEq + use<'_> {
        let texts = (&self.title, &self.who, &self.what, &self.hours, &self.cost);
        let asking = (&self.contact, &self.languages, &self.say_ko);
        (texts, asking, &self.confidence, &self.cites)
    }
}

impl Assembly<'_> {
    pub(crate) fn read_programmes(
        &mut self,
        contacts: &BTreeMap<String, Contact>,
    ) -> Vec<Programme> {
        let mut programmes: Vec<Programme> = Vec::new();
        let mut ids: BTreeSet<&str> = BTreeSet::new();
        self.each(
            ("programme", |file| &file.programme),
            |programme| &programme.id,
            |this, programme, at| {
                let made = if ids.insert(&programme.id) {
                    this.programme(programme, contacts, &at)
                } else {
                    at.key("id").fail("two programmes have this id")
                };
                programmes.extend(this.complaints.keep(made));
            },
        );
        programmes
    }

    fn programme(
        &self,
        written: &raw::Programme,
        contacts: &BTreeMap<String, Contact>,
        at: &At,
    ) -> Result<Programme, PackError> {
        if !CONFIDENCES.contains(&written.confidence.as_str()) {
            let known = CONFIDENCES.join(", ");
            return at.key("confidence").fail(format!(
                "confidence is one of {known}; nobody is sent to what is unverified (U)"
            ));
        }
        if written.cite.is_empty() {
            return at
                .key("cite")
                .fail("a programme needs a citation: cite = [\"the id of a [[cite]]\"]");
        }
        for (place, cite) in written.cite.iter().enumerate() {
            self.cited(cite, &at.key("cite").place(place))?;
        }
        self.places(&written.places, &at.key("where"))?;
        let day = |key: &str, day: Option<&toml::value::Datetime>| {
            day.map(|day| to_date(day, &at.key(key))).transpose()
        };
        let (from, until) = (
            day("from", written.from.as_ref())?,
            day("until", written.until.as_ref())?,
        );
        let known = self.known(written, at)?;
        days_fit(written.state, (from, until), at)?;
        Ok(Programme {
            id: written.id.clone(),
            places: written.places.clone(),
            state: written.state,
            known,
            from,
            until,
            confidence: written.confidence.clone(),
            cites: written.cite.clone(),
            contact: whom_to_ask(&written.contact, contacts, &at.key("contact"))?,
            languages: written.languages.clone(),
            title: written.title.clone(),
            who: written.who.clone(),
            what: written.what.clone(),
            hours: written.hours.clone(),
            cost: written.cost.clone(),
            say_ko: written.say_ko.clone(),
        })
    }

    /// Provinces and cities of the vocabulary, each once.
    fn places(&self, places: &[String], at: &At) -> Result<(), PackError> {
        if places.len() > MOST_PLACES {
            return at.fail(format!("a programme may name {MOST_PLACES} places at most"));
        }
        let mut seen = BTreeSet::new();
        for (number, id) in places.iter().enumerate() {
            let at = at.place(number);
            let place = self.vocabulary.place(id);
            if place.is_none_or(|place| place.kind == PlaceKind::Centre) {
                let known = self.vocabulary.places.iter();
                let known = known.filter(|place| place.kind != PlaceKind::Centre);
                let known = known.map(|place| place.id.as_str());
                return at.fail(no_such("province or city", id, known));
            }
            if !seen.insert(id) {
                return at.fail("this place is named twice");
            }
        }
        Ok(())
    }

    fn known(&self, written: &raw::Programme, at: &At) -> Result<Option<LastKnownIn>, PackError> {
        let at = at.key("known");
        let Some(text) = &written.known else {
            if written.state == WrittenState::Unconfirmed {
                return Ok(None);
            }
            return at.fail(
                "say when it was last known: known = \"2025-05\" or \"2025\"; only what is unconfirmed may leave it out",
            );
        };
        let Some(known) = LastKnownIn::read(text) else {
            return at.fail("write a month, or a year: known = \"2025-05\" or \"2025\"");
        };
        if known.first.months_until(self.written.info.issued) < 0 {
            return at.fail("`known` lies after the day the pack was issued");
        }
        Ok(Some(known))
    }
}

/// Days belong to what runs or may run; what is over on every day has none.
fn days_fit(
    state: WrittenState,
    (from, until): (Option<Date>, Option<Date>),
    at: &At,
) -> Result<(), PackError> {
    let over = matches!(state, WrittenState::Ended | WrittenState::History);
    if over && (from.is_some() || until.is_some()) {
        let key = if until.is_some() { "until" } else { "from" };
        return at.key(key).fail(
            "what is written as ended or history is so on every day; with `until` write state = \"running\", and it is ended after that day",
        );
    }
    if let (Some(from), Some(until)) = (from, until)
        && until < from
    {
        return at.key("until").fail("`until` lies before `from`");
    }
    Ok(())
}

/// A contact with a number that isn't the immigration office's.
fn whom_to_ask(
    id: &str,
    contacts: &BTreeMap<String, Contact>,
    at: &At,
) -> Result<Contact, PackError> {
    let Some(contact) = contacts.get(id) else {
        let known = contacts.keys().map(String::as_str);
        return at.fail(no_such("contact", id, known));
    };
    if contact.immigration_office {
        return at.fail("nobody is sent to the immigration office to ask for help");
    }
    if contact.phone.is_none() || contact.hours.is_none() || contact.languages.is_empty() {
        return at.fail("whom a programme names needs a phone number, hours and languages");
    }
    Ok(contact.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_month_or_a_year_is_read_and_written_as_it_was() {
        for text in ["2025-05", "2025", "2010", "1999-12"] {
            let known = LastKnownIn::read(text).map(LastKnownIn::written);
            assert_eq!(known.as_deref(), Some(text));
        }
        for text in ["", "25", "2025-13", "2025-5", "2025-05-01", "soon", "20255"] {
            assert_eq!(LastKnownIn::read(text), None, "{text}");
        }
    }

    #[test]
    fn what_was_known_is_old_from_the_twenty_fifth_month_on() {
        let cases = [
            ("2025-05", date(2027, 5, 31), false),
            ("2025-05", date(2027, 6, 1), true),
            ("2025", date(2027, 1, 31), false),
            ("2025", date(2027, 2, 1), true),
            ("2025", date(2020, 1, 1), false),
        ];
        for (text, day, old) in cases {
            let known = LastKnownIn::read(text).unwrap();
            assert_eq!(known.is_old(day), old, "{text} on {day}");
        }
    }
}
