//! Whom to call at which hour, in which language, of the lines that are shipped.

use dodam_rules::{Facts, Language, Line, Lines, LinesQuestion, Need, Packs, Request};
use jiff::civil::{DateTime, date};

const SUNDAY: i8 = 1;
const MONDAY: i8 = 2;
const FRIDAY: i8 = 6;
const SATURDAY: i8 = 7;

/// A day of March 2026, at an hour.
fn at(day: i8, hour: i8, minute: i8) -> DateTime {
    date(2026, 3, day).at(hour, minute, 0, 0)
}

fn asked(spoken: &str, at: DateTime) -> LinesQuestion<'_> {
    LinesQuestion {
        at,
        spoken,
        need: None,
        sensitive: false,
        language: Language::En,
    }
}

fn packs() -> Packs {
    dodam_packs::embedded().unwrap_or_else(|error| panic!("{error}"))
}

fn phones(lines: &Lines) -> Vec<&str> {
    lines.lines.iter().map(|line| line.phone.as_str()).collect()
}

fn line<'a>(lines: &'a Lines, phone: &str) -> &'a Line {
    let found = lines.lines.iter().find(|line| line.phone == phone);
    found.unwrap_or_else(|| panic!("{phone} isn't among {:?}", phones(lines)))
}

fn notes(lines: &Lines) -> Vec<&str> {
    lines.notes.iter().map(|note| note.id.as_str()).collect()
}

#[test]
fn the_ambulance_comes_first_whatever_is_asked() {
    let packs = packs();
    let needs = [
        None,
        Some(Need::Emergency),
        Some(Need::Hospital),
        Some(Need::Insurance),
        Some(Need::Welfare),
        Some(Need::Infection),
        Some(Need::Stay),
    ];
    for spoken in ["ko", "ja", "km", "si", "uz", "zh"] {
        for hour in 0..24 {
            for day in [SUNDAY, MONDAY] {
                for (need, sensitive) in needs
                    .iter()
                    .flat_map(|need| [(*need, true), (*need, false)])
                {
                    let question = LinesQuestion {
                        need,
                        sensitive,
                        ..asked(spoken, at(day, hour, 30))
                    };
                    let lines = packs.lines(&question).unwrap();
                    assert_eq!(lines.lines[0].phone, "119", "{question:?}");
                    let shown = phones(&lines);
                    let infection = need == Some(Need::Infection);
                    assert_eq!(shown.contains(&"1339"), infection, "{question:?}");
                    let emergency = need == Some(Need::Emergency);
                    assert_eq!(shown.contains(&"112"), emergency, "{question:?}");
                    if emergency {
                        assert!(line(&lines, "119").say_ko.is_some(), "{question:?}");
                        assert!(line(&lines, "112").say_ko.is_some(), "{question:?}");
                    }
                    if sensitive && shown.contains(&"1345") {
                        assert_eq!(shown.last(), Some(&"1345"), "{question:?}");
                        assert!(notes(&lines).contains(&"immigration_office"));
                    }
                    assert!(
                        shown.contains(&"1577-1366") || spoken == "si",
                        "{question:?}"
                    );
                }
            }
        }
    }
}

#[test]
fn a_line_speaks_a_language_at_some_hours_only() {
    let packs = packs();
    let monday_9 = Some(at(MONDAY, 9, 0));
    let monday_next = Some(date(2026, 3, 9).at(9, 0, 0, 0));
    // When, the line, the language: whether it is open, when it next opens, whether it speaks.
    let cases = [
        (
            at(SUNDAY, 2, 30),
            "1577-1366",
            "ja",
            Some(true),
            None,
            Some(true),
        ),
        (at(SUNDAY, 2, 30), "119", "ja", Some(true), None, None),
        (
            at(SUNDAY, 2, 30),
            "1345",
            "vi",
            Some(false),
            monday_9,
            Some(true),
        ),
        (at(SUNDAY, 2, 30), "1345", "km", Some(false), monday_9, None),
        (
            at(MONDAY, 8, 59),
            "1345",
            "vi",
            Some(false),
            monday_9,
            Some(true),
        ),
        (at(MONDAY, 9, 0), "1345", "vi", Some(true), None, Some(true)),
        (
            at(MONDAY, 17, 59),
            "1345",
            "vi",
            Some(true),
            None,
            Some(true),
        ),
        (
            at(FRIDAY, 18, 0),
            "1345",
            "vi",
            Some(true),
            monday_next,
            Some(false),
        ),
        (
            at(FRIDAY, 18, 0),
            "1345",
            "km",
            Some(true),
            monday_next,
            Some(false),
        ),
        (
            at(FRIDAY, 18, 0),
            "1345",
            "zh",
            Some(true),
            None,
            Some(true),
        ),
        (
            at(FRIDAY, 21, 59),
            "1345",
            "zh-Hant",
            Some(true),
            None,
            Some(true),
        ),
        (
            at(FRIDAY, 22, 0),
            "1345",
            "zh",
            Some(false),
            monday_next,
            Some(true),
        ),
        (
            at(FRIDAY, 17, 59),
            "033-811-2000",
            "uz",
            Some(true),
            None,
            Some(true),
        ),
        (
            at(FRIDAY, 18, 0),
            "033-811-2000",
            "uz",
            Some(false),
            monday_next,
            Some(true),
        ),
        (
            at(SATURDAY, 12, 0),
            "033-811-2000",
            "uz",
            Some(false),
            monday_next,
            Some(true),
        ),
        (
            at(SATURDAY, 12, 0),
            "1577-1366",
            "fil",
            Some(true),
            None,
            Some(true),
        ),
        (at(SATURDAY, 12, 0), "120", "ko", None, None, Some(true)),
        (at(SATURDAY, 12, 0), "120", "th", None, None, None),
    ];
    for (when, phone, spoken, open, opens, speaks) in cases {
        let lines = packs.lines(&asked(spoken, when)).unwrap();
        let found = line(&lines, phone);
        let stands = (found.open, found.opens, found.speaks);
        assert_eq!(stands, (open, opens, speaks), "{when} {phone} {spoken}");
    }
}

/// Language, time, need, whether the status is sensitive, and the numbers in their order.
type Ordered<'a> = (&'a str, DateTime, Option<Need>, bool, &'a [&'a str]);

#[test]
fn what_is_open_and_speaks_comes_before_what_is_not_sure_and_what_opens_later() {
    let packs = packs();
    let cases: [Ordered; 8] = [
        (
            "ja",
            at(SUNDAY, 2, 30),
            None,
            false,
            &["119", "1577-1366", "1330", "120", "1345"],
        ),
        (
            "vi",
            at(MONDAY, 10, 0),
            None,
            false,
            &["119", "1577-1366", "033-811-2000", "1345", "1330", "120"],
        ),
        (
            "vi",
            at(MONDAY, 10, 0),
            Some(Need::Insurance),
            false,
            &[
                "119",
                "033-811-2000",
                "1577-1366",
                "1345",
                "1330",
                "120",
                "1577-1000",
            ],
        ),
        (
            "vi",
            at(MONDAY, 10, 0),
            Some(Need::Stay),
            false,
            &["119", "1345", "1577-1366", "033-811-2000", "1330", "120"],
        ),
        (
            "vi",
            at(MONDAY, 10, 0),
            Some(Need::Stay),
            true,
            &["119", "1577-1366", "033-811-2000", "1330", "120", "1345"],
        ),
        (
            "ja",
            at(MONDAY, 10, 0),
            Some(Need::Infection),
            false,
            &["119", "1577-1366", "1330", "1339", "1345", "120"],
        ),
        (
            "km",
            at(MONDAY, 23, 0),
            Some(Need::Emergency),
            true,
            &["119", "1577-1366", "1330", "120", "112", "1345"],
        ),
        (
            "si",
            at(MONDAY, 23, 0),
            None,
            false,
            &["119", "1577-1366", "1330", "120", "1345"],
        ),
    ];
    for (spoken, at, need, sensitive, expected) in cases {
        let question = LinesQuestion {
            need,
            sensitive,
            ..asked(spoken, at)
        };
        let lines = packs.lines(&question).unwrap();
        assert_eq!(phones(&lines), expected, "{question:?}");
    }
}

#[test]
fn where_nobody_speaks_the_language_it_is_said_and_the_general_line_is_named() {
    let packs = packs();
    for language in Language::COMPLETE {
        let question = LinesQuestion {
            language,
            ..asked("si", at(MONDAY, 23, 0))
        };
        let lines = packs.lines(&question).unwrap();
        let note = lines.notes.iter().find(|note| note.id == "no_line_speaks");
        let text = &note.unwrap().text;
        assert!(
            text.contains("1577-1366") && text.contains("සිංහල"),
            "{text}"
        );
        let danuri = line(&lines, "1577-1366");
        assert_eq!((danuri.open, danuri.speaks), (Some(true), Some(false)));
    }
    for spoken in ["ko", "km", "zh"] {
        let lines = packs.lines(&asked(spoken, at(MONDAY, 23, 0))).unwrap();
        assert!(!notes(&lines).contains(&"no_line_speaks"), "{spoken}");
    }
}

#[test]
fn a_korean_sentence_asks_for_an_interpreter_unless_korean_is_spoken() {
    let packs = packs();
    let cases = [
        ("ko", "119", Some("응급 상황이에요. 구급차를 보내 주세요.")),
        ("ko", "1577-1366", None),
        (
            "ja",
            "119",
            Some(
                "응급 상황이에요. 구급차를 보내 주세요. 저는 한국어를 잘 못해요. 일본어 통역을 부탁드려요.",
            ),
        ),
        (
            "sw",
            "1577-1366",
            Some("저는 한국어를 잘 못해요. 외국어 통역을 부탁드려요."),
        ),
    ];
    for (spoken, phone, expected) in cases {
        let lines = packs.lines(&asked(spoken, at(SUNDAY, 2, 30))).unwrap();
        let say = line(&lines, phone).say_ko.as_deref();
        assert_eq!(say, expected, "{spoken} {phone}");
    }
}

#[test]
fn an_old_number_stays_and_is_to_be_checked_first() {
    let packs = packs();
    let when = date(2029, 1, 1).at(12, 0, 0, 0);
    for language in Language::COMPLETE {
        let question = LinesQuestion {
            language,
            ..asked("ja", when)
        };
        let lines = packs.lines(&question).unwrap();
        for line in &lines.lines {
            let checked = line.checked.as_deref().unwrap();
            let hours = line.hours.as_deref().unwrap();
            assert!(hours.contains(checked), "{hours}");
            assert!(!line.phone.is_empty());
        }
    }
}

#[test]
fn a_step_with_an_old_number_says_so_and_keeps_the_number() {
    let packs = packs();
    for (as_of, old) in [(date(2028, 11, 30), false), (date(2028, 12, 1), true)] {
        for language in Language::COMPLETE {
            let (phone, abroad) = match language {
                Language::Ko => ("1577-1000", None),
                _ => ("033-811-2000", Some("+82-33-811-2001")),
            };
            let request = Request {
                as_of,
                known_at: None,
                decisions: Vec::new(),
                language,
            };
            let report = packs.check(&request, &Facts::new()).unwrap();
            let steps = report.answers.iter().flat_map(|answer| &answer.steps);
            let to_nhis = steps.filter(|step| step.phone.as_deref() == Some(phone));
            let mut number = 0;
            for step in to_nhis {
                let hours = step.hours.as_deref().unwrap();
                assert_eq!(hours.contains("2026-11"), old, "{as_of}: {hours}");
                assert_eq!(step.checked.as_deref(), Some("2026-11"));
                assert_eq!(step.abroad.as_deref(), abroad);
                number += 1;
            }
            assert!(number > 0, "{as_of}");
        }
    }
}
