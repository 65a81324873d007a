//! `dodam emergency-card`: what a finder may read, and 119 above it, without the PIN.
use std::process::ExitCode;

use clap::Subcommand;
use dodam_companion::rules::{Language, Line, korean_name, own_name};
use dodam_companion::{Clock, EmergencyCard, emergency_card, emergency_line};
use rust_i18n::t;
use serde_json::{Value, json};

use crate::check::layout::wrap;
use crate::check::{Stop, ended, language};
use crate::money::show;
use crate::output::{Failed, harmless};
use crate::vault_access::VaultArgs;

/// The card that others can read without your PIN, below 119
#[derive(Debug, Subcommand)]
pub enum EmergencyCommand {
    /// Writes the fields you give onto the card, in the clear; others stay as they are, and
    /// an empty one is taken off
    Set(Box<Fields>),
    /// Shows 119, what to say, and the card; needs no PIN and no vault
    Show {
        /// The language you speak with 119; that on the card, or of the answer
        #[arg(long, value_name = "TAG")]
        language: Option<String>,
        /// Language: en, ko, zh-Hans or vi, or one with some texts such as id; the system's if left out
        #[arg(long, value_name = "TAG")]
        lang: Option<String>,
    },
    /// Removes the card
    Remove {
        /// Language: en, ko, zh-Hans or vi, or one with some texts such as id; the system's if left out
        #[arg(long, value_name = "TAG")]
        lang: Option<String>,
    },
}

/// What may stand on the card; nothing that isn't given.
#[derive(Debug, clap::Args)]
pub struct Fields {
    /// What to call you
    #[arg(long)]
    name: Option<String>,
    /// The languages you speak, as tags: vi,en
    #[arg(long, value_name = "TAG,…", value_delimiter = ',')]
    languages: Option<Vec<String>>,
    /// A, B, AB or O with + or -, or unknown
    #[arg(long, value_name = "TYPE", allow_hyphen_values = true)]
    blood_type: Option<String>,
    /// What you are allergic to
    #[arg(long, value_name = "TEXT")]
    allergies: Option<String>,
    /// What you take
    #[arg(long, value_name = "TEXT", conflicts_with = "medicines_from_vault")]
    medicines: Option<String>,
    /// Put the medicines on it that the vault has for today
    #[arg(long)]
    medicines_from_vault: bool,
    /// What you are ill with
    #[arg(long, value_name = "TEXT")]
    conditions: Option<String>,
    /// Whether you are pregnant: true or false, or empty to take it off
    #[arg(long, value_name = "BOOL")]
    pregnant: Option<String>,
    /// Whom to call
    #[arg(long, value_name = "NAME")]
    contact_name: Option<String>,
    /// That person's number
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    contact_phone: Option<String>,
    /// Anything else
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Language: en, ko, zh-Hans or vi, or one with some texts such as id; the system's if left out
    #[arg(long, value_name = "TAG")]
    lang: Option<String>,
}

/// Runs `dodam emergency-card …`; with `json` it prints JSON.
pub fn run(command: &EmergencyCommand, vault: &VaultArgs, json: bool) -> ExitCode {
    ended(match command {
        EmergencyCommand::Set(fields) => set(fields, vault, json),
        EmergencyCommand::Show { language, lang } => {
            shown(language.as_deref(), lang.as_deref(), vault, json)
        }
        EmergencyCommand::Remove { lang } => remove(lang.as_deref(), vault, json),
    })
}

fn set(fields: &Fields, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let tag = language::choose(fields.lang.as_deref()).0;
    let folder = vault.folder()?;
    let profile = vault.unlock()?;
    // A card that can't be read is written anew.
    let mut card = emergency_card(&folder).ok().flatten().unwrap_or_default();
    fields.put_on(&mut card)?;
    if fields.medicines_from_vault {
        let today = Clock::default().today();
        card.medicines = profile.medicines_for_card(today).map_err(Failed::from)?;
    }
    profile.set_emergency_card(&card).map_err(Failed::from)?;
    let printed = json!({ "card": as_json(&card), "readable_without_pin": true });
    show(&printed, json, || {
        let open = t!("emergency.open", locale = tag.tag());
        harmless(&sheet_of(&card, tag)) + "\n" + &wrap(&open, "", "")
    })
}

fn remove(lang: Option<&str>, vault: &VaultArgs, json: bool) -> Result<(), Stop> {
    let tag = language::choose(lang).0.tag();
    let removed = vault.unlock()?.remove_emergency_card();
    removed.map_err(Failed::from)?;
    let said = t!("emergency.removed", locale = tag);
    show(&json!({ "card": null, "note": said }), json, || {
        wrap(&said, "", "")
    })
}

/// Whatever is missing or damaged: 119 and the sentence stand there.
fn shown(
    spoken: Option<&str>,
    lang: Option<&str>,
    vault: &VaultArgs,
    json: bool,
) -> Result<(), Stop> {
    let language = language::choose(lang).0;
    let tag = language.tag();
    let folder = vault.folder().ok();
    let card = folder.as_deref().map_or(Ok(None), emergency_card);
    let (card, beside) = match card {
        Ok(Some(card)) => (Some(card), None),
        Ok(None) => (None, Some(t!("emergency.none", locale = tag))),
        Err(error) => {
            let why = error.to_string();
            (
                None,
                Some(t!("emergency.unreadable", locale = tag, why = why)),
            )
        }
    };
    let on_card = card.as_ref().and_then(|card| card.languages.first());
    let spoken = spoken.or(on_card.map(String::as_str)).unwrap_or(tag);
    let packs = dodam_companion::packs::embedded().map_err(Stop::usage)?;
    let now = Clock::default().in_korea();
    // A tag that is none mustn't stand between anybody and the number.
    let line = emergency_line(&packs, (spoken, language), now)
        .or_else(|| emergency_line(&packs, (tag, language), now));
    let printed = json!({
        "call": line,
        "card": card.as_ref().map(as_json),
        "how": beside,
    });
    show(&printed, json, || {
        let mut out = head(line.as_ref(), language);
        if let Some(card) = &card {
            out += "\n";
            out += &sheet_of(card, language);
        }
        if let Some(beside) = &beside {
            out += "\n";
            out += &wrap(beside, "", "");
        }
        harmless(&out)
    })
}

fn head(line: Option<&Line>, language: Language) -> String {
    let tag = language.tag();
    let mut out = wrap(&t!("emergency.title", locale = tag), "", "    ");
    if let Some(line) = line {
        let hours = line.hours.iter().map(String::as_str);
        let who: Vec<&str> = [line.who.as_str()].into_iter().chain(hours).collect();
        out += &wrap(&who.join(" · "), "    ", "    ");
        if let Some(say) = &line.say_ko {
            out += &wrap(&t!("check.card.say", locale = tag), "    ", "    ");
            out += &wrap(&format!("「{say}」"), "      ", "        ");
        }
    }
    out
}

/// The card, each label in Korean beside the reader's language.
fn sheet_of(card: &EmergencyCard, language: Language) -> String {
    let tag = language.tag();
    let mut out = wrap(&t!("emergency.card", locale = tag), "", "    ");
    for (key, value) in values(card, language) {
        let korean = t!(key, locale = "ko");
        let own = t!(key, locale = tag);
        let label = if language == Language::Ko {
            korean.into_owned()
        } else {
            format!("{korean} · {own}")
        };
        out += &wrap(&format!("{label}: {value}"), "  ", "    ");
    }
    out
}

fn values(card: &EmergencyCard, language: Language) -> Vec<(&'static str, String)> {
    let both = |key: &str| {
        let (korean, own) = (t!(key, locale = "ko"), t!(key, locale = language.tag()));
        if korean == own {
            korean.into_owned()
        } else {
            format!("{korean} ({own})")
        }
    };
    let languages: Vec<String> = card
        .languages
        .iter()
        .map(|tag| match korean_name(tag) {
            Some(korean) if korean != own_name(tag) => format!("{korean} ({})", own_name(tag)),
            _ => own_name(tag).to_owned(),
        })
        .collect();
    let blood_type = card.blood_type.as_ref().map(|given| match given.as_str() {
        "unknown" => both("emergency.unknown"),
        known => known.to_owned(),
    });
    let pregnant = card.pregnant.map(|pregnant| {
        both(if pregnant {
            "emergency.yes"
        } else {
            "emergency.no"
        })
    });
    let contact = [&card.contact_name, &card.contact_phone];
    let contact: Vec<&str> = contact.into_iter().flatten().map(String::as_str).collect();
    let given = [
        ("emergency.label.name", card.name.clone()),
        ("emergency.label.languages", some(languages.join(", "))),
        ("emergency.label.blood_type", blood_type),
        ("emergency.label.allergies", card.allergies.clone()),
        ("emergency.label.medicines", card.medicines.clone()),
        ("emergency.label.conditions", card.conditions.clone()),
        ("emergency.label.pregnant", pregnant),
        ("emergency.label.contact", some(contact.join(" "))),
        ("emergency.label.note", card.note.clone()),
    ];
    let there = given.into_iter();
    there
        .filter_map(|(key, value)| Some((key, value?)))
        .collect()
}

fn some(text: String) -> Option<String> {
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

impl Fields {
    fn put_on(&self, card: &mut EmergencyCard) -> Result<(), Stop> {
        let fields = [
            (&self.name, &mut card.name),
            (&self.blood_type, &mut card.blood_type),
            (&self.allergies, &mut card.allergies),
            (&self.medicines, &mut card.medicines),
            (&self.conditions, &mut card.conditions),
            (&self.contact_name, &mut card.contact_name),
            (&self.contact_phone, &mut card.contact_phone),
            (&self.note, &mut card.note),
        ];
        for (given, field) in fields {
            if let Some(text) = given {
                *field = some(text.clone());
            }
        }
        if let Some(tags) = &self.languages {
            let tags = tags.iter().filter_map(|tag| some(tag.clone()));
            card.languages = tags.collect();
        }
        if let Some(pregnant) = &self.pregnant {
            card.pregnant = match pregnant.trim() {
                "true" => Some(true),
                "false" => Some(false),
                "" => None,
                _ => return Err(Stop::usage("--pregnant is true, false or empty")),
            };
        }
        Ok(())
    }
}

fn as_json(card: &EmergencyCard) -> Value {
    json!({
        "name": card.name,
        "languages": card.languages,
        "blood_type": card.blood_type,
        "allergies": card.allergies,
        "medicines": card.medicines,
        "conditions": card.conditions,
        "pregnant": card.pregnant,
        "contact_name": card.contact_name,
        "contact_phone": card.contact_phone,
        "note": card.note,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::layout::COLUMNS;
    use unicode_width::UnicodeWidthStr;

    #[test]
    fn a_card_fits_sixty_columns_and_has_korean_labels_in_every_language() {
        let card = EmergencyCard {
            name: Some("Synthetic".to_owned()),
            languages: vec!["vi".to_owned(), "en".to_owned(), "zz".to_owned()],
            blood_type: Some("unknown".to_owned()),
            allergies: Some("a long synthetic allergy ".repeat(5)),
            medicines: Some("합성 약 ".repeat(20)),
            conditions: Some("무".repeat(80)),
            pregnant: Some(true),
            contact_name: Some("Synthetic".to_owned()),
            contact_phone: Some("010-0000-0000".to_owned()),
            note: Some("合成".repeat(40)),
        };
        for language in Language::COMPLETE {
            let shown = sheet_of(&card, language);
            let wide = shown.lines().find(|line| line.width() > COLUMNS);
            assert_eq!(wide, None, "{shown}");
            for label in ["이름", "사용 언어", "혈액형", "알레르기", "복용 약", "임신"]
            {
                assert!(shown.contains(label), "{label}: {shown}");
            }
            assert!(!shown.contains("emergency."), "{shown}");
            assert_eq!(
                sheet_of(&EmergencyCard::default(), language)
                    .lines()
                    .count(),
                1
            );
        }
    }
}
