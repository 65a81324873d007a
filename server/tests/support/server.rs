use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode};
use dodam_seal::ServerId;
use dodam_seal::encoding::decode;
use dodam_seal::exchange::Problem;
use dodam_server::{Clock, Limits, Options, Store, router};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::{Duration, Instant};
use tempfile::TempDir;
use tower::ServiceExt;

/// A server whose clock the test moves.
pub struct Server {
    pub store: Store,
    pub clock: Arc<AtomicI64>,
    folder: PathBuf,
    kept: Option<TempDir>,
    codes: AtomicU64,
}

/// A whole reply.
pub struct Reply {
    pub status: StatusCode,
    pub bytes: Vec<u8>,
}

impl Reply {
    /// The problem of a refused request.
    pub fn problem(&self) -> Problem {
        decode(&self.bytes, 1000, "problem").unwrap()
    }

    pub fn code(&self) -> (u16, String) {
        (self.status.as_u16(), self.problem().code)
    }
}

impl Server {
    pub fn new() -> Self {
        Self::with(Limits::default())
    }

    pub fn with(limits: Limits) -> Self {
        let folder = TempDir::new().unwrap();
        let mut server = Self::at(folder.path(), limits);
        server.kept = Some(folder);
        server
    }

    /// A server in a folder that stays when it is dropped.
    pub fn at(folder: &Path, limits: Limits) -> Self {
        let clock = Arc::new(AtomicI64::new(1_700_000_000));
        Self {
            store: open(folder, &clock, limits),
            clock,
            folder: folder.into(),
            kept: None,
            codes: AtomicU64::new(0),
        }
    }

    /// Closes the folder and opens it again, as after a restart.
    pub fn reopen(self, limits: Limits) -> Self {
        let Self {
            store,
            clock,
            folder,
            kept,
            codes,
        } = self;
        drop(store);
        Self {
            store: open(&folder, &clock, limits),
            clock,
            folder,
            kept,
            codes,
        }
    }

    pub fn id(&self) -> ServerId {
        self.store.card().server
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    pub fn router(&self) -> Router {
        router(self.store.clone())
    }

    pub fn admit(&self) -> String {
        let seed = self.codes.fetch_add(1, Ordering::Relaxed);
        let mut rng = ChaCha20Rng::seed_from_u64(seed);
        self.store.admit(&mut rng).unwrap().to_string()
    }

    pub async fn post(&self, path: &str, body: impl Into<Body>) -> Reply {
        self.call(Request::post(path).body(body.into()).unwrap())
            .await
    }

    pub async fn get(&self, path: &str) -> Reply {
        self.call(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    async fn call(&self, request: Request<Body>) -> Reply {
        let response = self.router().oneshot(request).await.unwrap();
        let status = response.status();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        let bytes = bytes.to_vec();
        Reply { status, bytes }
    }

    /// Counts what a query of one number finds, over a connection of its own.
    pub fn count(&self, sql: &str) -> i64 {
        let connection = rusqlite::Connection::open(self.folder().join("server.db")).unwrap();
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Waits until a count is reached; the deadline only ends a test that fails.
    pub async fn reaches(&self, sql: &str, count: i64) -> bool {
        let deadline = Instant::now() + Duration::from_secs(20);
        while self.count(sql) != count && Instant::now() < deadline {
            tokio::task::yield_now().await;
        }
        self.count(sql) == count
    }

    /// Whether any file of the server's folder holds these bytes.
    pub fn holds(&self, bytes: &[u8]) -> bool {
        let files = std::fs::read_dir(self.folder())
            .unwrap()
            .map(|file| file.unwrap().path());
        let mut files = files.filter(|path| path.is_file());
        files.any(|path| {
            let content = std::fs::read(path).unwrap();
            content.windows(bytes.len()).any(|window| window == bytes)
        })
    }

    /// Rows of everything that a request could store.
    pub fn stored(&self) -> Vec<i64> {
        [
            "chain_entry",
            "envelope",
            "feed_entry",
            "invitation",
            "attachment",
            "device",
        ]
        .map(|table| self.count(&format!("SELECT count(*) FROM {table}")))
        .to_vec()
    }
}

fn open(folder: &Path, clock: &Arc<AtomicI64>, limits: Limits) -> Store {
    let clock = Arc::clone(clock);
    let clock = Clock::from_fn(move || clock.load(Ordering::Relaxed));
    Store::open_with(folder, Options { clock, limits }).unwrap()
}
