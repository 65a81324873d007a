use super::incoming::Incoming;
use super::rejection::Rejection;
use crate::store::Store;
use axum::body::Body;
use axum::extract::State;
use axum::response::Response;
use axum::routing::{MethodRouter, post};
use futures_util::future::BoxFuture;

/// What a question gets.
pub(super) type Answer = Result<Response, Rejection>;
/// Answers one path's question from the beginning of its body.
pub(super) type Handler = for<'a> fn(&'a Store, &'a mut Incoming) -> BoxFuture<'a, Answer>;

/// A path whose POST body measures at most `most` bytes.
///
/// The work runs to its end even when its connection ends first: whole items that
/// arrived before a cut are stored, though nobody waits for the reply any more.
pub(super) fn endpoint(path: &'static str, most: usize, handler: Handler) -> MethodRouter<Store> {
    post(async move |State(store): State<Store>, body: Body| {
        let work = tokio::spawn(answer(path, most, handler, store, body));
        let done = work.await;
        done.unwrap_or_else(|_| Rejection::FAILED.into_response(path))
    })
}

async fn answer(
    path: &'static str,
    most: usize,
    handler: Handler,
    store: Store,
    body: Body,
) -> Response {
    let mut incoming = match Incoming::open(&store, body, most) {
        Ok(incoming) => incoming,
        Err(rejection) => return rejection.into_response(path),
    };
    let answer = handler(&store, &mut incoming).await;
    incoming.drain().await;
    answer.unwrap_or_else(|rejection| rejection.into_response(path))
}
