//! Whom to call: read from what packs write, and what a step or a list of lines tells.

use crate::compile::no_such;
use crate::error::{Complaints, PackError};
use crate::groundwork::CONFIDENCES;
use crate::language::Language;
use crate::line_words;
use crate::load::Parsed;
use crate::raw::{self, Opening};
use crate::source::At;
use crate::text::Text;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// How often a contact may open and close in a week of one kind of days.
const MOST_PERIODS: usize = 20;
/// Numbers change; one that was checked longer ago is to be checked first.
const CHECKED_FOR_MONTHS: i32 = 24;
/// Minutes of a day; also its end.
pub(crate) const DAY: u16 = 24 * 60;

/// What a line helps with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Need {
    /// Somebody is in danger now.
    Emergency,
    /// Which hospital, and being understood there.
    Hospital,
    /// The health insurance.
    Insurance,
    /// Help with money and daily life.
    Welfare,
    /// An infection, or the fear of one.
    Infection,
    /// The stay in Korea.
    Stay,
}

/// When a line is named, apart from its hours and languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Role {
    /// Before all others, whatever is asked.
    First,
    /// Also where no line that is open speaks the language.
    General,
    /// Only where something is asked that it helps with.
    OnNeed,
}

/// On which days of the week; holidays aren't known here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Days {
    /// Every day.
    Every,
    /// Monday to Friday.
    Weekdays,
}

impl Days {
    pub(crate) fn include(self, day: Date) -> bool {
        self == Self::Every || day.weekday().to_monday_zero_offset() < 5
    }
}

/// When a line answers, in Korean time, and in which languages then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Period {
    pub(crate) days: Days,
    /// Minutes after midnight; it is open in the first one.
    pub(crate) from: u16,
    /// It is closed from this minute on.
    pub(crate) to: u16,
    pub(crate) languages: Spoken,
}

/// The languages that are surely spoken, and whether there are others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Spoken {
    pub(crate) named: Vec<String>,
    pub(crate) more: bool,
}

/// A month, as a check of a number is dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Month {
    year: i16,
    month: i8,
}

impl Month {
    pub(crate) fn read(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let written = year.len() == 4 && month.len() == 2;
        let first: Date = format!("{text}-01").parse().ok().filter(|_| written)?;
        Some(Self {
            year: first.year(),
            month: first.month(),
        })
    }

    /// Such as 2026-11.
    pub(crate) fn written(self) -> String {
        format!("{}-{:02}", self.year, self.month)
    }

    pub(crate) fn months_until(self, day: Date) -> i32 {
        let months = |year: i16, month: i8| i32::from(year) * 12 + i32::from(month);
        months(day.year(), day.month()) - months(self.year, self.month)
    }
}

/// What steps and lists tell of a contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Contact {
    pub(crate) id: String,
    pub(crate) phone: Option<String>,
    pub(crate) abroad: Option<String>,
    pub(crate) languages: Vec<String>,
    pub(crate) immigration_office: bool,
    pub(crate) who: Text,
    pub(crate) hours: Option<Text>,
    pub(crate) cost: Option<Text>,
    pub(crate) checked: Option<Month>,
    /// Who is called instead by those who read these languages.
    pub(crate) instead: Vec<(Language, Contact)>,
}

/// A contact with what is needed to choose it by the hour.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Phone {
    pub(crate) contact: Contact,
    pub(crate) more_languages: bool,
    /// Empty where its hours aren't confirmed.
    pub(crate) open: Vec<Period>,
    pub(crate) helps: Vec<Need>,
    pub(crate) role: Option<Role>,
    /// Somebody without a lawful stay may be afraid of it.
    pub(crate) authority: bool,
    pub(crate) say_ko: Option<String>,
}

/// Who a contact is and when it answers, in the asked language.
pub(crate) struct ContactWords {
    pub(crate) who: String,
    pub(crate) hours: Option<String>,
}

impl Contact {
    /// Whom somebody who reads this language calls.
    pub(crate) fn for_reader(&self, language: Language) -> &Self {
        let own = self.instead.iter().find(|(of, _)| *of == language);
        own.map_or(self, |(_, contact)| contact)
    }

    /// The words for a day: where the number wasn't checked for long, they say so.
    pub(crate) fn told(&self, day: Date, language: Language) -> ContactWords {
        let words = |text: &Text| text.in_language(language).to_owned();
        let mut told = ContactWords {
            who: words(&self.who),
            hours: self.hours.as_ref().map(words),
        };
        let old = |checked: &Month| checked.months_until(day) > CHECKED_FOR_MONTHS;
        if let Some(checked) = self.checked.filter(old).filter(|_| self.phone.is_some()) {
            let beside = told.hours.as_mut().unwrap_or(&mut told.who);
            *beside = line_words::check_first(beside, &checked.written(), language);
        }
        told
    }
}

/// The contacts of some files, each id once.
pub(crate) fn phones(files: &[Parsed], complaints: &mut Complaints) -> Vec<Phone> {
    let mut phones = Vec::new();
    let mut ids = BTreeSet::new();
    for file in files {
        for (place, contact) in file.content.contact.iter().enumerate() {
            if complaints.are_enough() {
                return phones;
            }
            let at = file.at("contact", place, &contact.id);
            let made = if ids.insert(&contact.id) {
                phone(contact, &at)
            } else {
                at.key("id").fail("two contacts have this id")
            };
            phones.extend(complaints.keep(made));
        }
    }
    resolve_instead(files, &mut phones, complaints);
    phones
}

/// Looks up whom contacts name instead of themselves, once all of them are read.
fn resolve_instead(files: &[Parsed], phones: &mut [Phone], complaints: &mut Complaints) {
    let written = files.iter().flat_map(|file| {
        let contacts = file.content.contact.iter().enumerate();
        contacts.map(move |(place, contact)| (contact, file.at("contact", place, &contact.id)))
    });
    for (contact, at) in written.filter(|(contact, _)| !contact.instead.is_empty()) {
        if complaints.are_enough() {
            return;
        }
        let made = instead(contact, phones, &at.key("instead"));
        let of = phones
            .iter_mut()
            .find(|phone| phone.contact.id == contact.id);
        if let (Some(made), Some(of)) = (complaints.keep(made), of) {
            of.contact.instead = made;
        }
    }
}

/// Whom those who read a language call instead: somebody who speaks it.
fn instead(
    written: &raw::Contact,
    phones: &[Phone],
    at: &At,
) -> Result<Vec<(Language, Contact)>, PackError> {
    let mut made = Vec::new();
    for (place, raw::Instead { reads, contact: id }) in written.instead.iter().enumerate() {
        let at = at.place(place);
        let language = Language::every().find(|language| language.tag() == reads);
        let Some(language) = language else {
            return at.fail("this is no tag of a language that texts are written in");
        };
        let known = || phones.iter().map(|phone| phone.contact.id.as_str());
        let Some(other) = phones.iter().find(|phone| phone.contact.id == *id) else {
            return at.fail(no_such("contact", id, known()));
        };
        if !other.contact.languages.contains(reads) {
            return at.fail(format!("{id} doesn't speak {reads}"));
        }
        if other.contact.phone.is_none() || other.contact.hours.is_none() {
            return at.fail(format!("{id} needs a phone number and hours"));
        }
        made.push((language, other.contact.clone()));
    }
    Ok(made)
}

fn phone(written: &raw::Contact, at: &At) -> Result<Phone, PackError> {
    if let Some(abroad) = &written.abroad {
        let digits = |text: &str| text.chars().all(|c| c.is_ascii_digit() || c == '-');
        if !abroad.strip_prefix('+').is_some_and(digits) {
            return at
                .key("abroad")
                .fail("a number for calls from abroad begins with + and the country, such as \"+82-1345\"");
        }
    }
    if !written.open.is_empty() && (written.phone.is_none() || written.hours.is_none()) {
        return at
            .key("open")
            .fail("`open` needs a `phone`, and `hours` in words for people");
    }
    if written.helps.contains(&Need::Emergency) && written.say_ko.is_none() {
        return at
            .key("helps")
            .fail("a contact for emergencies needs say_ko = \"…\", the Korean sentence to say");
    }
    sourced(written, at)?;
    Ok(Phone {
        contact: Contact {
            id: written.id.clone(),
            phone: written.phone.clone(),
            abroad: written.abroad.clone(),
            languages: written.languages.clone(),
            immigration_office: written.immigration_office,
            who: written.who.clone(),
            hours: written.hours.clone(),
            cost: written.cost.clone(),
            checked: checked(written, at)?,
            instead: Vec::new(),
        },
        more_languages: written.more_languages,
        open: periods(written, &at.key("open"))?,
        helps: written.helps.clone(),
        role: written.role,
        authority: written.authority || written.immigration_office,
        say_ko: written.say_ko.clone(),
    })
}

fn checked(written: &raw::Contact, at: &At) -> Result<Option<Month>, PackError> {
    let Some(text) = &written.checked else {
        return Ok(None);
    };
    match Month::read(text) {
        Some(month) => Ok(Some(month)),
        None => at
            .key("checked")
            .fail("write the month in which the number was checked: checked = \"2026-11\""),
    }
}

/// Where a contact is from; what is unverified isn't called.
fn sourced(written: &raw::Contact, at: &At) -> Result<(), PackError> {
    if let Some(confidence) = &written.confidence
        && !CONFIDENCES.contains(&confidence.as_str())
    {
        let known = CONFIDENCES.join(", ");
        return at.key("confidence").fail(format!(
            "confidence is one of {known}; nobody is sent to a number that is unverified (U)"
        ));
    }
    let said = [&written.source, &written.confidence, &written.checked];
    if written.source.is_some() && said.iter().any(|key| key.is_none()) {
        return at
            .key("source")
            .fail("beside `source` stand `confidence` and `checked`");
    }
    Ok(())
}

fn periods(written: &raw::Contact, at: &At) -> Result<Vec<Period>, PackError> {
    if written.open.len() > MOST_PERIODS {
        return at.fail(format!("a contact may have {MOST_PERIODS} periods at most"));
    }
    let mut periods: Vec<Period> = Vec::new();
    for (place, opening) in written.open.iter().enumerate() {
        let at = at.place(place);
        let made = period(written, opening, &at)?;
        let meets = |other: &Period| made.from < other.to && other.from < made.to;
        if periods.iter().any(meets) {
            return at.fail("this period overlaps one before it; a minute belongs to one of them");
        }
        periods.push(made);
    }
    Ok(periods)
}

fn period(written: &raw::Contact, opening: &Opening, at: &At) -> Result<Period, PackError> {
    let time = |key: &str, text: &str| {
        let needed = "write a time of the day such as 09:00, up to 24:00";
        minutes(text).map_or_else(|| at.key(key).fail(needed), Ok)
    };
    let (from, to) = (time("from", &opening.from)?, time("to", &opening.to)?);
    if to <= from {
        return at.key("to").fail(
            "this period ends before it begins; one that goes past midnight is written as two",
        );
    }
    let languages = match &opening.languages {
        None => Spoken {
            named: written.languages.clone(),
            more: written.more_languages,
        },
        Some(languages) => Spoken {
            named: languages.clone(),
            more: opening.more_languages,
        },
    };
    let mut unknown = languages.named.iter();
    if let Some(unknown) = unknown.find(|tag| !written.languages.contains(tag)) {
        return at
            .key("languages")
            .fail(format!("`{unknown}` isn't among the contact's `languages`"));
    }
    Ok(Period {
        days: opening.days,
        from,
        to,
        languages,
    })
}

/// Minutes after midnight.
fn minutes(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once(':')?;
    let two_digits = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
    if !two_digits(hour) || !two_digits(minute) {
        return None;
    }
    let (hour, minute): (u16, u16) = (hour.parse().ok()?, minute.parse().ok()?);
    let minutes = hour * 60 + minute;
    (minute < 60 && minutes <= DAY).then_some(minutes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn times_of_the_day_are_read_or_refused() {
        let cases = [
            ("00:00", Some(0)),
            ("09:05", Some(545)),
            ("23:59", Some(1439)),
            ("24:00", Some(DAY)),
            ("24:01", None),
            ("23:60", None),
            ("9:00", None),
            ("+9:00", None),
            ("0900", None),
        ];
        for (text, expected) in cases {
            assert_eq!(minutes(text), expected, "{text}");
        }
    }

    #[test]
    fn a_number_is_to_be_checked_first_from_the_twenty_fifth_month_on() {
        let texts = r#"{"en":"Line","ko":"전화","zh-Hans":"热线","vi":"Tổng đài"}"#;
        let text: Text = serde_json::from_str(texts).unwrap();
        let contact = Contact {
            id: "line".to_owned(),
            phone: Some("1".to_owned()),
            abroad: None,
            languages: Vec::new(),
            immigration_office: false,
            who: text.clone(),
            hours: Some(text),
            cost: None,
            checked: Month::read("2026-11"),
            instead: Vec::new(),
        };
        let cases = [
            (date(2020, 1, 1), false),
            (date(2026, 11, 30), false),
            (date(2028, 11, 30), false),
            (date(2028, 12, 1), true),
            (date(2100, 1, 1), true),
        ];
        for language in Language::COMPLETE {
            for (day, old) in cases {
                let told = contact.told(day, language);
                let hours = told.hours.unwrap();
                assert_eq!(hours.contains("2026-11"), old, "{day}: {hours}");
                assert!(!told.who.contains("2026-11"), "{}", told.who);
            }
        }
        let without_hours = Contact {
            hours: None,
            ..contact.clone()
        };
        let told = without_hours.told(date(2028, 12, 1), Language::En);
        assert_eq!(
            told.who,
            "Line; check first: this number was last checked in 2026-11"
        );
        let unchecked = Contact {
            checked: None,
            ..contact
        };
        let told = unchecked.told(date(2100, 1, 1), Language::En);
        assert_eq!(told.hours.as_deref(), Some("Line"));
    }

    #[test]
    fn months_are_read_or_refused() {
        for text in ["2026", "2026-13", "2026-1", "26-11", "2026-11-01", "soon"] {
            assert_eq!(Month::read(text), None, "{text}");
        }
        assert_eq!(
            Month::read("2026-01").map(Month::written).as_deref(),
            Some("2026-01")
        );
    }
}
