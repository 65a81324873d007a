use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Subcommand;
use dodam_companion::VisitView;
use jiff::tz::{Offset, TimeZone};
use serde_json::{Value, json};

/// Home visits
#[derive(Debug, Subcommand)]
pub enum VisitCommand {
    /// Records a visit
    Add {
        /// Whose, from `dodam person list`
        person: String,
        /// What to remember
        #[arg(long)]
        note: String,
        /// home, phone or clinic
        #[arg(long, default_value = "home")]
        kind: String,
    },
    /// Lists a person's visits, earliest first
    List {
        /// Whose; yourself if not given
        person: Option<String>,
    },
}

/// Runs `dodam visit …`.
pub fn run(command: &VisitCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    match command {
        VisitCommand::Add { person, note, kind } => {
            let visit = profile.record_visit(person, kind, note)?;
            Ok(Said::new(
                as_json(&visit),
                format!("Saved on this device: {}", line(&visit)),
            ))
        }
        VisitCommand::List { person } => {
            let visits = profile.visits(person.as_deref())?;
            let text: String = visits.iter().map(line).collect();
            let text = if text.is_empty() {
                "No visits yet.".into()
            } else {
                text
            };
            let visits: Vec<Value> = visits.iter().map(as_json).collect();
            Ok(Said::new(json!({ "visits": visits }), text))
        }
    }
}

fn line(visit: &VisitView) -> String {
    format!(
        "{}  {} by {}: {}\n",
        korean_time(visit.at_ms),
        visit.kind,
        visit.by,
        visit.note
    )
}

/// The minute, as clocks in Korea show it.
fn korean_time(at_ms: i64) -> String {
    let korea = TimeZone::fixed(Offset::constant(9));
    jiff::Timestamp::from_millisecond(at_ms).map_or_else(
        |_| "at an unknown time".to_owned(),
        |at| at.to_zoned(korea).strftime("%Y-%m-%d %H:%M").to_string(),
    )
}

fn as_json(visit: &VisitView) -> Value {
    json!({
        "id": visit.id,
        "at": korean_time(visit.at_ms),
        "at_ms": visit.at_ms,
        "kind": visit.kind,
        "note": visit.note,
        "by": visit.by,
    })
}
