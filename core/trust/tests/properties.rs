//! Whatever is offered in whatever order: nothing goes back, and nothing counts unsigned.
#![expect(clippy::unwrap_used, reason = "a test may panic")]

mod support;

use dodam_trust::{Bundle, Index, Publisher, Signed, TrustState, sign_index, sign_root};
use jiff::ToSpan;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};
use support::*;

/// An offer: version, versions of two packs (0: not listed), who signs, when it was
/// issued and for how long, and which day it is, in days after the first.
type Offer = (u32, [u32; 2], BTreeSet<u8>, [i32; 3]);

fn offers() -> impl Strategy<Value = Vec<Offer>> {
    let signers = prop::collection::btree_set(prop::sample::select(vec![11, 12, 13, 1, 99]), 1..5);
    let days = [0..200, 1..90, 0..200];
    prop::collection::vec((1..6u32, [0..4u32, 0..4u32], signers, days), 1..12)
}

fn index_from((version, packs, _, [issued, lasts, _]): &Offer) -> Index {
    let listed = ["kr.a", "kr.b"].into_iter().zip(*packs);
    let listed: Vec<_> = listed.filter(|(_, version)| *version > 0).collect();
    let mut index = index(*version, &listed);
    index.issued = today() + issued.days();
    index.expires = index.issued + lasts.days();
    index
}

/// The newest version of each pack that a state stands for.
fn newest(state: &TrustState) -> (u32, BTreeMap<String, u32>) {
    let Some(accepted) = state.accepted_index(&Publisher::Official) else {
        return (0, BTreeMap::new());
    };
    let index = accepted.index();
    let packs = index.newest().into_iter();
    let packs = packs.map(|(id, pack)| (id.to_owned(), pack.version));
    (index.version, packs.collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_order_of_offers_takes_a_device_back(offers in offers()) {
        let mut state = state();
        let mut best: BTreeMap<String, u32> = BTreeMap::new();
        for offer in &offers {
            let index = index_from(offer);
            let (_, _, signers, [_, _, day]) = offer;
            let day = today() + day.days();
            let signers: Vec<u8> = signers.iter().copied().collect();
            let signed = sign_index_by(&index, &signers);
            let before = state.clone();
            let accepted = state.accept_index(&signed, day).is_ok();
            let (version, packs) = newest(&state);
            if accepted {
                let counting = signers.iter().filter(|key| INDEX_KEYS.contains(key)).count();
                prop_assert!(counting >= 2);
                prop_assert!(index.expires > day);
                prop_assert!(index.issued <= day.max(before.seen_until().unwrap()) + 1.day());
                prop_assert!(version >= newest(&before).0);
                prop_assert!(state.seen_until() >= before.seen_until().min(Some(index.issued)));
                for (id, version) in packs {
                    let known = best.entry(id).or_default();
                    prop_assert!(version >= *known);
                    *known = version;
                }
            } else {
                prop_assert_eq!(&before, &state);
            }
            let stored = TrustState::from_json(&state.to_json().unwrap()).unwrap();
            prop_assert_eq!(&stored, &state);
        }
    }

    #[test]
    fn a_root_follows_only_with_enough_of_both(
        old in prop::collection::btree_set(1..10u8, 1..6),
        new in prop::collection::btree_set(1..10u8, 1..6),
        signers in prop::collection::btree_set(1..12u8, 1..10),
        thresholds in [1..6usize, 1..6usize],
    ) {
        let all: Vec<u8> = (1..24).collect();
        let list = |set: &BTreeSet<u8>| set.iter().copied().collect::<Vec<_>>();
        let thresholds = [thresholds[0].min(old.len()), thresholds[1].min(new.len())];
        let make = |version, keys: &BTreeSet<u8>, threshold| {
            root_of(version, role(&list(keys), threshold), role(&INDEX_KEYS, 2), &PARTNER_KEYS, &all)
        };
        let first = sign_root_by(&make(1, &old, thresholds[0]), &list(&old));
        let mut state = TrustState::new(&first).unwrap();
        let second = sign_root_by(&make(2, &new, thresholds[1]), &list(&signers));
        let enough = signers.intersection(&old).count() >= thresholds[0]
            && signers.intersection(&new).count() >= thresholds[1];
        prop_assert_eq!(state.update_root(&second, today()).is_ok(), enough);
    }

    #[test]
    fn a_changed_text_is_never_accepted(at in any::<prop::sample::Index>(), with in any::<char>()) {
        let signed = sign_index_by(&index(1, &[("kr.nhi", 1)]), &[11, 12, 13]);
        let mut text: Vec<char> = signed.text().chars().collect();
        let at = at.index(text.len());
        prop_assume!(text[at] != with);
        text[at] = with;
        let mut json: serde_json::Value = serde_json::from_str(&signed.to_json().unwrap()).unwrap();
        json["signed"] = text.into_iter().collect::<String>().into();
        let changed = Signed::parse(json.to_string().as_bytes()).unwrap();
        prop_assert!(state().accept_index(&changed, today()).is_err());
    }

    #[test]
    fn no_bytes_make_it_panic(bytes in prop::collection::vec(any::<u8>(), 0..400), text in ".{0,200}") {
        let _ = (Bundle::parse(&bytes), Signed::parse(&bytes));
        let _ = (TrustState::from_json(&text), Publisher::parse(&text));
        let _ = (dodam_trust::SecretKey::parse(&text), dodam_trust::PublicKeyFile::parse(&text));
    }

    #[test]
    fn a_text_that_is_signed_is_read_as_it_was_meant(offer in offers()) {
        for offer in &offer {
            let index = index_from(offer);
            prop_assert_eq!(sign_index(&index, &key(11)).unwrap().claimed_index().unwrap(), index);
        }
        let root = root();
        prop_assert_eq!(sign_root(&root, &key(1)).unwrap().claimed_root().unwrap(), root);
    }
}
