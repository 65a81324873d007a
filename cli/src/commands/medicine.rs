use crate::output::{Failed, Said};
use crate::vault_access::VaultArgs;
use clap::Subcommand;
use dodam_companion::{Clock, MedicineDetails, MedicineView};
use jiff::civil::{Date, Time};
use serde_json::{Value, json};

/// Medicines you take, and when
#[derive(Debug, Subcommand)]
pub enum MedicineCommand {
    /// Adds a medicine; reminders say when it is time, without its name
    Add {
        /// What it is called
        name: String,
        /// When you take it, in Korean time, such as 08:00,20:00
        #[arg(long, value_name = "TIME,…", value_delimiter = ',', required = true, value_parser = time)]
        times: Vec<Time>,
        /// The first day, as 2026-01-31; today in Korea if left out
        #[arg(long, value_name = "DATE", value_parser = day)]
        from: Option<Date>,
        /// The last day; left out if there is none yet
        #[arg(long, value_name = "DATE", value_parser = day)]
        until: Option<Date>,
        /// How much each time, in your words
        #[arg(long, value_name = "TEXT", default_value = "")]
        dose: String,
        /// What else to remember
        #[arg(long, value_name = "TEXT", default_value = "")]
        note: String,
    },
    /// Lists all medicines, stopped ones too
    List,
    /// Stops a medicine: from this day on there are no reminders
    Stop {
        /// From `dodam medicine list`
        id: String,
        /// The first day without it; today in Korea if left out
        #[arg(long, value_name = "DATE", value_parser = day)]
        on: Option<Date>,
    },
}

/// Runs `dodam medicine …`.
pub fn run(command: &MedicineCommand, vault: &VaultArgs) -> Result<Said, Failed> {
    let profile = vault.unlock()?;
    let today = Clock::default().today();
    match command {
        MedicineCommand::Add {
            name,
            times,
            from,
            until,
            dose,
            note,
        } => {
            let details = MedicineDetails {
                name: name.clone(),
                dose: dose.clone(),
                times: times.clone(),
                first_day: from.unwrap_or(today),
                last_day: *until,
                note: note.clone(),
            };
            let medicine = profile.add_medicine(None, &details)?;
            let text = format!("Saved on this device: {}", line(&medicine));
            Ok(Said::new(as_json(&medicine), text))
        }
        MedicineCommand::List => {
            let medicines = profile.medicines(None)?;
            let text: String = medicines.iter().map(line).collect();
            let text = if text.is_empty() {
                "No medicines yet. Begin: dodam medicine add NAME --times 08:00,20:00".into()
            } else {
                text
            };
            let medicines: Vec<Value> = medicines.iter().map(as_json).collect();
            Ok(Said::new(json!({ "medicines": medicines }), text))
        }
        MedicineCommand::Stop { id, on } => {
            let medicine = profile.stop_medicine(None, id, on.unwrap_or(today))?;
            let text = format!("Stopped: {}", line(&medicine));
            Ok(Said::new(as_json(&medicine), text))
        }
    }
}

/// A time of the day, as it is written on a prescription: 08:00.
fn time(text: &str) -> Result<Time, String> {
    let text = text.trim();
    let written = text.len() == "08:00".len();
    let time = text.parse().ok().filter(|_| written);
    time.ok_or_else(|| "write a time such as 08:00".to_owned())
}

/// A day, written out.
fn day(text: &str) -> Result<Date, String> {
    let written = text.len() == "2026-01-31".len();
    let day = text.parse().ok().filter(|_| written);
    day.ok_or_else(|| "write a day such as 2026-01-31".to_owned())
}

fn times(medicine: &MedicineView) -> Vec<String> {
    let times = medicine.times.iter();
    times
        .map(|time| time.strftime("%H:%M").to_string())
        .collect()
}

fn line(medicine: &MedicineView) -> String {
    let mut line = format!("{}  {}", medicine.id, medicine.name);
    if !medicine.dose.is_empty() {
        line += &format!(", {}", medicine.dose);
    }
    line += &format!(
        ", at {}, from {}",
        times(medicine).join(", "),
        medicine.first_day
    );
    if let Some(last) = medicine.last_day {
        line += &format!(" to {last}");
    }
    if let Some(stopped) = medicine.stopped_on {
        line += &format!(", stopped on {stopped}");
    }
    if !medicine.note.is_empty() {
        line += &format!(" ({})", medicine.note);
    }
    line + "\n"
}

fn as_json(medicine: &MedicineView) -> Value {
    json!({
        "id": medicine.id,
        "name": medicine.name,
        "dose": medicine.dose,
        "times": times(medicine),
        "first_day": medicine.first_day.to_string(),
        "last_day": medicine.last_day.map(|day| day.to_string()),
        "note": medicine.note,
        "stopped_on": medicine.stopped_on.map(|day| day.to_string()),
    })
}
