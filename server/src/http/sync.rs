use super::endpoint::Answer;
use super::gate::{Asked, asked};
use super::incoming::Incoming;
use super::pull::Pull;
use super::push::push;
use super::rejection::Rejection;
use super::reply::frames;
use crate::limits::MAX_CURSORS;
use crate::store::Store;
use dodam_seal::exchange::{SyncAsk, path};

/// `POST /v1/sync`: takes what is pushed, then hands out what is new.
pub(super) async fn sync(store: &Store, incoming: &mut Incoming) -> Answer {
    let asked: Asked<SyncAsk> = asked(store, path::SYNC, incoming).await?;
    if asked.question.cursors.len() > MAX_CURSORS {
        return Err(asked.reject(Rejection::TOO_LARGE));
    }
    let pushed = push(store, asked.device, incoming)
        .await
        .map_err(|rejection| asked.reject(rejection))?;
    let pull = Pull::begin(store, &asked, pushed).await;
    let pull = pull.map_err(|error| asked.reject(error))?;
    Ok(frames(pull.into_body(incoming.permit())))
}
