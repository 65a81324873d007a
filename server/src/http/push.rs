use super::incoming::Incoming;
use super::rejection::Rejection;
use crate::database::devices::Device;
use crate::database::{entries, envelopes};
use crate::store::Store;
use dodam_seal::exchange::{Frame, Refusal, RefusalCode, path, write_frame};
use dodam_seal::{ActorId, ChainEntry, ChainId, Envelope, Hash, Mark};
use std::collections::BTreeMap;

/// What became of the pushed items, as the first frames of the reply.
#[derive(Default)]
struct Pushed {
    reply: Vec<u8>,
    marks: BTreeMap<(ChainId, ActorId), Mark>,
    taken: usize,
    refused: usize,
}

/// Takes pushed items one by one as they arrive; each is committed before the next is
/// read. A refused item stops none of the others. Gives the reply's first frames:
/// acceptances and refusals in the order of the items, then how far each author is.
pub(super) async fn push(
    store: &Store,
    device: Device,
    incoming: &mut Incoming,
) -> Result<Vec<u8>, Rejection> {
    let mut pushed = Pushed::default();
    while let Some(frame) = incoming.next().await? {
        if pushed.taken + pushed.refused >= store.context().limits.push_items {
            return Err(Rejection::TOO_LARGE);
        }
        match frame {
            Frame::Entry(bytes) => pushed.take_entry(store, device, &bytes).await?,
            Frame::Envelope(bytes) => pushed.take_envelope(store, device, &bytes).await?,
            _ => return Err(Rejection::MALFORMED),
        }
    }
    Ok(pushed.finish(device))
}

impl Pushed {
    async fn take_entry(
        &mut self,
        store: &Store,
        device: Device,
        bytes: &[u8],
    ) -> Result<(), Rejection> {
        let Ok(entry) = ChainEntry::from_bytes(bytes) else {
            self.refuse(unreadable(bytes), RefusalCode::MALFORMED);
            return Ok(());
        };
        let item = entry.hash();
        let verdict = store
            .change(move |tx, context| entries::accept(tx, context, &device, &entry))
            .await?;
        match verdict {
            Ok(acceptance) => {
                self.taken += 1;
                write_frame(&mut self.reply, &Frame::Accepted(acceptance));
            }
            Err(code) => self.refuse(item, code),
        }
        Ok(())
    }

    async fn take_envelope(
        &mut self,
        store: &Store,
        device: Device,
        bytes: &[u8],
    ) -> Result<(), Rejection> {
        let Ok(envelope) = Envelope::from_bytes(bytes) else {
            self.refuse(unreadable(bytes), RefusalCode::MALFORMED);
            return Ok(());
        };
        let (item, header) = (envelope.hash(), envelope.header());
        let author = (header.stream, header.actor);
        let verdict = store
            .change(move |tx, context| envelopes::store(tx, context, &device, &envelope))
            .await?;
        if let Some(mark) = verdict.mark {
            self.marks.insert(author, mark);
        }
        match verdict.refused {
            Some(code) => self.refuse(item, code),
            None => self.taken += 1,
        }
        Ok(())
    }

    fn refuse(&mut self, item: Hash, code: RefusalCode) {
        self.refused += 1;
        write_frame(&mut self.reply, &Frame::Refused(Refusal { item, code }));
    }

    fn finish(mut self, device: Device) -> Vec<u8> {
        for ((stream, _), mark) in self.marks {
            write_frame(&mut self.reply, &Frame::Stored { stream, mark });
        }
        let (device, taken, refused) = (device.id, self.taken, self.refused);
        tracing::info!(path = path::SYNC, ?device, taken, refused, "pushed");
        self.reply
    }
}

/// Names what can't be read by plain BLAKE3 of its bytes.
fn unreadable(bytes: &[u8]) -> Hash {
    Hash::from_bytes(*blake3::hash(bytes).as_bytes())
}
