//! Step 5: enrolling, a team with its sheets, an invitation, the first sync.

use super::report::Report;
use super::stage::{ADDRESS, NAME, PHONE, People, Server};
use crate::output::Failed;
use dodam_companion::{CompanionError, Profile};

/// Step 5.
pub async fn share(people: &People, server: &Server, report: &mut Report) -> Result<(), Failed> {
    let People { resident, worker } = people;
    let refused = resident.enrol(&server.url, "AAAA-BBBB-CCCC").await;
    let unknown = CompanionError::Rejected {
        code: "unknown_code".to_owned(),
    };
    report.check("a made-up code enrols nobody", refused == Err(unknown))?;
    let not_enrolled = CompanionError::Rejected {
        code: "not_enrolled".to_owned(),
    };
    let mut enrolled = 0;
    for device in [resident, worker] {
        let before = device.sync().await == Err(not_enrolled.clone());
        device.enrol(&server.url, &server.admit()?).await?;
        enrolled += usize::from(before);
    }
    report.same(
        "phone and tablet enrolled, a one-time code each",
        2,
        enrolled,
    )?;

    let team = worker.create_team("Andong home visits")?;
    report.same(
        "the team has its 3 recovery sheets first",
        3,
        team.sheets.len(),
    )?;
    let [first, _, third] = team.sheets.as_slice() else {
        return Err(Failed::usage("three sheets"));
    };
    worker.check_sheets(&team.team, &[first.clone(), third.clone()])?;
    let one = worker.check_sheets(&team.team, std::slice::from_ref(first));
    let too_few = matches!(one, Err(CompanionError::InvalidInput(_)));
    report.check("two of them bring the team back, one doesn't", too_few)?;

    let words = worker.invite(&team.team).await?;
    report.same(
        "the worker hands over 12 words",
        12,
        words.split(' ').count(),
    )?;
    let shared = resident.share(&words).await?;
    report.same(
        "the resident shares with the team of that name",
        "Andong home visits".to_owned(),
        shared.team.name,
    )?;
    report.same(
        "and only the care strand",
        "care".to_owned(),
        shared.kinds.join(", "),
    )?;

    sync("phone", resident, report).await?;
    sync("tablet", worker, report).await?;
    let people = worker.people()?;
    let seen = people.iter().find(|person| person.name == NAME);
    let complete = seen.is_some_and(|person| {
        person.phone.as_deref() == Some(PHONE) && person.address.as_deref() == Some(ADDRESS)
    });
    report.check("the worker sees her name, phone and address", complete)?;
    let safe = resident.papers()?.iter().all(|paper| paper.safe_elsewhere);
    report.check("her papers are safe elsewhere, sealed", safe)
}

/// Syncs one device and notes what it took.
pub async fn sync(who: &str, device: &Profile, report: &mut Report) -> Result<(), Failed> {
    let done = device.sync().await?;
    report.check(
        format!("{who}: synced, nothing waits or was set aside"),
        done.pending == 0 && done.quarantined == 0,
    )?;
    report.sync(who, done);
    Ok(())
}
