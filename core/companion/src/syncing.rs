//! Sync as a person knows it: everything here goes there, everything there comes
//! here, and a report says what did.

use crate::chance;
use crate::error::CompanionError;
use crate::groups::own_identity;
use crate::inbox::{self, Taken};
use crate::profile::Profile;
use crate::settings::{self, KnownServer};
use crate::strands::Moment;
use crate::transport::{Traffic, Transport, TransportError};
use dodam_seal::encoding::{decode, encode};
use dodam_seal::exchange::{
    Cursor, Enrol, Frame, FrameReader, RequestHead, ServerCard, Token, Welcome, path, write_frame,
};
use dodam_seal::{Hash, SigningSecret};
use dodam_sync::{Effect, Engine, Event, Failure, Outgoing};
use dodam_vault::{
    OutboxKind, Transaction, confirm_mark, count_quarantine, load_chain, load_cursor,
    load_envelope, load_groups, load_outbox, store_cursor,
};
use minicbor::{Decode, Encode};
use std::collections::HashSet;
use std::time::Instant;

/// A server that keeps saying "more" is answered this often in one sync.
const MOST_ROUNDS: u32 = 1_000;

/// What a sync did.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Items the server took.
    pub sent: u64,
    /// Items that came and are part of a record now.
    pub received: u64,
    /// Items that still wait here.
    pub pending: u64,
    /// Items kept aside here because they can't be used.
    pub quarantined: u64,
    /// Fields where someone must choose.
    pub conflicts: u64,
    /// What went over the line.
    pub traffic: Traffic,
}

impl Profile {
    /// Enrols this device at a server with an operator's code. The code gives storage,
    /// nothing else.
    ///
    /// # Errors
    /// [`CompanionError::Rejected`] with `unknown_code`, or with `already_enrolled` at
    /// another server: what this one holds isn't there. Those of [`Profile::sync`].
    pub async fn enrol(&self, server_url: &str, code: &str) -> Result<(), CompanionError> {
        let transport = Transport::new(server_url)?;
        let card = transport.get(path::SERVER).await?;
        let card: ServerCard = decode(&card, 256, "server")
            .map_err(|_| CompanionError::rejected("not_a_dodam_server"))?;
        let known = self.read(settings::server)?;
        if known.is_some_and(|known| known.id != card.server) {
            return Err(CompanionError::rejected("already_enrolled"));
        }
        let device = self.read(own_identity)?.signing;
        let question = Enrol {
            code: code.trim().to_owned(),
        };
        let server = KnownServer {
            url: server_url.to_owned(),
            id: card.server,
            token: [0; 16],
        };
        let session = Session {
            profile: self,
            transport,
            server,
            device,
        };
        let welcome: Welcome = session.answer([0; 16], path::ENROL, &question, &[]).await?;
        let server = KnownServer {
            token: welcome.token,
            ..session.server
        };
        self.write(|tx| settings::set_server(tx, &server))
    }

    /// Remembers another address for the server this device enrolled at. It must be
    /// the same server: another one's answers are not believed.
    ///
    /// # Errors
    /// [`CompanionError::InvalidInput`] for what is no address.
    pub fn set_server_url(&self, server_url: &str) -> Result<(), CompanionError> {
        Transport::new(server_url)?;
        self.write(|tx| settings::set_server_url(tx, server_url))
    }

    /// Sends what waits and fetches what is new.
    ///
    /// # Errors
    /// [`CompanionError::Rejected`] with `not_enrolled` before [`Profile::enrol`],
    /// [`CompanionError::Offline`]; nothing is lost then.
    pub async fn sync(&self) -> Result<SyncReport, CompanionError> {
        let session = Session::open(self)?;
        let mut report = SyncReport::default();
        let mut engine = Engine::new(session.server.id, session.server.token);
        let mut refused = HashSet::new();
        for _ in 0..MOST_ROUNDS {
            if !session
                .round(&mut engine, &mut report, &mut refused)
                .await?
            {
                break;
            }
        }
        session.carry_attachments(&mut report).await?;
        report.traffic = session.transport.traffic();
        self.read(|tx| {
            report.pending = load_outbox(tx)?.len() as u64;
            report.quarantined = count_quarantine(tx)?;
            Ok::<_, CompanionError>(())
        })?;
        report.conflicts = self.conflicts()?.len() as u64;
        Ok(report)
    }
}

/// One conversation with the server this device enrolled at.
pub(crate) struct Session<'a> {
    pub(crate) profile: &'a Profile,
    pub(crate) transport: Transport,
    pub(crate) server: KnownServer,
    device: SigningSecret,
}

impl<'a> Session<'a> {
    pub(crate) fn open(profile: &'a Profile) -> Result<Self, CompanionError> {
        let (server, device) = profile.read(|tx| {
            let server = settings::server(tx)?;
            let device = own_identity(tx)?.signing;
            Ok::<_, CompanionError>((server, device))
        })?;
        let server = server.ok_or_else(|| CompanionError::rejected("not_enrolled"))?;
        let transport = Transport::new(&server.url)?;
        Ok(Self {
            profile,
            transport,
            server,
            device,
        })
    }

    /// Asks a small question and keeps the next token; a stale token is renewed once.
    pub(crate) async fn ask<Q, A>(&self, path: &str, question: &Q) -> Result<A, CompanionError>
    where
        Q: Encode<()>,
        A: for<'b> Decode<'b, ()> + Encode<()> + HasToken,
    {
        self.ask_with_body(path, question, &[]).await
    }

    /// As [`Self::ask`], with frames after the question.
    pub(crate) async fn ask_with_body<Q, A>(
        &self,
        path: &str,
        question: &Q,
        frames: &[Frame],
    ) -> Result<A, CompanionError>
    where
        Q: Encode<()>,
        A: for<'b> Decode<'b, ()> + Encode<()> + HasToken,
    {
        let server = self.profile.read(settings::server)?;
        let token = server.map_or([0; 16], |server| server.token);
        let answer: A = match self.answer(token, path, question, frames).await {
            Err(TransportError::Problem {
                code,
                token: Some(fresh),
            }) if code == "stale_token" => self.answer(fresh, path, question, frames).await?,
            other => other?,
        };
        let token = answer.token();
        self.profile.write(|tx| settings::set_token(tx, &token))?;
        Ok(answer)
    }

    async fn answer<Q, A>(
        &self,
        token: Token,
        path: &str,
        question: &Q,
        frames: &[Frame],
    ) -> Result<A, TransportError>
    where
        Q: Encode<()>,
        A: for<'b> Decode<'b, ()> + Encode<()>,
    {
        let mut body = self.head(token, path, question);
        frames
            .iter()
            .for_each(|frame| write_frame(&mut body, frame));
        let reply = self.transport.post(path, body).await?;
        decode(&reply, 1 << 20, "reply").map_err(|_| TransportError::Unexpected)
    }

    fn head<Q: Encode<()>>(&self, token: Token, path: &str, question: &Q) -> Vec<u8> {
        let head = RequestHead::sign(path, self.server.id, token, question, &self.device);
        let mut body = Vec::new();
        write_frame(&mut body, &Frame::Head(encode(&head)));
        body
    }

    /// One question and its reply; tells whether another should follow.
    async fn round(
        &self,
        engine: &mut Engine,
        report: &mut SyncReport,
        refused: &mut HashSet<Hash>,
    ) -> Result<bool, CompanionError> {
        let (outbox, cursors) = self.profile.read(|tx| load_waiting(tx, refused))?;
        let mut effects = self.tell(engine, Event::Start { outbox, cursors });
        loop {
            let ask = effects
                .iter()
                .position(|effect| matches!(effect, Effect::Ask { .. }));
            let Some(ask) = ask else {
                return self.finish(effects, report, refused);
            };
            let Effect::Ask { ask, token, push } = effects.swap_remove(ask) else {
                return Err(CompanionError::Damaged("sync"));
            };
            let mut body = self.head(token, path::SYNC, &ask);
            push.iter().for_each(|frame| write_frame(&mut body, frame));
            effects = self.send(engine, body, report, refused).await?;
        }
    }

    async fn send(
        &self,
        engine: &mut Engine,
        body: Vec<u8>,
        report: &mut SyncReport,
        refused: &mut HashSet<Hash>,
    ) -> Result<Vec<Effect>, CompanionError> {
        let (began, sent_bytes) = (Instant::now(), body.len() as u64);
        let mut reply = match self.transport.stream(path::SYNC, body).await {
            Ok(reply) => reply,
            Err(TransportError::Problem { code, token }) => {
                return Ok(self.tell(engine, Event::Refused { code, token }));
            }
            Err(TransportError::Unreachable) => return Ok(self.tell(engine, Event::Broken)),
            Err(other) => return Err(other.into()),
        };
        let took_ms = u64::try_from(began.elapsed().as_millis()).unwrap_or(u64::MAX);
        let mut frames = FrameReader::default();
        loop {
            match reply.piece().await {
                Ok(Some(piece)) => frames.feed(&piece),
                Ok(None) => {
                    return Ok(self.tell(
                        engine,
                        Event::Replied {
                            sent_bytes,
                            took_ms,
                        },
                    ));
                }
                Err(_) => return Ok(self.tell(engine, Event::Broken)),
            }
            let mut effects = Vec::new();
            loop {
                let frame = match frames.next_frame() {
                    Ok(Some(frame)) => frame,
                    Ok(None) => break,
                    // What isn't the protocol is a broken line, not damage here.
                    Err(_) => return Ok(self.tell(engine, Event::Broken)),
                };
                effects.extend(self.tell(engine, Event::Frame(frame)));
            }
            if let Some(failed) = self.carry_out(effects, report, refused)? {
                return Ok(vec![failed]);
            }
        }
    }

    fn tell(&self, engine: &mut Engine, event: Event) -> Vec<Effect> {
        let now = u64::try_from(self.profile.clock().now_ms()).unwrap_or_default();
        engine.handle(event, now, &mut chance::system())
    }

    /// Carries out what a piece of the reply caused, each effect in a transaction of its
    /// own: an item that can't be used is set aside and must not take others with it.
    fn carry_out(
        &self,
        effects: Vec<Effect>,
        report: &mut SyncReport,
        refused: &mut HashSet<Hash>,
    ) -> Result<Option<Effect>, CompanionError> {
        let moment = self.profile.moment();
        for effect in effects {
            match effect {
                Effect::Failed { .. } => return Ok(Some(effect)),
                Effect::NotTaken(refusal) => {
                    tracing::warn!(item = %refusal.item, code = refusal.code.0, "not taken");
                    refused.insert(refusal.item);
                }
                Effect::TakeEntry { entry, acceptance } => {
                    let taken = self
                        .profile
                        .write(|tx| inbox::take_entry(tx, &entry, Some(&acceptance), moment));
                    let aside = || inbox::entry_refused(&entry);
                    report.received += self.taken(taken, aside, moment)?;
                }
                Effect::TakeEnvelope(envelope) => {
                    let taken = self
                        .profile
                        .write(|tx| inbox::take_envelope(tx, &envelope, moment));
                    let aside = || inbox::envelope_refused(&envelope);
                    report.received += self.taken(taken, aside, moment)?;
                }
                other => self
                    .profile
                    .write(|tx| carry_out_one(tx, other, moment, report))?,
            }
        }
        Ok(None)
    }

    /// Counts what was taken. What its content makes unusable is set aside; what this
    /// device lacks, such as space, stops the sync.
    fn taken(
        &self,
        taken: Result<Taken, CompanionError>,
        aside: impl FnOnce() -> inbox::Aside,
        moment: Moment,
    ) -> Result<u64, CompanionError> {
        match taken {
            Ok(taken) => Ok(u64::from(taken == Taken::New)),
            Err(
                error @ (CompanionError::Damaged("paper" | "strand" | "record")
                | CompanionError::NotFound(_)
                | CompanionError::Rejected { .. }),
            ) => {
                tracing::warn!(%error, "set aside");
                self.profile.write(|tx| inbox::aside(tx, aside(), moment))?;
                Ok(0)
            }
            Err(other) => Err(other),
        }
    }

    fn finish(
        &self,
        effects: Vec<Effect>,
        report: &mut SyncReport,
        refused: &mut HashSet<Hash>,
    ) -> Result<bool, CompanionError> {
        let again = effects.contains(&Effect::Again);
        match self.carry_out(effects, report, refused)? {
            None => {
                let moment = self.profile.moment();
                report.received += self.profile.write(|tx| inbox::retry_waiting(tx, moment))?;
                Ok(again)
            }
            Some(Effect::Failed {
                failure: Failure::Offline,
                ..
            }) => Err(CompanionError::Offline),
            Some(Effect::Failed {
                failure: Failure::Refused(code),
                ..
            }) => Err(CompanionError::Rejected { code }),
            Some(_) => Err(CompanionError::rejected("untrusted_server")),
        }
    }
}

fn carry_out_one(
    tx: &Transaction<'_>,
    effect: Effect,
    moment: Moment,
    report: &mut SyncReport,
) -> Result<(), CompanionError> {
    let taken = match effect {
        Effect::Entry(acceptance) => {
            inbox::entry_accepted(tx, &acceptance)?;
            report.sent += 1;
            return Ok(());
        }
        Effect::Held { stream, mark } => {
            report.sent += confirm_mark(tx, &stream, &mark)? as u64;
            return Ok(());
        }
        Effect::Quarantine { bytes, .. } => inbox::keep_unreadable(tx, bytes, moment)?,
        Effect::Remember {
            cursors,
            token,
            generation,
        } => {
            for Cursor { feed, place } in cursors {
                store_cursor(tx, feed.as_bytes(), place)?;
            }
            settings::set_token(tx, &token)?;
            return settings::set_generation(tx, generation);
        }
        _ => return Ok(()),
    };
    report.received += u64::from(taken == Taken::New);
    Ok(())
}

/// What waits, in the order it was made, and how far the feeds were read.
fn load_waiting(
    tx: &Transaction<'_>,
    refused: &HashSet<Hash>,
) -> Result<(Vec<Outgoing>, Vec<Cursor>), CompanionError> {
    let mut outbox = Vec::new();
    // What the server refused a moment ago would be refused again, before all else.
    for item in load_outbox(tx)?
        .into_iter()
        .filter(|item| !refused.contains(&item.hash))
    {
        match item.kind {
            OutboxKind::ChainEntry => {
                let chain = load_chain(tx, &item.stream)?;
                let entry = chain.into_iter().find(|entry| entry.hash == item.hash);
                outbox.extend(entry.map(|entry| Outgoing::Entry(entry.bytes)));
            }
            OutboxKind::Envelope => {
                let envelope = load_envelope(tx, &item.stream, &item.hash)?;
                outbox.extend(envelope.map(|envelope| Outgoing::Envelope(envelope.bytes)));
            }
            _ => {}
        }
    }
    let mut cursors = Vec::new();
    for group in load_groups(tx)? {
        let feed = group.chain_id;
        let place = load_cursor(tx, feed.as_bytes())?.unwrap_or_default();
        cursors.push(Cursor { feed, place });
    }
    Ok((outbox, cursors))
}

/// Replies that bring the next token.
pub(crate) trait HasToken {
    fn token(&self) -> Token;
}

impl HasToken for Welcome {
    fn token(&self) -> Token {
        self.token
    }
}

impl HasToken for dodam_seal::exchange::Invited {
    fn token(&self) -> Token {
        self.token
    }
}

impl HasToken for dodam_seal::exchange::AttachmentPiece {
    fn token(&self) -> Token {
        self.token
    }
}
