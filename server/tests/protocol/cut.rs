use crate::support::{Client, Group, Server, Strand, bytes_of};
use axum::body::{Body, Bytes};
use axum::http::Request;
use dodam_seal::Envelope;
use dodam_seal::exchange::{Frame, path};
use dodam_server::Limits;
use futures_util::stream;
use std::convert::Infallible;
use std::path::Path;
use std::process::Command;
use tempfile::TempDir;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tower::ServiceExt;

/// A body that hands over `bytes` and then stalls; `asked` hears when the server comes
/// back for more, which it does only after it committed every whole item.
fn stalling(bytes: Vec<u8>, asked: oneshot::Sender<()>) -> Body {
    let state = (Some(bytes), Some(asked));
    Body::from_stream(stream::unfold(state, |(bytes, asked)| async {
        let Some(bytes) = bytes else {
            let _ = asked.expect("asked once").send(());
            return std::future::pending().await;
        };
        Some((Ok::<_, Infallible>(Bytes::from(bytes)), (None, asked)))
    }))
}

/// Where a test that runs itself again finds the folder that it shares with itself.
const FOLDER: &str = "DODAM_TEST_KILLED_SERVER";

struct Cut {
    phone: Client,
    account: Group,
    care: Strand,
    history: Vec<Envelope>,
}

fn frame(envelope: &Envelope) -> Frame {
    Frame::Envelope(envelope.to_bytes())
}

/// Pushes a strand's chain and two and a bit of three envelopes.
async fn push_and_stall(server: &Server, asked: oneshot::Sender<()>) -> (Cut, JoinHandle<()>) {
    let mut phone = Client::enrolled(1, server).await;
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    phone.sync(server, &[], &account.frames()).await;
    let history = care.history(&phone.actor, 3);
    let whole = [care.begin(), frame(&history[0]), frame(&history[1])];
    let mut body = phone.sync_body(server, &[], &whole);
    body.extend(&bytes_of(&[frame(&history[2])])[..100]);
    let request = Request::post(path::SYNC).body(stalling(body, asked));
    let call = server.router().oneshot(request.unwrap());
    let running = tokio::spawn(async {
        call.await.unwrap();
    });
    let cut = Cut {
        phone,
        account,
        care,
        history,
    };
    (cut, running)
}

/// What every cut leaves: the whole items, in their feed; and the way on.
async fn check(server: &Server, cut: Cut) {
    let Cut {
        mut phone,
        account,
        care,
        history,
    } = cut;
    assert_eq!(server.count("SELECT count(*) FROM envelope"), 2);
    assert_eq!(server.count("SELECT max(place) FROM feed_entry"), 4);
    let stale = server.post(path::SYNC, phone.sync_body(server, &[], &[]));
    phone.take_token_of(&stale.await);
    let frames: Vec<_> = history.iter().map(frame).collect();
    let resumed = phone.sync(server, &[], &frames).await;
    assert_eq!(resumed.stored, [(care.id(), history[2].mark())]);
    let all = phone.sync_own(server, &account).await;
    assert_eq!(all.envelopes, history, "each once");
}

#[tokio::test]
async fn a_cut_push_loses_only_the_item_it_was_in() {
    let server = Server::new();
    let (asked, came_back) = oneshot::channel();
    let (cut, running) = push_and_stall(&server, asked).await;
    came_back.await.unwrap();
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    check(&server, cut).await;
}

#[tokio::test]
async fn items_that_arrived_are_stored_when_the_connection_ends_right_after() {
    let server = Server::new();
    let mut phone = Client::enrolled(1, &server).await;
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    let frames = [account.frames(), vec![care.begin()]].concat();
    phone.sync(&server, &[], &frames).await;
    let frames: Vec<_> = care.history(&phone.actor, 20).iter().map(frame).collect();
    let body = phone.sync_body(&server, &[], &frames);
    let (taken, arrived) = oneshot::channel();
    let body = stream::once(async {
        let _ = taken.send(());
        Ok::<_, Infallible>(Bytes::from(body))
    });
    let request = Request::post(path::SYNC).body(Body::from_stream(body));
    let running = tokio::spawn(server.router().oneshot(request.unwrap()));
    arrived.await.unwrap();
    running.abort();
    assert!(running.await.unwrap_err().is_cancelled());
    assert!(server.reaches("SELECT count(*) FROM envelope", 20).await);
}

/// The same with the server killed: the test runs itself again as the one to die.
#[tokio::test]
async fn a_killed_server_keeps_what_it_had_come_back_from() {
    let (asked, came_back) = oneshot::channel();
    if let Some(folder) = std::env::var_os(FOLDER) {
        let server = Server::at(Path::new(&folder), Limits::default());
        let _stalled = push_and_stall(&server, asked).await;
        came_back.await.unwrap();
        std::process::abort();
    }
    let folder = TempDir::new().unwrap();
    let died = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "cut::a_killed_server_keeps_what_it_had_come_back_from",
        ])
        .env(FOLDER, folder.path())
        .output()
        .unwrap();
    assert!(!died.status.success(), "{died:?}");
    assert!(
        folder.path().join("server.db-wal").exists(),
        "nobody tidied up"
    );
    let server = Server::at(folder.path(), Limits::default());
    let phone = Client::new(1);
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    let history = care.history(&phone.actor, 3);
    let cut = Cut {
        phone,
        account,
        care,
        history,
    };
    check(&server, cut).await;
}
