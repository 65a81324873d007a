//! Values in the reader's language: dates with the weekday, money with separators.

use crate::eval::World;
use crate::exact::{self, Exact};
use crate::expression::Length;
use crate::fact_type::FactKind;
use crate::figure::{Start, TripEnd, Unit};
use crate::language::Language;
use crate::pack::Pack;
use crate::packs::Vocabulary;
use crate::run::Run;
use crate::value::Value;
use jiff::civil::Date;

impl Language {
    /// A day as the reader writes it, with the weekday.
    #[must_use]
    pub fn format_date(self, day: Date) -> String {
        date(day, self)
    }

    /// A month as the reader writes it, of any of its days.
    #[must_use]
    pub fn format_month(self, day: Date) -> String {
        let (y, m) = (day.year(), day.month());
        match self {
            Self::En => format!("{} {y}", named(&MONTHS, m)),
            Self::Id => format!("{} {y}", named(&INDONESIAN_MONTHS, m)),
            Self::Ko => format!("{y}년 {m}월"),
            Self::ZhHans | Self::Ja => format!("{y}年{m}月"),
            Self::Vi => format!("{m}/{y}"),
            _ => format!("{y}-{m:02}"),
        }
    }

    /// A whole number as the reader writes it, with a sign between thousands.
    #[must_use]
    pub fn format_number(self, number: i64) -> String {
        grouped(number, self)
    }
}

/// A day as the reader writes it. In languages whose own way isn't surely known here it is
/// 2025-04-01, which nobody misreads.
pub(crate) fn date(day: Date, language: Language) -> String {
    let (y, m, d) = (day.year(), day.month(), day.day());
    let weekday = |names: &[&'static str; 7]| {
        let place = day.weekday().to_monday_one_offset();
        named(names, place)
    };
    match language {
        Language::En => format!("{} {d} {} {y}", weekday(&WEEKDAYS), named(&MONTHS, m)),
        Language::Ko => format!("{y}년 {m}월 {d}일({})", weekday(&KOREAN_WEEKDAYS)),
        Language::ZhHans => format!("{y}年{m}月{d}日（{}）", weekday(&CHINESE_WEEKDAYS)),
        Language::Vi => format!("{}, {d}/{m}/{y}", weekday(&VIETNAMESE_WEEKDAYS)),
        Language::Id => {
            let (weekday, month) = (weekday(&INDONESIAN_WEEKDAYS), named(&INDONESIAN_MONTHS, m));
            format!("{weekday}, {d} {month} {y}")
        }
        Language::Ru => {
            let (weekday, month) = (weekday(&RUSSIAN_WEEKDAYS), named(&RUSSIAN_MONTHS, m));
            format!("{d} {month} {y} г. ({weekday})")
        }
        Language::Ja => format!("{y}年{m}月{d}日（{}）", weekday(&JAPANESE_WEEKDAYS)),
        _ => day.to_string(),
    }
}

/// The name of a month or a weekday, counted from 1.
fn named(names: &[&'static str], number: i8) -> &'static str {
    let place = usize::try_from(number).ok();
    let name = place.and_then(|place| names.get(place.checked_sub(1)?));
    name.copied().unwrap_or_default()
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const INDONESIAN_MONTHS: [&str; 12] = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
];
/// As they stand behind a day.
const RUSSIAN_MONTHS: [&str; 12] = [
    "января",
    "февраля",
    "марта",
    "апреля",
    "мая",
    "июня",
    "июля",
    "августа",
    "сентября",
    "октября",
    "ноября",
    "декабря",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];
const KOREAN_WEEKDAYS: [&str; 7] = ["월", "화", "수", "목", "금", "토", "일"];
const CHINESE_WEEKDAYS: [&str; 7] = [
    "星期一",
    "星期二",
    "星期三",
    "星期四",
    "星期五",
    "星期六",
    "星期日",
];
const VIETNAMESE_WEEKDAYS: [&str; 7] = [
    "thứ Hai",
    "thứ Ba",
    "thứ Tư",
    "thứ Năm",
    "thứ Sáu",
    "thứ Bảy",
    "Chủ nhật",
];
const INDONESIAN_WEEKDAYS: [&str; 7] = [
    "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu",
];
const RUSSIAN_WEEKDAYS: [&str; 7] = ["пн", "вт", "ср", "чт", "пт", "сб", "вс"];
const JAPANESE_WEEKDAYS: [&str; 7] = ["月", "火", "水", "木", "金", "土", "日"];

/// An amount as the reader writes it. Where the currency's name isn't surely known here, it
/// has its sign.
pub(crate) fn krw(amount: i64, language: Language) -> String {
    let grouped = grouped(amount, language);
    match language {
        Language::Ko => format!("{grouped}원"),
        Language::ZhHans => format!("{grouped}韩元"),
        Language::Ja => format!("{grouped}ウォン"),
        Language::Ru | Language::Mn => format!("{grouped} вон"),
        Language::En | Language::Vi | Language::Id | Language::Fil | Language::Uz => {
            format!("{grouped} won")
        }
        _ => format!("₩{grouped}"),
    }
}

/// An amount or a rate as the reader writes it.
pub(crate) fn exactly(unit: Unit, number: &Exact, language: Language) -> Option<String> {
    match unit {
        Unit::Krw => Some(krw(exact::whole(number)?, language)),
        _ => {
            let percent = exact::percent(number);
            let percent = match language {
                Language::Vi | Language::Id | Language::Ru => percent.replace('.', ","),
                _ => percent,
            };
            Some(format!("{percent} %"))
        }
    }
}

const NO_BREAK_SPACE: char = '\u{a0}';

fn grouped(number: i64, language: Language) -> String {
    let digits = number.unsigned_abs().to_string();
    let mark = match language {
        Language::Vi | Language::Id => '.',
        // A comma would be read as the beginning of a fraction.
        Language::Ru | Language::Uz | Language::Mn | Language::Km => NO_BREAK_SPACE,
        _ => ',',
    };
    let mut grouped = String::from(if number < 0 { "-" } else { "" });
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            grouped.push(mark);
        }
        grouped.push(digit);
    }
    grouped
}

impl World<'_> {
    /// A fact's value as the reader knows it.
    fn shown(&self, fact: usize, value: &Value, language: Language) -> String {
        match (value, &self.vocabulary.facts[fact].kind) {
            (Value::Date(day), _) => date(*day, language),
            (Value::Krw(count), FactKind::Count) => language.format_number(*count),
            (Value::Krw(amount), _) => krw(*amount, language),
            (Value::Listed(id), FactKind::Choice(choices)) => {
                choices.iter().find(|choice| choice.id == *id).map_or_else(
                    || id.clone(),
                    |choice| choice.text.in_language(language).to_owned(),
                )
            }
            (Value::Listed(id), _) => self.vocabulary.place(id).map_or_else(
                || id.clone(),
                |place| place.text.in_language(language).to_owned(),
            ),
            (value, _) => value.canonical(),
        }
    }

    /// Fills `{value}` (the first fact that is known of `facts`), `{fact_id}` and
    /// `{param_id}` into a text. What isn't known leaves its name standing out of sight.
    pub(crate) fn fill(
        &self,
        text: &str,
        pack: &Pack,
        facts: &[usize],
        day: Date,
        language: Language,
    ) -> String {
        fill(text, |name| {
            if name == "value" {
                let mut seen = facts
                    .iter()
                    .filter_map(|fact| Some((fact, self.see(*fact, day)?)));
                return seen
                    .next()
                    .map(|(fact, value)| self.shown(*fact, value, language));
            }
            if let Some(fact) = self.vocabulary.ids.get(name) {
                let value = self.see(*fact, day)?;
                return Some(self.shown(*fact, value, language));
            }
            if name.contains(['+', '.']) {
                return self.reckoned(name, day).map(|day| date(day, language));
            }
            let param = pack.params.iter().find(|param| param.id == name)?;
            let last = || param.values.last().map(|last| &last.value);
            let known = param.value_on(day).or_else(last)?;
            exactly(param.unit, known, language)
        })
    }
}

/// A day's name in a text: a date fact or an end of a trip, and how long after.
struct Reckoned<'a> {
    fact: &'a str,
    end: Option<&'a str>,
    after: Option<Length>,
}

impl<'a> Reckoned<'a> {
    /// Reads `entry_date+90d`, `absences.out`, `absences.out+6m`.
    fn read(name: &'a str) -> Option<Self> {
        let (base, after) = match name.split_once('+') {
            None => (name, None),
            Some((base, after)) => {
                let (number, unit) = after.split_at_checked(after.len().checked_sub(1)?)?;
                let number: i32 = number.parse().ok().filter(|number| *number >= 0)?;
                let after = match unit {
                    "d" => Length::Days(i64::from(number)),
                    "m" => Length::Months(number),
                    _ => return None,
                };
                (base, Some(after))
            }
        };
        let (fact, end) = match base.split_once('.') {
            None => (base, None),
            Some((fact, end)) => (fact, Some(end)),
        };
        Some(Self { fact, end, after })
    }
}

impl World<'_> {
    /// The day from which time is counted; `None` where it isn't known.
    pub(crate) fn start_of(&self, start: Start, day: Date) -> Option<Date> {
        match start {
            Start::Day => Some(day),
            Start::Fact(fact) => match self.see(fact, day)? {
                Value::Date(date) => Some(*date),
                _ => None,
            },
            Start::Trip(fact, end) => {
                let Value::Periods(trips) = self.see(fact, day)? else {
                    return None;
                };
                let begun = trips.iter().rev().find(|(out, _)| *out <= day);
                let (out, back) = begun.or_else(|| trips.first())?;
                Some(match end {
                    TripEnd::Out => *out,
                    TripEnd::Back => *back,
                })
            }
        }
    }

    /// The day that a name such as `{absences.out+6m}` stands for.
    fn reckoned(&self, name: &str, day: Date) -> Option<Date> {
        let reckoned = Reckoned::read(name)?;
        let fact = *self.vocabulary.ids.get(reckoned.fact)?;
        let start = match reckoned.end {
            None => Start::Fact(fact),
            Some("out") => Start::Trip(fact, TripEnd::Out),
            Some("back") => Start::Trip(fact, TripEnd::Back),
            Some(_) => return None,
        };
        let start = self.start_of(start, day)?;
        match reckoned.after {
            None => Some(start),
            Some(after) => after.last(start),
        }
    }
}

/// Fills `{becomes}`, `{from}` and `{until}` into a text; other names stay.
pub(crate) fn fill_days(text: &str, run: &Run, language: Language) -> String {
    fill(text, |name| {
        let day = match name {
            "becomes" => run.becomes.map(|(_, day)| day),
            "from" => run.from,
            "until" => run.until,
            other => return Some(format!("{{{other}}}")),
        };
        day.map(|day| date(day, language))
    })
}

/// The names in braces of a text.
pub(crate) fn names_in(text: &str) -> impl Iterator<Item = &str> {
    let parts = text.split('{').skip(1);
    parts.filter_map(|part| Some(part.split_once('}')?.0))
}

/// Whether a name such as `absences.out+6m` stands for a day.
pub(crate) fn is_reckoned(name: &str, vocabulary: &Vocabulary) -> bool {
    Reckoned::read(name).is_some_and(|reckoned| {
        let fact = vocabulary.ids.get(reckoned.fact);
        let kind = fact.map(|fact| &vocabulary.facts[*fact].kind);
        match (kind, reckoned.end) {
            (Some(FactKind::Date), None) => reckoned.after.is_some(),
            (Some(FactKind::Periods), Some(end)) => matches!(end, "out" | "back"),
            _ => false,
        }
    })
}

/// Replaces each `{name}` by what `value` gives; a name without a value becomes "…".
pub(crate) fn fill(text: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            break;
        };
        filled.push_str(before);
        filled.push_str(&value(name).unwrap_or_else(|| "…".to_owned()));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_money_are_written_as_the_reader_does() {
        let day = jiff::civil::date(2025, 4, 1);
        let written =
            Language::COMPLETE.map(|language| (date(day, language), krw(2_000_000, language)));
        let expected = [
            ("Tuesday 1 April 2025", "2,000,000 won"),
            ("2025년 4월 1일(화)", "2,000,000원"),
            ("2025年4月1日（星期二）", "2,000,000韩元"),
            ("thứ Ba, 1/4/2025", "2.000.000 won"),
        ];
        assert_eq!(
            written,
            expected.map(|(day, won)| (day.to_owned(), won.to_owned()))
        );
        let further =
            Language::FURTHER.map(|one| format!("{} {}", date(day, one), krw(1_500, one)));
        let expected = [
            "2025-04-01 ₩1,500",
            "2025-04-01 1\u{a0}500 won",
            "2025-04-01 ₩1\u{a0}500",
            "2025-04-01 ₩1,500",
            "1 апреля 2025 г. (вт) 1\u{a0}500 вон",
            "Selasa, 1 April 2025 1.500 won",
            "2025-04-01 1,500 won",
            "2025-04-01 1\u{a0}500 вон",
            "2025-04-01 ₩1,500",
            "2025-04-01 ₩1,500",
            "2025-04-01 ₩1,500",
            "2025年4月1日（火） 1,500ウォン",
        ];
        assert_eq!(further, expected);
        assert_eq!(Language::Ne.format_month(day), "2025-04");
        assert_eq!(Language::Id.format_month(day), "April 2025");
        assert_eq!(krw(0, Language::En), "0 won");
        assert_eq!(krw(999, Language::Ko), "999원");
        assert_eq!(Language::En.format_number(-1_700_000), "-1,700,000");
    }

    #[test]
    fn names_are_filled_and_missing_ones_do_not_show() {
        let value = |name: &str| (name == "visa").then(|| "D-2".to_owned());
        assert_eq!(fill("{visa} since {day}.", value), "D-2 since ….");
        assert_eq!(fill("an open { brace", value), "an open { brace");
    }
}
