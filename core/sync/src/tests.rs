use super::*;
use dodam_seal::exchange::{Cursor, Frame, Refusal, RefusalCode, SyncEnd};
use dodam_seal::{Acceptance, ActorId, ChainId, Hash, Mark, SealError, SigningSecret};
use proptest::prelude::*;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

fn server() -> SigningSecret {
    SigningSecret::from_bytes([1; 32])
}

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::from_seed([5; 32])
}

fn engine() -> Engine {
    Engine::new(server().server_id(), [0; 16], false)
}

fn start(outbox: Vec<Outgoing>) -> Event {
    Event::Start {
        outbox,
        cursors: vec![Cursor {
            feed: ChainId::from_bytes([2; 32]),
            place: 7,
        }],
    }
}

fn end(token: u8, more: bool) -> Event {
    let end = SyncEnd {
        generation: 1,
        token: [token; 16],
        cursors: Vec::new(),
        more,
    };
    Event::Frame(Frame::End(end))
}

fn replied() -> Event {
    Event::Replied {
        sent_bytes: 100,
        took_ms: 10,
    }
}

fn held() -> Event {
    let mark = Mark {
        actor: ActorId::from_bytes([3; 32]),
        sequence: 1,
        hash: Hash::NONE,
    };
    Event::Frame(Frame::Stored {
        stream: ChainId::from_bytes([4; 32]),
        mark,
    })
}

/// Runs events through a fresh engine and gives what the last one caused.
fn last(events: impl IntoIterator<Item = Event>) -> Vec<Effect> {
    let (mut engine, mut rng) = (engine(), rng());
    events
        .into_iter()
        .map(|event| engine.handle(event, 1_000, &mut rng))
        .last()
        .unwrap()
}

#[test]
fn a_sync_asks_pushes_remembers_and_ends() {
    let push = vec![Outgoing::Entry(vec![1]), Outgoing::Envelope(vec![2])];
    let asked = last([start(push)]);
    let [Effect::Ask { token, push, ask }] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert_eq!((token, ask.cursors.len()), (&[0; 16], 1));
    assert_eq!(
        push.as_slice(),
        [Frame::Entry(vec![1]), Frame::Envelope(vec![2])]
    );

    let done = last([start(Vec::new()), held(), end(9, false), replied()]);
    let remember = Effect::Remember {
        cursors: Vec::new(),
        token: [9; 16],
        generation: 1,
        looks_back: false,
    };
    assert_eq!(done, [remember, Effect::Done]);
}

#[test]
fn more_at_the_server_asks_again_and_no_progress_does_not() {
    assert_eq!(
        last([start(Vec::new()), held(), end(9, true), replied()])[1],
        Effect::Again
    );
    assert_eq!(
        last([start(Vec::new()), end(9, true), replied()])[1],
        Effect::Done
    );
    let refusal = Refusal {
        item: Hash::NONE,
        code: RefusalCode::GAP,
    };
    let refused = Event::Frame(Frame::Refused(refusal));
    assert_eq!(
        last([start(Vec::new()), refused.clone()]),
        [Effect::NotTaken(refusal)]
    );
    assert_eq!(
        last([start(Vec::new()), refused, end(9, true), replied()])[1],
        Effect::Again,
        "what was refused doesn't keep the rest waiting"
    );
}

#[test]
fn a_large_outbox_goes_in_pieces_and_a_huge_item_alone() {
    let outbox = vec![Outgoing::Envelope(vec![0; 40 << 10]); 3];
    let asked = last([start(outbox.clone())]);
    let [Effect::Ask { push, .. }] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert_eq!(push.len(), 1);
    assert_eq!(
        last([start(outbox), held(), end(1, false), replied()])[1],
        Effect::Again
    );
    let huge = vec![Outgoing::Envelope(vec![0; 900 << 10])];
    let asked = last([start(huge)]);
    assert!(matches!(asked.as_slice(), [Effect::Ask { push, .. }] if push.len() == 1));
}

#[test]
fn a_stale_token_is_renewed_once() {
    let stale = |token| Event::Refused {
        code: "stale_token".into(),
        token: Some([token; 16]),
    };
    let again = last([start(Vec::new()), stale(7)]);
    assert!(
        matches!(again.as_slice(), [Effect::Ask { token: [7, ..], .. }]),
        "{again:?}"
    );
    let failed = last([start(Vec::new()), stale(7), stale(8)]);
    assert!(matches!(
        failed.as_slice(),
        [Effect::Failed {
            failure: Failure::Refused(_),
            ..
        }]
    ));
}

#[test]
fn a_stale_token_looks_back_before_anything_is_pushed() {
    let (mut engine, mut rng) = (engine(), rng());
    let mut handle = |event| engine.handle(event, 0, &mut rng);
    handle(start(vec![Outgoing::Entry(vec![1])]));
    let asked = handle(Event::Refused {
        code: "stale_token".into(),
        token: Some([7; 16]),
    });
    let looks_back = |effects: &[Effect]| match effects {
        [Effect::Ask { ask, push, .. }] => (ask.own, push.len()),
        other => panic!("{other:?}"),
    };
    assert_eq!(looks_back(&asked), (true, 0));
    handle(held());
    handle(end(8, true));
    let remembered = handle(replied());
    assert!(matches!(
        remembered[0],
        Effect::Remember {
            looks_back: true,
            ..
        }
    ));
    let asked = handle(start(vec![Outgoing::Entry(vec![1])]));
    assert_eq!(looks_back(&asked), (true, 0), "there was more to look at");
    handle(end(9, false));
    let remembered = handle(replied());
    assert!(matches!(
        remembered[0],
        Effect::Remember {
            looks_back: false,
            ..
        }
    ));
    assert_eq!(remembered[1], Effect::Again, "what waits goes now");
    let asked = handle(start(vec![Outgoing::Entry(vec![1])]));
    assert_eq!(looks_back(&asked), (false, 1));
}

#[test]
fn who_may_be_an_older_copy_looks_back_from_the_first_question_on() {
    let mut engine = Engine::new(server().server_id(), [0; 16], true);
    let asked = engine.handle(start(vec![Outgoing::Entry(vec![1])]), 0, &mut rng());
    let [Effect::Ask { ask, push, .. }] = asked.as_slice() else {
        panic!("{asked:?}")
    };
    assert!(ask.own && push.is_empty());
}

#[test]
fn a_cut_reply_is_tried_again_later_and_remembers_nothing() {
    for cut in [
        vec![start(Vec::new()), held(), replied()],
        vec![start(Vec::new()), Event::Broken],
    ] {
        let failed = last(cut);
        let [
            Effect::Failed {
                failure: Failure::Offline,
                retry_in_ms: Some(wait),
            },
        ] = failed.as_slice()
        else {
            panic!("{failed:?}")
        };
        assert!((1_000..=2_000).contains(wait), "{wait}");
    }
}

#[test]
fn waiting_grows_to_a_quarter_of_an_hour_and_a_success_ends_it() {
    let (mut engine, mut rng) = (engine(), rng());
    for _ in 0..40 {
        engine.handle(start(Vec::new()), 0, &mut rng);
        engine.handle(Event::Broken, 0, &mut rng);
    }
    assert!((450_000..=900_000).contains(&engine.not_before_ms()));
    for event in [start(Vec::new()), held(), end(1, false), replied()] {
        engine.handle(event, 0, &mut rng);
    }
    assert_eq!(engine.not_before_ms(), 0);
}

#[test]
fn another_servers_word_ends_the_sync() {
    let stranger = SigningSecret::from_bytes([6; 32]);
    let word = Acceptance::sign(ChainId::from_bytes([4; 32]), 0, Hash::NONE, 1, &stranger);
    let effects = last([
        start(Vec::new()),
        Event::Frame(Frame::Accepted(word.to_bytes())),
    ]);
    let untrusted = Effect::Failed {
        failure: Failure::Untrusted,
        retry_in_ms: None,
    };
    assert_eq!(effects, [untrusted]);
}

#[test]
fn one_bad_envelope_is_set_aside_and_the_rest_goes_on() {
    let bad = Event::Frame(Frame::FeedEnvelope(vec![1, 2, 3]));
    let aside = Effect::Quarantine {
        bytes: vec![1, 2, 3],
        reason: SealError::Malformed("envelope"),
    };
    assert_eq!(last([start(Vec::new()), bad.clone()]), [aside]);
    assert_eq!(
        last([start(Vec::new()), bad, end(1, false), replied()])[1],
        Effect::Done
    );
}

#[test]
fn a_second_start_while_one_is_out_does_nothing() {
    assert_eq!(last([start(Vec::new()), start(Vec::new())]), []);
    assert_eq!(
        last([Event::Broken]).len(),
        1,
        "a break with nothing out only waits"
    );
    assert_eq!(last([held()]), [], "a frame with no question is not ours");
}

proptest! {
    #[test]
    fn nothing_that_arrives_makes_it_panic(kinds in proptest::collection::vec(0u8..9, 0..40)) {
        let (mut engine, mut rng) = (engine(), rng());
        for kind in kinds {
            let event = match kind {
                0 => start(vec![Outgoing::Entry(vec![1])]),
                1 => end(3, true),
                2 => replied(),
                3 => Event::Broken,
                4 => held(),
                5 => Event::Refused { code: "stale_token".into(), token: Some([1; 16]) },
                6 => Event::Frame(Frame::Accepted(vec![0; 40])),
                7 => Event::Frame(Frame::FeedEnvelope(vec![kind])),
                _ => Event::Refused { code: "full".into(), token: None },
            };
            engine.handle(event, 0, &mut rng);
        }
    }
}
