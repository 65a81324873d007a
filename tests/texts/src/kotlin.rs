//! The app's words as Kotlin: one class with the English, and what each language says of its own.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use dodam_rules::{Language, WrittenText};

/// What every key of the app's words begins with.
const APP: &str = "app.";

/// What the keys of sentences for the core's codes begin with: they are asked for by code.
const CODE: &str = "app.code.";

/// The languages of the app, with what they are called in themselves.
const OWN_NAMES: [(Language, &str); 16] = [
    (Language::En, "English"),
    (Language::Ko, "한국어"),
    (Language::ZhHans, "中文（简体）"),
    (Language::Vi, "Tiếng Việt"),
    (Language::Ne, "नेपाली"),
    (Language::Uz, "Oʻzbekcha"),
    (Language::Km, "ភាសាខ្មែរ"),
    (Language::Th, "ภาษาไทย"),
    (Language::Ru, "Русский"),
    (Language::Id, "Bahasa Indonesia"),
    (Language::Fil, "Filipino"),
    (Language::Mn, "Монгол"),
    (Language::My, "မြန်မာဘာသာ"),
    (Language::Bn, "বাংলা"),
    (Language::Si, "සිංහල"),
    (Language::Ja, "日本語"),
];

/// What further languages say of the app, by the keys of its words.
pub type Further = BTreeMap<Language, BTreeMap<String, String>>;

/// Kotlin sources of the app's words, by the name of their file.
///
/// # Errors
/// A sentence for a key that isn't the app's or that lacks a language.
pub fn sources(
    texts: &[WrittenText],
    further: &Further,
) -> Result<BTreeMap<String, String>, String> {
    let words = texts.iter().map(Word::new).collect::<Result<Vec<_>, _>>()?;
    let mut files = BTreeMap::new();
    let languages = languages(further);
    files.insert("Strings.kt".to_owned(), class(&words, &languages));
    for (language, _) in languages {
        let name = object(language);
        let mut file = begun();
        let _ = writeln!(file, "internal object {name} : Strings() {{");
        for word in &words {
            let said = if !language.is_complete() {
                let said = further.get(&language);
                let said = said.and_then(|said| said.get(&word.text.address));
                said.map(|said| escaped(said))
            } else if language == Language::En {
                None
            } else {
                Some(word.said(language)?.to_owned())
            };
            if let Some(said) = said {
                let _ = writeln!(file, "    override {}", word.implemented(&said));
            }
        }
        file.push_str("}\n");
        files.insert(format!("{name}.kt"), file);
    }
    Ok(files)
}

/// What pictures show of a language that is written from right to left: the English so, and
/// longer by a third, because few languages are as short.
///
/// # Errors
/// As for [`sources`].
pub fn mirrored(texts: &[WrittenText]) -> Result<(String, String), String> {
    let name = "StringsMirrored";
    let mut file = begun();
    let _ = writeln!(file, "object {name} : Strings() {{");
    for text in texts {
        let word = Word::new(text)?;
        let said = word.implemented(&mirror(word.said(Language::En)?));
        let _ = writeln!(file, "    override {said}");
    }
    file.push_str("}\n");
    Ok((format!("{name}.kt"), file))
}

/// Marks of Unicode around what a word says, but for numbers, Korean and what is put in: they
/// keep their own way in every language.
fn mirror(english: &str) -> String {
    let (begin, end) = ("\\u200f\\u202e", "\\u202c\\u200f");
    let longer = english.chars().count().div_ceil(3);
    let more = " one two three four".chars().cycle().take(longer);
    let letters: Vec<char> = english.chars().chain(more).collect();
    let is_digit = |place: usize| letters.get(place).is_some_and(char::is_ascii_digit);
    let mut said = begin.to_owned();
    let (mut put_in, mut outside) = (false, false);
    for (place, letter) in letters.iter().copied().enumerate() {
        put_in |= letter == '%';
        let within = letter == ',' && outside && is_digit(place + 1);
        let keeps_its_way = put_in || is_digit(place) || !letter.is_ascii() || within;
        if keeps_its_way != outside {
            said.push_str(if keeps_its_way { end } else { begin });
        }
        outside = keeps_its_way;
        put_in &= letter != '}';
        said.push(letter);
    }
    said + if outside { "" } else { end }
}

/// Those that there are words in, English first.
fn languages(further: &Further) -> Vec<(Language, &'static str)> {
    let has_words = |language: Language| {
        language.is_complete() || further.get(&language).is_some_and(|said| !said.is_empty())
    };
    let all = OWN_NAMES.into_iter();
    all.filter(|(language, _)| has_words(*language)).collect()
}

fn begun() -> String {
    "// Written by `cargo xtask strings` from locales/app; not to be edited.\npackage dodam.app.words\n\n"
        .to_owned()
}

fn class(words: &[Word<'_>], languages: &[(Language, &str)]) -> String {
    let mut file = begun();
    file.push_str("/** What the app says: in English where a language has no words of its own. */\nabstract class Strings {\n");
    for word in words {
        let english = word.said(Language::En).unwrap_or_default();
        let _ = writeln!(file, "    open {}", word.implemented(english));
    }
    file.push_str("\n    /** The sentence for a code of the core's; null for one that this version doesn't know. */\n");
    file.push_str("    fun forCode(code: String): String? =\n        when (code) {\n");
    for (code, name) in words_for_codes(words) {
        let _ = writeln!(file, "            \"{code}\" -> {name}");
    }
    file.push_str("            else -> null\n        }\n");
    file.push_str("}\n\n/** A language of the app's; where it isn't complete, only Help now and Check are in it. */\n");
    file.push_str(
        "data class AppLanguage(val tag: String, val ownName: String, val strings: Strings, val isComplete: Boolean)\n\n",
    );
    file.push_str("/** Every such language, English first. */\n");
    file.push_str("val appLanguages: List<AppLanguage> =\n    listOf(\n");
    for (language, own) in languages {
        let (tag, name, complete) = (language.tag(), object(*language), language.is_complete());
        let _ = writeln!(
            file,
            "        AppLanguage(\"{tag}\", \"{own}\", {name}, {complete}),"
        );
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

/// With the escapes of a literal, where what is in quotes in the source has others.
fn escaped(said: &str) -> String {
    said.replace('\\', "\\\\").replace('"', "\\\"")
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
        let written = Language::COMPLETE.into_iter().zip(said);
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
        let files = sources(&texts, &Further::new()).unwrap();
        let class = &files["Strings.kt"];
        assert!(
            class.contains("    open val checkDayYear: String get() = \"Year\"\n"),
            "{class}"
        );
        assert!(class.contains("open fun checkBecomes(date: String, verdict: String): String = "));
        assert!(files["StringsVi.kt"].contains("= \"${date} \\$ ${verdict}\"\n"));
        assert!(
            files["StringsZhHans.kt"]
                .contains("override val checkDayYear: String get() = \"年\"\n")
        );
    }

    #[test]
    fn a_sentence_for_a_code_is_found_by_the_code() {
        let word = text("app.code.short_pin", ["Longer.", "더.", "长。", "Dài."]);
        let files = sources(&[word], &Further::new()).unwrap();
        let found = files["Strings.kt"].contains("            \"short_pin\" -> codeShortPin\n");
        assert!(found, "{}", files["Strings.kt"]);
    }

    #[test]
    fn a_key_of_something_else_and_a_missing_language_are_refused() {
        let none = Further::new();
        let other = sources(&[text("plan.pay", ["a", "b", "c", "d"])], &none).unwrap_err();
        assert_eq!(other, "locales/app/x.yml: `plan.pay` must begin with app.");
        let mut lacking = text("app.a.b", ["a", "b", "c", "d"]);
        lacking.written.remove(&Language::Vi);
        assert_eq!(
            sources(&[lacking], &none).unwrap_err(),
            "locales/app/x.yml: `app.a.b` lacks vi"
        );
    }

    #[test]
    fn a_further_language_says_what_it_has_and_leaves_the_rest_in_english() {
        let texts = [
            text("app.a.b", ["Call %{phone}", "b", "c", "d"]),
            text("app.a.c", ["Back", "b", "c", "d"]),
        ];
        let said = BTreeMap::from([("app.a.b".to_owned(), "\"%{phone}\" \\ $".to_owned())]);
        let files = sources(&texts, &Further::from([(Language::Ne, said)])).unwrap();
        let expected = "internal object StringsNe : Strings() {\n    override fun aB(phone: String): String = \"\\\"${phone}\\\" \\\\ \\$\"\n}\n";
        let found = &files["StringsNe.kt"];
        assert!(found.ends_with(expected), "{found}");
        assert!(!files.contains_key("StringsTh.kt"));
        let last = "AppLanguage(\"ne\", \"नेपाली\", StringsNe, false),\n    )\n";
        assert!(files["Strings.kt"].ends_with(last));
    }

    #[test]
    fn a_mirrored_word_is_longer_and_leaves_what_is_put_in_as_it_is() {
        let word = text("app.a.b", ["Call 119 (가), %{phone}", "b", "c", "d"]);
        let (name, file) = mirrored(&[word]).unwrap();
        assert_eq!(name, "StringsMirrored.kt");
        let expected = "    override fun aB(phone: String): String = \"<Call >119< (>가<), >${phone}< one two>\"\n";
        let expected = expected
            .replace('<', "\\u200f\\u202e")
            .replace('>', "\\u202c\\u200f");
        assert!(file.contains(&expected), "{file}");
    }
}
