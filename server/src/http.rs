//! What is said over HTTP: one module a path, and what they share.

mod attach;
mod attached;
mod endpoint;
mod enrol;
mod gate;
mod incoming;
mod invite;
mod pull;
mod push;
mod rejection;
mod reply;
mod sync;

use crate::limits::MAX_SMALL_BODY;
use crate::store::Store;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;
use dodam_seal::exchange::path;
use endpoint::{Handler, endpoint};
use futures_util::FutureExt;

/// Every path of the protocol over one store.
pub fn router(store: Store) -> Router {
    let pushed = store.context().limits.push_bytes;
    let question = |path, handler: Handler| endpoint(path, MAX_SMALL_BODY, handler);
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route(path::SERVER, get(card))
        .route(
            path::ENROL,
            question(path::ENROL, |s, i| enrol::enrol(s, i).boxed()),
        )
        .route(
            path::SYNC,
            endpoint(path::SYNC, pushed, |s, i| sync::sync(s, i).boxed()),
        )
        .route(
            path::INVITE,
            question(path::INVITE, |s, i| invite::leave(s, i).boxed()),
        )
        .route(
            path::INVITED,
            question(path::INVITED, |s, i| invite::open(s, i).boxed()),
        )
        .route(
            path::ATTACH,
            endpoint(path::ATTACH, pushed, |s, i| attach::attach(s, i).boxed()),
        )
        .route(
            path::ATTACHED,
            question(path::ATTACHED, |s, i| attached::attached(s, i).boxed()),
        )
        .with_state(store)
}

/// Ready when the database answers, for writing and for reading.
async fn ready(State(store): State<Store>) -> (StatusCode, &'static str) {
    let writes = store.change(|_, _| Ok(())).await;
    let reads = store.read(|_, _| Ok(())).await;
    match writes.and(reads) {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(error) => {
            tracing::warn!(%error, "not ready");
            (StatusCode::SERVICE_UNAVAILABLE, "not ready\n")
        }
    }
}

async fn card(State(store): State<Store>) -> Response {
    reply::cbor(&store.card())
}
