//! Sync as a person knows it: everything here goes there, everything there comes
//! here, and a report says what did.

use crate::chance;
use crate::error::CompanionError;
use crate::groups::own_identity;
use crate::inbox::{self, Taken};
use crate::profile::Profile;
use crate::session::Session;
use crate::settings::{self, KnownServer};
use crate::strands::Moment;
use crate::transport::{Traffic, Transport, TransportError};
use dodam_seal::Hash;
use dodam_seal::encoding::decode;
use dodam_seal::exchange::{Cursor, Enrol, FrameReader, ServerCard, Welcome, path, write_frame};
use dodam_sync::{Effect, Engine, Event, Failure, Outgoing};
use dodam_vault::{
    OutboxKind, Transaction, confirm_mark, count_quarantine, load_chain, load_cursor,
    load_envelope, load_groups, load_outbox, remove_cursors, store_cursor,
};
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
    /// Whether the server held things that this vault itself had sent and no longer had: an
    /// older copy of it was put back, or another copy is in use. They came back, and what was
    /// written since was kept and goes on under another author.
    pub older_copy: bool,
    /// What went over the line.
    pub traffic: Traffic,
}

/// What one sync has done so far.
#[derive(Default)]
struct Course {
    report: SyncReport,
    /// What the server refused a moment ago.
    refused: HashSet<Hash>,
    /// The server holds more of this device's own than this sync was given.
    behind: bool,
    /// The feeds are read from their start, because it was.
    second: bool,
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
        let mut course = Course::default();
        session.exchange(&mut course).await?;
        if course.behind {
            course = Course {
                report: course.report,
                second: true,
                ..Course::default()
            };
            session.exchange(&mut course).await?;
        }
        let mut report = course.report;
        session.carry_attachments(&mut report).await?;
        report.traffic = session.transport.traffic();
        report.conflicts = self.conflicts()?.len() as u64;
        let now_ms = self.clock().now_ms();
        self.write(|tx| {
            settings::set_synced_at_ms(tx, now_ms)?;
            report.pending = load_outbox(tx)?.len() as u64;
            report.quarantined = count_quarantine(tx)?;
            report.older_copy = settings::older_copy(tx)?;
            if report.older_copy {
                settings::set_older_copy(tx, false)?;
            }
            Ok::<_, CompanionError>(())
        })?;
        Ok(report)
    }
}

impl Session<'_> {
    /// Questions and replies until all was sent and fetched.
    async fn exchange(&self, course: &mut Course) -> Result<(), CompanionError> {
        let (server, looks_back) = self.profile.read(|tx| {
            let server = settings::server(tx)?.ok_or(CompanionError::Damaged("settings"))?;
            Ok::<_, CompanionError>((server, settings::looks_back(tx)?))
        })?;
        let mut engine = Engine::new(server.id, server.token, looks_back);
        for _ in 0..MOST_ROUNDS {
            if !self.round(&mut engine, course).await? {
                break;
            }
        }
        Ok(())
    }

    /// One question and its reply; tells whether another should follow.
    async fn round(
        &self,
        engine: &mut Engine,
        course: &mut Course,
    ) -> Result<bool, CompanionError> {
        let refused = &course.refused;
        let (outbox, cursors) = self.profile.read(|tx| load_waiting(tx, refused))?;
        let mut effects = self.tell(engine, Event::Start { outbox, cursors });
        loop {
            let ask = effects
                .iter()
                .position(|effect| matches!(effect, Effect::Ask { .. }));
            let Some(ask) = ask else {
                return self.finish(effects, course);
            };
            let Effect::Ask { ask, token, push } = effects.swap_remove(ask) else {
                return Err(CompanionError::Damaged("sync"));
            };
            let mut body = self.head(token, path::SYNC, &ask);
            push.iter().for_each(|frame| write_frame(&mut body, frame));
            effects = self.send(engine, body, course).await?;
        }
    }

    async fn send(
        &self,
        engine: &mut Engine,
        body: Vec<u8>,
        course: &mut Course,
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
            if let Some(failed) = self.carry_out(effects, course)? {
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
        course: &mut Course,
    ) -> Result<Option<Effect>, CompanionError> {
        let moment = self.profile.moment();
        for effect in effects {
            match effect {
                Effect::Failed { .. } => return Ok(Some(effect)),
                Effect::NotTaken(refusal) => {
                    tracing::warn!(item = %refusal.item, code = refusal.code.0, "not taken");
                    course.refused.insert(refusal.item);
                }
                Effect::TakeEntry { entry, acceptance } => {
                    let taken = self
                        .profile
                        .write(|tx| inbox::take_entry(tx, &entry, Some(&acceptance), moment));
                    let aside = || inbox::entry_refused(&entry);
                    self.taken(taken, aside, moment, course)?;
                }
                Effect::TakeEnvelope(envelope) => {
                    let taken = self
                        .profile
                        .write(|tx| inbox::take_envelope(tx, &envelope, moment));
                    let aside = || inbox::envelope_refused(&envelope);
                    self.taken(taken, aside, moment, course)?;
                }
                other => self
                    .profile
                    .write(|tx| carry_out_one(tx, other, moment, course))?,
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
        course: &mut Course,
    ) -> Result<(), CompanionError> {
        match taken {
            Ok(taken) => {
                course.report.received += u64::from(taken == Taken::New);
                course.behind |= taken == Taken::Behind;
                Ok(())
            }
            Err(
                error @ (CompanionError::Damaged("paper" | "strand" | "record")
                | CompanionError::NotFound(_)
                | CompanionError::Rejected { .. }),
            ) => {
                tracing::warn!(%error, "set aside");
                self.profile.write(|tx| inbox::aside(tx, aside(), moment))?;
                Ok(())
            }
            Err(other) => Err(other),
        }
    }

    fn finish(&self, effects: Vec<Effect>, course: &mut Course) -> Result<bool, CompanionError> {
        let again = effects.contains(&Effect::Again);
        match self.carry_out(effects, course)? {
            None => {
                let moment = self.profile.moment();
                let taken = self.profile.write(|tx| inbox::retry_waiting(tx, moment))?;
                course.report.received += taken;
                Ok(again && (course.second || !course.behind))
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
    course: &mut Course,
) -> Result<(), CompanionError> {
    let report = &mut course.report;
    let taken = match effect {
        Effect::Entry(acceptance) => {
            inbox::entry_accepted(tx, &acceptance)?;
            report.sent += 1;
            return Ok(());
        }
        Effect::Held { stream, mark } => {
            report.sent += confirm_mark(tx, &stream, &mark)? as u64;
            course.behind |= load_envelope(tx, &stream, &mark.hash)?.is_none();
            return Ok(());
        }
        Effect::Quarantine { bytes, .. } => inbox::keep_unreadable(tx, bytes, moment)?,
        Effect::Remember {
            cursors,
            token,
            generation,
            looks_back,
        } => {
            settings::set_token(tx, &token)?;
            if course.behind && !course.second {
                // The feeds were read past what is missing: they are read again, and what is
                // held already is recognised.
                remove_cursors(tx)?;
                return settings::set_looks_back(tx, true);
            }
            for Cursor { feed, place } in cursors {
                store_cursor(tx, feed.as_bytes(), place)?;
            }
            settings::set_looks_back(tx, looks_back)?;
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
