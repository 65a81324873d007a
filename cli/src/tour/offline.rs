//! Step 6: both write without a network, then meet.

use super::care::sync;
use super::report::Report;
use super::stage::{NAME, People, Server, Stage};
use crate::output::Failed;
use dodam_companion::{CompanionError, ConflictView, PersonDetails, PersonView, Profile};

/// What the nurse notes.
pub const NOTE: &str = "synthetic visit note: blood pressure fine, next visit in May";
const WORKERS_PHONE: &str = "010-0000-2002";
const RESIDENTS_PHONE: &str = "010-0000-3003";
const NEW_ADDRESS: &str = "34 Sample-gil, Andong";

/// Step 6.
pub async fn part_and_meet(
    stage: &Stage,
    people: &People,
    server: &mut Server,
    report: &mut Report,
) -> Result<(), Failed> {
    let People { resident, worker } = people;
    server.stop().await?;
    let offline = matches!(worker.sync().await, Err(CompanionError::Offline));
    report.check("the server is gone; the tablet says so", offline)?;

    let id = person(worker)?.id;
    worker.record_visit(&id, "home", NOTE)?;
    change(worker, Some(&id), Some(WORKERS_PHONE), None)?;
    change(resident, None, Some(RESIDENTS_PHONE), Some(NEW_ADDRESS))?;
    let saved = worker.visits(Some(&id))?.len() == 1
        && person(worker)?.phone.as_deref() == Some(WORKERS_PHONE)
        && person(resident)?.address.as_deref() == Some(NEW_ADDRESS);
    report.check("a visit, two numbers, an address: saved offline", saved)?;

    *server = stage.start_server().await?;
    for device in [worker, resident] {
        device.set_server_url(&server.url)?;
    }
    sync("tablet, meeting", worker, report).await?;
    sync("phone, meeting", resident, report).await?;
    sync("tablet, again", worker, report).await?;
    for (who, device) in [("phone", resident), ("tablet", worker)] {
        let seen = person(device)?;
        let notes = device.visits(Some(&id))?;
        let visit = notes.iter().any(|visit| visit.note == NOTE);
        let both = visit && seen.address.as_deref() == Some(NEW_ADDRESS);
        report.check(format!("the {who} has the visit and the address"), both)?;
        report.check(
            format!("the {who} lists both numbers, and who wrote each"),
            is_phone_conflict(&device.conflicts()?),
        )?;
    }

    resident.resolve_conflict(&id, "phone", Some(RESIDENTS_PHONE))?;
    sync("phone, choosing", resident, report).await?;
    sync("tablet, after", worker, report).await?;
    for (who, device) in [("phone", resident), ("tablet", worker)] {
        let settled = device.conflicts()?.is_empty()
            && person(device)?.phone.as_deref() == Some(RESIDENTS_PHONE);
        report.check(format!("one choice settles it on the {who}"), settled)?;
    }
    Ok(())
}

fn change(
    device: &Profile,
    id: Option<&str>,
    phone: Option<&str>,
    address: Option<&str>,
) -> Result<PersonView, Failed> {
    let (phone, address) = (phone.map(str::to_owned), address.map(str::to_owned));
    Ok(device.set_person(
        id,
        &PersonDetails {
            name: None,
            phone,
            address,
        },
    )?)
}

fn person(device: &Profile) -> Result<PersonView, Failed> {
    let found = device
        .people()?
        .into_iter()
        .find(|person| person.name == NAME);
    found.ok_or_else(|| Failed::usage("the resident's record is not here"))
}

fn is_phone_conflict(conflicts: &[ConflictView]) -> bool {
    let [conflict] = conflicts else { return false };
    let mut said: Vec<(&str, &str)> = conflict
        .values
        .iter()
        .map(|choice| (choice.value.as_deref().unwrap_or(""), choice.by.as_str()))
        .collect();
    said.sort_unstable();
    conflict.field == "phone"
        && said
            == [
                (WORKERS_PHONE, "Nurse Park"),
                (RESIDENTS_PHONE, "Ms Nguyen"),
            ]
}
