use super::endpoint::Answer;
use super::gate::{Asked, asked};
use super::incoming::Incoming;
use super::rejection::Rejection;
use super::reply::cbor;
use crate::database::invitations::{self, Left};
use crate::store::Store;
use dodam_seal::exchange::{Invite, Invited, Welcome, path};
use dodam_seal::invitation::MAX_INVITATION_BYTES;

/// `POST /v1/invitations`: leaves a sealed invitation.
pub(super) async fn leave(store: &Store, incoming: &mut Incoming) -> Answer {
    let asked: Asked<Invite> = asked(store, path::INVITE, incoming).await?;
    let Invite { place, sealed } = asked.question.clone();
    if sealed.is_empty() {
        return Err(asked.reject(Rejection::MALFORMED));
    }
    if sealed.len() > MAX_INVITATION_BYTES {
        return Err(asked.reject(Rejection::TOO_LARGE));
    }
    let (device, bytes) = (asked.device, sealed.len());
    let left = store
        .change(move |tx, context| invitations::leave(tx, context, device.row, &place, &sealed))
        .await
        .map_err(|error| asked.reject(error))?;
    match left {
        Left::Lies => {
            let device = device.id;
            tracing::info!(path = path::INVITE, ?device, bytes, "left an invitation");
            let token = asked.token;
            Ok(cbor(&Welcome { token }))
        }
        Left::PlaceTaken => Err(asked.reject(Rejection::PLACE_TAKEN)),
        Left::TooMany => Err(asked.reject(Rejection::OVER_QUOTA)),
    }
}

/// `POST /v1/invitations/open`: fetches one.
pub(super) async fn open(store: &Store, incoming: &mut Incoming) -> Answer {
    let asked: Asked<Invite> = asked(store, path::INVITED, incoming).await?;
    let place = asked.question.place;
    let sealed = store
        .read(move |connection, context| {
            invitations::fetch(connection, context.clock.now(), &place)
        })
        .await
        .map_err(|error| asked.reject(error))?
        .ok_or_else(|| asked.reject(Rejection::UNKNOWN_INVITATION))?;
    let device = asked.device.id;
    tracing::info!(path = path::INVITED, ?device, "opened an invitation");
    Ok(cbor(&Invited {
        token: asked.token,
        sealed: sealed.into(),
    }))
}
