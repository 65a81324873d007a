use crate::context::Context;
use crate::error::ServerError;
use rusqlite::Connection;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::thread::{Builder, JoinHandle};
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce(&mut Connection, &Context) + Send>;

/// The one thread that changes the database, one job after the other.
///
/// Whoever waits for a job may stop waiting; the job runs to its end. The queue needs no
/// bound of its own, because each request has at most one job in it and requests are
/// bounded.
#[derive(Debug)]
pub(crate) struct Writer {
    jobs: Option<mpsc::Sender<Job>>,
    thread: Option<JoinHandle<()>>,
}

impl Writer {
    pub(crate) fn start(
        mut connection: Connection,
        context: Arc<Context>,
    ) -> Result<Self, ServerError> {
        let (sender, jobs) = mpsc::channel::<Job>();
        let thread = Builder::new().name("dodam-writer".into()).spawn(move || {
            while let Ok(job) = jobs.recv() {
                // A bug in one job must not end the server. Its transaction rolls back
                // while unwinding, and its caller sees that no answer comes.
                let _ = catch_unwind(AssertUnwindSafe(|| job(&mut connection, &context)));
            }
        })?;
        Ok(Self {
            jobs: Some(sender),
            thread: Some(thread),
        })
    }

    /// Runs a job and waits for its answer.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection, &Context) -> Result<T, ServerError> + Send + 'static,
    ) -> Result<T, ServerError> {
        let (answer, answered) = oneshot::channel();
        self.send(Box::new(move |connection, context| {
            let _ = answer.send(job(connection, context));
        }))?;
        answered.await.unwrap_or(Err(STOPPED))
    }

    /// The same for a caller outside a runtime.
    pub(crate) fn run_blocking<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection, &Context) -> Result<T, ServerError> + Send + 'static,
    ) -> Result<T, ServerError> {
        let (answer, answered) = mpsc::sync_channel(1);
        self.send(Box::new(move |connection, context| {
            let _ = answer.send(job(connection, context));
        }))?;
        answered.recv().unwrap_or(Err(STOPPED))
    }

    fn send(&self, job: Job) -> Result<(), ServerError> {
        let jobs = self.jobs.as_ref().ok_or(STOPPED)?;
        jobs.send(job).map_err(|_| STOPPED)
    }
}

const STOPPED: ServerError = ServerError::Failed("writer");

/// Finishes the jobs that wait and closes the database. Jobs don't hold the store, so
/// the writer is never dropped on its own thread.
impl Drop for Writer {
    fn drop(&mut self) {
        self.jobs.take();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}
