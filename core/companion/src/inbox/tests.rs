use super::*;
use crate::chance;
use crate::groups::{as_member, own_identity};
use crate::{Clock, Profile};
use dodam_record::{
    PaperAbout, PaperDraft, PaperFile, PaperId, PaperKind, StrandDocument, StrandKind,
};
use dodam_seal::chain::{Description, Genesis, Role};
use dodam_seal::envelope::Writer;
use dodam_seal::{ChainKind, EnvelopeBody, Introduction, SigningSecret};
use std::collections::BTreeSet;
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
    strand_with_secret(author, record, kind, reader).0
}

fn strand_with_secret(
    author: &Profile,
    record: RecordId,
    kind: &str,
    reader: &Chain,
) -> (ChainEntry, EpochSecret) {
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
    (ChainEntry::genesis(genesis, &device), secret)
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
    resident
        .write(|tx| take_entry(tx, &group, None, MOMENT))
        .unwrap();
    let taken = retry_waiting(&resident, MOMENT).unwrap();
    assert_eq!(taken, 1);
}

/// An envelope of a strand that `author` began, with a paper whose file no vault can name.
fn unusable_paper(author: &Profile, entry: &ChainEntry, secret: &EpochSecret) -> Envelope {
    let mut rng = chance::system();
    let signing = SigningSecret::random(&mut rng);
    let actor = signing.actor_id();
    let mut document = StrandDocument::new(StrandKind::Care, *actor.as_bytes());
    let file = PaperFile {
        mime: "text/plain".to_owned(),
        size_bytes: 1,
        sha256: [1; 32],
        file_id: vec![1; 20],
        sealed_hash: [1; 32],
        file_key: [1; 32],
    };
    let about = PaperAbout {
        title: "synthetic".to_owned(),
        kind: PaperKind::Letter,
        issuer: None,
        dated: None,
        expires: None,
        note: None,
        tags: BTreeSet::new(),
        visit: None,
    };
    let id = PaperId::from_bytes([1; 16]);
    document
        .add_paper(&PaperDraft { id, about, file }, 1)
        .unwrap();
    let device = author.read(own_identity).unwrap().signing;
    let introduction = Introduction::sign(&device, &entry.chain(), &actor, 0, "synthetic");
    let body = EnvelopeBody {
        introduction: Some(introduction),
        payload: document.take_changes().into(),
    };
    let writer = Writer {
        stream: entry.chain(),
        actor: &signing,
        last: None,
        epoch: entry.hash(),
        secret,
        chain_head: entry.hash(),
    };
    Envelope::seal_changes(&writer, &body, &mut rng).unwrap()
}

#[test]
fn one_thing_that_waited_and_is_unusable_keeps_nothing_else_from_being_taken() {
    let ((_a, resident), (_b, stranger), (_c, third)) = (person(), person(), person());
    let (_, reader) = account(&resident);
    let (entry, secret) = strand_with_secret(&stranger, [9; 16], "care", &reader);
    let envelope = unusable_paper(&stranger, &entry, &secret);
    let good = strand_by(&third, [8; 16], "care", &reader);
    let early = resident.write(|tx| {
        take_envelope(tx, &envelope, MOMENT)?;
        take_entry(tx, &good, None, MOMENT)
    });
    assert_eq!(early, Ok(Taken::Aside));
    let groups = [account(&stranger).0, account(&third).0];
    let come = resident.write(|tx| {
        for group in &groups {
            take_entry(tx, group, None, MOMENT)?;
        }
        take_entry(tx, &entry, None, MOMENT)
    });
    assert_eq!(come, Ok(Taken::New));
    assert_eq!(retry_waiting(&resident, MOMENT), Ok(1));
    let kept = resident.read(|tx| Ok::<_, CompanionError>(load_quarantine(tx)?));
    let reasons: Vec<String> = kept
        .unwrap()
        .into_iter()
        .map(|thing| thing.reason)
        .collect();
    assert_eq!(reasons, [reason::REFUSED]);
    assert_eq!(retry_waiting(&resident, MOMENT), Ok(0));
}
