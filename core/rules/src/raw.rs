//! Packs as written: exactly the keys of `docs/packs.md`.

use crate::asking::WrittenAsking;
use crate::contact::{Days, Need, Role};
use crate::fact_type::{PlaceKind, Sensitivity};
use crate::further::{LanguageHead, Translations};
use crate::programme::WrittenState;
use crate::state::{State, Verdict};
use crate::text::{Text, TextList};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use toml::value::Datetime;

/// One file of a pack, section by section.
#[derive(Debug, Default)]
pub(crate) struct PackFile {
    pub(crate) pack: Option<Head>,
    pub(crate) fact: Vec<Fact>,
    pub(crate) place: Vec<Place>,
    pub(crate) param: Vec<Param>,
    pub(crate) cite: Vec<Cite>,
    pub(crate) table: Vec<Table>,
    pub(crate) criterion: Vec<Criterion>,
    pub(crate) decision: Vec<Decision>,
    pub(crate) asking: Vec<WrittenAsking>,
    pub(crate) figure: Vec<Figure>,
    pub(crate) calculation: Vec<Calculation>,
    pub(crate) note: Vec<Note>,
    pub(crate) contact: Vec<Contact>,
    pub(crate) programme: Vec<Programme>,
    pub(crate) step: Vec<Step>,
    pub(crate) test: Vec<PackTest>,
    pub(crate) language: Option<LanguageHead>,
    pub(crate) texts: Translations,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Head {
    pub(crate) id: String,
    pub(crate) version: u32,
    pub(crate) issued: Datetime,
    pub(crate) valid_from: Datetime,
    pub(crate) review_by: Datetime,
    #[serde(default)]
    pub(crate) review_facts: Vec<String>,
    pub(crate) schema: u32,
    pub(crate) status: Status,
    pub(crate) texts: TextState,
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "one policy so far; naming it keeps packs readable"
    )]
    pub(crate) month_end: Option<MonthEnd>,
}

/// How far a pack's content has been looked after.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// Written, and checked by its own tests only.
    Draft,
    /// Read by somebody who knows the matter.
    Reviewed,
    /// Issued by the office whose rules they are.
    Official,
}

impl Status {
    /// As it is written in a pack.
    #[must_use]
    pub const fn id(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Reviewed => "reviewed",
            Self::Official => "official",
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum TextState {
    Draft,
    Reviewed,
}

#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MonthEnd {
    LastDay,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fact {
    pub(crate) id: String,
    #[serde(rename = "type")]
    pub(crate) kind: FactKindName,
    pub(crate) sensitivity: Sensitivity,
    pub(crate) confirm_after_months: Option<i32>,
    pub(crate) askable: Option<bool>,
    #[serde(default)]
    pub(crate) optional: bool,
    pub(crate) place: Option<PlaceKind>,
    #[serde(default)]
    pub(crate) choices: Vec<ChoiceText>,
    pub(crate) history: Option<History>,
    #[serde(default)]
    pub(crate) implied: Vec<ImpliedText>,
    #[serde(default)]
    pub(crate) contradicts: Vec<Contradiction>,
    #[serde(default)]
    pub(crate) from_relative: Vec<FromRelative>,
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "which paper proves it is shown by the vault, later"
    )]
    pub(crate) proof: Vec<String>,
    pub(crate) ask: Text,
    pub(crate) why: Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum FactKindName {
    Bool,
    Date,
    Krw,
    Count,
    Choice,
    Place,
    #[serde(alias = "status_code")]
    Status,
    Periods,
    Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ChoiceText {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) names: Vec<String>,
    pub(crate) text: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct History {
    pub(crate) since: String,
    pub(crate) previous: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ImpliedText {
    pub(crate) when: Option<toml::Table>,
    pub(crate) value: Option<toml::Value>,
    pub(crate) place_of: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct FromRelative {
    pub(crate) decision: Option<String>,
    pub(crate) when: Option<toml::Table>,
    pub(crate) fact: Option<String>,
    pub(crate) relation: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contradiction {
    pub(crate) when: Option<toml::Table>,
    pub(crate) place_of: Option<String>,
    pub(crate) text: Text,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Place {
    pub(crate) id: String,
    pub(crate) kind: PlaceKind,
    pub(crate) names: Vec<String>,
    pub(crate) within: Option<String>,
    pub(crate) text: Text,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Param {
    pub(crate) id: String,
    pub(crate) unit: Unit,
    pub(crate) values: Vec<ParamValue>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) enum Unit {
    #[serde(rename = "KRW")]
    Krw,
    #[serde(rename = "percent")]
    Percent,
    #[serde(rename = "ratio")]
    Ratio,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ParamValue {
    pub(crate) from: Datetime,
    pub(crate) until: Option<Datetime>,
    pub(crate) value: toml::Value,
    pub(crate) cite: String,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Cite {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) title: Text,
    pub(crate) dated: Option<Datetime>,
    pub(crate) checked: Option<String>,
    pub(crate) confidence: String,
    #[serde(default)]
    #[expect(dead_code, reason = "for reviewers, who read the file")]
    pub(crate) interpretation: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub(crate) id: String,
    pub(crate) columns: Vec<String>,
    pub(crate) rows: Vec<BTreeMap<String, String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Criterion {
    pub(crate) id: String,
    pub(crate) test: toml::Table,
    pub(crate) cite: Vec<String>,
    pub(crate) why: Whys,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Whys {
    pub(crate) met: Option<Text>,
    pub(crate) not_met: Option<Text>,
    pub(crate) unknown: Option<Text>,
    pub(crate) needs_decision: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Decision {
    pub(crate) id: String,
    pub(crate) tree: toml::Value,
    pub(crate) amounts: Option<AmountRule>,
    pub(crate) title: Text,
    pub(crate) say: Says,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AmountRule {
    pub(crate) cap: String,
    pub(crate) used: String,
    pub(crate) request: String,
    pub(crate) at: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Says {
    pub(crate) yes: Text,
    pub(crate) no: Text,
    pub(crate) not_yet: Option<Text>,
    pub(crate) unknown: Text,
    pub(crate) needs_decision: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Figure {
    pub(crate) id: String,
    pub(crate) krw: Option<toml::Value>,
    pub(crate) rate: Option<toml::Value>,
    pub(crate) day: Option<toml::Value>,
    pub(crate) word: Option<toml::Value>,
    #[serde(default)]
    pub(crate) cite: Vec<String>,
    pub(crate) text: Option<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Calculation {
    pub(crate) id: String,
    pub(crate) title: Text,
    pub(crate) figures: BTreeMap<String, String>,
    pub(crate) plan: Option<Plan>,
}

/// When a plan asks a calculation: always, or where a decision's YES starts or ends.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Plan {
    pub(crate) starts: Option<String>,
    pub(crate) ends: Option<String>,
    #[serde(default)]
    pub(crate) perhaps: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Note {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) decisions: Vec<String>,
    pub(crate) when: Option<When>,
    pub(crate) text: Text,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct When {
    #[serde(default)]
    pub(crate) verdict: Vec<Verdict>,
    pub(crate) criterion: Option<String>,
    #[serde(default)]
    pub(crate) state: Vec<State>,
    pub(crate) test: Option<toml::Table>,
    #[serde(default)]
    pub(crate) refused: bool,
    pub(crate) figure: Option<String>,
    #[serde(default)]
    pub(crate) is: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Instead {
    pub(crate) reads: String,
    pub(crate) contact: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Contact {
    pub(crate) id: String,
    pub(crate) phone: Option<String>,
    pub(crate) abroad: Option<String>,
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    #[serde(default)]
    pub(crate) more_languages: bool,
    #[serde(default)]
    pub(crate) open: Vec<Opening>,
    #[serde(default)]
    pub(crate) helps: Vec<Need>,
    pub(crate) role: Option<Role>,
    #[serde(default)]
    pub(crate) authority: bool,
    #[serde(default)]
    pub(crate) immigration_office: bool,
    #[serde(default)]
    pub(crate) instead: Vec<Instead>,
    pub(crate) who: Text,
    pub(crate) hours: Option<Text>,
    pub(crate) cost: Option<Text>,
    pub(crate) say_ko: Option<String>,
    pub(crate) checked: Option<String>,
    pub(crate) source: Option<String>,
    pub(crate) confidence: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opening {
    pub(crate) days: Days,
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) languages: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) more_languages: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Programme {
    pub(crate) id: String,
    #[serde(default, rename = "where")]
    pub(crate) places: Vec<String>,
    pub(crate) state: WrittenState,
    pub(crate) known: Option<String>,
    pub(crate) from: Option<Datetime>,
    pub(crate) until: Option<Datetime>,
    pub(crate) confidence: String,
    pub(crate) cite: Vec<String>,
    pub(crate) contact: String,
    #[serde(default)]
    pub(crate) languages: Vec<String>,
    pub(crate) title: Text,
    pub(crate) who: Text,
    pub(crate) what: Text,
    pub(crate) hours: Option<Text>,
    pub(crate) cost: Option<Text>,
    pub(crate) say_ko: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Step {
    pub(crate) id: String,
    #[serde(default)]
    pub(crate) decisions: Vec<String>,
    pub(crate) when: Option<When>,
    pub(crate) contact: Option<String>,
    #[serde(rename = "do")]
    pub(crate) what: Text,
    #[serde(default)]
    pub(crate) bring: TextList,
    pub(crate) say_ko: Option<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PackTest {
    pub(crate) name: String,
    pub(crate) decision: Option<String>,
    pub(crate) calculation: Option<String>,
    pub(crate) programme: Option<String>,
    /// A bill's amount, for the calculation that explains bills.
    pub(crate) amount_krw: Option<i64>,
    pub(crate) as_of: Datetime,
    #[serde(default)]
    pub(crate) facts: toml::Table,
    pub(crate) expect: Expect,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Expect {
    pub(crate) verdict: Option<Verdict>,
    /// What a calculation's figures are, by name; "unknown" where they aren't known.
    #[serde(default)]
    pub(crate) figures: BTreeMap<String, toml::Value>,
    pub(crate) from: Option<toml::Value>,
    pub(crate) until: Option<toml::Value>,
    pub(crate) becomes: Option<ExpectBecomes>,
    pub(crate) open: Option<Vec<String>>,
    pub(crate) declined: Option<Vec<String>>,
    pub(crate) confirm: Option<Vec<String>>,
    #[serde(default)]
    pub(crate) criteria: BTreeMap<String, State>,
    #[serde(default)]
    pub(crate) notes: Vec<String>,
    #[serde(default)]
    pub(crate) without_notes: Vec<String>,
    #[serde(default)]
    pub(crate) steps: Vec<String>,
    #[serde(default)]
    pub(crate) without_steps: Vec<String>,
    pub(crate) amounts: Option<ExpectAmounts>,
    /// How a programme stands, whether it is offered, to be checked first, and listed.
    pub(crate) state: Option<String>,
    pub(crate) offered: Option<bool>,
    pub(crate) check_first: Option<bool>,
    pub(crate) listed: Option<bool>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(crate) enum ExpectBecomes {
    Nothing(String),
    Verdict(ExpectVerdict),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectVerdict {
    pub(crate) verdict: Verdict,
    pub(crate) from: Datetime,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExpectAmounts {
    pub(crate) requested: i64,
    pub(crate) granted: i64,
    pub(crate) refused: i64,
    pub(crate) remaining: i64,
}
