use super::{Group, Reply, Server};
use dodam_seal::encoding::decode;
use dodam_seal::exchange::{
    Cursor, Enrol, Frame, FrameReader, RefusalCode, RequestHead, SyncAsk, SyncEnd, Token, Welcome,
    path, write_frame,
};
use dodam_seal::keys::{SigningSecret, WrapSecret};
use dodam_seal::{Acceptance, ChainEntry, ChainId, DeviceId, Envelope, Mark};
use minicbor::Encode;

/// A device with its keys and the token it shows next.
pub struct Client {
    pub signing: SigningSecret,
    pub wrap: WrapSecret,
    /// The key it writes with.
    pub actor: SigningSecret,
    pub token: Token,
}

/// What a sync brought.
#[derive(Debug, Default)]
pub struct Synced {
    pub accepted: Vec<Acceptance>,
    pub stored: Vec<(ChainId, Mark)>,
    pub refused: Vec<RefusalCode>,
    pub entries: Vec<ChainEntry>,
    pub envelopes: Vec<Envelope>,
    /// Entries (`true`) and envelopes in the order they came.
    pub order: Vec<bool>,
    pub end: Option<SyncEnd>,
}

impl Synced {
    pub fn end(&self) -> &SyncEnd {
        self.end.as_ref().expect("a whole reply")
    }
}

/// Frames as bytes.
pub fn bytes_of(frames: &[Frame]) -> Vec<u8> {
    let mut bytes = Vec::new();
    frames
        .iter()
        .for_each(|frame| write_frame(&mut bytes, frame));
    bytes
}

impl Client {
    pub fn new(seed: u8) -> Self {
        Self {
            signing: SigningSecret::from_bytes([seed; 32]),
            wrap: WrapSecret::from_bytes([seed + 100; 32]),
            actor: SigningSecret::from_bytes([seed + 50; 32]),
            token: Token::default(),
        }
    }

    /// A device that the server has let in.
    pub async fn enrolled(seed: u8, server: &Server) -> Self {
        let mut client = Self::new(seed);
        let code = server.admit();
        let reply = client.enrol(server, &code).await;
        assert_eq!(reply.status, 200);
        client.token = decode::<Welcome>(&reply.bytes, 100, "welcome")
            .unwrap()
            .token;
        client
    }

    pub fn id(&self) -> DeviceId {
        self.signing.device_id()
    }

    /// A signed head with the device's token, as bytes of a frame.
    pub fn head<Q: Encode<()>>(&self, server: &Server, path: &str, question: &Q) -> Vec<u8> {
        let head = RequestHead::sign(path, server.id(), self.token, question, &self.signing);
        bytes_of(&[Frame::Head(head.to_bytes())])
    }

    pub async fn enrol(&self, server: &Server, code: &str) -> Reply {
        let enrol = Enrol { code: code.into() };
        let body = self.head(server, path::ENROL, &enrol);
        server.post(path::ENROL, body).await
    }

    /// Asks a question of a path, with frames behind it, and takes the next token out
    /// of the reply by `token`.
    pub async fn ask<Q: Encode<()>, A: for<'b> minicbor::Decode<'b, ()> + Encode<()>>(
        &mut self,
        server: &Server,
        path: &str,
        (question, frames): (&Q, &[Frame]),
        token: impl Fn(&A) -> Token,
    ) -> Result<A, (u16, String)> {
        let mut body = self.head(server, path, question);
        body.extend(bytes_of(frames));
        let reply = server.post(path, body).await;
        if reply.status != 200 {
            self.take_token_of(&reply);
            return Err(reply.code());
        }
        let answer = decode(&reply.bytes, 1 << 20, "answer").unwrap();
        self.token = token(&answer);
        Ok(answer)
    }

    /// The body of a sync request.
    pub fn sync_body(
        &self,
        server: &Server,
        cursors: &[(&Group, u64)],
        frames: &[Frame],
    ) -> Vec<u8> {
        let cursors = cursors.iter().map(|(group, place)| Cursor {
            feed: group.id(),
            place: *place,
        });
        let ask = SyncAsk {
            cursors: cursors.collect(),
            own: false,
        };
        self.body(server, &ask, frames)
    }

    fn body(&self, server: &Server, ask: &SyncAsk, frames: &[Frame]) -> Vec<u8> {
        let mut body = self.head(server, path::SYNC, ask);
        body.extend(bytes_of(frames));
        body
    }

    pub async fn sync(
        &mut self,
        server: &Server,
        cursors: &[(&Group, u64)],
        frames: &[Frame],
    ) -> Synced {
        let body = self.sync_body(server, cursors, frames);
        let reply = server.post(path::SYNC, body).await;
        self.read(&reply)
    }

    /// Fetches everything of a group's feed, also what this device pushed.
    pub async fn sync_own(&mut self, server: &Server, group: &Group) -> Synced {
        let cursors = vec![Cursor {
            feed: group.id(),
            place: 0,
        }];
        let body = self.body(server, &SyncAsk { cursors, own: true }, &[]);
        let reply = server.post(path::SYNC, body).await;
        self.read(&reply)
    }

    pub fn read(&mut self, reply: &Reply) -> Synced {
        assert_eq!(reply.status, 200, "{:?}", reply.bytes);
        let mut reader = FrameReader::default();
        reader.feed(&reply.bytes);
        let mut synced = Synced::default();
        while let Some(frame) = reader.next_frame().unwrap() {
            synced.take(frame);
        }
        assert_eq!(reader.pending(), 0);
        self.token = synced.end().token;
        synced
    }

    pub fn take_token_of(&mut self, reply: &Reply) {
        if let Some(token) = reply.problem().token {
            self.token = token.as_slice().try_into().unwrap();
        }
    }
}

impl Synced {
    fn take(&mut self, frame: Frame) {
        assert!(self.end.is_none(), "nothing follows the end");
        match frame {
            Frame::Accepted(bytes) => self.accepted.push(Acceptance::from_bytes(&bytes).unwrap()),
            Frame::Stored { stream, mark } => self.stored.push((stream, mark)),
            Frame::Refused(refusal) => self.refused.push(refusal.code),
            Frame::FeedEntry { entry, acceptance } => {
                let entry = ChainEntry::from_bytes(&entry).unwrap();
                let acceptance = Acceptance::from_bytes(&acceptance).unwrap();
                assert_eq!(acceptance.entry, entry.hash());
                self.entries.push(entry);
                self.order.push(true);
            }
            Frame::FeedEnvelope(bytes) => {
                self.envelopes.push(Envelope::from_bytes(&bytes).unwrap());
                self.order.push(false);
            }
            Frame::End(end) => self.end = Some(end),
            other => panic!("{other:?} is not a reply"),
        }
    }
}
