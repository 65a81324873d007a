use crate::support::{Client, Group, Server, Strand};
use dodam_seal::exchange::{Frame, path};
use dodam_server::{ServerError, Store, listen, serve};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpStream};
use tokio::sync::oneshot;

/// Sends the first `cut` bytes of a request's body.
async fn send(address: SocketAddr, body: &[u8], cut: usize) -> TcpStream {
    let (length, body) = (body.len(), body[..cut].to_vec());
    let talk = move || {
        let mut stream = TcpStream::connect(address).unwrap();
        let path = path::SYNC;
        let head = format!("POST {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
        let head = format!("{head}content-length: {length}\r\n\r\n");
        stream.write_all(head.as_bytes()).unwrap();
        stream.write_all(&body).unwrap();
        stream
    };
    tokio::task::spawn_blocking(talk).await.unwrap()
}

async fn first_line(stream: TcpStream) -> String {
    let read = move || {
        let mut line = String::new();
        BufReader::new(stream).read_line(&mut line).unwrap();
        line
    };
    tokio::task::spawn_blocking(read).await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_request_cut_on_the_wire_keeps_its_whole_items() {
    let server = Server::new();
    let listener = listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel::<()>();
    let running = tokio::spawn(serve(listener, server.store.clone(), async {
        let _ = stopped.await;
    }));

    let mut phone = Client::enrolled(1, &server).await;
    let account = Group::of(&phone, 11);
    let care = Strand::of(&account, &phone, 21);
    let frames = [account.frames(), vec![care.begin()]].concat();
    phone.sync(&server, &[], &frames).await;
    let history = care.history(&phone.actor, 40);
    let frames = history.iter().map(|e| Frame::Envelope(e.to_bytes()));
    let frames: Vec<_> = frames.collect();
    let envelopes = "SELECT count(*) FROM envelope";

    // Cut in the middle of the last item.
    let body = phone.sync_body(&server, &[], &frames[..20]);
    drop(send(address, &body, body.len() - 10).await);
    assert!(server.reaches(envelopes, 19).await);
    let refused = first_line(send(address, &body, body.len()).await).await;
    assert!(refused.starts_with("HTTP/1.1 409 "), "{refused}");

    // Sent whole, by someone who is gone before the reply.
    let stale = server.post(path::SYNC, body).await;
    phone.take_token_of(&stale);
    let body = phone.sync_body(&server, &[], &frames[19..]);
    drop(send(address, &body, body.len()).await);
    assert!(server.reaches(envelopes, 40).await);

    stop.send(()).unwrap();
    assert_eq!(running.await.unwrap(), Ok(()), "stops gracefully");
}

#[tokio::test]
async fn one_folder_has_one_server_and_one_port_one_listener() {
    let server = Server::new();
    let listener = listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let address = listener.local_addr().unwrap();
    assert_eq!(
        listen(address).await.unwrap_err(),
        ServerError::AddressInUse
    );
    let outside = "192.0.2.1:0".parse().unwrap();
    assert_eq!(
        listen(outside).await.unwrap_err(),
        ServerError::AddressRefused
    );

    let (ready, is_ready) = oneshot::channel::<()>();
    let (stop, stopped) = oneshot::channel::<()>();
    let first = tokio::spawn(serve(listener, server.store.clone(), async move {
        ready.send(()).unwrap();
        let _ = stopped.await;
    }));
    is_ready.await.unwrap();
    let second = listen("127.0.0.1:0".parse().unwrap()).await.unwrap();
    let beside = Store::open(server.folder()).unwrap();
    let busy = serve(second, beside.clone(), async {}).await;
    assert_eq!(busy, Err(ServerError::Busy));

    // A command beside the running server lets a device in.
    let mut rng = <rand_chacha::ChaCha20Rng as rand_core::SeedableRng>::from_seed([5; 32]);
    let code = beside.admit(&mut rng).unwrap().to_string();
    assert_eq!(Client::new(1).enrol(&server, &code).await.status, 200);
    stop.send(()).unwrap();
    assert_eq!(first.await.unwrap(), Ok(()));
}
