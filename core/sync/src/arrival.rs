use dodam_seal::{Hash, Header, Mark};

/// What an envelope is to a device that already holds some of its author's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Arrival {
    /// It continues the author's line.
    Next,
    /// It is held already.
    Known,
    /// Envelopes before it are missing: keep it until they come.
    Gap,
    /// The author's line has another envelope in this place, or before it. It is
    /// kept aside and shown, never applied.
    Fork,
}

impl Arrival {
    /// Judges an envelope by its author's last held mark. `held` says whether exactly
    /// this envelope is held.
    #[must_use]
    pub fn judge(last: Option<&Mark>, header: &Header, held: bool) -> Self {
        let (reach, hash) = last.map_or((0, Hash::NONE), |mark| (mark.sequence, mark.hash));
        match header.sequence {
            _ if held => Self::Known,
            sequence if sequence <= reach => Self::Fork,
            sequence if sequence > reach + 1 => Self::Gap,
            _ if header.previous == hash => Self::Next,
            _ => Self::Fork,
        }
    }
}
