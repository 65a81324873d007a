//! Every refusal and label has its words in every language.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

use dodam_trust::{Label, Metadata, Refusal, Standing};
use jiff::civil::Date;
use std::collections::BTreeSet;

const LANGUAGES: [&str; 4] = ["en", "ko", "zh-Hans", "vi"];

fn day() -> Date {
    "2026-04-01".parse().unwrap()
}

/// One of each case. The match makes a new one ask for its place here.
fn every_refusal() -> Vec<Refusal> {
    let pack = || "kr.nhi".to_owned();
    let what = Metadata::Index;
    let (version, have, offered, on, issued) = (1, 2, 1, day(), day());
    vec![
        Refusal::BadSignature,
        Refusal::TooFewSignatures {
            needed: 2,
            found: 1,
        },
        Refusal::UnknownKey,
        Refusal::Rollback {
            what,
            have,
            offered,
        },
        Refusal::PackRollback {
            pack: pack(),
            have,
            offered,
        },
        Refusal::Changed {
            pack: pack(),
            version,
        },
        Refusal::RootGap { have, offered },
        Refusal::Expired { what, on },
        Refusal::Expired {
            what: Metadata::Root,
            on,
        },
        Refusal::FromTheFuture { issued },
        Refusal::WrongHash { pack: pack() },
        Refusal::NotListed {
            pack: pack(),
            version,
        },
        Refusal::NotAllowed {
            pack: pack(),
            publisher: "helpers".into(),
        },
        Refusal::NewerFormat,
        Refusal::Malformed { why: String::new() },
        Refusal::TooLarge { what: "a bundle" },
        Refusal::NoRoot,
    ]
}

#[test]
fn every_refusal_has_its_code_and_its_words() {
    let refusals = every_refusal();
    let codes: BTreeSet<_> = refusals.iter().map(Refusal::code).collect();
    assert_eq!(codes.len(), refusals.len());
    // As many as the table of codes has, so that a new case is not forgotten above.
    let source = include_str!("../src/refusal.rs");
    assert_eq!(source.matches("=> \"pack_").count(), codes.len());
    for refusal in &refusals {
        let texts: BTreeSet<_> = LANGUAGES.map(|language| refusal.text(language)).into();
        assert_eq!(
            texts.len(),
            4,
            "{} is the same in two languages",
            refusal.code()
        );
        for text in texts {
            assert!(!text.contains(['{', '}']) && !text.contains("  "), "{text}");
        }
    }
}

#[test]
fn every_refusal_says_that_the_rules_used_before_stay() {
    let frame = [
        (
            "en",
            "The new rules were not installed. ",
            " The rules used before stay in use.",
        ),
        (
            "ko",
            "새 규칙을 설치하지 않았습니다. ",
            " 전에 쓰던 규칙을 그대로 씁니다.",
        ),
        ("zh-Hans", "新规则没有安装。", "之前的规则继续使用。"),
        (
            "vi",
            "Quy định mới chưa được cài đặt. ",
            " Quy định dùng trước đó vẫn được dùng tiếp.",
        ),
    ];
    for refusal in every_refusal() {
        for (language, before, after) in frame {
            let text = refusal.text(language);
            let reason = text
                .strip_prefix(before)
                .and_then(|rest| rest.strip_suffix(after));
            let reason = reason.unwrap_or_else(|| panic!("{text}"));
            assert!(reason.chars().count() > 4, "{}: {text}", refusal.code());
        }
    }
}

#[test]
fn a_day_is_said_where_a_day_matters() {
    let with_day = |refusal: &Refusal| LANGUAGES.map(|l| refusal.text(l).contains("2026-04-01"));
    for refusal in every_refusal() {
        let expected = refusal.code().ends_with("expired") || refusal.code().ends_with("future");
        assert_eq!(with_day(&refusal), [expected; 4], "{}", refusal.code());
    }
}

#[test]
fn a_language_is_found_by_its_tag() {
    let refusal = Refusal::BadSignature;
    for (tag, same) in [
        ("zh-CN", "zh-Hans"),
        ("vi_VN.UTF-8", "vi"),
        ("KO", "ko"),
        ("uz", "en"),
        ("", "en"),
    ] {
        assert_eq!(refusal.text(tag), refusal.text(same), "{tag}");
    }
}

#[test]
fn a_label_says_who_and_that_they_are_not_government() {
    let name = [("en", "Helpers"), ("ko", "도우미회"), ("zh-Hans", "互助会")];
    let name = name
        .map(|(tag, name)| (tag.to_owned(), name.to_owned()))
        .into();
    let partner = Label::Partner { name };
    let local = Label::Local {
        name: "{day} {name}".into(),
    };
    let shown = |label: &Label| LANGUAGES.map(|language| label.text(language));
    assert_eq!(
        shown(&Label::Official),
        ["official", "공식", "官方", "chính thức"]
    );
    assert_eq!(
        shown(&partner),
        [
            "Helpers, not government",
            "도우미회, 정부 기관 아님",
            "互助会，非政府机构",
            "Helpers, không phải cơ quan nhà nước",
        ]
    );
    assert_eq!(partner.text("zh-CN"), partner.text("zh-Hans"));
    assert_eq!(
        local.text("en"),
        "{day} {name}: added by you, not government"
    );
    for text in shown(&local) {
        assert!(text.starts_with("{day} {name}"), "{text}");
    }
}

#[test]
fn a_publisher_that_is_not_confirmed_says_since_when() {
    let texts = LANGUAGES.map(|language| Standing::NotConfirmed { since: day() }.text(language));
    for text in texts {
        assert!(text.unwrap().contains("2026-04-01"));
    }
    assert_eq!(Standing::Confirmed { until: day() }.text("en"), None);
}
