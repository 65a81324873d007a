use crate::support::{Client, Server};
use dodam_seal::Hash;
use dodam_seal::exchange::{Invite, Invited, Welcome, path};
use dodam_seal::invitation::MAX_INVITATION_BYTES;
use dodam_server::Limits;
use std::sync::atomic::Ordering;

fn invite(place: u8, sealed: Vec<u8>) -> Invite {
    Invite {
        place: Hash::from_bytes([place; 32]),
        sealed: sealed.into(),
    }
}

async fn leave(client: &mut Client, server: &Server, invite: &Invite) -> Result<(), (u16, String)> {
    let asked = (invite, [].as_slice());
    let answer = client
        .ask(server, path::INVITE, asked, |w: &Welcome| w.token)
        .await;
    answer.map(|_| ())
}

async fn open(client: &mut Client, server: &Server, place: u8) -> Result<Vec<u8>, (u16, String)> {
    let asked = (&invite(place, Vec::new()), [].as_slice());
    let answer = client
        .ask(server, path::INVITED, asked, |i: &Invited| i.token)
        .await;
    answer.map(|invited| invited.sealed.into())
}

#[tokio::test]
async fn an_invitation_lies_there_for_a_week() {
    let server = Server::new();
    let mut tablet = Client::enrolled(1, &server).await;
    let mut phone = Client::enrolled(2, &server).await;
    leave(
        &mut tablet,
        &server,
        &invite(1, vec![7; MAX_INVITATION_BYTES]),
    )
    .await
    .unwrap();
    leave(
        &mut tablet,
        &server,
        &invite(1, vec![7; MAX_INVITATION_BYTES]),
    )
    .await
    .unwrap();
    let taken = leave(&mut phone, &server, &invite(1, vec![8])).await;
    assert_eq!(taken, Err((403, "place_taken".into())));
    assert_eq!(
        open(&mut phone, &server, 1).await,
        Ok(vec![7; MAX_INVITATION_BYTES])
    );

    let week = 7 * 24 * 3600;
    server.clock.fetch_add(week - 1, Ordering::Relaxed);
    assert!(open(&mut phone, &server, 1).await.is_ok());
    server.clock.fetch_add(1, Ordering::Relaxed);
    let gone = Err((404, "unknown_invitation".to_owned()));
    assert_eq!(open(&mut phone, &server, 1).await, gone);
    assert_eq!(open(&mut phone, &server, 9).await, gone);
    leave(&mut phone, &server, &invite(1, vec![8]))
        .await
        .unwrap();
    assert_eq!(
        server.count("SELECT count(*) FROM invitation"),
        1,
        "old ones go"
    );
}

#[tokio::test]
async fn a_device_leaves_only_so_many_and_only_so_large() {
    let limits = Limits {
        invitations: 2,
        ..Limits::default()
    };
    let server = Server::with(limits);
    let mut tablet = Client::enrolled(1, &server).await;
    let table = [
        (
            invite(1, vec![7; MAX_INVITATION_BYTES + 1]),
            Err((413, "too_large".to_owned())),
        ),
        (invite(1, Vec::new()), Err((400, "malformed".to_owned()))),
        (invite(1, vec![1]), Ok(())),
        (invite(2, vec![1]), Ok(())),
        (invite(3, vec![1]), Err((403, "over_quota".to_owned()))),
        (invite(2, vec![1]), Ok(())),
    ];
    for (invite, expected) in table {
        assert_eq!(leave(&mut tablet, &server, &invite).await, expected);
    }
}
