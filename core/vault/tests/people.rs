//! What lists show of people goes with their strands.

#![allow(clippy::unwrap_used, reason = "this file is a test")]

mod support;

use dodam_vault::*;
use support::{TestVault, hash, stream};

#[test]
fn rows_of_people_follow_their_strands() {
    let made = TestVault::new();
    let done = made.vault.write(|tx| {
        let person = |name: &str| PersonListing {
            name: name.into(),
            phone: Some("010-0000-0000".into()),
            address: None,
            visits: 2,
        };
        assert!(store_person(tx, &stream(1), &person("없음")).is_err());
        for (id, kind) in [(1, "care"), (2, "care"), (3, "status"), (4, "care")] {
            let strand = Strand {
                strand_id: stream(id),
                kind: kind.into(),
                record_id: vec![id; 16],
                epoch_hash: hash(1),
            };
            store_strand(tx, &strand).unwrap();
        }
        store_person(tx, &stream(1), &person("다")).unwrap();
        store_person(tx, &stream(1), &person("나")).unwrap();
        store_person(tx, &stream(2), &person("가")).unwrap();
        let listed = |tx| load_people(tx, "care").unwrap();
        let expected = vec![
            (vec![4; 16], PersonListing::default()),
            (vec![2; 16], person("가")),
            (vec![1; 16], person("나")),
        ];
        assert_eq!(listed(tx), expected);
        for (id, conflicted) in [(1, true), (1, true), (3, true), (2, false), (3, false)] {
            set_strand_conflicted(tx, &stream(id), conflicted).unwrap();
        }
        let waiting = load_conflicted_strands(tx).unwrap();
        assert_eq!(waiting.len(), 1);
        assert_eq!(waiting[0].strand_id, stream(1));
        remove_strand(tx, &stream(1)).unwrap();
        assert_eq!(load_conflicted_strands(tx), Ok(vec![]));
        assert_eq!(listed(tx).len(), 2);
        Ok::<_, VaultError>(())
    });
    assert_eq!(done, Ok(()));
}
