//! What the server logs. A process of its own, because the log is the process's.
#![allow(clippy::unwrap_used, reason = "a test that panics has failed")]

#[path = "support/mod.rs"]
mod support;

use dodam_seal::exchange::Frame;
use std::io::Write;
use std::sync::{Arc, Mutex};
use support::{Client, Group, Server, Strand};
use tracing::Level;

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_says_what_happened_and_to_nobody_who_it_was() {
    let lines = Lines::default();
    let writer = lines.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let server = Server::new();
    let code = server.admit();
    let mut phone = Client::new(1);
    assert_eq!(phone.enrol(&server, &code).await.status, 200);
    assert_eq!(phone.enrol(&server, "7K2M-9QXA-3DRT").await.status, 403);
    let stale = server
        .post("/v1/sync", phone.sync_body(&server, &[], &[]))
        .await;
    phone.take_token_of(&stale);
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    let visit = care
        .write(&phone.actor, None, b"synthetic visit")
        .to_bytes();
    let frames = [account.frames(), vec![care.begin(), Frame::Envelope(visit)]].concat();
    let pushed = phone.sync(&server, &[(&account, 0)], &frames).await;
    assert!(pushed.refused.is_empty());

    let log = String::from_utf8(lines.0.lock().unwrap().clone()).unwrap();
    for said in [
        "enrolled",
        "unknown_code",
        "stale_token",
        "taken=3",
        "pulled",
    ] {
        assert!(log.contains(said), "{said}: {log}");
    }
    let plain = code.replace('-', "");
    let (id, chain) = (phone.id().to_string(), account.id().to_string());
    for hidden in [code.as_str(), &plain, "7K2M", &id, &chain, "synthetic"] {
        assert!(!log.contains(hidden), "{hidden}: {log}");
    }
}
