use dodam_seal::exchange::{Cursor, Frame, Token};

/// One thing waiting to be sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Outgoing {
    /// A chain entry's bytes.
    Entry(Vec<u8>),
    /// An envelope's bytes.
    Envelope(Vec<u8>),
}

impl Outgoing {
    pub(crate) fn size(&self) -> u64 {
        let (Self::Entry(bytes) | Self::Envelope(bytes)) = self;
        bytes.len() as u64
    }

    pub(crate) fn into_frame(self) -> Frame {
        match self {
            Self::Entry(bytes) => Frame::Entry(bytes),
            Self::Envelope(bytes) => Frame::Envelope(bytes),
        }
    }
}

/// What happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// Someone or something wants a sync.
    Start {
        /// What waits, in the order to send it: chain entries before what needs them,
        /// urgent before ordinary.
        outbox: Vec<Outgoing>,
        /// How far each group's feed was read.
        cursors: Vec<Cursor>,
    },
    /// A frame of the reply arrived.
    Frame(Frame),
    /// The reply ended and was read to its end.
    Replied {
        /// Bytes that were sent.
        sent_bytes: u64,
        /// From the first byte sent to the reply's first.
        took_ms: u64,
    },
    /// The server refused the request as a whole.
    Refused {
        /// The problem's code.
        code: String,
        /// A fresh token, where it gave one.
        token: Option<Token>,
    },
    /// There was no connection, or it broke.
    Broken,
}
