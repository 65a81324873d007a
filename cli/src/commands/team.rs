use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Subcommand;
use dodam_companion::{Profile, SHEETS_MADE, SHEETS_NEEDED, TeamView};
use serde_json::{Value, json};

/// People who work together
#[derive(Debug, Subcommand)]
pub enum TeamCommand {
    /// Makes a team and prints its recovery sheets, once
    Create {
        /// As residents will see it
        name: String,
    },
    /// Lists the teams this device is in
    List,
    /// Makes an invitation: twelve words that a resident types to share a record
    Invite {
        /// The team's name or id; needed only where there are several
        team: Option<String>,
    },
}

/// Runs `dodam team …`.
pub async fn run(command: &TeamCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    match command {
        TeamCommand::Create { name } => create(&profile, name),
        TeamCommand::List => {
            let teams = profile.teams()?;
            let text: String = teams
                .iter()
                .map(|team| format!("{}  {}\n", team.team, team.name))
                .collect();
            let text = if text.is_empty() {
                "No team yet. Make one: dodam team create NAME".into()
            } else {
                text
            };
            let teams: Vec<Value> = teams.iter().map(as_json).collect();
            Ok(Said::new(json!({ "teams": teams }), text))
        }
        TeamCommand::Invite { team } => {
            let team = choose(&profile, team.as_deref())?;
            let words = profile.invite(&team.team).await?;
            let text = format!(
                "Read these twelve words to the resident. They let the\n\
                 resident share with {}; they open nothing by themselves.\n\n  {}",
                team.name,
                words.as_str()
            );
            Ok(Said::new(
                json!({ "team": team.team.to_string(), "code": words.as_str() }),
                text,
            ))
        }
    }
}

fn create(profile: &Profile, name: &str) -> Result<Said, Failed> {
    let made = profile.create_team(name)?;
    let mut text = format!(
        "The team is made. If every device of it is lost, any {SHEETS_NEEDED} of\n\
         these {SHEETS_MADE} sheets bring it back. Give them to different people;\n\
         they are not shown again.\n"
    );
    let mut sheets = Vec::new();
    for sheet in &made.sheets {
        text.push_str(&format!("\nSheet {} of {SHEETS_MADE}\n", sheet.number));
        for line in sheet.words.split(' ').collect::<Vec<_>>().chunks(6) {
            text.push_str(&format!("  {}\n", line.join(" ")));
        }
        sheets.push(json!({ "number": sheet.number, "words": sheet.words.as_str() }));
    }
    Ok(Said::new(
        json!({ "team": made.team.to_string(), "sheets": sheets }),
        text,
    ))
}

fn choose(profile: &Profile, wanted: Option<&str>) -> Result<TeamView, Failed> {
    let teams = profile.teams()?;
    let fits = |team: &&TeamView| {
        wanted.is_none_or(|wanted| team.name == wanted || team.team.to_string() == wanted)
    };
    let mut fitting = teams.iter().filter(fits);
    match (fitting.next(), fitting.next()) {
        (Some(team), None) => Ok(team.clone()),
        (Some(_), Some(_)) => Err(Failed::usage(
            "this device is in several teams; say which: dodam team invite NAME",
        )),
        (None, _) => Err(Failed::usage("no such team here; see: dodam team list")),
    }
}

fn as_json(team: &TeamView) -> Value {
    json!({ "team": team.team.to_string(), "name": team.name })
}
