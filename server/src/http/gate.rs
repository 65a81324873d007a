use super::incoming::Incoming;
use super::rejection::Rejection;
use crate::database::devices::{self, Device};
use crate::store::Store;
use crate::tokens::Shown;
use dodam_seal::exchange::{Frame, RequestHead, Token};
use minicbor::{Decode, Encode};

/// A question from an enrolled device that showed its token.
pub(super) struct Asked<Q> {
    pub(super) device: Device,
    /// For the device's next request.
    pub(super) token: Token,
    pub(super) question: Q,
}

impl<Q> Asked<Q> {
    /// Gives a rejection the device's next token.
    pub(super) fn reject(&self, rejection: impl Into<Rejection>) -> Rejection {
        let rejection = rejection.into();
        rejection.of(self.device.id).with_token(self.token)
    }
}

/// Reads a request's head and checks, in this order: sizes, signature, server.
pub(super) async fn signed(
    store: &Store,
    path: &'static str,
    incoming: &mut Incoming,
) -> Result<RequestHead, Rejection> {
    let Some(Frame::Head(head)) = incoming.next().await? else {
        return Err(Rejection::MALFORMED);
    };
    let head = RequestHead::from_bytes(&head, path)?;
    if head.server == store.card().server {
        Ok(head)
    } else {
        Err(Rejection::WRONG_SERVER.of(head.device))
    }
}

/// Then also: device, token, question. The token is used up here, before anything is
/// done, so that the same request can't be at work twice; whoever loses the reply gets
/// the next token with the `stale_token` of its next request.
pub(super) async fn asked<Q>(
    store: &Store,
    path: &'static str,
    incoming: &mut Incoming,
) -> Result<Asked<Q>, Rejection>
where
    Q: for<'b> Decode<'b, ()> + Encode<()>,
{
    let head = signed(store, path, incoming).await?;
    let id = head.device;
    let device = store.read(move |connection, _| devices::find(connection, &id));
    let device = device.await?.ok_or(Rejection::NOT_ENROLLED.of(id))?;
    let token = match store.tokens().show(id, &head.token)? {
        Shown::Good(next) => next,
        Shown::Stale(current) => return Err(Rejection::STALE_TOKEN.of(id).with_token(current)),
    };
    let question = head
        .question()
        .map_err(|error| Rejection::from(error).of(id).with_token(token))?;
    Ok(Asked {
        device,
        token,
        question,
    })
}
