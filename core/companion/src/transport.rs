//! HTTP to one server: bodies in, bodies out, and how many of them.

use dodam_seal::encoding::decode;
use dodam_seal::exchange::{Problem, Token};
use rustls::RootCertStore;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Longer than a queue of a 2G link; it watches progress, not the whole time.
const NO_PROGRESS: Duration = Duration::from_secs(60);
const CONNECT: Duration = Duration::from_secs(30);
const MAX_SMALL_REPLY: usize = 512 << 10;

/// Why a request got no answer that can be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// No connection, or it broke.
    #[error("unreachable")]
    Unreachable,
    /// Not an address.
    #[error("bad address")]
    BadAddress,
    /// The server says no.
    #[error("{code}")]
    Problem {
        /// A code of the protocol.
        code: String,
        /// A fresh token, where one helps.
        token: Option<Token>,
    },
    /// Something else answers at this address.
    #[error("unexpected answer")]
    Unexpected,
}

/// What went over the line, bodies only.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Traffic {
    /// Bytes sent.
    pub bytes_up: u64,
    /// Bytes received.
    pub bytes_down: u64,
    /// Requests made.
    pub requests: u64,
}

/// A kept-warm connection to one server.
#[derive(Debug)]
pub(crate) struct Transport {
    client: reqwest::Client,
    base: String,
    up: AtomicU64,
    down: AtomicU64,
    requests: AtomicU64,
}

impl Transport {
    pub(crate) fn new(server_url: &str) -> Result<Self, TransportError> {
        let base = server_url.trim_end_matches('/').to_owned();
        let url = reqwest::Url::parse(&base).map_err(|_| TransportError::BadAddress)?;
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            return Err(TransportError::BadAddress);
        }
        let client = client().map_err(|_| TransportError::BadAddress)?;
        let zero = AtomicU64::default;
        Ok(Self {
            client,
            base,
            up: zero(),
            down: zero(),
            requests: zero(),
        })
    }

    pub(crate) fn traffic(&self) -> Traffic {
        let read = |count: &AtomicU64| count.load(Ordering::Relaxed);
        Traffic {
            bytes_up: read(&self.up),
            bytes_down: read(&self.down),
            requests: read(&self.requests),
        }
    }

    /// Asks and reads a small reply whole.
    pub(crate) async fn get(&self, path: &str) -> Result<Vec<u8>, TransportError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        let sent = self.client.get(format!("{}{path}", self.base)).send().await;
        self.whole(sent.map_err(|_| TransportError::Unreachable)?)
            .await
    }

    /// Asks with a body and reads a small reply whole.
    pub(crate) async fn post(&self, path: &str, body: Vec<u8>) -> Result<Vec<u8>, TransportError> {
        let reply = self.open(path, body).await?;
        self.whole(reply.0).await
    }

    /// Asks with a body; the reply is read in pieces.
    pub(crate) async fn stream(
        &self,
        path: &str,
        body: Vec<u8>,
    ) -> Result<Reply<'_>, TransportError> {
        self.open(path, body).await
    }

    async fn open(&self, path: &str, body: Vec<u8>) -> Result<Reply<'_>, TransportError> {
        self.requests.fetch_add(1, Ordering::Relaxed);
        self.up.fetch_add(body.len() as u64, Ordering::Relaxed);
        let request = self.client.post(format!("{}{path}", self.base)).body(body);
        let reply = request
            .send()
            .await
            .map_err(|_| TransportError::Unreachable)?;
        if reply.status().is_success() {
            return Ok(Reply(reply, self));
        }
        let body = read_whole(reply, &self.down).await?;
        Err(problem(&body))
    }

    async fn whole(&self, reply: reqwest::Response) -> Result<Vec<u8>, TransportError> {
        let good = reply.status().is_success();
        let body = read_whole(reply, &self.down).await?;
        if good { Ok(body) } else { Err(problem(&body)) }
    }
}

/// A reply that is being read.
pub(crate) struct Reply<'a>(reqwest::Response, &'a Transport);

impl Reply<'_> {
    /// The next piece, or `None` at the end.
    pub(crate) async fn piece(&mut self) -> Result<Option<Vec<u8>>, TransportError> {
        let piece = self
            .0
            .chunk()
            .await
            .map_err(|_| TransportError::Unreachable)?;
        Ok(piece.map(|piece| {
            self.1.down.fetch_add(piece.len() as u64, Ordering::Relaxed);
            piece.to_vec()
        }))
    }
}

async fn read_whole(
    mut reply: reqwest::Response,
    down: &AtomicU64,
) -> Result<Vec<u8>, TransportError> {
    let mut body = Vec::new();
    while let Some(piece) = reply
        .chunk()
        .await
        .map_err(|_| TransportError::Unreachable)?
    {
        down.fetch_add(piece.len() as u64, Ordering::Relaxed);
        body.extend_from_slice(&piece);
        if body.len() > MAX_SMALL_REPLY {
            return Err(TransportError::Unexpected);
        }
    }
    Ok(body)
}

fn problem(body: &[u8]) -> TransportError {
    let Ok(Problem { code, token }) = decode::<Problem>(body, 1024, "problem") else {
        return TransportError::Unexpected;
    };
    let token = token.and_then(|token| Token::try_from(token.as_slice()).ok());
    TransportError::Problem { code, token }
}

/// TLS by rustls with ring and the webpki roots; nothing global is touched.
fn client() -> Result<reqwest::Client, Box<dyn std::error::Error>> {
    let mut roots = RootCertStore::empty();
    roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
    let provider = rustls::crypto::ring::default_provider();
    let tls = rustls::ClientConfig::builder_with_provider(provider.into())
        .with_safe_default_protocol_versions()?
        .with_root_certificates(roots)
        .with_no_client_auth();
    let client = reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .http1_only()
        .no_proxy()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(CONNECT)
        .read_timeout(NO_PROGRESS)
        .build()?;
    Ok(client)
}
