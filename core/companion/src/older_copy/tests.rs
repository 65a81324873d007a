use super::*;
use crate::{Clock, Profile};
use dodam_vault::{load_envelopes, load_outbox, load_quarantine};
use std::path::Path;

const PIN: &str = "246810";
const MOMENT: Moment = Moment { now_ms: 1 };

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &to.join(entry.file_name()));
        } else {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

fn visit(profile: &Profile, note: &str) {
    let own = profile.own_person().unwrap();
    profile.record_visit(&own, "home", note).unwrap();
}

fn notes(profile: &Profile) -> Vec<String> {
    let visits = profile.visits(None).unwrap().into_iter();
    let mut notes: Vec<_> = visits.map(|visit| visit.note).collect();
    notes.sort();
    notes
}

fn care(tx: &Transaction<'_>) -> Result<Strand, CompanionError> {
    let first = strands::list(tx)?.into_iter().next();
    first.ok_or(CompanionError::Damaged("strand"))
}

/// Whoever read the feed past what is missing is told that something is, and takes it all once
/// it comes, in whatever order.
#[test]
fn what_comes_out_of_order_waits_and_the_stray_edits_move_where_the_lines_part() {
    let folder = tempfile::tempdir().unwrap();
    let [first, second] = ["first", "second"].map(|name| folder.path().join(name));
    let made = Profile::create(&first, PIN, "synthetic", Clock::default()).unwrap();
    visit(&made.profile, "both");
    made.profile.lock();
    drop(made);
    copy(&first, &second);
    let [newest, older] =
        [first, second].map(|folder| Profile::unlock(&folder, PIN, Clock::default()).unwrap());
    for note in ["line one", "line two"] {
        visit(&newest, note);
    }
    for note in ["stray one", "stray two", "stray three"] {
        visit(&older, note);
    }
    let line: Vec<Envelope> = newest
        .read(|tx| {
            let stored = load_envelopes(tx, &care(tx)?.id)?.into_iter();
            let read = stored.map(|stored| Envelope::from_bytes(&stored.bytes));
            Ok::<_, CompanionError>(read.collect::<Result<_, _>>()?)
        })
        .unwrap();
    let [shared, parting, last] = line.as_slice() else {
        panic!("{line:?}")
    };

    let take = |envelope| older.write(|tx| inbox::take_envelope(tx, envelope, MOMENT));
    assert_eq!(take(last), Ok(Taken::Behind));
    assert_eq!(take(shared), Ok(Taken::Known));
    assert_eq!(notes(&older).len(), 4, "nothing moved yet");
    assert_eq!(take(parting), Ok(Taken::New));
    let taken = inbox::retry_waiting(&older, MOMENT);
    assert_eq!(taken, Ok(1));

    let all = [
        "both",
        "line one",
        "line two",
        "stray one",
        "stray three",
        "stray two",
    ];
    assert_eq!(notes(&older), all);
    older
        .read(|tx| {
            let strand = care(tx)?;
            let author = load_actor(tx, &strand.id)?.unwrap();
            assert_eq!((author.incarnation, author.next_sequence > 1), (1, true));
            assert!(load_quarantine(tx)?.is_empty());
            assert!(settings::older_copy(tx)?);
            let of_new = load_envelopes_of_actor(tx, &strand.id, &author.signing.actor_id(), 1)?;
            let waiting = load_outbox(tx)?.into_iter();
            let waiting: Vec<_> = waiting.map(|item| item.hash).collect();
            assert!(
                of_new
                    .iter()
                    .all(|envelope| waiting.contains(&envelope.hash))
            );
            Ok::<_, CompanionError>(())
        })
        .unwrap();
}
