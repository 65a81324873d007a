//! Picks the language: what was asked for, then the system's, then English.
use dodam_companion::rules::Language;

/// The language to answer in, and a sentence if it isn't the one asked for.
pub fn choose(asked: Option<&str>) -> (Language, Option<String>) {
    let Some(tag) = asked else {
        return (of_system(|name| std::env::var(name).ok()), None);
    };
    match Language::from_tag(tag) {
        Some(language) if language.is_complete() => (language, None),
        Some(language) => {
            let sentence = format!("Some texts are in {tag} already; the others are English.");
            (language, Some(sentence))
        }
        None => {
            let known = Language::COMPLETE.map(Language::tag).join(", ");
            let sentence =
                format!("There are no texts in {tag} yet, only in {known}; this is English.");
            (Language::En, Some(sentence))
        }
    }
}

fn of_system(variable: impl Fn(&str) -> Option<String>) -> Language {
    ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(variable)
        .find(|value| !value.is_empty())
        .and_then(|value| Language::from_tag(&value))
        // What is in two languages by halves is for who asks for it.
        .filter(|language| language.is_complete())
        .unwrap_or(Language::En)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_systems_language_is_taken_in_its_usual_order() {
        let cases: [(&[(&str, &str)], Language); 8] = [
            (&[], Language::En),
            (&[("LANG", "C")], Language::En),
            (&[("LANG", "POSIX")], Language::En),
            (&[("LANG", "km_KH.UTF-8")], Language::En),
            (&[("LANG", "ko_KR.UTF-8")], Language::Ko),
            (&[("LC_ALL", ""), ("LANG", "vi_VN.UTF-8")], Language::Vi),
            (
                &[("LC_MESSAGES", "zh_CN.UTF-8"), ("LANG", "ko_KR.UTF-8")],
                Language::ZhHans,
            ),
            (
                &[("LC_ALL", "C.UTF-8"), ("LANG", "ko_KR.UTF-8")],
                Language::En,
            ),
        ];
        for (variables, language) in cases {
            let value = |name: &str| {
                let found = variables.iter().find(|(known, _)| *known == name);
                found.map(|(_, value)| (*value).to_owned())
            };
            assert_eq!(of_system(value), language, "{variables:?}");
        }
    }
}
