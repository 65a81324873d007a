use axum::body::Body;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::Response;
use dodam_seal::encoding::encode;
use minicbor::Encode;

/// A reply of one canonical CBOR value.
pub(super) fn cbor<T: Encode<()>>(value: &T) -> Response {
    typed(encode(value).into(), "application/cbor")
}

/// A reply of frames.
pub(super) fn frames(body: Body) -> Response {
    typed(body, "application/octet-stream")
}

fn typed(body: Body, kind: &'static str) -> Response {
    let mut response = Response::new(body);
    let kind = HeaderValue::from_static(kind);
    response.headers_mut().insert(CONTENT_TYPE, kind);
    response
}
