use crate::event::Outgoing;
use dodam_seal::exchange::Frame;

/// A push is cut to about this much of the measured rate, so that a bad link that
/// drops every half minute still gets somewhere.
const SECONDS: u64 = 8;
/// Before anything was measured: a push a 2G link takes in about the time above.
const UNMEASURED_BYTES: u64 = 48 << 10;
const SMALLEST_BYTES: u64 = 8 << 10;
const LARGEST_BYTES: u64 = 4 << 20;

/// How much one push may carry.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Budget {
    bytes: u64,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            bytes: UNMEASURED_BYTES,
        }
    }
}

impl Budget {
    /// Learns from a push that went through.
    pub(crate) fn measure(&mut self, sent_bytes: u64, took_ms: u64) {
        if sent_bytes >= SMALLEST_BYTES {
            let per_second = sent_bytes.saturating_mul(1000) / took_ms.max(1);
            self.bytes = (per_second * SECONDS).clamp(SMALLEST_BYTES, LARGEST_BYTES);
        }
    }

    /// A push that did not go through was too much.
    pub(crate) fn halve(&mut self) {
        self.bytes = (self.bytes / 2).max(SMALLEST_BYTES);
    }

    /// Takes items in order while they fit; at least one. The second value tells
    /// whether some stayed behind.
    pub(crate) fn cut(self, outbox: Vec<Outgoing>) -> (Vec<Frame>, bool) {
        let mut room = self.bytes;
        let mut frames = Vec::new();
        for item in outbox {
            let bytes = item.size();
            if !frames.is_empty() && bytes > room {
                return (frames, true);
            }
            room = room.saturating_sub(bytes);
            frames.push(item.into_frame());
        }
        (frames, false)
    }
}
