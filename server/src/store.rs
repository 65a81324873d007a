use crate::clock::Clock;
use crate::code::OperatorCode;
use crate::context::Context;
use crate::database::{devices, schema};
use crate::error::ServerError;
use crate::files::Files;
use crate::limits::Limits;
use crate::readers::Readers;
use crate::tokens::Tokens;
use crate::writer::Writer;
use dodam_seal::exchange::ServerCard;
use rand_core::CryptoRng;
use rusqlite::{Connection, Transaction, TransactionBehavior};
use std::fs::OpenOptions;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::Semaphore;

const DATABASE: &str = "server.db";

/// What [`Store::open_with`] can be told; the defaults are for real use.
#[derive(Debug, Clone)]
pub struct Options {
    /// The server's clock, for invitations and for limits by the minute.
    pub clock: Clock,
    /// What the server takes from whom.
    pub limits: Limits,
}

impl Default for Options {
    fn default() -> Self {
        let (clock, limits) = (Clock::system(), Limits::default());
        Self { clock, limits }
    }
}

/// Everything a server keeps, in one folder. Clones share it; the folder is closed when
/// the last clone is dropped.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    writer: Writer,
    readers: Readers,
    context: Arc<Context>,
    tokens: Tokens,
    files: Files,
    wrong_codes: Mutex<(i64, u32)>,
    permits: Arc<Semaphore>,
    folder: PathBuf,
}

impl Store {
    /// Opens a server's folder, or makes one with a new key and generation 1.
    ///
    /// # Errors
    /// [`ServerError::ReadOnly`], [`ServerError::NotAFolder`],
    /// [`ServerError::StorageFull`], [`ServerError::Damaged`],
    /// [`ServerError::NewerVersion`], [`ServerError::Busy`].
    pub fn open(folder: &Path) -> Result<Self, ServerError> {
        Self::open_with(folder, Options::default())
    }

    /// The same with a clock and limits of the caller's.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub fn open_with(folder: &Path, options: Options) -> Result<Self, ServerError> {
        dodam_sqlcipher::link();
        let Options { clock, limits } = options;
        let path = folder.join(DATABASE);
        let files = Files::open(folder)?;
        make_private_file(&path)?;
        let opened = schema::open_writer(&path, &limits);
        let (connection, identity) = opened.map_err(|error| diagnose(folder, error))?;
        let permits = Arc::new(Semaphore::new(limits.requests));
        let context = Arc::new(Context {
            identity,
            limits,
            clock,
            chains: Default::default(),
        });
        Ok(Self(Arc::new(Inner {
            writer: Writer::start(connection, Arc::clone(&context))?,
            readers: Readers::new(path),
            context,
            tokens: Tokens::default(),
            files,
            wrong_codes: Mutex::default(),
            permits,
            folder: folder.into(),
        })))
    }

    /// Makes a code that lets one device store things here. The server remembers its
    /// hash only, so it is shown now or never. Not to be called on an async worker.
    ///
    /// # Errors
    /// [`ServerError::StorageFull`], [`ServerError::Busy`], [`ServerError::Failed`].
    pub fn admit<R: CryptoRng>(&self, rng: &mut R) -> Result<OperatorCode, ServerError> {
        let code = OperatorCode::random(rng);
        let hash = code.hash();
        let job = move |connection: &mut Connection, context: &Context| {
            change_now(connection, |tx| devices::insert_code(tx, context, &hash))
        };
        self.0.writer.run_blocking(job)?;
        Ok(code)
    }

    /// Who this server is.
    #[must_use]
    pub fn card(&self) -> ServerCard {
        let identity = &self.0.context.identity;
        ServerCard {
            server: identity.server,
            generation: identity.generation,
        }
    }

    /// Changes the database in one transaction on the writer thread.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        change: impl FnOnce(&Transaction<'_>, &Context) -> Result<T, ServerError> + Send + 'static,
    ) -> Result<T, ServerError> {
        let job = move |connection: &mut Connection, context: &Context| {
            change_now(connection, |tx| change(tx, context))
        };
        self.0.writer.run(job).await
    }

    /// Reads the database on a blocking thread.
    pub(crate) async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&mut Connection, &Context) -> Result<T, ServerError> + Send + 'static,
    ) -> Result<T, ServerError> {
        let context = Arc::clone(&self.0.context);
        self.0
            .readers
            .run(move |connection| read(connection, &context))
            .await
    }

    pub(crate) fn context(&self) -> &Context {
        &self.0.context
    }

    pub(crate) fn tokens(&self) -> &Tokens {
        &self.0.tokens
    }

    pub(crate) fn files(&self) -> &Files {
        &self.0.files
    }

    pub(crate) fn permits(&self) -> Arc<Semaphore> {
        Arc::clone(&self.0.permits)
    }

    pub(crate) fn folder(&self) -> &Path {
        &self.0.folder
    }

    /// Counts a try with an operator's code before it is looked up; `false` when this
    /// minute's are used up, by whomever.
    pub(crate) fn take_code_attempt(&self) -> bool {
        let context = &self.0.context;
        let minute = context.clock.now() / 60;
        let mut tries = self.wrong_codes();
        if tries.0 != minute {
            *tries = (minute, 0);
        }
        let left = tries.1 < context.limits.wrong_codes_per_minute;
        tries.1 += u32::from(left);
        left
    }

    /// A right code doesn't count.
    pub(crate) fn give_back_code_attempt(&self) {
        let mut tries = self.wrong_codes();
        tries.1 = tries.1.saturating_sub(1);
    }

    fn wrong_codes(&self) -> std::sync::MutexGuard<'_, (i64, u32)> {
        let tries = self.0.wrong_codes.lock();
        tries.unwrap_or_else(PoisonError::into_inner)
    }
}

fn change_now<T>(
    connection: &mut Connection,
    change: impl FnOnce(&Transaction<'_>) -> Result<T, ServerError>,
) -> Result<T, ServerError> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let answer = change(&tx)?;
    tx.commit()?;
    Ok(answer)
}

/// The database holds the server's key, so only its owner reads it.
fn make_private_file(path: &Path) -> Result<(), ServerError> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?;
    Ok(())
}

/// SQLite says of a file it can't make that it can't open it. Writing one beside it
/// tells whether the disk is full.
fn diagnose(folder: &Path, error: ServerError) -> ServerError {
    if !matches!(error, ServerError::ReadOnly | ServerError::Failed(_)) {
        return error;
    }
    let probe = folder.join("probe.tmp");
    let written = std::fs::File::create(&probe).and_then(|mut file| file.write_all(&[0; 1 << 16]));
    let _ = std::fs::remove_file(&probe);
    written.map_or_else(ServerError::from, |()| error)
}
