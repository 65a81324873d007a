use crate::backoff::wait_ms;
use crate::budget::Budget;
use crate::effect::{Effect, Failure};
use crate::event::{Event, Outgoing};
use dodam_seal::exchange::{Cursor, Frame, SyncAsk, SyncEnd, Token};
use dodam_seal::{Acceptance, ChainEntry, Envelope, SealError, ServerId};
use rand_core::Rng;

/// The problem whose only cause is the token: asking again with the fresh one helps.
const STALE_TOKEN: &str = "stale_token";

/// A question that was sent and not yet fully answered.
#[derive(Debug)]
struct Asked {
    ask: SyncAsk,
    push: Vec<Frame>,
    left_behind: bool,
    token_renewed: bool,
    progress: bool,
    end: Option<SyncEnd>,
}

impl Asked {
    /// Asks for what this device pushed too, and pushes nothing.
    fn look_back(&mut self) {
        self.ask.own = true;
        self.left_behind |= !self.push.is_empty();
        self.progress |= self.left_behind;
        self.push.clear();
    }
}

/// One device's sync with one server. A single flight: while a question is out,
/// another start is ignored.
#[derive(Debug)]
pub struct Engine {
    server: ServerId,
    token: Token,
    looks_back: bool,
    budget: Budget,
    failures: u32,
    not_before_ms: u64,
    asked: Option<Asked>,
}

impl Engine {
    /// Begins with the server this device enrolled at and its last token. `looks_back` says
    /// that this may be an older copy of what the server knows: nothing is pushed until all
    /// that this device ever pushed was offered again. A token that is not the right one has
    /// the same effect, because an older copy shows an older token.
    #[must_use]
    pub fn new(server: ServerId, token: Token, looks_back: bool) -> Self {
        let budget = Budget::default();
        Self {
            server,
            token,
            looks_back,
            budget,
            failures: 0,
            not_before_ms: 0,
            asked: None,
        }
    }

    /// Takes in what happened at `now_ms` (any clock that doesn't go back) and says
    /// what to do, in order.
    pub fn handle(&mut self, event: Event, now_ms: u64, rng: &mut impl Rng) -> Vec<Effect> {
        match event {
            Event::Start { outbox, cursors } => self.start(outbox, cursors),
            Event::Frame(frame) => self.frame(frame),
            Event::Replied {
                sent_bytes,
                took_ms,
            } => self.replied(sent_bytes, took_ms, now_ms, rng),
            Event::Refused { code, token } => self.refused(code, token),
            Event::Broken => self.broken(now_ms, rng),
        }
    }

    /// Until when a start by itself should wait, on the clock of [`Self::handle`]. A
    /// person who taps "sync" does not wait.
    #[must_use]
    pub const fn not_before_ms(&self) -> u64 {
        self.not_before_ms
    }

    fn start(&mut self, outbox: Vec<Outgoing>, cursors: Vec<Cursor>) -> Vec<Effect> {
        if self.asked.is_some() {
            return Vec::new();
        }
        let (push, left_behind) = self.budget.cut(outbox);
        let mut asked = Asked {
            ask: SyncAsk {
                cursors,
                own: false,
            },
            push,
            left_behind,
            token_renewed: false,
            progress: false,
            end: None,
        };
        if self.looks_back {
            asked.look_back();
        }
        let effect = self.question(&asked);
        self.asked = Some(asked);
        vec![effect]
    }

    fn question(&self, asked: &Asked) -> Effect {
        let Asked { ask, push, .. } = asked;
        Effect::Ask {
            ask: ask.clone(),
            token: self.token,
            push: push.clone(),
        }
    }

    fn frame(&mut self, frame: Frame) -> Vec<Effect> {
        let Some(asked) = &mut self.asked else {
            return Vec::new();
        };
        let taken = match frame {
            Frame::Accepted(bytes) => accepted(&self.server, &bytes).map(Effect::Entry),
            Frame::Stored { stream, mark } => Ok(Effect::Held { stream, mark }),
            Frame::Refused(refusal) => {
                // What is refused doesn't stand in the way of what comes after it.
                asked.progress = true;
                return vec![Effect::NotTaken(refusal)];
            }
            Frame::FeedEntry { entry, acceptance } => take_entry(&self.server, &entry, &acceptance),
            Frame::FeedEnvelope(bytes) => Ok(match Envelope::from_bytes(&bytes) {
                Ok(envelope) => Effect::TakeEnvelope(Box::new(envelope)),
                Err(reason) => Effect::Quarantine { bytes, reason },
            }),
            Frame::End(end) => {
                asked.end = Some(end);
                return Vec::new();
            }
            _ => return Vec::new(),
        };
        match taken {
            Ok(effect) => {
                asked.progress = true;
                vec![effect]
            }
            Err(_) => {
                self.asked = None;
                vec![Effect::Failed {
                    failure: Failure::Untrusted,
                    retry_in_ms: None,
                }]
            }
        }
    }

    fn replied(
        &mut self,
        sent_bytes: u64,
        took_ms: u64,
        now_ms: u64,
        rng: &mut impl Rng,
    ) -> Vec<Effect> {
        let Some(Asked {
            end,
            left_behind,
            progress,
            ..
        }) = self.asked.take()
        else {
            return Vec::new();
        };
        let Some(SyncEnd {
            generation,
            token,
            cursors,
            more,
        }) = end
        else {
            return self.broken(now_ms, rng);
        };
        self.budget.measure(sent_bytes, took_ms);
        (self.failures, self.not_before_ms) = (0, 0);
        self.token = token;
        self.looks_back &= more;
        let next = if progress && (more || left_behind) {
            Effect::Again
        } else {
            Effect::Done
        };
        vec![
            Effect::Remember {
                cursors,
                token,
                generation,
                looks_back: self.looks_back,
            },
            next,
        ]
    }

    fn refused(&mut self, code: String, token: Option<Token>) -> Vec<Effect> {
        let Some(mut asked) = self.asked.take() else {
            return Vec::new();
        };
        if let Some(token) = token {
            self.token = token;
            if code == STALE_TOKEN && !asked.token_renewed {
                asked.token_renewed = true;
                asked.look_back();
                self.looks_back = true;
                let effect = self.question(&asked);
                self.asked = Some(asked);
                return vec![effect];
            }
        }
        vec![Effect::Failed {
            failure: Failure::Refused(code),
            retry_in_ms: None,
        }]
    }

    fn broken(&mut self, now_ms: u64, rng: &mut impl Rng) -> Vec<Effect> {
        self.asked = None;
        self.failures = self.failures.saturating_add(1);
        self.budget.halve();
        let wait = wait_ms(self.failures, rng);
        self.not_before_ms = now_ms.saturating_add(wait);
        vec![Effect::Failed {
            failure: Failure::Offline,
            retry_in_ms: Some(wait),
        }]
    }
}

fn accepted(server: &ServerId, bytes: &[u8]) -> Result<Acceptance, SealError> {
    let acceptance = Acceptance::from_bytes(bytes)?;
    if acceptance.server == *server {
        Ok(acceptance)
    } else {
        Err(SealError::BadSignature("acceptance"))
    }
}

/// An entry that can't be read is set aside; an acceptance that isn't this server's
/// word for this entry ends the sync.
fn take_entry(server: &ServerId, entry: &[u8], acceptance: &[u8]) -> Result<Effect, SealError> {
    let acceptance = accepted(server, acceptance)?;
    match ChainEntry::from_bytes(entry) {
        Err(reason) => Ok(Effect::Quarantine {
            bytes: entry.to_vec(),
            reason,
        }),
        Ok(entry) if acceptance.entry == entry.hash() && acceptance.chain == entry.chain() => {
            Ok(Effect::TakeEntry {
                entry: Box::new(entry),
                acceptance: Box::new(acceptance),
            })
        }
        Ok(_) => Err(SealError::BadSignature("acceptance")),
    }
}
