use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::{Args, Subcommand};
use dodam_companion::{PersonDetails, PersonView};
use serde_json::{Value, json};

/// You, and the people who shared their record with your team
#[derive(Debug, Subcommand)]
pub enum PersonCommand {
    /// Lists everyone whose record is here
    List,
    /// Changes name, phone or address
    Set(SetArgs),
}

/// What changes; what isn't given stays.
#[derive(Debug, Args)]
pub struct SetArgs {
    /// Whose; yourself if not given
    id: Option<String>,
    /// The name
    #[arg(long)]
    name: Option<String>,
    /// The telephone number
    #[arg(long)]
    phone: Option<String>,
    /// The address
    #[arg(long)]
    address: Option<String>,
}

/// Runs `dodam person …`.
pub fn run(command: &PersonCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    match command {
        PersonCommand::List => {
            let people = profile.people()?;
            let text: String = people.iter().map(line).collect();
            let text = if text.is_empty() {
                "Nobody's record is here yet.".into()
            } else {
                text
            };
            let people: Vec<Value> = people.iter().map(as_json).collect();
            Ok(Said::new(json!({ "people": people }), text))
        }
        PersonCommand::Set(args) => {
            let SetArgs {
                id,
                name,
                phone,
                address,
            } = args;
            let (name, phone, address) = (name.clone(), phone.clone(), address.clone());
            let details = PersonDetails {
                name,
                phone,
                address,
            };
            let person = profile.set_person(id.as_deref(), &details)?;
            Ok(Said::new(as_json(&person), line(&person)))
        }
    }
}

fn line(person: &PersonView) -> String {
    let phone = person.phone.as_deref().unwrap_or("no phone");
    let address = person.address.as_deref().unwrap_or("no address");
    let name = if person.name.is_empty() {
        "(no name)"
    } else {
        &person.name
    };
    format!(
        "{}  {name}, {phone}, {address}, visits: {}\n",
        person.id, person.visits
    )
}

fn as_json(person: &PersonView) -> Value {
    json!({
        "id": person.id,
        "name": person.name,
        "phone": person.phone,
        "address": person.address,
        "visits": person.visits,
    })
}
