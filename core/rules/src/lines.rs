//! Whom to call now: the phone lines that are open at an hour and speak a language.

use crate::answer::NoteText;
use crate::contact::{DAY, Days, Month, Need, Period, Phone, Role, Spoken};
use crate::error::InputError;
use crate::language::Language;
use crate::line_words;
use crate::packs::Packs;
use crate::spoken;
use jiff::civil::{Date, DateTime};
use serde::{Serialize, Serializer};

/// Hours repeat by the week.
const DAYS_AHEAD: i32 = 7;

/// What is asked.
#[derive(Debug, Clone)]
pub struct LinesQuestion<'a> {
    /// When somebody would call, by the clocks of Korea (UTC+9, all year).
    pub at: DateTime,
    /// The language they speak, as a tag such as `km`, `ja` or `zh-Hans`; dialects and
    /// scripts play no part.
    pub spoken: &'a str,
    /// What it is about; `None` for anything.
    pub need: Option<Need>,
    /// Whether the caller may be afraid of authorities: their lines come last.
    pub sensitive: bool,
    /// The language of texts.
    pub language: Language,
}

/// The lines, in the order to try them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Lines {
    /// When; printed as 2026-03-01T02:30+09:00.
    #[serde(serialize_with = "in_korea")]
    pub at: DateTime,
    /// The language spoken, as it was asked.
    pub language: String,
    /// The ambulance first, then those that are open and speak the language.
    pub lines: Vec<Line>,
    /// What to know beside it.
    pub notes: Vec<NoteText>,
}

/// A line at the hour asked about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The contact's id in the vocabulary.
    pub id: String,
    /// Its number in Korea.
    pub phone: String,
    /// Its number for calls from abroad; null where there is none.
    pub abroad: Option<String>,
    /// Who answers, in the asked language of texts.
    pub who: String,
    /// Whether it is open; null where its hours aren't confirmed. Holidays aren't known.
    pub open: Option<bool>,
    /// When it next opens, or next speaks the language; null where it does now, or where
    /// that isn't known. Printed as `at` is.
    #[serde(serialize_with = "in_korea_if_known")]
    pub opens: Option<DateTime>,
    /// The languages it surely speaks, as tags: at that hour, or when it next opens.
    pub languages: Vec<String>,
    /// Whether there are others, or an interpreter may join; which isn't sure.
    pub more_languages: bool,
    /// Whether it speaks the language; null where that isn't sure.
    pub speaks: Option<bool>,
    /// When it answers, in words.
    pub hours: Option<String>,
    /// The month in which the number was last checked, such as 2026-11.
    pub checked: Option<String>,
    /// What to say, in Korean.
    pub say_ko: Option<String>,
}

impl Packs {
    /// The lines somebody can call at an hour, in the order to try them.
    ///
    /// First the ambulance, whatever is asked. Then lines that are open and speak the
    /// language, those that help with the need before others; where there is none, the
    /// general line. Then those of which one of the two isn't sure, and closed ones that
    /// speak it with their next opening. The last are authorities, if the caller may be
    /// afraid of them, and the immigration office behind all.
    ///
    /// # Errors
    /// [`InputError`] for what is no tag of a language.
    pub fn lines(&self, question: &LinesQuestion<'_>) -> Result<Lines, InputError> {
        spoken::check(question.spoken)?;
        let phones = self.vocabulary.phones.iter();
        let wanted = |phone: &&Phone| {
            phone.contact.phone.is_some()
                && (phone.role != Some(Role::OnNeed) || question.fits(phone))
        };
        let mut found: Vec<Found<'_>> = phones
            .filter(wanted)
            .map(|phone| Found::new(phone, question))
            .collect();
        let nobody = !found.iter().any(Found::speaks_now);
        found.retain(|one| one.is_told(question, nobody));
        // Stable: what is equal stays as the vocabulary has it.
        found.sort_by_key(|one| one.rank(question, nobody));
        let notes = notes(&found, question, nobody);
        Ok(Lines {
            at: question.at,
            language: question.spoken.to_owned(),
            lines: found.iter().map(|one| one.line(question)).collect(),
            notes,
        })
    }
}

impl LinesQuestion<'_> {
    fn fits(&self, phone: &Phone) -> bool {
        self.need.is_some_and(|need| phone.helps.contains(&need))
    }

    /// Whether a language is among those spoken; `None` where others may be.
    fn is_among(&self, spoken: &Spoken) -> Option<bool> {
        let mut named = spoken.named.iter();
        let is_named = named.any(|tag| spoken::is_one(tag, self.spoken));
        if is_named || !spoken.more {
            Some(is_named)
        } else {
            None
        }
    }
}

/// How well a line serves, the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    First,
    OpenAndSpeaks,
    /// The general line, where none is open and surely speaks the language.
    InsteadOfThose,
    OpenAndMaySpeak,
    MayBeOpen,
    Later,
    DoesNotSpeak,
}

/// A line and how it stands at the hour.
struct Found<'a> {
    phone: &'a Phone,
    open: Option<bool>,
    opens: Option<DateTime>,
    languages: Spoken,
    speaks: Option<bool>,
    place: Place,
}

impl<'a> Found<'a> {
    fn new(phone: &'a Phone, question: &LinesQuestion<'_>) -> Self {
        let at = question.at;
        let all = Spoken {
            named: phone.contact.languages.clone(),
            more: phone.more_languages,
        };
        let now = phone.open.iter().find(|period| holds(period, at));
        let open = (!phone.open.is_empty()).then_some(now.is_some());
        let speaks_now = now.map(|period| question.is_among(&period.languages));
        let later = if speaks_now.is_none_or(|speaks| speaks == Some(false)) {
            let speaking = next(&phone.open, at, |period| {
                question.is_among(&period.languages) != Some(false)
            });
            speaking.or_else(|| next(&phone.open, at, |_| now.is_none()))
        } else {
            None
        };
        let shown = now.or(later.map(|(period, _)| period));
        let languages = shown.map_or(all, |period| period.languages.clone());
        let speaks = question.is_among(&languages);
        let speaks_later =
            later.is_some_and(|(period, _)| question.is_among(&period.languages) != Some(false));
        let place = match (open, speaks) {
            _ if phone.role == Some(Role::First) => Place::First,
            (Some(true), Some(true)) => Place::OpenAndSpeaks,
            (Some(true), None) => Place::OpenAndMaySpeak,
            (None, Some(true) | None) => Place::MayBeOpen,
            (Some(_), _) if speaks_later => Place::Later,
            _ => Place::DoesNotSpeak,
        };
        Self {
            phone,
            open,
            opens: later.map(|(_, opens)| opens),
            languages,
            speaks,
            place,
        }
    }

    /// Whether it is open and surely speaks the language.
    fn speaks_now(&self) -> bool {
        self.open == Some(true) && self.speaks == Some(true)
    }

    fn is_general(&self) -> bool {
        self.phone.role == Some(Role::General)
    }

    /// What doesn't speak the language is told only where it is about what was asked, or
    /// where there is nobody else.
    fn is_told(&self, question: &LinesQuestion<'_>, nobody: bool) -> bool {
        self.place != Place::DoesNotSpeak
            || question.fits(self.phone)
            || (nobody && self.is_general())
    }

    fn rank(&self, question: &LinesQuestion<'_>, nobody: bool) -> impl Ord + use<> {
        let place = if nobody && self.is_general() {
            Place::InsteadOfThose
        } else {
            self.place
        };
        let afraid = question.sensitive && place != Place::First;
        let authority = afraid && self.phone.authority;
        let immigration_office = afraid && self.phone.contact.immigration_office;
        let fits = question.fits(self.phone);
        (
            (immigration_office, authority),
            place,
            !fits,
            self.opens,
            !self.is_general(),
        )
    }

    fn line(&self, question: &LinesQuestion<'_>) -> Line {
        let contact = &self.phone.contact;
        let told = contact.told(question.at.date(), question.language);
        let sentences = [
            self.phone.say_ko.clone(),
            line_words::ask_for_interpreter(question.spoken),
        ];
        let sentences: Vec<String> = sentences.into_iter().flatten().collect();
        Line {
            id: contact.id.clone(),
            phone: contact.phone.clone().unwrap_or_default(),
            abroad: contact.abroad.clone(),
            who: told.who,
            open: self.open,
            opens: self.opens,
            languages: self.languages.named.clone(),
            more_languages: self.languages.more,
            speaks: self.speaks,
            hours: told.hours,
            checked: contact.checked.map(Month::written),
            say_ko: (!sentences.is_empty()).then(|| sentences.join(" ")),
        }
    }
}

/// Whether a line's period holds at an hour.
fn holds(period: &Period, at: DateTime) -> bool {
    let minute = minute_of(at);
    period.days.include(at.date()) && period.from <= minute && minute < period.to
}

fn minute_of(at: DateTime) -> u16 {
    // Hours and minutes of a clock are never negative.
    u16::try_from(i32::from(at.hour()) * 60 + i32::from(at.minute())).unwrap_or(DAY)
}

/// The first period after an hour that is wanted, and when it begins.
fn next<'a>(
    periods: &'a [Period],
    at: DateTime,
    wanted: impl Fn(&Period) -> bool,
) -> Option<(&'a Period, DateTime)> {
    let each = (0..=DAYS_AHEAD).flat_map(|ahead| {
        let day = at.date().checked_add(jiff::Span::new().days(ahead)).ok();
        let begin = move |period: &'a Period| {
            let day = day.filter(|day| period.days.include(*day))?;
            Some((period, begins(period, day)?))
        };
        periods.iter().filter_map(begin)
    });
    each.filter(|(period, begins)| *begins > at && wanted(period))
        .min_by_key(|(_, begins)| *begins)
}

fn begins(period: &Period, day: Date) -> Option<DateTime> {
    let hour = i8::try_from(period.from / 60).ok()?;
    let minute = i8::try_from(period.from % 60).ok()?;
    (hour < 24).then(|| day.at(hour, minute, 0, 0))
}

fn notes(found: &[Found<'_>], question: &LinesQuestion<'_>, nobody: bool) -> Vec<NoteText> {
    let mut notes = Vec::new();
    let mut note = |id: &str, text: String| {
        notes.push(NoteText {
            id: id.to_owned(),
            text,
        });
    };
    let language = question.language;
    if nobody {
        let general = found.iter().find(|one| one.is_general());
        let general = general.map(|one| {
            let told = one.line(question);
            format!("{}, {}", told.who, told.phone)
        });
        let text = line_words::nobody_speaks(question.spoken, general.as_deref(), language);
        note("no_line_speaks", text);
    }
    let office = found
        .iter()
        .find(|one| one.phone.contact.immigration_office);
    if let Some(phone) = office.and_then(|one| one.phone.contact.phone.as_ref())
        && question.sensitive
    {
        let text = line_words::immigration_last(phone, language);
        note("immigration_office", text);
    }
    let on_weekdays = |one: &Found<'_>| {
        let mut periods = one.phone.open.iter();
        periods.any(|period| period.days == Days::Weekdays)
    };
    if found.iter().any(on_weekdays) {
        note("holidays", line_words::holidays(language).to_owned());
    }
    notes
}

/// A time with Korea's offset, to the minute.
fn written(at: DateTime) -> String {
    format!("{}T{:02}:{:02}+09:00", at.date(), at.hour(), at.minute())
}

fn in_korea<S: Serializer>(at: &DateTime, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&written(*at))
}

fn in_korea_if_known<S: Serializer>(
    at: &Option<DateTime>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    at.map(written).serialize(serializer)
}
