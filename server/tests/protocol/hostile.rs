use crate::support::{Client, Group, Server, bytes_of};
use dodam_seal::ServerId;
use dodam_seal::exchange::{
    AttachmentAsk, Cursor, Enrol, Frame, Invite, MAX_FRAME_BYTES, RequestHead, SyncAsk, path,
};
use dodam_seal::{ChainId, Hash};
use dodam_server::Limits;

const EMPTY: SyncAsk = SyncAsk {
    cursors: Vec::new(),
    own: false,
};

fn huge_head() -> Vec<u8> {
    bytes_of(&[Frame::Head(vec![0; 300 << 10])])
}

/// Requests that are refused before anything is done, each but for one flaw like one
/// that works.
#[tokio::test]
async fn hostile_requests_are_refused_and_store_nothing() {
    let server = Server::new();
    let phone = Client::enrolled(1, &server).await;
    let group = bytes_of(&Group::of(&phone, 11).frames());
    let good = phone.head(&server, path::SYNC, &EMPTY);
    let with = |head: Vec<u8>| [head, group.clone()].concat();

    let elsewhere = ServerId::from_bytes([9; 32]);
    let other = RequestHead::sign(path::SYNC, elsewhere, phone.token, &EMPTY, &phone.signing);
    let zero = RequestHead::sign(path::SYNC, server.id(), [0; 16], &EMPTY, &phone.signing);
    let of = |head: RequestHead| with(bytes_of(&[Frame::Head(head.to_bytes())]));
    let mut changed = good.clone();
    let last = changed.len() - 1;
    changed[last] ^= 1;
    let stranger = Client::new(8);
    let too_large = (MAX_FRAME_BYTES as u32 + 1).to_le_bytes();
    let many = vec![
        Cursor {
            feed: ChainId::from_bytes([1; 32]),
            place: 0
        };
        1025
    ];
    let many = SyncAsk {
        cursors: many,
        own: false,
    };
    let enrol = Enrol {
        code: "7K2M-9QXA-3DRT".into(),
    };
    let refused = [
        (400, "malformed", Vec::new(), "nothing"),
        (400, "malformed", group.clone(), "no head"),
        (
            400,
            "malformed",
            with(bytes_of(&[Frame::Head(vec![1, 2, 3])])),
            "garbage for a head",
        ),
        (400, "cut", vec![9, 0, 0, 0, 1, 2], "a cut frame"),
        (400, "cut", good[..40].to_vec(), "a cut head"),
        (413, "too_large", huge_head(), "a huge head"),
        (
            413,
            "too_large",
            [too_large.as_slice(), &[1]].concat(),
            "a huge frame announced",
        ),
        (401, "bad_signature", with(changed), "a changed byte"),
        (
            401,
            "bad_signature",
            with(phone.head(&server, path::INVITE, &EMPTY)),
            "for another path",
        ),
        (421, "wrong_server", of(other), "for another server"),
        (
            403,
            "not_enrolled",
            with(stranger.head(&server, path::SYNC, &EMPTY)),
            "not enrolled",
        ),
        (409, "stale_token", of(zero), "zeros for a token"),
    ];
    let stored = server.stored();
    for (status, code, body, what) in refused {
        let reply = server.post(path::SYNC, body).await;
        assert_eq!(reply.code(), (status, code.into()), "{what}");
        assert_eq!(server.stored(), stored, "{what}");
    }
    // None of them used up the phone's token; these do, and give the next one.
    let mut phone = phone;
    let second_head = |phone: &Client| phone.head(&server, path::SYNC, &EMPTY).repeat(2);
    type MakeBody<'a> = &'a dyn Fn(&Client) -> Vec<u8>;
    let bodies: [(u16, &str, MakeBody<'_>); 3] = [
        (413, "too_large", &|phone| {
            phone.head(&server, path::SYNC, &many)
        }),
        (400, "malformed", &|phone| {
            phone.head(&server, path::SYNC, &enrol)
        }),
        (400, "malformed", &second_head),
    ];
    for (status, code, body) in bodies {
        let reply = server.post(path::SYNC, body(&phone)).await;
        assert_eq!(reply.code(), (status, code.into()));
        phone.take_token_of(&reply);
    }
    let frames = Group::of(&phone, 11).frames();
    let pushed = phone.sync(&server, &[], &frames).await;
    assert_eq!(pushed.accepted.len(), 1, "the one without a flaw");
}

/// Someone who recorded a request, on whatever path, sends it again.
#[tokio::test]
async fn a_replayed_request_is_worth_nothing() {
    let server = Server::new();
    let mut phone = Client::enrolled(1, &server).await;
    let group = Group::of(&phone, 11);
    phone.sync(&server, &[], &group.frames()).await;
    let place = Hash::from_bytes([4; 32]);
    let invite = Invite {
        place,
        sealed: vec![1; 20].into(),
    };
    let ask = AttachmentAsk {
        stream: ChainId::from_bytes([1; 32]),
        file: place,
        offset: 0,
        total: 5,
    };
    let recorded = [
        (path::SYNC, phone.sync_body(&server, &[(&group, 0)], &[])),
        (path::INVITE, phone.head(&server, path::INVITE, &invite)),
        (path::INVITED, phone.head(&server, path::INVITED, &invite)),
        (path::ATTACH, phone.head(&server, path::ATTACH, &ask)),
        (path::ATTACHED, phone.head(&server, path::ATTACHED, &ask)),
    ];
    assert_eq!(
        server.post(path::SYNC, recorded[0].1.clone()).await.status,
        200
    );
    let stored = server.stored();
    for (path, body) in recorded {
        let reply = server.post(path, body).await;
        assert_eq!(reply.code(), (409, "stale_token".into()), "{path}");
        assert!(reply.bytes.len() < 60, "{path}: nothing is handed out");
        assert_eq!(server.stored(), stored, "{path}");
    }
}

#[tokio::test]
async fn a_request_has_a_most_of_bytes_and_of_items() {
    let limits = Limits {
        push_bytes: 4000,
        push_items: 3,
        ..Limits::default()
    };
    let server = Server::with(limits);
    let mut phone = Client::enrolled(1, &server).await;
    for (garbage, what) in [
        (vec![vec![0; 2000]; 3], "bytes"),
        (vec![vec![0; 2]; 4], "items"),
    ] {
        let frames: Vec<_> = garbage.into_iter().map(Frame::Envelope).collect();
        let body = phone.sync_body(&server, &[], &frames);
        let reply = server.post(path::SYNC, body).await;
        assert_eq!(reply.code(), (413, "too_large".into()), "{what}");
        phone.take_token_of(&reply);
    }
}

#[tokio::test]
async fn too_many_requests_at_a_time_are_told_to_come_back() {
    let limits = Limits {
        requests: 0,
        ..Limits::default()
    };
    let server = Server::with(limits);
    for path in [
        path::ENROL,
        path::SYNC,
        path::INVITE,
        path::INVITED,
        path::ATTACH,
        path::ATTACHED,
    ] {
        let reply = server.post(path, Vec::new()).await;
        assert_eq!(reply.code(), (503, "busy".into()), "{path}");
    }
}
