use crate::error::ServerError;
use crate::http::router;
use crate::limits::{ACCEPT_PAUSE, MAX_CONNECTIONS, MAX_FAREWELL, MAX_IDLE};
use crate::lock::ServingLock;
use crate::store::Store;
use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Listens on an address; port 0 takes a free one, which the listener then names.
///
/// # Errors
/// [`ServerError::AddressInUse`], [`ServerError::AddressRefused`],
/// [`ServerError::Failed`].
pub async fn listen(address: SocketAddr) -> Result<TcpListener, ServerError> {
    let listener = TcpListener::bind(address).await;
    listener.map_err(|error| match error.into() {
        ServerError::AddressInUse => ServerError::AddressInUse,
        // A port that only an administrator may listen on.
        ServerError::AddressRefused | ServerError::ReadOnly => ServerError::AddressRefused,
        _ => ServerError::Failed("network"),
    })
}

/// Serves until `shutdown` is ready, then lets requests that are under way end, for ten
/// seconds at most; a cut one loses at most the item it was sending.
///
/// # Errors
/// [`ServerError::Busy`] when another process serves this folder.
pub async fn serve(
    listener: TcpListener,
    store: Store,
    shutdown: impl Future<Output = ()> + Send + 'static,
) -> Result<(), ServerError> {
    let _lock = ServingLock::take(store.folder())?;
    let connections = Connections {
        router: router(store),
        graceful: GracefulShutdown::new(),
        permits: Arc::new(Semaphore::new(MAX_CONNECTIONS)),
    };
    tokio::select! {
        () = connections.accept_all(&listener) => {}
        () = shutdown => tracing::info!("stopping"),
    }
    drop(listener);
    let ended = connections.graceful.shutdown();
    if tokio::time::timeout(MAX_FAREWELL, ended).await.is_err() {
        tracing::warn!("stopped while requests were under way");
    }
    Ok(())
}

/// Accepts connections itself instead of through `axum::serve`, which can't be told two
/// things: that a client who has sent its whole request and hung up still wants it done,
/// and how long to wait for a request's head.
struct Connections {
    router: Router,
    graceful: GracefulShutdown,
    permits: Arc<Semaphore>,
}

impl Connections {
    async fn accept_all(&self, listener: &TcpListener) {
        while let Ok(permit) = Arc::clone(&self.permits).acquire_owned().await {
            match listener.accept().await {
                Ok((stream, _)) => self.begin(stream, permit),
                Err(error) => {
                    // One connection broke, or the system has none left to give.
                    tracing::warn!(kind = ?error.kind(), "no connection accepted");
                    tokio::time::sleep(ACCEPT_PAUSE).await;
                }
            }
        }
    }

    fn begin(&self, stream: TcpStream, permit: OwnedSemaphorePermit) {
        // A reply's last bytes don't wait for an acknowledgement of those before.
        let _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(self.router.clone());
        let connection = http1::Builder::new()
            .timer(TokioTimer::new())
            .header_read_timeout(MAX_IDLE)
            .half_close(true)
            .serve_connection(TokioIo::new(stream), service);
        let connection = self.graceful.watch(connection);
        tokio::spawn(async move {
            // What ends a connection is not the server's business: the client asks again.
            let _ = connection.await;
            drop(permit);
        });
    }
}
