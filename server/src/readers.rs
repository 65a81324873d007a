use crate::database::schema;
use crate::error::ServerError;
use rusqlite::Connection;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

/// Connections kept open for the next reader; more are opened when more read at once.
const KEPT: usize = 4;

/// Connections that only read, for tokio's blocking threads.
#[derive(Debug, Clone)]
pub(crate) struct Readers(Arc<Pool>);

#[derive(Debug)]
struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(crate) fn new(path: PathBuf) -> Self {
        let idle = Mutex::default();
        Self(Arc::new(Pool { path, idle }))
    }

    /// Runs a read on a blocking thread and waits for its answer.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Connection) -> Result<T, ServerError> + Send + 'static,
    ) -> Result<T, ServerError> {
        let pool = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || {
            let mut connection = pool.take()?;
            let answer = read(&mut connection);
            pool.give_back(connection);
            answer
        })
        .await
        .unwrap_or(Err(ServerError::Failed("reader")))
    }
}

impl Pool {
    fn take(&self) -> Result<Connection, ServerError> {
        let idle = self.lock().pop();
        idle.map_or_else(|| schema::open_reader(&self.path), Ok)
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.lock();
        if idle.len() < KEPT {
            idle.push(connection);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
