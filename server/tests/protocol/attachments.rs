use crate::support::{Client, Group, Server, Strand};
use dodam_seal::chain::Role;
use dodam_seal::exchange::{AttachmentAsk, AttachmentPiece, Frame, path};
use dodam_seal::{ChainId, Hash};
use dodam_server::Limits;
use std::sync::atomic::Ordering;

type Answer = Result<AttachmentPiece, (u16, String)>;

fn refused(status: u16, code: &str) -> Answer {
    Err((status, code.into()))
}

fn file_of(bytes: &[u8]) -> Hash {
    Hash::from_bytes(*blake3::hash(bytes).as_bytes())
}

fn ask(stream: ChainId, bytes: &[u8], offset: usize) -> AttachmentAsk {
    AttachmentAsk {
        stream,
        file: file_of(bytes),
        offset: offset as u64,
        total: bytes.len() as u64,
    }
}

async fn store(
    client: &mut Client,
    server: &Server,
    ask: AttachmentAsk,
    pieces: &[&[u8]],
) -> Answer {
    let frames: Vec<_> = pieces
        .iter()
        .map(|piece| Frame::Bytes(piece.to_vec()))
        .collect();
    let asked = (&ask, frames.as_slice());
    client
        .ask(server, path::ATTACH, asked, |p: &AttachmentPiece| p.token)
        .await
}

async fn fetch(client: &mut Client, server: &Server, ask: AttachmentAsk) -> Answer {
    let asked = (&ask, [].as_slice());
    client
        .ask(server, path::ATTACHED, asked, |p: &AttachmentPiece| p.token)
        .await
}

fn held(answer: &Answer) -> (u64, bool) {
    let piece = answer.as_ref().unwrap();
    (piece.held, piece.complete)
}

async fn strand(server: &Server) -> (Client, Group, Strand) {
    let mut phone = Client::enrolled(1, server).await;
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    let frames = [account.frames(), vec![care.begin()]].concat();
    phone.sync(server, &[], &frames).await;
    (phone, account, care)
}

#[tokio::test]
async fn a_file_arrives_in_pieces_and_is_handed_out_in_pieces() {
    let server = Server::new();
    let (mut phone, _, mut care) = strand(&server).await;
    let bytes: Vec<u8> = (0..600_000_u32).map(|n| n as u8).collect();
    let at = |offset| ask(care.id(), &bytes, offset);
    let begun = store(
        &mut phone,
        &server,
        at(0),
        &[&bytes[..1000], &bytes[1000..3000]],
    )
    .await;
    assert_eq!(held(&begun), (3000, false));
    let unchecked = fetch(&mut phone, &server, at(0)).await;
    assert!(
        unchecked.unwrap().bytes.is_empty(),
        "not whole, not handed out"
    );
    let astray = store(&mut phone, &server, at(9), &[b"wrong place"]).await;
    assert_eq!(held(&astray), (3000, false), "told where the server stands");

    let server = server.reopen(Limits::default());
    assert!(
        fetch(&mut phone, &server, at(0)).await.is_err(),
        "a new token first"
    );
    let whole = store(&mut phone, &server, at(3000), &[&bytes[3000..]]).await;
    assert_eq!(held(&whole), (600_000, true));
    let again = store(&mut phone, &server, at(0), &[&bytes]).await;
    assert_eq!(held(&again), (600_000, true), "stored once");

    let mut tablet = Client::enrolled(2, &server).await;
    assert_eq!(
        fetch(&mut tablet, &server, at(0)).await,
        refused(403, "not_allowed")
    );
    let team = Group::of(&tablet, 12);
    tablet.sync(&server, &[], &team.frames()).await;
    let id = care.id();
    let share = care.share(&team, Role::WRITER, &phone);
    phone.sync(&server, &[], &[share]).await;
    let mut fetched = Vec::new();
    while fetched.len() < bytes.len() {
        let piece = fetch(&mut tablet, &server, ask(id, &bytes, fetched.len()))
            .await
            .unwrap();
        assert!(piece.complete && piece.held == 600_000 && piece.bytes.len() <= 256 << 10);
        fetched.extend_from_slice(&piece.bytes);
    }
    assert_eq!(fetched, bytes);
    let past = fetch(&mut tablet, &server, ask(id, &bytes, 700_000))
        .await
        .unwrap();
    assert!(past.bytes.is_empty());
}

#[tokio::test]
async fn a_file_that_is_not_what_its_name_says_is_not_kept() {
    let server = Server::new();
    let (mut phone, _, care) = strand(&server).await;
    let bytes = b"sealed bytes".to_vec();
    let wrong = store(
        &mut phone,
        &server,
        ask(care.id(), &bytes, 0),
        &[b"other__bytes"],
    )
    .await;
    assert_eq!(wrong, refused(422, "wrong_hash"));
    assert_eq!(server.count("SELECT count(*) FROM attachment"), 0);
    assert_eq!(
        server.count("SELECT attachment_bytes FROM device"),
        0,
        "its room is free"
    );
    let right = store(&mut phone, &server, ask(care.id(), &bytes, 0), &[&bytes]).await;
    assert_eq!(held(&right), (12, true));
}

#[tokio::test]
async fn files_of_strangers_of_no_size_and_of_too_many_bytes_are_refused() {
    let limits = Limits {
        attachment_bytes: 1000,
        device_bytes: 10_000,
        text_reserve_bytes: 8000,
        ..Limits::default()
    };
    let server = Server::with(limits);
    let (mut phone, account, care) = strand(&server).await;
    let mut stranger = Client::enrolled(2, &server).await;
    let (id, bytes) = (care.id(), vec![5; 800]);
    let by_stranger = store(&mut stranger, &server, ask(id, &bytes, 0), &[&bytes]).await;
    assert_eq!(by_stranger, refused(403, "not_allowed"));
    let unknown = AttachmentAsk {
        file: Hash::NONE,
        ..ask(id, &bytes, 0)
    };
    assert_eq!(
        fetch(&mut phone, &server, unknown).await,
        refused(404, "unknown_attachment")
    );

    let table = [
        (
            ask(id, &[], 0),
            vec![],
            refused(400, "malformed"),
            "no size",
        ),
        (
            ask(id, &[5; 1001], 0),
            vec![],
            refused(413, "too_large"),
            "too large",
        ),
        (
            ask(account.id(), &bytes, 0),
            vec![],
            refused(403, "not_allowed"),
            "a group",
        ),
        (
            ask(id, &[6; 10], 0),
            vec![7; 11],
            refused(400, "malformed"),
            "more than announced",
        ),
    ];
    for (ask, piece, expected, what) in table {
        assert_eq!(
            store(&mut phone, &server, ask, &[&piece]).await,
            expected,
            "{what}"
        );
    }
    let taken = server.count("SELECT text_bytes FROM device WHERE text_bytes > 0");
    assert!(taken > 400 && taken < 1100, "{taken}");
    let first = store(&mut phone, &server, ask(id, &bytes, 0), &[&bytes]).await;
    assert_eq!(held(&first), (800, true));
    let second = store(&mut phone, &server, ask(id, &[8; 900], 0), &[]).await;
    assert_eq!(
        second,
        refused(403, "over_quota"),
        "the reserve is for text"
    );
    let text = care.write(&phone.actor, None, b"visit").to_bytes();
    let pushed = phone.sync(&server, &[], &[Frame::Envelope(text)]).await;
    assert!(pushed.refused.is_empty(), "which still has room");
}

#[tokio::test]
async fn what_stopped_arriving_a_week_ago_is_given_up() {
    let server = Server::new();
    let (mut phone, _, care) = strand(&server).await;
    let parts = |server: &Server| {
        let folder = server
            .folder()
            .join("attachments")
            .join(care.id().to_string());
        std::fs::read_dir(folder).unwrap().count()
    };
    store(
        &mut phone,
        &server,
        ask(care.id(), &[1; 50], 0),
        &[&[1; 20]],
    )
    .await
    .unwrap();
    server.clock.fetch_add(8 * 24 * 3600, Ordering::Relaxed);
    assert_eq!(parts(&server), 1);
    let next = store(&mut phone, &server, ask(care.id(), &[2; 60], 0), &[]).await;
    assert_eq!(held(&next), (0, false));
    assert_eq!(parts(&server), 0);
    assert_eq!(server.count("SELECT attachment_bytes FROM device"), 60);
}
