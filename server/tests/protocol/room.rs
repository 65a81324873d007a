use crate::support::{Client, Group, Server, Strand};
use dodam_seal::exchange::{Frame, RefusalCode, path};
use dodam_server::{Limits, ServerError, Store};

#[tokio::test]
async fn a_full_disk_refuses_writes_half_writes_nothing_and_goes_on_reading() {
    let limits = Limits {
        database_pages: Some(90),
        ..Limits::default()
    };
    let server = Server::with(limits);
    let mut phone = Client::enrolled(1, &server).await;
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    let frames = [account.frames(), vec![care.begin()]].concat();
    phone.sync(&server, &[], &frames).await;
    let mut noise = vec![0_u8; 40_000];
    let mut state = 1_u32;
    noise.fill_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    let mut last = None;
    let (problem, refused) = loop {
        let envelope = care.write(&phone.actor, last, &noise);
        let body = phone.sync_body(&server, &[], &[Frame::Envelope(envelope.to_bytes())]);
        let reply = server.post(path::SYNC, body).await;
        if reply.status != 200 {
            phone.take_token_of(&reply);
            break (reply.code(), envelope);
        }
        phone.read(&reply);
        last = Some(envelope.mark());
    };
    assert_eq!(problem, (507, "storage_full".into()));
    let count = last.expect("some fitted").sequence;
    assert!(count >= 2, "{count}");
    assert_eq!(server.count("SELECT count(*) FROM envelope"), count as i64);
    assert_eq!(server.count("SELECT sequence FROM author"), count as i64);
    assert_eq!(
        server.count("SELECT envelopes FROM chain WHERE id = 2"),
        count as i64
    );
    assert_eq!(server.count("SELECT last FROM feed"), count as i64 + 2);
    let pulled = phone.sync_own(&server, &account).await;
    assert_eq!(
        pulled.envelopes.len(),
        count as usize,
        "what is there can be read"
    );

    let server = server.reopen(Limits::default());
    let stale = server
        .post(path::SYNC, phone.sync_body(&server, &[], &[]))
        .await;
    phone.take_token_of(&stale);
    let again = phone
        .sync(&server, &[], &[Frame::Envelope(refused.to_bytes())])
        .await;
    assert_eq!(
        again.stored,
        [(care.id(), refused.mark())],
        "with room again"
    );
}

#[tokio::test]
async fn a_device_has_so_much_room() {
    let limits = Limits {
        device_bytes: 1500,
        ..Limits::default()
    };
    let server = Server::with(limits);
    let mut phone = Client::enrolled(1, &server).await;
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    let visits = care.history(&phone.actor, 5);
    let visits = visits.iter().map(|e| Frame::Envelope(e.to_bytes()));
    let frames = [account.frames(), vec![care.begin()], visits.collect()].concat();
    let pushed = phone.sync(&server, &[], &frames).await;
    assert_eq!(pushed.refused[0], RefusalCode::OVER_QUOTA);
    assert!(server.count("SELECT text_bytes FROM device") <= 1500);
}

#[test]
fn a_folder_that_cannot_be_one_says_why_and_a_damaged_file_is_left_alone() {
    let folder = tempfile::TempDir::new().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, b"x").unwrap();
    for path in [&file, &file.join("below")] {
        assert_eq!(Store::open(path).unwrap_err(), ServerError::NotAFolder);
    }
    let damaged = b"this is not a database, whatever it once was".repeat(100);
    let database = folder.path().join("server.db");
    std::fs::write(&database, &damaged).unwrap();
    assert_eq!(
        Store::open(folder.path()).unwrap_err(),
        ServerError::Damaged
    );
    assert_eq!(std::fs::read(&database).unwrap(), damaged);
}

#[cfg(unix)]
#[test]
fn only_the_operator_reads_the_folder() {
    use std::os::unix::fs::PermissionsExt;
    let parent = tempfile::TempDir::new().unwrap();
    let folder = parent.path().join("server");
    let _store = Store::open(&folder).unwrap();
    for name in ["server.db", "server.db-wal", "server.db-shm"] {
        let mode = folder.join(name).metadata().unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let mode = folder.metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}
