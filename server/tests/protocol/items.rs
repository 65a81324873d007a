use crate::support::{Client, Group, Server, Strand};
use dodam_seal::chain::Role;
use dodam_seal::exchange::{Frame, RefusalCode};
use dodam_seal::keys::SigningSecret;
use dodam_seal::{Envelope, Hash, Mark};
use dodam_server::Limits;

fn envelope(envelope: &Envelope) -> Frame {
    Frame::Envelope(envelope.to_bytes())
}

fn forged(envelope: &Envelope) -> Frame {
    let mut bytes = envelope.to_bytes();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    Frame::Envelope(bytes)
}

#[tokio::test]
async fn the_same_item_again_changes_nothing() {
    let server = Server::new();
    let mut phone = Client::enrolled(1, &server).await;
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    let first = care.write(&phone.actor, None, b"one");
    let frames = [account.frames(), vec![care.begin(), envelope(&first)]].concat();
    let once = phone.sync(&server, &[], &frames).await;
    let stored = server.stored();
    let again = phone.sync(&server, &[], &frames).await;
    assert_eq!(again.accepted, once.accepted);
    assert_eq!(again.stored, once.stored);
    assert_eq!(server.stored(), stored);
    let server = server.reopen(Limits::default());
    assert_eq!(server.stored(), stored);
}

#[tokio::test]
async fn an_envelope_is_stored_only_where_it_may_stand() {
    let server = Server::new();
    let mut phone = Client::enrolled(1, &server).await;
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    let foreign_owner = Client::new(7);
    let foreign = Strand::of(&Group::of(&foreign_owner, 17), &foreign_owner, 27);
    let first = care.write(&phone.actor, None, b"one");
    let second = care.write(&phone.actor, Some(first.mark()), b"two");
    let frames = [account.frames(), vec![care.begin(), envelope(&first)]].concat();
    phone.sync(&server, &[], &frames).await;
    let stored = server.stored();

    let other = care.write(&phone.actor, None, b"another one");
    let fork = care.write(&phone.actor, Some(other.mark()), b"two of another one");
    let third = care.write(&phone.actor, Some(second.mark()), b"three");
    let other_epoch = care.write_in(Hash::NONE, &phone.actor, Some(first.mark()), b"two");
    let huge = Mark {
        sequence: u64::MAX - 1,
        ..first.mark()
    };
    let table = [
        (
            Frame::Envelope(b"garbage".to_vec()),
            RefusalCode::MALFORMED,
            "garbage",
        ),
        (
            Frame::Envelope(Vec::new()),
            RefusalCode::MALFORMED,
            "nothing",
        ),
        (forged(&second), RefusalCode::MALFORMED, "forged author"),
        (
            envelope(&foreign.write(&phone.actor, None, b"x")),
            RefusalCode::UNKNOWN_CHAIN,
            "unknown strand",
        ),
        (envelope(&other), RefusalCode::PLACE_TAKEN, "place taken"),
        (envelope(&fork), RefusalCode::PLACE_TAKEN, "fork"),
        (envelope(&third), RefusalCode::GAP, "gap"),
        (
            envelope(&care.write(&phone.actor, Some(huge), b"x")),
            RefusalCode::GAP,
            "huge gap",
        ),
        (
            envelope(&other_epoch),
            RefusalCode::UNKNOWN_CHAIN,
            "unknown epoch",
        ),
    ];
    for (frame, code, what) in table {
        let synced = phone.sync(&server, &[], &[frame]).await;
        assert_eq!(synced.refused, [code], "{what}");
        assert_eq!(server.stored(), stored, "{what}");
    }
    // One bad item stops none of the others, and the reply says where the author is.
    let mixed = [envelope(&third), envelope(&second), envelope(&third)];
    let synced = phone.sync(&server, &[], &mixed).await;
    assert_eq!(synced.refused, [RefusalCode::GAP]);
    assert_eq!(synced.stored, [(care.id(), third.mark())]);
}

#[tokio::test]
async fn only_a_writer_stores_envelopes_in_a_strand() {
    let server = Server::new();
    let mut phone = Client::enrolled(1, &server).await;
    let mut stranger = Client::enrolled(2, &server).await;
    let account = Group::of(&phone, 11);
    let mut care = Strand::of(&account, &phone, 21);
    let frames = [account.frames(), vec![care.begin()]].concat();
    phone.sync(&server, &[], &frames).await;
    let visit = care.write(&stranger.actor, None, b"not yours");
    let synced = stranger.sync(&server, &[], &[envelope(&visit)]).await;
    assert_eq!(synced.refused, [RefusalCode::NOT_ALLOWED]);
    assert!(synced.stored.is_empty(), "nor is it told of marks");

    // A role of a newer version reads and does not write.
    let reader: Role = minicbor::decode(&[9]).unwrap();
    let team = Group::of(&stranger, 12);
    stranger.sync(&server, &[], &team.frames()).await;
    let share = care.share(&team, reader, &phone);
    assert!(phone.sync(&server, &[], &[share]).await.refused.is_empty());
    let synced = stranger
        .sync(&server, &[(&team, 0)], &[envelope(&visit)])
        .await;
    assert_eq!(synced.refused, [RefusalCode::NOT_ALLOWED]);
    assert_eq!(synced.entries.len(), 3, "but it reads");

    // A group is no strand.
    let phone_actor = SigningSecret::from_bytes([77; 32]);
    let fake = care.write(&phone_actor, None, b"x");
    let couriered = phone
        .sync(&server, &[], &[envelope(&fake), envelope(&visit)])
        .await;
    assert!(couriered.refused.is_empty(), "a writer may carry others'");
}

#[tokio::test]
async fn a_chain_entry_is_ordered_only_where_it_may_stand() {
    let server = Server::new();
    let mut phone = Client::enrolled(1, &server).await;
    let mut tablet = Client::enrolled(2, &server).await;
    let mut account = Group::of(&phone, 11);
    phone.sync(&server, &[], &account.frames()).await;
    let stored = server.stored();

    let mut fork = Group::of(&phone, 11);
    let first = account.add(&tablet, Role::WRITER, &phone);
    let second = account.add(&Client::new(3), Role::WRITER, &phone);
    let other_first = fork.add(&Client::new(4), Role::WRITER, &phone);
    let other_second = fork.add(&Client::new(5), Role::WRITER, &phone);
    let by_stranger = Group::of(&phone, 11).add(&tablet, Role::OWNER, &tablet);
    let unknown = Group::of(&tablet, 13).add(&phone, Role::WRITER, &tablet);
    let strand = Strand::of(&account, &tablet, 21).begin();
    let lonely = Strand::of(&Group::of(&tablet, 14), &tablet, 22).begin();
    let refusals = [
        (Frame::Entry(vec![0; 90]), RefusalCode::MALFORMED, "garbage"),
        (second.clone(), RefusalCode::GAP, "gap"),
        (by_stranger, RefusalCode::NOT_ALLOWED, "not an owner"),
        (unknown, RefusalCode::UNKNOWN_CHAIN, "unknown chain"),
        (
            strand,
            RefusalCode::NOT_ALLOWED,
            "a strand over others' heads",
        ),
        (
            lonely,
            RefusalCode::UNKNOWN_CHAIN,
            "a strand of an unknown group",
        ),
    ];
    for (frame, code, what) in refusals {
        let synced = tablet.sync(&server, &[], &[frame]).await;
        assert_eq!(synced.refused, [code], "{what}");
        assert_eq!(server.stored(), stored, "{what}");
    }
    let taken = tablet.sync(&server, &[], &[first]).await;
    assert_eq!(
        taken.accepted.len(),
        1,
        "anyone carries what its owner signed"
    );
    let late = [other_first, other_second.clone(), second, other_second];
    let late = tablet.sync(&server, &[], &late).await;
    assert_eq!(
        late.accepted.len(),
        1,
        "the second of the chain that stands"
    );
    let codes = [
        RefusalCode::PLACE_TAKEN,
        RefusalCode::PLACE_TAKEN,
        RefusalCode::PLACE_TAKEN,
    ];
    assert_eq!(late.refused, codes, "another first, its second, and again");
}
