use crate::support::{Client, Server};
use dodam_seal::encoding::decode;
use dodam_seal::exchange::{ServerCard, path};
use dodam_server::Limits;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn a_server_keeps_its_name_over_a_restart() {
    let server = Server::new();
    let reply = server.get(path::SERVER).await;
    let card: ServerCard = decode(&reply.bytes, 100, "card").unwrap();
    assert_eq!((card.server, card.generation), (server.id(), 1));
    let server = server.reopen(Limits::default());
    assert_eq!(server.id(), card.server);
    for path in ["/healthz", "/readyz"] {
        assert_eq!(server.get(path).await.status, 200, "{path}");
    }
}

#[tokio::test]
async fn a_code_lets_one_device_in_and_is_used_up() {
    let server = Server::new();
    let code = server.admit();
    let (phone, tablet) = (Client::new(1), Client::new(2));
    let typed = code.to_lowercase().replace('-', " ");
    assert_eq!(phone.enrol(&server, &typed).await.status, 200);
    assert_eq!(phone.enrol(&server, &code).await.status, 200, "repeated");

    let unknown = (403, "unknown_code".to_owned());
    for (client, code, what) in [
        (&tablet, code.as_str(), "used up"),
        (&tablet, "0000-0000-0000", "never made"),
        (&tablet, "", "not a code"),
        (&phone, "0000-0000-0000", "enrolled, wrong code"),
    ] {
        assert_eq!(client.enrol(&server, code).await.code(), unknown, "{what}");
    }
    assert_eq!(server.count("SELECT count(*) FROM device"), 1);
    let plain = code.replace('-', "");
    assert!(!server.holds(code.as_bytes()) && !server.holds(plain.as_bytes()));
    assert!(server.holds(phone.id().as_bytes()), "a search that finds");
}

#[tokio::test]
async fn an_enrolled_device_uses_up_no_second_code() {
    let server = Server::new();
    let phone = Client::enrolled(1, &server).await;
    let code = server.admit();
    assert_eq!(phone.enrol(&server, &code).await.status, 200);
    assert_eq!(Client::new(2).enrol(&server, &code).await.status, 200);
}

#[tokio::test]
async fn wrong_codes_are_limited_by_the_minute() {
    let limits = Limits {
        wrong_codes_per_minute: 3,
        ..Limits::default()
    };
    let server = Server::with(limits);
    let code = server.admit();
    for seed in 1..=3 {
        let reply = Client::new(seed).enrol(&server, "0000-0000-0000").await;
        assert_eq!(reply.status, 403);
    }
    let reply = Client::new(4).enrol(&server, &code).await;
    assert_eq!(reply.code(), (429, "too_many_attempts".into()));
    server.clock.fetch_add(60, Ordering::Relaxed);
    for _ in 0..5 {
        let reply = Client::new(4).enrol(&server, &code).await;
        assert_eq!(reply.status, 200, "right codes don't count");
    }
}

#[tokio::test]
async fn a_device_that_lost_a_reply_gets_its_token_again() {
    let server = Server::new();
    let mut phone = Client::enrolled(1, &server).await;
    let _lost = server
        .post(path::SYNC, phone.sync_body(&server, &[], &[]))
        .await;
    let refused = server
        .post(path::SYNC, phone.sync_body(&server, &[], &[]))
        .await;
    assert_eq!(refused.code(), (409, "stale_token".into()));
    phone.take_token_of(&refused);
    assert_eq!(phone.sync(&server, &[], &[]).await.end().generation, 1);

    let server = server.reopen(Limits::default());
    let refused = server
        .post(path::SYNC, phone.sync_body(&server, &[], &[]))
        .await;
    assert_eq!(refused.code(), (409, "stale_token".into()), "restarted");
    phone.take_token_of(&refused);
    phone.sync(&server, &[], &[]).await;
}
