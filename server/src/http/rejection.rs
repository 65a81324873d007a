use super::reply;
use crate::error::ServerError;
use axum::http::StatusCode;
use axum::response::Response;
use dodam_seal::SealError;
use dodam_seal::exchange::{Problem, Token};
use dodam_seal::ids::DeviceId;

/// A request that gets a [`Problem`] instead of its answer.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rejection {
    status: StatusCode,
    code: &'static str,
    token: Option<Token>,
    device: Option<DeviceId>,
}

macro_rules! rejections {
    ($($name:ident = $status:ident, $code:literal;)*) => {
        $(pub(super) const $name: Self = Self::new(StatusCode::$status, $code);)*
    };
}

/// All codes there are; `docs/protocol.md` says what each means to a client.
impl Rejection {
    rejections! {
        MALFORMED = BAD_REQUEST, "malformed";
        CUT = BAD_REQUEST, "cut";
        BAD_SIGNATURE = UNAUTHORIZED, "bad_signature";
        NOT_ENROLLED = FORBIDDEN, "not_enrolled";
        UNKNOWN_CODE = FORBIDDEN, "unknown_code";
        NOT_ALLOWED = FORBIDDEN, "not_allowed";
        PLACE_TAKEN = FORBIDDEN, "place_taken";
        OVER_QUOTA = FORBIDDEN, "over_quota";
        UNKNOWN_INVITATION = NOT_FOUND, "unknown_invitation";
        UNKNOWN_ATTACHMENT = NOT_FOUND, "unknown_attachment";
        TOO_SLOW = REQUEST_TIMEOUT, "too_slow";
        STALE_TOKEN = CONFLICT, "stale_token";
        TOO_LARGE = PAYLOAD_TOO_LARGE, "too_large";
        WRONG_SERVER = MISDIRECTED_REQUEST, "wrong_server";
        WRONG_HASH = UNPROCESSABLE_ENTITY, "wrong_hash";
        TOO_MANY_ATTEMPTS = TOO_MANY_REQUESTS, "too_many_attempts";
        FAILED = INTERNAL_SERVER_ERROR, "failed";
        BUSY = SERVICE_UNAVAILABLE, "busy";
        STORAGE_FULL = INSUFFICIENT_STORAGE, "storage_full";
    }

    const fn new(status: StatusCode, code: &'static str) -> Self {
        Self {
            status,
            code,
            token: None,
            device: None,
        }
    }

    /// Carries the token that the device shows next.
    pub(super) const fn with_token(mut self, token: Token) -> Self {
        self.token = Some(token);
        self
    }

    /// Names the device, for the log.
    pub(super) const fn of(mut self, device: DeviceId) -> Self {
        self.device = Some(device);
        self
    }

    /// Logs the rejection and makes its reply.
    pub(super) fn into_response(self, path: &'static str) -> Response {
        let Self {
            status,
            code,
            token,
            device,
        } = self;
        tracing::info!(path, ?device, code, status = status.as_u16(), "rejected");
        let problem = Problem {
            code: code.into(),
            token: token.map(|token| token.to_vec().into()),
        };
        let mut response = reply::cbor(&problem);
        *response.status_mut() = status;
        response
    }
}

impl From<ServerError> for Rejection {
    fn from(error: ServerError) -> Self {
        tracing::error!(%error, "request failed");
        match error {
            ServerError::StorageFull => Self::STORAGE_FULL,
            ServerError::Busy => Self::BUSY,
            _ => Self::FAILED,
        }
    }
}

impl From<SealError> for Rejection {
    fn from(error: SealError) -> Self {
        match error {
            SealError::TooLarge(_) => Self::TOO_LARGE,
            SealError::BadSignature(_) => Self::BAD_SIGNATURE,
            _ => Self::MALFORMED,
        }
    }
}
