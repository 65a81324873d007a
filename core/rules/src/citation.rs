//! A source as a person reads it.

use crate::language::{Complete, Language};
use crate::pack::Cite;

impl Cite {
    /// One line for a person: what it is, its day, when it was checked and, where it is
    /// no law, what it is instead.
    pub(crate) fn line(&self, language: Language) -> String {
        let mut parts = vec![self.title.in_language(language).to_owned()];
        parts.extend(self.dated.map(|dated| dated.to_string()));
        parts.extend(self.checked.as_ref().map(|month| checked(month, language)));
        parts.extend(what_it_is(&self.confidence, language).map(str::to_owned));
        parts.join(" · ")
    }
}

fn checked(month: &str, language: Language) -> String {
    match language.complete() {
        Complete::En => format!("checked {month}"),
        Complete::Ko => format!("{month} 확인"),
        Complete::ZhHans => format!("{month}核对"),
        Complete::Vi => format!("kiểm tra {month}"),
    }
}

/// In words what a confidence other than "law" means.
fn what_it_is(confidence: &str, language: Language) -> Option<&'static str> {
    let first = if confidence == "F-old" {
        'O'
    } else {
        confidence.chars().next()?
    };
    let words = match first {
        'O' => [
            "found in an old report",
            "오래된 보도·자료",
            "较旧的报道或资料",
            "theo báo chí hoặc tài liệu cũ",
        ],
        'S' => [
            "announcement or guide, not a law",
            "법령이 아닌 발표·안내",
            "公告或指南，非法律",
            "thông báo hoặc hướng dẫn, không phải luật",
        ],
        'D' => [
            "our reading",
            "저희 해석",
            "我们的理解",
            "cách hiểu của chúng tôi",
        ],
        'F' => [
            "found in a report",
            "보도·자료",
            "报道或资料",
            "theo báo chí hoặc tài liệu",
        ],
        _ => return None,
    };
    let place = match language.complete() {
        Complete::En => 0,
        Complete::Ko => 1,
        Complete::ZhHans => 2,
        Complete::Vi => 3,
    };
    words.get(place).copied()
}
