//! Each table's functions: what goes in comes out, in order, and nothing else is touched.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_seal::{ActorId, ChainId, EpochSecret, Hash, Mark, SigningSecret, WrapSecret};
use dodam_vault::*;
use proptest::prelude::*;
use std::sync::LazyLock;
use support::{TestVault, hash, stream};

/// One vault for all tests here; each uses transactions that it rolls back.
static VAULT: LazyLock<TestVault> = LazyLock::new(TestVault::new);

/// Runs in a transaction that leaves nothing.
fn scratch(work: impl FnOnce(&Transaction<'_>)) {
    let done = VAULT.vault.write(|tx| -> Result<(), VaultError> {
        work(tx);
        Err(VaultError::OutOfRange)
    });
    assert_eq!(done, Err(VaultError::OutOfRange));
}

fn actor(name: u8) -> ActorId {
    ActorId::from_bytes([name; 32])
}

fn envelope(author: u8, sequence: u64) -> StoredEnvelope {
    let mut hash = [author; 32];
    hash[..8].copy_from_slice(&sequence.to_be_bytes());
    StoredEnvelope {
        stream: stream(1),
        actor: actor(author),
        sequence,
        hash: Hash::from_bytes(hash),
        bytes: vec![author; 10],
        received_at_ms: 1_700_000_000_000,
    }
}

#[test]
fn settings_are_stored_replaced_and_removed() {
    scratch(|tx| {
        assert_eq!(load_setting(tx, "a"), Ok(None));
        store_setting(tx, "a", b"1").unwrap();
        store_setting(tx, "a", b"2").unwrap();
        store_setting(tx, "b", b"").unwrap();
        assert_eq!(load_setting(tx, "a"), Ok(Some(b"2".to_vec())));
        remove_setting(tx, "a").unwrap();
        assert_eq!(load_setting(tx, "a"), Ok(None));
        assert_eq!(load_setting(tx, "b"), Ok(Some(Vec::new())));
    });
}

#[test]
fn a_device_has_one_identity() {
    scratch(|tx| {
        assert!(load_identity(tx).unwrap().is_none());
        let identity = |byte| Identity {
            signing: SigningSecret::from_bytes([byte; 32]),
            wrap: WrapSecret::from_bytes([byte + 1; 32]),
        };
        insert_identity(tx, &identity(1)).unwrap();
        assert!(matches!(
            insert_identity(tx, &identity(5)),
            Err(VaultError::Store { .. })
        ));
        let loaded = load_identity(tx).unwrap().unwrap();
        assert_eq!(
            (loaded.signing.expose(), loaded.wrap.expose()),
            (&[1; 32], &[2; 32])
        );
    });
}

#[test]
fn groups_are_stored_with_their_current_secret() {
    scratch(|tx| {
        let mut group = Group {
            chain_id: stream(1),
            kind: "a kind of the future".into(),
            name: "안동 방문팀".into(),
            epoch_hash: hash(2),
            epoch_secret: EpochSecret::from_bytes([3; 32]),
        };
        store_group(tx, &group).unwrap();
        group.epoch_secret = EpochSecret::from_bytes([4; 32]);
        store_group(tx, &group).unwrap();
        let all = load_groups(tx).unwrap();
        assert_eq!(
            (all.len(), all[0].kind.as_str()),
            (1, "a kind of the future")
        );
        let loaded = load_group(tx, &stream(1)).unwrap().unwrap();
        assert_eq!(
            (loaded.epoch_secret.expose(), loaded.name),
            (&[4; 32], group.name)
        );
        remove_group(tx, &stream(1)).unwrap();
        assert!(load_group(tx, &stream(1)).unwrap().is_none());
    });
}

#[test]
fn a_strand_keeps_every_epoch_and_forgets_all_of_them_together() {
    scratch(|tx| {
        let mut strand = Strand {
            strand_id: stream(1),
            kind: "a kind of the future".into(),
            record_id: vec![7; 16],
            epoch_hash: hash(1),
        };
        let secret = |byte| EpochSecret::from_bytes([byte; 32]);
        let orphan = insert_strand_epoch(tx, &stream(1), &hash(1), &secret(1));
        assert!(
            matches!(orphan, Err(VaultError::Store { .. })),
            "no strand yet"
        );
        store_strand(tx, &strand).unwrap();
        insert_strand_epoch(tx, &stream(1), &hash(1), &secret(1)).unwrap();
        insert_strand_epoch(tx, &stream(1), &hash(1), &secret(9)).unwrap();
        strand.epoch_hash = hash(2);
        store_strand(tx, &strand).unwrap();
        insert_strand_epoch(tx, &stream(1), &hash(2), &secret(2)).unwrap();

        let epoch = |epoch| load_strand_epoch(tx, &stream(1), &hash(epoch)).unwrap();
        assert_eq!(epoch(1).unwrap().expose(), &[1; 32]);
        assert_eq!(epoch(2).unwrap().expose(), &[2; 32]);
        assert_eq!(load_strand(tx, &stream(1)), Ok(Some(strand.clone())));
        assert_eq!(load_strands(tx), Ok(vec![strand.clone()]));
        assert_eq!(load_strands_of_record(tx, &[7; 16]), Ok(vec![strand]));
        assert_eq!(load_strands_of_record(tx, &[8; 16]), Ok(vec![]));
        remove_strand(tx, &stream(1)).unwrap();
        assert!(load_strand(tx, &stream(1)).unwrap().is_none());
        assert!(
            load_strand_epoch(tx, &stream(1), &hash(1))
                .unwrap()
                .is_none()
        );
    });
}

#[test]
fn chains_beside_strands_leave_out_what_is_read_as_a_strand() {
    scratch(|tx| {
        for id in [1, 2] {
            let stored = insert_chain_entry(tx, &stream(id), &entry(0, id));
            assert_eq!(stored, Ok(Stored::New));
        }
        let strand = Strand {
            strand_id: stream(2),
            kind: "care".into(),
            record_id: vec![7; 16],
            epoch_hash: hash(1),
        };
        store_strand(tx, &strand).unwrap();
        assert_eq!(load_chain_ids(tx).unwrap().len(), 2);
        assert_eq!(load_chain_ids_beside_strands(tx), Ok(vec![stream(1)]));
    });
}

fn entry(n: u64, name: u8) -> StoredChainEntry {
    StoredChainEntry {
        n,
        hash: hash(name),
        bytes: vec![name; 5],
        acceptance: None,
    }
}

#[test]
fn a_chain_is_read_in_order_and_a_place_is_given_once() {
    scratch(|tx| {
        let chain = stream(1);
        for (n, name) in [(1, 11), (0, 10), (2, 12)] {
            assert_eq!(
                insert_chain_entry(tx, &chain, &entry(n, name)),
                Ok(Stored::New)
            );
        }
        assert_eq!(
            insert_chain_entry(tx, &chain, &entry(1, 11)),
            Ok(Stored::Known)
        );
        assert_eq!(
            insert_chain_entry(tx, &chain, &entry(1, 99)),
            Ok(Stored::PlaceTaken)
        );
        assert_eq!(
            insert_chain_entry(tx, &chain, &entry(7, 11)),
            Ok(Stored::PlaceTaken)
        );
        let other = StoredChainEntry {
            bytes: vec![0],
            ..entry(1, 11)
        };
        assert_eq!(
            insert_chain_entry(tx, &chain, &other),
            Ok(Stored::PlaceTaken)
        );
        assert_eq!(
            insert_chain_entry(tx, &stream(2), &entry(1, 11)),
            Ok(Stored::New)
        );
        let places = |chain| -> Vec<u64> {
            load_chain(tx, chain)
                .unwrap()
                .iter()
                .map(|entry| entry.n)
                .collect()
        };
        assert_eq!(
            (places(&chain), places(&stream(2))),
            (vec![0, 1, 2], vec![1])
        );
        assert_eq!(load_chain_head(tx, &chain), Ok(Some(entry(2, 12))));
        assert_eq!(load_chain_head(tx, &stream(9)), Ok(None));
        assert_eq!(load_chain_ids(tx), Ok(vec![chain, stream(2)]));
        let huge = insert_chain_entry(tx, &chain, &entry(u64::MAX, 50));
        assert_eq!(huge, Err(VaultError::OutOfRange));
    });
}

#[test]
fn acceptance_is_kept_and_only_proposals_are_taken_back() {
    scratch(|tx| {
        let chain = stream(1);
        for n in 0..4 {
            let name = u8::try_from(n).unwrap() + 10;
            assert_eq!(
                insert_chain_entry(tx, &chain, &entry(n, name)),
                Ok(Stored::New)
            );
        }
        accept_chain_entry(tx, &chain, &hash(10), b"signed").unwrap();
        let with = StoredChainEntry {
            acceptance: Some(b"came along".to_vec()),
            ..entry(1, 11)
        };
        assert_eq!(insert_chain_entry(tx, &chain, &with), Ok(Stored::Known));
        accept_chain_entry(tx, &chain, &hash(10), b"again").unwrap();
        let unknown = accept_chain_entry(tx, &chain, &hash(99), b"x");
        assert_eq!(unknown, Err(VaultError::Unknown));
        let accepted: Vec<_> = load_chain(tx, &chain)
            .unwrap()
            .into_iter()
            .map(|entry| entry.acceptance)
            .collect();
        let expected = [
            Some(b"again".to_vec()),
            Some(b"came along".to_vec()),
            None,
            None,
        ];
        assert_eq!(accepted, expected);
        assert_eq!(take_proposals(tx, &chain, 3), Ok(vec![entry(3, 13)]));
        assert_eq!(take_proposals(tx, &chain, 0), Ok(vec![entry(2, 12)]));
        assert_eq!(load_chain(tx, &chain).unwrap().len(), 2);
    });
}

#[test]
fn an_author_never_uses_a_number_twice() {
    scratch(|tx| {
        let own = |incarnation| OwnActor {
            strand_id: stream(1),
            incarnation,
            signing: SigningSecret::from_bytes([8; 32]),
            next_sequence: 1,
            last_hash: Hash::NONE,
        };
        assert!(load_actor(tx, &stream(1)).unwrap().is_none());
        assert_eq!(insert_actor(tx, &own(0)), Ok(Stored::New));
        assert_eq!(insert_actor(tx, &own(0)), Ok(Stored::PlaceTaken));
        let loaded = load_actor(tx, &stream(1)).unwrap().unwrap();
        advance_actor(tx, &loaded, &hash(1)).unwrap();
        assert_eq!(
            advance_actor(tx, &loaded, &hash(2)),
            Err(VaultError::Unknown)
        );
        let loaded = load_actor(tx, &stream(1)).unwrap().unwrap();
        assert_eq!((loaded.next_sequence, loaded.last_hash), (2, hash(1)));
        assert_eq!(loaded.signing.expose(), &[8; 32]);
        assert_eq!(insert_actor(tx, &own(1)), Ok(Stored::New));
        let loaded = load_actor(tx, &stream(1)).unwrap().unwrap();
        assert_eq!((loaded.incarnation, loaded.next_sequence), (1, 1));
    });
}

#[test]
fn envelopes_come_back_as_they_arrived_and_a_second_signature_for_one_number_is_told() {
    scratch(|tx| {
        let arrived = [envelope(2, 1), envelope(1, 2), envelope(1, 1)];
        for envelope in &arrived {
            assert_eq!(insert_envelope(tx, envelope), Ok(Stored::New));
            assert_eq!(insert_envelope(tx, envelope), Ok(Stored::Known));
        }
        let twin = StoredEnvelope {
            hash: hash(77),
            ..envelope(1, 1)
        };
        assert_eq!(insert_envelope(tx, &twin), Ok(Stored::PlaceTaken));
        let moved = StoredEnvelope {
            sequence: 9,
            ..envelope(1, 1)
        };
        assert_eq!(insert_envelope(tx, &moved), Ok(Stored::PlaceTaken));
        assert_eq!(load_envelopes(tx, &stream(1)), Ok(arrived.to_vec()));
        let of_one = load_envelopes_of_actor(tx, &stream(1), &actor(1), 1).unwrap();
        assert_eq!(of_one, [envelope(1, 1), envelope(1, 2)]);
        let later = load_envelopes_of_actor(tx, &stream(1), &actor(1), 2).unwrap();
        assert_eq!(later, [envelope(1, 2)]);
        let one = load_envelope(tx, &stream(1), &envelope(2, 1).hash);
        assert_eq!(one, Ok(Some(envelope(2, 1))));
        assert_eq!(
            load_envelope(tx, &stream(2), &envelope(2, 1).hash),
            Ok(None)
        );
        remove_envelopes(tx, &stream(1)).unwrap();
        assert_eq!(load_envelopes(tx, &stream(1)), Ok(vec![]));
    });
}

/// What [`load_marks`] must give, the slow way.
fn marks_one_by_one(arrived: &[(u8, u64)]) -> Vec<(u8, u64)> {
    let authors: std::collections::BTreeSet<u8> =
        arrived.iter().map(|(author, _)| *author).collect();
    let reach = |author: &u8| {
        (1_u64..)
            .take_while(|n| arrived.contains(&(*author, *n)))
            .last()
    };
    authors
        .iter()
        .filter_map(|author| Some((*author, reach(author)?)))
        .collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn marks_reach_to_the_first_gap(arrived in prop::collection::vec((1_u8..4, 1_u64..8), 0..20)) {
        scratch(|tx| {
            for (author, sequence) in &arrived {
                let stored = insert_envelope(tx, &envelope(*author, *sequence)).unwrap();
                assert_ne!(stored, Stored::PlaceTaken);
            }
            let other = StoredEnvelope { stream: stream(2), ..envelope(3, 1) };
            assert_eq!(insert_envelope(tx, &other), Ok(Stored::New));
            let marks: Vec<Mark> = load_marks(tx, &stream(1)).unwrap();
            let expected: Vec<Mark> = marks_one_by_one(&arrived)
                .into_iter()
                .map(|(author, sequence)| {
                    let hash = envelope(author, sequence).hash;
                    Mark { actor: actor(author), sequence, hash }
                })
                .collect();
            assert_eq!(marks, expected);
        });
    }
}

fn waiting(kind: OutboxKind, stream_name: u8, hash: Hash) -> OutboxItem {
    OutboxItem {
        kind,
        stream: stream(stream_name),
        hash,
        size_bytes: 10,
    }
}

#[test]
fn the_outbox_keeps_its_order_and_counts_by_strand() {
    scratch(|tx| {
        let items = [
            waiting(OutboxKind::Attachment, 1, hash(1)),
            waiting(OutboxKind::Envelope, 1, hash(1)),
            waiting(OutboxKind::ChainEntry, 2, hash(3)),
        ];
        for item in &items {
            assert_eq!(push_outbox(tx, item), Ok(Stored::New));
        }
        assert_eq!(push_outbox(tx, &items[0]), Ok(Stored::Known));
        assert_eq!(load_outbox(tx), Ok(items.to_vec()));
        assert_eq!(count_outbox(tx), Ok(vec![(stream(1), 2), (stream(2), 1)]));
        let confirmed = confirm_hash(tx, OutboxKind::Attachment, &stream(1), &hash(1));
        assert_eq!(confirmed, Ok(true));
        let again = confirm_hash(tx, OutboxKind::Attachment, &stream(1), &hash(1));
        assert_eq!(again, Ok(false));
        assert_eq!(load_outbox(tx), Ok(items[1..].to_vec()));
    });
}

#[test]
fn a_mark_removes_exactly_what_it_confirms() {
    scratch(|tx| {
        for (author, sequence) in [(1, 1), (1, 2), (1, 3), (2, 1)] {
            let envelope = envelope(author, sequence);
            assert_eq!(insert_envelope(tx, &envelope), Ok(Stored::New));
            let item = waiting(OutboxKind::Envelope, 1, envelope.hash);
            assert_eq!(push_outbox(tx, &item), Ok(Stored::New));
        }
        // An attachment that happens to have an envelope's hash stays.
        let attachment = waiting(OutboxKind::Attachment, 1, envelope(1, 1).hash);
        assert_eq!(push_outbox(tx, &attachment), Ok(Stored::New));
        let mark = |author, sequence, hash| Mark {
            actor: actor(author),
            sequence,
            hash,
        };
        let of = |author, sequence| envelope(author, sequence).hash;
        let confirm = |stream: ChainId, mark: Mark| confirm_mark(tx, &stream, &mark).unwrap();
        assert_eq!(
            confirm(stream(1), mark(1, 2, of(1, 3))),
            0,
            "another history"
        );
        assert_eq!(
            confirm(stream(1), mark(1, 9, of(1, 3))),
            0,
            "a number we don't have"
        );
        assert_eq!(
            confirm(stream(2), mark(1, 2, of(1, 2))),
            0,
            "another strand"
        );
        assert_eq!(confirm(stream(1), mark(1, 2, of(1, 2))), 2);
        assert_eq!(confirm(stream(1), mark(1, 2, of(1, 2))), 0, "again");
        let left: Vec<Hash> = load_outbox(tx)
            .unwrap()
            .into_iter()
            .map(|item| item.hash)
            .collect();
        assert_eq!(left, [of(1, 3), of(2, 1), of(1, 1)]);
        let huge = confirm_mark(tx, &stream(1), &mark(1, u64::MAX, of(1, 3)));
        assert_eq!(huge, Err(VaultError::OutOfRange));
    });
}

#[test]
fn what_is_quarantined_is_kept_whole_until_it_is_removed() {
    scratch(|tx| {
        let thing = |name: u8| Quarantined {
            stream: stream(1),
            hash: hash(name),
            bytes: vec![name; 1000],
            reason: "bad_signature".into(),
            received_at_ms: -5,
        };
        assert_eq!(insert_quarantined(tx, &thing(2)), Ok(Stored::New));
        assert_eq!(insert_quarantined(tx, &thing(1)), Ok(Stored::New));
        assert_eq!(insert_quarantined(tx, &thing(2)), Ok(Stored::Known));
        assert_eq!(load_quarantine(tx), Ok(vec![thing(2), thing(1)]));
        assert_eq!(remove_quarantined(tx, &stream(1), &hash(2)), Ok(true));
        assert_eq!(remove_quarantined(tx, &stream(1), &hash(2)), Ok(false));
        assert_eq!(count_quarantine(tx), Ok(1));
    });
}

#[test]
fn cursors_and_documents_are_stored_replaced_and_removed() {
    scratch(|tx| {
        assert_eq!(load_cursor(tx, b"feed"), Ok(None));
        store_cursor(tx, b"feed", 5).unwrap();
        store_cursor(tx, b"feed", 3).unwrap();
        assert_eq!(load_cursors(tx), Ok(vec![(b"feed".to_vec(), 3)]));
        assert_eq!(
            store_cursor(tx, b"feed", u64::MAX),
            Err(VaultError::OutOfRange)
        );
        remove_cursors(tx).unwrap();
        assert_eq!(load_cursor(tx, b"feed"), Ok(None));

        assert_eq!(load_document(tx, &stream(1)), Ok(None));
        store_document(tx, &stream(1), b"one").unwrap();
        store_document(tx, &stream(1), b"two").unwrap();
        assert_eq!(load_document(tx, &stream(1)), Ok(Some(b"two".to_vec())));
        remove_document(tx, &stream(1)).unwrap();
        assert_eq!(load_document(tx, &stream(1)), Ok(None));
    });
}
