//! The app's words as Kotlin: one interface, and what each language says.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dodam_rules::{Language, WrittenText};

/// What every key of the app's words begins with.
const APP: &str = "app.";

/// What the keys of sentences for the core's codes begin with: they are asked for by code.
const CODE: &str = "app.code.";

/// The languages the app has every word in, with what they are called in themselves.
const OWN_NAMES: [(Language, &str); 4] = [
    (Language::En, "English"),
    (Language::Ko, "한국어"),
    (Language::ZhHans, "中文（简体）"),
    (Language::Vi, "Tiếng Việt"),
];

/// Kotlin sources of the app's words, by the name of their file.
///
/// # Errors
/// A sentence for a key that isn't the app's or that lacks a language.
pub fn sources(texts: &[WrittenText]) -> Result<BTreeMap<String, String>, String> {
    let words = texts.iter().map(Word::new).collect::<Result<Vec<_>, _>>()?;
    let mut files = BTreeMap::new();
    files.insert("Strings.kt".to_owned(), interface(&words));
    for (language, _) in OWN_NAMES {
        let name = object(language);
        let mut file = begun();
        let _ = writeln!(file, "internal object {name} : Strings {{");
        for word in &words {
            let said = word.said(language)?;
            let _ = writeln!(file, "    override {}", word.implemented(said));
        }
        file.push_str("}\n");
        files.insert(format!("{name}.kt"), file);
    }
    Ok(files)
}

fn begun() -> String {
    "// Written by `cargo xtask strings` from locales/app; not to be edited.\npackage dodam.app.words\n\n"
        .to_owned()
}

fn interface(words: &[Word<'_>]) -> String {
    let mut file = begun();
    file.push_str("/** What the app says, in one language. */\ninterface Strings {\n");
    for word in words {
        let english = word.said(Language::En).unwrap_or_default();
        let _ = writeln!(
            file,
            "    /** {} */\n    {}",
            comment(english),
            word.declared()
        );
    }
    file.push_str("\n    /** The sentence for a code of the core's; null for one that this version doesn't know. */\n");
    file.push_str("    fun forCode(code: String): String? =\n        when (code) {\n");
    for (code, name) in words_for_codes(words) {
        let _ = writeln!(file, "            \"{code}\" -> {name}");
    }
    file.push_str("            else -> null\n        }\n");
    file.push_str("}\n\n/** A language the app has every word in. */\n");
    file.push_str(
        "data class AppLanguage(val tag: String, val ownName: String, val strings: Strings)\n\n",
    );
    file.push_str("/** Every such language, English first. */\n");
    file.push_str("val appLanguages: List<AppLanguage> =\n    listOf(\n");
    for (language, own) in OWN_NAMES {
        let (tag, name) = (language.tag(), object(language));
        let _ = writeln!(file, "        AppLanguage(\"{tag}\", \"{own}\", {name}),");
    }
    file.push_str("    )\n");
    file
}

/// Codes, and the properties that say what they mean.
fn words_for_codes<'a>(words: &'a [Word<'_>]) -> Vec<(&'a str, &'a str)> {
    let code = |word: &'a Word<'_>| Some((word.text.address.strip_prefix(CODE)?, &*word.name));
    words.iter().filter_map(code).collect()
}

/// The name of a language's object: `StringsZhHans`.
fn object(language: Language) -> String {
    format!("Strings{}", camel(language.tag(), '-', true))
}

/// One text of the app's.
struct Word<'a> {
    text: &'a WrittenText,
    /// `checkDayYear`
    name: String,
    /// Names of what is put in, in the order of the English.
    parameters: Vec<String>,
}

impl<'a> Word<'a> {
    fn new(text: &'a WrittenText) -> Result<Self, String> {
        let key = text.address.strip_prefix(APP);
        let key =
            key.ok_or_else(|| format!("{}: `{}` must begin with {APP}", text.file, text.address))?;
        let mut word = Self {
            text,
            name: camel(&key.replace('.', "_"), '_', false),
            parameters: Vec::new(),
        };
        for name in placeholders(word.said(Language::En)?) {
            if !word.parameters.contains(&name) {
                word.parameters.push(name);
            }
        }
        Ok(word)
    }

    fn said(&self, language: Language) -> Result<&str, String> {
        let said = self.text.written.get(&language).map(|(_, said)| &**said);
        said.ok_or_else(|| {
            format!(
                "{}: `{}` lacks {}",
                self.text.file,
                self.text.address,
                language.tag()
            )
        })
    }

    fn declared(&self) -> String {
        if self.parameters.is_empty() {
            return format!("val {}: String", self.name);
        }
        let parameters: Vec<_> = self
            .parameters
            .iter()
            .map(|one| format!("{one}: String"))
            .collect();
        format!("fun {}({}): String", self.name, parameters.join(", "))
    }

    fn implemented(&self, said: &str) -> String {
        let literal = literal(said, &self.parameters);
        if self.parameters.is_empty() {
            format!("{} get() = {literal}", self.declared())
        } else {
            format!("{} = {literal}", self.declared())
        }
    }
}

/// The names in `%{name}`, in order.
fn placeholders(said: &str) -> Vec<String> {
    let after = said.split("%{").skip(1);
    after
        .filter_map(|rest| rest.split_once('}').map(|(name, _)| name.to_owned()))
        .collect()
}

/// A Kotlin literal. What stands in quotes in the source has the escapes that Kotlin has.
fn literal(said: &str, parameters: &[String]) -> String {
    let mut written = said.replace('$', "\\$");
    for name in parameters {
        written = written.replace(&format!("%{{{name}}}"), &format!("${{{name}}}"));
    }
    format!("\"{written}\"")
}

fn comment(english: &str) -> String {
    english.replace("*/", "* /")
}

fn camel(words: &str, between: char, mut capital: bool) -> String {
    let mut name = String::new();
    for letter in words.chars() {
        if letter == between {
            capital = true;
        } else if capital {
            name.extend(letter.to_uppercase());
            capital = false;
        } else {
            name.push(letter);
        }
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(address: &str, said: [&str; 4]) -> WrittenText {
        let languages = OWN_NAMES.map(|(language, _)| language);
        let written = languages.into_iter().zip(said);
        WrittenText {
            address: address.to_owned(),
            file: "locales/app/x.yml".to_owned(),
            written: written
                .map(|(language, said)| (language, (1, said.to_owned())))
                .collect(),
        }
    }

    #[test]
    fn a_key_becomes_a_property_and_what_is_put_in_becomes_parameters() {
        let texts = [
            text("app.check.day_year", ["Year", "년", "年", "Năm"]),
            text(
                "app.check.becomes",
                [
                    "From %{date}: %{verdict}",
                    "%{verdict} %{date}",
                    "%{date}%{verdict}",
                    "%{date} $ %{verdict}",
                ],
            ),
        ];
        let files = sources(&texts).unwrap();
        let interface = &files["Strings.kt"];
        assert!(
            interface.contains("    /** Year */\n    val checkDayYear: String\n"),
            "{interface}"
        );
        assert!(interface.contains("fun checkBecomes(date: String, verdict: String): String"));
        assert!(files["StringsVi.kt"].contains("= \"${date} \\$ ${verdict}\"\n"));
        assert!(
            files["StringsZhHans.kt"]
                .contains("override val checkDayYear: String get() = \"年\"\n")
        );
    }

    #[test]
    fn a_sentence_for_a_code_is_found_by_the_code() {
        let files = sources(&[text(
            "app.code.short_pin",
            ["Longer.", "더.", "长。", "Dài."],
        )])
        .unwrap();
        let found = files["Strings.kt"].contains("            \"short_pin\" -> codeShortPin\n");
        assert!(found, "{}", files["Strings.kt"]);
    }

    #[test]
    fn a_key_of_something_else_and_a_missing_language_are_refused() {
        let other = sources(&[text("plan.pay", ["a", "b", "c", "d"])]).unwrap_err();
        assert_eq!(other, "locales/app/x.yml: `plan.pay` must begin with app.");
        let mut lacking = text("app.a.b", ["a", "b", "c", "d"]);
        lacking.written.remove(&Language::Vi);
        assert_eq!(
            sources(&[lacking]).unwrap_err(),
            "locales/app/x.yml: `app.a.b` lacks vi"
        );
    }
}
