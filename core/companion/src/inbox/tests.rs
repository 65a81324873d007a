use super::*;
use crate::chance;
use crate::groups::{as_member, own_identity};
use crate::{Clock, Profile};
use dodam_record::StrandKind;
use dodam_seal::ChainKind;
use dodam_seal::chain::{Description, Genesis, Role};
use tempfile::TempDir;

const MOMENT: Moment = Moment { now_ms: 1 };

fn person() -> (TempDir, Profile) {
    let folder = tempfile::tempdir().unwrap();
    let made = Profile::create(folder.path(), "246810", "synthetic", Clock::default()).unwrap();
    (folder, made.profile)
}

fn account(profile: &Profile) -> (ChainEntry, Chain) {
    profile
        .read(|tx| {
            let id = settings::account(tx)?;
            let entries = crate::groups::read_entries(tx, &id)?;
            Ok((entries[0].clone(), Chain::replay(&entries, &())?))
        })
        .unwrap()
}

/// A strand that `author` begins, owned by its own account, that says it is `kind` of
/// `record` and lets `reader` in.
fn strand_by(author: &Profile, record: RecordId, kind: &str, reader: &Chain) -> ChainEntry {
    let (_, own) = account(author);
    let mut rng = chance::system();
    let secret = EpochSecret::random(&mut rng);
    let description = Description {
        name: kind.to_owned(),
        record: Some(record),
    };
    let members = [
        as_member(&own, Role::OWNER).unwrap(),
        as_member(reader, Role::WRITER).unwrap(),
    ];
    let genesis =
        Genesis::begin(ChainKind::STRAND, &description, &secret, &members, &mut rng).unwrap();
    let device = author.read(own_identity).unwrap().signing;
    ChainEntry::genesis(genesis, &device)
}

/// Someone who knows a resident's record and account offers her a status strand of
/// their own. Were it believed, her next fact would be sealed to a key they hold.
#[test]
fn a_strand_for_somebodys_record_is_believed_only_from_its_owner() {
    let ((_a, resident), (_b, stranger)) = (person(), person());
    let (_, reader) = account(&resident);
    let record = resident.read(settings::own_record).unwrap();
    let offered = strand_by(&stranger, record, "status", &reader);
    let (group, _) = account(&stranger);
    let taken = resident
        .write(|tx| {
            take_entry(tx, &group, None, MOMENT)?;
            take_entry(tx, &offered, None, MOMENT)
        })
        .unwrap();
    assert_eq!(taken, Taken::Aside);
    let found = resident
        .read(|tx| strands::find(tx, &record, &StrandKind::Status))
        .unwrap();
    assert!(found.is_none());

    let theirs = strand_by(&stranger, [9; 16], "care", &reader);
    let taken = resident
        .write(|tx| take_entry(tx, &theirs, None, MOMENT))
        .unwrap();
    assert_eq!(taken, Taken::New, "their own record they may share");
    let ((_c, third), again) = (person(), [9; 16]);
    let (third_group, _) = account(&third);
    let second = strand_by(&third, again, "status", &reader);
    let taken = resident
        .write(|tx| {
            take_entry(tx, &third_group, None, MOMENT)?;
            take_entry(tx, &second, None, MOMENT)
        })
        .unwrap();
    assert_eq!(taken, Taken::Aside, "and nobody else may add to it");
}

#[test]
fn an_entry_that_stands_on_something_missing_is_taken_when_that_has_come() {
    let ((_a, resident), (_b, stranger)) = (person(), person());
    let (_, reader) = account(&resident);
    let offered = strand_by(&stranger, [9; 16], "care", &reader);
    let early = resident
        .write(|tx| take_entry(tx, &offered, None, MOMENT))
        .unwrap();
    assert_eq!(early, Taken::Aside);
    let (group, _) = account(&stranger);
    let taken = resident
        .write(|tx| {
            take_entry(tx, &group, None, MOMENT)?;
            retry_waiting(tx, MOMENT)
        })
        .unwrap();
    assert_eq!(taken, 1);
}
