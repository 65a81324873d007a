use super::endpoint::Answer;
use super::gate::signed;
use super::incoming::Incoming;
use super::rejection::Rejection;
use super::reply::cbor;
use crate::code::OperatorCode;
use crate::database::devices;
use crate::store::Store;
use dodam_seal::exchange::{Enrol, RequestHead, Welcome, path};

/// `POST /v1/enrol`, the only question without a token: a device that isn't enrolled has none, and asking
/// the same twice changes nothing.
pub(super) async fn enrol(store: &Store, incoming: &mut Incoming) -> Answer {
    let head = signed(store, path::ENROL, incoming).await?;
    let device = head.device;
    if !store.take_code_attempt() {
        return Err(Rejection::TOO_MANY_ATTEMPTS.of(device));
    }
    if !enrol_with(store, &head).await.map_err(|r| r.of(device))? {
        // One answer for a code that never was, is used up, or isn't even a code.
        return Err(Rejection::UNKNOWN_CODE.of(device));
    }
    store.give_back_code_attempt();
    tracing::info!(path = path::ENROL, ?device, "enrolled");
    let token = store.tokens().current(device)?;
    Ok(cbor(&Welcome { token }))
}

async fn enrol_with(store: &Store, head: &RequestHead) -> Result<bool, Rejection> {
    let typed: Enrol = head.question()?;
    let Some(code) = OperatorCode::from_typed(&typed.code) else {
        return Ok(false);
    };
    let device = head.device;
    let enrolled = store.change(move |tx, context| devices::enrol(tx, context, &device, &code));
    Ok(enrolled.await?)
}
